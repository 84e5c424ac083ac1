r"""Rewrites of annotated sentences whose reading is known without annotating anew.

宗 says what 件 says, so 收到5宗 must be read as 收到5件 was; and once 政府信息公开申请 is 信访事项, no
cell may be named any more. These are the invariance and the directional tests of behavioural testing
(Ribeiro et al., Beyond Accuracy: CheckList, ACL 2020). `corpora/rewrites/*.toml` holds them as data:

- `name`, unique; `meaning`: `kept` (what was read right is still right) or `lost` (nothing is linked);
- `find`, a regular expression, and `put`, what takes its place (`\1` for a group, `{words}` for the
  whole match, a number, in Chinese numerals);
- optional `only` (a table that every target of the item must lie in), `with` (what the item must say)
  and `without` (what the rewritten item must not say for the rewrite to be sound);
- optional `counted = "found"`: only the claims that `find` reaches are counted, for 较2015年增长5% takes
  its meaning from the change and leaves the number before it alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, cast, get_args

from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.extract.numerals import spell
from analyzer.training.claim_corpus import GoldClaim, GoldItem

FOLDER: Final = "rewrites"
Meaning = Literal["kept", "lost"]
_TABLES: Final = ("requests", "disclosure", "disputes")
_IN_WORDS: Final = "{words}"
_NEEDED: Final = frozenset({"name", "meaning", "find", "put"})
_KEYS: Final = _NEEDED | {"only", "with", "without", "counted"}
_FOUND: Final = "found"
_GROUP: Final = re.compile(r"\\(\d)")


class Rewritten(NamedTuple):
    """An item said another way; `origins` are the claims it had, in the order of those it has now."""

    item: GoldItem
    origins: tuple[GoldClaim, ...]


class _Piece(NamedTuple):
    """`new` stands where the old text had `start` … `end`; both -1 for what is only new."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One way to say the same (`kept`) or another thing (`lost`); patterns as in the file."""

    name: str
    meaning: Meaning
    find: re.Pattern[str]
    put: str
    only: str | None
    having: re.Pattern[str] | None
    lacking: re.Pattern[str] | None
    found_only: bool = False

    def of(self, item: GoldItem) -> Rewritten | None:
        """The item said that way with its claims moved along; None where it does not apply."""
        if self.having is not None and not self.having.search(item.text):
            return None
        if self.only is not None and not _all_in(item, self.only):
            return None
        pieces = list(self._pieces(item.text))
        text = "".join(piece.new for piece in pieces)
        if text == item.text or (self.lacking is not None and self.lacking.search(text)):
            return None
        claims = item.claims
        if self.found_only:
            reached = [match.span() for match in self.find.finditer(item.text)]
            claims = tuple(claim for claim in claims if _is_reached(claim.span, reached))
        moved = [(self._moved(claim, pieces, text), claim) for claim in claims]
        kept = sorted(
            ((new, old) for new, old in moved if new is not None), key=lambda row: row[0].span.start
        )
        said = replace(item, text=text, claims=tuple(new for new, _ in kept))
        return Rewritten(said, tuple(old for _, old in kept))

    def _pieces(self, text: str) -> Iterator[_Piece]:
        """The new text piece by piece."""
        at = 0
        for match in self.find.finditer(text):
            yield _Piece(at, match.start(), text[at : match.start()])
            yield from self._put(match)
            at = match.end()
        yield _Piece(at, len(text), text[at:])

    def _put(self, match: re.Match[str]) -> Iterator[_Piece]:
        if self.put == _IN_WORDS:
            if not match[0].isdecimal():
                raise DataError(f"{_IN_WORDS} 只能代替整数，不能代替“{match[0]}”", place=self.name)
            yield _Piece(match.start(), match.end(), spell(int(match[0])))
            return
        if not _GROUP.search(self.put):
            yield _Piece(match.start(), match.end(), self.put)
            return
        at = 0
        for group in _GROUP.finditer(self.put):
            yield _Piece(-1, -1, self.put[at : group.start()])
            number = int(group[1])
            yield _Piece(match.start(number), match.end(number), match[number] or "")
            at = group.end()
        yield _Piece(-1, -1, self.put[at:])

    def _moved(self, claim: GoldClaim, pieces: Sequence[_Piece], text: str) -> GoldClaim | None:
        """The claim where it stands now, about nothing if the meaning was lost; None if it is gone."""
        found: list[int] = []
        offset = 0
        for start, end, new in pieces:
            low, high = max(start, claim.span.start), min(end, claim.span.end)
            if low < high:
                same = end - start == len(new)
                found.append(offset + (low - start if same else 0))
                found.append(offset + (high - start if same else len(new)))
            offset += len(new)
        if not found or min(found) == max(found):
            return None
        span = Span(min(found), max(found))
        moved = replace(claim, span=span, quote=span.of(text))
        return moved if self.meaning == "kept" else replace(moved, target=None, alternatives=())


def _is_reached(span: Span, reached: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in reached)


def _all_in(item: GoldItem, table: str) -> bool:
    targets = [target for claim in item.claims for target in claim.allowed]
    elsewhere = [f"{other}." for other in _TABLES if other != table]
    return bool(targets) and not any(other in each for each in targets for other in elsewhere)


def load(corpus_dir: Path) -> tuple[Rewrite, ...]:
    """Every rewrite in order of file; raises `DataError` naming file and key of the first bad one."""
    found: dict[str, Rewrite] = {}
    for path in sorted((corpus_dir / FOLDER).glob("*.toml")):
        try:
            data: Any = tomllib.loads(path.read_text("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"改写读不出：{error}", place=path.name) from None
        if set(data) != {"rewrite"} or not isinstance(data["rewrite"], list):
            raise DataError("只应有 [[rewrite]] 各项", place=path.name)
        for row in data["rewrite"]:
            place = f"{path.name} {row.get('name', '（没有 name）')}"
            rewrite = _rewrite(row, place)
            if rewrite.name in found:
                raise DataError("name 重复", place=place)
            found[rewrite.name] = rewrite
    return tuple(found.values())


def _rewrite(row: Mapping[str, Any], place: str) -> Rewrite:
    for key, value in row.items():
        if key not in _KEYS or not isinstance(value, str):
            raise DataError(f"不认识的键，或值不是文字：{key}", place=place)
    if missing := sorted(_NEEDED - row.keys()):
        raise DataError(f"缺 {missing[0]}", place=place)
    if row["meaning"] not in get_args(Meaning):
        raise DataError(f"meaning 应为 {'、'.join(get_args(Meaning))}", place=place)
    if "only" in row and row["only"] not in _TABLES:
        raise DataError(f"only 应为 {'、'.join(_TABLES)}", place=place)
    find = _pattern(row["find"], "find", place)
    if row.get("counted", _FOUND) != _FOUND:
        raise DataError(f"counted 只能是 {_FOUND}", place=place)
    having, lacking = (
        _pattern(row[key], key, place) if key in row else None for key in ("with", "without")
    )
    groups = {int(number) for number in _GROUP.findall(row["put"])}
    if groups and max(groups) > find.groups:
        raise DataError("put 用了 find 里没有的组", place=place)
    return Rewrite(
        row["name"],
        cast(Meaning, row["meaning"]),
        find,
        row["put"],
        row.get("only"),
        having,
        lacking,
        "counted" in row,
    )


def _pattern(text: str, key: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise DataError(f"{key} 不是正则表达式：{error}", place=place) from None
