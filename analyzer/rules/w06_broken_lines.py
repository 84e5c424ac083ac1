"""W06: a line or page break inside a word or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose

_NUMBER_HEAD: Final = re.compile(r"[\d.,]+[余多万亿]?$")
_NUMBER_TAIL: Final = re.compile(r"[\d.,]*[余多万亿]*[\u4e00-\u9fff]?")
_WORD: Final = re.compile(r"[\u4e00-\u9fff\d]")
# In these formats every line of print is a line of text: a break says nothing about the author.
_PRINTED: Final = ("pdf", "png", "jpeg")


@rule(
    "W06",
    name="断行截断词或数字",
    severity="low",
    certainty="hint",
    basis="排版常识（文本特征）",
)
def broken_lines(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """换行或分页把词、数字截成两段。

    为什么：正文从分页文件复制而来时，页末的断行留在词和数字中间，读者和机器都会读错。
    报告：句子中间有被断开的地方，两边都不是标点；全文合为一条，列出每一处。
    不报告：每行都硬换行的文本和 PDF、扫描件（断行是版面，不是差错）；断在标点处的。
    依据：排版常识，仅供参考。
    例：“累计公开 520⏎余条”，应连成一行。
    """
    joins = facts.document.joins
    most = profile.tolerance("w06_breaks_per_thousand") * len(facts.prose) / 1000
    if facts.document.format in _PRINTED or len(joins) > max(most, Decimal(2)):
        return
    prose = own_prose(facts)  # what a site adds around the text is nobody's wording
    places = [place for join in joins if (place := _cut(prose, join)) is not None]
    if not places:
        return
    shown = "、".join(f"“{facts.quote(place)}”" for place in places[:5])
    yield Fault(
        message=f"换行或分页把词、数字截断，共 {len(places)} 处：{shown}（引文已连成一行）。",
        anchors=tuple(places),
        advice="删去句子中间的换行，同一段的文字连成一行。",
    )


def _cut(text: str, join: int) -> Span | None:
    """The number or the two characters that the break at `join` parted."""
    if not _WORD.match(text, join - 1) or not _WORD.match(text, join):
        return None
    head = _NUMBER_HEAD.search(text, max(0, join - 12), join)
    if head is None:
        return Span(join - 1, join + 1)
    tail = _NUMBER_TAIL.match(text, join)
    return Span(head.start(), tail.end() if tail else join)
