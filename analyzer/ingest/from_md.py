"""Markdown → blocks, by way of HTML; pipe tables and HTML tables alike."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from analyzer.ingest.assemble import Assembled
from analyzer.ingest.charset import decoded
from analyzer.ingest.from_html import read_page


def read(data: bytes) -> Assembled:
    """The blocks of a Markdown file; raises `InputError` where it is in no known encoding."""
    return read_page(f"<body>{_renderer().render(decoded(data))}</body>", bare=True)


@cache
def _renderer() -> MarkdownIt:
    """A renderer that loses no characters.

    Reports number by hand: as lists 1. and - would go, four spaces would make code of a paragraph,
    [1]: a link target, and a line over dashes a heading. Line ends stay line ends: many write a
    paragraph a line.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table")
    return markdown.disable(["list", "code", "reference", "lheading"])
