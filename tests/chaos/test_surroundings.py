"""Odd surroundings change nothing: the same report, the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "corpora/samples/terse-subdistrict/report.md"
NOWHERE = "/nonexistent/home"
# A clock that jumps by years, back and forth, whoever looks at it.
JUMPING = """
import itertools, sys, time
for name in ("time", "monotonic", "perf_counter"):
    jumps = itertools.cycle([0.0, 4e9, 1e3, 2e9])
    setattr(time, name, lambda jumps=jumps: next(jumps))
from analyzer.cli import main
main()
"""
SURROUNDINGS = {
    "locale C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "locale GBK": {"LC_ALL": "zh_CN.GBK", "LANG": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"},
    "GB18030": {"LANG": "zh_CN.GB18030", "PYTHONIOENCODING": "gb18030:strict", "PYTHONUTF8": "0"},
    "no home": {"HOME": None, "XDG_CONFIG_HOME": None, "USER": None, "LOGNAME": None},
    "a home that is nowhere": {"HOME": NOWHERE, "XDG_CONFIG_HOME": f"{NOWHERE}/.config"},
    "a home that is a file": {"HOME": str(REPORT), "XDG_CACHE_HOME": str(REPORT)},
    "no place for temporary files": {"TMPDIR": NOWHERE, "TEMP": NOWHERE, "TMP": NOWHERE},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "other hashes": {"PYTHONHASHSEED": "4242"},
    "nothing at all": dict.fromkeys(set(os.environ) - {"PATH", "SYSTEMROOT"}),
}


def audit(
    *options: str,
    code: str = "from analyzer.cli import main; main()",
    cwd: Path = ROOT,
    umask: int = -1,
    closed: bool = False,
    **changed: str | None,
) -> tuple[int, bytes, bytes]:
    """Exit code, output and messages of `audit` under changed variables; None takes one away."""
    variables = {**os.environ, "PYTHONHASHSEED": "0", **changed}
    done = subprocess.run(
        [sys.executable, "-c", code, "audit", str(REPORT), *options],
        env={key: value for key, value in variables.items() if value is not None},
        stdin=None if closed else subprocess.DEVNULL,
        preexec_fn=(lambda: os.close(0)) if closed else None,
        capture_output=True,
        check=False,
        cwd=cwd,
        umask=umask,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@cache
def usual(form: str) -> tuple[int, bytes, bytes]:
    answer = audit("--format", form)
    assert answer[1]
    assert not answer[2]
    return answer


@pytest.mark.parametrize("changed", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings(changed: dict[str, str | None]) -> None:
    assert audit("--format", "terminal", **changed) == usual("terminal")


def test_a_clock_that_jumps() -> None:
    assert audit("--format", "json", code=JUMPING) == usual("json")


def test_a_closed_input() -> None:
    assert audit("--format", "terminal", closed=True) == usual("terminal")


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_umask(tmp_path: Path, umask: int) -> None:
    target = tmp_path / "结果.json"
    code, said, told = audit("--format", "json", "-o", str(target), umask=umask)
    assert (code, said) == (usual("json")[0], b"")
    assert b"Traceback" not in told
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask
    target.chmod(0o600)
    assert target.read_bytes() == usual("json")[1]
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_home_and_a_folder_that_are_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = audit("--format", "terminal", cwd=tmp_path, HOME=str(tmp_path), TMPDIR=str(tmp_path))
    assert answer == usual("terminal")
