"""Claims: what holds for any sentence, and the turns of phrase kept in TOML."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.analysis import number
from analyzer.claim import CheckedClaim
from analyzer.confidence import TOLD_ONLY
from analyzer.document import SectionKey
from analyzer.extract.claims import claims
from analyzer.extract.numerals import spell
from analyzer.pipeline import lone, read_text

CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("claims*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
UNLINKED = tomllib.loads(Path(__file__).with_name("unlinked.toml").read_text("utf-8"))
CLAUSES = st.sampled_from(
    [
        "全年收到政府信息公开申请{}件",
        "上年结转{}件",
        "办结{}件",
        "予以公开{}件，占{}%",
        "不予公开{}件（其中自然人{}件）",
        "其中自然人{}件",
        "不予公开{}件",
        "未发生行政复议、行政诉讼",
        "均已按期办结",
        "行政许可决定{}件",
        "网站发布信息{}条",
        "培训{}人次",
        "比上年增加{}件",
        "现行有效规范性文件{}件",
    ]
)
FIGURES = st.integers(min_value=0, max_value=99_999)
COUNTS = st.integers(min_value=2, max_value=9_999)
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")


def _told(text: str, year: int = 2024, section: SectionKey = "overview") -> list[CheckedClaim]:
    return list(read_text(text, section, year)[1])


def _line(checked: CheckedClaim) -> str:
    target = checked.links[0].target if checked.links else "-"
    return f"{checked.claim.text} {number(checked.claim.quantity.value)} {target}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:14])
def test_case(case: dict[str, Any]) -> None:
    told = _told(case["text"], case.get("year", 2024), case.get("section", "overview"))
    assert [_line(each) for each in told] == case["claims"]


@pytest.mark.parametrize("sentence", UNLINKED["denials"])
def test_denials_of_something_else_state_no_zero(sentence: str) -> None:
    assert [each.claim.text for each in _told(sentence) if each.links] == []


@pytest.mark.parametrize(("section", "sentence"), UNLINKED["elsewhere"])
def test_numbers_of_something_else_accuse_nobody(section: SectionKey, sentence: str) -> None:
    asserted = [
        e.claim.text
        for e in _told(sentence, section=section)
        if e.links and e.claim.probability > TOLD_ONLY
    ]
    assert asserted == []


@given(st.lists(st.tuples(CLAUSES, FIGURES, FIGURES), min_size=1, max_size=6))
@settings(deadline=None)  # the first sentence compiles the lexicon
def test_width_and_spaces_do_not_change_the_claims(clauses: list[tuple[str, int, int]]) -> None:
    plain = "，".join(clause.format(one, other) for clause, one, other in clauses) + "。"
    spaced = "，".join(clause.format(f" {one} ", f" {other} ") for clause, one, other in clauses)
    said = [
        [
            (
                c.claim.quantity.value,
                c.claim.quantity.unit,
                c.claim.metric,
                [x.target for x in c.links],
            )
            for c in _told(text)
        ]
        for text in (plain, plain.translate(WIDE), spaced + "。")
    ]
    assert said[0] == said[1] == said[2]


@given(st.lists(st.tuples(CLAUSES, COUNTS, COUNTS), min_size=1, max_size=6))
@settings(deadline=None)  # the first sentence compiles the lexicon
def test_figures_in_words_do_not_change_the_claims(clauses: list[tuple[str, int, int]]) -> None:
    # of the grammar; how far it is trusted depends on the very words
    texts = [
        "，".join(clause.format(write(one), other) for clause, one, other in clauses)
        for write in (str, spell)
    ]
    said = [
        [
            (c.claim.quantity.value, [x.target for x in c.links])
            for c in read_text(text, "overview", 2024, calibrated=False)[1]
        ]
        for text in texts
    ]
    assert said[0] == said[1]


@given(
    st.text(
        alphabet="收到申请办结予以公开不件条1234567890，。（）、均全部未无一两其中%占比上年",
        max_size=60,
    )
)
@settings(deadline=None)  # the first sentence compiles the lexicon
def test_spans_stay_inside_and_in_order(text: str) -> None:
    end = 0
    for checked in _told(text):
        span = checked.claim.span
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == checked.claim.text
        end = span.start


MANY = ("收到申请12件，予以公开3件、不予公开4件，", "2023年转至今年3件，结转下年2件，")


def _seconds(clauses: int, clause: str = MANY[0]) -> float:
    text = clause * clauses
    start = time.process_time()
    read_text(text, "requests", 2024)
    return time.process_time() - start


@pytest.mark.parametrize("clause", MANY)
def test_a_sentence_of_many_figures_costs_linear_time(clause: str) -> None:
    _seconds(10, clause)
    # Eight times as long; quadratic cost would be forty times as much.
    assert _seconds(1200, clause) < 20 * _seconds(150, clause) + 0.5


@pytest.mark.parametrize(
    ("agency", "linked"), [("江城市公安局城东分局", True), ("江城市公安局", False)]
)
def test_what_a_branch_did_is_its_own_in_its_own_report(agency: str, *, linked: bool) -> None:
    text = "城东分局收到政府信息公开申请6件。"
    alone = lone(text, "requests", 2024)
    (told,) = claims(text, alone.sentences, year=2024, level="city_department", agency=agency)
    assert (told.metric == "requests.new_received") is linked
