"""A PDF that encloses no Chinese font reads the same on every machine, whatever fonts are there."""

from __future__ import annotations

import pypdfium2

from analyzer.ingest.pdf_fonts import use_one_font
from tests.ingest.pdfs import pdf, text

WORDS = "结果维持，共12件"


def _read(content: str) -> tuple[str, list[float]]:
    use_one_font()
    document = pypdfium2.PdfDocument(pdf(content))
    page = document[0].get_textpage()
    widths = [
        right - left
        for left, _, right, _ in (
            page.get_charbox(n, loose=True) for n in range(page.count_chars())
        )
    ]
    told = page.get_text_range()
    document.close()
    return told, widths


def test_a_character_drawn_alone_is_not_lost() -> None:
    alone = "".join(
        text(character, 70 + 20 * at, 100 + 40 * (at % 2)) for at, character in enumerate(WORDS)
    )
    told, _ = _read(alone)
    assert sorted(told.split()) == sorted(WORDS)


def test_a_chinese_character_is_a_square_and_a_digit_half_of_one() -> None:
    told, widths = _read(text("共12件", 70, 100, 12))
    assert told == "共12件"
    assert [round(width, 1) for width in widths] == [12, 6, 6, 12]
