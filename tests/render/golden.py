"""Golden files: what an output was when somebody last looked at it; `--regen` writes them anew.

Packed formats are compared unpacked: how tightly a library packs is nobody's business here.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from pypdf import PdfReader

FOLDER = Path(__file__).with_name("golden")


def matches(name: str, data: bytes, *, regen: bool) -> bool:
    """Whether `data` is the golden file `name`; with `regen` it becomes so."""
    path = FOLDER / name
    if regen:
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(data)
    golden = path.read_bytes()
    return golden == data or _unpacked(golden) == _unpacked(data)


def _unpacked(data: bytes) -> Any:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                each.filename: (each.date_time, archive.read(each)) for each in archive.filelist
            }
    if data.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(data)).pages
        return [(_content(page), [_said(a) for a in page.get("/Annots", ())]) for page in pages]
    return data


def _content(page: Any) -> bytes:
    content = page.get_contents()
    return b"" if content is None else bytes(content.get_data())


def _said(annotation: Any) -> tuple[str, ...]:
    note = annotation.get_object()
    return tuple(str(note.get(key)) for key in ("/Subtype", "/Rect", "/QuadPoints", "/Contents"))
