"""PDF files that are locked, damaged, endless or made to exhaust: one clear message, in seconds."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Iterator

import pytest
from pypdf import PdfWriter

from analyzer.errors import InputError
from analyzer.ingest.reader import read_bytes
from tests.ingest.pdfs import FONT, HEAD, file, pdf, text


@pytest.fixture(autouse=True)
def seconds() -> Iterator[None]:
    """Of the processor: a wall clock would judge the machine's other work."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < 10


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.pdf")
    assert caught.value.remedy
    return caught.value.problem


GOOD = pdf(HEAD + text("本年公开信息5条。", 70, 140))


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password() -> None:
    assert refused(locked("secret")) == "PDF 有打开密码"


def test_a_file_locked_against_changes_only_is_read() -> None:
    assert "公开信息5条" in read_bytes(locked(""), "a.pdf").text


@pytest.mark.parametrize("share", [0.02, 0.5, 0.8])
def test_truncated(share: float) -> None:
    assert "损坏" in refused(GOOD[: int(len(GOOD) * share)])


def test_ten_thousand_pages() -> None:
    writer = PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    assert "10000 页" in refused(out.getvalue())


def test_pages_that_hold_each_other() -> None:
    assert refused(
        file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]>>",
                b"<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R]>>",
            ]
        )
    )


def test_a_drawing_that_holds_itself() -> None:
    assert refused(
        file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                (
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                    b"/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
                ),
                b"<</Length 5>>stream\n/X Do\nendstream",
                (
                    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                    b"/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
                ),
            ]
        )
    )


def test_no_text() -> None:
    assert "没有文字" in refused(pdf("0 0 m 100 100 l S"))


def content(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(data), data)


def test_a_page_that_unpacks_to_gigabytes() -> None:
    packed = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    data = file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            content(packed, b"/Filter[/FlateDecode/FlateDecode]"),
        ]
    )
    assert len(data) < 10_000
    assert "内容过多" in refused(data)


def test_drawings_that_hold_drawings_many_times_over() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"  # noqa: ISC004
        b"/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        content(b"/X Do"),
    ]
    for depth in range(10):
        named = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        objects.append(content(b"/X Do\n" * 20 if depth < 9 else b"0 0 m S\n", named % (6 + depth)))
    assert "内容过多" in refused(file(objects))


def test_drawings_within_reason_are_read() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"  # noqa: ISC004
        b"/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>/Contents 4 0 R>>",
        content(HEAD.encode() + b"/X Do\n" * 500),
        content(
            text("本年公开信息5条。", 70, 140).encode(),
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 6 0 R>>>>",
        ),
        FONT,
    ]
    assert "公开信息5条" in read_bytes(file(objects), "a.pdf").text
