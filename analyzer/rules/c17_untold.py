"""C17: figures of the tables that the prose never speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import CellAnchor, Fault
from analyzer.lexicon.names import name_of
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told
from analyzer.rules.passages import statements
from analyzer.rules.phrasing import any_of, any_pattern

_CLAUSE: Final = re.compile(r"[^。；\n]+")
# What to look for in the prose → the cells that make it worth a word.
_CELLS: Final = {
    "regulations": ("regulations.issued", "regulations.repealed", "regulations.in_force"),
    "normative_documents": ("normative_documents.issued", "normative_documents.in_force"),
    "licensing": ("licensing.decisions",),
    "penalty": ("penalty.decisions",),
    "coercion": ("coercion.decisions",),
    "fees": ("fees.amount",),
    "review": ("review.total",),
    "suit": ("suit_direct.total", "suit_after.total"),
}
_DISPUTES: Final = ("review", "suit")
_DOCUMENTS: Final = tuple(
    f"disclosure.normative_documents.{column}" for column in ("issued", "repealed", "in_force")
)


@rule(
    "C17",
    name="表有值正文零提及",
    severity="low",
    certainty="hint",
    basis="国办公开办函〔2021〕30号：总体情况应与数据表相呼应（经验性提示）",
)
def untold(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表里填了数，正文一个字也没有提到。

    为什么：读者看到一个孤零零的数，不知道是什么决定、是否公开；也可能是填错了格。
    报告：规章、规范性文件、许可、处罚、强制、收费或复议诉讼的格大于 0，正文（标题不算）从头到尾没有提到。
      另有一种提示：表二规范性文件三格全为 0，正文却说公开、印发了规范性文件，请核实是否漏填。
    不报告：正文在任何地方提到过，哪怕没有数字；“规章制度”“法律法规规章”不算提到规章；格为 0、空白或未读出。
    依据：经验性提示，不等于错误，不扣分。
    例：表二行政许可 210 件，正文没有“许可”“审批”等字样。
    """
    told = [facts.quote(span) for span in statements(facts)]
    for row, cells in _CELLS.items():
        form = "disputes" if row in _DISPUTES else "disclosure"
        refs = [ref for cell in cells if facts.value(ref := f"{form}.{cell}")]
        if refs and not any(_mentions(text, row) for text in told):
            cells_named = "、".join(cell_told(facts, ref) for ref in refs)
            yield Fault(
                message=f"{name_of('form', form)}{cells_named}，正文没有任何说明。",
                anchors=tuple(CellAnchor(ref) for ref in refs),
                advice="请在总体情况中补一句说明（是什么、多少、是否已公开）；如属误填，更正表格。",
            )
    yield from _published_but_zero(facts)


def _mentions(text: str, row: str) -> bool:
    for match in any_of("mentions", row, "words").finditer(text):
        decoys = any_of("mentions", row, "only_not").finditer(text)
        if not any(d.start() <= match.start() and match.end() <= d.end() for d in decoys if d[0]):
            return True
    return False


def _published_but_zero(facts: Facts) -> Iterator[Fault]:
    if facts.edition != "2021" or any(facts.value(ref) != 0 for ref in _DOCUMENTS):
        return
    said = any_pattern("mentions", "published_documents", "said_pattern")
    not_said = any_pattern("mentions", "published_documents", "not_said_pattern")
    for span in statements(facts, "overview", "disclosure"):
        for clause in _CLAUSE.finditer(facts.quote(span)):
            match = said.search(clause[0])
            if match and not not_said.search(clause[0]):
                start = span.start + clause.start() + match.start()
                yield Fault(
                    message=(
                        f"正文写“{match[0]}”，但表二行政规范性文件的制发、废止、现行有效三格都是 0，"
                        "请核实是公开上级机关的文件，还是表格漏填。"
                    ),
                    anchors=(Span(start, start + len(match[0])), *map(CellAnchor, _DOCUMENTS)),
                    advice="公开的是上级文件的，正文写明；本机关制发过规范性文件的，补填表二。",
                    severity="info",
                )
                return
