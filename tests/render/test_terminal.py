"""What a person reads at the terminal."""

from __future__ import annotations

import pytest

from analyzer.document import Span
from analyzer.render.cell_names import cell_name, formula_name
from analyzer.render.legible import legible
from analyzer.render.tables_text import render_tables
from analyzer.render.to_terminal import render
from analyzer.render.wrap import columns
from tests.render import sample

ESCAPE = "\N{ESCAPE}"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_fits_the_width_without_colour(width: int) -> None:
    text = render(sample.analysis(), (), width=width)
    assert ESCAPE not in text
    assert max(map(columns, text.splitlines())) <= width


def test_colour_only_where_it_is_asked_for() -> None:
    assert ESCAPE in render(sample.analysis(), (), color=True)


def test_a_finding_shows_quote_cells_basis_and_advice() -> None:
    text = render(sample.analysis(), ())
    assert "C01 新收数图文不符〔确定〕" in text
    assert "申请【15件】，已办结13件。" in text
    assert "本年新收政府信息公开申请数量·总计 = 12" in text
    assert "予以公开·总计 空白" in text
    assert "依据   条例第五十条" in text
    assert text.index("严重（1 条）") < text.index("应改（1 条）")


def test_dismissed_findings_are_counted_not_shown() -> None:
    text = render(sample.analysis(), ())
    assert "另有 1 条发现已经人工复核排除" in text
    assert "W04 标点全角半角混用〔" not in text


def test_claims_and_gaps_are_said() -> None:
    text = render(sample.analysis(), ())
    for said in (
        "不一致：多写3件",
        "口径不明，未判",
        "表中无对应（1 处） 120条",
        "第3页有一张图片，图中文字没有读取",
        "读到 6 个数值，应有 7 个",
        "表四 复议诉讼   没有读到这张表",
        "空白 1 格，不作为 0 计算",
    ):
        assert said in text


def test_report_text_cannot_command_the_terminal() -> None:
    control = f"{ESCAPE}[31m\x07\N{RIGHT-TO-LEFT OVERRIDE}\ud800"
    text = render(sample.analysis(control=control), ())
    assert not {ESCAPE, "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ud800"} & set(text)
    assert "␛[31m␇" in text


def test_legible_keeps_offsets() -> None:
    odd = "甲\x1b\x9b\r\n\t\N{ZERO WIDTH SPACE}乙"
    assert len(legible(odd)) == len(odd)
    assert legible(odd).isprintable()


def test_cells_are_called_by_their_names() -> None:
    facts = sample.facts(previous=sample.facts())
    assert cell_name(sample.TOTAL, facts) == "本年新收政府信息公开申请数量·总计"
    assert cell_name(f"previous.{sample.TOTAL}", facts).startswith("上年本年新收")
    assert cell_name("requests.no_such.total", facts) == "requests.no_such.total"
    named = formula_name("disputes.review.total + disputes.suit_after.total", facts)
    assert named == "行政复议·总计 + 复议后起诉·总计"


def test_tables_show_every_state() -> None:
    text = render_tables(sample.facts())
    lines = text.splitlines()
    assert max(map(columns, lines)) <= 80
    assert next(line for line in lines if "予以公开" in line).endswith("空")
    assert next(line for line in lines if "部分公开" in line).endswith("00?")
    assert next(line for line in lines if "其他处理—其他" in line).endswith("未读")
    assert text.count("没有读到这张表。") == 2


def test_a_quote_outside_sentences_is_its_line() -> None:
    known = sample.analysis()
    finding = sample.finding("S06", anchors=(Span(0, 3),))
    analysis = type(known)(known.facts, (finding,), known.score)
    assert "【临江县】水利局2024年政府信息公开工作年度报告" in render(analysis, ())
