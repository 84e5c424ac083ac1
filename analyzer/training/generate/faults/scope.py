"""Faults of who reports, and whose figures they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final

from analyzer.training.generate.faults.edits import added
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.report import Report

_ISSUED: Final = "disclosure.normative_documents.issued"
_RECEIVED: Final = "requests.new_received.total"
# Bodies without a power of their own (国办发〔2018〕37号), in place of the department's name.
_BODIES: Final = (
    "防汛抗旱指挥部",
    "爱国卫生运动领导小组",
    "创建文明城市指挥部",
    "城市建设工作专班",
)
_DEPARTMENT: Final = re.compile(r"(?<=[县市区省])[^县市区省]+$")
_OF_ITSELF: Final = re.compile("[我本][局委厅办]")
_GOVERNMENTS: Final = ("county_government", "city_government", "provincial_government")
# Words and sentences that tell whether the figures are those of the whole area.
_AREA: Final = re.compile("全[省市县区旗州盟]")
_SCOPE: Final = re.compile(
    "汇总|本级|行政区域|各(?:部门|单位|乡镇|镇|街道|县|区|级)|辖区内|[市县区]直"
)
_SUBORDINATES: Final = ("所属不动产登记中心", "下属质量检测中心", "所属政务信息中心")


def documents_without_power(report: Report, chance: Random) -> Injected | None:
    """L03: normative documents by a headquarters or a leading group."""
    own = report.manuscript
    name = _DEPARTMENT.search(own.agency)
    if own.agency_level not in ("county_department", "city_department") or name is None:
        return None
    if not int(report.cells.get(_ISSUED, "0")):
        return None
    body = _DEPARTMENT.sub(chance.choice(_BODIES), own.agency)

    def renamed(text: str) -> str:
        return _OF_ITSELF.sub("本机构", text.replace(own.agency, body))

    faulty = _rewritten(replace(report, manuscript=replace(own, agency=body)), renamed)
    also = frozenset({"S08", "S22"})
    return Injected(faulty, "L03", (_ISSUED,), also=also)


def scope_untold(report: Report, chance: Random) -> Injected | None:
    """L11: a government that does not say whether the figures are its own or those of its area."""
    if report.manuscript.agency_level not in _GOVERNMENTS or not int(report.cells[_RECEIVED]):
        return None
    return Injected(_rewritten(report, _without_scope), "L11", also=frozenset({"S19", "C17"}))


def subordinates_counted(report: Report, chance: Random) -> Injected | None:
    """L11: applications to a subordinate body stand in the department's own table."""
    if not report.manuscript.agency_level.endswith("_department"):
        return None
    theirs = chance.randint(2, 6)
    rows = ("new_received", "granted", "result_total")
    refs = [f"requests.{row}.{column}" for row in rows for column in ("natural_person", "total")]
    cells = {ref: str(Decimal(report.cells[ref]) + theirs) for ref in refs}
    quote = f"{theirs}件"
    who = chance.choice(_SUBORDINATES)
    told = chance.choice(
        (f"{who}收到政府信息公开申请{quote}。", f"{who}受理政府信息公开申请{quote}。")
    )
    faulty = added(report.with_cells(cells), "overview", told, "requests")
    if faulty is None or not int(report.cells[_RECEIVED]):
        return None
    also = {"C01", "C02", "C05", "C09", "C10", "C11", "T01", "T03", "T04", "T06", "T12", "S12"}
    return Injected(faulty, "L11", (_RECEIVED,), also=frozenset(also | {"Y06", "Y10"}))


def _without_scope(text: str) -> str:
    sentences = re.split("(?<=[。])", _AREA.sub("", text))
    return "".join(sentence for sentence in sentences if not _SCOPE.search(sentence))


def _rewritten(report: Report, change: Callable[[str], str]) -> Report:
    own = report.manuscript
    parts = tuple(
        replace(part, paragraphs=tuple(filter(None, map(change, part.paragraphs))))
        for part in own.parts
    )
    return replace(report, manuscript=replace(own, title=change(own.title), parts=parts))
