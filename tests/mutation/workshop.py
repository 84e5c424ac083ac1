"""A copy of the project in which mutmut may damage one room.

mutmut leaves decorated functions alone. Here most of what matters is decorated (`@rule`, `@once`,
`@cache`, properties), so the copy writes `f = decorator(f)` below the function instead: the same
program, and mutmut sees a plain function.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import libcst as cst
from mutmut.configuration import reset_config
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

from tests.benchmarks.readme import ROOT

WORKSHOPS: Final = ROOT / ".mutation"
COPIED: Final = ("analyzer", "tests", "models", "corpora")
_STAMP: Final = "stamp.json"
_UNWANTED: Final = shutil.ignore_patterns("__pycache__", "found")
_UNTOUCHED: Final = ("staticmethod", "classmethod", "overload")


@dataclass(frozen=True, slots=True)
class Room:
    """What is mutated (patterns of paths), the tests that judge it, how many mutants to try."""

    name: str
    title: str
    mutated: tuple[str, ...]
    tests: tuple[str, ...]
    sample: int
    heavy: tuple[str, ...]

    @property
    def workshop(self) -> Path:
        """The folder of the copy."""
        return WORKSHOPS / self.name

    @property
    def options(self) -> tuple[str, ...]:
        """What pytest is told besides the tests: one process, the same examples every time."""
        return (
            *("-n", "0", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-profile=ci"),
            *("-p", "tests.mutation.afresh"),
            *(f"--deselect={test}" for test in self.heavy),
        )

    @property
    def sources(self) -> list[Path]:
        """The files to mutate, relative to the project."""
        found = (path.relative_to(ROOT) for path in (ROOT / "analyzer").rglob("*.py"))
        return sorted(p for p in found if any(fnmatch(str(p), each) for each in self.mutated))


def rooms() -> dict[str, Room]:
    """The rooms of `rooms.toml` by name."""
    data = tomllib.loads((Path(__file__).parent / "rooms.toml").read_text("utf-8"))
    heavy = tuple(data["heavy"])
    return {
        entry["name"]: Room(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}, heavy=heavy
        )
        for entry in data["room"]
    }


def furnish(room: Room, *, again: bool) -> None:
    """Make the copy, unless it is there and nothing it was made from has changed.

    With `again` a copy that is there stays and gets the tests of today.
    """
    kept = room.workshop / _STAMP
    stamp = _stamp(room)
    if kept.exists() and again:
        shutil.copytree(
            ROOT / "tests", room.workshop / "tests", ignore=_UNWANTED, dirs_exist_ok=True
        )
    elif not kept.exists() or json.loads(kept.read_text("utf-8")) != stamp:
        _make(room)
        kept.write_text(json.dumps(stamp), "utf-8")


def _make(room: Room) -> None:
    shutil.rmtree(room.workshop, ignore_errors=True)
    room.workshop.mkdir(parents=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, room.workshop / name, ignore=_UNWANTED)
    for path in room.sources:
        target = room.workshop / path
        target.write_text(undecorated(target.read_text("utf-8")), "utf-8")
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    (room.workshop / "pyproject.toml").write_text(pyproject + _settings(room), "utf-8")


def _stamp(room: Room) -> dict[str, str]:
    """What the verdicts depend on: every source, the tests of the room, and how they are run."""
    judged = [path for test in (*room.tests, "tests/mutation") for path in _files(ROOT / test)]
    found = [path for name in ("analyzer", "models") for path in _files(ROOT / name)]
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted({*judged, *found})
        if "__pycache__" not in path.parts
    }


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]


def _settings(room: Room) -> str:
    """The section `[tool.mutmut]` of the copy."""
    lists = {
        "source_paths": ["analyzer"],
        "only_mutate": room.mutated,
        "also_copy": COPIED[2:],
        "pytest_add_cli_args": room.options,
        "pytest_add_cli_args_test_selection": room.tests,
    }
    lines = [f"{key} = {json.dumps(list(value))}" for key, value in lists.items()]
    return "\n".join(["\n[tool.mutmut]", *lines, "track_dependencies = false", ""])


def undecorated(source: str) -> str:
    """The same program with every decorator of a function applied below it."""
    return cst.parse_module(source).visit(_Undecorate()).code


class _Undecorate(cst.CSTTransformer):
    def leave_FunctionDef(  # noqa: N802 (named by libcst)
        self, _: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef | cst.FlattenSentinel[cst.BaseStatement]:
        decorators = [each.decorator for each in updated_node.decorators]
        if not decorators or any(
            isinstance(each, cst.Name) and each.value in _UNTOUCHED for each in decorators
        ):
            return updated_node
        applied: cst.BaseExpression = updated_node.name
        for decorator in reversed(decorators):
            applied = cst.Call(decorator, [cst.Arg(applied)])
        below = cst.Assign([cst.AssignTarget(updated_node.name)], applied)
        return cst.FlattenSentinel(
            [updated_node.with_changes(decorators=()), cst.SimpleStatementLine([below])]
        )


def mutants(room: Room) -> list[str]:
    """The names of all mutants of the room, as mutmut gives them."""
    kept = room.workshop / "mutants.json"
    if not kept.exists():
        with _inside(room):
            names = [
                get_mutant_name(path, name)
                for path in room.sources
                for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names
            ]
        kept.write_text(json.dumps(names), "utf-8")
    return json.loads(kept.read_text("utf-8"))


def run_mutmut(room: Room, names: list[str], processes: int) -> None:
    """Let mutmut judge these mutants in forks of one warm process; verdicts stay in its files."""
    _forget_half_written(room)
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children"]
    subprocess.run([*command, str(processes), *names], cwd=room.workshop, env=kept, check=True)


def _forget_half_written(room: Room) -> None:
    """A file of mutants that a stopped run left without its list is no file to go on with."""
    for path in room.sources:
        written = room.workshop / "mutants" / path
        if written.exists() and not written.with_suffix(".py.meta").exists():
            written.unlink()


def verdicts(room: Room) -> dict[str, int | None]:
    """mutmut's exit code for every mutant, None for those not tried."""
    return {
        name: code
        for path in room.sources
        if (meta := room.workshop / "mutants" / f"{path}.meta").exists()
        for name, code in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items()
    }


def difference(room: Room, name: str) -> str:
    """What the mutant changes, as a unified diff."""
    command = str(Path(sys.executable).with_name("mutmut"))
    shown = subprocess.run(
        [command, "show", name], cwd=room.workshop, check=True, capture_output=True, text=True
    )
    return shown.stdout


@contextlib.contextmanager
def _inside(room: Room) -> Iterator[None]:
    """mutmut finds its settings in the working directory."""
    with contextlib.chdir(room.workshop):
        reset_config()
        yield
    reset_config()
