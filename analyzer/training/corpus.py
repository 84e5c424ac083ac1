"""The annotated sentences: loaded, checked, and split by agency."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

from analyzer.document import AgencyLevel
from analyzer.errors import DataError
from analyzer.label.features import ASPECTS, ROLES, SECTIONS, canonical

LABELS: Final = "labels"
SPLITS: Final = "splits.toml"
CLASSES: Final[Mapping[str, tuple[str, ...]]] = {"aspect": ASPECTS, "role": ROLES}
_LEVELS: Final = get_args(AgencyLevel)
_FIELDS: Final[Mapping[str, type | tuple[type, ...]]] = {
    "id": str,
    "agency": str,
    "level": str,
    "year": int,
    "section": str,
    "text": str,
    "aspect": str,
    "role": str,
    "alt_aspect": list,
    "alt_role": list,
    "hard": (str, type(None)),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One annotated sentence.

    `alt_*` are labels that count as right too; `before` is the index of the sentence that stood
    before it in the same section of the same report, if that is known.
    """

    id: str
    agency: str
    level: str
    year: int
    section: str
    text: str
    aspect: str
    role: str
    alt_aspect: tuple[str, ...]
    alt_role: tuple[str, ...]
    hard: str | None
    before: int | None

    def accepted(self, name: str) -> frozenset[str]:
        """All labels of classifier `name` (aspect, role) that count as right."""
        if name == "aspect":
            return frozenset((self.aspect, *self.alt_aspect))
        return frozenset((self.role, *self.alt_role))

    def label(self, name: str) -> str:
        """The label of classifier `name` that the annotator preferred."""
        return self.aspect if name == "aspect" else self.role


@dataclass(frozen=True, slots=True)
class Splitting:
    """The rule of `splits.toml`: an agency stands on one side only."""

    salt: str
    test_percent: int
    folds: int

    def is_test(self, agency: str) -> bool:
        """Whether the agency is held out."""
        return _hash(self.salt + agency) % 100 < self.test_percent

    def fold(self, agency: str) -> int:
        """The development fold of an agency that is not held out."""
        return _hash(self.salt + agency) // 100 % self.folds

    def split_of(self, agency: str) -> str:
        """`test`, `dev` (the first fold) or `train`, for what is not cross-validated."""
        if self.is_test(agency):
            return "test"
        return "train" if self.fold(agency) else "dev"


@dataclass(frozen=True)
class Corpus:
    """All items in file order, the rule that splits them, and the digest of both."""

    items: tuple[Item, ...]
    splitting: Splitting
    digest: str

    @property
    def folds(self) -> int:
        """How many development folds there are."""
        return self.splitting.folds

    def is_test(self, item: Item) -> bool:
        """Whether the item's agency is held out."""
        return self.splitting.is_test(item.agency)

    def fold(self, item: Item) -> int:
        """The development fold of a training item."""
        return self.splitting.fold(item.agency)

    def training(self) -> tuple[Item, ...]:
        """The items that may be learnt from."""
        return tuple(item for item in self.items if not self.is_test(item))

    def test(self) -> tuple[Item, ...]:
        """The held-out items."""
        return tuple(item for item in self.items if self.is_test(item))


@cache
def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def load(corpus_dir: Path) -> Corpus:
    """The corpus under `corpus_dir`; raises `DataError` naming file and line."""
    files = sorted((corpus_dir / LABELS).glob("*.jsonl"))
    if not files:
        raise DataError("没有标注文件 *.jsonl", place=f"{LABELS}/")
    digest = hashlib.sha256()
    items: list[Item] = []
    seen: dict[str, str] = {}
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
        previous: Item | None = None
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            place = f"{LABELS}/{file.name}:{number}"
            item = _item(line, place, len(items) - 1, previous)
            for mark in (item.id, canonical(item.text)):
                # Titles repeat: the official ones stand in every report.
                if mark in seen and (mark == item.id or item.role != "heading"):
                    raise DataError(f"与 {seen[mark]} 重复：{mark[:30]}", place=place)
                seen[mark] = place
            items.append(item)
            previous = item
    rule = splitting(corpus_dir)
    digest.update((corpus_dir / SPLITS).read_bytes())
    return Corpus(tuple(items), rule, digest.hexdigest())


def _item(line: str, place: str, last: int, previous: Item | None) -> Item:
    try:
        data: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"不是合法的 JSON：{error}", place=place) from None
    if not isinstance(data, dict) or set(data) != set(_FIELDS):
        raise DataError(f"字段应恰为 {'、'.join(_FIELDS)}", place=place)
    for field, kind in _FIELDS.items():
        if not isinstance(data[field], kind) or data[field] == "":
            raise DataError(f"字段 {field} 的值不合要求", place=place)
    _check_values(data, place)
    follows = previous is not None and (previous.agency, previous.section) == (
        data["agency"],
        data["section"],
    )
    return Item(
        **{
            **data,
            "alt_aspect": tuple(data["alt_aspect"]),
            "alt_role": tuple(data["alt_role"]),
            "before": last if follows else None,
        }
    )


def _check_values(data: Mapping[str, Any], place: str) -> None:
    aspects, roles = (data["aspect"], *data["alt_aspect"]), (data["role"], *data["alt_role"])
    for values, known in (
        ((data["level"],), _LEVELS),
        ((data["section"],), SECTIONS),
        (aspects, ASPECTS),
        (roles, ROLES),
    ):
        for value in values:
            if value not in known:
                raise DataError(f"不认识的值 {value}", place=place)
    if len(set(aspects)) < len(aspects) or len(set(roles)) < len(roles):
        raise DataError("备选标签与主标签或彼此重复", place=place)
    in_problems = data["section"] == "problems"
    if in_problems != (data["aspect"] in ("problem", "improvement")):
        raise DataError("第五部分只用 problem、improvement，别处不用", place=place)
    pair = (data["aspect"], data["role"])
    if pair[0] == "problem" and pair[1] not in ("problem", "heading"):
        raise DataError("aspect 为 problem 的句子，role 应为 problem 或 heading", place=place)
    if pair == ("improvement", "problem"):
        raise DataError("role 为 problem 的句子在第五部分 aspect 应为 problem", place=place)


def splitting(corpus_dir: Path) -> Splitting:
    """The rule of `splits.toml` under `corpus_dir`; raises `DataError` naming the bad key."""
    try:
        data = tomllib.loads((corpus_dir / SPLITS).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"划分文件读不出：{error}", place=SPLITS) from None
    if not isinstance(data.get("salt"), str):
        raise DataError("缺少键 salt", place=SPLITS)
    for key in ("test_percent", "folds"):
        if not isinstance(data.get(key), int) or not 1 < data[key] < 100:
            raise DataError(f"键 {key} 应为 2 至 99 的整数", place=SPLITS)
    return Splitting(data["salt"], data["test_percent"], data["folds"])
