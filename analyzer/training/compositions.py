"""Paragraphs composed of blocks whose readings are known, joined as no annotator would think of.

Every block says one thing in a few common ways; what each says is known alone, and must still be read
when others stand around it. This is what sentences of annotators hardly test: they word single claims
with care, and repeat their own habits in how claims follow each other. After the templates of
behavioural testing (Ribeiro et al., Beyond Accuracy: CheckList, ACL 2020). Data in
`corpora/compositions/`: `words.toml` (formula → names), `blocks.toml`, `plans.toml`; their heads say
how they are written.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from analyzer.document import SectionKey, Span
from analyzer.errors import DataError
from analyzer.training.claim_checks import check_target
from analyzer.training.claim_corpus import GoldClaim, GoldItem, edition_of

FOLDER: Final = "compositions"
_YEAR: Final = 2024
_SLOT: Final = re.compile(r"\{(\w+)\}")
_RATE: Final = "rate"
_ITEMS: Final = "items"
_NAMES: Final = "names"
_NUMBERS: Final = "numbers"
_UNIT: Final = "unit"
_NAME: Final = "name"
_NUMBER: Final = "number"
_STATEMENT: Final = "statement"
# what an item may say of its cell beside the number: the formula, by the cell and the block's `of`
_BESIDE: Final[Mapping[str, str]] = {
    "share": "({cell}) / {of}",
    "last": "previous.{cell}",
    "more": "{cell} - previous.{cell}",
}
_GOES_ON: Final = ("，", "（")  # a block that begins so follows the one before at once
_END: Final = "。"
_LEAST: Final = 11
_MOST: Final = 98


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to say; keys as in `blocks.toml`."""

    name: str
    says: tuple[str, ...]
    claims: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    item: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    fewest: int = 0
    at_most: int = 0
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least: int = _LEAST
    most: int = _MOST
    of: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which blocks follow each other: of each part one, the empty one for none."""

    name: str
    sections: tuple[SectionKey, ...]
    joints: tuple[str, ...]
    units: tuple[str, ...]
    parts: tuple[tuple[Block | None, ...], ...]

    def compose(self, number: int) -> GoldItem | None:
        """Paragraph `number` of this plan, the same ever again; None where it would say one cell twice."""
        chance = random.Random(f"{self.name} {number}")  # noqa: S311  # to be the same ever again
        chosen = [chance.choice(part) for part in self.parts]
        writer = _Writer(chance, chance.choice(self.units))
        for block in chosen:
            if block is not None:
                writer.write(block, self.joints)
        targets = [claim.target for claim in writer.claims if claim.target]
        if len(set(targets)) < len(targets):
            return None
        section = chance.choice(self.sections)
        return GoldItem(
            f"{self.name}-{number}",
            "",
            "county_department",
            _YEAR,
            section,
            writer.text + _END,
            tuple(writer.claims),
            {},
            "test",
        )


class _Writer:
    """A paragraph that grows block by block, with its claims; no number is drawn for it twice."""

    def __init__(self, chance: random.Random, unit: str) -> None:
        self.text = ""
        self.claims: list[GoldClaim] = []
        self._chance = chance
        self._unit = unit
        self._used: set[int] = set()

    def write(self, block: Block, joints: Sequence[str]) -> None:
        """Add what a block says, joined to what stands there."""
        says = self._chance.choice(block.says)
        if self.text and not says.startswith(_GOES_ON):
            self.text += self._chance.choice(joints)
        cells = self._chance.sample(list(block.words), self._count(block)) if block.words else []
        cells.sort(key=list(block.words).index)
        values = {cell: self._number(block) for cell in cells}
        numbers = {key: self._number(block) for key in _SLOT.findall(says) if key in block.claims}
        for key, parts in block.sums.items():
            told = (sum(values.values()) if part == _ITEMS else numbers[part] for part in parts)
            numbers[key] = sum(told)
        item = self._chance.choice(block.item) if block.item else ""
        joint = self._chance.choice(block.joint) if block.joint else "、"
        names = {cell: self._chance.choice(block.words[cell]) for cell in cells}
        self._fill(says, block, numbers, values, names, item, joint)

    def _fill(  # noqa: PLR0913, PLR0917  # what a template may name
        self,
        says: str,
        block: Block,
        numbers: Mapping[str, int],
        values: Mapping[str, int],
        names: Mapping[str, str],
        item: str,
        joint: str,
    ) -> None:
        for literal, slot in _pieces(says):
            self.text += literal
            if slot == _UNIT:
                self.text += self._unit
            elif slot == _NAMES:
                self.text += "、".join(names.values())
            elif slot == _NUMBERS:
                for at, (cell, value) in enumerate(values.items()):
                    self.text += "、" if at else ""
                    self._claim(str(value), cell)
                    self.text += self._unit
            elif slot == _ITEMS:
                for at, (cell, value) in enumerate(values.items()):
                    self.text += joint if at else ""
                    self._item(item, block, names[cell], value, cell)
            elif slot.startswith(_RATE):
                self._claim(f"{numbers[slot]}.{self._chance.randint(1, 9)}%", block.claims[slot])
            elif slot:
                self._claim(str(numbers[slot]), block.claims[slot])

    def _item(self, item: str, block: Block, name: str, value: int, cell: str) -> None:
        for literal, slot in _pieces(item):
            self.text += literal
            if slot == _NUMBER:
                self._claim(str(value), cell)
            elif slot == _STATEMENT:
                self._claim(name, cell)
            elif slot in _BESIDE:
                number = str(self._number(block))
                rate = f"{number}.{self._chance.randint(1, 9)}%"
                formula = _BESIDE[slot].format(cell=cell, of=block.of)
                self._claim(rate if slot == "share" else number, formula)
            else:
                self.text += {_NAME: name, _UNIT: self._unit}.get(slot, "")

    def _claim(self, written: str, target: str) -> None:
        span = Span(len(self.text), len(self.text) + len(written))
        self.text += written
        figure = written.rstrip("%")
        value = Decimal(figure) if figure[0].isdigit() else Decimal(0)
        hedge = "exact" if figure[0].isdigit() else "zero"
        said = (value, value, value, "", hedge, "count", target or None, (), ())
        self.claims.append(GoldClaim(written, span, *said))  # type: ignore[arg-type]

    def _count(self, block: Block) -> int:
        return self._chance.randint(block.fewest, min(block.at_most, len(block.words)))

    def _number(self, block: Block) -> int:
        free = [n for n in range(block.least, block.most + 1) if n not in self._used]
        number = self._chance.choice(free)
        self._used.add(number)
        return number


def _pieces(says: str) -> Iterator[tuple[str, str]]:
    """What is written, and the slot behind it; the last has none."""
    at = 0
    for slot in _SLOT.finditer(says):
        yield says[at : slot.start()], slot[1]
        at = slot.end()
    yield says[at:], ""


def load(corpus_dir: Path) -> tuple[Plan, ...]:
    """The plans in order of file; raises `DataError` naming file and key of the first bad one."""
    folder = corpus_dir / FOLDER
    words = {
        table: {cell: tuple(names) for cell, names in row.items()}
        for table, row in _read(folder / "words.toml").items()
    }
    blocks = {
        row["name"]: _block(row, words)
        for row in _rows(folder / "blocks.toml", "block", {"name", "says"})
    }
    plans = _rows(folder / "plans.toml", "plan", {"name", "sections", "joints", "units", "parts"})
    return tuple(_plan(row, blocks) for row in plans)


def _block(row: Mapping[str, Any], words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Block:
    place = f"blocks.toml {row['name']}"
    if unknown := sorted(row.keys() - Block.__dataclass_fields__.keys()):
        raise DataError(f"不认识的键 {unknown[0]}", place=place)
    if row.get("words", next(iter(words))) not in words:
        raise DataError(f"words.toml 里没有 {row['words']}", place=place)
    claims = row.get("claims", {})
    cells = words[row["words"]] if "words" in row else {}
    for target in (*claims.values(), *cells):
        if target and (wrong := check_target(target, edition_of(_YEAR))):
            raise DataError(f"{target}{wrong}", place=place)
    known = {*claims, _ITEMS, _NAMES, _NUMBERS, _UNIT}
    for says in row["says"]:
        if unknown := [slot for slot in _SLOT.findall(says) if slot not in known]:
            raise DataError(f"claims 里没有 {unknown[0]}", place=place)
    return Block(
        row["name"],
        tuple(row["says"]),
        claims,
        cells,
        tuple(row.get("item", ())),
        tuple(row.get("joint", ())),
        row.get("fewest", 0),
        row.get("at_most", 0),
        {key: tuple(parts) for key, parts in row.get("sums", {}).items()},
        row.get("least", _LEAST),
        row.get("most", _MOST),
        row.get("of", ""),
    )


def _plan(row: Mapping[str, Any], blocks: Mapping[str, Block]) -> Plan:
    names = [name for part in row["parts"] for name in part if name]
    if unknown := [name for name in names if name not in blocks]:
        raise DataError(f"blocks.toml 里没有 {unknown[0]}", place=f"plans.toml {row['name']}")
    parts = tuple(tuple(blocks[n] if n else None for n in part) for part in row["parts"])
    sections, joints, units = (tuple(row[key]) for key in ("sections", "joints", "units"))
    return Plan(row["name"], sections, joints, units, parts)


def _rows(path: Path, key: str, needed: set[str]) -> Sequence[Mapping[str, Any]]:
    data = _read(path)
    rows = data.get(key)
    if set(data) != {key} or not isinstance(rows, list):
        raise DataError(f"只应有 [[{key}]] 各项", place=path.name)
    for row in rows:
        if missing := sorted(needed - row.keys()):
            raise DataError(f"缺 {missing[0]}", place=f"{path.name} {row.get('name', '')}".strip())
    return rows


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"拼合的数据读不出：{error}", place=path.name) from None
