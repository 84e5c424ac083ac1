"""What is damaged: the reports and sentences of the project, in every format that is read."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Final

from analyzer.training import printers
from analyzer.training.corpus import splitting
from analyzer.training.filled import filled
from analyzer.training.printers.layout import drawn
from analyzer.training.printers.programs import by_office, office

ROOT: Final = Path(__file__).resolve().parents[2]
_PRINTED: Final = range(4)
OFFICE: Final = {"xls": "xlsx", "doc": "docx", "rtf": "docx", "odt": "docx"}


@cache
def files(extension: str) -> tuple[bytes, ...]:
    """Reports of a format; of the old office formats none where LibreOffice is missing."""
    if extension in OFFICE:
        return _by_office(extension)
    if extension == "mht":
        return tuple(_web_archive(page) for page in files("html"))
    if extension == "zip":
        return tuple(map(_archive, files("html"), files("docx")))
    printed = (printers.write(filled(seed), drawn(seed), extension) for seed in _PRINTED)
    places = (ROOT / "tests/documents", *sorted((ROOT / "corpora/samples").iterdir()))
    kept = (path for place in places for path in sorted(place.glob(f"*.{extension}")))
    return (*printed, *(path.read_bytes() for path in kept))


@cache
def sentences() -> tuple[str, ...]:
    """The annotated sentences of the claims corpus, without those held out: a crash is looked at."""
    rule = splitting(ROOT / "corpora")
    items = (
        json.loads(line)
        for path in sorted((ROOT / "corpora/claims").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return tuple(item["text"] for item in items if not rule.is_test(item["agency"]))


def _web_archive(page: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "report"
    message.set_content(page.decode("utf-8", "replace"), subtype="html", cte="quoted-printable")
    return b"MIME-Version: 1.0\r\n" + message.as_bytes()


def _archive(*members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in zip(("年报.html", "附件/年报.docx"), members, strict=True):
            archive.writestr(name, member)
    return out.getvalue()


def _by_office(extension: str) -> tuple[bytes, ...]:
    if office() is None:
        return ()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "out")
        sources = [Path(place, f"{number}.{OFFICE[extension]}") for number in _PRINTED]
        for source, content in zip(sources, files(OFFICE[extension]), strict=False):
            source.write_bytes(content)
        by_office(sources, extension, folder)
        return tuple(path.read_bytes() for path in sorted(folder.iterdir()))
