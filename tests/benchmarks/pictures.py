"""Take the pictures of README anew: the HTML result, the upload page, Word comments.

    python -m tests.benchmarks.pictures

needs Chromium, LibreOffice and pdftoppm on the machine; writes to `.github/images`.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from analyzer.pipeline import analyze
from analyzer.profile import load
from analyzer.render.formats import FORMATS, Output
from analyzer.rules import RULES
from analyzer.web.app import Service, create_app
from tests.benchmarks.readme import ROOT

IMAGES = ROOT / ".github/images"
SAMPLE = ROOT / "corpora/samples/faulty-county-department/report.docx"
SECOND = ROOT / "corpora/samples/clean-county-department/report.html"
PORT = 8793
_MARGIN = (
    'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"},'
    '"ExportNotesInMargin":{"type":"boolean","value":"true"}}'
)


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _html(browser, Path(folder))
        _web(browser, Path(folder))
        browser.close()
        _word(Path(folder))


def _written(form: str, folder: Path) -> Path:
    analysis = analyze(SAMPLE)
    path = folder / f"result{FORMATS[form].extension}"
    output = Output(original=SAMPLE.read_bytes())
    path.write_bytes(FORMATS[form].write((analysis,), RULES, output))
    return path


def _html(browser: Any, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.goto(_written("html", folder).as_uri())
    page.locator(".locate").nth(1).click()
    page.wait_for_timeout(900)
    page.screenshot(path=str(IMAGES / "html.png"))


def _web(browser: Any, folder: Path) -> None:
    service = Service(folder / "web", folder / "decisions.jsonl", load())
    server = uvicorn.Server(uvicorn.Config(create_app(service), port=PORT, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    page = browser.new_page(viewport={"width": 1100, "height": 760}, color_scheme="light")
    page.goto(f"http://127.0.0.1:{PORT}/")
    page.set_input_files("#report", [str(SAMPLE), str(SECOND)])
    page.wait_for_selector("#said:has-text('审核完成')", timeout=120_000)
    page.reload()
    page.screenshot(path=str(IMAGES / "web.png"))
    server.should_exit = True
    thread.join(30)


def _word(folder: Path) -> None:
    document = _written("docx", folder)
    office = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = ["soffice", "--headless", office, "--convert-to", _MARGIN, "--outdir", str(folder)]
    subprocess.run([*convert, str(document)], check=True, capture_output=True)
    picture = IMAGES / "word"
    draw = ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*draw, str(document.with_suffix(".pdf")), str(picture)], check=True)


if __name__ == "__main__":
    main()
