"""Decisions of a person on findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import DataError
from analyzer.review import Decision, apply, line, load
from tests.render import sample

DECISIONS = st.builds(
    Decision,
    fingerprint=st.text(min_size=1),
    status=st.sampled_from(["open", "confirmed", "dismissed"]),
    reviewer=st.text(),
    reason=st.text(),
).filter(lambda decision: decision.reason.isprintable() and decision.fingerprint.isprintable())


def test_the_last_decision_counts_and_others_stay_open() -> None:
    findings = (sample.finding("C01"), sample.finding("C02"))
    decided = apply(
        findings,
        [
            Decision("print-C01", "dismissed", reviewer="甲"),
            Decision("print-gone", "dismissed"),
            Decision("print-C01", "confirmed", reason="已核台账"),
        ],
    )
    assert [finding.status for finding in decided] == ["confirmed", "open"]
    assert decided[1] == findings[1]


def test_the_later_of_two_merged_decisions_counts_whatever_its_line() -> None:
    later = Decision("print-C01", "dismissed", at="2025-03-02")
    earlier = Decision("print-C01", "confirmed", at="2025-02-01T09:00:00")
    for merged in ([later, earlier], [earlier, later]):
        assert apply([sample.finding("C01")], merged)[0].status == "dismissed"


def test_what_is_folded_under_a_finding_is_decided_apart() -> None:
    root = replace(sample.finding("A03"), related=(sample.finding("A02"),))
    decided = apply([root], [Decision("print-A02", "confirmed")])[0]
    assert (decided.status, decided.related[0].status) == ("open", "confirmed")


@given(st.lists(DECISIONS, max_size=5))
def test_a_file_reads_back(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("review") / "decisions.jsonl"
    path.write_text("".join(map(line, decisions)), "utf-8")
    assert load(path) == tuple(decisions)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"fingerprint": "a", "status": "open"}\nx', "第 2 行"),
        ('{"fingerprint": "a", "status": "gone"}', "status"),
        ('{"status": "open"}', "fingerprint"),
        ('{"fingerprint": "a", "status": "open", "who": "b"}', "who"),
        ('{"fingerprint": "a", "status": "open", "reason": 1}', "reason"),
        ("[]", "对象"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        load(path)
    assert said in str(caught.value)
    assert "decisions.jsonl" in str(caught.value)


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.jsonl"):
        load(tmp_path / "none.jsonl")
    path = tmp_path / "gbk.jsonl"
    path.write_bytes("原因".encode("gb18030"))
    with pytest.raises(DataError, match="UTF-8"):
        load(path)
