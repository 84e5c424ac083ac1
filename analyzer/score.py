"""Findings and substance → scorecard. Weights, grades and the cap are data of the profile.

Dimensions lose points for findings; the `awarded` one gets points for what the prose tells. The
arithmetic is decimal throughout; dimensions and total are rounded to one place, half up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from analyzer.analysis import Dimension, Facts, Scorecard, number
from analyzer.document import Sentence, Span
from analyzer.finding import Finding
from analyzer.lexicon.names import name_of
from analyzer.lexicon.source import words
from analyzer.profile import Profile, Weight

_FULL: Final = Decimal(100)
_STEP: Final = Decimal("0.1")
_CENT: Final = Decimal("0.01")
_ASPECTS: Final = ("disclosure", "requests", "management", "platform", "supervision")
_NAMED_IN: Final = ("preamble", "overview")
_TOLD_IN: Final = (*_NAMED_IN, "disclosure", "requests", "disputes")
_BARE_TITLE: Final = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,2}[）)、]\s*[^，。；：\d]{2,12}[。：:]?"
)
_SAYS: Final = ("fact", "measure", "problem")
_QUOTE_LENGTH: Final = 16
# Rules whose finding says that a point of substance is missing.
_EMPTY_PROBLEMS: Final = "P01"
_VAGUE_PROBLEMS: Final = ("P04", "P05")
_NO_RECTIFICATION: Final = "Y08"
_NO_INFORMATION_FEE: Final = "P06"
_NO_REQUESTS: Final = "P07"


class _Award(NamedTuple):
    """Points for one item of substance, in the points of the profile, and why."""

    name: str
    points: Decimal
    of: Decimal
    why: str

    def __str__(self) -> str:
        given = f"给 {_plain(self.points)} 分（满分 {_plain(self.of)}）"
        return f"{self.name}：{self.why}，{given}"


def score(facts: Facts, findings: Iterable[Finding], profile: Profile) -> Scorecard:
    """The score of one report; raises `DataError` where lexicon or profile lack a key.

    Every reason names the code or the evidence. Findings that a person dismissed, hints and
    advisory rules cost nothing. Without last year's report the points of its dimensions go to the
    others in proportion.
    """
    found = tuple(findings)
    shares = _shares(profile, has_previous=facts.previous is not None)
    dimensions = tuple(
        _dimension(weight, shares[weight.key], facts, found, profile) for weight in profile.weights
    )
    total = sum((dimension.points for dimension in dimensions), Decimal())
    grade = next(grade.name for grade in profile.grades if total >= grade.at_least)
    if any(_caps(finding, profile) for finding in found):
        total, grade = min(total, profile.cap), profile.cap_grade
    return Scorecard(_rounded(total), grade, _narrative(dimensions, profile), dimensions)


def _shares(profile: Profile, *, has_previous: bool) -> Mapping[str, Decimal]:
    """The points each dimension can give: one decimal place, 100 in all (largest remainders)."""
    counted = [w for w in profile.weights if has_previous or not w.needs_previous]
    base = sum((weight.points for weight in counted), Decimal())
    exact = {weight.key: weight.points * _FULL / base for weight in counted}
    shares = {key: value.quantize(_STEP, ROUND_FLOOR) for key, value in exact.items()}
    missing = int((_FULL - sum(shares.values(), Decimal())) / _STEP)
    for key in sorted(exact, key=lambda key: shares[key] - exact[key])[:missing]:
        shares[key] += _STEP
    return {weight.key: shares.get(weight.key, _rounded(Decimal())) for weight in profile.weights}


def _dimension(
    weight: Weight, share: Decimal, facts: Facts, findings: tuple[Finding, ...], profile: Profile
) -> Dimension:
    reasons: list[str]
    if weight.needs_previous and facts.previous is None:
        reason = f"未提供上年年报，{_plain(weight.points)} 分按比例分摊到其余各维度"
        return Dimension(weight.key, weight.name, _rounded(Decimal()), share, (reason,))
    if weight.awarded:
        awards = list(_awards(facts, findings, profile))
        earned = sum((award.points for award in awards), Decimal())
        possible = sum((award.of for award in awards), Decimal())
        points = weight.points * earned / possible if possible else weight.points
        reasons = [str(award) for award in awards]
    else:
        own = [finding for finding in findings if finding.code in weight.codes]
        costs = [(finding, _cost(finding, weight, profile)) for finding in own]
        points = max(Decimal(), weight.points - sum((c for _, c in costs), Decimal()))
        reasons = [_deduction(finding, cost, profile) for finding, cost in costs]
        reasons = reasons or ["没有扣分的发现"]
        if weight.key in profile.cap_dimensions and any(_caps(f, profile) for f in own):
            reasons.append(f"有严重发现，总分以 {_plain(profile.cap)} 分封顶：{profile.cap_grade}")
    scaled = _rounded(points * share / weight.points) if weight.points else Decimal()
    if share != weight.points:
        reasons.append(
            f"折算：{_plain(points.quantize(_CENT))}/{_plain(weight.points)} 分按比例计为 "
            f"{_plain(scaled)}/{_plain(share)} 分"
        )
    return Dimension(weight.key, weight.name, scaled, share, tuple(reasons))


def _counts(finding: Finding) -> bool:
    """Whether a finding may weigh at all: a hint accuses nobody, a dismissed one is no finding."""
    return finding.status != "dismissed" and finding.certainty != "hint"


def _cost(finding: Finding, weight: Weight, profile: Profile) -> Decimal:
    if not _counts(finding) or finding.code in profile.advisory:
        return Decimal()
    return weight.deductions.get(finding.severity, Decimal())


def _caps(finding: Finding, profile: Profile) -> bool:
    capped = {c for w in profile.weights if w.key in profile.cap_dimensions for c in w.codes}
    return (
        finding.severity == "critical"
        and finding.code in capped
        and finding.code not in profile.advisory
        and _counts(finding)
    )


def _deduction(finding: Finding, cost: Decimal, profile: Profile) -> str:
    if cost:
        outcome = f"扣 {_plain(cost)} 分"
    elif finding.status == "dismissed":
        outcome = "经人工复核排除，不扣分"
    elif finding.code in profile.advisory:
        outcome = "依据为经验判断，只提示，不扣分"
    elif finding.certainty == "hint":
        outcome = "把握不足，只提示，不扣分"
    else:
        outcome = f"{name_of('severity', finding.severity)}一级，不扣分"
    return f"{finding.code} {finding.name}：{outcome}。{finding.message}"


def _narrative(dimensions: tuple[Dimension, ...], profile: Profile) -> Decimal:
    chosen = [dimension for dimension in dimensions if dimension.key in profile.narrative]
    possible = sum((dimension.of for dimension in chosen), Decimal())
    earned = sum((dimension.points for dimension in chosen), Decimal())
    return _rounded(_FULL * earned / possible) if possible else Decimal()


def _awards(facts: Facts, findings: tuple[Finding, ...], profile: Profile) -> Iterator[_Award]:
    speaking = tuple(finding for finding in findings if _counts(finding))
    for aspect in _ASPECTS:
        yield _aspect(facts, aspect, profile)
    yield _reported(
        "上年整改",
        profile.substance["rectification"],
        _mention(facts, _last_year(facts), section="problems"),
        _first(speaking, _NO_RECTIFICATION),
    )
    yield from _problems(facts, speaking, profile)
    yield _reported(
        "信息处理费",
        profile.substance["information_fee"],
        _mention(facts, words("metrics", "narrative", "information_fee")),
        _first(speaking, _NO_INFORMATION_FEE),
    )
    figure = next(
        (c.claim.span for c in facts.claims if (c.claim.metric or "").startswith("requests.")), None
    )
    yield _reported(
        "依申请公开数据",
        profile.substance["request_figures"],
        _quoted(facts, figure) if figure else None,
        _first(speaking, _NO_REQUESTS),
    )


def _aspect(facts: Facts, aspect: str, profile: Profile) -> _Award:
    """One of the five aspects of 总体情况: missing, named only, told, or told with figures."""
    counted = {checked.claim.sentence for checked in facts.claims}
    levels: dict[str, Span] = {}
    for index, sentence in enumerate(facts.sentences):
        if sentence.aspect is None or sentence.aspect.value != aspect:
            continue
        counts = _role(sentence) != "heading" and index in counted
        told = counts or (_role(sentence) in _SAYS and not _is_bare_title(facts, sentence))
        # Titles of the tables' own sections name no aspect of 总体情况.
        if sentence.section not in (_TOLD_IN if told else _NAMED_IN):
            continue
        level = "aspect_number" if counts else "aspect_fact" if told else "aspect_heading"
        levels.setdefault(level, sentence.span)
    name, best = name_of("aspect", aspect), profile.substance["aspect_number"]
    for level, what in (
        ("aspect_number", "有数据或零陈述"),
        ("aspect_fact", "有事实，没有数据"),
        ("aspect_heading", "仅有标题或套话"),
    ):
        if level in levels:
            why = f"{what}（{_quoted(facts, levels[level])}）"
            return _Award(name, profile.substance[level], best, why)
    return _Award(name, Decimal(), best, f"正文未见这方面的内容{_unsure(facts.sentences)}")


def _is_bare_title(facts: Facts, sentence: Sentence) -> bool:
    """Whether a sentence of uncertain role is a numbered name only, as （二）依申请公开 is."""
    return sentence.role is None and _BARE_TITLE.fullmatch(facts.quote(sentence.span)) is not None


def _last_year(facts: Facts) -> tuple[str, ...]:
    """How the prose speaks of the year before."""
    cues = words("metrics", "periods", "previous")
    year = facts.document.year
    return cues if year is None else (*cues, f"{year - 1}年")


def _problems(facts: Facts, findings: tuple[Finding, ...], profile: Profile) -> Iterator[_Award]:
    """How specific the problems are, and for how many of them a measure is told."""
    told = tuple(facts.sentences_of("problems"))
    problems = [s for s in told if "problem" in {_role(s), s.aspect and s.aspect.value}]
    problems = [problem for problem in problems if _role(problem) != "heading"]
    measures = [sentence for sentence in told if _role(sentence) == "measure"]
    of_specific, of_covered = profile.substance["specificity"], profile.substance["coverage"]
    empty = _first(findings, _EMPTY_PROBLEMS)
    if empty is not None or not problems:
        why = f"{empty.code} {empty.name}" if empty else f"未识别出问题{_unsure(told)}"
        yield _Award("问题具体性", Decimal(), of_specific, why)
        yield _Award("措施覆盖率", Decimal(), of_covered, why)
        return
    vague = [
        anchor
        for finding in findings
        if finding.code in _VAGUE_PROBLEMS
        for anchor in finding.anchors
        if isinstance(anchor, Span)
    ]
    shortest = profile.substance["problem_length"]
    specific = [
        problem
        for problem in problems
        if problem.span.end - problem.span.start >= shortest
        and not any(a.start < problem.span.end and problem.span.start < a.end for a in vague)
    ]
    covered = min(len(measures), len(problems))
    for name, of, part, what in (
        ("问题具体性", of_specific, len(specific), "具体"),
        ("措施覆盖率", of_covered, covered, "有具体措施"),
    ):
        points = (of * part / len(problems)).quantize(_STEP, ROUND_HALF_UP)
        yield _Award(name, points, of, f"{len(problems)} 个问题中 {part} 个{what}")


def _reported(name: str, of: Decimal, quote: str | None, against: Finding | None) -> _Award:
    """All points where the text tells it, none where it does not or a rule says it is missing."""
    if against is not None:
        return _Award(name, Decimal(), of, f"{against.code} {against.name}")
    if quote is None:
        return _Award(name, Decimal(), of, "正文未见相应内容")
    return _Award(name, of, of, f"已写明（{quote}）")


def _first(findings: Iterable[Finding], code: str) -> Finding | None:
    return next((finding for finding in findings if finding.code == code), None)


def _mention(facts: Facts, cues: tuple[str, ...], *, section: str | None = None) -> str | None:
    """The first telling sentence (of `section`) that contains one of `cues`, shortened."""
    for sentence in facts.sentences:
        if _role(sentence) not in _SAYS or section not in (None, sentence.section):
            continue
        text = facts.quote(sentence.span)
        if any(cue in text for cue in cues):
            return _quoted(facts, sentence.span)
    return None


def _role(sentence: Sentence) -> str:
    """The role; an unsure one is taken for a fact, for it is no ground for taking points."""
    return sentence.role.value if sentence.role else "fact"


def _quoted(facts: Facts, span: Span) -> str:
    text = "".join(facts.quote(span).split())
    return f"“{text[:_QUOTE_LENGTH]}{'…' if len(text) > _QUOTE_LENGTH else ''}”"


def _unsure(sentences: Iterable[Sentence]) -> str:
    """Says how many sentences the model could not label, where that may be why nothing was seen."""
    count = sum(1 for s in sentences if s.aspect is None or s.role is None)
    return f"（另有 {count} 句未能判定类别，未计入）" if count else ""


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_STEP, ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    return number(value) or "0"
