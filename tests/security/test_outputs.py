"""A hostile report in every output of the register: shown, never obeyed; a new format is tried too."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
import zipfile
from io import BytesIO

import pytest

from analyzer.render.formats import FORMATS, Output
from analyzer.rules import RULES
from tests.render import hostile

TEXTUAL = [key for key, form in FORMATS.items() if not form.binary]
PACKED = [key for key in FORMATS if key not in TEXTUAL and "pdf" not in FORMATS[key].writes_into]
# Bidirectional marks can make a finding read as its opposite.
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def written(key: str) -> bytes:
    return FORMATS[key].write([hostile.analysis()], RULES, Output())


@pytest.mark.parametrize("key", TEXTUAL)
def test_no_control_characters_in_text(key: str) -> None:
    text = written(key).decode("utf-8")
    assert "alert(1)" in text, "the hostile text is there"
    assert not {each for each in text if unicodedata.category(each) == "Cc"} - set("\r\n\t")
    assert key in ("json", "jsonl", "sarif") or not set(text) & BIDI


@pytest.mark.parametrize("key", PACKED)
def test_packed_files_hold_no_macro_link_or_field(key: str) -> None:
    with zipfile.ZipFile(BytesIO(written(key))) as archive:
        names = archive.namelist()
        assert not [n for n in names if n.startswith(("/", "..")) or "vba" in n or "embed" in n]
        for name in names:
            content = archive.read(name)
            assert b'TargetMode="External"' not in content, name
            assert b"<script>alert" not in content, name
            assert b"DDEAUTO</w:instrText>" not in content, name
            assert not set(b"\x00\x07\x1b") & set(content) or not name.endswith((".xml", ".rels"))


def test_a_file_name_cannot_command_the_terminal() -> None:
    name = f"{hostile.ESCAPE}[31m没有{hostile.OVERRIDE}\x07.txt"
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "audit", name]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    told = done.stderr.decode("utf-8")
    assert "没有" in told
    assert not set(told) & {hostile.ESCAPE, hostile.OVERRIDE, "\x07"}
