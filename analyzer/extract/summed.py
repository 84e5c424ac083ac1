"""Whether a report says that its figures sum up all bodies of its area (数据汇总了全市各级行政机关)."""

from __future__ import annotations

import re
from typing import Final

_BODIES: Final = r"各(?:级|部门|单位|县|区|市|乡镇|镇|街道)"
_SAYS: Final = re.compile(
    rf"(?:数据|统计范围|统计口径)[^。；\n]{{0,12}}(?:汇总|包括|包含|涵盖)[^。；\n]{{0,30}}(?:{_BODIES}|下级|所辖)"
    rf"|(?:根据|综合|依据)[^。；\n]{{0,24}}{_BODIES}[^。；\n]{{0,40}}(?:年度报告|年报|数据)[^。；\n]{{0,8}}汇总"
)
_DENIES: Final = re.compile(r"(?:不|未|没有|除)[^，。；\n]{0,3}(?:汇总|包括|包含|涵盖|计入)")
_SENTENCE: Final = re.compile(r"[^。；\n]+")


def sums_up(preamble: str) -> bool:
    """Whether the preamble says that the figures are those of all bodies of the area."""
    return any(
        _SAYS.search(sentence[0]) and not _DENIES.search(sentence[0])
        for sentence in _SENTENCE.finditer(preamble)
    )
