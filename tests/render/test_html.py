"""The HTML page: nothing from the report is obeyed, and it works in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from analyzer import analyze
from analyzer.analysis import Analysis
from analyzer.render.html import to_html
from analyzer.render.html.marked import MarkedText
from analyzer.render.listing import entries
from tests.render import hostile, sample
from tests.render.golden import matches

SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
FAULTY = SAMPLES / "faulty-county-department/report.docx"
_ATTRIBUTES = re.compile(r"on[a-z]+|style|srcset|src|action|formaction")


class _Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(analysis: Analysis) -> str:
    return to_html.render(analysis).decode("utf-8")


@pytest.mark.parametrize("analysis", [sample.analysis(), hostile.analysis()])
def test_nothing_in_a_report_is_obeyed(analysis: Analysis) -> None:
    text = page(analysis)
    tags = _Tags(text).tags
    assert [tag for tag, _ in tags].count("script") == 1
    assert not {"img", "iframe", "object", "link", "form"} & {tag for tag, _ in tags}
    for _, attributes in tags:
        assert not [name for name in attributes if _ATTRIBUTES.fullmatch(name)]
        assert (attributes.get("href") or "#").startswith("#")
    for forbidden in (hostile.ESCAPE, hostile.OVERRIDE, "\x00", "\x07", "\ud800"):
        assert forbidden not in text


def test_hostile_text_is_shown_as_text() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(hostile.analysis())


def test_the_policy_lets_in_only_our_style_and_script() -> None:
    text = page(sample.analysis())
    for tag in ("style", "script"):
        content = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;" not in text
        assert f"{tag}-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/report.*")), ids=lambda p: p.parent.name)
def test_the_whole_text_and_every_mark_are_on_the_page(path: Path) -> None:
    analysis = analyze(path)
    facts = analysis.facts
    marked = MarkedText(facts, entries(analysis))
    for block in facts.document.blocks:
        segments = list(marked.segments(block.span))
        assert "".join(each.text for each in segments) == block.span.of(facts.text)
    text = page(analysis)
    for checked in facts.claims:
        assert f'data-claim="{checked.claim.id}"' in text
    for ref, cell in facts.cells.items():
        if cell.state != "unread":
            assert text.count(f'data-cell="{ref}"') >= 1
    for entry in entries(analysis):
        assert text.count(f'id="f{entry.number}"') == 1


def test_same_analysis_same_bytes(*, regen: bool) -> None:
    data = to_html.render(sample.settled())
    assert data == to_html.render(sample.settled())
    assert matches("report.html", data, regen=regen)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The faulty sample's page in the browser; fails on any console message or request."""
    file = tmp_path / "report.html"
    file.write_bytes(to_html.render(analyze(FAULTY)))
    said: list[str] = []
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda r: None if r.url.startswith("file:") else said.append(r.url))
    tab.goto(file.as_uri())
    yield tab
    tab.close()
    assert said == []


@pytest.mark.slow
def test_claims_light_their_cells_and_cells_their_claims(opened: Any) -> None:
    opened.locator(".paper .claim", has_text="19件").click()
    lit = opened.locator("td.lit")
    assert lit.count() == 1
    assert lit.get_attribute("data-cell") == "requests.new_received.total"
    assert opened.locator("#tab-claims").get_attribute("aria-selected") == "true"
    opened.keyboard.press("Escape")
    assert opened.locator(".lit").count() == 0
    opened.locator('td[data-cell="requests.granted.total"]').click()
    assert opened.locator(".paper .claim.lit").inner_text() == "8件"


@pytest.mark.slow
def test_keyboard_and_filters(opened: Any) -> None:
    opened.locator(".paper .claim", has_text="19件").focus()
    opened.keyboard.press("Enter")
    assert opened.locator("td.lit").count() == 1
    opened.locator("#tab-findings").click()
    cards = opened.locator("#panel-findings .card:visible")
    everything = cards.count()
    opened.locator('.pill[data-severity="critical"]').click()
    some = cards.count()
    assert 0 < some < everything
    opened.locator('.pill[data-severity="critical"]').click()
    opened.locator("#code").select_option("C01")
    assert cards.count() == 1
    assert opened.locator("#count").inner_text() == "显示 1 条"


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_off_the_page(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 844})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.locator("#theme").click()
    assert opened.evaluate("document.documentElement.dataset.theme") == "dark"
