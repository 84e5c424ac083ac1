"""The formats that are read and those that are only recognised, told by bytes before name."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: its key in `Document.format`, its extensions and its module."""

    key: str
    extensions: tuple[str, ...]
    module: str

    def read(self, data: bytes) -> Assembled:
        """Read `data` with the format's module, imported only now; raises `InputError`."""
        assembled: Assembled = import_module(self.module).read(data)
        return assembled


FORMATS: Final = (
    Format("txt", (".txt", ".text", ""), "analyzer.ingest.from_txt"),
    Format("md", (".md", ".markdown"), "analyzer.ingest.from_md"),
    Format("html", (".html", ".htm", ".shtml", ".xhtml"), "analyzer.ingest.from_html"),
    Format("docx", (".docx", ".docm"), "analyzer.ingest.from_docx"),
)

_TO_DOCX: Final = "请用 Word 或 WPS 打开后另存为 docx 再试"
_TO_TEXT: Final = "请改用报告的 docx 或网页版本；也可在阅读器中全选复制，存为 txt 再试"
_TO_HTML: Final = "请在浏览器中另存为“网页，仅 HTML”再试"
_FROM_PICTURE: Final = "图片中的文字读不出来，请改用报告的 docx、网页或文本版本"
# Magic bytes of formats that are recognised but not read: name and remedy.
_UNREAD_MAGIC: Final = (
    (b"%PDF-", "PDF", _TO_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word、WPS 或 Excel（doc、wps、xls）", _TO_DOCX),
    (b"{\\rtf", "RTF", _TO_DOCX),
    (b"\x89PNG", "PNG 图片", _FROM_PICTURE),
    (b"\xff\xd8\xff", "JPEG 图片", _FROM_PICTURE),
    (b"GIF8", "GIF 图片", _FROM_PICTURE),
    (b"II*\x00", "TIFF 图片", _FROM_PICTURE),
    (b"MM\x00*", "TIFF 图片", _FROM_PICTURE),
    (b"RIFF", "WebP 图片或多媒体", _FROM_PICTURE),
    (b"BM\x00", "BMP 图片", _FROM_PICTURE),
    (b"Rar!", "RAR 压缩包", "请解压后逐份审核其中的报告"),
    (b"7z\xbc\xaf", "7z 压缩包", "请解压后逐份审核其中的报告"),
    (b"MIME-Version:", "网页归档（mht）", _TO_HTML),
    (b"From: <Saved by", "网页归档（mht）", _TO_HTML),
    (b"\x1f\x8b", "gzip 压缩包", "请解压后再试"),
    (b"MZ", "可执行程序", "请检查是否选错了文件"),
    (b"\x7fELF", "可执行程序", "请检查是否选错了文件"),
)
# A file inside a zip archive that tells what the archive is: key or (name, remedy).
_ZIP_MEMBERS: Final = (
    ("word/document.xml", "docx", ""),
    ("xl/workbook.xml", "xlsx 表格", "请把报告全文（含正文）存为 docx 再试"),
    ("ppt/presentation.xml", "pptx 演示文稿", "请把报告全文存为 docx 再试"),
    ("OFD.xml", "OFD 版式文件", _TO_TEXT),
    ("content.xml", "OpenDocument 文件", _TO_DOCX),
    ("META-INF/container.xml", "EPUB 电子书", _TO_TEXT),
)
_HTML_START: Final = re.compile(
    rb"\s*(?:<!--.{0,4000}?-->\s*)*(?:<\?xml[^>]{0,400}>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|section|article|style|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE: Final = re.compile(rb"<(?:html|body|table|div|p|br)\b[^>]{0,400}>", re.IGNORECASE)
_LOOK: Final = 4096


def recognise(data: bytes, name: str) -> str:
    """The key of the format of `data`, told by its first bytes, then by the extension of `name`.

    Raises `InputError` for a format that is known but not read.
    """
    for magic, called, remedy in _UNREAD_MAGIC:
        if data.startswith(magic):
            raise _unread(called, name, remedy)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, name)
    suffix = PurePath(name).suffix.lower()
    by_name = next((form.key for form in FORMATS if suffix in form.extensions), None)
    if by_name == "docx":
        return _not_word(data, name)
    head = _readable(data[:_LOOK])
    if by_name != "md" and _HTML_START.match(head):
        return "html"
    if by_name is None and len(_HTML_ANYWHERE.findall(head)) > 2:
        return "html"
    return by_name or "txt"


def _readable(head: bytes) -> bytes:
    """The first bytes without byte order mark and the zero bytes of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\x00", b"")


def _unread(called: str, name: str, remedy: str) -> InputError:
    return InputError(f"这是{called}，目前还不支持读取", place=name, remedy=remedy)


def _not_word(data: bytes, name: str) -> str:
    """A file called docx that is no archive: some sites hand out web pages under that name."""
    if _HTML_START.match(_readable(data[:_LOOK])):
        return "html"
    raise InputError(
        "扩展名是 docx，内容却不是 Word 文档，或文件不完整",
        place=name,
        remedy="请重新下载，或用 Word、WPS 另存为 docx 再试",
    )


def _archive(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
        raise InputError(
            f"文件已损坏或不完整（{error}）", place=name, remedy="请重新下载或重新另存后再试"
        ) from None
    for member, called, remedy in _ZIP_MEMBERS:
        if member in members:
            if called == "docx":
                return called
            raise _unread(called, name, remedy)
    raise _unread("zip 压缩包", name, "请解压后逐份审核其中的报告")
