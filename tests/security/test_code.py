"""What our code never does, read from its source: unpickle, evaluate, unpack to disk, fetch entities."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "analyzer").rglob("*.py"))
# They run what they read, or fetch what a file names.
FORBIDDEN_IMPORTS = {
    "pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "yaml", "imp",
    "xml", "telnetlib", "ftplib",
}  # fmt: skip
FORBIDDEN_CALLS = {"eval", "exec", "os.system", "os.popen", "tempfile.mktemp"}
FORBIDDEN_METHODS = {"extractall", "extract"}  # names in archives are labels, never paths
# What a call of this name must say.
REQUIRED = {
    "np.load": {"allow_pickle": False},
    "etree.XMLParser": {"resolve_entities": False, "no_network": True, "huge_tree": False},
    "etree.iterparse": {"resolve_entities": False, "no_network": True},
    "html.HTMLParser": {"no_network": True, "huge_tree": False},
}
# lxml's own defaults say the rest.
DEFAULTS = {"no_network": True, "huge_tree": False}
UNGUARDED = {"etree.parse", "etree.XML", "etree.HTML", "html.parse", "html.fromstring"}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def said(call: ast.Call) -> dict[str, object]:
    return {
        each.arg: each.value.value
        for each in call.keywords
        if each.arg is not None and isinstance(each.value, ast.Constant)
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not {name.partition(".")[0] for name in names} & FORBIDDEN_IMPORTS
    for name, call in calls(tree):
        assert name not in FORBIDDEN_CALLS | UNGUARDED, ast.unparse(call)
        assert name.rpartition(".")[2] not in FORBIDDEN_METHODS, ast.unparse(call)
        given = said(call)
        assert not given.get("shell"), ast.unparse(call)
        for key, value in REQUIRED.get(name, {}).items():
            assert given.get(key, DEFAULTS.get(key)) == value, ast.unparse(call)
        if name == "etree.fromstring":
            assert len(call.args) == 2, "with a parser of our own"


def test_the_models_hold_numbers_only() -> None:
    found = sorted((ROOT / "models").rglob("*"))
    assert {path.suffix for path in found if path.is_file()} <= {".json", ".npz", ".toml"}
    for path in (path for path in found if path.suffix == ".npz"):
        with np.load(path, allow_pickle=False) as arrays:
            assert all(arrays[name].dtype.kind in "fiub" for name in arrays.files)
