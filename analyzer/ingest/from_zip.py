"""Archive (zip) → blocks of the one report in it; attachments beside it are passed over."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.formats import FORMATS, recognise
from analyzer.ingest.labels import is_label
from analyzer.ingest.shapes import terms

_MOST_MEMBERS: Final = 2000
_MOST_CANDIDATES: Final = 12
_LARGEST_MEMBER: Final = 64 * 1024 * 1024
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
_UTF8_NAME: Final = 0x800
_ONE_BY_ONE: Final = "请解压后逐份审核其中的报告"


class _Member(NamedTuple):
    info: zipfile.ZipInfo
    name: str


def read(data: bytes) -> Assembled:
    """The report in an archive. Nothing is written to disk, so paths in it mean nothing.

    Raises `InputError` where the archive is damaged, too large, locked, or holds no report or
    several.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise InputError("压缩包里的文件过多", remedy=_ONE_BY_ONE)
            return _report(archive)
    except _BROKEN as error:
        raise InputError(f"压缩包已损坏或不完整（{error}）", remedy="请重新下载后再试") from None
    except RuntimeError:  # zipfile's answer to a member that needs a password
        raise InputError("压缩包有密码", remedy="请解压后再试") from None


def _report(archive: zipfile.ZipFile) -> Assembled:
    """The only member that is an annual report; of several candidates, the one so named."""
    candidates = list(_candidates(archive))
    if not candidates:
        raise InputError("压缩包里没有可以读取的文件", remedy=_ONE_BY_ONE)
    named = [each for each in candidates if _is_named_report(each.name)]
    found: dict[str, Assembled] = {}
    troubles: list[InputError] = []
    for member in (named or candidates)[:_MOST_CANDIDATES]:
        try:
            assembled = _assembled(archive, member)
        except InputError as error:
            troubles.append(error)
            continue
        if _is_report(assembled):
            found[member.name] = assembled
    if len(found) > 1:
        names = "、".join(list(found)[:5])
        raise InputError(f"压缩包里有 {len(found)} 份报告（{names}）", remedy=_ONE_BY_ONE)
    if found:
        return next(iter(found.values()))
    if troubles:
        raise troubles[0]
    raise InputError("压缩包里没有年度报告", remedy=_ONE_BY_ONE)


def _candidates(archive: zipfile.ZipFile) -> Iterator[_Member]:
    """Members of a format that is read; no archives in the archive, no hidden files."""
    readable = {end for each in FORMATS if each.key != "zip" for end in each.extensions if end}
    for info in archive.infolist():
        name = _name(info)
        path = PurePosixPath(name.replace("\\", "/"))
        hidden = path.name.startswith((".", "~$")) or "__MACOSX" in path.parts
        if not info.is_dir() and not hidden and path.suffix.lower() in readable:
            yield _Member(info, path.name)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: Chinese Windows writes GBK and does not say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_named_report(name: str) -> bool:
    return any(word in name for word in ("年报", "年度报告"))


def _assembled(archive: zipfile.ZipFile, member: _Member) -> Assembled:
    """Read a member; what the archive says about sizes is not believed."""
    with archive.open(member.info) as stream:
        content = stream.read(_LARGEST_MEMBER + 1)
    if len(content) > _LARGEST_MEMBER:
        raise InputError(f"压缩包里的 {member.name} 解压后过大，疑似异常文件", remedy=_ONE_BY_ONE)
    key = recognise(content, member.name)
    if key == "zip":
        raise InputError(f"压缩包里的 {member.name} 又是压缩包", remedy=_ONE_BY_ONE)
    return next(each for each in FORMATS if each.key == key).read(content)


def _is_report(assembled: Assembled) -> bool:
    """Whether a member speaks of 信息公开 and has an official label: attachments rarely do."""
    speaks = any(word in assembled.text for word in terms("report", "mentions"))
    return speaks and any(
        is_label(cell.text)
        for block in assembled.blocks
        if block.grid is not None
        for cell in block.grid.cells
        if cell.text
    )
