"""Golden files: what an output was when somebody last looked at it; `--regen` writes them anew."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("golden")


def matches(name: str, data: bytes, *, regen: bool) -> bool:
    """Whether `data` is the golden file `name`; with `regen` it becomes so."""
    path = FOLDER / name
    if regen:
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(data)
    return path.read_bytes() == data
