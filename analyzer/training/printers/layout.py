"""How a report is printed: the choices in which real reports differ, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Groups = Literal["merged", "first", "none"]
Separator = Literal["tab", "spaces", "pipe", "line", "closed"]
Digits = Literal["plain", "full", "thousands"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to print a report.

    `groups`: group labels (不予公开) merged over their rows, in the first row only, or left out.
    `split_row`: the row of table 3 before which the page ends, or None. `wrap`: characters a line
    of hard-wrapped text, 0 for none. `separator`: what parts cells in plain text; `closed` is a cell
    a line with a pipe behind each. Printers ignore what their format does not know.
    """

    seed: int = 0
    groups: Groups = "merged"
    vertical: bool = False  # merged labels one character a line
    wrapped_headers: bool = False
    header_note: bool = True  # the filling instruction in the corner of table 3
    variants: bool = False  # labels as offices write them, not as the form prints them
    numbers: bool = True  # the numbers before row labels
    split_row: int | None = None
    repeated_header: bool = False
    page_number: bool = False  # — 5 — where the page ends
    extra_row: bool = False  # a local row in table 2
    digits: Digits = "plain"
    separator: Separator = "tab"
    collapsed: bool = False  # empty cells leave no trace in flattened text
    wrap: int = 0
    spaced: bool = False  # spaces around cell texts
    chrome: bool = False  # the site around a web page
    legacy_charset: bool = False  # GB18030 declared as gb2312
    nested: bool = False  # the report inside a layout table
    one_sheet: bool = True  # a workbook with everything in one sheet, or a sheet a part
    typed_numbers: bool = False  # workbook cells hold numbers, not texts

    def random(self, purpose: str) -> Random:
        """A source of further choices that does not depend on the order of printing."""
        return Random(f"{self.seed}:{purpose}")  # noqa: S311  # layouts, not secrets


PLAIN = Layout()


def drawn(seed: int) -> Layout:
    """The layout of this seed; about one in eight is the plain one."""
    random = Random(seed)  # noqa: S311  # layouts, not secrets

    def chance(share: float) -> bool:
        return random.random() < share

    if chance(0.12):
        return Layout(seed=seed)
    return Layout(
        seed=seed,
        groups=random.choices(("merged", "first", "none"), (6, 1, 1))[0],
        vertical=chance(0.25),
        wrapped_headers=chance(0.4),
        header_note=chance(0.7),
        variants=chance(0.3),
        numbers=chance(0.85),
        split_row=random.randrange(1, 24) if chance(0.5) else None,
        repeated_header=chance(0.4),
        page_number=chance(0.5),
        extra_row=chance(0.15),
        digits=random.choices(("plain", "full", "thousands"), (6, 1, 2))[0],
        separator=random.choices(("tab", "spaces", "pipe", "line", "closed"), (4, 2, 2, 2, 1))[0],
        collapsed=chance(0.2),
        wrap=random.choice((0, 0, 28, 40, 66)),
        spaced=chance(0.3),
        chrome=chance(0.6),
        legacy_charset=chance(0.3),
        nested=chance(0.3),
        one_sheet=chance(0.6),
        typed_numbers=chance(0.5),
    )
