"""Tables, sections and sentences against the samples in `cases/`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Cell, Document, Span
from analyzer.segment.sections import headings, sections
from analyzer.segment.sentences import clauses, sentences
from analyzer.segment.tables import tables
from tests.segment.sheets import Paper

CASES = Path(__file__).parent / "cases"
TABLES = tomllib.loads((CASES / "tables.toml").read_text("utf-8"))["case"]
PROSE = tomllib.loads((CASES / "prose.toml").read_text("utf-8"))


def name_of(case: dict[str, Any]) -> str:
    return str(case["name"])


def document_of(case: dict[str, Any]) -> Document:
    kind = next(key for key in ("flat", "spaces", "ruled") if key in case)
    paper = Paper()
    grid: list[str] = []

    def end_grid() -> None:
        if not grid:
            return
        if kind == "ruled":
            boxes = [[box_of(text) for text in line.split(" | ")] for line in grid]
            paper.ruled(boxes, sum(across for _, _, across in boxes[0]))
        elif kind == "spaces":
            paper.flat(grid, separator=None)
        else:
            paper.flat([line.replace("→", "\t") for line in grid])
        grid.clear()

    for line in case[kind].strip("\n").split("\n"):
        if line.startswith("===="):
            end_grid()
            paper.paragraph(line.removeprefix("====").strip())
        elif line == "----":
            end_grid()
        else:
            grid.append(line)
    end_grid()
    return paper.document()


def box_of(written: str) -> tuple[str, int, int]:
    text, _, size = written.partition("@")
    down, _, across = size.partition("x")
    return text.strip(), int(down or 1), int(across or 1)


def shown(cell: Cell) -> str:
    if cell.state == "number":
        return cell.text
    return f"malformed:{cell.text}" if cell.state == "malformed" else cell.state


@pytest.mark.parametrize("case", TABLES, ids=name_of)
def test_table(case: dict[str, Any]) -> None:
    document = document_of(case)
    found = tables(document)
    by_form = {table.form: table for table in found}
    cells = {ref: cell for table in found for ref, cell in table.cells.items()}
    expected = case.get("cells", {})
    if any(text == "unread" for text in expected.values()):
        # A table that cannot be read at all may be left out: nothing was placed either way.
        expected = {r: t for r, t in expected.items() if r in cells or t != "unread"}
    assert {ref: shown(cells[ref]) for ref in expected} == expected
    for cell in cells.values():
        if cell.span is not None:
            assert cell.span.of(document.text).strip() == cell.text
    assert not by_form.keys() & set(case.get("absent", ()))
    if "edition" in case:
        assert {table.edition for table in found} == {case["edition"]}
    for text in case.get("unplaced", ()):
        assert any(text in table.unplaced for table in found), [t.unplaced for t in found]
    for key in ("missing_rows", "missing_columns"):
        if key in case:
            assert [name for table in found for name in getattr(table, key)] == case[key]
    outcomes = {reading.row: reading.outcome for table in found for reading in table.rows}
    for row, outcome in case.get("outcomes", {}).items():
        assert outcomes[row] == outcome


def paragraphs(text: str) -> Document:
    paper = Paper()
    for line in text.strip("\n").split("\n"):
        paper.paragraph(line)
    return paper.document()


@pytest.mark.parametrize("case", PROSE["sections"], ids=name_of)
def test_sections(case: dict[str, Any]) -> None:
    document = paragraphs(case["text"])
    found = sections(document)
    assert [f"{section.key} {section.number}" for section in found] == case["expected"]
    assert "".join(section.span.of(document.text) for section in found) == document.text
    for section in found:
        assert section.title == section.title_span.of(document.text)
    if "numbers" in case:
        assert [heading.number for heading in headings(document)] == case["numbers"]


@pytest.mark.parametrize("case", PROSE["sentences"], ids=name_of)
def test_sentences(case: dict[str, Any]) -> None:
    document = paragraphs(case["text"])
    found = sentences(document, sections(document))
    assert [sentence.span.of(document.text) for sentence in found] == case["expected"]


@pytest.mark.parametrize("case", PROSE["clauses"], ids=name_of)
def test_clauses(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == case["expected"]


def test_sentences_know_section_and_paragraph() -> None:
    document = paragraphs("开头。\n一、总体情况\n公开3条。培训1次。\n六、其他需要报告的事项\n无。")
    found = sentences(document, sections(document))
    assert [(s.section, s.paragraph) for s in found] == [
        ("preamble", 0),
        ("overview", 1),
        ("overview", 2),
        ("overview", 2),
        ("other", 3),
        ("other", 4),
    ]
