"""The whole of nianbao on one screen: path → Document → Facts → Analysis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from analyzer.analysis import Analysis, Facts
from analyzer.claim import CheckedClaim, Claim
from analyzer.confidence import confident
from analyzer.document import (
    Block,
    Document,
    Edition,
    OffsetMap,
    Section,
    SectionKey,
    Sentence,
    Span,
)
from analyzer.extract.bodies import sums_up
from analyzer.extract.claims import claims
from analyzer.implied import implied
from analyzer.ingest.normalize import normalize
from analyzer.ingest.reader import read
from analyzer.label.sentences import label
from analyzer.link import link
from analyzer.pairing.pair import shortcomings
from analyzer.profile import Profile, load
from analyzer.review import Decision, apply, relevant
from analyzer.rules import judge
from analyzer.score import score
from analyzer.segment.sections import sections
from analyzer.segment.sentences import sentences
from analyzer.segment.tables import tables
from analyzer.verify import settled, verify

_LAST_YEAR_OF_2019_EDITION = 2020


def analyze(
    path: Path | str,
    previous: Path | str | None = None,
    profile: Profile | None = None,
    *,
    allow_local: bool = False,
    decisions: Sequence[Decision] = (),
) -> Analysis:
    """Read, understand, judge and score the report at `path`, a file or a web address.

    `previous` is last year's report of the same agency; `allow_local` lets addresses lead into the
    own network; `decisions` are what persons decided on findings before. Raises `InputError` where one of them cannot be read as an annual report.
    """
    before = None
    if previous is not None:
        before = understand(read(previous, allow_local=allow_local))
    facts = understand(read(path, allow_local=allow_local), before)
    return assess(facts, profile or load(), decisions)


def understand(document: Document, previous: Facts | None = None) -> Facts:
    """Everything a report says, before any judgement."""
    parts = sections(document)
    labelled = label(document.text, sentences(document, parts), parts)
    grids = tables(document)
    facts = Facts(document, parts, labelled, grids, (), previous, implied=implied(grids))
    edition = _edition(facts)
    graded = claims(
        document.text,
        labelled,
        year=document.year,
        level=document.agency_level,
        agency=document.agency or "",
    )
    found = confident(graded, document.text, labelled, document.year, edition)
    checked = _checked(found, document.year, edition, facts)
    five = tuple(facts.sentences_of("problems"))
    return replace(facts, claims=checked, shortcomings=shortcomings(document.text, five))


def beside(facts: Facts, previous: Facts) -> Facts:
    """Facts understood without last year's report, held against it now."""
    held = replace(facts, previous=previous)
    year, edition = facts.document.year, _edition(facts)
    found = [each.claim for each in facts.claims]
    return replace(held, claims=_checked(found, year, edition, held))


def assess(facts: Facts, profile: Profile, decisions: Sequence[Decision] = ()) -> Analysis:
    """The findings and the score that facts earn under a profile and by what persons decided."""
    findings = judge(facts, profile)
    if decisions:
        findings = apply(findings, relevant(decisions, facts))
    return Analysis(facts, findings, score(facts, findings, profile))


def read_text(
    text: str,
    section: SectionKey | None = None,
    year: int | None = None,
    *,
    calibrated: bool = True,
) -> tuple[tuple[Sentence, ...], tuple[CheckedClaim, ...]]:
    """The sentences and claims of a lone text, without tables.

    Offsets are half-open code points of `text` as it came in. Without a `section` the place is
    taken as unknown. Claims that are not `calibrated` carry the grades of the grammar instead of
    probabilities; training starts from them.
    """
    alone = lone(text, section, year)
    labelled = label(alone.text, alone.sentences, alone.sections, divided=section is not None)
    told = told_in(replace(alone, sentences=labelled), calibrated=calibrated)
    offsets = alone.document.offsets
    return (
        tuple(replace(sentence, span=offsets.source(sentence.span)) for sentence in labelled),
        tuple(_at_source(each, text, offsets) for each in told),
    )


def lone(text: str, section: SectionKey | None, year: int | None) -> Facts:
    """A lone text as facts of which only the sentences are known, not yet labelled."""
    clean = normalize(text)
    blocks = tuple(Block("paragraph", span) for span in _lines(clean.text))
    document = Document("", "", "txt", clean.text, blocks, clean.offsets, clean.joins, year=year)
    title = Span(0, 0)
    parts = (Section(section or "preamble", "", "", Span(0, len(clean.text)), title),)
    return Facts(document, parts, sentences(document, parts))


def told_in(alone: Facts, *, calibrated: bool = True) -> tuple[CheckedClaim, ...]:
    """The claims of the sentences of a lone text, linked and verified without tables."""
    year = alone.document.year
    graded = claims(alone.text, alone.sentences, year=year)
    edition = _edition_of(year)
    found: Iterable[Claim] = graded
    if calibrated:
        found = confident(graded, alone.text, alone.sentences, year, edition)
    return _checked(found, year, edition, alone)


def _at_source(checked: CheckedClaim, text: str, offsets: OffsetMap) -> CheckedClaim:
    quantity = checked.claim.quantity
    span, number = offsets.source(quantity.span), offsets.source(quantity.number)
    moved = replace(quantity, span=span, number=number)
    return replace(checked, claim=replace(checked.claim, quantity=moved, text=span.of(text)))


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _edition(facts: Facts) -> Edition:
    """The edition whose cells claims are held against: before 2019 those of 2019."""
    edition = facts.edition or _edition_of(facts.document.year)
    return "2019" if edition == "pre2019" else edition


def _edition_of(year: int | None) -> Edition:
    return "2019" if year is not None and year <= _LAST_YEAR_OF_2019_EDITION else "2021"


def _checked(
    found: Iterable[Claim], year: int | None, edition: Edition, facts: Facts
) -> tuple[CheckedClaim, ...]:
    read = facts.edition not in (None, "pre2019")
    checked = [_check(claim, year, edition, facts, read=read) for claim in found]
    summed_up = sums_up(facts.section_text("preamble"))
    return settled(checked, facts.reckoned, tables_read=read, summed_up=summed_up)


def _check(
    claim: Claim, year: int | None, edition: Edition, facts: Facts, *, read: bool
) -> CheckedClaim:
    links = link(claim, year, edition)
    verdict = verify(claim, links, facts.reckoned, tables_read=read)
    return CheckedClaim(claim, links, verdict)
