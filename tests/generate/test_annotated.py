"""Annotated sources: the shipped samples are what their sources say; wrong sources are refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analyzer.errors import DataError
from analyzer.training.annotated.__main__ import sample
from analyzer.training.annotated.marks import unmarked
from analyzer.training.annotated.source import read

SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
SOURCES = sorted(SAMPLES.glob("*/source.txt"))
SETTINGS = """+++
agency = "甲县乙局"
level = "county_department"
year = 2024
edition = "2021"
signed = "2025-01-10"
format = "txt"
shows = "试"
{more}
+++
甲县乙局2024年政府信息公开工作年度报告
@overview 一、总体情况
{text}
@requests 三、收到和处理政府信息公开申请情况
"""


def _source(folder: Path, more: str = "", text: str = "全年公开信息8条。") -> Path:
    path = folder / "source.txt"
    path.write_text(SETTINGS.format(more=more, text=text), "utf-8")
    return path


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_a_sample_is_what_its_source_says(source: Path) -> None:
    for name, data in sample(read(source)).items():
        if not name.endswith((".docx", ".xlsx")):
            assert (source.parent / name).read_bytes() == data, f"write {source} anew"


def test_marks_nest_and_count_without_the_marks() -> None:
    text, marks = unmarked("收到⟦共⟦3件|claim requests.new_received.total⟧|finding C01⟧。", "x")
    assert text == "收到共3件。"
    assert [(text[m.start : m.end], m.kind) for m in marks] == [
        ("共3件", "finding"),
        ("3件", "claim"),
    ]
    _, (mark,) = unmarked("⟦3件|claim a.b.c + a.b.d rounded also a.b.e⟧", "x")
    assert mark.entry == {"target": "a.b.c + a.b.d", "outcome": "rounded", "also": ["a.b.e"]}
    assert unmarked("⟦3件|claim none⟧", "x")[1][0].entry == {}


def test_sentences_are_labelled_behind_their_end(tmp_path: Path) -> None:
    text = "⟦公开8条|finding T01|pending 未读出⟧。{df}网站改版。{pf/pm pending 与上句连读}"
    gold = tomllib.loads(sample(read(_source(tmp_path, text=text)))["gold.toml"].decode())
    assert [(s["text"], s["aspect"], s["role"]) for s in gold["sentences"]] == [
        ("甲县乙局2024年政府信息公开工作年度报告", ["other"], ["heading"]),
        ("一、总体情况", ["other"], ["heading"]),
        ("公开8条。", ["disclosure"], ["fact"]),
        ("网站改版。", ["platform"], ["fact", "measure"]),
        ("三、收到和处理政府信息公开申请情况", ["requests"], ["heading"]),
    ]
    assert gold["sentences"][3]["pending"] == "与上句连读"
    assert gold["finding"] == [{"code": "T01", "pending": "未读出", "quote": "[公开8条]。网"}]
    assert "sentences" not in tomllib.loads(sample(read(_source(tmp_path)))["gold.toml"].decode())


def test_gold_adds_up_and_names_what_is_broken(tmp_path: Path) -> None:
    more = (
        '[cells]\n"requests.new_received" = "2 1 0 0 0 0 4"\n"requests.granted" = "2 00 0 0 0 0"\n'
    )
    more += '"disputes.review" = "_ _ _ _ _"\n'
    text = "新收申请⟦3件|claim requests.new_received.total disagrees|finding C01⟧，另⟦3件|silent C02 不是申请⟧。"
    gold = tomllib.loads(sample(read(_source(tmp_path, more, text)))["gold.toml"].decode())
    assert gold["cells"]["requests.granted.total"] == "2"
    assert gold["cells"]["requests.result_total.natural_person"] == "2"
    assert gold["malformed"] == {"requests.granted.commercial": "00"}
    assert gold["blank"] == ["disputes.review"]
    assert gold["broken"] == ["I1 commercial", "I1 total", "I3 new_received"]
    assert gold["sections"] == ["overview 一", "requests 三"]
    quotes = [gold[kind][0]["quote"] for kind in ("claim", "finding", "silent")]
    assert quotes == ["新收申请[3件]，另", "新收申请[3件]，另", "申请3件，另[3件]。"]


@pytest.mark.parametrize(
    ("more", "text", "said"),
    [
        ("", "收到⟦3件。", "没有对应的"),
        ("", "收到3件⟧。", "不配对"),
        ("", "收到⟦3件|claim⟧。", "算式"),
        ("", "收到⟦3件|silent C01⟧。", "理由"),
        ("", "收到⟦3件|remark C01⟧。", "remark"),
        ("", "收到⟦3件|claim requests.received.total⟧。", r"requests\.received\.total"),
        ("", "收到3件。{rx}", "rx"),
        ("", "收到3件。{rf}答复3件。", "答复3件。"),
        ("", "@somewhere 七、其他", "somewhere"),
        ('[cells]\n"requests.received" = "1"\n', "", r"cells\.requests\.received"),
        ('[cells]\n"requests.granted" = "1 2"\n', "", "有 2 个数"),
        ("beauty = 3\n", "", "beauty"),
    ],
)
def test_a_wrong_source_is_refused(tmp_path: Path, more: str, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        sample(read(_source(tmp_path, more, text)))
