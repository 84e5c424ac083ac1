"""The page in a real browser: drop, read, filter, click through, decide, download."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.web.conftest import SAMPLES

FAULTY = SAMPLES / "faulty-county-department/report.docx"
CLEAN = SAMPLES / "clean-county-department/report.html"
SECONDS = 60_000

pytestmark = pytest.mark.slow


def _audited(page: Any, served: str, *files: Path) -> None:
    page.goto(served)
    page.set_input_files("#report", [str(file) for file in files])
    page.wait_for_selector("#said:has-text('审核完成')", timeout=SECONDS)


def test_read_filter_click_through_dismiss_download(page: Any, served: str) -> None:
    _audited(page, served, FAULTY)
    page.click(".entry >> a.name >> nth=0")
    frame = page.frame_locator("#result")
    cards = frame.locator("#panel-findings .card:visible")
    cards.first.wait_for(timeout=SECONDS)
    whole = cards.count()
    assert whole > 5
    frame.locator(".pill[data-severity=critical]").click()
    assert cards.count() < whole
    frame.locator(".pill[data-severity=critical]").click()
    frame.locator(".locate").first.click()
    assert frame.locator(".lit").count() > 1
    _download_word(page, _dismiss_first(page, frame, whole))


def _dismiss_first(page: Any, frame: Any, whole: int) -> str:
    """Dismiss the first finding; its message."""
    page.fill("#by", "王复核")
    first = page.locator(".finding").first
    first.locator("summary").click()
    first.locator("textarea").fill("已对照台账，正文口径不同")
    first.locator("[data-decide=dismissed]").click()
    page.wait_for_selector("#said:has-text('已记入')", timeout=SECONDS)
    cards = frame.locator("#panel-findings .card")
    cards.first.wait_for(timeout=SECONDS)
    page.wait_for_function(
        "count => document.querySelectorAll('.finding[data-status=dismissed]').length === count",
        arg=1,
    )
    frame.locator("text=另有 1 条发现已经人工复核排除").wait_for(timeout=SECONDS)
    assert cards.count() == whole - 1
    return str(first.locator("details > p").first.inner_text())


def _download_word(page: Any, dismissed: str) -> None:
    with page.expect_download(timeout=SECONDS) as started:
        page.click(".pill:has-text('Word 批注')")
    assert started.value.suggested_filename == "report-审核.docx"
    written = docx.Document(io.BytesIO(Path(started.value.path()).read_bytes()))
    comments = [comment.text for comment in written.comments]
    assert len(comments) > 5
    assert not any(dismissed in comment for comment in comments)


def test_dropped_files_and_a_bad_one_among_them(page: Any, served: str) -> None:
    page.goto(served)
    files = [
        ("一.html", CLEAN.read_bytes()),
        ("<b>坏<b>.txt", b"\x00\x01"),
        ("二.docx", FAULTY.read_bytes()),
    ]
    packed = [[name, base64.b64encode(data).decode()] for name, data in files]
    page.evaluate(
        """files => {
            const carried = new DataTransfer();
            for (const [name, data] of files) {
                const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
                carried.items.add(new File([bytes], name));
            }
            for (const kind of ["dragenter", "dragover", "drop"])
                document.body.dispatchEvent(
                    new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        packed,
    )
    page.wait_for_selector("#said:has-text('审核完成')", timeout=SECONDS)
    failed = page.locator(".entry[data-state=failed]").first
    assert "<b>坏<b>.txt" in failed.inner_text()
    assert failed.locator("b").count() == 0
    page.reload()
    names = page.locator(".entry .name").all_inner_texts()
    assert "澄塘县自然资源局2024年政府信息公开工作年度报告" in names
    page.locator(".entry[data-state=failed] .remove").first.click()
    page.wait_for_selector("#said:has-text('已删除')")


def test_last_years_report_beside_this_one(page: Any, served: str) -> None:
    page.goto(served)
    page.set_input_files("#previous", str(CLEAN))
    page.set_input_files("#report", str(FAULTY))
    page.wait_for_selector("#said:has-text('审核完成')", timeout=SECONDS)
    page.reload()
    assert "附 report.html" in page.locator(".entry").first.inner_text()


def test_twenty_uploads_at_once(page: Any, served: str, tmp_path: Path) -> None:
    text = CLEAN.read_text(encoding="utf-8")
    files = []
    for number in range(20):
        file = tmp_path / f"{number:02}.html"
        file.write_text(
            text.replace("澄塘县", f"澄{chr(0x4E00 + 99 * number)}县"), encoding="utf-8"
        )
        files.append(file)
    _audited(page, served, *files)
    assert page.locator(".entry[data-state=waiting]").count() == 0
    for number in range(20):
        entry = page.locator(f".entry:has-text('{number:02}.html')").first
        assert entry.get_attribute("data-state") == "done"
