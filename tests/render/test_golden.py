"""Golden files of the text formats; the packed ones stand with their own tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analyzer.analysis import Analysis
from analyzer.render.formats import FORMATS, Output
from analyzer.render.page import Page
from tests.render import sample
from tests.render.golden import matches


def _format(name: str, output: Output) -> Callable[[Analysis], bytes]:
    return lambda analysis: FORMATS[name].write((analysis,), (), output)


TEXTS: dict[str, Callable[[Analysis], bytes]] = {
    "terminal.txt": _format("terminal", Output()),
    "narrow.txt": _format("terminal", Output(Page(48))),
    "report.json": _format("json", Output()),
    "report.jsonl": _format("jsonl", Output()),
    "card.html": lambda analysis: analysis._repr_html_().encode(),
}


@pytest.mark.parametrize("name", TEXTS)
def test_same_analysis_same_bytes(name: str, *, regen: bool) -> None:
    data = TEXTS[name](sample.settled())
    assert data == TEXTS[name](sample.settled())
    assert matches(name, data, regen=regen)
