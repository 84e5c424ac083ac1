"""What a reader made of a printed manuscript: cells exact, unread and wrong, prose kept or not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from analyzer.document import Cell, Document, Table
from analyzer.segment.tables import tables
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout

_UNREAD: Final = Cell("", None, "", "unread")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One printed report read again.

    `wrong` cells are those that say something else than the manuscript, as `ref：printed→read`;
    `prose` tells whether title, headings, paragraphs and signature came back, no more and no less.
    """

    exact: int
    unread: tuple[str, ...]
    wrong: tuple[str, ...]
    prose: bool

    @property
    def cells(self) -> int:
        """How many cells the form has."""
        return self.exact + len(self.unread) + len(self.wrong)


@dataclass
class Tally:
    """The sum over many reports of one format."""

    documents: int = 0
    exact: int = 0
    unread: int = 0
    wrong: int = 0
    whole: int = 0  # documents whose every cell and whole prose came back
    prose: int = 0  # documents whose prose came back
    faults: list[str] = field(default_factory=list)

    def add(self, name: str, read_back: ReadBack) -> None:
        """Count one report; its wrong cells are kept under `name`."""
        self.documents += 1
        self.exact += read_back.exact
        self.unread += len(read_back.unread)
        self.wrong += len(read_back.wrong)
        self.prose += read_back.prose
        self.whole += read_back.prose and read_back.exact == read_back.cells
        self.faults += [f"{name} {fault}" for fault in read_back.wrong]


def read_back(manuscript: Manuscript, document: Document) -> ReadBack:
    """Hold a document against the manuscript it was printed from."""
    found = _cells(tables(document))
    exact, unread, wrong = 0, [], []
    for ref, text in manuscript.cells.items():
        cell = found.get(ref, _UNREAD)
        if cell.state == "unread":
            unread.append(ref)
        elif _says(cell) == text and (cell.state == "blank") == (not text):
            exact += 1
        else:
            wrong.append(f"{ref}：{text}→{cell.text}（{cell.state}）")
    return ReadBack(exact, tuple(unread), tuple(wrong), lost_prose(manuscript, document) is None)


def lost_prose(manuscript: Manuscript, document: Document) -> str | None:
    """The first place where the prose differs from the manuscript, or None."""
    printed = _letters((*manuscript.prose, *_signature(manuscript)))
    came_back = _letters(
        block.span.of(document.text)
        for block in document.blocks
        if block.kind in ("heading", "paragraph")
    )
    if printed == came_back:
        return None
    same = next(
        (n for n, pair in enumerate(zip(printed, came_back, strict=False)) if pair[0] != pair[1]),
        min(len(printed), len(came_back)),
    )
    return (
        f"…{printed[max(same - 10, 0) : same + 20]} ≠ …{came_back[max(same - 10, 0) : same + 20]}"
    )


def loses_blanks(manuscript: Manuscript, layout: Layout) -> bool:
    """Whether plain text in this layout keeps no trace of cells that are empty.

    A row that is short then cannot be placed unless its sums prove it, by anyone.
    """
    traceless = layout.collapsed or layout.separator in ("line", "spaces", "closed")
    return traceless and not all(manuscript.cells.values())


def _signature(manuscript: Manuscript) -> tuple[str, ...]:
    if not manuscript.signed:
        return ()
    year, month, day = map(int, manuscript.signed.split("-"))
    return manuscript.agency, f"{year}年{month}月{day}日"


def _letters(lines: Iterable[str]) -> str:
    return "".join(unicodedata.normalize("NFKC", "".join("".join(lines).split())).split())


def _cells(found: Iterable[Table]) -> dict[str, Cell]:
    return {ref: cell for table in found for ref, cell in table.cells.items()}


def _says(cell: Cell) -> str:
    """The text of a cell without what a layout does to numbers: thousands and full width."""
    text = unicodedata.normalize("NFKC", cell.text).strip()
    plain = text.replace(",", "")
    return plain if plain.isdecimal() else text
