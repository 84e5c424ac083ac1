"""What a browser prints around a report: the lines of the site before its title and after its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.ingest import shapes
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import Page
from analyzer.ingest.shapes import terms

# A line of the site is no longer; so many lines at the start and at the end may be the site's.
_LONGEST: Final = 80
_MOST_LINES: Final = 16
_MENU: Final = frozenset("|｜>›»")


def without_site(pages: Sequence[Page]) -> list[Page]:
    """The pages without navigation above the title and related links below the signature."""
    if not pages:
        return []
    dropped = {id(line) for line in (*_above(pages[0]), *_below(pages))}
    return [
        replace(page, lines=[line for line in page.lines if id(line) not in dropped])
        for page in pages
    ]


def _above(page: Page) -> list[Line]:
    """The lines of the site among the first: its own, and what stands before them all."""
    first = page.lines[:_MOST_LINES]
    body = next((n for n, line in enumerate(first) if _begins_report(line.text)), len(first))
    own = [n for n, line in enumerate(first[:body]) if _is_site(line.text)]
    if not own:
        return []
    title = next((n for n, line in enumerate(first[:body]) if _is_title(line.text)), own[-1])
    last = max((n for n in own if n < title), default=0)  # a title may have a line before its end
    before = [line for line in first[:last] if not _is_metadata(line.text)]
    return [*before, *(first[n] for n in own)]


def _below(pages: Sequence[Page]) -> list[Line]:
    """The lines from the first one of the site to the end, where only short ones follow it."""
    last = [line for page in pages for line in page.lines][-_MOST_LINES:]
    for number, line in enumerate(last):
        if _is_site(line.text):
            rest = last[number:]
            return rest if not any(_is_prose(each.text) for each in rest) else []
    return []


def _is_site(text: str) -> bool:
    if len(text) > _LONGEST or "。" in text:
        return False
    words = terms("page", "chrome_starts")
    return text.startswith(words) or (
        any(word in text for word in words) and (_is_metadata(text) or bool(_MENU & set(text)))
    )


def _is_metadata(text: str) -> bool:
    return text.startswith(terms("page", "metadata_labels"))


def _is_title(text: str) -> bool:
    return shapes.is_title(text) and not _is_site(text) and not _is_metadata(text)


def _begins_report(text: str) -> bool:
    return "。" in text or (shapes.marker_level(text) == 1 and shapes.names_a_section(text))


def _is_prose(text: str) -> bool:
    return "。" in text or len(text) > _LONGEST or shapes.is_date(text)
