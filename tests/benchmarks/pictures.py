"""Take the pictures of README anew: the HTML result and the upload page.

    python -m tests.benchmarks.pictures

needs Chromium on the machine; writes to `.github/images`.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from analyzer.pipeline import analyze
from analyzer.profile import load
from analyzer.render.html import to_html
from analyzer.web.app import Service, create_app
from tests.benchmarks.readme import ROOT

IMAGES = ROOT / ".github/images"
SAMPLE = ROOT / "corpora/samples/faulty-county-department/report.docx"
SECOND = ROOT / "corpora/samples/clean-county-department/report.html"
PORT = 8793


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _html(browser, Path(folder))
        _web(browser, Path(folder))
        browser.close()


def _html(browser: Any, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    result = folder / "result.html"
    result.write_bytes(to_html.render(analyze(SAMPLE)))
    page.goto(result.as_uri())
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


if __name__ == "__main__":
    main()
