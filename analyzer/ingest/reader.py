"""A file becomes a Document: recognise the format, read it, check that it is an annual report."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from analyzer.document import Document
from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.facts import identify
from analyzer.ingest.formats import FORMATS, recognise
from analyzer.ingest.labels import is_label
from analyzer.ingest.shapes import marker_level, names_a_section, terms
from analyzer.lexicon.script import simplified, unmirrored

LARGEST_FILE: Final = 64 * 1024 * 1024
_LONGEST_HEADING: Final = 40


def read(source: Path | str, *, allow_local: bool = False) -> Document:
    """The report in the file `source`, or behind it where it is a web address (http, https).

    `allow_local` lets an address lead into the own network. Raises `InputError`, naming the file
    and what to do, where there is no file, it is too large, of a format that is not supported,
    damaged, or no annual report.
    """
    if isinstance(source, str) and is_address(source):
        return _fetched(source, allow_local=allow_local)
    return read_bytes(_bytes(Path(source)), str(source))


def read_bytes(data: bytes, name: str) -> Document:
    """The report in `data`; `name` is how messages call it, its extension a hint of the format.

    Raises `InputError` as `read` does.
    """
    try:
        return _read(data, name)
    except InputError as error:
        raise _placed(error, name) from None


def _fetched(address: str, *, allow_local: bool) -> Document:
    """The report behind an address; the document and messages call it by the address."""
    from analyzer.ingest.address import fetch  # noqa: PLC0415  # ssl and http cost 30 ms

    try:
        fetched = fetch(address, LARGEST_FILE, allow_local=allow_local)
        return replace(_read(fetched.data, fetched.name), source=address)
    except InputError as error:
        raise InputError(error.problem, place=address, remedy=error.remedy) from None


def _placed(error: InputError, name: str) -> InputError:
    return error if error.place else InputError(error.problem, place=name, remedy=error.remedy)


def is_address(source: str) -> bool:
    """Whether a source is a web address rather than the path of a file."""
    return source.lower().startswith(("http://", "https://"))


def _bytes(path: Path) -> bytes:
    place = str(path)
    try:
        if path.is_dir():
            raise InputError(
                "这是文件夹，不是文件",
                place=place,
                remedy="请逐个指定其中的报告",
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _too_large(size, place)
        with path.open("rb") as file:
            # A device has no size and no end; what is one byte too long is refused by `_read`.
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError("文件不存在", place=place, remedy="请检查路径和文件名") from None
    except PermissionError:
        raise InputError("没有读取权限", place=place, remedy="请检查文件权限") from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"无法读取（{error}）", place=place, remedy="请检查路径，或换一个位置再试"
        ) from None


def _too_large(size: int, place: str) -> InputError:
    limit = LARGEST_FILE // 1024 // 1024
    return InputError(
        f"文件有 {size / 1024 / 1024:.0f} MB，超过 {limit} MB 的上限",
        place=place,
        remedy="年度报告通常不到 1 MB，请检查是否选错了文件，或去掉图片后再试",
    )


def _read(data: bytes, name: str) -> Document:
    if len(data) > LARGEST_FILE:
        raise _too_large(len(data), name)
    if not data.strip():
        raise InputError("文件是空的", place=name, remedy="请检查文件是否完整")
    key = recognise(data, name)
    reader = next(form.read for form in FORMATS if form.key == key)
    assembled = reader(data)
    _require_report(assembled)
    return identify(
        Document(
            source=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=key,
            text=unmirrored(assembled.text),
            blocks=assembled.blocks,
            offsets=assembled.offsets,
            joins=assembled.joins,
            wide=assembled.wide,
            published=assembled.published,
            losses=assembled.losses,
            layout=assembled.layout,
        )
    )


def _require_report(assembled: Assembled) -> None:
    """Raise `InputError` unless the text speaks of 信息公开 and has a section title or label."""
    text = assembled.text
    if not text.strip():
        raise InputError("没有读到文字", remedy="可能是扫描件或空白文件，请换成可以复制文字的版本")
    speaks = any(word in simplified(text) for word in terms("report", "mentions"))
    if not speaks or not any(
        _is_mark(assembled, number) for number in range(len(assembled.blocks))
    ):
        raise InputError(
            "没有读到年度报告的章节标题或官方表格，不像是政府信息公开工作年度报告",
            remedy="请检查是否选错了文件；网页请保存正文页，不要保存列表页或附件页",
        )


def _is_mark(assembled: Assembled, number: int) -> bool:
    block = assembled.blocks[number]
    if block.grid is not None:
        return any(is_label(cell.text) for cell in block.grid.cells if cell.text)
    line = block.span.of(assembled.text)
    if len(line) > _LONGEST_HEADING and marker_level(line) is None:
        return False
    return names_a_section(line[:_LONGEST_HEADING])
