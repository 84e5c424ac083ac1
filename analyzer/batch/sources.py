"""What to analyse: files, folders, glob patterns, zip archives and manifests become sources."""

from __future__ import annotations

import csv
import glob
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from analyzer.errors import InputError
from analyzer.ingest.formats import FORMATS

# Between an archive and the name of its member in `Source.name`.
MEMBER_MARK: Final = "!"
_URL: Final = ("http://", "https://")
_MANIFESTS: Final = (".csv", ".jsonl")
_PLACE_KEYS: Final = ("path", "url")
_MANIFEST_KEYS: Final = frozenset({"path", "url", "agency", "year", "previous"})
# Word and WPS leave these beside an open document.
_LOCK_FILES: Final = ("~$", ".")


@dataclass(frozen=True, slots=True)
class Source:
    """One report to analyse.

    `name` is its identity in the store: a path, an address, or `archive.zip!member`. `agency`, `year` and `previous` (name of last year's report) come from a
    manifest and are None elsewhere.
    """

    name: str
    agency: str | None = None
    year: int | None = None
    previous: str | None = None

    @property
    def source(self) -> Source:
        """Itself: a source is what a shard of unread reports is made of (`shard.Item`)."""
        return self

    @property
    def is_url(self) -> bool:
        """Whether the report must be fetched from the network."""
        return self.name.startswith(_URL)

    @property
    def archive(self) -> tuple[Path, str] | None:
        """The archive and the member in it, where the report is inside a zip."""
        path, mark, member = self.name.rpartition(f".zip{MEMBER_MARK}")
        return (Path(f"{path}.zip"), member) if mark else None


def sources(arguments: Iterable[str]) -> tuple[Source, ...]:
    """Every report that the arguments name, each once, in the order given.

    A folder gives its files of a readable format, folders in it included; a `.zip` its members; a
    `.csv` or `.jsonl` file is a manifest (`path` or `url`, and `agency`, `year`, `previous` at
    will; relative paths are taken from the manifest's folder). Raises `InputError` naming the
    argument, or file and line of the manifest.
    """
    found: dict[str, Source] = {}
    for argument in arguments:
        for source in _expand(argument):
            found.setdefault(source.name, source)
    if not found:
        raise InputError(
            "没有找到可以读取的报告",
            place="、".join(arguments),
            remedy=f"可读取的扩展名：{'、'.join(sorted(readable()))}",
        )
    return tuple(found.values())


def readable() -> frozenset[str]:
    """The extensions that the readers know."""
    return frozenset(extension for form in FORMATS for extension in form.extensions if extension)


def _expand(argument: str) -> Iterator[Source]:
    path = Path(argument)
    if argument.startswith(_URL) or Source(argument).archive:
        yield Source(argument)
    elif path.is_dir():
        yield from (Source(str(each)) for each in _files(path))
    elif path.suffix.lower() in _MANIFESTS and path.is_file():
        yield from _manifest(path)
    elif path.suffix.lower() == ".zip" and path.is_file():
        yield from (Source(f"{argument}{MEMBER_MARK}{name}") for name in _members(path))
    elif path.exists():
        yield Source(argument)
    elif glob.has_magic(argument):
        matched = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207  # patterns may be absolute
        yield from (Source(each) for each in matched if Path(each).is_file())
    else:
        raise InputError("文件不存在", place=argument, remedy="请检查路径和文件名")


def _files(folder: Path) -> list[Path]:
    known = readable()
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in known and not path.name.startswith(_LOCK_FILES) and path.is_file()
    )


def _members(archive: Path) -> list[str]:
    known = readable()
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [each.filename for each in opened.infolist() if not each.is_dir()]
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise InputError(
            f"压缩包已损坏或不完整（{error}）", place=str(archive), remedy="请重新下载后再试"
        ) from None
    paths = [PurePosixPath(name) for name in names]
    return sorted(
        name
        for name, path in zip(names, paths, strict=True)
        if path.suffix.lower() in known and not path.name.startswith(_LOCK_FILES)
    )


def _manifest(path: Path) -> Iterator[Source]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"清单无法读取（{error}）", place=str(path), remedy="清单应为 UTF-8 编码的 csv 或 jsonl"
        ) from None
    rows = _csv_rows(text, path) if path.suffix.lower() == ".csv" else _json_rows(text, path)
    for line, row in rows:
        yield _listed(row, path, f"{path} 第 {line} 行")


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    try:
        for row in reader:
            yield reader.line_num, {key: value or None for key, value in row.items() if key}
    except csv.Error as error:
        raise InputError(
            f"清单第 {reader.line_num + 1} 行无法读取（{error}）",
            place=str(path),
            remedy="请用表格软件重新另存为 UTF-8 编码的 csv",
        ) from None


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except json.JSONDecodeError as error:
            raise InputError(f"不是 JSON（{error}）", place=f"{path} 第 {line} 行") from None
        if not isinstance(row, dict):
            raise InputError("应为对象", place=f"{path} 第 {line} 行")
        yield line, row


def _listed(row: Mapping[str, Any], manifest: Path, place: str) -> Source:
    unknown = sorted(row.keys() - _MANIFEST_KEYS)
    if unknown:
        known = "、".join(sorted(_MANIFEST_KEYS))
        raise InputError(f"未知的列 {unknown[0]}", place=place, remedy=f"可用的列：{known}")
    named = [row[key] for key in _PLACE_KEYS if row.get(key)]
    if len(named) != 1 or not isinstance(named[0], str):
        raise InputError("path 和 url 应当有且只有一个", place=place)
    agency, previous = row.get("agency"), row.get("previous")
    for key, value in (("agency", agency), ("previous", previous)):
        if value is not None and not isinstance(value, str):
            raise InputError(f"{key} 应为文字", place=place)
    return Source(
        _from_manifest(named[0], manifest),
        agency,
        _year(row.get("year"), place),
        _from_manifest(previous, manifest) if previous else None,
    )


def _from_manifest(name: str, manifest: Path) -> str:
    if name.startswith(_URL) or Path(name).is_absolute():
        return name
    return str(manifest.parent / name)


def _year(value: object, place: str) -> int | None:
    if value is None:
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()):
        raise InputError(f"year 应为年份，实为 {value}", place=place)
    return int(text)
