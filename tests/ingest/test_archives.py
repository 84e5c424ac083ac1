"""A report in a zip with its attachments, a web page in an mht archive, and what is refused."""

from __future__ import annotations

import io
import quopri
import zipfile
from collections.abc import Mapping

import pytest

from analyzer.errors import InputError
from analyzer.ingest.formats import recognise
from analyzer.ingest.reader import read_bytes
from analyzer.training import printers
from analyzer.training.cell_figures import lost_prose, read_back
from analyzer.training.filled import filled
from analyzer.training.printers.layout import PLAIN, Layout

MANUSCRIPT = filled(3)
ATTACHMENT = "附件：公开目录\n序号\t名称\n1\t机构职能\n"


def printed(extension: str, layout: Layout = PLAIN) -> bytes:
    return printers.write(MANUSCRIPT, layout, extension)


def packed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def whole(data: bytes, name: str) -> str:
    """The format of the report read from `data`, every cell and word of it held against."""
    document = read_bytes(data, name)
    found = read_back(MANUSCRIPT, document)
    assert (found.wrong, found.unread, lost_prose(MANUSCRIPT, document)) == ((), (), None)
    return document.format


@pytest.mark.parametrize("extension", ["docx", "html", "xlsx", "txt"])
def test_one_report_with_its_attachments(extension: str) -> None:
    data = packed(
        {
            f"报告/年报.{extension}": printed(extension),
            "报告/附件.txt": ATTACHMENT.encode(),
            "报告/照片.png": b"\x89PNG",
            "__MACOSX/._年报.docx": b"x",
        }
    )
    assert whole(data, "a.zip") == "zip"


def test_the_report_is_found_by_its_contents_when_no_name_tells() -> None:
    data = packed({"1.txt": ATTACHMENT.encode(), "2.docx": printed("docx")})
    assert whole(data, "a.zip") == "zip"


def test_names_in_gbk_and_paths_that_climb_out() -> None:
    name = "../../附件/2024年报.html".encode("gb18030").decode("cp437")
    assert whole(packed({name: printed("html")}), "a.zip") == "zip"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"a年报.txt": printed("txt"), "b年报.html": printed("html")}, "2 份报告"),
        ({"a.txt": ATTACHMENT.encode()}, "没有年度报告"),
        ({"a.css": b"p {}"}, "没有可以读取的文件"),
        ({"年报.zip": packed({"a.txt": printed("txt")})}, "没有可以读取的文件"),
        ({"年报.docx": packed({"a.txt": printed("txt")})}, "又是压缩包"),
        ({f"{n}.txt": b"" for n in range(2001)}, "过多"),
    ],
)
def test_archives_that_are_refused(members: dict[str, bytes], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_bytes(packed(members), "a.zip")


def test_a_bomb_is_not_unpacked() -> None:
    data = packed({"年报.txt": b"0" * (65 * 1024 * 1024)})
    assert len(data) < 200_000
    with pytest.raises(InputError, match="解压后过大"):
        read_bytes(data, "a.zip")


def test_an_open_document_that_was_packed_again_is_none_of_many_files() -> None:
    said = b"application/vnd.oasis.opendocument."
    thumbnail = {"Thumbnails/thumbnail.png": b"\x89PNG\r\n\x1a\n"}
    assert recognise(packed({"mimetype": said + b"text", **thumbnail}), "a.odt") == "odt"
    with pytest.raises(InputError, match="ods"):
        recognise(packed({"mimetype": said + b"spreadsheet", **thumbnail}), "a.ods")
    assert recognise(packed({"mimetype": b"x" * 10**6, **thumbnail}), "a.zip") == "zip"


@pytest.mark.parametrize("share", [0.3, 0.95])
def test_a_truncated_archive(share: float) -> None:
    data = packed({"年报.docx": printed("docx")})
    with pytest.raises(InputError, match="损坏"):
        read_bytes(data[: int(len(data) * share)], "a.zip")


HEAD = (
    "From: <Saved by Blink>\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
)


def archived(page: bytes, charset: str) -> bytes:
    head = f"------b\r\nContent-Type: text/html{charset}\r\n"
    head += "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://a.cn/1.html\r\n\r\n"
    picture = "\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n"
    return (
        HEAD.encode()
        + head.encode()
        + quopri.encodestring(page)
        + f"{picture}------b--\r\n".encode()
    )


@pytest.mark.parametrize("legacy", [False, True])
def test_a_page_in_an_archive(legacy: bool) -> None:  # noqa: FBT001
    page = printed("html", Layout(chrome=True, legacy_charset=legacy))
    assert whole(archived(page, ""), "a.mht") == "mht"


def test_the_charset_that_only_the_archive_knows() -> None:
    page = printed("html").decode().replace('<meta charset="utf-8">', "").encode("gb18030")
    assert whole(archived(page, "; charset=gb2312"), "a.mht") == "mht"


def test_an_archive_without_a_page() -> None:
    with pytest.raises(InputError, match="没有网页"):
        read_bytes(HEAD.encode() + b"------b\r\nContent-Type: image/png\r\n\r\n\r\n", "a.mht")
