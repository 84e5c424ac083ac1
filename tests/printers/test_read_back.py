"""Every reader gives the cells and the prose that were printed, or says unread; never another."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from analyzer.ingest.formats import FORMATS
from analyzer.ingest.reader import read_bytes
from analyzer.training import printers
from analyzer.training.cell_figures import loses_blanks, lost_prose, read_back
from analyzer.training.filled import filled
from analyzer.training.printers.layout import PLAIN, Layout, drawn

READ = [form.key for form in FORMATS if form.key in printers.FORMATS]
# Formats that say which column every cell is in: nothing in them may stay unread.
RULED = [key for key in READ if key in ("docx", "html", "md", "xlsx")]
SAMPLE = range(12)
MANY = range(100, 400)


def check(seed: int, extension: str) -> None:
    manuscript = filled(seed, "2019" if seed % 4 == 0 else "2021")
    layout = drawn(seed)
    printed = printers.write(manuscript, layout, extension)
    document = read_bytes(printed, f"{seed}.{extension}")
    found = read_back(manuscript, document)
    assert found.wrong == ()
    assert lost_prose(manuscript, document) is None
    if extension in RULED or (extension == "txt" and not loses_blanks(manuscript, layout)):
        assert found.unread == ()


@pytest.mark.parametrize("extension", READ)
@pytest.mark.parametrize("seed", SAMPLE)
def test_sample(seed: int, extension: str) -> None:
    check(seed, extension)


@pytest.mark.slow
@pytest.mark.parametrize("extension", READ)
def test_three_hundred(extension: str) -> None:
    for seed in MANY:
        check(seed, extension)


@pytest.mark.parametrize("extension", READ)
def test_a_plain_full_report_comes_back_whole(extension: str) -> None:
    manuscript = next(m for m in map(filled, range(50)) if all(m.cells.values()))
    printed = printers.write(manuscript, PLAIN, extension)
    document = read_bytes(printed, f"a.{extension}")
    found = read_back(manuscript, document)
    assert (found.wrong, found.unread, lost_prose(manuscript, document)) == ((), (), None)


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
def test_no_moment_is_printed(extension: str) -> None:
    printed = printers.write(filled(7), drawn(7), extension)
    with zipfile.ZipFile(io.BytesIO(printed)) as archive:
        dates = {entry.date_time[:3] for entry in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()
    assert dates == {(1980, 1, 1)}
    assert f"{datetime.now(UTC):%Y-%m-}" not in properties


@pytest.mark.parametrize("extension", ["txt", "md", "html", "docx", "xlsx", "pdf"])
def test_the_same_seed_prints_the_same_bytes(extension: str) -> None:
    assert printers.write(filled(7), drawn(7), extension) == printers.write(
        filled(7), drawn(7), extension
    )


def test_layouts_differ_and_the_plain_one_is_among_them() -> None:
    layouts = {drawn(seed) for seed in range(200)}
    assert len(layouts) > 150
    assert any(layout == Layout(seed=layout.seed) for layout in layouts)
