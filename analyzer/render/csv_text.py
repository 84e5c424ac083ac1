"""Texts as cells of a CSV file: one line each, and never a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from analyzer.render.legible import legible

# A cell that begins so would be taken for a formula; a plain number is none.
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r|%]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")


def csv_file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file in UTF-8 with the mark that Excel needs; formulas get an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([plain(text) for text in row])
    return written.getvalue().encode("utf-8-sig")


def plain(text: str) -> str:
    """`text` on one line, never a formula."""
    line = legible(text)
    return f"'{line}" if _FORMULA.match(line) and not _NUMBER.fullmatch(line) else line
