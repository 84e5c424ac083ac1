"""C05: figures for information granted in full or in part against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C05",
    name="予以公开/部分公开不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def granted(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的予以公开、部分公开件数与表三不一致。

    为什么：公开多少是办理结果中最受关注的数字。
    报告：正文写予以公开、部分公开（或二者合计、公开率）的数，与表三对应各格不同。
    不报告：“公开及部分公开”按两项之和核对；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“予以公开或部分公开12件”，表三两项为 9 与 2。
    """
    yield from disagreements(facts, "C05")
