"""The built wheel works where there is no repository: forms, lexicon, models travel in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests/documents/tabbed.txt"


@pytest.mark.slow
def test_wheel_audits_from_another_directory(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path)]
    subprocess.run([*build, str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("nianbao-*.whl")
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
