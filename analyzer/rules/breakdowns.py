"""Lists of parts behind a total: “收到申请12件，其中自然人9件、法人3件”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.rules.figures import by_sentence, lead, thought
from analyzer.rules.once import once
from analyzer.rules.phrasing import any_of

# 其中 anywhere behind a total; 包括 and 按内容分 only where the total stands right before it.
_OPENING: Final = re.compile(
    r"其中(?:包括|有|：|:)?|(?<=[，,：:（(])(?:具体|主要)?(?:包括|包含|分别(?:为|是)|具体(?:为|是))[：:，,]?"
    r"|(?<=[，,：:（(])(?:从|按)[^，。；：\d\n]{2,8}(?:来看|看|划分|分类|统计|分)[，,：:]?"
)
# A view (从申请渠道看，网络6件、信函2件) is a classification of all that was received.
_VIEW: Final = re.compile(r"(?:从|按)[^，。；：\d\n]{2,14}(?:来看|看|划分|分类|统计|分)[，,：:]")
_NESTED: Final = re.compile(r"[（(][^（）()]*[）)]")
_SCORE: Final = "分"
_LONGEST_NAME: Final = 30
_STOP: Final = re.compile(r"[。；;！？\n]")
# between the total and the list may stand how it has changed: 977条，同比增长12%。其中
_BEFORE_OPENING: Final = re.compile(
    r"(?:[，,（(](?:同比|环比|较|比|超额|完成)[^，,。；;）)]{0,20}(?:[%％倍点]|持平)[）)]?)?[，,、：:（(。\s]*(?:分别)?"
)
_DETAILS: Final = ("granted", "partial", "denied", "unable", "refuse", "other")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total with its parts in order; `text` runs from the words that open the list to behind the last part.

    `ended` says that the list stops where its sentence or its bracket does, not at other figures.
    """

    total: Claim
    parts: tuple[Claim, ...]
    text: str
    ended: bool

    @property
    def is_open(self) -> bool:
        """Whether the list says that it is not complete (等, 主要)."""
        return any_of("cross_checks", "breakdown", "open_ended").search(self.text) is not None

    @property
    def is_overlapping(self) -> bool:
        """Whether one thing may be counted in several parts."""
        return any_of("cross_checks", "breakdown", "overlapping").search(self.text) is not None


@once
def breakdowns(facts: Facts) -> tuple[Breakdown, ...]:
    """Every list of parts with the total it belongs to; unclear ones are left out."""
    return tuple(_breakdowns(facts))


def _breakdowns(facts: Facts) -> Iterator[Breakdown]:
    received: Claim | None = None
    last: list[Claim] = []
    for index, checked in by_sentence(facts):
        claims = [c.claim for c in checked]
        sentence = facts.sentences[index]
        # 公开977条。其中政策文件11条: the total stands in the sentence before
        if last and not _is_next(facts, last[0].sentence, index):
            last = []
        for opening in _OPENING.finditer(facts.text, *sentence.span):
            begins = not facts.text[sentence.span.start : opening.start()].strip()
            told = [*last, *claims] if begins else claims
            before = [c for c in told if c.span.end <= opening.start() and c.kind == "count"]
            if before and _is_total(facts, before[-1], opening.start()):
                for found in _breakdown(facts, claims, before[-1], opening):
                    if not _is_of_earlier(found, before[:-1]):
                        yield found
        for opening in _VIEW.finditer(facts.text, *sentence.span):
            before = [c for c in claims if c.span.end <= opening.start() and _is_received(facts, c)]
            total = before[-1] if before else received
            if (
                total is not None
                and facts.sentences[total.sentence].paragraph == sentence.paragraph
            ):
                yield from _breakdown(facts, claims, total, opening)
        received = next((c for c in reversed(claims) if _is_received(facts, c)), received)
        last = claims


def _is_next(facts: Facts, earlier: int, later: int) -> bool:
    one, other = facts.sentences[earlier], facts.sentences[later]
    return later == earlier + 1 and one.paragraph == other.paragraph


def _is_of_earlier(found: Breakdown, earlier: Sequence[Claim]) -> bool:
    """新收60件，结转3件，其中46件: parts that only an earlier number can hold are not of this one."""
    carried = found.total.metric is None or ".carried" in found.total.metric
    if not earlier or not carried:
        return False
    largest = max(part.quantity.value for part in found.parts)
    whole = earlier[-1].quantity
    return found.total.quantity.value < largest <= whole.value and (
        whole.unit == found.total.quantity.unit
    )


def _is_received(facts: Facts, claim: Claim) -> bool:
    """Whether a claim counts the applications received in the year reported on."""
    return (
        claim.kind == "count"
        and claim.metric == "requests.new_received"
        and claim.period == facts.document.year
        and any_of("cross_checks", "breakdown", "averages").search(thought(facts, claim)) is None
    )


def _breakdown(
    facts: Facts, claims: Sequence[Claim], total: Claim, opening: re.Match[str]
) -> Iterator[Breakdown]:
    end = facts.sentences[claims[0].sentence].span.end
    stop = _scope_end(facts.text, opening.start(), end)
    inside = [c for c in claims if opening.end() <= c.span.start and c.span.end <= stop]
    blank = _NESTED.sub(lambda m: "\x00" * len(m[0]), facts.text[opening.end() : stop])
    parts: list[Claim] = []
    ended, at = True, opening.end()
    for claim in inside:
        offset = claim.span.start - opening.end()
        if blank[offset] == "\x00" or claim.kind != "count":
            continue  # figures in brackets and percentages explain a part, they are none
        name = facts.text[at : claim.span.start]
        if not _is_part(total, claim, name, first=not parts):
            ended = False
            break
        parts.append(claim)
        at = claim.span.end
    if not parts:
        return
    tail = facts.text[parts[-1].span.end : stop] if ended else ""
    text = facts.text[opening.start() : parts[-1].span.end] + tail[:4]
    yield Breakdown(total, tuple(parts), text, ended)


def _is_total(facts: Facts, claim: Claim, opening: int) -> bool:
    if claim.quantity.unit == _SCORE or any_of("cross_checks", "breakdown", "averages").search(
        lead(facts, claim)
    ):
        return False  # a part may well score higher than the average
    return _BEFORE_OPENING.fullmatch(facts.text, claim.span.end, opening) is not None


def _scope_end(text: str, start: int, end: int) -> int:
    """The end of the thought, or of the bracket that 其中 stands in."""
    depth = 0
    for at in range(start, end):
        if text[at] in "（(":
            depth += 1
        elif text[at] in "）)":
            depth -= 1
            if depth < 0:
                return at
        elif depth == 0 and _STOP.match(text[at]):
            return at
        elif depth == 0 and at > start and text.startswith("其中", at):
            return start  # a list inside a list: which total a part belongs to is unclear
    return end


def _is_part(total: Claim, part: Claim, name: str, *, first: bool) -> bool:
    if part.quantity.unit != total.quantity.unit or part.scope != total.scope:
        return False
    words = _NESTED.sub("", name)
    if len(words) > _LONGEST_NAME or part.period != total.period:
        return False
    if not first and _ends_list(words):
        return _same_family(total.metric, part.metric)
    return part.metric is None or _same_family(total.metric, part.metric)


def _ends_list(name: str) -> bool:
    """Whether the words before a figure say that it is none of the parts any more."""
    if any_of("cross_checks", "breakdown", "ends").search(name):
        return True
    return (
        any_of("cross_checks", "breakdown", "opens_other").match(name.lstrip("，,、；;。 "))
        is not None
    )


def _same_family(total: str | None, part: str | None) -> bool:
    """Whether a metric can be a part of another: a column of its row, a result of all results."""
    if total is None or part is None:
        return False
    form, row, *_ = part.split(".")
    total_form, total_row, *_ = total.split(".")
    if form != total_form:
        return False
    if form == "requests" and total_row in ("result_total", "handled"):
        return row.split("_")[0].split("+")[0] in _DETAILS or row == total_row
    if form == "requests" and total_row in ("denied", "unable", "refuse", "other"):
        return row.startswith(f"{total_row}_")
    return row == total_row and part != total
