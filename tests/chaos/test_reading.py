"""Files that end, grow or change while they are read: what stands there, or one message."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from analyzer.errors import InputError
from analyzer.ingest import reader
from analyzer.ingest.reader import read, read_bytes
from analyzer.pipeline import assess, understand
from analyzer.profile import load
from tests.fuzz.seeds import files

KINDS = ("txt", "md", "html", "docx", "xlsx", "mht", "zip", "pdf")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.03, 0.4, 0.8, 0.99])
def test_cut_while_it_was_copied(kind: str, share: float) -> None:
    whole = files(kind)[0]
    try:
        document = read_bytes(whole[: int(len(whole) * share)], f"a.{kind}")
    except InputError:
        return
    assert kind in ("txt", "md", "html", "mht"), "half a packed file is never taken for a whole one"
    assert assess(understand(document), load()).facts.text


def test_a_device_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    monkeypatch.setattr(reader, "LARGEST_FILE", 1024 * 1024)
    with pytest.raises(InputError, match="上限"):
        read("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe, whole = tmp_path / "report.txt", files("txt")[0]
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(whole,))
    writer.start()
    document = read(pipe)
    writer.join()
    assert document.text == read_bytes(whole, "report.txt").text


def test_a_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(files("txt")[0])
    with monkeypatch.context() as patched:
        patched.setattr(Path, "is_dir", lambda at: at.unlink() or False)  # type: ignore[func-returns-value]
        with pytest.raises(InputError, match="不存在"):
            read(path)
