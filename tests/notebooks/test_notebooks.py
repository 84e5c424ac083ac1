"""Every notebook runs from top to bottom, is stored without output and imports analyzer only."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="extra notebooks is not installed")

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
ALL = sorted(NOTEBOOKS.glob("*.ipynb"))
ALLOWED = {"altair", "analyzer", "collections", "numpy", "pandas", "pathlib", "random", "tempfile"}


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def test_there_are_four() -> None:
    assert len(ALL) == 4


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_stored_clean(path: Path) -> None:
    for cell in _read(path).cells:
        if cell.cell_type != "code":
            continue
        assert not cell.outputs
        assert cell.execution_count is None
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                assert {alias.name.partition(".")[0] for alias in node.names} <= ALLOWED
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").partition(".")[0] in ALLOWED


@pytest.mark.slow
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
# The kernel's own machinery warns about event loops and ports; that is not ours to mend.
@pytest.mark.filterwarnings("ignore")
def test_runs_from_top_to_bottom(path: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="extra notebooks is not installed")
    notebook = _read(path)
    client = nbclient.NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": NOTEBOOKS}}
    )
    client.execute()
    shown = [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type in {"execute_result", "display_data"}
    ]
    plots = [out for out in shown if "image/png" in out.data]
    assert plots, "the notebook shows no plot"
