"""The built wheels work where there is no repository: forms, lexicon, models travel in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests/documents/tabbed.txt"


def _wheel(source: Path, place: Path, **variables: str) -> Path:
    """The wheel that is built of a source tree with these variables of the environment."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(place)]
    subprocess.run([*build, str(source)], check=True, env={**os.environ, **variables})
    (wheel,) = place.glob("nianbao-*.whl")
    return wheel


@pytest.mark.slow
def test_wheel_audits_from_another_directory(tmp_path: Path) -> None:
    wheel = _wheel(ROOT, tmp_path)
    place = tmp_path / "venv"
    # The third-party packages are those of the running environment; ours comes from the wheel only.
    venv.create(place, with_pip=True)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True
    )
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (pth,) = place.glob("lib/python*/site-packages")
    (pth / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = "import analyzer; from analyzer.cli import main; import sys; print(analyzer.__file__, file=sys.stderr); main()"
    done = subprocess.run(
        [str(python), "-c", code, "audit", str(SAMPLE), "--format", "json"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert str(place) in done.stderr
    result = json.loads(done.stdout)
    assert result["schema"] == "nianbao/analysis/1"
    assert any(sentence["aspect"] for sentence in result["sentences"])


_READ = """
import json, sys
import analyzer.extract.counted
from analyzer.pipeline import read_text
print(analyzer.extract.counted.__file__, file=sys.stderr)
for line in sys.stdin:
    item = json.loads(line)
    for each in read_text(item["text"], item["section"], item["year"])[1]:
        print(item["id"], each)
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="没有 C 编译器")
def test_the_compiled_wheel_reads_alike(tmp_path: Path) -> None:
    # from a source archive: building in place would leave binaries beside the sources
    source = tmp_path / "source"
    for part in ("analyzer", "models"):
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / part, source)
    wheel = _wheel(source, tmp_path, HATCH_BUILD_HOOK_ENABLE_MYPYC="1")
    place = tmp_path / "place"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*install, str(place), str(wheel)], check=True)
    lines = [
        line
        for file in ("typical.jsonl", "openings.jsonl")
        for line in (ROOT / "corpora/claims" / file).read_text("utf-8").splitlines()
    ]
    told, files = {}, {}
    for kind, path in (("plain", ROOT), ("compiled", place)):
        done = subprocess.run(
            [sys.executable, "-c", _READ],
            input="\n".join(lines),
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(path)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        told[kind], files[kind] = done.stdout, done.stderr.strip()
    assert files["plain"].endswith(".py")
    assert not files["compiled"].endswith(".py")
    assert told["compiled"] == told["plain"]
    assert len(told["plain"].splitlines()) > len(lines)
