"""From a source to the gold of `corpora/samples`: quotes that are unique, sums that were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.forms.form import forms
from analyzer.formula import FormulaError, parse
from analyzer.segment.values import read as read_value
from analyzer.training.annotated.marks import Mark
from analyzer.training.annotated.source import Source
from analyzer.training.printers import write
from analyzer.training.printers.layout import PLAIN

_LEAST_AROUND: Final = 6
_NUMBER: Final = re.compile("^([一二三四五六七八九十]+)、")


def meta(source: Source) -> str:
    """The text of `meta.toml`."""
    settings = source.settings
    told = ("agency", "level", "year", "edition", "signed", "published", "shows")
    return "".join(f"{key} = {_toml(settings[key])}\n" for key in told if key in settings)


def gold(source: Source) -> str:
    """The text of `gold.toml`; raises `DataError` where a marked quote cannot be made unique."""
    manuscript = source.manuscript
    readings = {ref: read_value(text) for ref, text in manuscript.cells.items()}
    odd = {ref: text for ref, text in manuscript.cells.items() if text and _is_odd(readings[ref])}
    blank = sorted({_row(ref) for ref, text in manuscript.cells.items() if not text})
    _check_blanks(blank, source)
    lines = [
        f"sections = {_toml(_sections(source))}",
        f"blank = {_toml(blank)}",
        f"unread = {_toml(source.settings.get('unread', []))}",
        f"broken = {_toml(sorted(_broken(source)))}",
        "\n[malformed]",
        *(f"{_toml(ref)} = {_toml(text)}" for ref, text in odd.items()),
        "\n[cells]",
        *(
            f"{_toml(ref)} = {_toml(text)}"
            for ref, text in manuscript.cells.items()
            if text not in ("", "0") and ref not in odd
        ),
    ]
    lines[4:4] = _sentences(source)
    for kind in ("claim", "finding", "silent"):
        for entry in _entries(source, kind):
            lines.append(f"\n[[{kind}]]")
            lines += [f"{key} = {_toml(value)}" for key, value in entry.items()]
    return "\n".join(lines) + "\n"


def _sentences(source: Source) -> list[str]:
    """One line a sentence in reading order; none where the source labels no sentence."""
    told = [
        (line, [mark for mark in marks if mark.kind == "sentence"]) for line, marks in source.lines
    ]
    headings = sum(bool(part.heading) for part in source.manuscript.parts)
    if sum(bool(marks) for _, marks in told) == 1 + headings:
        return []
    lines = []
    for line, marks in told:
        rest = line[marks[-1].end :] if marks else line
        if rest.strip():
            raise DataError(f"这一句没有标签：{rest}", place="句子")
        lines += [_sentence(line[mark.start : mark.end].strip(), mark) for mark in marks]
    return ["", "sentences = [", *lines, "]"]


def _sentence(text: str, mark: Mark) -> str:
    pairs = {"text": text, **mark.entry}
    return f"  {{{', '.join(f'{key} = {_toml(value)}' for key, value in pairs.items())}}},"


def _is_odd(reading: Any) -> bool:
    return reading is None or reading.state == "malformed"


def _row(ref: str) -> str:
    return ref.rpartition(".")[0]


def _check_blanks(rows: list[str], source: Source) -> None:
    """The gold names blank cells by whole rows, so a row must be blank as a whole."""
    for ref, text in source.manuscript.cells.items():
        if _row(ref) in rows and text:
            raise DataError(f"{ref} 所在的行只有一部分空白，样本只能写整行空白", place="cells")


def _sections(source: Source) -> list[str]:
    found = []
    for part in source.manuscript.parts:
        number = _NUMBER.match(part.heading)
        found.append(f"{part.key} {number[1]}" if number else part.key)
    return found


def _broken(source: Source) -> Iterator[str]:
    def value(ref: str) -> Decimal | None:
        reading = read_value(source.manuscript.cells[ref])
        return reading.value if reading is not None else None

    for sheet in forms(source.manuscript.edition):
        for each in sheet.identities:
            left, right = each.left.value(value), each.right.value(value)
            if left is not None and right is not None and left != right:
                axis = each.column or each.row
                yield f"{each.footing.id} {axis}" if axis else each.footing.id


def _entries(source: Source, kind: str) -> Iterator[Mapping[str, object]]:
    whole = write(source.manuscript, PLAIN, "txt").decode()
    for line, marks in source.lines:
        for mark in marks:
            if mark.kind == kind:
                _check_formulas(mark, source)
                quoted = {"quote": _quote(whole, line, mark)}
                yield {**quoted, **mark.entry} if kind == "claim" else {**mark.entry, **quoted}
    yield from source.settings.get(kind, [])


def _check_formulas(mark: Mark, source: Source) -> None:
    also = mark.entry.get("also", [])
    targets = [mark.entry.get("target"), *(also if isinstance(also, list) else [])]
    for target in filter(None, targets):
        try:
            refs = parse(str(target)).refs
        except FormulaError as error:
            raise DataError(f"算式 {target} 有误：{error}", place="claim") from None
        for ref in refs:
            if ref.removeprefix("previous.") not in source.manuscript.cells:
                raise DataError(f"算式 {target} 引用了未知的格 {ref}", place="claim")


def _quote(whole: str, line: str, mark: Mark) -> str:
    """The marked words in brackets, with a little around them, enough to be unique."""
    inner = line[mark.start : mark.end]
    if "[" in inner or "]" in inner:
        raise DataError(f"标出的文字不能含方括号：{inner}", place=line[:20])
    for around in range(_LEAST_AROUND, len(line) + _LEAST_AROUND + 1):
        start, end = max(0, mark.start - around), min(len(line), mark.end + around // 3)
        if whole.count(line[start:end]) == 1:
            before, after = line[start : mark.start], line[mark.end : end]
            return f"{before}[{inner}]{after}" if before or after else inner
    raise DataError(f"“{inner}”所在的一行在全文重复出现", place=line[:20])


def _toml(value: object) -> str:
    """A string, number or list of strings in TOML."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)
