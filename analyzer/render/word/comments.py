"""Review comments into a Word file, at the exact characters and cells; everything else untouched.

Only the document part, the comments part and what announces it are written anew. Runs are split
where a comment begins or ends, each half keeping the formatting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from lxml import etree

from analyzer.document import Span
from analyzer.ingest.word_text import Placed, W, text_elements
from analyzer.render.legible import legible
from analyzer.render.word.package import DOCUMENT, Package

AUTHOR: Final = "nianbao"
_INITIALS: Final = "审"
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKABLE: Final = frozenset([f"{W}r", f"{_MATH}oMath", f"{_MATH}oMathPara"])
_NAMESPACES: Final = {"w": W[1:-1]}


class Comment(NamedTuple):
    """A comment of a few lines, the first of them bold.

    It stands at the characters of `span`, counted as `ingest.word_text` does, or, where that is
    None, in the table cell of number `cell` (from 1), or at the beginning of the text.
    """

    lines: tuple[str, ...]
    span: Span | None = None
    cell: int | None = None


def commented(data: bytes, comments: Sequence[Comment]) -> bytes:
    """The Word file `data` with `comments`; raises `InputError` where it is damaged."""
    package = Package.opened(data)
    if not comments:
        return package.packed()
    document = package.root(DOCUMENT)
    name = package.related("comments")
    book = (
        package.root(name)
        if name in package.parts
        else etree.Element(f"{W}comments", nsmap=_NAMESPACES)
    )
    taken = [int(each.get(f"{W}id", "0")) for each in book.iter(f"{W}comment")]
    weaver = _Weaver(document)
    weaver.split(comment.span for comment in comments if comment.span is not None)
    for number, comment in enumerate(comments, start=max(taken, default=-1) + 1):
        book.append(_entry(comment, str(number)))
        weaver.mark(comment, str(number))
    package.put(DOCUMENT, document)
    package.put(name, book)
    return package.packed()


def _entry(comment: Comment, number: str) -> etree._Element:
    attributes = {f"{W}id": number, f"{W}author": AUTHOR, f"{W}initials": _INITIALS}
    entry = etree.Element(f"{W}comment", attributes, nsmap=_NAMESPACES)
    for place, line in enumerate(comment.lines):
        paragraph = etree.SubElement(entry, f"{W}p")
        if place == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        run = etree.SubElement(paragraph, f"{W}r")
        if place == 0:
            etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
        _text(run, legible(line))
    return entry


def _text(run: etree._Element, text: str) -> etree._Element:
    element = etree.SubElement(run, f"{W}t", {_PRESERVE: "preserve"})
    element.text = text
    return element


class _Piece(NamedTuple):
    """What holds the characters `first:end` and can be marked as a whole."""

    first: int
    end: int
    element: etree._Element


@dataclass
class _Weaver:
    """Finds the runs of characters, splits them and sets marks around them."""

    root: etree._Element
    pieces: list[_Piece] = field(default_factory=list)

    def split(self, spans: Iterable[Span]) -> None:
        """Cut the runs at the bounds of all `spans`."""
        cuts = sorted({bound for span in spans for bound in span})
        by_run: dict[etree._Element, list[Placed]] = {}
        for each in text_elements(self.root):
            if each.text:
                by_run.setdefault(_holder(each.element), []).append(each)
        for holder, own in by_run.items():
            if all(each.element.getparent() is holder for each in own):
                self.pieces += _cut(holder, {each.element: each for each in own}, cuts)
            else:  # a text box, a formula, a gloss: marked as a whole
                end = own[-1].first + len(own[-1].text)
                self.pieces.append(_Piece(own[0].first, end, holder))
        self.pieces.sort(key=itemgetter(0))

    def mark(self, comment: Comment, number: str) -> None:
        """Set the marks of one comment."""
        start, end = (_range(kind, number) for kind in ("Start", "End"))
        paragraph = None if comment.cell is None else self._paragraph(comment.cell)
        if comment.span is None and paragraph is not None:
            paragraph.extend([start, end, _reference(number)])
        elif self.pieces:
            first, last = self._around(comment.span or Span(0, 0))
            first.addprevious(start)
            last.addnext(end)
            end.addnext(_reference(number))

    def _around(self, span: Span) -> tuple[etree._Element, etree._Element]:
        """The first and last piece that hold characters of `span`; the next one where none do."""
        at = bisect_right(self.pieces, span.start, key=itemgetter(1))
        beyond = bisect_left(self.pieces, span.end, key=itemgetter(0))
        first = min(at, len(self.pieces) - 1)
        last = max(beyond - 1, first)
        return self.pieces[first].element, self.pieces[last].element

    def _paragraph(self, number: int) -> etree._Element | None:
        """The first paragraph of the table cell of this number."""
        cells = islice(self.root.iter(f"{W}tc"), number - 1, number)
        return next((cell.find(f"{W}p") for cell in cells), None)


def _holder(element: etree._Element) -> etree._Element:
    """The outermost run or formula around a piece of text: what a mark can stand beside."""
    around = [each for each in element.iterancestors() if each.tag in _MARKABLE]
    return around[-1] if around else element


def _cut(
    run: etree._Element, own: dict[etree._Element, Placed], cuts: Sequence[int]
) -> Iterator[_Piece]:
    """Part one run at `cuts`; the parts after the first stand in runs of their own."""
    properties = run.find(f"{W}rPr")
    current, begun = run, False
    for child in [child for child in run if child is not properties]:
        for element, first, end in _parts(child, own.get(child), cuts):
            if begun and _is_cut(first, cuts):
                after = etree.Element(f"{W}r", nsmap=_NAMESPACES)
                after.attrib.update(run.attrib)
                if properties is not None:
                    after.append(deepcopy(properties))
                current.addnext(after)
                current = after
            current.append(element)
            begun = True
            if first >= 0:
                yield _Piece(first, end, current)


def _parts(
    child: etree._Element, placed: Placed | None, cuts: Sequence[int]
) -> Iterator[tuple[etree._Element, int, int]]:
    """A child of a run, cut at `cuts`, with its bounds; -1 where it holds no characters."""
    if placed is None:
        yield child, -1, -1
        return
    end = placed.first + len(placed.text)
    inside = cuts[bisect_right(cuts, placed.first) : bisect_left(cuts, end)]
    bounds = [placed.first, *inside, end]
    for first, last in pairwise(bounds):
        piece = child if first == placed.first else etree.Element(f"{W}t", nsmap=_NAMESPACES)
        if inside:
            piece.text = placed.text[first - placed.first : last - placed.first]
            piece.set(_PRESERVE, "preserve")
        yield piece, first, last


def _is_cut(number: int, cuts: Sequence[int]) -> bool:
    place = bisect_left(cuts, number)
    return place < len(cuts) and cuts[place] == number


def _range(kind: str, number: str) -> etree._Element:
    return etree.Element(f"{W}commentRange{kind}", {f"{W}id": number}, nsmap=_NAMESPACES)


def _reference(number: str) -> etree._Element:
    run = etree.Element(f"{W}r", nsmap=_NAMESPACES)
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})
    return run
