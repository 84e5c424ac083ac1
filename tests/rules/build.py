"""Facts for a rule case: the text goes through the real stages, the cells may be set by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analyzer.analysis import Facts
from analyzer.claim import CheckedClaim
from analyzer.document import Cell, Document, Edition, Loss, Span, Table
from analyzer.extract.bodies import sums_up
from analyzer.extract.claims import claims
from analyzer.forms.form import forms
from analyzer.implied import implied
from analyzer.ingest.facts import identify
from analyzer.ingest.from_txt import read_text
from analyzer.label.sentences import label
from analyzer.likeness.alignment import compare
from analyzer.link import link
from analyzer.pairing.pair import shortcomings
from analyzer.segment.sections import sections
from analyzer.segment.sentences import sentences
from analyzer.segment.tables import tables
from analyzer.segment.values import read
from analyzer.verify import settled, verify

_FACTS = ("title", "agency", "agency_level", "year", "signed", "published")


def facts_of(case: dict[str, Any]) -> Facts:
    """The facts of one `[[case]]` (keys: see `test_rules`)."""
    document = _document(case)
    parts = sections(document)
    labelled = label(document.text, sentences(document, parts), parts)
    edition: Edition = case.get("edition", "2021")
    filled = _tables(case, edition) if "cells" in case else tables(document)
    previous = facts_of(case["previous"]) if "previous" in case else None
    facts = Facts(document, parts, labelled, filled, (), previous, implied=implied(filled))
    found = []
    for claim in claims(document.text, labelled, year=document.year, level=document.agency_level):
        links = link(claim, document.year, edition)
        verdict = verify(claim, links, facts.reckoned, tables_read=bool(filled))
        found.append(CheckedClaim(claim, links, verdict))
    summed_up = sums_up(facts.section_text("preamble"))
    checked = settled(found, facts.reckoned, tables_read=bool(filled), summed_up=summed_up)
    five = tuple(facts.sentences_of("problems"))
    facts = replace(facts, claims=checked, shortcomings=shortcomings(document.text, five))
    neighbours = [facts_of(other) for other in case.get("neighbours", ())]
    return replace(facts, resemblances=tuple(compare(facts, other) for other in neighbours))


def _document(case: dict[str, Any]) -> Document:
    read_in = read_text(case["text"])
    document = identify(
        Document(
            source="case.txt",
            sha256="",
            format="txt",
            text=read_in.text,
            blocks=read_in.blocks,
            offsets=read_in.offsets,
            joins=read_in.joins,
            wide=read_in.wide,
            losses=tuple(_loss(read_in.text, *told) for told in case.get("losses", {}).items()),
        )
    )
    return replace(document, **{name: case[name] for name in _FACTS if name in case})


def _loss(text: str, quote: str, message: str) -> Loss:
    """Something unread right where `quote` stands."""
    at = text.index(quote)
    return Loss(message, Span(at, at))


def _tables(case: dict[str, Any], edition: Edition) -> tuple[Table, ...]:
    wanted = case.get("tables", ["disclosure", "requests", "disputes"])
    return tuple(
        Table(
            form=form.name,
            edition=edition,
            cells={ref: _cell(ref, str(case["cells"].get(ref, "0"))) for ref in form.refs},
            span=Span(0, 0),
        )
        for form in forms(edition)
        if form.name in wanted
    )


def _cell(ref: str, text: str) -> Cell:
    if text == "unread":
        return Cell(ref, None, "", "unread")
    reading = read(text)
    if reading is None:
        return Cell(ref, None, text, "malformed")
    return Cell(ref, reading.value, text, reading.state, note=reading.note)
