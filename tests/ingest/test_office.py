"""Old Word files, RTF and OpenDocument through the converters that are at hand."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from analyzer.errors import InputError
from analyzer.ingest import converters
from analyzer.ingest.reader import read, read_bytes
from analyzer.training import printers
from analyzer.training.cell_figures import lost_prose, read_back
from analyzer.training.filled import filled
from analyzer.training.printers.layout import drawn
from analyzer.training.printers.programs import by_office, office

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
SEEDS = (1, 2, 3)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same reports as doc, rtf, odt, xls and wps, written by LibreOffice."""
    place = tmp_path_factory.mktemp("office")
    for extension in ("docx", "xlsx"):
        for seed in SEEDS:
            data = printers.write(filled(seed), drawn(seed), extension)
            (place / f"{seed}.{extension}").write_bytes(data)
    for source, target in (("docx", "doc"), ("docx", "rtf"), ("docx", "odt"), ("xlsx", "xls")):
        by_office([place / f"{seed}.{source}" for seed in SEEDS], target, place)
    for seed in SEEDS:
        (place / f"{seed}.wps").write_bytes((place / f"{seed}.doc").read_bytes())
    return place


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("extension", ["doc", "wps", "rtf", "odt", "xls"])
def test_every_cell_and_word_comes_back(folder: Path, extension: str) -> None:
    for seed in SEEDS:
        manuscript = filled(seed)
        document = read(folder / f"{seed}.{extension}")
        found = read_back(manuscript, document)
        assert (found.wrong, found.unread) == ((), ())
        assert lost_prose(manuscript, document) is None
        assert document.format == {"wps": "doc"}.get(extension, extension)


@needs_office
@pytest.mark.slow
@pytest.mark.skipif(find_spec("doc2docx") is None, reason="extra doc is not installed")
@pytest.mark.parametrize("converter", ["doc2docx", "soffice"])
def test_both_converters_of_doc(
    folder: Path, converter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if converter == "soffice":
        monkeypatch.setattr(converters, "find_spec", lambda _name: None)
    else:
        monkeypatch.setattr(converters.shutil, "which", lambda _name: None)
    found = read_back(filled(1), read(folder / "1.doc"))
    assert (found.wrong, found.unread) == ((), ())


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("extension", ["doc", "odt", "xls"])
@pytest.mark.parametrize("share", [0.2, 0.9])
def test_a_truncated_file_is_refused_or_read_with_its_losses(
    folder: Path, extension: str, share: float
) -> None:
    data = (folder / f"1.{extension}").read_bytes()
    with contextlib.suppress(InputError):
        document = read_bytes(data[: int(len(data) * share)], f"1.{extension}")
        assert read_back(filled(1), document).wrong == ()


def test_without_a_converter_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converters, "find_spec", lambda _name: None)
    monkeypatch.setattr(converters.shutil, "which", lambda _name: None)
    with pytest.raises(InputError, match=r"nianbao\[doc\] 或 LibreOffice"):
        read_bytes(b"{\\rtf1\\ansi hello}", "a.rtf")


def test_a_hanging_converter_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def commands(_source: Path, _folder: Path) -> Sequence[list[str]]:
        return [["sleep", "60"]]

    monkeypatch.setattr(converters, "_commands", commands)
    monkeypatch.setattr(converters, "_SECONDS", 0.2)
    with pytest.raises(InputError, match="转换不成"):
        converters.to_docx(b"{\\rtf1}", "rtf")


@pytest.mark.parametrize(
    ("stream", "said"),
    [("EncryptedPackage", "取消密码"), ("PowerPoint Document", "演示文稿"), ("", "损坏")],
)
def test_compound_files_that_are_no_reports(stream: str, said: str) -> None:
    data = COMPOUND + b"\0" * 600 + f"{stream}\0".encode("utf-16-le")
    with pytest.raises(InputError, match=said):
        read_bytes(data, "a.doc")
