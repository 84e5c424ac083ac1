"""What everything printed shares: width and colour, styled lines, folded entries, simple tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from analyzer.render.wrap import columns, cuts

if TYPE_CHECKING:
    from rich.console import RenderableType

# Select Graphic Rendition, ECMA-48 section 8.3.117.
_CODES: Final = {
    "bold": "1",
    "dim": "2",
    "reverse": "7",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}
_GAP: Final = 2
# A text column is never folded to less, however long the label before it.
_NARROWEST: Final = 8


class Page(NamedTuple):
    """What is printed on: terminal columns, and whether colours may be used."""

    width: int = 80
    color: bool = False


class Piece(NamedTuple):
    """Characters of one style: words of `_CODES`, as in “bold red”."""

    text: str
    style: str = ""


Text: TypeAlias = Sequence[Piece]


def written(text: str | Text, page: Page, style: str = "") -> str:
    """A line, folded where it is wider than the page; `style` is that of a plain text."""
    return _joined(_coded(each, page) for each in _folded(_pieces(text, style), page.width))


def heading(title: str, page: Page, style: str = "") -> str:
    """The title of a part, set off by an empty line."""
    return "\n" + written(title, page, f"bold {style}")


def entries(rows: Iterable[tuple[str, str | Text]], page: Page, indent: int = 2) -> str:
    """Rows of a short label and a text, the text folded in a column of its own."""
    listed = list(rows)
    left = max((columns(label) for label, _ in listed), default=0)
    room = max(page.width - indent - left - 1, _NARROWEST)
    lines = []
    for label, text in listed:
        for number, each in enumerate(_folded(_pieces(text), room)):
            name = Piece("" if number else label, "dim")
            gap = " " * (left - columns(name.text) + 1)
            lines.append(" " * indent + _coded([name, Piece(gap), *each], page))
    return _joined(lines)


def table(titles: Sequence[str], rows: Sequence[Sequence[Piece]], page: Page) -> str:
    """Columns two blanks apart; where they are too wide for the page, the widest are folded."""
    head = [Piece(title, "dim") for title in titles]
    gaps = [_GAP] * (len(titles) - 1) + [0]
    natural = [max(columns(cell.text) for cell in each) for each in zip(head, *rows, strict=True)]
    widths = _fitting([width + gap for width, gap in zip(natural, gaps, strict=True)], page.width)
    lines = []
    for row in (head, *rows):
        cells = [_folded([c], w - gap) for c, w, gap in zip(row, widths, gaps, strict=True)]
        for beside in zip_longest(*cells, fillvalue=()):
            pieces: list[Piece] = []
            for text, width in zip(beside, widths, strict=True):
                used = sum(columns(piece.text) for piece in text)
                pieces += [*text, Piece(" " * (width - used))]
            lines.append(_coded(pieces, page))
    return _joined(lines)


def _fitting(widths: Sequence[int], room: int) -> list[int]:
    """The widths of columns that share `room`: the widest give way until the next ones are as wide."""
    fitting = list(widths)
    while (excess := sum(fitting) - room) > 0 and max(fitting) > _NARROWEST:
        widest = max(fitting)
        next_widest = max((width for width in fitting if width < widest), default=_NARROWEST)
        giving = [index for index, width in enumerate(fitting) if width == widest]
        for shared, index in zip(range(len(giving), 0, -1), giving, strict=True):
            given = min(round(excess / shared), widest - max(next_widest, _NARROWEST))
            fitting[index] -= given
            excess -= given
    return fitting


def _pieces(text: str | Text, style: str = "") -> Text:
    return [Piece(text, style)] if isinstance(text, str) else text


def _folded(text: Text, width: int) -> list[Text]:
    """`text` broken into lines of at most `width` columns, keeping its styles."""
    plain = "".join(piece.text for piece in text)
    bounds = pairwise([0, *cuts(plain, width), len(plain)])
    return [list(_part(text, start, len(plain[:end].rstrip()))) for start, end in bounds]


def _part(text: Text, start: int, end: int) -> Iterator[Piece]:
    """What stands between two offsets."""
    for piece in text:
        inside = piece.text[max(start, 0) : max(end, 0)]
        if inside:
            yield Piece(inside, piece.style)
        start, end = start - len(piece.text), end - len(piece.text)


def _coded(text: Text, page: Page) -> str:
    """A line as it is printed, with escape sequences only where the page has colours."""
    return "".join(_in_style(*piece) if page.color else piece.text for piece in text).rstrip()


def _in_style(text: str, style: str) -> str:
    codes = ";".join(_CODES[word] for word in dict.fromkeys(style.split()))
    return f"\N{ESCAPE}[{codes}m{text}\N{ESCAPE}[0m" if codes and text else text


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{each}\n" for each in lines)


def drawn(part: RenderableType, page: Page) -> str:
    """What rich draws on the page, lines without trailing spaces."""
    from rich.console import Console  # noqa: PLC0415  # heavy: only where rich draws

    drawing = StringIO()
    console = Console(
        file=drawing,
        width=page.width,
        force_terminal=page.color,
        color_system="standard" if page.color else None,
        no_color=not page.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(part)
    return _joined(each.rstrip() for each in drawing.getvalue().split("\n")[:-1])
