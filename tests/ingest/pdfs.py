"""PDF files made by hand: pages from drawing operators, with nothing but what a test needs."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.training.printers.pdf_file import FONT
from analyzer.training.printers.pdf_file import packed as file

WIDTH, HEIGHT = 595, 842


def pdf(*pages: str, extra: str = "", size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """A file with a page for every string of drawing operators; `extra` goes into each page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        FONT,
    ]
    for number, page in enumerate(pages):
        content = page.encode()
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]{extra}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>".encode(),
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        ]
    return file(objects)


def text(words: str, x: float, y: float, size: float = 12) -> str:
    """Words whose base line begins `x` from the left and `y` from the top."""
    return (
        f"BT /F {size:g} Tf {x:.1f} {HEIGHT - y:.1f} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"
    )


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    """A stroke between two points, measured from the top left."""
    return f"{x:.1f} {HEIGHT - y:.1f} m {to_x:.1f} {HEIGHT - to_y:.1f} l S\n"


def grid(
    xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]], size: float = 8
) -> str:
    """A table with all lines; the text of each cell stands at its left, one line below another."""
    out = [line(x, ys[0], x, ys[-1]) for x in xs] + [line(xs[0], y, xs[-1], y) for y in ys]
    for row, cells in enumerate(texts):
        for column, words in enumerate(cells):
            for number, each in enumerate(words.split("\n")):
                y = ys[row] + (number + 1) * size * 1.3
                out.append(text(each, xs[column] + 2, y, size))
    return "".join(out)


HEAD = text("青岚县水务局2024年政府信息公开工作年度报告", 120, 80, 16) + text(
    "一、总体情况", 70, 110
)
