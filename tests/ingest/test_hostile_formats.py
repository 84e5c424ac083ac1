"""Workbooks, archives, pages and texts made to exhaust or mislead: an answer within seconds.

What may kill a process is read in one of its own, held to a gigabyte.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analyzer.errors import InputError
from analyzer.ingest.reader import read_bytes
from analyzer.ingest.xls_extent import most_cells
from analyzer.pipeline import understand

HEAD = "青岚县水务局2024年政府信息公开工作年度报告"
REPORT = f"{HEAD}\n一、总体情况\n公开信息5条。\n"
READ = """
import sys
from pathlib import Path
from analyzer.errors import InputError
from analyzer.ingest.reader import read
try:
    print("read", len(read(sys.argv[1]).text))
except InputError as error:
    print("refused", error)
status = Path("/proc/self/status")
if status.exists():
    peak = next(l for l in status.read_text().splitlines() if l.startswith("VmHWM"))
    assert int(peak.split()[1]) < 1024 * 1024, peak
"""


@pytest.fixture(autouse=True)
def seconds() -> Iterator[None]:
    """Of the processor: a wall clock would judge the machine's other work."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < 20


def answer(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    command = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def book(fill: Callable[[Worksheet], object]) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    sheet = workbook.add_worksheet()
    sheet.write(0, 0, HEAD)
    sheet.write(1, 0, "一、总体情况")
    fill(sheet)
    workbook.close()
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            target.writestr(member, content if member == name else source.read(member))
    return buffer.getvalue()


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (100_000, 200), (40_000, 0)])
def test_cells_far_apart(tmp_path: Path, row: int, column: int) -> None:
    said = answer(tmp_path, "a.xlsx", book(lambda sheet: sheet.write(row, column, 1)))
    assert said.startswith("refused") == (row * max(column, 1) > 4_000_000)


@pytest.mark.parametrize(
    "place",
    ['r="A99999999999999999999"', 'r="ZZZZZZZ3"', 'r="A-1"', 'r=""', 'r="a9999999"'],
)
def test_cells_at_places_that_are_none(tmp_path: Path, place: str) -> None:
    sheet = f"<worksheet><sheetData><row r='3'><c {place}><v>1</v></c><c r='B3'/></row></sheetData></worksheet>"
    data = with_part(
        book(lambda sheet: sheet.write(2, 0, 1)), "xl/worksheets/sheet1.xml", sheet.encode()
    )
    assert answer(tmp_path, "a.xlsx", data).startswith("refused")


@pytest.mark.parametrize("row", ["99999999999999999999", "x", "4294967295"])
def test_cells_in_rows_that_are_none(tmp_path: Path, row: str) -> None:
    sheet = f"<worksheet><sheetData><row r='{row}'><c><v>1</v></c></row></sheetData></worksheet>"
    data = with_part(
        book(lambda sheet: sheet.write(2, 0, 1)), "xl/worksheets/sheet1.xml", sheet.encode()
    )
    assert answer(tmp_path, "a.xlsx", data).startswith("refused")


OLD = Path(__file__).resolve().parents[1] / "fuzz/cases/cut_in_its_last_sector.xls"
LABEL = b"\xfd\x00\x0a\x00"  # how a cell with a text begins


def test_cells_far_apart_in_an_old_workbook(tmp_path: Path) -> None:
    data = bytearray(OLD.read_bytes())
    at = data.find(LABEL)
    data[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    assert "相距太远" in answer(tmp_path, "a.xls", bytes(data))


def test_the_extent_of_damaged_workbooks_is_a_number() -> None:
    data = OLD.read_bytes() + bytes(18)
    assert most_cells(data) == 1020
    for place in (*range(512), *range(512, len(data), 97)):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        assert most_cells(bytes(damaged)) >= 0
    for end in range(0, len(data), 700):
        assert most_cells(data[:end]) >= 0


def test_merges_over_everything(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(2, 40):
            sheet.merge_range(row, 0, row, 16_000, "规章")

    assert answer(tmp_path, "a.xlsx", book(fill)).startswith("re")


def test_a_bomb_in_a_workbook(tmp_path: Path) -> None:
    bomb = b"<worksheet>" + b" " * (170 * 1024 * 1024) + b"</worksheet>"
    data = with_part(book(lambda sheet: sheet.write(2, 0, 1)), "xl/worksheets/sheet1.xml", bomb)
    assert len(data) < 400_000
    assert "过大" in answer(tmp_path, "a.xlsx", data)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
)
def test_entities_and_broken_parts_of_a_workbook(tmp_path: Path, part: str) -> None:
    laughs = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>" for n in range(10)
    )
    for content in (f"<?xml version='1.0'?>{laughs}]><a>&k;</a>", "<broken", ""):
        data = with_part(book(lambda sheet: sheet.write(2, 0, 1)), part, content.encode())
        assert answer(tmp_path, "a.xlsx", data).startswith("re")


def test_an_archive_in_which_names_lead_out_of_it() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "../../../etc/年报.txt", REPORT + "规章\t1\t2\t3\n行政规范性文件\t1\t2\t3\n"
        )
        archive.writestr("/etc/passwd.txt", "root")
    assert "公开信息5条。" in read_bytes(buffer.getvalue(), "a.zip").text


def test_a_web_archive_of_thousands_of_parts() -> None:
    part = b"\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>"
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n'
    with pytest.raises(InputError):
        read_bytes(head + part * 20_000 + b"\r\n--b--\r\n", "a.mht")


def test_web_archives_nested_a_thousand_deep() -> None:
    data = b"MIME-Version: 1.0\r\n"
    for depth in range(1000):
        data += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
    data += b"Content-Type: text/html\r\n\r\n" + REPORT.encode()
    with pytest.raises(InputError, match="过深"):
        read_bytes(data, "a.mht")


@pytest.mark.parametrize("extension", ["txt", "html", "md"])
@pytest.mark.parametrize(
    "noise",
    [
        "\x00",
        "\x00\x01\x02",
        "\u202e",
        "\u2066\u202d",
        "\ufeff",
        "\U000e0041",
        "\ud800",
        "\u0301" * 50,
    ],
    ids=ascii,
)
def test_characters_that_mislead(extension: str, noise: str) -> None:
    text = REPORT.replace("公开信息", f"公开{noise}信息") + "全年举办培训3场。\n" * 40
    if extension == "html":
        text = "".join(f"<p>{line}</p>" for line in text.splitlines())
    try:
        document = read_bytes(text.encode("utf-8", "surrogatepass"), f"a.{extension}")
    except InputError:
        assert noise == "\ud800"  # such bytes are no UTF-8
        return
    assert "条。" in document.text
    assert not set(document.text) & set("\x00\x01\u202e\u2066\u202d\ud800")
    assert understand(document).sections


def test_a_compound_file_of_nothing(tmp_path: Path) -> None:
    name = "WordDocument\0".encode("utf-16-le")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(4096)
    assert answer(tmp_path, "a.doc", data).startswith("refused")
