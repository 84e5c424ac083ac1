"""The register of output formats. A new format is a module `to_x`, a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from analyzer.analysis import Analysis
from analyzer.render import to_json, to_terminal
from analyzer.render.page import Page
from analyzer.rule import Rule


class Output(NamedTuple):
    """Where an analysis goes: the page, and whether it is one of several in the same output."""

    page: Page = Page()
    several: bool = False


Writer = Callable[[Analysis, Sequence[Rule], Output], bytes]


def _terminal(analysis: Analysis, rules: Sequence[Rule], output: Output) -> bytes:
    text = to_terminal.render(analysis, rules, width=output.page.width, color=output.page.color)
    return f"{text}\n".encode() if output.several else text.encode()


def _json(analysis: Analysis, rules: Sequence[Rule], output: Output) -> bytes:
    """One object for one report, JSON Lines for several."""
    return to_json.line(analysis.to_dict()) if output.several else to_json.render(analysis, rules)


FORMATS: Final[Mapping[str, Writer]] = {"terminal": _terminal, "json": _json}
