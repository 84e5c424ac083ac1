"""Read generated reports of every format again: cells exact, unread and wrong, time, memory.

    python -m tests.benchmarks.formats [--documents N] [--printed N] [--write]

The same manuscripts are printed in seeded layouts, every fourth on the form of 2019; LibreOffice
and Chromium print too where they are installed. Each format is read in a process of its own, so
that the peak of memory is its own. With `--write` the table between the `formats` markers of
README.md is replaced.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.ingest.reader import read
from analyzer.training import printers
from analyzer.training.cell_figures import Tally, loses_blanks, read_back
from analyzer.training.filled import filled
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout, drawn
from analyzer.training.printers.programs import browser, by_browser, by_office, office
from tests.benchmarks.readme import ROOT, measured, write_block

FIRST_SEED = 1000
HEAD = (
    "格式", "份数", "单元格", "准确", "未读出", "读错", "正文完整", "毫秒/份", "峰值内存",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A way to make files of one format: printed by us, then perhaps converted by a program."""

    name: str
    printed: str
    extension: str
    program: str = ""
    keep: Callable[[Manuscript, Layout], bool] = lambda _manuscript, _layout: True

    def files(self, folder: Path, seeds: range) -> None:
        """Write the files of these seeds into `folder`, named by seed."""
        sources = []
        for seed in seeds:
            manuscript, layout = report(seed)
            if self.keep(manuscript, layout):
                path = folder / f"{seed}.{self.printed}"
                path.write_bytes(printers.write(manuscript, layout, self.printed))
                sources.append(path)
        if self.program == "office":
            by_office(sources, self.extension, folder)
        elif self.program == "browser":
            for path in sources:
                by_browser(path, folder)


def keeps_blanks(manuscript: Manuscript, layout: Layout) -> bool:
    return not loses_blanks(manuscript, layout)


WAYS = (
    Way("docx", "docx", "docx"),
    Way("doc（LibreOffice 另存，msdoc2docx 转换）", "docx", "doc", "office"),
    Way("xlsx", "xlsx", "xlsx"),
    Way("xls（LibreOffice 另存）", "xlsx", "xls", "office"),
    Way("html", "html", "html"),
    Way("md", "md", "md"),
    Way("txt，空格有痕", "txt", "txt", keep=keeps_blanks),
    Way("txt，空格无痕", "txt", "txt", keep=loses_blanks),
    Way("pdf（自带打印）", "pdf", "pdf"),
    Way("pdf（LibreOffice 打印）", "docx", "pdf", "office"),
    Way("pdf（Chromium 打印）", "html", "pdf", "browser"),
)


def report(seed: int) -> tuple[Manuscript, Layout]:
    return filled(seed, "2019" if seed % 4 == 0 else "2021"), drawn(seed)


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--printed", type=int, default=100, help="documents through programs")
    parser.add_argument("--only", help="measure the files of this folder and extension")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.only:
        folder, extension = arguments.only.rsplit(":", 1)
        print(json.dumps(_measured(Path(folder), extension)))
        return
    table = "\n".join(_table(arguments.documents, arguments.printed))
    print(table)
    if arguments.write:
        write_block("formats", table)


def _table(documents: int, printed: int) -> Iterator[str]:
    yield f"| {' | '.join(HEAD)} |"
    yield "|---" * len(HEAD) + "|"
    for way in WAYS:
        if (way.program == "office" and not office()) or (
            way.program == "browser" and not browser()
        ):
            continue
        with tempfile.TemporaryDirectory() as place:
            count = printed if way.program else documents
            way.files(Path(place), range(FIRST_SEED, FIRST_SEED + count))
            command = [sys.executable, "-m", __spec__.name, "--only", f"{place}:{way.extension}"]
            done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
            shutil.rmtree(place, ignore_errors=True)
            Path(place).mkdir()
        yield _row(way.name, json.loads(done.stdout))
        print(way.name, done.stderr.strip(), file=sys.stderr)
    yield ""
    yield measured("python -m tests.benchmarks.formats --write")


def _row(name: str, figures: dict[str, Any]) -> str:
    cells = figures["exact"] + figures["unread"] + figures["wrong"]
    values = (
        name,
        str(figures["documents"]),
        str(cells),
        f"{figures['exact'] / cells:.3%}",
        f"{figures['unread'] / cells:.3%}",
        str(figures["wrong"]),
        f"{figures['prose'] / figures['documents']:.1%}",
        f"{figures['milliseconds']:.1f}",
        f"{figures['megabytes']:.0f} MB",
    )
    return f"| {' | '.join(values)} |"


def _measured(folder: Path, extension: str) -> dict[str, Any]:
    """Read every file of a folder and hold it against its manuscript."""
    tally, seconds = Tally(), 0.0
    for path in sorted(folder.glob(f"*.{extension}")):
        manuscript, _ = report(int(path.stem))
        start = time.perf_counter()
        document = read(path)
        seconds += time.perf_counter() - start
        found = read_back(manuscript, document)
        tally.add(path.name, found)
        if found.wrong or not found.prose:
            print(path.name, found.wrong[:3], found.prose, file=sys.stderr)
    return {
        "documents": tally.documents,
        "exact": tally.exact,
        "unread": tally.unread,
        "wrong": tally.wrong,
        "prose": tally.prose,
        "milliseconds": seconds / tally.documents * 1000,
        "megabytes": _peak() / 1024,
    }


def _peak() -> int:
    """Kilobytes: the most memory of this process or of a converter it started.

    ru_maxrss of a process counts what its parent had before it; VmHWM does not.
    """
    status = Path("/proc/self/status").read_text("utf-8")
    own = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


if __name__ == "__main__":
    main()
