"""Sentences and clauses of the prose; tables and page furniture are left out.

A sentence ends at 。！？ (half-width !? too), at the end of its paragraph, and at a semicolon
that separates numbered items (一是…；二是…). Closing quotes and brackets belong to the sentence
they close; inside brackets and quotes nothing ends. A short sub-heading that opens a paragraph
(“（二）平台建设情况。”) is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.document import Document, Section, SectionKey, Sentence, Span

_PAIRS: Final = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "【": "】", "「": "」"}
_BRACKET: Final = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_CLOSING: Final = frozenset(_PAIRS.values())
# A bracket that stays open longer than this was never closed: a slip, not a parenthesis.
_LONGEST_PARENTHESIS: Final = 160
_ITEM: Final = (
    r"(?:[一二三四五六七八九十]+[是则]|第[一二三四五六七八九十][，,、]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.、](?!\d))"
)
_END: Final = re.compile(rf"[。！？!?]+|[；;](?=\s*{_ITEM})|\n")
_SUBHEADING: Final = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)\s*"
    r"[^。：:，,；;！？\s]{2,24}(?:[。：:]|[ \u3000]+(?=\S{8}))"
)
_ENDS_IN_FIGURE: Final = re.compile(r"\d\s*[^\d\s]{0,3}[：:]\s*$")
_SAYS_SOMETHING: Final = re.compile(r"\w")
_CLAUSE_END: Final = re.compile(r"[，；、：。！？!?;:,]")


def sentences(document: Document, sections: tuple[Section, ...]) -> tuple[Sentence, ...]:
    """All sentences of headings and paragraphs in reading order, without labels."""
    spans = [section.title_span for section in sections if section.title]
    if document.title_span is not None:
        spans.append(document.title_span)
    titles = {_behind_mark(document.text, span.end) for span in spans}
    found: list[Sentence] = []
    paragraph = 0
    for block in document.blocks:
        if block.kind not in ("heading", "paragraph"):
            continue
        found += [
            Sentence(span, _section_of(span, sections), paragraph)
            for span in _split(document.text, block.span, titles)
        ]
        paragraph += 1
    return tuple(found)


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The parts of a sentence between ，；、：。 outside brackets and quotes, marks left out.

    A comma or colon between digits (1,234 or 12:30) separates nothing.
    """
    closed = _parentheses(text, span)
    found, start = [], span.start
    for match in _CLAUSE_END.finditer(text, span.start, span.end):
        if match.start() in closed or _between_digits(text, match.start()):
            continue
        found.append(_trim(text, Span(start, match.start())))
        start = match.end()
    found.append(_trim(text, Span(start, span.end)))
    return tuple(clause for clause in found if clause.end > clause.start)


def _split(text: str, block: Span, titles: set[int]) -> Iterator[Span]:
    start = block.start
    ends = sorted({*_ends(text, block), *(t for t in titles if block.start < t < block.end)})
    for end in [*ends, block.end]:
        span = _trim(text, Span(start, end))
        if _SAYS_SOMETHING.search(span.of(text)):
            yield span
        start = end


def _behind_mark(text: str, end: int) -> int:
    """Where the text goes on after a title: the mark that ends the title belongs to it."""
    while end < len(text) and (text[end] in "。：:" or text[end].isspace()):
        end += 1
    return end


def _ends(text: str, block: Span) -> Iterator[int]:
    closed = _parentheses(text, block)
    lines = [block.start]
    for match in _END.finditer(text, block.start, block.end):
        end = match.end()
        if match[0] == "\n":
            lines.append(end)
            yield end
        elif not _within_address(text, match.start()):
            inside = match.start() in closed
            while end < block.end and text[end] in _CLOSING:
                end += 1
            # “……。” ends here if the quotation does; a stop inside brackets ends nothing.
            if not inside or (text[end - 1] in "”’" and text[end : end + 1] not in "，；、。"):
                yield end
    for line in lines:
        subheading = _SUBHEADING.match(text, line, block.end)
        # “（一）收到申请5件：其中…” is no title: its parts belong together.
        if subheading and not _ENDS_IN_FIGURE.search(subheading[0]):
            yield subheading.end()


def _parentheses(text: str, span: Span) -> frozenset[int]:
    """The offsets that lie inside brackets or quotes which are closed again soon."""
    inside: set[int] = set()
    open_at: list[int] = []
    for match in _BRACKET.finditer(text, span.start, span.end):
        mark, at = match[0], match.start()
        if mark in _PAIRS:
            open_at.append(at)
        elif any(_PAIRS[text[start]] == mark for start in open_at):
            while _PAIRS[text[open_at[-1]]] != mark:
                open_at.pop()
            start = open_at.pop()
            if at - start <= _LONGEST_PARENTHESIS:
                inside.update(range(start, at))
    return frozenset(inside)


def _within_address(text: str, at: int) -> bool:
    """Whether a half-width ? or ! stands inside a web address."""
    after = text[at + 1 : at + 2]
    return text[at] in "?!" and text[at - 1].isascii() and after.isascii() and after.isalnum()


def _between_digits(text: str, at: int) -> bool:
    return text[at] in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _section_of(span: Span, sections: tuple[Section, ...]) -> SectionKey:
    return next((s.key for s in sections if s.span.covers(span)), "preamble")
