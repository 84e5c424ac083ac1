"""Mutation testing: damage one function at a time and see whether the tests notice.

    python -m tests.mutation.measure [ROOM …] [--sample N] [--seed S] [--again] [--write]

Needs the extra `mutation`. Rooms, the tests that judge them and the usual sizes of the samples stand
in `rooms.toml`. A sample follows from room and seed alone; a run that was stopped goes on where it
stood, a changed source or test begins anew. Not mutated: what stands outside functions.
`--again` lets the tests of today judge those that survived the last time, and only those.
`--survivors` prints what each survivor changes; `--write` replaces the block of README.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from typing import Any, Final

from mutmut.stats import status_by_exit_code

from tests.benchmarks.readme import ROOT, measured, write_block
from tests.mutation import workshop
from tests.mutation.workshop import Room

# What was measured before, so that the rooms can be taken one at a time.
KEPT: Final = ROOT / ".benchmarks/mutation.json"
_CAUGHT: Final = ("killed", "timeout")
_COLUMNS: Final = {
    "killed": "测出",
    "timeout": "超时",
    "survived": "未测出",
    "no tests": "无测试",
}


def main() -> None:
    """Parse arguments, judge, remember, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    known = workshop.rooms()
    parser.add_argument("room", nargs="*", help="、".join(known))
    parser.add_argument("--sample", type=int, default=None, help="mutants a room; 0 for all")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    unknown = set(arguments.room) - set(known)
    if unknown:
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    for name in arguments.room or known:
        room = known[name]
        size = room.sample if arguments.sample is None else arguments.sample
        workshop.furnish(room, again=arguments.again)
        every = workshop.mutants(room)
        chosen = sample(every, size, f"{name} {arguments.seed}")
        verdicts = judge(room, chosen, arguments.processes, again=arguments.again)
        _keep(name, {"all": len(every), "seed": arguments.seed, **Counter(verdicts.values())})
        if arguments.survivors:
            for survivor in (each for each, said in verdicts.items() if said not in _CAUGHT):
                print(workshop.difference(room, survivor))
    content = f"{table(_kept())}\n{measured('python -m tests.mutation.measure --write')}"
    print(content)
    if arguments.write:
        write_block("mutation", content)


def _kept() -> dict[str, dict[str, Any]]:
    return json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}


def _keep(room: str, figures: dict[str, Any]) -> None:
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({**_kept(), room: figures}, ensure_ascii=False), "utf-8")


def judge(room: Room, chosen: list[str], processes: int, *, again: bool) -> dict[str, str]:
    """mutmut's verdict on each mutant; only those without one (or surviving) are run."""
    known = workshop.verdicts(room)
    missing = [name for name in chosen if known.get(name) is None]
    if again:
        missing += [n for n in chosen if n not in missing and _said(known[n]) not in _CAUGHT]
    if missing:
        started = time.monotonic()
        workshop.run_mutmut(room, missing, processes)
        known = workshop.verdicts(room)
        print(f"{room.name}: {len(missing)} mutants, {time.monotonic() - started:.0f} s")
    return {name: _said(known[name]) for name in chosen}


def _said(code: int | None) -> str:
    return str(status_by_exit_code[code])


def sample(names: list[str], size: int, seed: str) -> list[str]:
    """`size` of the names, all for 0; a name added elsewhere changes at most one of the others."""

    def lot(name: str) -> bytes:
        return hashlib.sha256(f"{seed} {name}".encode()).digest()

    return sorted(sorted(names, key=lot)[: size or None])


def table(figures: dict[str, dict[str, Any]]) -> str:
    """The Markdown table, a line a room."""
    head = ["房间", "变异总数", "试了", "种子", *_COLUMNS.values(), "测出比例"]
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    for name, room in workshop.rooms().items():
        if name not in figures:
            continue
        of = figures[name]
        tried = sum(count for said, count in of.items() if said not in ("all", "seed"))
        caught = sum(of.get(said, 0) for said in _CAUGHT)
        seed = of["seed"] if tried < of["all"] else "全部"
        counts = [f"{of.get(said, 0):,}" for said in _COLUMNS]
        cells = [room.title, f"{of['all']:,}", f"{tried:,}", seed, *counts, f"{caught / tried:.1%}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
