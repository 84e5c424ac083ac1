"""The annotated claims of `corpora/claims`: loaded, checked, split by agency.

An item is a text with its claims: the quoted characters, the interval, and the formulas over table
cells that the words allow. Some items carry a few table cells, so that verdicts can be tested too.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from analyzer.claim import Hedge, Kind, Outcome
from analyzer.document import AgencyLevel, Edition, SectionKey, Span
from analyzer.errors import DataError
from analyzer.label.features import canonical
from analyzer.training.claim_checks import check_bounds, check_target, known_cells
from analyzer.training.corpus import Splitting, splitting

FOLDER: Final = "claims"
BATCHES: Final = "batches.toml"
Split = Literal["train", "dev", "test"]
SPLITS: Final = get_args(Split)

_BATCH_KEYS: Final = ("held_out", "read")
_FIGURE: Final = re.compile("[0-9０-９]|百分之")
_ROUNDED: Final = Decimal("0.1")
_LAST_YEAR_OF_2019_EDITION: Final = 2020
_ITEM_KEYS: Final = frozenset({"id", "agency", "level", "year", "section", "text", "claims"})
_CLAIM_KEYS: Final = frozenset(
    {
        *("quote", "nth", "value", "low", "high", "unit", "hedge", "kind"),
        *("target", "alternatives"),
    }
)
_VALUES: Final = {
    "level": get_args(AgencyLevel),
    "section": get_args(SectionKey),
    "hedge": get_args(Hedge),
    "kind": get_args(Kind),
}


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim; `span` is in the item's text, bounds are closed and None where open.

    `target` is the preferred formula (None: no cell can tell), `alternatives` are formulas that the
    words allow as well; `outcomes` are the verdicts that count as right where the item has cells.
    """

    quote: str
    span: Span
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: Hedge
    kind: Kind
    target: str | None
    alternatives: tuple[str, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every formula that counts as right."""
        return (*((self.target,) if self.target else ()), *self.alternatives)

    def is_value(self, value: Decimal) -> bool:
        """Whether `value` is the one annotated; a fraction may be written with more places."""
        return value == self.value or ("分之" in self.quote and abs(value - self.value) < _ROUNDED)

    @property
    def is_statement(self) -> bool:
        """Whether it says none, all or as before in words, without a figure."""
        return self.hedge in ("zero", "all") and not _FIGURE.match(self.quote)

    @property
    def is_optional(self) -> bool:
        """Whether it is a statement that no cell can tell: finding it is neither right nor wrong."""
        return self.is_statement and not self.allowed


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A text of one agency and year with all its claims, in order; `cells` by reference."""

    id: str
    agency: str
    level: AgencyLevel
    year: int
    section: SectionKey
    text: str
    claims: tuple[GoldClaim, ...]
    cells: Mapping[str, Decimal]
    split: Split

    @property
    def edition(self) -> Edition:
        """The edition of the form whose cells the targets name."""
        return edition_of(self.year)


def edition_of(year: int) -> Edition:
    """The edition of the form that reports of `year` use."""
    return "2019" if year <= _LAST_YEAR_OF_2019_EDITION else "2021"


def load(corpus_dir: Path) -> tuple[GoldItem, ...]:
    """Every item in file order; raises `DataError` naming file and line of the first bad one."""
    rule = splitting(corpus_dir)
    unread, read = _batches(corpus_dir / FOLDER)
    items: list[GoldItem] = []
    seen: dict[str, str] = {}
    for path in sorted((corpus_dir / FOLDER).glob("*.jsonl")):
        rule_here = replace(rule, test_percent=_test_percent(path.stem, unread, read, rule))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            place = f"{path.name} 第 {number} 行"
            item = _item(line, place, rule_here)
            for mark in (item.id, canonical(item.text)):
                if mark in seen:
                    raise DataError(f"与 {seen[mark]} 重复：{mark[:30]}", place=place)
                seen[mark] = place
            items.append(item)
    return tuple(items)


def _batches(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The batches held out as a whole, and those of which nothing is, by `batches.toml`."""
    path = folder / BATCHES
    if not path.exists():
        return frozenset(), frozenset()
    try:
        data: Any = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"读不出各批的安排：{error}", place=BATCHES) from None
    known = {each.stem for each in folder.glob("*.jsonl")}
    for key, names in data.items():
        if key not in _BATCH_KEYS or not isinstance(names, list):
            raise DataError(
                f"{key} 应为 {'、'.join(_BATCH_KEYS)} 之一，值是批名的列表", place=BATCHES
            )
        if strange := sorted(set(names) - known):
            raise DataError(f"{key} 里的 {strange[0]} 没有对应的文件", place=BATCHES)
    unread, read = (frozenset(data.get(key, ())) for key in _BATCH_KEYS)
    if both := sorted(unread & read):
        raise DataError(f"{both[0]} 不能既留出又不留出", place=BATCHES)
    return unread, read


def _test_percent(batch: str, unread: frozenset[str], read: frozenset[str], rule: Splitting) -> int:
    """How many of a hundred agencies of a batch are held out."""
    if batch in unread:
        return 100
    return 0 if batch in read else rule.test_percent


def _item(line: str, place: str, rule: Splitting) -> GoldItem:
    try:
        data: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"不是合法的 JSON：{error}", place=place) from None
    if not isinstance(data, dict) or set(data) - {"cells"} != _ITEM_KEYS:
        raise DataError(f"键应为 {'、'.join(sorted(_ITEM_KEYS))}，可另有 cells", place=place)
    _check_values(data, ("level", "section"), place)
    if not isinstance(data["year"], int) or not data["text"] or not data["agency"]:
        raise DataError("year 应为整数，text、agency 不得为空", place=place)
    edition = edition_of(data["year"])
    cells = {ref: _decimal(value, place) for ref, value in data.get("cells", {}).items()}
    if unknown := set(cells) - known_cells(edition):
        raise DataError(f"不认识的单元格 {min(unknown)}", place=place)
    claims = tuple(
        sorted(
            (_claim(claim, data, place) for claim in data["claims"]),
            key=lambda claim: claim.span.start,
        )
    )
    for one, other in pairwise(claims):
        if other.span.start < one.span.end:
            raise DataError(f"“{one.quote}”与“{other.quote}”重叠", place=place)
    return GoldItem(
        id=data["id"],
        agency=data["agency"],
        level=data["level"],
        year=data["year"],
        section=data["section"],
        text=data["text"],
        claims=claims,
        cells={ref: value for ref, value in cells.items() if value is not None},
        split=cast(Split, rule.split_of(data["agency"])),
    )


def _claim(data: Any, item: Mapping[str, Any], place: str) -> GoldClaim:
    if not isinstance(data, dict) or set(data) - {"outcomes"} != _CLAIM_KEYS:
        raise DataError(
            f"陈述的键应为 {'、'.join(sorted(_CLAIM_KEYS))}，可另有 outcomes", place=place
        )
    _check_values(data, ("hedge", "kind"), place)
    outcomes = tuple(data.get("outcomes", ()))
    if bool(outcomes) != bool(item.get("cells")) or set(outcomes) - set(get_args(Outcome)):
        raise DataError(f"“{data['quote']}”的 outcomes 与 cells 应同有同无、取值合法", place=place)
    start = _find(item["text"], data["quote"], data["nth"])
    if start < 0:
        raise DataError(f"原文中没有第 {data['nth']} 个“{data['quote']}”", place=place)
    value, low, high = (_decimal(data[key], place) for key in ("value", "low", "high"))
    if value is None:
        raise DataError(f"“{data['quote']}”没有 value", place=place)
    claim = GoldClaim(
        quote=data["quote"],
        span=Span(start, start + len(data["quote"])),
        value=value,
        low=low,
        high=high,
        unit=data["unit"],
        hedge=data["hedge"],
        kind=data["kind"],
        target=data["target"],
        alternatives=tuple(data["alternatives"]),
        outcomes=outcomes,
    )
    if reason := check_bounds(claim.quote, claim.hedge, value, low, high):
        raise DataError(f"“{claim.quote}”{reason}", place=place)
    for target in claim.allowed:
        if reason := check_target(target, edition_of(item["year"])):
            raise DataError(f"“{claim.quote}”{reason}", place=place)
    return claim


def _check_values(data: Mapping[str, Any], keys: tuple[str, ...], place: str) -> None:
    for key in keys:
        if data[key] not in _VALUES[key]:
            raise DataError(f"{key} 不认识的值 {data[key]}", place=place)


def _find(text: str, quote: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            break
    return at


def _decimal(value: Any, place: str) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        raise DataError(f"不是十进制数：{value}", place=place) from None
