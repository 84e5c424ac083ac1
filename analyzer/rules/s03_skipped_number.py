"""S03: the numbers of the parts skip, or do not end with 六."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.analysis import Facts
from analyzer.document import Section
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import KEYS, NUMERALS, found_parts, number_of, six_parts_apply


@rule(
    "S03",
    name="一级序号跳号/总数不符",
    severity="high",
    certainty="certain",
    basis="国办公开办函〔2021〕30号",
)
def skipped_number(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """六个部分的序号不连续，或者最后一个不是“六”。

    为什么：统一格式的六个部分应编为一至六；跳号、少号说明漏了部分或者编号有误。
    报告：相邻两个部分的序号跳过了一个以上；六个部分都在而末号不是六。全文合为一条。
    不报告：缺了部分、其余序号连续的（S01）；标题没有写序号的；跳过的序号在中间另有标题的；附件的序号。
    依据：国办公开办函〔2021〕30号规定的六部分及其次序。
    例：六个部分编为一、二、二、三、四、五，末号是“五”。
    """
    if not six_parts_apply(facts):
        return
    parts = list(found_parts(facts).values())
    numbers = [number_of(part.number) for part in parts]
    if len(parts) < 2 or None in numbers:
        return
    known = [number for number in numbers if number is not None]
    skips = [
        (before, after)
        for (before, low), (after, high) in pairwise(zip(parts, known, strict=True))
        if high > low + 1 and not _between(facts, before, after, range(low + 1, high))
    ]
    ends_wrong = len(parts) == len(KEYS) and known[-1] != len(KEYS)
    if not skips and not ends_wrong:
        return
    order = "、".join(part.number for part in parts)
    reasons = [f"“{before.number}”之后跳到“{after.number}”" for before, after in skips]
    if ends_wrong:
        reasons.append(f"六个部分的末号是“{parts[-1].number}”")
    wrong = [after for _, after in skips] + ([parts[-1]] if ends_wrong else [])
    yield Fault(
        message=f"一级序号依次为{order}，{'，'.join(reasons)}。",
        anchors=tuple(dict.fromkeys(part.title_span for part in wrong)),
        advice="六个部分的序号依次编为一、二、三、四、五、六。",
        expected="、".join(NUMERALS[: len(KEYS)]),
        actual=order,
    )


def _between(facts: Facts, before: Section, after: Section, numbers: range) -> bool:
    """Whether a line between two titles opens with one of the numbers that seem to be skipped."""
    written = "|".join([*map(str, numbers), *NUMERALS[numbers.start - 1 : numbers.stop - 1]])
    return bool(
        re.search(
            rf"(?m)^[^\S\n]*+(?:第[^\S\n]*+)?(?:{written})\s?(?:部分|[、.．,，:： ])",
            facts.prose[before.title_span.end : after.title_span.start],
        )
    )
