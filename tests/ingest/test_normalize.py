"""Normalisation: what changes, what stays, and that the way back is right."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.document import Span
from analyzer.ingest.normalize import _SUPPLEMENT, _SUPPLEMENT_CODES, Normalized, normalize

CHANGES = [
    # widths: letters, digits, a few signs; Chinese punctuation stays
    ("２０２４年，ＡＢｃ１０％", "2024年，ABc10%"),
    ("１．５万，共计：３；（二）！？", "1.5万，共计：3；（二）！？"),
    ("一．总体情况", "一．总体情况"),
    # radicals of both blocks
    ("⼀、⾏政⻓⺠⻔⻅⼈⽅", "一、行政长民门见人方"),
    # invisible characters
    ("\ufeff公\u200b开\u00ad信\u2060息\u202e", "公开信息"),
    ("a\ud800b\x07c", "abc"),
    # spaces
    ("自 然 人", "自然人"),
    ("2024 年 435  条", "2024 年 435 条"),
    ("第一项之和， 等于\u3000第三项", "第一项之和，等于第三项"),
    ("信息\u00a012\u2009条 ", "信息 12 条"),
    # numbers
    ("收到1 286 件", "收到1286 件"),
    ("18, 708元", "18,708元"),
    ("2023 2024 年", "2023 2024 年"),
    ("0 363 120", "0 363 120"),
]
JOINS = [
    (
        "各学校累计公开教育信息，共计 870\n\n余条，形成格局。",
        "各学校累计公开教育信息，共计 870余条，形成格局。",
        1,
    ),
    (
        "人员的业务能力有待提升，综\n\n— 5 —\n\n合素质不高。",
        "人员的业务能力有待提升，综合素质不高。",
        1,
    ),
    ("公开信息，第 3 页以前\n第 3 页 共 6 页\n的内容。", "公开信息，第 3 页以前的内容。", 1),
    (
        "人员的业务能力有待提升，综\n\n5\n\n合素质不高。",
        "人员的业务能力有待提升，综合素质不高。",
        1,
    ),
    ("各单位积极公开，共发布\n\n435\n\n条信息。", "各单位积极公开，共发布435条信息。", 2),
    ("共收到申请\n，均已办结。", "共收到申请，均已办结。", 1),
    ("根据条例第二十条第\n（一）项规定，公开。", "根据条例第二十条第（一）项规定，公开。", 1),
    ("网站访问量达，18,\n708次。", "网站访问量达，18,708次。", 1),
    ("使用 open data，即 open\ndata。", "使用 open data，即 open data。", 1),
    ("因信息公开被申请行政复\n议1件。", "因信息公开被申请行政复议1件。", 1),
    ("予以公\n开13件，部分公开2件。", "予以公开13件，部分公开2件。", 1),
]
APART = [
    "一、总体情况\n2024年，我局公开信息。",
    "青岚县2024年政府信息公开工作年度报告\n根据条例，编制本报告。",
    "无其他报告事项。\n青岚县水务局\n2025年1月7日",
    "无其他报告事项，特此报告\n青岚县水务局\n2025年1月7日",
    "全年公开信息，共计5条\n（二）依申请公开\n收到申请3件。",
    "存在问题，主要有以下方面\n一是不及时。\n二是不全面。",
    "全年公开信息，共计5条\n　　同时，加强管理。",
    "情况如下：\n公开信息5条；\n回应关切3次。",
    "总体情况\n公开指南已更新。",
]


@pytest.mark.parametrize(("source", "expected"), CHANGES)
def test_characters_and_spaces(source: str, expected: str) -> None:
    assert normalize(source).text == expected


@pytest.mark.parametrize(("source", "expected", "joins"), JOINS)
def test_broken_sentences_are_joined(source: str, expected: str, joins: int) -> None:
    result = normalize(source)
    assert result.text == expected
    assert len(result.joins) == joins


@pytest.mark.parametrize("source", APART)
def test_lines_of_their_own_stay_apart(source: str) -> None:
    result = normalize(source)
    assert result.text == source.replace("　　", "")
    assert result.joins == ()


@pytest.mark.parametrize("width", [22, 30, 40])
def test_wrapped_paragraphs_come_back_whole(width: int) -> None:
    paragraph = (
        "2024年，青岚县水务局按照部署推进政务公开，全年公开信息128条，办理建议提案9件，答复率达到百分之百。"
        "河湖长名录、水质公告、工程信息按月更新，累计320余条，群众满意度有所上升，没有发生投诉和举报的情形。"
    )
    wrapped = "\n".join(
        paragraph[start : start + width] for start in range(0, len(paragraph), width)
    )
    result = normalize(f"一、总体情况\n{wrapped}\n二、主动公开政府信息情况")
    assert result.text == f"一、总体情况\n{paragraph}\n二、主动公开政府信息情况"
    assert len(result.joins) == wrapped.count("\n")


def test_joins_are_offsets_in_the_result() -> None:
    result = normalize("公开教育信息，共１ ２８６ 条，其中　　公告 870\n\n余条。")
    (join,) = result.joins
    assert result.text[:join].endswith("870")
    assert result.text[join:] == "余条。"


def test_plain_text_passes_untouched() -> None:
    text = "全年公开信息 435 条，培训 60 余人次。"
    result = normalize(text)
    assert result == Normalized(text, result.offsets, ())
    assert not result.offsets.starts, "an empty map is the identity"


def test_supplement_maps_radicals_to_ideographs() -> None:
    assert len(_SUPPLEMENT) == len(_SUPPLEMENT_CODES)
    for code, ideograph in zip(_SUPPLEMENT_CODES, _SUPPLEMENT, strict=True):
        assert unicodedata.name(chr(code)).startswith("CJK RADICAL")
        assert unicodedata.name(ideograph).startswith("CJK UNIFIED")
    # the two that Unicode itself maps
    for code in (0x2E9F, 0x2EF3):
        ideograph = _SUPPLEMENT[_SUPPLEMENT_CODES.index(code)]
        assert unicodedata.normalize("NFKC", chr(code)) == ideograph


# Furniture and prose, breaks and spaces, in every order.
PIECES = st.sampled_from(
    [*"综合公开信息件条年一二是，。；：、（）“”％2０13８,.-—第项 \u00a0\t\u200b⻓⼈ａ", "\n", "\n\n", "a", "b",
     "一、总体情况", "（一）", "2025年1月7日", "— 5 —", "余条", "870", "1 286", "青岚县水务局", "无", "\r\n"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def is_unindented(text: str) -> bool:
    return not any(line[:1].isspace() for line in text.splitlines())


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_offsets_lead_back(source: str) -> None:
    result = normalize(source)
    starts, ends = result.offsets.starts, result.offsets.ends
    if starts:
        assert len(starts) == len(ends) == len(result.text)
        assert all(start < end for start, end in zip(starts, ends, strict=True))
        assert all(end <= start for end, start in zip(ends, list(starts)[1:], strict=False))
    for place, character in enumerate(result.text):
        if not character.isspace():
            written = result.offsets.source(Span(place, place + 1)).of(source)
            assert normalize(written).text == character


@settings(max_examples=400, deadline=None)
@given(TEXTS.filter(is_unindented))
def test_normalising_again_changes_nothing(source: str) -> None:
    once = normalize(source)
    twice = normalize(once.text)
    assert twice.text == once.text
    assert twice.joins == ()


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nothing_visible_is_lost_but_page_numbers(source: str) -> None:
    plain = "".join(normalize(source).text.split())
    whole = "".join(normalize(line).text for line in source.splitlines())
    missing = len("".join(whole.split())) - len(plain)
    assert missing >= 0
    assert missing % len("—5—") == 0 or "—" in source or "-" in source


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_normalised(source: str) -> None:
    result = normalize(source)
    result.text.encode("utf-8")
    assert not any(
        unicodedata.category(each) in ("Cc", "Cs") for each in result.text if each != "\n"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "各单位累计公开信息 870 余条，形成了上下联动的工作格局。",
        "各单位累计公开信息８７０  余条，形成联动。\n",
    ],
)
def test_it_is_linear(sentence: str) -> None:
    def cost(characters: int) -> float:
        """Seconds of the processor, the best of three runs."""
        text, costs = sentence * (characters // len(sentence)), []
        for _ in range(3):
            begin = time.process_time()
            normalize(text)
            costs.append(time.process_time() - begin)
        return min(costs)

    assert cost(400_000) < 30 * cost(40_000), (
        "ten times the text, a hundred times the cost if square"
    )
