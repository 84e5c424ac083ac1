"""Questions over a store (`questions.toml`, `views.sql`): each answered by one table of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from analyzer.analysis import number
from analyzer.batch.copies import resemblances
from analyzer.batch.store import database
from analyzer.errors import DataError
from analyzer.forms.form import EDITIONS, forms
from analyzer.lexicon.names import name_of
from analyzer.lexicon.source import load

_FILE: Final = "questions"
_KEYS: Final = frozenset({"title", "view", "columns", "brief", "names"})
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: title, Chinese column names, rows; `brief` columns are those a screen has room for."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    brief: tuple[str, ...]

    def briefly(self) -> tuple[tuple[Any, ...], ...]:
        """The rows, their brief columns only."""
        places = [self.columns.index(column) for column in self.brief]
        return tuple(tuple(row[place] for place in places) for row in self.rows)


def questions() -> Mapping[str, str]:
    """The questions by name, with their titles."""
    return {name: entry["title"] for name, entry in _entries().items()}


def answer(out: Path, question: str, limit: int | None = None) -> Answer:
    """The answer of the store in `out`, its first `limit` rows.

    Raises `DataError` where `out` has no store.
    """
    entry = _entries()[question]
    columns = tuple(entry["columns"])
    brief = tuple(entry.get("brief", columns))
    if "view" not in entry:
        return Answer(entry["title"], columns, _copied(out)[:limit], brief)
    with database(out) as connection:
        done = connection.execute(
            f"SELECT * FROM {entry['view']}{'' if limit is None else f' LIMIT {int(limit)}'}"
        )
        keys = [column[0] for column in done.description or []]
        rows = done.fetchall()
    if len(keys) != len(columns):
        raise DataError(f"键 {question}.columns 应有 {len(keys)} 列", place=f"{_FILE}.toml")
    names = [entry.get("names", {}).get(key) for key in keys]
    return Answer(entry["title"], columns, tuple(_named(row, names) for row in rows), brief)


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    entries: Mapping[str, Mapping[str, Any]] = load(_FILE, "analyzer.batch")
    for name, entry in entries.items():
        unknown = sorted(entry.keys() - _KEYS)
        strange = sorted(set(entry.get("brief", ())) - set(entry.get("columns", ())))
        if strange:
            raise DataError(f"键 {name}.brief 中的 {strange[0]} 不是列", place=f"{_FILE}.toml")
        if unknown or "title" not in entry or not isinstance(entry.get("columns"), list):
            wrong = f"{name}.{unknown[0]}" if unknown else f"{name}.title 或 {name}.columns"
            raise DataError(f"键 {wrong} 有误", place=f"{_FILE}.toml")
    return entries


def _named(row: Sequence[Any], names: Sequence[str | None]) -> tuple[Any, ...]:
    return tuple(
        _plain(value) if kind is None or value is None else _name(kind, str(value))
        for value, kind in zip(row, names, strict=True)
    )


def _plain(value: Any) -> Any:
    """A decimal without the zeros that its column type adds."""
    return Decimal(number(value) or 0) if isinstance(value, Decimal) else value


def _name(kind: str, key: str) -> str:
    return _cells().get(key, key) if kind == "cell" else name_of(kind, key)


@cache
def _cells() -> Mapping[str, str]:
    """What the forms call their cells; where editions share a cell the newest form's name."""
    found: dict[str, str] = {}
    for edition in EDITIONS:
        for form in forms(edition):
            for ref in form.refs:
                found.setdefault(ref, form.cell_name(ref))
    return found


def _copied(out: Path) -> tuple[tuple[Any, ...], ...]:
    with database(out) as connection:
        rows = connection.execute("SELECT source, agency, year FROM documents").fetchall()
    known = {source: (agency, year) for source, agency, year in rows}
    found = [
        (
            *known[source],
            alike.agency,
            alike.year,
            round(alike.share * _HUNDRED, 1),
            alike.compared,
            len(alike.passages),
            source,
            alike.source,
        )
        for source, each in resemblances(out).items()
        for alike in each
    ]
    return tuple(sorted(found, key=lambda row: (-row[4], row[7], row[8])))
