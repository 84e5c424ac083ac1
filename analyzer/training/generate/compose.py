"""A clean report by seed: figures and prose that agree, with last year's report behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any, Final, NamedTuple

from analyzer.document import AgencyLevel, Edition, SectionKey
from analyzer.lexicon.source import load
from analyzer.training.generate.agencies import GOVERNMENTS, Agency, agency
from analyzer.training.generate.figures import Year, draw, printed
from analyzer.training.generate.phrasing import PACKAGE, Phrases
from analyzer.training.generate.prose import ASPECTS, Subject, told
from analyzer.training.generate.report import Report
from analyzer.training.manuscript import Manuscript, Part

FIRST_YEAR: Final = 2019
LAST_YEAR: Final = 2025
_NUMBERS: Final = "一二三四五六"
_NOTICES: Final[Mapping[Edition, str]] = {
    "2021": "国办公开办函〔2021〕30号",
    "2019": "国办公开办函〔2019〕60号",
}
_PARTS: Final[tuple[SectionKey, ...]] = (
    "overview",
    "disclosure",
    "requests",
    "disputes",
    "problems",
    "other",
)
_FEWEST_FOR_FEES: Final = 60

Problem = Mapping[str, str]


class _Problems(NamedTuple):
    """The problems a report states, and those of the year before that it tells cured."""

    stated: Sequence[Problem]
    cured: Sequence[Problem]


# What becomes of the figures of the year before they are told and printed.
Alter = Callable[[Year], Year]


def report(
    seed: int,
    level: AgencyLevel,
    year: int,
    *,
    with_previous: bool = True,
    alter: Alter | None = None,
) -> Report:
    """The clean report of this seed, the same for ever.

    `year` from 2020 on (2019 with `with_previous=False`); last year's report is written first and
    continued: applications carried over, documents in force, problems cured. With `alter` the
    prose agrees with the altered figures: only what was altered is wrong.
    """
    chance = Random(f"{seed} {level} {year}")  # noqa: S311  # documents, not secrets
    who = agency(level, chance)
    before: Year | None = None
    last: Manuscript | None = None
    last_problems = _some_problems(chance, ())
    if with_previous:
        before = draw(who, year - 1, chance)
        older = _some_problems(chance, last_problems)
        last = _written(who, before, chance, _Problems(last_problems, older))
    problems = _Problems(_some_problems(chance, last_problems), last_problems)
    figures = draw(who, year, chance, before)
    if alter is not None:
        figures = alter(figures)
    return Report(_written(who, figures, chance, problems, before), last, seed)


def _some_problems(chance: Random, never: Sequence[Problem]) -> list[Problem]:
    pool: list[Problem] = [p for p in load("problems", PACKAGE)["problem"] if p not in never]
    return chance.sample(pool, chance.randint(2, 3))


def _written(
    who: Agency,
    year: Year,
    chance: Random,
    problems: _Problems,
    before: Year | None = None,
) -> Manuscript:
    notice = _NOTICES[year.edition]
    known = {
        "agency": who.name,
        "self": who.calls_itself,
        "year": year.year,
        "last": year.year - 1,
        "next": year.year + 1,
        "place": who.place,
        "site": who.website,
        "short": who.short,
        "notice": notice,
        "notice_and": f"和{notice}",
    }
    phrases = Phrases("sentences", chance, known)
    prose = {
        "overview": _overview(Subject(who, year, phrases, before)),
        "problems": _problems(who, phrases, problems),
        "other": _other(who, year, phrases),
    }
    parts = [Part("preamble", "", (_preamble(who, phrases),))]
    for number, key in zip(_NUMBERS, _PARTS, strict=True):
        title = load("headings")[key]["title"]
        parts.append(Part(key, f"{number}、{title}", tuple(prose.get(key, ()))))
    return Manuscript(
        title=phrases.say("title"),
        agency=who.name,
        agency_level=who.level,
        year=year.year,
        edition=year.edition,
        cells={ref: printed(value) for ref, value in year.cells.items()},
        parts=tuple(parts),
        signed=_signed(who, year.year, chance),
    )


def _preamble(who: Agency, phrases: Phrases) -> str:
    said = [phrases.say("preamble.open"), phrases.say("preamble.period")]
    if phrases.chance.random() < 0.5:
        said.insert(1, phrases.say("preamble.parts"))
    if who.level in GOVERNMENTS - {"township"}:
        said.append(phrases.say("preamble.scope"))
    if phrases.chance.random() < 0.6:
        said.append(phrases.say("preamble.contact"))
    return "".join(said)


def _overview(subject: Subject) -> list[str]:
    phrases = subject.phrases
    style = phrases.chance.choice(("inline", "line", "plain"))
    paragraphs: list[str] = []
    for number, aspect in zip(_NUMBERS, ASPECTS, strict=False):
        sentences = "".join(told(aspect, subject))
        name = phrases.say(f"headings.{aspect}")
        if style == "line":
            paragraphs += [f"（{number}）{name}", sentences]
        else:
            paragraphs.append(f"（{number}）{name}{'。' if style == 'inline' else '：'}{sentences}")
    return paragraphs


def _problems(who: Agency, phrases: Phrases, problems: _Problems) -> list[str]:
    chance = phrases.chance

    def fill(problem: Problem, key: str) -> str:
        slots: dict[str, Any] = {
            "few": chance.randint(2, 6),
            "count": chance.randint(8, 60),
            "days": chance.randint(5, 25),
            "month": chance.randint(3, 6),
            "last_month": chance.randint(9, 11),
            "early": chance.randint(2, 9),
            "topic": chance.choice(who.topics),
        }
        return phrases.fill(problem[key], **slots)

    done = "；".join(fill(problem, "cured") for problem in problems.cured)
    found = [phrases.say("problems.last", cured=done)]
    stated = [fill(problem, "problem") for problem in problems.stated]
    measures = [fill(problem, "measure") for problem in problems.stated]
    style = chance.choice(("apart", "paired", "items"))
    if style == "apart":
        found.append(f"{phrases.say('problems.lead')}{_listed(stated)}。")
        found.append(f"{phrases.say('problems.remedies')}{_listed(measures)}。")
    elif style == "paired":
        mark = phrases.say("problems.measure_mark")
        pairs = [f"{p}。{mark}{m}" for p, m in zip(stated, measures, strict=True)]
        found.append(f"{phrases.say('problems.lead')}{_listed(pairs, '。')}。")
    else:
        found.append(phrases.say("problems.lead"))
        mark = phrases.say("problems.measure_mark")
        for number, problem, measure in zip(_NUMBERS, stated, measures, strict=False):
            found.append(f"（{number}）{problem}。{mark}{measure}。")
    return found


def _listed(items: Sequence[str], between: str = "；") -> str:
    return between.join(f"{n}是{item}" for n, item in zip(_NUMBERS, items, strict=False))


def _other(who: Agency, year: Year, phrases: Phrases) -> list[str]:
    chance = phrases.chance
    if year.edition == "2019":
        fee = phrases.say("other.no_fee_2019")
    elif year.row("new_received") > _FEWEST_FOR_FEES and chance.random() < 0.3:
        amount = Decimal(chance.randint(3, 90) * 10)
        fee = phrases.say("other.fee", notices=chance.randint(1, 4), amount=printed(amount))
    else:
        fee = phrases.say("other.no_fee")
    more = [phrases.say("other.proposals", count=chance.randint(2, 60))]
    if who.level in ("township", "subdistrict"):
        more = []
    nothing = phrases.say("other.nothing")
    return ["".join([fee, *chance.sample(more, chance.randint(0, len(more))), nothing])]


def _signed(who: Agency, year: int, chance: Random) -> str:
    """A date of signing within the deadline of the level, as ISO."""
    month = chance.randint(1, 3) if who.level in GOVERNMENTS - {"township"} else 1
    return f"{year + 1}-{month:02}-{chance.randint(4, 28):02}"
