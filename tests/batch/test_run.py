"""A run: everything is in the store exactly once, whatever ended the run before."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from analyzer import pipeline
from analyzer.batch import run as runs
from analyzer.batch.run import Settings, Summary
from analyzer.batch.sources import sources
from analyzer.batch.store import database, parts
from analyzer.errors import DataError, UsageError
from analyzer.profile import load

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpora/samples"
TEXT = (SAMPLES / "messy-township/report.txt").read_text(encoding="gb18030")
AGENCY = "岫阳县苍栗镇人民政府"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(load(), workers=1, timeout=30)


def _many(folder: Path, count: int) -> Path:
    """As many reports as asked for, each with an agency of its own."""
    folder.mkdir()
    for number in range(count):
        name = f"苍{'甲乙丙丁戊己庚辛壬癸'[number // 10]}{'甲乙丙丁戊己庚辛壬癸'[number % 10]}镇"
        (folder / f"{number:03}.txt").write_text(TEXT.replace("苍栗镇", name), encoding="utf-8")
    return folder


def _run(out: Path, settings: Settings, *arguments: Path, **changes: Any) -> Summary:
    return runs.run(sources(map(str, arguments)), out, replace(settings, **changes))


def _rows(out: Path, sql: str) -> list[Any]:
    with database(out) as connection:
        return connection.execute(sql).fetchall()


def test_the_store_holds_what_analyze_says(tmp_path: Path, settings: Settings) -> None:
    report = SAMPLES / "faulty-county-department/report.docx"
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    out = tmp_path / "out"
    summary = _run(out, settings, report, bad)
    assert summary.states == {"ok": 1, "input": 1}
    whole = pipeline.analyze(report).to_dict()
    ((source, agency, year, total, sha256),) = _rows(
        out, "SELECT source, agency, year, total, sha256 FROM documents"
    )
    document = whole["document"]
    assert (source, agency, year) == (str(report), document["agency"], document["year"])
    assert (total, sha256) == (whole["score"]["total"], document["sha256"])
    assert _rows(out, "SELECT source, state FROM failures") == [(str(bad), "input")]
    bad.write_bytes(TEXT.encode())
    assert _run(out, settings, report, bad, resume=True).states == {"ok": 1}, "mended since"
    assert _rows(out, "SELECT count(*) FROM failures") == [(0,)]
    bad.write_bytes(b"")
    assert _run(out, settings, report, bad, resume=True).states == {"input": 1}
    cells = {ref: cell for table in whole["tables"] for ref, cell in table["cells"].items()}
    found = _rows(out, "SELECT cell, value, text, state FROM cells")
    assert len(found) == len(cells) == summary.tables["cells"]
    for ref, value, text, state in found:
        assert (text, state) == (cells[ref]["text"], cells[ref]["state"])
        assert value == (None if cells[ref]["value"] is None else pytest.approx(value))
    assert _rows(out, "SELECT fingerprint FROM findings ORDER BY ALL") == sorted(
        (finding["fingerprint"],) for finding in whole["findings"]
    )
    claims = _rows(out, "SELECT id, target, outcome FROM claims")
    assert claims == [(c["id"], c["target"], c["outcome"]) for c in whole["claims"]]
    for table in ("documents", "cells", "claims", "findings", "scores", "failures"):
        exported = _rows(out, f"SELECT count(*) FROM '{out}/parquet/{table}.parquet'")
        assert exported == _rows(out, f"SELECT count(*) FROM {table}")


def test_resume_does_only_what_is_stale(tmp_path: Path, settings: Settings) -> None:
    folder, out = _many(tmp_path / "reports", 4), tmp_path / "out"
    _run(out, settings, folder)
    with pytest.raises(UsageError, match="已有结果"):
        _run(out, settings, folder)
    assert _run(out, settings, folder, resume=True).states == {}
    changed = folder / "001.txt"
    changed.write_text(TEXT.replace("苍栗镇", "苍新镇"), encoding="utf-8")
    (folder / "002.txt").unlink()
    (folder / "009.txt").write_text(TEXT, encoding="utf-8")
    summary = _run(out, settings, folder, resume=True)
    assert (summary.states, summary.kept) == ({"ok": 2}, 2)
    found = dict(_rows(out, "SELECT source, agency FROM documents"))
    assert found[str(changed)] == "岫阳县苍新镇人民政府"
    assert len(found) == summary.tables["documents"] == 5  # what is gone from the folder stays
    profile = replace(settings.profile, name="other")
    assert _run(out, settings, folder, resume=True, profile=profile).states == {"ok": 4}


def test_rejudge_reads_no_file(tmp_path: Path, settings: Settings) -> None:
    folder, out = _many(tmp_path / "reports", 3), tmp_path / "out"
    _run(out, settings, folder)
    quiet = replace(settings.profile, ignore=("S", "W"))
    wanted = [
        (source.name, finding.fingerprint)
        for source in sources([str(folder)])
        for finding in pipeline.analyze(source.name, profile=quiet).findings
    ]
    listed = sources([str(folder)])
    shutil.rmtree(folder)
    summary = runs.run(listed, out, replace(settings, rejudge=True, profile=quiet))
    assert summary.states == {"ok": 3}
    sql = "SELECT source, fingerprint FROM findings JOIN documents ON id = document"
    assert sorted(_rows(out, sql)) == sorted(wanted)


def test_last_years_report_is_found_by_agency(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    this, last = folder / "this.txt", folder / "last.txt"
    this.write_text(TEXT, encoding="utf-8")
    earlier = TEXT.replace("2023", "2020").replace("2022", "2021").replace("2020", "2022")
    last.write_text(earlier, encoding="utf-8")
    out = tmp_path / "out"
    summary = _run(out, settings, folder, previous_by_agency=True)
    years = dict(_rows(out, "SELECT source, year FROM documents"))
    newer = max(years, key=lambda source: years[source])
    older = min(years, key=lambda source: years[source])
    assert years[newer] - years[older] == 1
    assert summary.paired == 1
    assert _rows(out, "SELECT source, previous FROM documents WHERE previous IS NOT NULL") == [
        (newer, older)
    ]
    alone = pipeline.analyze(newer, older).to_dict()["findings"]
    stored = _rows(
        out,
        f"SELECT fingerprint FROM findings JOIN documents ON id = document "
        f"WHERE source = '{newer}' ORDER BY ALL",
    )
    assert stored == sorted((finding["fingerprint"],) for finding in alone)
    again = _run(out, settings, folder, previous_by_agency=True, resume=True)
    assert (again.states, again.paired) == ({}, 0)


def test_copied_reports_are_found(tmp_path: Path, settings: Settings) -> None:
    folder, out = tmp_path / "reports", tmp_path / "out"
    folder.mkdir()
    text = (SAMPLES / "clean-county-department/report.html").read_text(encoding="utf-8")
    (folder / "one.html").write_text(text, encoding="utf-8")
    (folder / "other.html").write_text(text.replace("澄塘", "芦塘"), encoding="utf-8")
    (folder / "alone.txt").write_text(TEXT, encoding="utf-8")
    assert _run(out, settings, folder, copied=True).copied == 2
    assert _rows(
        out,
        "SELECT DISTINCT source FROM findings JOIN documents ON id = document WHERE code = 'B03' ORDER BY 1",
    ) == [(str(folder / "one.html"),), (str(folder / "other.html"),)]


def test_members_of_an_archive(tmp_path: Path, settings: Settings) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("县/一.txt", TEXT)
        opened.writestr("../../escape.txt", "not a report")
    out = tmp_path / "out"
    summary = _run(out, settings, archive)
    assert summary.states == {"ok": 1, "input": 1}
    assert _rows(out, "SELECT source, agency FROM documents") == [(f"{archive}!县/一.txt", AGENCY)]


def test_one_folder_belongs_to_one_run(tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with FileLock(out / ".lock"), pytest.raises(UsageError, match="另一个任务正在写"):
        _run(out, settings, SAMPLES)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, settings: Settings) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file")
    with pytest.raises(UsageError, match="结果无法写入"):
        _run(taken, settings, SAMPLES / "messy-township/report.txt")


def test_a_damaged_part_is_named(tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    _run(out, settings, SAMPLES / "messy-township/report.txt")
    (part,) = parts(out)
    part.write_bytes(part.read_bytes()[:100])
    with pytest.raises(DataError, match="分片已损坏"):
        _run(out, settings, SAMPLES, resume=True)


_FULL_DISK = """
import resource, sys
from analyzer.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.argv = ["nianbao", "batch", *sys.argv[1:]]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_is_said_and_survived(tmp_path: Path) -> None:
    folder, out = _many(tmp_path / "reports", 2), tmp_path / "out"
    arguments = [str(folder), "-o", str(out)]
    full = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, *arguments], capture_output=True, text=True, check=False
    )
    assert full.returncode == 2
    assert "结果无法写入" in full.stderr
    assert "Traceback" not in full.stderr
    assert not list(out.rglob("*.part"))
    assert _batch(*arguments, "--resume").wait() == 0
    assert _rows(out, "SELECT count(*) FROM documents") == [(2,)]


def _batch(*arguments: str) -> subprocess.Popen[bytes]:
    code = "from analyzer.cli import main; main()"
    command = [sys.executable, "-c", code, "batch", *arguments, "--quiet"]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("seconds", [1.5, 3.0])
def test_killed_at_any_moment_and_resumed(tmp_path: Path, seconds: float) -> None:
    folder, out = _many(tmp_path / "reports", 20), tmp_path / "out"
    arguments = [str(folder), "-o", str(out), "--workers", "1"]
    killed = _batch(*arguments)
    time.sleep(seconds)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert _batch(*arguments, "--resume").wait() == 0
    assert _rows(out, "SELECT count(*), count(DISTINCT source) FROM documents") == [(20, 20)]
    assert not list(out.rglob("*.part"))


@pytest.mark.slow
def test_dask_loses_nothing_when_a_worker_dies(tmp_path: Path, settings: Settings) -> None:
    pytest.importorskip("distributed")
    folder, out = _many(tmp_path / "reports", 16), tmp_path / "out"
    pids: list[int] = []

    def kill_one(progress: runs.Progress) -> None:
        if progress.done and not pids:
            pids.extend(_children_of_dask())
            os.kill(pids[0], signal.SIGKILL)

    summary = runs.run(
        sources([str(folder)]), out, replace(settings, engine="dask", workers=2), kill_one
    )
    assert pids
    assert summary.tables["documents"] == 16
    assert _rows(out, "SELECT count(DISTINCT source) FROM documents") == [(16,)]


def _children_of_dask() -> list[int]:
    """The worker processes of the local cluster that this process started."""
    psutil = pytest.importorskip("psutil")
    found = [
        child.pid
        for child in psutil.Process().children()
        if any("spawn_main" in part for part in child.cmdline())
    ]
    assert found
    return found


def test_a_manifest_row_is_kept(tmp_path: Path, settings: Settings) -> None:
    manifest = tmp_path / "list.jsonl"
    report = SAMPLES / "messy-township/report.txt"
    row = {"path": str(report), "agency": "苍栗镇政府", "year": 2021}
    manifest.write_text(json.dumps(row), encoding="utf-8")
    out = tmp_path / "out"
    _run(out, settings, manifest)
    assert _rows(out, "SELECT agency, year FROM documents") == [("苍栗镇政府", 2021)]


@pytest.mark.slow
def test_ray_gives_the_same_store(tmp_path: Path, settings: Settings) -> None:
    pytest.importorskip("ray", reason="extra ray is not installed")
    folder = _many(tmp_path / "reports", 6)
    for engine in ("local", "ray"):
        _run(tmp_path / engine, settings, folder, engine=engine, workers=2)
    sql = "SELECT * EXCLUDE (stamp) FROM documents ORDER BY source"
    assert _rows(tmp_path / "ray", sql) == _rows(tmp_path / "local", sql)
