"""The words printed in the official forms: what tells a table from prose in flattened text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from analyzer.forms.form import EDITIONS, Form, forms
from analyzer.ingest.shapes import terms
from analyzer.lexicon.script import simplified

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_NUMBERING: Final = re.compile("^[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.．，）) ]+")
_BRACKETED: Final = re.compile("[（(][^（()）]*[）)]")
_SENTENCE_END: Final = re.compile("[。；！？]")
_MARKS: Final = re.compile("[，。；：、]")
_LONGEST_FRAGMENT: Final = 48
_SHORTEST_CORE: Final = 4
_LONGEST_HEADER: Final = 200
# The same labels and values come again and again, within a report and from report to report.
_REMEMBERED: Final = 4096


@lru_cache(maxsize=_REMEMBERED)
def compact(text: str) -> str:
    """`text` without spaces and punctuation in simplified script: what is compared."""
    return _NOT_LETTERS.sub("", simplified(text))


@lru_cache(maxsize=_REMEMBERED)
def bare(text: str) -> str:
    """`compact` text without the numbering before it (1. 属于国家秘密 → 属于国家秘密)."""
    return compact(_NUMBERING.sub("", text.strip()))


@lru_cache(maxsize=_REMEMBERED)
def is_printed(text: str) -> bool:
    """Whether the text is a row, column or group label exactly as some form prints it."""
    return bare(text) in _owners() or compact(text) in _owners()


@lru_cache(maxsize=_REMEMBERED)
def is_label(text: str) -> bool:
    """Whether the text is a printed label or holds the core of one.

    A core counts only in a text hardly longer than a label: prose speaks of the same things.
    """
    if is_printed(text):
        return True
    plain = bare(text)
    return len(plain) <= _longest_label() and not _SENTENCE_END.search(text) and _has_core(plain)


def is_row_label(text: str) -> bool:
    """Whether the text is the whole label of a row in a form that prints its rows downwards."""
    return bare(text) in _row_labels()


@lru_cache(maxsize=_REMEMBERED)
def is_fragment(text: str) -> bool:
    """Whether the text could be a piece of a printed label that a wrap has cut."""
    plain = "" if text.endswith("。") else compact(text)
    return 0 < len(plain) <= _LONGEST_FRAGMENT and plain in _printed()


def pieces(text: str) -> list[str]:
    """The printed labels that `text` consists of and nothing else, each `compact`; else none.

    A header row flattened without tabs is such a text (结 果 维 持 结 果 纠 正).
    """
    if len(text) > _LONGEST_HEADER or _MARKS.search(_BRACKETED.sub("", text)):
        return []
    plain = compact(text)
    found = _tiles().findall(plain)
    return found if len("".join(found)) == len(plain) else []


@lru_cache(maxsize=_REMEMBERED)
def form_of(text: str) -> str | None:
    """The form whose label this is, None where several forms or none print it."""
    return _owners().get(bare(text)) or _owners().get(compact(text)) or None


@lru_cache(maxsize=_REMEMBERED)
def is_value(text: str) -> bool:
    """Whether the text is what stands in a value cell: a number, perhaps dressed up, or a dash."""
    return len(text) <= 40 and _value().fullmatch(text) is not None


@cache
def _value() -> re.Pattern[str]:
    signs = "|".join(map(re.escape, terms("numbers", "signs")))
    units = "|".join(map(re.escape, terms("numbers", "units")))
    blanks = "|".join(map(re.escape, terms("numbers", "blanks")))
    number = f"(?:{signs})? ?[0-9]+(?:[,，][0-9]{{3}})*(?:\\.[0-9]+)?(?: ?(?:{units}))?"
    return re.compile(f"(?:{number}(?: ?[（(][^（）()]{{1,24}}[）)])?|{blanks})")


def _all_forms() -> Iterator[Form]:
    for edition in EDITIONS:
        yield from forms(edition)


def _labels(form: Form) -> Iterator[str]:
    yield from form.notes
    for column in form.columns:
        yield from (*column.labels, column.group)
    for row in form.rows:
        yield from (*row.labels, row.parent)


@cache
def _owners() -> dict[str, str]:
    """Compact label → the one form that prints it, or "" where several do."""
    owners: dict[str, str] = {}
    for form in _all_forms():
        for label in map(compact, _labels(form)):
            if label:
                owners[label] = form.name if owners.get(label, form.name) == form.name else ""
    return owners


@cache
def _row_labels() -> frozenset[str]:
    """Whole labels of rows printed downwards, without 其他 and 总计, which are columns as well."""
    rows = {
        compact(label)
        for form in _all_forms()
        if form.layout == "down"
        for row in form.rows
        for label in row.labels
    }
    columns = {
        compact(label)
        for form in _all_forms()
        for column in form.columns
        for label in column.labels
    }
    return frozenset(rows - columns)


@cache
def _tiles() -> re.Pattern[str]:
    longest_first = sorted(_owners(), key=lambda label: (-len(label), label))
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _cores() -> re.Pattern[str]:
    found = [row.cores for form in _all_forms() for row in form.rows]
    found += [column.cores for form in _all_forms() for column in form.columns]
    cores = {core for group in found for core in group if len(core) >= _SHORTEST_CORE}
    return re.compile("|".join(map(re.escape, sorted(cores, key=lambda core: (-len(core), core)))))


def _has_core(plain: str) -> bool:
    return _cores().search(plain) is not None


@cache
def _longest_label() -> int:
    return max(map(len, _owners()))


@cache
def _printed() -> str:
    """Everything the forms print, numbering before its label, as one text to look pieces up in."""
    texts: dict[str, None] = {}
    for form in _all_forms():
        for label in _labels(form):
            texts[compact(label)] = None
        for row in form.rows:
            texts[compact(row.parent_number + row.parent)] = None
            for label in row.labels:
                texts[compact(row.number + label)] = None
                texts[compact(row.parent + row.number + label)] = None
                texts[compact(row.parent_number + row.parent + row.number + label)] = None
    return "\n".join(texts)
