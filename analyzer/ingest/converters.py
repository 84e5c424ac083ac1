"""Old Word files, RTF and OpenDocument → docx, by programs in processes of their own.

A converter meets hostile files too: its crash, its hang and its hunger for memory cost a message,
not the run. msdoc2docx (extra `doc`) comes first, LibreOffice where it is installed comes second.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from analyzer.errors import InputError

_SECONDS: Final = 40.0
_MEMORY: Final = 1024 * 1024 * 1024
_TO_DOCX: Final = "请用 Word 或 WPS 打开后另存为 docx 再试"


def to_docx(data: bytes, extension: str) -> bytes:
    """The file `data` of type `extension` (doc, rtf, odt) as docx.

    Raises `InputError` where no converter is installed or none of them can read the file.
    """
    tried, locked = False, False
    with tempfile.TemporaryDirectory(prefix="nianbao-") as place:
        source, target = Path(place, f"report.{extension}"), Path(place, "report.docx")
        source.write_bytes(data)
        for command in _commands(source, Path(place)):
            said = _run(command)
            if target.exists():
                return target.read_bytes()
            tried, locked = True, locked or "encrypt" in said or "password" in said
    if not tried:
        raise InputError(
            f"读取 {extension} 文件需要转换程序，本机没有安装",
            remedy=f"请安装 nianbao[doc] 或 LibreOffice；也可{_TO_DOCX.removeprefix('请')}",
        )
    if locked:
        raise InputError("文件有密码", remedy="请取消密码后再试")
    raise InputError(f"{extension} 文件已损坏或不完整，转换不成", remedy=_TO_DOCX)


def _commands(source: Path, folder: Path) -> Iterator[list[str]]:
    """The converters at hand, the better one first."""
    if source.suffix == ".doc" and find_spec("doc2docx") is not None:
        target = str(folder / "report.docx")
        yield [sys.executable, "-m", "doc2docx", str(source), "-o", target]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is not None:
        # A profile of its own: no settings or macros of the user, no clash with an open window.
        profile = (folder / "profile").as_uri()
        yield [
            office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx", "--outdir", str(folder), str(source),
        ]  # fmt: skip


def _run(command: list[str]) -> str:
    """What a converter says, lower case; it and its children end with the time limit."""
    process = subprocess.Popen(  # noqa: S603  # our own converters, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    if command[0] == sys.executable:
        _limit_memory(process.pid)
    try:
        said, _ = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        return ""
    return said.decode("utf-8", "replace").lower()


def _limit_memory(pid: int) -> None:
    """Cap the address space, where the system can (Linux)."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # not on Windows

        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
