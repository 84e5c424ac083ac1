"""Old Word and WPS files (doc, wps), RTF and OpenDocument → blocks, by way of docx."""

from __future__ import annotations

from analyzer.ingest import from_docx
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.converters import to_docx
from analyzer.ingest.packed import measure

_EXTENSIONS = ((b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"))


def read(data: bytes) -> Assembled:
    """The report in `data`; raises `InputError` without a converter or where none can read it."""
    extension = next((name for magic, name in _EXTENSIONS if data.startswith(magic)), "odt")
    if extension == "odt":
        measure(data)
    return from_docx.read(to_docx(data, extension))
