"""The analysis for a person at a terminal: findings with quotes and cells, claims, gaps, score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.analysis import Analysis, Facts
from analyzer.document import Span
from analyzer.finding import SEVERITIES, CellAnchor, Finding
from analyzer.lexicon.names import name_of
from analyzer.render.claims_text import claim_parts
from analyzer.render.legible import legible
from analyzer.render.listing import cell_text, context
from analyzer.render.page import Page, Piece, Text, entries, heading, written
from analyzer.render.score_text import score_parts
from analyzer.render.unread_text import unread
from analyzer.rule import Rule

_STYLES: Final = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "low": "cyan",
    "info": "dim",
}
_MARKED: Final = "bold reverse"
_AROUND: Final = 60
_MOST_QUOTES: Final = 3
_MOST_CELLS: Final = 8


def render(
    analysis: Analysis, rules: Sequence[Rule], *, width: int = 80, color: bool = False
) -> str:
    """The whole analysis as text of `width` columns; escape sequences only where `color`."""
    page = Page(width, color)
    gaps = unread(analysis.facts)
    closing = f"按 {len(rules)} 条规则审核；规则说明见 nianbao explain 代码。"
    return "".join(
        (
            *_header(analysis, page),
            *_findings(analysis, page),
            *claim_parts(analysis.facts, page),
            heading("未读出的内容", page),
            entries(gaps, page) if gaps else written("  没有。", page),
            *score_parts(analysis.score, page),
            "\n" + written(closing, page, "dim"),
        )
    )


def _header(analysis: Analysis, page: Page) -> Iterator[str]:
    document, score = analysis.facts.document, analysis.score
    edition = analysis.facts.edition
    level = document.agency_level
    agency = document.agency or "未识别"
    if level:
        agency += f"（{name_of('agency_level', level)}）"
    counted = Counter(f.severity for f in analysis.findings if f.status != "dismissed")
    summary = "，".join(
        f"{name_of('severity', s)} {counted[s]} 条" for s in SEVERITIES if counted[s]
    )
    yield written(legible(document.title or document.source), page, "bold")
    yield entries(
        [
            ("文件", legible(document.source)),
            ("机关", legible(agency)),
            ("年度", str(document.year) if document.year else "未识别"),
            ("版式", name_of("edition", edition) if edition else "未识别（没有读到表格）"),
            ("落款", document.signed or "未识别"),
            ("总分", f"{score.total} 分，{legible(score.grade)}"),
            ("发现", summary or "没有"),
        ],
        page,
    )


def _findings(analysis: Analysis, page: Page) -> Iterator[str]:
    shown = [finding for finding in analysis.findings if finding.status != "dismissed"]
    for severity in SEVERITIES:
        group = [finding for finding in shown if finding.severity == severity]
        if not group:
            continue
        title = f"{name_of('severity', severity)}（{len(group)} 条）"
        yield heading(title, page, _STYLES[severity])
        for finding in group:
            certainty = name_of("certainty", finding.certainty)
            named = [
                Piece("  "),
                Piece(finding.code, _STYLES[severity]),
                Piece(f" {finding.name}", "bold"),
                Piece(f"〔{certainty}〕", "dim"),
            ]
            yield written(named, page)
            yield entries(_details(finding, analysis.facts, page), page, 4)
    dismissed = len(analysis.findings) - len(shown)
    if dismissed:
        yield "\n" + written(f"另有 {dismissed} 条发现已经人工复核排除。", page, "dim")


def _details(finding: Finding, facts: Facts, page: Page) -> list[tuple[str, str | Text]]:
    rows: list[tuple[str, str | Text]] = [("问题", legible(finding.message))]
    rows += [("原文", quote) for quote in _quotes(finding, facts, page)]
    cells = [anchor.ref for anchor in finding.anchors if isinstance(anchor, CellAnchor)]
    rows += [("单元格", legible(cell_text(ref, facts))) for ref in cells[:_MOST_CELLS]]
    if len(cells) > _MOST_CELLS:
        rows.append(("", f"另有 {len(cells) - _MOST_CELLS} 格"))
    if finding.basis:
        rows.append(("依据", legible(finding.basis)))
    if finding.advice:
        rows.append(("建议", legible(finding.advice)))
    rows.append(("指纹", finding.fingerprint))
    rows += [("同因", legible(f"{each.code} {each.message}")) for each in finding.related]
    return rows


def _quotes(finding: Finding, facts: Facts, page: Page) -> Iterator[str | Text]:
    """The sentences that the anchors stand in, each once, the anchored characters marked."""
    contexts: dict[Span, list[Span]] = {}
    for anchor in finding.anchors:
        if isinstance(anchor, Span):
            contexts.setdefault(context(facts, anchor), []).append(anchor)
    for around, marks in list(contexts.items())[:_MOST_QUOTES]:
        yield _marked(facts, around, sorted(set(marks)), page)
    if len(contexts) > _MOST_QUOTES:
        yield f"另有 {len(contexts) - _MOST_QUOTES} 处"


def _marked(facts: Facts, context: Span, marks: Sequence[Span], page: Page) -> Text:
    start = max(context.start, marks[0].start - _AROUND)
    end = min(context.end, max(mark.end for mark in marks) + _AROUND)
    text, at = [Piece("…" if start > context.start else "")], start
    for mark in marks:
        inside = Span(max(mark.start, at), min(mark.end, end))
        if inside.start >= inside.end:
            continue
        quote = legible(inside.of(facts.text))
        text.append(Piece(legible(facts.text[at : inside.start])))
        text.append(Piece(quote if page.color else f"【{quote}】", _MARKED))
        at = inside.end
    text.append(Piece(legible(facts.text[at:end])))
    return [*text, Piece("…" if end < context.end else "")]
