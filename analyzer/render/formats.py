"""The register of output formats. A new format is a module `to_x`, a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from analyzer.analysis import Analysis
from analyzer.render.page import Page
from analyzer.rule import Rule


class Output(NamedTuple):
    """Where an analysis goes: the page, whether it is one of several in the same output.

    `original` is the file that was read, for formats that write into it.
    """

    page: Page = Page()
    several: bool = False
    original: bytes | None = None


Writer = Callable[[Sequence[Analysis], Sequence[Rule], Output], bytes]


class Format(NamedTuple):
    """An output format.

    Several reports are handed over `in_turn` one after the other into the same output, `together`
    in one file that compares them, or `apart` in a file each. `writes_into` are the formats of
    reports whose file it writes into, where that is at hand.
    """

    extension: str
    write: Writer
    several: Literal["in_turn", "together", "apart"] = "apart"
    binary: bool = False
    writes_into: tuple[str, ...] = ()


def _terminal(analyses: Sequence[Analysis], rules: Sequence[Rule], output: Output) -> bytes:
    from analyzer.render import to_terminal

    text = to_terminal.render(analyses[0], rules, width=output.page.width, color=output.page.color)
    return f"{text}\n".encode() if output.several else text.encode()


def _json(analyses: Sequence[Analysis], rules: Sequence[Rule], output: Output) -> bytes:
    """One object for one report, JSON Lines for several."""
    from analyzer.render import to_json

    if output.several:
        return to_json.line(analyses[0].to_dict())
    return to_json.render(analyses[0], rules)


def _jsonl(analyses: Sequence[Analysis], _rules: Sequence[Rule], _output: Output) -> bytes:
    from analyzer.render import to_json

    return to_json.line(analyses[0].to_dict())


def _docx(analyses: Sequence[Analysis], _rules: Sequence[Rule], output: Output) -> bytes:
    from analyzer.render.word import to_docx

    return to_docx.render(analyses[0], output.original)


def _opinion(analyses: Sequence[Analysis], _rules: Sequence[Rule], _output: Output) -> bytes:
    from analyzer.render.word import to_opinion

    return to_opinion.render(analyses[0])


def _html(analyses: Sequence[Analysis], _rules: Sequence[Rule], _output: Output) -> bytes:
    from analyzer.render.html import to_html

    return to_html.render(analyses[0])


def _sarif(analyses: Sequence[Analysis], rules: Sequence[Rule], _output: Output) -> bytes:
    from analyzer.render import to_sarif

    return to_sarif.render(analyses, rules)


def _csv(analyses: Sequence[Analysis], _rules: Sequence[Rule], _output: Output) -> bytes:
    from analyzer.render import to_csv

    return to_csv.render(analyses)


def _xlsx(analyses: Sequence[Analysis], _rules: Sequence[Rule], _output: Output) -> bytes:
    from analyzer.render.xlsx import to_xlsx

    return to_xlsx.render(analyses)


def _pdf(analyses: Sequence[Analysis], _rules: Sequence[Rule], output: Output) -> bytes:
    from analyzer.render.pdf import to_pdf

    return to_pdf.render(analyses[0], output.original)


FORMATS: Final[Mapping[str, Format]] = {
    "terminal": Format(".txt", _terminal, "in_turn"),
    "json": Format(".json", _json, "in_turn"),
    "jsonl": Format(".jsonl", _jsonl, "in_turn"),
    "sarif": Format(".sarif", _sarif, "together"),
    "csv": Format(".csv", _csv, "together"),
    "html": Format(".html", _html),
    "xlsx": Format(".xlsx", _xlsx, "together", binary=True),
    "docx": Format(".docx", _docx, binary=True, writes_into=("docx",)),
    "pdf": Format(".pdf", _pdf, binary=True, writes_into=("pdf",)),
    "opinion": Format(".docx", _opinion, binary=True),
}
