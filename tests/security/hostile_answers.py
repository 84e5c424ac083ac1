"""Give every hostile file to a worker process as a batch would and tell the answer it gets.

    python -m tests.security.hostile_answers [--write]

Each is read in a process of its own, so that the peak of memory is that file's. `--write` puts the
table into README.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.batch.pool import Ended, Pool
from analyzer.errors import InputError
from analyzer.ingest.reader import read_bytes
from tests.benchmarks.readme import measured, write_block
from tests.security.hostile_files import FILES, Hostile

COMMAND = "python -m tests.security.hostile_answers --write"
SECONDS, MEGABYTES = 60.0, 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a file: the text read or the message, processor seconds, peak in megabytes."""

    read: bool
    said: str
    seconds: float
    peak: int


def main() -> None:
    """Parse arguments, read, print; the exit code tells whether all answers are as they must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    lines = [
        "| 文件 | 里面是什么 | 得到的答复 | 处理器毫秒 | 内存峰值（MB） |",
        "| --- | --- | --- | ---: | ---: |",
    ]
    wrong = 0
    for hostile, end in answers(FILES):
        answer = end.value
        if answer is None:
            lines.append(f"| {hostile.name} | {hostile.inside} | **{end.failure}** | | |")
            wrong += 1
            continue
        wrong += answer.read != hostile.read
        said = "照常读出" if answer.read else answer.said
        lines.append(
            f"| {hostile.name} | {hostile.inside} | {re.sub(r'[|<]', ' ', said)} "
            f"| {answer.seconds * 1000:.0f} | {answer.peak} |"
        )
    table = "\n".join([*lines, "", measured(COMMAND)])
    print(table)
    if arguments.write:
        write_block("hostile", table)
    sys.exit(wrong > 0)


def answers(files: tuple[Hostile, ...]) -> Iterator[tuple[Hostile, Ended[Answer]]]:
    """The answer to each file, from a process of its own."""
    numbers = {hostile.name: number for number, hostile in enumerate(FILES)}
    for hostile in files:
        with Pool(1, SECONDS) as pool:
            ((_, end),) = pool.map(answer_to, [numbers[hostile.name]])
        yield hostile, end


def answer_to(number: int) -> Answer:
    """The answer to the file of this number: the call of a worker process."""
    hostile = FILES[number]
    data = hostile.make()
    _forget_peak()
    begin = time.process_time()
    try:
        document = read_bytes(data, hostile.name)
    except InputError as error:
        return Answer(False, str(error), time.process_time() - begin, _peak())  # noqa: FBT003
    return Answer(True, document.text, time.process_time() - begin, _peak())  # noqa: FBT003


def _forget_peak() -> None:
    """Making the file took memory, too: what counts begins now (Linux only)."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write("5")
    except OSError:
        return


def _peak() -> int:
    try:
        with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
