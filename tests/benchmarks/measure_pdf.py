"""PDF reports of several printers: cells that come back, time and memory beside pdfplumber.

    python tests/benchmarks/measure_pdf.py [--documents N] [--write]

The reports come from the generator of test documents. LibreOffice and Chromium print a share of them
where they are installed. pdfplumber is installed into an environment that is made for the run and
thrown away. Times are processor time, so that a busy machine tells the same ratio. With `--write`
the block `pdf` of README.md is replaced.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.ingest.reader import read
from analyzer.training import printers
from analyzer.training.cell_figures import Tally, read_back
from analyzer.training.filled import filled
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import drawn
from analyzer.training.printers.programs import browser, by_browser, by_office, office
from tests.benchmarks.readme import measured, write_block

PLUMBER = Path(__file__).with_name("plumber.py")
SEED = 20_000
OWN_MEMORY = (
    "import resource, sys; from analyzer.ingest.reader import read\n"
    "for file in sys.argv[1:]: read(file)\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


@dataclass(frozen=True)
class Printed:
    """Files of one printer with the manuscripts they were printed from."""

    name: str
    files: Sequence[Path]
    manuscripts: Sequence[Manuscript]


def main() -> None:
    """Print the reports, read them, print the table, write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [row(each, Path(folder)) for each in printed(arguments.documents, Path(folder))]
    head = (
        "| 打印方式 | 份数 | 格全对 | 未读出 | 读错 | 正文完整 | 毫秒/份 | pdfplumber 只取文字 | 取文字和表格 | 内存峰值 |\n"
        "|---|---|---|---|---|---|---|---|---|---|"
    )
    again = measured("python tests/benchmarks/measure_pdf.py --write")
    table = "\n".join([head, *rows, "", again])
    print(table)
    if arguments.write:
        write_block("pdf", table)


def printed(documents: int, folder: Path) -> Iterator[Printed]:
    """The reports by every printer at hand; programs print a part only, they take seconds each."""
    yield _printed("自带（纯 Python）", "pdf", range(SEED, SEED + documents), folder / "own")
    if office() is not None:
        seeds = range(SEED + documents, SEED + documents + documents // 3)
        word = _printed("Word 文件经 LibreOffice", "docx", seeds, folder / "office")
        by_office(word.files, "pdf", folder / "office")
        yield _as_pdf(word)
    if browser() is not None:
        seeds = range(SEED + 2 * documents, SEED + 2 * documents + documents // 5)
        page = _printed("网页经 Chromium", "html", seeds, folder / "browser")
        for file in page.files:
            by_browser(file, folder / "browser")
        yield _as_pdf(page)


def _printed(name: str, extension: str, seeds: range, folder: Path) -> Printed:
    folder.mkdir()
    manuscripts = [filled(seed, "2019" if seed % 4 == 0 else "2021") for seed in seeds]
    files = []
    for seed, manuscript in zip(seeds, manuscripts, strict=True):
        file = folder / f"{seed}.{extension}"
        file.write_bytes(printers.write(manuscript, drawn(seed), extension))
        files.append(file)
    return Printed(name, files, manuscripts)


def _as_pdf(source: Printed) -> Printed:
    files = [file.with_suffix(".pdf") for file in source.files]
    return Printed(source.name, files, source.manuscripts)


def row(source: Printed, folder: Path) -> str:
    """One line of the table."""
    tally, seconds = Tally(), 0.0
    read(source.files[0])  # what is loaded once is not counted
    for file, manuscript in zip(source.files, source.manuscripts, strict=True):
        start = time.process_time()
        document = read(file)
        seconds += time.process_time() - start
        tally.add(file.name, read_back(manuscript, document))
    for fault in tally.faults:
        print(fault, file=sys.stderr)
    cells = tally.exact + tally.unread + tally.wrong
    compared = source.files[:: max(1, len(source.files) // 20)]
    text, both, _ = _plumber(compared, folder)
    memory = float(_output(sys.executable, "-c", OWN_MEMORY, *map(str, compared)))
    figures = (
        f"{tally.documents}",
        f"{tally.exact / cells:.2%}",
        f"{tally.unread / cells:.2%}",
        f"{tally.wrong}",
        f"{tally.prose / tally.documents:.1%}",
        f"{1000 * seconds / tally.documents:.0f}",
        f"{text / len(compared):.0f}",
        f"{both / len(compared):.0f}",
        f"{memory:.0f} MB",
    )
    return f"| {source.name} | {' | '.join(figures)} |"


def _plumber(files: Sequence[Path], folder: Path) -> tuple[float, float, float]:
    """Milliseconds of pdfplumber's text, of its text and tables, and its peak in MB."""
    home = folder / "env"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not home.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "pdfplumber"], check=True)
    text, both, peak = map(float, _output(str(python), str(PLUMBER), *map(str, files)).split())
    return text, both, peak


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
