"""An invented report, understood by hand: what renderers and the score are tested with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from analyzer.analysis import Analysis, Dimension, Facts, Scorecard
from analyzer.claim import CheckedClaim, Claim, Link, Quantity, Verdict
from analyzer.document import (
    Block,
    Cell,
    Document,
    Label,
    Loss,
    RowReading,
    Section,
    Sentence,
    Span,
    Table,
)
from analyzer.finding import CellAnchor, Finding
from analyzer.forms.form import form
from analyzer.profile import load
from analyzer.score import score

TITLE = "临江县水利局2024年政府信息公开工作年度报告"
TOLD = (  # section, sentence, aspect, role
    ("overview", "全年主动公开水利信息120条。", "disclosure", "fact"),
    ("overview", "全年收到政府信息公开申请15件，已办结13件。", "requests", "fact"),
    ("overview", "（三）政府信息管理。", "management", "heading"),
    ("overview", "开设门户网站专栏。", "platform", "fact"),
    (
        "problems",
        "一是依申请答复文书的说理部分写得不够充分，个别文书缺少法律依据。",
        "problem",
        "problem",
    ),
    ("problems", "二是人手少。", "problem", "problem"),
    ("problems", "每季度由法规科抽查十份答复文书并通报结果。", "improvement", "measure"),
    ("problems", "2023年指出的目录更新慢的问题已在三月前整改完毕。", "improvement", "fact"),
    ("other", "本年度未收取信息处理费。", "other", "fact"),
)
TOTAL = "requests.new_received.total"


def facts(*, control: str = "", previous: Facts | None = None) -> Facts:
    """The report as facts; `control` is slipped into the second sentence."""
    parts, sentences, at = [f"{TITLE}\n"], [], len(TITLE) + 1
    for section, told, aspect, role in TOLD:
        text = told.replace("申请15件", f"申请{control}15件")
        span = Span(at, at + len(text))
        labels = (Label(aspect, 0.97), Label(role, 0.9))
        sentences.append(Sentence(span, section, len(sentences), *labels))
        parts.append(f"{text}\n")
        at = span.end + 1
    text = "".join(parts)
    document = Document(
        source="samples/临江.docx",
        sha256="0" * 64,
        format="docx",
        text=text,
        blocks=(Block("paragraph", Span(0, len(text))),),
        title=TITLE,
        title_span=Span(0, len(TITLE)),
        agency="临江县水利局",
        agency_level="county_department",
        year=2024,
        signed="2025-01-10",
        losses=(Loss("第3页有一张图片，图中文字没有读取"),),
    )
    sections = tuple(
        Section(key, key, "", Span(own[0].span.start, own[-1].span.end), own[0].span)
        for key in ("overview", "problems", "other")
        if (own := [sentence for sentence in sentences if sentence.section == key])
    )
    return Facts(document, sections, tuple(sentences), (_requests(),), _claims(text), previous)


def _requests() -> Table:
    printed = form("requests", "2021")
    cells = {ref: Cell(ref, Decimal(0), "0", "number") for ref in printed.refs}
    cells[TOTAL] = Cell(TOTAL, Decimal(12), "12", "number")
    for ref, text, state in (
        ("requests.granted.total", "", "blank"),
        ("requests.partial.total", "00", "malformed"),
        ("requests.other_misc.total", "", "unread"),
    ):
        cells[ref] = Cell(ref, None, text, state)  # type: ignore[arg-type]
    short = RowReading("other_misc", "3. 其他", ("0",) * 6, 7, "short", Span(0, 0))
    return Table("requests", "2021", cells, Span(0, 0), (short,), unplaced=("另附说明",))


def _claims(text: str) -> tuple[CheckedClaim, ...]:
    total = "requests.result_total.total"
    told = (
        ("120条", 0, None, Verdict("unlinked", None, None, "没有可核对的格")),
        ("15件", 1, "requests.new_received",
         Verdict("disagrees", TOTAL, Decimal(12), "正文15，表内12", "多写3件")),
        ("13件", 1, "requests.result_total", Verdict("incomparable", total, None, "表内未读出")),
    )  # fmt: skip
    claims = []
    for words, sentence, metric, verdict in told:
        quantity = _quantity(text, words)
        claim = Claim(
            f"c{len(claims) + 1}", quantity, words, sentence, "count", metric, 2024, "agency"
        )
        links = (Link(verdict.target, "字面相符", 0.98),) if verdict.target else ()
        claims.append(CheckedClaim(claim, links, verdict))
    return tuple(claims)


def _quantity(text: str, words: str) -> Quantity:
    start, digits = text.index(words), words.rstrip("条件")
    span, number = Span(start, start + len(words)), Span(start, start + len(digits))
    value = Decimal(digits)
    return Quantity(span, number, value, value, value, words[-1], "exact", Decimal(1))


def finding(code: str = "C01", **changes: object) -> Finding:
    """A finding with a few fields of one's own."""
    plain = Finding(
        code=code,
        name="新收数图文不符",
        severity="critical",
        certainty="certain",
        message="正文写新收15件，表三为12件，多3件。",
        advice="核对台账后统一正文和表三。",
        basis="条例第五十条",
        anchors=(),
        expected="12",
        actual="15",
        fingerprint=f"print-{code}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def analysis(*, control: str = "") -> Analysis:
    """Facts, three findings and the score over them."""
    known = facts(control=control)
    start = known.text.index("15件")
    anchors = (Span(start, start + 3), CellAnchor(TOTAL), CellAnchor("requests.granted.total"))
    findings = (
        finding(anchors=anchors),
        finding("A06", name="单元格空白", severity="medium", anchors=(), certainty="likely"),
        finding("W04", name="标点全角半角混用", severity="low", status="dismissed"),
    )
    return Analysis(known, findings, score(known, findings, load()))


def settled() -> Analysis:
    """The analysis with a score written by hand: for golden files, which no profile should change."""
    dimensions = (
        Dimension(
            "structure", "结构格式", Decimal("12.5"), Decimal(15), ("S02 缺一节：扣 2.5 分",)
        ),
        Dimension("figures", "表文一致", Decimal(4), Decimal(15), ("C01：扣 6 分", "C05：扣 5 分")),
        Dimension("years", "跨年衔接", Decimal(0), Decimal(0), ()),
    )
    return replace(
        analysis(), score=Scorecard(Decimal("71.5"), "须改正后重发", Decimal(40), dimensions)
    )
