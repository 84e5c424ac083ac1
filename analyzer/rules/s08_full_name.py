"""S08: the agency is not called by its full name."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.short_places import short_forms

_LONGEST_SIGNATURE = 30


@rule(
    "S08",
    name="机关名称不完整/简称",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开条例》第五十条；公文标题、落款应使用机关全称或规范化简称",
)
def full_name(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """标题或落款的机关名称不是全称。

    为什么：年度报告对外公布，标题和落款应写机关全称；自治县、自治旗、自治州的法定名称含民族名称，不能省略。
    报告：标题、落款里的“××县（旗、州）”不是法定名称、而是某个自治县（旗、州）的简称；
      标题与落款名称不同、其中一个是另一个的缩写。
    不报告：本来就叫“××县”的；简称可能对应几个地方的；落款少写上级地名的；正文里的简称；名录里没有的地名。
    依据：行政区划法定名称；公文用语规范。
    例：“大通县教育局”，法定名称是“大通回族土族自治县”。
    """
    spans = [span for span in (_title_name(facts), _signature(facts)) if span is not None]
    by_name: dict[str, list[tuple[Span, str]]] = {}
    for span in spans:
        for start, end, full in short_forms(facts.quote(span)):
            place = Span(span.start + start, span.start + end)
            by_name.setdefault(full, []).append((place, facts.quote(place)))
    for full, found in by_name.items():
        short = found[0][1]
        yield Fault(
            message=f"标题或落款的“{short}”是简称，法定名称是“{full}”。",
            anchors=tuple(span for span, _ in found),
            advice=f"标题和落款都改用全称“{full}”。",
            expected=full,
            actual=short,
        )
    if len(spans) > 1:
        yield from _abbreviated(facts, *spans)


def _title_name(facts: Facts) -> Span | None:
    """The agency in the title, or the whole title where the agency was not told apart."""
    document = facts.document
    if document.title_span is None:
        return None
    if document.agency_span is not None and document.title_span.covers(document.agency_span):
        return document.agency_span
    return document.title_span


def _signature(facts: Facts) -> Span | None:
    """The line of the agency's name before the date of signature."""
    signed = facts.document.signed_span
    if signed is None:
        return None
    end = len(facts.text[: signed.start].rstrip())
    start = facts.text.rfind("\n", 0, end) + 1
    start += len(facts.text[start:end]) - len(facts.text[start:end].lstrip())
    written = facts.text[start:end]
    return (
        Span(start, end) if 2 < len(written) <= _LONGEST_SIGNATURE and "。" not in written else None
    )


def _abbreviated(facts: Facts, title: Span, signature: Span) -> Iterator[Fault]:
    """Two names of one agency, one of which leaves out characters of the other."""
    names = sorted((title, signature), key=lambda span: len(facts.quote(span)))
    short, full = ("".join(facts.quote(span).split()) for span in names)
    same_ends = short[:2] == full[:2] and short[-1:] == full[-1:]
    if short == full or not same_ends or not _leaves_out(short, full):
        return
    yield Fault(
        message=f"标题与落款的机关名称不一致：“{full}”又写作“{short}”。",
        anchors=tuple(names),
        advice=f"标题和落款统一用全称“{full}”。",
        expected=full,
        actual=short,
    )


def _leaves_out(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out inside."""
    rest = iter(full)
    return all(character in rest for character in short)
