"""Plain text → blocks: prose with unbroken paragraphs, flattened tables as unruled grids."""

from __future__ import annotations

from analyzer.ingest.assemble import Assembled, Assembly
from analyzer.ingest.charset import decoded
from analyzer.ingest.flow import add_text
from analyzer.ingest.traced import Traced


def read(data: bytes) -> Assembled:
    """The blocks of a text file; raises `InputError` where it is in no known encoding."""
    return read_text(decoded(data))


def read_text(text: str) -> Assembled:
    """The blocks of a text; offsets lead back to `text`."""
    assembly = Assembly()
    add_text(assembly, Traced(text))
    return assembly.finish()
