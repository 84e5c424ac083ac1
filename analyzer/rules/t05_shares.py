"""T05: shares of one whole that do not add up to 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import Claim
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import by_sentence
from analyzer.rules.phrasing import any_of

_HUNDRED: Final = Decimal(100)
_TAKEN: Final = re.compile(
    r"(?:占比?|比例|比重)(?:分别)?(?:为|约|达)?(?:总数|总量|全部|申请总数|申请总量|总|的|比例|比重|为)*\s*$"
)
_BASE: Final = re.compile(
    r"占(?!比)([^\d，。；、]{2,16}?)(?:的)?(?:比例|比重)?(?:为|达到?|约)?\s*$"
)
_BETWEEN: Final = re.compile(r"[^。；;\n]{0,34}")
_JOINED: Final = re.compile(r"\s*[、，和及与]\s*")
_SEVERALLY: Final = re.compile(r"分别占?|比例分别为|占比分别为")
_NEARLY_ALL: Final = 15
_FEW: Final = 3
# Beyond this the shares belong to different classifications (自然人占80%，网络申请占65%).
_MOST_PLAUSIBLE: Final = Decimal(110)
_COMPLETE_COLUMNS: Final = {"natural_person", "organizations"}


@rule(
    "T05",
    name="百分比之和≠100",
    severity="medium",
    certainty="likely",
    basis="文文一致：构成比之和应为 100%",
)
def shares(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """同一总体的各项占比加起来不是 100%。

    为什么：构成比之和应为 100%，差出舍入之外说明有一项写错。
    报告：一句之中连续列出的三项以上占比，之和略超过 100%；或写明是全部（自然人与法人俱全、分别为）而不等于
      100%；每项容许 0.1 个百分点的舍入。
    不报告：“等”“主要”开放列举；各项占的不是同一个总数，或分类角度不同；概数；只列了一部分。
    依据：算术。
    例：“自然人占 81.2%，法人或其他组织占 17.8%”，合计 99%。
    """
    for _, checked in by_sentence(facts):
        claims = [c.claim for c in checked]
        for run in _runs(facts, claims):
            added = sum((claim.quantity.value for claim in run), Decimal(0))
            slack = profile.tolerance("t05_share_each") * len(run)
            if abs(added - _HUNDRED) <= slack:
                continue
            if not _is_complete(facts, run) and (
                added < _HUNDRED or len(run) < _FEW or added > _MOST_PLAUSIBLE
            ):
                continue
            terms = "＋".join(f"{number(claim.quantity.value)}%" for claim in run)
            yield Fault(
                message=f"各项占比 {terms}＝{number(added)}%，不等于 100%。",
                anchors=tuple(claim.span for claim in run),
                advice="请按原始件数重新计算各项占比；只列一部分的，写明“其余为……”。",
                expected=_HUNDRED,
                actual=added,
            )


def _runs(facts: Facts, claims: list[Claim]) -> Iterator[list[Claim]]:
    """Shares that follow each other, each said to be taken of one and the same whole."""
    run: list[Claim] = []
    for claim in claims:
        if claim.kind != "share":
            continue
        if claim.quantity.unit != "%" or claim.quantity.hedge != "exact":
            if len(run) > 1:
                yield run
            run = []
            continue
        if run and not _continues(facts, run[-1], claim):
            if len(run) > 1:
                yield run
            run = []
        if run or _is_taken(facts, claim):
            run.append(claim)
    if len(run) > 1:
        yield run


def _is_taken(facts: Facts, claim: Claim) -> bool:
    before = facts.text[max(0, claim.span.start - 20) : claim.span.start]
    return bool(_TAKEN.search(before) or _BASE.search(before) or _SEVERALLY.search(before))


def _continues(facts: Facts, last: Claim, claim: Claim) -> bool:
    """Whether a share stands in the same list as the one before it."""
    text = facts.text[last.span.end : claim.span.start]
    if not _BETWEEN.fullmatch(text):
        return False
    if _JOINED.fullmatch(text):
        return True
    base = _BASE.search(text)
    first = _BASE.search(facts.text[max(0, last.span.start - 20) : last.span.start])
    if base is not None and (first is None or first[1] != base[1]):
        return False
    return _is_taken(facts, claim)


def _is_complete(facts: Facts, run: list[Claim]) -> bool:
    text = facts.text[max(0, run[0].span.start - 30) : run[-1].span.end + 3]
    if any_of("cross_checks", "breakdown", "open_ended").search(text):
        return False
    columns = {claim.metric.split(".")[-1] for claim in run if claim.metric}
    if columns == _COMPLETE_COLUMNS:
        return True
    # 占比分别为11%和17% are two shares respectively; near 100 % they are meant to be all.
    added = sum((claim.quantity.value for claim in run), Decimal(0))
    near = abs(added - _HUNDRED) <= _NEARLY_ALL
    return near and any_of("cross_checks", "breakdown", "complete").search(text) is not None
