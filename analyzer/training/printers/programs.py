"""Files through the programs of an office: LibreOffice and Chromium, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 300.0


def office() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def browser() -> str | None:
    """The path of a Chromium browser, or None."""
    return shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")


def by_office(files: Sequence[Path], target: str, folder: Path) -> None:
    """Convert `files` to `target` (pdf, doc, odt, rtf, xls) into `folder`, all in one run.

    Raises `RuntimeError` without LibreOffice, `CalledProcessError` and `TimeoutExpired` as
    `subprocess.run` does. A private profile keeps two runs apart.
    """
    program = office()
    if program is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603


def by_browser(file: Path, folder: Path) -> Path:
    """Print an HTML file to PDF into `folder`; raises as `by_office` does."""
    program = browser()
    if program is None:
        raise RuntimeError("Chromium is not installed")
    target = folder / f"{file.stem}.pdf"
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            file.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
    return target
