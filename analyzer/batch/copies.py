"""Which reports of a store copy from each other, found from its table `compared` alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analyzer.analysis import Facts
from analyzer.batch.store import database
from analyzer.document import Document, Span
from analyzer.likeness.alignment import aligned
from analyzer.likeness.sentences import Comparable
from analyzer.likeness.signatures import candidates, common_sentences, signature
from analyzer.resemblance import Resemblance

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A share of a report's own words below this is not worth telling.
_TOLD: Final = 0.5
_KEPT_TEXTS: Final = 4096


def resemblances(out: Path) -> dict[str, tuple[Resemblance, ...]]:
    """Source → the other reports that hold half of its own words or more, most alike first.

    Set phrases, figures, names, and sentences that many reports share are left out. Reports of one
    agency for one year (a report and its correction) are not held against each other; those of
    different years are. Raises `DataError` where there is no store.
    """
    with database(out) as connection:
        return _Copies(connection).all()


class _Copies:
    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        rows = connection.execute("SELECT id, source, agency, year FROM documents").fetchall()
        self._known = {
            number: Facts(Document(source, "", "", "", (), agency=agency, year=year))
            for number, source, agency, year in rows
        }
        self._text = lru_cache(_KEPT_TEXTS)(self._read)

    def all(self) -> dict[str, tuple[Resemblance, ...]]:
        self._common = common_sentences(words for _, words in self._words())
        signatures = {
            str(number): signature("\n".join(own))
            for number, words in self._words()
            if (own := [each for each in words if each not in self._common])
        }
        found: dict[str, list[Resemblance]] = {}
        for pair in candidates(signatures):
            one, other = map(int, pair)
            if self._same_report(one, other):
                continue
            for this, that in ((one, other), (other, one)):
                alike = aligned(self._text(this), self._text(that), self._known[that])
                if alike.share >= _TOLD:
                    found.setdefault(self._known[this].document.source, []).append(alike)
        return {
            source: tuple(sorted(alike, key=lambda each: (-each.share, each.source)))
            for source, alike in sorted(found.items())
        }

    def _words(self) -> Iterator[tuple[int, list[str]]]:
        cursor = self._connection.cursor().execute(
            'SELECT document, words FROM compared ORDER BY document, "start"'
        )
        rows = (row for batch in iter(lambda: cursor.fetchmany(10_000), []) for row in batch)
        for number, group in groupby(rows, itemgetter(0)):
            yield number, [words for _, words in group]

    def _read(self, number: int) -> tuple[Comparable, ...]:
        rows = self._connection.execute(
            'SELECT "start", "end", words FROM compared WHERE document = ? ORDER BY "start"',
            [number],
        ).fetchall()
        return tuple(
            Comparable(Span(start, end), words)
            for start, end, words in rows
            if words not in self._common
        )

    def _same_report(self, one: int, other: int) -> bool:
        first, second = self._known[one].document, self._known[other].document
        return first.agency is not None and (first.agency, first.year) == (
            second.agency,
            second.year,
        )
