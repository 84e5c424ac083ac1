"""The audit opinion (审核意见书): what an auditor sends to the agency, as a Word document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from docx.shared import Pt

from analyzer.analysis import Analysis, number
from analyzer.finding import SEVERITIES
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.listing import Entry, entries, expected, metric_name, why
from analyzer.render.unread_text import unread
from analyzer.render.word.sheet import labelled, prose, saved, sheet, table, title

if TYPE_CHECKING:
    from docx.document import Document

_TITLE: Final = "政府信息公开工作年度报告审核意见书"
_MOST_QUOTES: Final = 3
_MOST_CELLS: Final = 6


def render(analysis: Analysis) -> bytes:
    """The opinion on one report: summary, findings by severity, claims, gaps, score."""
    document = sheet(_TITLE)
    title(document, _TITLE)
    found = entries(analysis)
    _subject(document, analysis)
    document.add_heading("一、审核结论", level=1)
    for paragraph in _summary(analysis, found):
        prose(document, paragraph)
    document.add_heading("二、审核发现", level=1)
    _findings(document, found)
    document.add_heading("三、数字核对", level=1)
    _claims(document, analysis)
    document.add_heading("四、未能读出的内容", level=1)
    gaps = unread(analysis.facts)
    if gaps:
        table(document, ("位置", "内容"), gaps, (3.6, 12.4))
    else:
        prose(document, "正文和三张标准表均已读出。")
    document.add_heading("五、评分", level=1)
    _score(document, analysis)
    _signature(document)
    return saved(document)


def _subject(document: Document, analysis: Analysis) -> None:
    about, facts = analysis.facts.document, analysis.facts
    level = f"（{name_of('agency_level', about.agency_level)}）" if about.agency_level else ""
    rows = [
        ("报告名称", about.title or about.source),
        ("报告机关", f"{about.agency}{level}" if about.agency else "未识别"),
        ("报告年度", f"{about.year} 年" if about.year else "未识别"),
        ("表格版式", name_of("edition", facts.edition) if facts.edition else "没有读到表格"),
        ("落款日期", about.signed or "未识别"),
        ("审核文件", f"{about.source}（校验码 {about.sha256[:12]}）"),
    ]
    grid = table(document, (), rows, (3.2, 12.8))
    for row in grid.rows:
        for run in row.cells[0].paragraphs[0].runs:
            run.bold = True


def _summary(analysis: Analysis, found: Sequence[Entry]) -> list[str]:
    score = analysis.score
    counted = Counter(entry.finding.severity for entry in found)
    listed = "、".join(
        f"{name_of('severity', s)} {counted[s]} 条" for s in SEVERITIES if counted[s]
    )
    outcomes = Counter(each.verdict.outcome for each in analysis.facts.claims)
    held = sum(count for outcome, count in outcomes.items() if outcome != "unlinked")
    first = (
        f"该报告综合得分 {number(score.total)} 分（满分 100 分），结论为“{score.grade}”；"
        f"其中文字叙述部分 {number(score.narrative)} 分（满分 100 分）。"
    )
    second = f"共发现问题 {len(found)} 条：{listed}。" if found else "没有发现需要改正的问题。"
    third = (
        f"正文中可以与表格核对的数字 {held} 处，其中不一致 {outcomes['disagrees']} 处；"
        f"口径不明、未作结论的 {outcomes['incomparable']} 处。"
    )
    return [first, second, third]


def _findings(document: Document, found: Sequence[Entry]) -> None:
    if not found:
        prose(document, "没有发现需要改正的问题。")
    for place, severity in enumerate(SEVERITIES):
        group = [entry for entry in found if entry.finding.severity == severity]
        if not group:
            continue
        document.add_heading(f"{name_of('severity', severity)}（{len(group)} 条）", level=2)
        for entry in group:
            _finding(document, entry, grave=place < 2)


def _finding(document: Document, entry: Entry, *, grave: bool) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.left_indent = Pt(21)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(3)
    heading.paragraph_format.keep_with_next = True
    heading.add_run(f"{entry.number}. {entry.finding.name}").bold = True
    heading.add_run(f"〔{entry.finding.code}，{entry.certainty}，{legible(entry.place)}〕")
    labelled(document, "问题", entry.finding.message)
    if entry.quotes:
        shown = "；".join(f"“{quote}”" for quote in entry.quotes[:_MOST_QUOTES])
        labelled(document, "原文", shown + ("等" if len(entry.quotes) > _MOST_QUOTES else ""))
    if entry.cells and grave:
        shown = "；".join(entry.cells[:_MOST_CELLS])
        labelled(document, "表格", shown + ("等" if len(entry.cells) > _MOST_CELLS else ""))
    if entry.finding.basis:
        labelled(document, "依据", entry.finding.basis)
    if entry.finding.advice:
        labelled(document, "建议", entry.finding.advice)
    for related in entry.related:
        labelled(document, "同因", related)


def _claims(document: Document, analysis: Analysis) -> None:
    facts = analysis.facts
    wrong = [each for each in facts.claims if each.verdict.outcome == "disagrees"]
    if not wrong:
        prose(document, "可以核对的数字与表格一致，或口径不明未作结论。")
        return
    rows = [
        (
            each.claim.text,
            metric_name(each),
            expected(each),
            why(each, facts) or name_of("outcome", "disagrees"),
        )
        for each in wrong
    ]
    table(document, ("正文所写", "指标", "按表格应为", "差异"), rows, (3.6, 4.6, 2.6, 5.2))


def _score(document: Document, analysis: Analysis) -> None:
    score = analysis.score
    rows = [
        (
            dimension.name,
            number(dimension.points) or "0",
            number(dimension.of) or "0",
            "\n".join(dimension.reasons) or "未扣分",
        )
        for dimension in score.dimensions
    ]
    total = ("合计", number(score.total) or "0", "100", score.grade)
    table(document, ("维度", "得分", "满分", "理由"), [*rows, total], (3.2, 1.6, 1.6, 9.6))


def _signature(document: Document) -> None:
    prose(document, "")
    prose(document, "本意见书由程序依据公开的规则生成，结论应经审核人员复核后发出。")
    for line in (
        "审核单位（盖章）：____________________",
        "审核人：____________________",
        "日\u3000期：________年____月____日",
    ):
        paragraph = prose(document, line, indent=False)
        paragraph.paragraph_format.left_indent = Pt(230)
