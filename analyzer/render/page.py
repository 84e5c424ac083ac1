"""What everything printed shares: width and colour, headings, folded entries."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from analyzer.render.wrap import columns, cuts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


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


def heading(title: str) -> Text:
    """The title of a part, set off by an empty line."""
    from rich.text import Text  # noqa: PLC0415  # heavy: only where something is printed

    return Text(f"\n{title}", style="bold")


def entries(rows: Iterable[tuple[str, str | Text]], page: Page, indent: int = 2) -> Table:
    """Rows of a short label and a text, the text folded in a column of its own."""
    from rich.padding import Padding  # noqa: PLC0415  # heavy: only where something is printed
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid(padding=(0, 1))
    listed = [(label, Text(text) if isinstance(text, str) else text) for label, text in rows]
    label_width = max((columns(label) for label, _ in listed), default=0)
    room = page.width - indent - label_width - 1
    for label, text in listed:
        grid.add_row(Padding(Text(label, style="dim"), (0, 0, 0, indent)), folded(text, room))
    return grid


def folded(text: Text, width: int) -> Text:
    """`text` broken into lines of at most `width` columns, keeping its styles."""
    from rich.text import Text  # noqa: PLC0415  # heavy: only where something is printed

    lines = text.divide(cuts(text.plain, width))
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines)
