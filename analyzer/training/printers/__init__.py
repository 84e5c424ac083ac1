"""Manuscript → files of every format, in the many ways that offices print them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout

_MODULES: Final[Mapping[str, str]] = {
    "txt": "to_txt",
    "md": "to_md",
    "html": "to_html",
    "docx": "to_docx",
    "xlsx": "to_xlsx",
    "pdf": "to_pdf",
}
FORMATS: Final = tuple(_MODULES)


def write(manuscript: Manuscript, layout: Layout, extension: str) -> bytes:
    """The report as a file of a format of `FORMATS`; raises `KeyError` for any other."""
    module = import_module(f"{__name__}.{_MODULES[extension]}")
    printer: Callable[[Manuscript, Layout], bytes] = module.write
    return printer(manuscript, layout)
