"""What everything printed shares: width and colour, harmless characters, Chinese cell names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Edition
from analyzer.forms.form import EDITIONS, forms
from analyzer.formula import parse

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_PREVIOUS: Final = "previous."
_CELL: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_CONTROL_PICTURES: Final = 0x2400
_FIRST_PRINTABLE: Final = 0x20
# Characters that reorder or hide their neighbours on a terminal.
_DECEIVING: Final = frozenset(
    chr(code)
    for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)


class Page(NamedTuple):
    """What is printed on: terminal columns, and whether colours may be used."""

    width: int = 80
    color: bool = False


def printed(page: Page, *parts: RenderableType) -> str:
    """The `parts` laid out on `page`, one below the other, lines without trailing spaces."""
    from rich.console import Console  # noqa: PLC0415  # heavy: only where something is printed

    written = StringIO()
    console = Console(
        file=written,
        width=page.width,
        force_terminal=page.color,
        color_system="standard" if page.color else None,
        no_color=not page.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().split("\n")[:-1])


def legible(text: str) -> str:
    """`text` on one line, with everything a terminal might obey made visible.

    Line ends and tabs become spaces, control characters their pictures (␛), characters that
    reorder or hide text and lone surrogates the replacement character.
    """
    return "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    if character in "\n\r\t\v\f\x85":
        return " "
    if character in _DECEIVING:
        return _REPLACEMENT
    if unicodedata.category(character) not in ("Cc", "Cs"):
        return character
    code = ord(character)
    return chr(_CONTROL_PICTURES + code) if code < _FIRST_PRINTABLE else _REPLACEMENT


def cell_name(ref: str, facts: Facts) -> str:
    """What a person calls the cell `ref`; the reference itself where no form knows it."""
    before = ref.startswith(_PREVIOUS)
    owner = facts.previous if before else facts
    names = _names((owner.edition if owner else None) or EDITIONS[0])
    name = names.get(ref.removeprefix(_PREVIOUS), ref)
    return f"上年{name}" if before else name


def formula_name(formula: str, facts: Facts) -> str:
    """`formula` with its cells called by name."""
    names = {ref: cell_name(ref, facts) for ref in parse(formula).refs}
    return _CELL.sub(lambda match: names[match[0]], formula)


@cache
def _names(edition: Edition) -> dict[str, str]:
    if edition not in EDITIONS:
        return {}
    return {ref: form.cell_name(ref) for form in forms(edition) for ref in form.refs}
