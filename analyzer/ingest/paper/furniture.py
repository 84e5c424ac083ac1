"""Running heads, running feet and page numbers, told by where they stand and that they come again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.ingest import shapes
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import Page

# The parts of a page, from its edges, in which running lines stand.
_ZONE: Final = 0.12
_MOST_LINES: Final = 3
_SAME_PLACE: Final = 6.0
_DIGITS: Final = re.compile("[0-9]+")
_BARE_NUMBER: Final = re.compile("[0-9]{1,4}")


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without what stands on them for the reader's hand only."""
    kinds = Counter(key for page in pages for key in {_key(page, line) for line in _outer(page)})
    numbers = _numbered(pages)
    enough = max(2, len(pages) // 2)
    found = []
    for page in pages:
        outer = set(map(id, _outer(page)))
        lines = [
            line
            for line in page.lines
            if id(line) not in outer
            or not (
                kinds[_key(page, line)] >= enough
                or shapes.is_furniture(line.text)
                or id(line) in numbers
            )
        ]
        found.append(replace(page, lines=lines))
    return found


def _outer(page: Page) -> list[Line]:
    """The few lines in the margins at head and foot, beyond all tables."""
    height = page.sheet.frame.size[1]
    ordered = sorted(page.lines, key=lambda line: line.base)
    top = min((table.box[1] for table in page.tables), default=height)
    bottom = max((table.box[3] for table in page.tables), default=0.0)
    head = [line for line in ordered[:_MOST_LINES] if line.base < min(_ZONE * height, top)]
    foot = [
        line for line in ordered[-_MOST_LINES:] if line.box[1] > max((1 - _ZONE) * height, bottom)
    ]
    return head + foot


def _key(page: Page, line: Line) -> tuple[str, int]:
    """What a running line keeps from page to page: its words and its height on the page."""
    height = page.sheet.frame.size[1]
    from_edge = line.base if line.base < height / 2 else height - line.base + height
    return _DIGITS.sub("0", line.text), round(from_edge / _SAME_PLACE)


def _numbered(pages: Sequence[Page]) -> set[int]:
    """Bare numbers in the margins that count the pages."""
    found: dict[int, list[int]] = {}
    for page in pages:
        for line in _outer(page):
            if _BARE_NUMBER.fullmatch(line.text):
                found.setdefault(int(line.text) - page.sheet.number, []).append(id(line))
    if not found:
        return set()
    most = max(found.values(), key=len)
    return set(most) if len(most) > 1 or len(pages) == 1 else set()
