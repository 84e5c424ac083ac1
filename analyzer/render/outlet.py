"""Where output goes: standard output, with the width and colours it allows, or a file."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from analyzer.errors import UsageError

_PIPED_WIDTH: Final = 80
_WIDEST: Final = 120


def speak_utf8() -> None:
    """Make standard output and error UTF-8 whatever the locale says; nothing may fail to print.

    A terminal of another code page (GBK on older Windows) is spoken to in its own, with a question
    mark for what it does not have.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty() and not _is_utf8(stream.encoding):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _is_utf8(encoding: str | None) -> bool:
    return codecs.lookup(encoding or "utf-8").name == "utf-8"


def terminal_width() -> int:
    """Columns of the terminal, 80 where output is piped, never more than reads well."""
    if not sys.stdout.isatty():
        return _PIPED_WIDTH
    return min(shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns, _WIDEST)


def has_color() -> bool:
    """Whether standard output is a terminal that takes colours and nobody asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def put(data: bytes) -> None:
    """Write `data` to standard output; a reader that went away is no error."""
    try:
        sys.stdout.flush()
        if sys.stdout.isatty() and not _is_utf8(sys.stdout.encoding):
            data = data.decode("utf-8", "replace").encode(sys.stdout.encoding, "replace")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Later writes, and the flush at exit, must have somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_target(path: Path) -> None:
    """Raise `UsageError` where `path` can clearly not be written, before any work is done."""
    parent = path.absolute().parent
    if path.is_dir():
        raise _unwritable(path, "这是文件夹")
    if not parent.is_dir():
        raise _unwritable(path, f"文件夹 {parent} 不存在")
    if not os.access(path if path.exists() else parent, os.W_OK):
        raise _unwritable(path, "没有写入权限")


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all; raises `UsageError` where that fails.

    A device or pipe is written to directly, a link keeps pointing where it did.
    """
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        try:
            with partial.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error.strerror or type(error).__name__) from None


def _unwritable(path: Path, why: str) -> UsageError:
    return UsageError(
        f"无法写入（{why}）", place=str(path), remedy="请换一个路径，或检查文件夹和权限"
    )
