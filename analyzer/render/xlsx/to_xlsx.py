"""The workbook: 总览, 发现, 陈述核对, 表格, 评分; for several reports a ledger with ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, get_args

from analyzer.analysis import Analysis
from analyzer.claim import Outcome
from analyzer.finding import SEVERITIES
from analyzer.lexicon.names import name_of
from analyzer.render.cell_names import formula_name
from analyzer.render.listing import Entry, context, entries, metric_name, why
from analyzer.render.unread_text import unread
from analyzer.render.xlsx.book import DATE, Book, Column, Value
from analyzer.render.xlsx.forms_sheet import write_forms

_OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
_WHOLE: Final = "#,##0"
_SCORE: Final = "0.0"
_EXACT: Final = "#,##0.####"
_PLACES: Final = Decimal("0.0001")
_REPORT: Final = (Column("报告", 26),)
_FINDINGS: Final = (
    Column("序号", 6, "0"), Column("代码", 7), Column("名称", 18), Column("严重程度", 9),
    Column("把握程度", 9), Column("位置", 16), Column("问题", 46), Column("原文", 22),
    Column("单元格", 28), Column("建议", 34), Column("依据", 24), Column("同因", 28),
    Column("应为", 11), Column("实为", 11), Column("复核", 8), Column("指纹", 18),
)  # fmt: skip
_FINDINGS_PRINTED: Final = 11
_CLAIMS: Final = (
    Column("原文", 18), Column("所在句子", 44), Column("指标", 24), Column("类型", 8),
    Column("写法", 8), Column("下限", 12, _EXACT), Column("上限", 12, _EXACT), Column("单位", 8),
    Column("口径", 9), Column("年份", 7, "0"), Column("对应算式", 30), Column("表内应为", 12, _EXACT),
    Column("结论", 14), Column("说明", 32),
)  # fmt: skip
_SCORES: Final = (
    Column("维度", 20), Column("得分", 8, _SCORE), Column("满分", 8, _SCORE), Column("理由", 90),
)  # fmt: skip
_LEDGER: Final = (
    Column("名次", 6, "0"), Column("机关", 26), Column("层级", 12), Column("年度", 8, "0"),
    Column("总分", 8, _SCORE), Column("结论", 16), Column("叙述分", 8, _SCORE),
    *(Column(name, 7, _WHOLE) for name in ("严重", "必改", "应改", "建议", "提示")),
    Column("可核对数字", 11, _WHOLE), Column("其中不一致", 11, _WHOLE), Column("未读出的格", 11, _WHOLE),
    Column("落款日期", 14, DATE), Column("文件", 34),
)  # fmt: skip


def render(analyses: Sequence[Analysis]) -> bytes:
    """The workbook of one report, or the ledger of several, the best score first."""
    title = "年度报告审核台账" if len(analyses) > 1 else _title(analyses[0])
    book = Book(title)
    several = len(analyses) > 1
    ranked = sorted(analyses, key=lambda each: (-each.score.total, each.facts.document.source))
    if several:
        book.listing("台账", _LEDGER, [_ledger(rank, each) for rank, each in _ranks(ranked)])
    else:
        _overview(book, analyses[0])
    _findings(book, ranked, several=several)
    _claims(book, ranked, several=several)
    if not several:
        write_forms(book, analyses[0])
    _scores(book, ranked, several=several)
    return book.packed()


def _title(analysis: Analysis) -> str:
    return analysis.facts.document.title or analysis.facts.document.source


def _ranks(ranked: Sequence[Analysis]) -> Iterator[tuple[int, Analysis]]:
    """Equal scores share a rank."""
    rank = 0
    for place, analysis in enumerate(ranked, start=1):
        if place == 1 or analysis.score.total != ranked[place - 2].score.total:
            rank = place
        yield rank, analysis


def _ledger(rank: int, analysis: Analysis) -> list[Value]:
    facts, score = analysis.facts, analysis.score
    about = facts.document
    severities = Counter(entry.finding.severity for entry in entries(analysis))
    outcomes = Counter(each.verdict.outcome for each in facts.claims)
    return [
        rank,
        about.agency or "未识别",
        name_of("agency_level", about.agency_level) if about.agency_level else "",
        about.year,
        score.total,
        score.grade,
        score.narrative,
        *(severities[severity] for severity in SEVERITIES),
        len(facts.claims) - outcomes["unlinked"],
        outcomes["disagrees"],
        sum(cell.state == "unread" for cell in facts.cells.values()),
        date.fromisoformat(about.signed) if about.signed else "",
        about.source,
    ]


def _overview(book: Book, analysis: Analysis) -> None:
    facts, score = analysis.facts, analysis.score
    about = facts.document
    sheet = book.sheet("总览", landscape=False)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 52)
    book.heading(sheet, 0, _title(analysis))
    level = f"（{name_of('agency_level', about.agency_level)}）" if about.agency_level else ""
    rows: list[tuple[str, Value]] = [
        ("文件", about.source),
        ("机关", f"{about.agency}{level}" if about.agency else "未识别"),
        ("年度", f"{about.year} 年" if about.year else "未识别"),
        ("版式", name_of("edition", facts.edition) if facts.edition else "没有读到表格"),
        ("落款日期", date.fromisoformat(about.signed) if about.signed else "未识别"),
        ("总分", score.total),
        ("结论", score.grade),
        ("叙述分", score.narrative),
    ]
    row = _pairs(book, 2, sheet, rows)
    severities = Counter(entry.finding.severity for entry in entries(analysis))
    outcomes = Counter(each.verdict.outcome for each in facts.claims)
    counted = [(name_of("severity", key), severities[key]) for key in SEVERITIES]
    book.heading(sheet, row + 1, "发现", size=12)
    first = row + 2
    row = _pairs(book, first, sheet, counted)
    book.chart(sheet, f"D{first + 1}", "发现（条）", ("总览", first, row - 1, 0))
    book.heading(sheet, row + 1, "定量陈述", size=12)
    row = _pairs(book, row + 2, sheet, [(name_of("outcome", k), outcomes[k]) for k in _OUTCOMES])
    book.heading(sheet, row + 1, "未能读出或未作判断的内容", size=12)
    _pairs(book, row + 2, sheet, unread(facts) or [("全部", "均已读出")])


def _pairs(book: Book, row: int, sheet: object, rows: Sequence[tuple[str, Value]]) -> int:
    """Rows of a name and a value; the row behind them."""
    for name, value in rows:
        book.write(sheet, row, 0, name, border=1, bg_color="#EDE8DD")
        shown = DATE if isinstance(value, date) else "#,##0.##"
        book.write(sheet, row, 1, value, border=1, align="left", num_format=shown)
        row += 1
    return row


def _findings(book: Book, analyses: Sequence[Analysis], *, several: bool) -> None:
    listed = [(analysis, entry) for analysis in analyses for entry in entries(analysis)]
    shift = len(_REPORT) if several else 0
    rows = [[*_name(analysis, several=several), *_finding(entry)] for analysis, entry in listed]
    book.listing(
        "发现",
        (*(_REPORT if several else ()), *_FINDINGS),
        rows,
        lambda row, column: listed[row][1].finding.severity if column == shift + 3 else "",
        printed=shift + _FINDINGS_PRINTED,
    )


def _name(analysis: Analysis, *, several: bool) -> list[Value]:
    return [analysis.facts.document.agency or _title(analysis)] if several else []


def _finding(entry: Entry) -> list[Value]:
    finding = entry.finding
    return [
        entry.number,
        finding.code,
        finding.name,
        entry.severity,
        entry.certainty,
        entry.place,
        finding.message,
        "\n".join(entry.quotes),
        "\n".join(entry.cells),
        finding.advice,
        finding.basis,
        "\n".join(entry.related),
        finding.expected,
        finding.actual,
        entry.status,
        finding.fingerprint,
    ]


def _claims(book: Book, analyses: Sequence[Analysis], *, several: bool) -> None:
    listed = [(analysis, each) for analysis in analyses for each in analysis.facts.claims]
    shift = len(_REPORT) if several else 0
    rows: list[list[Value]] = []
    for analysis, checked in listed:
        facts, claim, verdict = analysis.facts, checked.claim, checked.verdict
        quantity = claim.quantity
        rows.append(
            [
                *_name(analysis, several=several),
                claim.text,
                context(facts, claim.span).of(facts.text),
                metric_name(checked),
                name_of("kind", claim.kind),
                name_of("hedge", quantity.hedge),
                quantity.low,
                quantity.high,
                quantity.unit,
                name_of("scope", claim.scope),
                claim.period,
                formula_name(verdict.target, facts) if verdict.target else "",
                None if verdict.expected is None else verdict.expected.quantize(_PLACES),
                name_of("outcome", verdict.outcome),
                why(checked, facts),
            ]
        )
    book.listing(
        "陈述核对",
        (*(_REPORT if several else ()), *_CLAIMS),
        rows,
        lambda row, column: listed[row][1].verdict.outcome if column == shift + 12 else "",
    )


def _scores(book: Book, analyses: Sequence[Analysis], *, several: bool) -> None:
    rows: list[list[Value]] = []
    for analysis in analyses:
        name, score = _name(analysis, several=several), analysis.score
        rows += [
            [*name, each.name, each.points, each.of, "\n".join(each.reasons)]
            for each in score.dimensions
        ]
        rows.append([*name, "合计", score.total, 100, score.grade])
    book.listing("评分", (*(_REPORT if several else ()), *_SCORES), rows)
