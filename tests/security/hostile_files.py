"""Files made to exhaust, to break out or to deceive, by format: what is tried with them, what must come of it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pypdf import PdfWriter

from analyzer.ingest.from_docx import LARGEST_PART, MOST_ENTRIES
from tests.ingest.pdfs import HEAD, file, pdf, text
from tests.ingest.test_archives import packed, printed
from tests.ingest.test_hostile import TEXT, page, word
from tests.ingest.test_hostile_formats import LABEL, REPORT, book, with_part
from tests.ingest.test_pdf_hostile import content, locked

CASES: Final = Path(__file__).resolve().parents[1] / "fuzz/cases"
_LAUGHS: Final = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>" for n in range(10))
    + "]>"
)
_OUTSIDE: Final = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
_SHEET: Final = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: its name, in Chinese what is in it, whether it is read, and how it is made."""

    name: str
    inside: str
    read: bool
    make: Callable[[], bytes]


def _pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(*more: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page whose first object after the page is its content."""
    return file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%b/Contents 4 0 R>>" % resources,
            *more,
        ]
    )


def _many_times_over() -> bytes:
    objects = [content(b"/X Do")]
    for depth in range(10):
        named = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        objects.append(content(b"/X Do\n" * 20 if depth < 9 else b"0 0 m S\n", named % (6 + depth)))
    return _drawn(*objects, resources=b"/Resources<</XObject<</X 5 0 R>>>>")


def _bomb_of_streams() -> bytes:
    squeezed = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    return _drawn(content(squeezed, b"/Filter[/FlateDecode/FlateDecode]"))


def _of_parts(count: int) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n'
    return head + b"\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>" * count + b"\r\n--b--\r\n"


def _nested_mail() -> bytes:
    data = b"MIME-Version: 1.0\r\n"
    for depth in range(1000):
        data += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
    return data + b"Content-Type: text/html\r\n\r\n" + REPORT.encode()


def _far_apart() -> bytes:
    data = bytearray((CASES / "cut_in_its_last_sector.xls").read_bytes())
    at = data.find(LABEL)
    data[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    return bytes(data)


def _picture(side: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(8) + side.to_bytes(4, "big") * 2 + bytes(20)


def _spoken(noise: str) -> bytes:
    said = REPORT.replace("公开信息", f"公开{noise}信息") + "全年举办培训3场。\n" * 40
    return said.encode()


_SPANS: Final = (
    "<table><tr><td rowspan=100000000 colspan=100000000>规章</td><td>1</td></tr>"
    "<tr><td>2</td><td>3</td></tr></table>"
)

FILES: Final = (
    Hostile("空.txt", "零字节", read=False, make=bytes),
    Hostile("程序.txt", "改了后缀的可执行文件", read=False, make=lambda: b"MZ" + bytes(range(256)) * 40),
    Hostile("双向.txt", "终端控制符、双向控制符、零宽字符", read=True, make=lambda: _spoken("\x1b[31m\u202e\u2066\u200b\U000e0041")),
    Hostile("长行.txt", "一行二十万个数", read=True, make=f"{REPORT}{'1 ' * 200_000}\n".encode),
    Hostile("合计.txt", "“合计合计合计……”两千遍", read=True, make=f"{REPORT}收到申请{'合计' * 2000}5件。".encode),
    Hostile("引用.md", "五千层引用和方括号", read=True, make=f"{REPORT}\n{'>' * 5000} x\n\n{'[' * 5000}".encode),
    Hostile("跨格.html", "跨一亿行、一亿列的单元格", read=True, make=lambda: page(_SPANS)),
    Hostile("实体.html", "外部实体指向 /etc/passwd", read=True, make=lambda: _OUTSIDE.encode() + page("<p>&x;</p>")),
    Hostile("嵌套.html", "一千层表格", read=True, make=lambda: page("<table><tr><td>" * 1000)),
    Hostile("实体.docx", "外部实体指向 /etc/passwd", read=False, make=lambda: word(f"{TEXT}<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", _OUTSIDE)),
    Hostile("笑.docx", "十层实体，展开二十的十次方", read=False, make=lambda: word(f"{TEXT}<w:p><w:r><w:t>&k;</w:t></w:r></w:p>", _LAUGHS)),
    Hostile("炸弹.docx", "几十 KB，解压后五十 MB", read=False, make=lambda: word(TEXT + " " * (LARGEST_PART + 1))),
    Hostile("嵌套.docx", "一千层表格", read=False, make=lambda: word(TEXT + "<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000)),
    Hostile("部件.docx", "两千多个部件", read=False, make=lambda: word(TEXT, **{f"p{n}": "" for n in range(MOST_ENTRIES)})),
    Hostile("半个.docx", "只有前一半", read=False, make=lambda: (whole := word(TEXT))[: len(whole) // 2]),
    Hostile("远.xlsx", "一格在第一百万行、一万六千列", read=False, make=lambda: book(lambda sheet: sheet.write(1_048_575, 16_383, 1))),
    Hostile("位置.xlsx", "一格自称在第 99999999999999999999 行（曾使进程要 800 GB 内存而中止）", read=False, make=lambda: with_part(book(lambda sheet: sheet.write(2, 0, 1)), _SHEET, b"<worksheet><sheetData><row r='3'><c r='O99999999999999999999'><v>1</v></c></row></sheetData></worksheet>")),
    Hostile("炸弹.xlsx", "几百 KB，解压后一百七十 MB", read=False, make=lambda: with_part(book(lambda sheet: sheet.write(2, 0, 1)), _SHEET, b"<worksheet>" + b" " * (170 * 1024 * 1024))),
    Hostile("笑.xlsx", "十层实体", read=False, make=lambda: with_part(book(lambda sheet: sheet.write(2, 0, 1)), _SHEET, f"<?xml version='1.0'?>{_LAUGHS}<a>&k;</a>".encode())),
    Hostile("残.xls", "末扇区残缺（曾使工作簿库恐慌）", read=True, make=(CASES / "cut_in_its_last_sector.xls").read_bytes),
    Hostile("远.xls", "一格在第 65536 行、65536 列（曾使进程要 137 GB 内存而中止）", read=False, make=_far_apart),
    Hostile("空壳.doc", "只有复合文件的壳", read=False, make=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument\0".encode("utf-16-le") + bytes(4096)),
    Hostile("穿越.zip", "成员名 ../../../etc/年报.txt", read=True, make=lambda: packed({"../../../etc/年报.txt": printed("txt"), "/etc/passwd.txt": b"root"})),
    Hostile("炸弹.zip", "几十 KB，解压后六十五 MB", read=False, make=lambda: packed({"年报.txt": b"0" * (65 * 1024 * 1024)})),
    Hostile("套娃.zip", "压缩包里的 docx 又是压缩包", read=False, make=lambda: packed({"年报.docx": packed({"a.txt": printed("txt")})})),
    Hostile("成员.zip", "两千零一个成员", read=False, make=lambda: packed({f"{n}.txt": b"" for n in range(2001)})),
    Hostile("部件.mht", "两万个部件", read=False, make=lambda: _of_parts(20_000)),
    Hostile("嵌套.mht", "一千层嵌套", read=False, make=_nested_mail),
    Hostile("密码.pdf", "有打开密码", read=False, make=lambda: locked("secret")),
    Hostile("万页.pdf", "一万页", read=False, make=lambda: _pages(10_000)),
    Hostile("环.pdf", "页面树自己套自己", read=False, make=lambda: file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]>>", b"<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R]>>"])),
    Hostile("炸弹.pdf", "不到 10 KB，内容流两次解压后三百 MB", read=False, make=_bomb_of_streams),
    Hostile("图中图.pdf", "图形引用图形，画二十的九次方遍", read=False, make=_many_times_over),
    Hostile("半个.pdf", "只有前一半", read=False, make=lambda: (whole := pdf(HEAD + text("公开信息5条。", 70, 140)))[: len(whole) // 2]),
    Hostile("巨图.png", "自称六万乘六万像素", read=False, make=lambda: _picture(60_000)),
)  # fmt: skip
