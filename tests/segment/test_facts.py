"""Title, agency, level, year and date of signature against the samples in `cases/facts.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Document
from analyzer.ingest.agency import level_of
from analyzer.ingest.facts import identify
from tests.segment.sheets import Paper

DATA = tomllib.loads((Path(__file__).parent / "cases" / "facts.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "level"), DATA["levels"].items())
def test_level(name: str, level: str) -> None:
    assert (level_of(name) or "") == level


def identified(text: str) -> Document:
    paper = Paper()
    for line in text.strip().split("\n"):
        paper.paragraph(line)
    return identify(paper.document())


@pytest.mark.parametrize("case", DATA["case"], ids=lambda case: case["text"].split("\n")[1])
def test_facts(case: dict[str, Any]) -> None:
    document = identified(case["text"])
    assert document.agency == case["agency"]
    assert document.year == case["year"]
    assert document.signed == case.get("signed")
    if "title" in case:
        assert document.title == case["title"]
    if "level" in case:
        assert document.agency_level == case["level"]
    for span, fact in (
        (document.title_span, document.title),
        (document.agency_span, document.agency),
    ):
        if span is not None:
            assert re.sub(r"\s", "", span.of(document.text)) == fact


def test_what_the_reader_knows_is_kept() -> None:
    known = replace(identified("无题\n正文。"), title="标题", year=2019, agency="云埠区教育局")
    document = identify(known)
    assert (document.title, document.year, document.agency) == ("标题", 2019, "云埠区教育局")
    assert document.agency_level == "county_department"


def test_nothing_is_invented() -> None:
    document = identified("一段没有标题的文字，收到申请5件。")
    assert (document.title, document.agency, document.year, document.signed) == (None,) * 4
