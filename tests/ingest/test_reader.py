"""Files that are no report, or hostile: one clear message, never a traceback, never a hang."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.ingest import reader
from analyzer.ingest.reader import read, read_bytes

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
SHARED = Path(__file__).resolve().parents[2] / "../shared"
REPORT = "青岚县水务局2024年政府信息公开工作年度报告\n一、总体情况\n公开信息5条。\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/").replace("_x", ".x"), content)
    return buffer.getvalue()


REFUSED = [
    ("a.txt", b"", "空"),
    ("a.txt", b" \n\t\n", "空"),
    ("a.pdf", b"%PDF-1.7\n", "PDF"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "损坏"),
    ("a.txt", PNG, "图片"),
    ("a.docx", PNG, "图片"),
    ("a.docx", b"\xff\xd8\xff\xe0" + bytes(100), "图片"),
    ("a.docx", archive(readme=b"x"), "压缩包"),
    ("a.zip", archive(a_txt=b"x"), "压缩包"),
    ("a.xlsx", archive(xl__workbook_xml=b"<a/>"), "损坏"),
    ("a.docx", b"PK\x03\x04 broken", "损坏"),
    ("a.docx", REPORT.encode(), "docx"),
    ("a.txt", bytes(range(256)) * 40, "文本"),
    ("a.bin", os.urandom(0) + b"\x00\x01\x02" * 500, "文本"),
    ("a.txt", "采购合同\n甲方：某公司\n乙方：某公司".encode(), "年度报告"),
    ("a.txt", "政府信息公开网站今日更新新闻一则，欢迎阅读。".encode(), "年度报告"),
    ("a.html", b"<html><body></body></html>", "没有读到文字"),
    ("a.html", b"<html><body><script>x()</script></body></html>", "没有读到文字"),
    ("a.html", b"<!-- -->", ""),
    ("a.md", b"# x", "年度报告"),
]


@pytest.mark.parametrize(("name", "data", "told"), REFUSED)
def test_refused(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    assert told in caught.value.problem
    assert caught.value.place == name
    assert caught.value.remedy


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.txt", "不存在"), (tmp_path, "文件夹")):
        with pytest.raises(InputError) as caught:
            read(path)
        assert told in caught.value.problem
        assert caught.value.place == str(path)
    with pytest.raises(InputError):
        read("a\x00b.txt")
    with pytest.raises(InputError):
        read("长" * 5000)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, "utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="权限"):
        read(path)


def test_too_large_is_told_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.encode())
    monkeypatch.setattr(reader, "LARGEST_FILE", 20)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read although too large"))
    with pytest.raises(InputError, match="上限"):
        read(path)


def test_the_sum_and_the_format_are_told(tmp_path: Path) -> None:
    path = tmp_path / "report.text"
    path.write_bytes(REPORT.encode())
    document = read(path)
    assert document.source == str(path)
    assert document.format == "txt"
    assert len(document.sha256) == 64
    assert read_bytes(REPORT.encode(), "other.txt").sha256 == document.sha256


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.htm", f"<html><body><pre>{REPORT}</pre></body></html>", "html"),
        ("a.txt", f"<!DOCTYPE html><html><body><pre>{REPORT}</pre></body></html>", "html"),
        ("a.docx", f"<html><body><pre>{REPORT}</pre></body></html>", "html"),
        ("a", REPORT, "txt"),
        ("a.2024", REPORT, "txt"),
        ("a.md", f"# {REPORT}", "md"),
    ],
)
def test_the_content_tells_the_format(name: str, text: str, expected: str) -> None:
    assert read_bytes(text.encode(), name).format == expected


def test_strange_headings_pass() -> None:
    for text in (
        "某局政务公开年报\n工作概述\n公开信息5条。",
        "信息公开\n行政处罚\t3\n行政强制\t0\n行政许可\t2\n",
    ):
        assert read_bytes(text.encode(), "a.txt").text


def test_nul_bytes_and_stray_characters_do_no_harm() -> None:
    text = REPORT.replace("公开", "公\x00开", 1).replace("5条", "5\u202e条")
    document = read_bytes(text.encode(), "a.txt")
    assert "公开信息5条。" in document.text
    assert "\x00" not in document.text


def test_damaged_bytes_are_read_as_far_as_possible() -> None:
    data = (REPORT * 20).encode("utf-8")
    document = read_bytes(data[:200] + b"\xff" + data[200:], "a.txt")
    assert "公开信息5条。" in document.text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a.docx", "a"]))
def test_any_bytes_give_a_document_or_one_message(data: bytes, name: str) -> None:
    with contextlib.suppress(InputError):
        assert read_bytes(data, name).text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md"]))
def test_any_text_inside_a_report_is_read(text: str, name: str) -> None:
    data = f"{REPORT}\n\n{text}".encode("utf-8", "surrogatepass")
    with contextlib.suppress(InputError):
        document = read_bytes(data, name)
        assert len(document.offsets.starts) == len(document.text)


def test_the_sample_report() -> None:
    path = SHARED / "reports/000_ced1e3ba6e50580e.txt"
    if not path.exists():
        pytest.skip("the sample report is not on this machine")
    document = read(path)
    prose = [block.span.of(document.text) for block in document.blocks if block.kind == "paragraph"]
    whole = "\n".join(prose)
    assert "各学校累计公开信息 870余条" in whole
    assert "综合素质" in whole
    assert not any("\t" in line or line.isdigit() for line in prose)
    grids = [block.grid for block in document.blocks if block.grid is not None]
    assert [(grid.rows, grid.columns) for grid in grids] == [(14, 4), (33, 11), (4, 15)]
    assert len(document.joins) == 2
