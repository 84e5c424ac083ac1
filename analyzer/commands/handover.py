"""Handing analyses over: to the screen, into one file, or into a file for each report."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import InputError, UsageError
from analyzer.render.outlet import check_target, put, write

if TYPE_CHECKING:
    from analyzer.analysis import Analysis
    from analyzer.render.formats import Output
    from analyzer.rule import Rule


@dataclass
class Handover:
    """Takes the analyses of one call in their order; `finish` ends it.

    Raises `UsageError` at once where the format cannot go to this target.
    """

    form: str
    output: Path | None
    shape: Output
    rules: tuple[Rule, ...]
    quiet: bool = False
    _waiting: list[Analysis] = field(default_factory=list)
    _written: list[bytes] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        from analyzer.render.formats import FORMATS

        self._format = FORMATS[self.form]
        self._apart = self.shape.several and self._format.several == "apart"
        if self.output is None and not self.quiet:
            if self._apart:
                raise UsageError("几份报告的结果各成一个文件", remedy="请用 -o 指定存放的文件夹")
            if self._format.binary and sys.stdout.isatty():
                raise UsageError(f"{self.form} 格式不能在屏幕显示", remedy="请用 -o 指定文件")
        elif self._apart and self.output is not None:
            _make_folder(self.output)
        elif self.output is not None:
            check_target(self.output)

    @property
    def shows(self) -> bool:
        """Whether results appear on the terminal as they come, where a meter would disturb them."""
        return self.output is None and sys.stdout.isatty()

    def take(self, analysis: Analysis, file: Path) -> None:
        """Hand over one analysis of `file`, or keep it for `finish`."""
        from analyzer.ingest.reader import is_address

        if self.output is None and self.quiet:
            return
        if self._format.several == "together":
            self._waiting.append(analysis)
            return
        document = analysis.facts.document
        into = document.format in self._format.writes_into and not is_address(document.source)
        shape = self.shape._replace(original=_original(analysis, file) if into else None)
        data = self._format.write((analysis,), self.rules, shape)
        if self._apart and self.output is not None:
            write(self.output / self._name(file), data)
        elif self.output is None:
            put(data)
        else:
            self._written.append(data)

    def finish(self) -> None:
        """Write what was kept."""
        if self._waiting:
            data = self._format.write(tuple(self._waiting), self.rules, self.shape)
            if self.output is None:
                put(data)
            else:
                self._written.append(data)
        if self._written and self.output is not None:
            write(self.output, b"".join(self._written))

    def _name(self, file: Path) -> str:
        """A file name for the result on `file` that no other result of this call has."""
        ending = "-审核意见" if self.form == "opinion" else "-审核"
        number = 1
        while True:
            mark = "" if number == 1 else f"-{number}"
            name = f"{file.stem}{ending}{mark}{self._format.extension}"
            if name not in self._names:
                self._names.add(name)
                return name
            number += 1


def _original(analysis: Analysis, file: Path) -> bytes:
    """The file that was read; raises `InputError` where it is no longer the same."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"无法再次读取（{error.strerror}）", place=str(file)) from None
    if hashlib.sha256(data).hexdigest() != analysis.facts.document.sha256:
        raise InputError(
            "文件在审核期间被改动", place=str(file), remedy="请关闭正在编辑它的程序后重试"
        )
    return data


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"无法建立文件夹（{error.strerror}）", place=str(path), remedy="请换一个路径"
        ) from None
