"""The same sentence written otherwise says the same: blanks, full width, wraps change no claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import Span
from analyzer.extract.typeset import typeset
from analyzer.pipeline import read_text
from analyzer.training.claim_corpus import GoldItem, load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_WIDE = str.maketrans("0123456789%,.", "０１２３４５６７８９％，．")
_FULL = str.maketrans(",;:()", "，；：（）")
REWRITTEN = {
    "full_width": lambda text: re.sub(r"\d[\d,.]*%?", lambda m: m[0].translate(_WIDE), text),
    "spaced": lambda text: re.sub(r"(\d[\d,.]*)", r" \1 ", text),
    "spaced_numerals": lambda text: re.sub(
        r"([十百千万])(?=[一二三四五六七八九余多])", r"\1 ", text
    ),
    "thin": lambda text: re.sub(r"(\d)(?=[件条份宗人次])", "\\1\u2009", text),
    "half_width": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "straight_quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "wrapped": lambda text: re.sub(r"(\d)(?=[件条份宗])", r"\1\n", text, count=1),
}


@pytest.mark.parametrize("way", REWRITTEN)
def test_the_annotated_texts_say_the_same_however_they_are_written(way: str) -> None:
    changed = [
        item.id
        for item in load(CORPORA)
        if item.split == "dev" and _said(item, REWRITTEN[way](item.text)) != _said(item, item.text)
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("收到申请 12 件", "收到申请12件"),
        ("2024 年 3 月", "2024年3月"),
        ("共 1 286 件", "共1 286件"),
        ("IPv 6 改造，5 G 网络", "IPv 6改造，5 G 网络"),
        ("没有数字 的句子", "没有数字 的句子"),
        ("18 : 30", "18:30"),
        ("答复(含结转)11件,公开3件;其余:0件", "答复（含结转）11件，公开3件；其余0件"),
        ("许可1,873件,见http://a.cn:80/b,c", "许可1,873件，见http://a.cn:80/b,c"),
        ('结果为"其他"的5件', "结果为“其他”的5件"),
    ],
)
def test_a_sentence_is_read_as_a_printer_would_set_it(written: str, read: str) -> None:
    assert typeset(written).text == read


@given(st.text(alphabet="12 件申\u3000a，,(", max_size=20))
def test_every_span_leads_back_to_its_characters(text: str) -> None:
    read = typeset(text)
    for start in range(len(read.text)):
        for end in range(start + 1, len(read.text) + 1):
            span = read.written(Span(start, end))
            assert text[span.start].translate(_FULL) == read.text[start].translate(_FULL)
            assert text[span.end - 1].translate(_FULL) == read.text[end - 1].translate(_FULL)
    empty = read.written(Span(0, 0))
    assert empty.start == empty.end


def _said(item: GoldItem, text: str) -> list[tuple[str, str, str | None]]:
    _, found = read_text(text, item.section, item.year)
    return [
        (
            str(each.claim.quantity.value.normalize()),
            each.claim.quantity.unit,
            each.links[0].target if each.links else None,
        )
        for each in found
    ]
