"""The same sentence written otherwise says the same: blanks, full width, wraps change no claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import Span
from analyzer.extract.spacing import closed_up
from analyzer.pipeline import read_text
from analyzer.training.claim_corpus import GoldItem, load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_WIDE = str.maketrans("0123456789%,.", "０１２３４５６７８９％，．")
REWRITTEN = {
    "full_width": lambda text: re.sub(r"\d[\d,.]*%?", lambda m: m[0].translate(_WIDE), text),
    "spaced": lambda text: re.sub(r"(\d[\d,.]*)", r" \1 ", text),
    "thin": lambda text: re.sub(r"(\d)(?=[件条份宗人次])", "\\1\u2009", text),
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
    ],
)
def test_blanks_go_between_a_digit_and_what_is_none(written: str, read: str) -> None:
    assert closed_up(written).text == read


@given(st.text(alphabet="12 件申\u3000a，", max_size=20))
def test_every_span_leads_back_to_its_characters(text: str) -> None:
    spaced = closed_up(text)
    for start in range(len(spaced.text)):
        for end in range(start + 1, len(spaced.text) + 1):
            span = spaced.written(Span(start, end))
            assert text[span.start] == spaced.text[start]
            assert text[span.end - 1] == spaced.text[end - 1]
    empty = spaced.written(Span(0, 0))
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
