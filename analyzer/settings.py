"""Which profile applies to a report: the nearest say wins, as in ruff.

Command line (`--profile`, `--select`, `--ignore`) before `nianbao.toml` beside the report, before
the user's own, before the default one. Files are not merged with each other; each may `extends`
another profile.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from analyzer.errors import UsageError
from analyzer.profile import Profile, load
from analyzer.profile_check import CODE_OR_PREFIX

FILE: Final = "nianbao.toml"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the command line says: a profile by name or path, codes to select and to ignore."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def profile_for(report: Path | None, chosen: Chosen | None = None) -> Profile:
    """The profile for the report at this path (None where it is no file).

    Raises `DataError` for an invalid file, `UsageError` for codes that are none.
    """
    chosen = chosen or Chosen()
    profile = load(chosen.profile if chosen.profile is not None else source(report))
    select, ignore = codes(chosen.select, "--select"), codes(chosen.ignore, "--ignore")
    if select:
        # The command line stands above the file: what it selects, no file may ignore.
        kept = tuple(code for code in profile.ignore if not _meets(code, select))
        profile = replace(profile, select=select, ignore=kept)
    return replace(profile, ignore=(*profile.ignore, *ignore)) if ignore else profile


def source(report: Path | None) -> Path | None:
    """The file that says the profile of a report; None where there is none."""
    beside = report.parent / FILE if report is not None else None
    for path in (beside, user_file()):
        if path is not None and path.is_file():
            return path
    return None


def user_file() -> Path | None:
    """Where the user's own profile would stand; None where the system knows no home."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA")
        return Path(base) / "nianbao" / FILE if base else None
    base = os.environ.get("XDG_CONFIG_HOME")
    if base:
        return Path(base) / "nianbao" / FILE
    home = os.environ.get("HOME")
    return Path(home) / ".config" / "nianbao" / FILE if home else None


def codes(given: Iterable[str], option: str) -> tuple[str, ...]:
    """Codes and prefixes as given, several in one text parted by commas, in capitals."""
    found = tuple(
        code.strip().upper()
        for text in given
        for code in text.replace("，", ",").split(",")
        if code.strip()
    )
    for code in found:
        if not CODE_OR_PREFIX.fullmatch(code):
            raise UsageError(
                f"{option} 的 {code} 不是规则代码",
                remedy="写代码或代码开头，如 C、W05；见 nianbao rules",
            )
    return found


def _meets(code: str, select: tuple[str, ...]) -> bool:
    return any(code.startswith(each) or each.startswith(code) for each in select)
