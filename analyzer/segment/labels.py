"""Printed labels and how near a text is to them: the only thing that places a value."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeVar

from analyzer.document import Edition
from analyzer.forms.form import EDITIONS, OFFICIAL_EDITIONS, Column, Form, Row, forms
from analyzer.forms.form import form as form_of
from analyzer.lexicon.script import simplified

_NOT_WORD: Final = re.compile(r"[\W_]+")
_ENUMERATOR: Final = re.compile(
    r"^\s*(?:(?:[（(]\s*)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]\s*)+(?!\d)"
)
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
_NUMBER_INSIDE: Final = re.compile(r"(\D{0,8})\d{1,2}(?=\D)")
# Shorter texts are too near to each other for a typo to be told from another label.
_SHORTEST_FUZZY: Final = 4
# 国办公开办函〔2021〕30号 took effect with the reports on this year.
_YEAR_OF_2021_FORM: Final = 2021
# Fewer indicators of the years before 2019 may stand in any local table.
_FEWEST_INDICATORS: Final = 8
# The same labels come again and again, within a report and from report to report. What is
# remembered of a form goes by its name and edition, because a whole form takes long to hash.
_REMEMBERED: Final = 4096

Entry = TypeVar("Entry", Row, Column)


@lru_cache(maxsize=_REMEMBERED)
def bare(text: str) -> str:
    """A label in simplified script without spaces, punctuation and leading enumerators."""
    return _NOT_WORD.sub("", _ENUMERATOR.sub("", simplified(text)))


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """A bare label without its remarks in brackets."""
    return bare(_BRACKETED.sub("", text))


def opens_label(text: str) -> bool:
    """Whether a text begins with the number of a row and goes on."""
    match = _ENUMERATOR.match(text)
    return match is not None and match.end() < len(text.rstrip())


@lru_cache(maxsize=16384)
def distance(one: str, other: str) -> int:
    """The edit distance of two texts: insertions, deletions, substitutions and swapped neighbours."""
    before, previous = [0], list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        current = [i]
        for j, right in enumerate(other, 1):
            best = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and (left, one[i - 2]) == (other[j - 2], right):
                best = min(best, before[j - 2] + 1)
            current.append(best)
        before, previous = previous, current
    return previous[-1]


@cache
def bare_labels(entry: Row | Column) -> frozenset[str]:
    """The labels of a row or column as they are compared, with and without remarks."""
    return frozenset(shape(label) for label in entry.labels for shape in (bare, plain))


class Hit(NamedTuple):
    """A row whose distinctive words stand in a text; `end` is where in the bare text they end."""

    end: int
    form: Form
    row: Row


@cache
def _row_cores(edition: Edition) -> tuple[tuple[str, Form, Row], ...]:
    return tuple(
        (core, form, row) for form in forms(edition) for row in form.rows for core in row.cores
    )


@lru_cache(maxsize=_REMEMBERED)
def rows_in(text: str, edition: Edition) -> tuple[Hit, ...]:
    """Every row named in a bare text, in the order of naming; `exact` labels are not looked for."""
    found = [
        Hit(at + len(core), form, row)
        for core, form, row in _row_cores(edition)
        if (at := text.rfind(core)) >= 0
    ]
    return tuple(sorted(found, key=lambda hit: hit.end))


@cache
def common_labels(edition: Edition) -> frozenset[str]:
    """Bare labels of rows printed downwards that are too common to be looked for: 其他, 总计."""
    return frozenset(
        label
        for form in forms(edition)
        if form.layout == "down"
        for row in form.rows
        if row.exact
        for label in bare_labels(row)
    )


def columns_in(text: str, form: Form) -> frozenset[str]:
    """The keys of the columns whose distinctive words stand in a bare text."""
    return _columns_in(text, form.name, form.edition)


@lru_cache(maxsize=_REMEMBERED)
def _columns_in(text: str, name: str, edition: Edition) -> frozenset[str]:
    columns = form_of(name, edition).columns
    return frozenset(c.key for c in columns if any(core in text for core in c.cores))


def parents(form: Form) -> frozenset[str]:
    """Bare labels printed in the form that name groups, not rows: 不予公开, 本年度办理结果."""
    return _parents(form.name, form.edition)


@cache
def _parents(name: str, edition: Edition) -> frozenset[str]:
    form = form_of(name, edition)
    rows = {bare(row.parent) for row in form.rows if row.parent}
    columns = {bare(column.group) for column in form.columns if column.group}
    return frozenset(rows | columns | {bare(note) for note in form.notes})


def without_parents(text: str, form: Form) -> str:
    """A bare label without the group label, or the piece of one, that a merged cell put before it.

    `法提供2没有现成信息需要另行制作` → `没有现成信息需要另行制作`.
    """
    return _without_parents(text, form.name, form.edition)


@lru_cache(maxsize=_REMEMBERED)
def _without_parents(text: str, name: str, edition: Edition) -> str:
    groups = _parents(name, edition)
    for parent in sorted(groups, key=len, reverse=True):
        if text.startswith(parent) and len(text) > len(parent):
            text = text.removeprefix(parent)
    match = _NUMBER_INSIDE.match(text)
    if match and any(match[1] in parent for parent in groups):
        return text[match.end() :]
    return text


def credible(label: str, row: Row) -> bool:
    """Whether a plain label that holds a row's words can be that row's label.

    行政许可信息 holds 行政许可, and is something else.
    """
    longest = max(len(known) for known in bare_labels(row))
    return label in bare_labels(row) or len(label) <= longest + longest // 4


def nearest(
    label: str, entries: tuple[Entry, ...], decoys: frozenset[str], margin: int = 2
) -> Entry | None:
    """The entry whose label is nearest to a bare text with a typo, if nothing else is as near.

    One character in five may differ (one in a label of four); the next best label, group labels
    (`decoys`) included, must be `margin` characters farther away.
    """
    if len(label) < _SHORTEST_FUZZY:
        return None
    limit = max(1, len(label) // 5)
    ranked = sorted(
        (min(_near(label, known, limit + 1) for known in bare_labels(e)), i)
        for i, e in enumerate(entries)
    )
    if not ranked or ranked[0][0] > limit:
        return None
    others = [d for d, _ in ranked[1:2]] + [_near(label, decoy, limit + 1) for decoy in decoys]
    if any(d < ranked[0][0] + margin for d in others):
        return None
    return entries[ranked[0][1]]


def _near(one: str, other: str, most: int) -> int:
    """The distance of two texts; where their lengths tell that it is above `most`, `most` + 1."""
    return distance(one, other) if abs(len(one) - len(other)) <= most else most + 1


@cache
def _exclusive(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Distinctive words that only this edition prints, each with the name of its form."""
    elsewhere = "|".join(
        "|".join((*entry.labels, getattr(entry, "parent", "")))
        for other in EDITIONS
        if other != edition
        for form in forms(other)
        for entry in form.entries
    )
    return tuple(
        (core, form.name)
        for form in forms(edition)
        for entry in form.entries
        for core in entry.cores
        if core not in elsewhere
    )


def edition_of(whole: str, year: int | None) -> Edition:
    """The edition most of whose own labels stand in a bare text; on a tie that of the year.

    A table of indicators is the form of the years before 2019 only where none of the later forms
    stands beside it: some offices still add one of their own.
    """
    votes = {edition: sum(core in whole for core, _ in _exclusive(edition)) for edition in EDITIONS}
    if votes["pre2019"] >= _FEWEST_INDICATORS and not any(
        len(rows_in(whole, edition)) >= _FEWEST_INDICATORS for edition in OFFICIAL_EDITIONS
    ):
        return "pre2019"
    if votes["2019"] == votes["2021"]:
        return "2019" if year is not None and year < _YEAR_OF_2021_FORM else "2021"
    return "2019" if votes["2019"] > votes["2021"] else "2021"


def foreign_words(whole: str, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Words of other editions that stand in a bare text, each with the name of its form."""
    return tuple(
        (core, name)
        for other in EDITIONS
        if other != edition
        for core, name in _exclusive(other)
        if core in whole
    )
