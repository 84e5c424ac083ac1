"""What was read: a document, its blocks, sections, sentences and official tables.

All values are frozen. Every `Span` is a half-open range of code points of `Document.text`, the
normalised text; `Document.offsets` leads from there back to the source.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

SectionKey = Literal[
    "preamble", "overview", "disclosure", "requests", "disputes", "problems", "other"
]
Aspect = Literal[
    "disclosure",
    "requests",
    "management",
    "platform",
    "supervision",
    "problem",
    "improvement",
    "other",
]
Role = Literal["fact", "problem", "measure", "intention", "boilerplate", "heading"]
AgencyLevel = Literal[
    "township",
    "subdistrict",
    "county_department",
    "county_government",
    "city_department",
    "city_government",
    "provincial_department",
    "provincial_government",
    "ministry",
]
Edition = Literal["2021", "2019", "pre2019"]
BlockKind = Literal["heading", "paragraph", "grid", "furniture"]
CellState = Literal["number", "blank", "malformed", "unread"]
Box = tuple[float, float, float, float]
RowOutcome = Literal["placed", "proved", "short", "long", "unknown"]


class Span(NamedTuple):
    """Half-open range of code points of `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands in the source file: page (from 1), box in points, structural path.

    The box is left, bottom, right, top in PDF user space: measured from the lower left corner of
    the page as it is stored, before any /Rotate. In pictures a point is a 72nd of an inch too, and
    the lower left corner the origin.
    """

    page: int | None = None
    bbox: Box | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from offsets of a normalised text back to offsets of the text it was made from.

    `starts[i]` and `ends[i]` bound the source characters that became normalised character `i`.
    An empty map is the identity.
    """

    starts: Sequence[int] = field(default_factory=lambda: array("l"))
    ends: Sequence[int] = field(default_factory=lambda: array("l"))

    def source(self, span: Span) -> Span:
        """The source range that a normalised, half-open `span` came from."""
        if not self.starts:
            return span
        if span.start >= len(self.starts):
            return Span(self.ends[-1], self.ends[-1])
        start = self.starts[span.start]
        return Span(start, self.ends[span.end - 1] if span.end > span.start else start)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid as it stands on paper; a merged cell covers several rows or columns.

    `sure` is false where a character of it was recognised in a picture without certainty.
    """

    row: int
    column: int
    text: str
    span: Span
    row_span: int = 1
    column_span: int = 1
    origin: Origin | None = None
    sure: bool = True


@dataclass(frozen=True)
class Grid:
    """A table as read.

    `ruled` is true where the source says which column every cell is in (HTML, Word, spreadsheets);
    false for text flattened by tabs, spaces or line ends, where a cell's column number is only its
    place in the row and must not be trusted.
    """

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    ruled: bool = True

    @cached_property
    def _owners(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers this position, or None where the grid has a hole."""
        return self._owners.get((row, column))

    def row(self, row: int) -> tuple[GridCell, ...]:
        """The distinct cells that cover `row`, from left to right."""
        found = (self._owners.get((row, column)) for column in range(self.columns))
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, grid or piece of page furniture, in reading order."""

    kind: BlockKind
    span: Span
    grid: Grid | None = None
    level: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the characters of a paginated source stand on paper.

    For source character `i` (the offsets that `OffsetMap` leads back to) `pages[i]` is its page
    from 1, 0 where nothing was drawn (breaks, indents), and `places[4 * i : 4 * i + 4]` its left,
    bottom, right and top in points of PDF user space: from the lower left corner, not turned.
    """

    pages: Sequence[int]
    places: Sequence[float]

    def boxes(self, offsets: OffsetMap, span: Span) -> tuple[Origin, ...]:
        """The boxes around the characters of the normalised `span`, one for every line."""
        found: list[Origin] = []
        page, box = 0, (0.0, 0.0, 0.0, 0.0)
        for at in range(span.start, span.end):
            source = offsets.source(Span(at, at + 1))
            for each in range(source.start, min(source.end, len(self.pages))):
                if not self.pages[each]:
                    continue
                left, bottom, right, top = self.places[4 * each : 4 * each + 4]
                glyph = (left, bottom, right, top)
                if page == self.pages[each] and _beside(box, glyph):
                    box = (
                        min(box[0], left),
                        min(box[1], bottom),
                        max(box[2], right),
                        max(box[3], top),
                    )
                    continue
                if page:
                    found.append(Origin(page, _rounded(box)))
                page, box = self.pages[each], glyph
        return (*found, Origin(page, _rounded(box))) if page else ()

    def first_box(self, source: Span) -> Origin | None:
        """The page that the source characters begin on, and the box around them there."""
        pages = self.pages[source.start : source.end]
        page = next((each for each in pages if each), 0)
        if not page:
            return None
        drawn = [at for at, each in enumerate(pages, source.start) if each == page]
        places = self.places[4 * drawn[0] : 4 * drawn[-1] + 4]
        sides = [places[side::4] for side in range(4)]
        if len(drawn) < len(sides[0]):  # what was not drawn in between is all zero
            sides = [array("f", [side[at - drawn[0]] for at in drawn]) for side in sides]
        left, bottom, right, top = sides
        return Origin(page, _rounded((min(left), min(bottom), max(right), max(top))))


def _beside(box: Box, glyph: Box) -> bool:
    """Whether a character goes on the line of `box`, which may run across or up the page."""
    height, width = glyph[3] - glyph[1], glyph[2] - glyph[0]
    across = min(box[3], glyph[3]) - max(box[1], glyph[1])
    along = min(box[2], glyph[2]) - max(box[0], glyph[0])
    near = max(glyph[0] - box[2], box[0] - glyph[2], glyph[1] - box[3], box[1] - glyph[3])
    return (
        near < 2 * max(height, width)
        and (2 * across > height or 2 * along > width)
        and (2 * across > height if box[2] - box[0] > box[3] - box[1] else True)
    )


def _rounded(box: Box) -> Box:
    left, bottom, right, top = box
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the reader saw but could not read; said aloud instead of guessed at."""

    message: str
    span: Span | None = None


@dataclass(frozen=True)
class Document:
    """A report as read: normalised text, blocks in reading order, and the facts of its title page.

    `joins` are offsets in `text` at which a line or page break inside a sentence was removed, `wide`
    those of digits and decimal points that the source writes as wide as a Chinese character.
    `signed` and `published` are ISO dates (落款日期、发布日期); their spans point at the characters.
    """

    source: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap = field(default_factory=OffsetMap)
    joins: tuple[int, ...] = ()
    wide: frozenset[int] = frozenset()
    title: str | None = None
    title_span: Span | None = None
    agency: str | None = None
    agency_span: Span | None = None
    agency_level: AgencyLevel | None = None
    year: int | None = None
    signed: str | None = None
    signed_span: Span | None = None
    published: str | None = None
    published_span: Span | None = None
    losses: tuple[Loss, ...] = ()
    layout: Layout | None = None

    def boxes(self, span: Span) -> tuple[Origin, ...]:
        """Pages and boxes of the characters of `span`, one a line; none in unpaginated formats."""
        return () if self.layout is None else self.layout.boxes(self.offsets, span)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six parts (or the preamble): `span` covers title and body, up to the next title."""

    key: SectionKey
    title: str
    number: str
    span: Span
    title_span: Span


class Label(NamedTuple):
    """A predicted label with its calibrated probability."""

    value: str
    probability: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the prose (tables excluded).

    `paragraph` counts paragraphs of the document from 0. A label is None where the model abstained.
    """

    span: Span
    section: SectionKey
    paragraph: int
    aspect: Label | None = None
    role: Label | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the official cells: `value` is a number only in state `number`; blank is never 0."""

    ref: str
    value: Decimal | None
    text: str
    state: CellState
    span: Span | None = None
    origin: Origin | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowReading:
    """How one physical row of a table was read.

    `row` is the form's row key (None for a row the form does not know), `values` the value texts
    found, `expected` how many the form has there. `short` and `long` rows leave their cells unread;
    `proved` rows were placed by the identities of the form.
    """

    row: str | None
    label: str
    values: tuple[str, ...]
    expected: int
    outcome: RowOutcome
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """An official form as filled in: a cell for every reference of its edition."""

    form: str
    edition: Edition
    cells: Mapping[str, Cell]
    span: Span
    rows: tuple[RowReading, ...] = ()
    missing_rows: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
