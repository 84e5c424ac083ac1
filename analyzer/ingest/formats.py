"""The formats that are read and those that are only recognised, told by bytes before name."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from importlib import import_module
from pathlib import PurePath
from typing import Final, NamedTuple

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled


class Format(NamedTuple):
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
    Format("doc", (".doc", ".dot", ".wps", ".wpt"), "analyzer.ingest.from_office"),
    Format("rtf", (".rtf",), "analyzer.ingest.from_office"),
    Format("odt", (".odt", ".fodt"), "analyzer.ingest.from_office"),
    Format("xlsx", (".xlsx", ".xlsm"), "analyzer.ingest.from_xlsx"),
    Format("xls", (".xls", ".et"), "analyzer.ingest.from_xlsx"),
    Format("mht", (".mht", ".mhtml"), "analyzer.ingest.from_mht"),
    Format("zip", (".zip",), "analyzer.ingest.from_zip"),
    Format("pdf", (".pdf",), "analyzer.ingest.from_pdf"),
    Format("png", (".png",), "analyzer.ingest.from_scan"),
    Format("jpeg", (".jpg", ".jpeg"), "analyzer.ingest.from_scan"),
)

_TO_XLSX: Final = "请用 Excel 或 WPS 打开后另存为 xlsx 再试"
_TO_DOCX: Final = "请用 Word 或 WPS 打开后另存为 docx 再试"
_TO_TEXT: Final = "请改用报告的 docx 或网页版本；也可在阅读器中全选复制，存为 txt 再试"
_FROM_PICTURE: Final = "请另存为 PNG 或 JPEG 图片再试，或改用报告的 docx、网页版本"
# Magic bytes of formats that are recognised but not read: name and remedy.
_UNREAD_MAGIC: Final = (
    (b"GIF8", "GIF 图片", _FROM_PICTURE),
    (b"II*\x00", "TIFF 图片", _FROM_PICTURE),
    (b"MM\x00*", "TIFF 图片", _FROM_PICTURE),
    (b"RIFF", "WebP 图片或多媒体", _FROM_PICTURE),
    (b"BM\x00", "BMP 图片", _FROM_PICTURE),
    (b"Rar!", "RAR 压缩包", "请解压后逐份审核其中的报告"),
    (b"7z\xbc\xaf", "7z 压缩包", "请解压后逐份审核其中的报告"),
    (b"\x1f\x8b", "gzip 压缩包", "请解压后再试"),
    (b"MZ", "可执行程序", "请检查是否选错了文件"),
    (b"\x7fELF", "可执行程序", "请检查是否选错了文件"),
)
# First bytes of formats that are read.
_READ_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"{\\rtf", "rtf"),
    (b"MIME-Version:", "mht"),
    (b"From: <Saved by", "mht"),
    (b'From: "Saved by', "mht"),
)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A stream of a compound file that tells what it is: its key, or its name and the remedy.
_STREAMS: Final = (
    ("EncryptedPackage", "", "加了密码的 Word 或 Excel 文件", "请取消密码后再试"),
    ("WordDocument", "doc", "", ""),
    ("Workbook", "xls", "", ""),
    ("Book", "xls", "", ""),
    ("PowerPoint Document", "", "旧版演示文稿（ppt）", "请把报告全文存为 docx 再试"),
)
# A file inside a zip archive that tells what the archive is: its key, or its name and the remedy.
_ZIP_MEMBERS: Final = (
    ("word/document.xml", "docx", "", ""),
    ("xl/workbook.xml", "xlsx", "", ""),
    ("xl/workbook.bin", "", "二进制表格（xlsb）", _TO_XLSX),
    ("ppt/presentation.xml", "", "pptx 演示文稿", "请把报告全文存为 docx 再试"),
    ("OFD.xml", "", "OFD 版式文件", _TO_TEXT),
    ("META-INF/container.xml", "", "EPUB 电子书", _TO_TEXT),
)
# OpenDocument files say what they are in this member (first and stored, unless packed again).
_DECLARED: Final = "mimetype"
_LONGEST_DECLARED: Final = 128
# What zipfile raises for archives that are cut, damaged or locked.
_BROKEN: Final = (
    *(zipfile.BadZipFile, struct.error, zlib.error),
    *(ValueError, RuntimeError, EOFError, OSError),
)
_HTML_START: Final = re.compile(
    rb"\s*(?:<!--.{0,4000}?-->\s*)*(?:<\?xml[^>]{0,400}>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|section|article|style|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE: Final = re.compile(rb"<(?:html|body|table|div|p|br)\b[^>]{0,400}>", re.IGNORECASE)
_LOOK: Final = 4096
# Formats whose files begin with bytes of their own.
_PACKED: Final = frozenset(["docx", "doc", "odt", "xlsx", "xls", "zip", "pdf", "png", "jpeg"])
_PDF: Final = b"%PDF-"
_PDF_HEAD: Final = 1024


def recognise(data: bytes, name: str) -> str:
    """The key of the format of `data`, told by its first bytes, then by the extension of `name`.

    Raises `InputError` for a format that is known but not read.
    """
    for magic, called, remedy in _UNREAD_MAGIC:
        if data.startswith(magic):
            raise _unread(called, name, remedy)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, name)
    if data.startswith(_COMPOUND):
        return _compound(data, name)
    by_magic = _by_magic(data)
    if by_magic is not None:
        return by_magic
    suffix = PurePath(name).suffix.lower()
    by_name = next((form.key for form in FORMATS if suffix in form.extensions), None)
    if by_name in _PACKED:
        return _not_packed(data, name)
    head = _readable(data[:_LOOK])
    if by_name != "md" and _HTML_START.match(head):
        return "html"
    if by_name is None and len(_HTML_ANYWHERE.findall(head)) > 2:
        return "html"
    return by_name or "txt"


def _by_magic(data: bytes) -> str | None:
    for magic, key in _READ_MAGIC:
        if data.startswith(magic):
            return key
    # Some servers write a few bytes before it.
    return "pdf" if _PDF in data[:_PDF_HEAD] else None


def _readable(head: bytes) -> bytes:
    """The first bytes without byte order mark and the zero bytes of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\x00", b"")


def _unread(called: str, name: str, remedy: str) -> InputError:
    return InputError(f"这是{called}，目前还不支持读取", place=name, remedy=remedy)


def _not_packed(data: bytes, name: str) -> str:
    """A file called docx or xls that is none: some sites hand out web pages under such names."""
    head = _readable(data[:_LOOK])
    if _HTML_START.match(head) or len(_HTML_ANYWHERE.findall(head)) > 2:
        return "html"
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    raise InputError(
        f"扩展名是 {suffix}，内容却不是这种文件，或文件不完整",
        place=name,
        remedy="请重新下载，或用 Word、WPS 另存为 docx 再试",
    )


def _compound(data: bytes, name: str) -> str:
    """The key of a compound file (doc, wps, xls), told by the names of its streams."""
    for stream, key, called, remedy in _STREAMS:
        if f"{stream}\0".encode("utf-16-le") in data:
            if key:
                return key
            raise _unread(called, name, remedy)
    raise InputError("文件已损坏或不完整", place=name, remedy=_TO_DOCX)


def _archive(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            declared = _declared(archive, members)
    except _BROKEN as error:
        raise InputError(
            f"文件已损坏或不完整（{error}）", place=name, remedy="请重新下载或重新另存后再试"
        ) from None
    if b"opendocument.text" in declared:
        return "odt"
    if b"opendocument.spreadsheet" in declared:
        raise _unread("OpenDocument 表格（ods）", name, _TO_XLSX)
    for member, key, called, remedy in _ZIP_MEMBERS:
        if member in members:
            if key:
                return key
            raise _unread(called, name, remedy)
    return "zip"


def _declared(archive: zipfile.ZipFile, members: set[str]) -> bytes:
    """What an OpenDocument file says of itself, nothing where it is none."""
    if _DECLARED not in members or archive.getinfo(_DECLARED).file_size > _LONGEST_DECLARED:
        return b""
    return archive.read(_DECLARED)
