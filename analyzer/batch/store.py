"""The store: parts become the tables of `corpus.duckdb` and Parquet files beside it.

Parts stay the only truth (they hold the facts that `--rejudge` starts from); the tables are made
anew from them after every run, whole or not at all. Of several rows of one source the one of the
latest run counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analyzer.batch.part import connect, settle, text
from analyzer.batch.shard import PARTS
from analyzer.errors import DataError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DATABASE: Final = "corpus.duckdb"
TABLES_FOLDER: Final = "parquet"
# Each table of the store as a query over `newest`, the latest row of every source.
_TABLES: Final[Mapping[str, str]] = {
    "documents": "SELECT document AS id, source, "
    "coalesce(listed_agency, doc.agency) AS agency, coalesce(listed_year, doc.year) AS year, "
    "doc.* EXCLUDE (agency, year), sha256, previous, stamp FROM newest WHERE state = 'ok'",
    "failures": "SELECT source, listed_agency AS agency, listed_year AS year, state, failure "
    "FROM newest WHERE state <> 'ok'",
    **{
        name: f"SELECT document, item.* FROM (SELECT document, unnest({name}) AS item FROM newest)"
        for name in ("cells", "sentences", "claims", "findings", "scores", "compared")
    },
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """The latest row of a source: what decides whether it is stale, and where its facts are."""

    source: str
    part: Path
    stamp: str
    state: str
    sha256: str | None
    agency: str | None
    year: int | None
    listed: tuple[Any, ...]
    previous: str | None
    previous_sha256: str | None


def recorded(out: Path) -> dict[str, Recorded]:
    """The latest row of every source in the parts of `out`; raises `DataError` for a bad part."""
    with connect() as connection:
        if not _newest(connection, out):
            return {}
        rows = connection.execute(
            "SELECT source, part, stamp, state, sha256, coalesce(listed_agency, doc.agency), "
            "coalesce(listed_year, doc.year), listed_agency, listed_year, listed_previous, "
            "previous, previous_sha256 FROM newest ORDER BY source"
        ).fetchall()
    return {row[0]: _recorded(row) for row in rows}


def _recorded(row: Sequence[Any]) -> Recorded:
    source, part, stamp, state, sha256, agency, year, *listed, previous, previous_sha256 = row
    return Recorded(
        source,
        Path(part),
        stamp,
        state,
        sha256,
        agency,
        year,
        tuple(listed),
        previous,
        previous_sha256,
    )


def last_run(out: Path) -> int:
    """The number of the latest run that left a part, 0 where there is none."""
    return max((int(path.stem[1:6]) for path in parts(out)), default=0)


def parts(out: Path) -> list[Path]:
    """The finished parts, oldest first."""
    return sorted((out / PARTS).glob("r*.parquet"))


def _newest(connection: DuckDBPyConnection, out: Path) -> bool:
    """Make the view `newest` over the parts; False where there are none."""
    import duckdb  # noqa: PLC0415

    found = parts(out)
    if not found:
        return False
    names = ", ".join(text(path) for path in found)
    try:
        connection.execute(
            "CREATE TEMP TABLE latest AS SELECT *, row_number() OVER (ORDER BY source) AS document "
            f"FROM (SELECT source, filename AS part FROM read_parquet([{names}], filename = true) "
            "QUALIFY row_number() OVER "
            "(PARTITION BY source ORDER BY run DESC, filename DESC) = 1)"
        )
    except duckdb.Error as error:
        raise DataError(
            f"结果分片已损坏（{str(error).splitlines()[0]}）",
            place=str(out / PARTS),
            remedy="请删除损坏的分片，再用 --resume 续跑",
        ) from None
    connection.execute(
        "CREATE TEMP VIEW newest AS SELECT latest.document, latest.part, rows.* "
        "EXCLUDE (document, filename), rows.document AS doc "
        f"FROM read_parquet([{names}], filename = true) AS rows "
        "JOIN latest ON latest.source = rows.source AND latest.part = rows.filename"
    )
    return True


def compact(out: Path) -> dict[str, int]:
    """Make the tables from the parts, drop parts that nothing in them comes from; rows by table.

    Raises `OSError` where the disk is full or the folder cannot be written.
    """
    import duckdb  # noqa: PLC0415

    partial = out / f".{DATABASE}.{os.getpid()}.part"
    try:
        with connect(partial) as connection:
            connection.execute(f"SET temp_directory = {text(out / '.spill')}")
            if not _newest(connection, out):
                return {}
            counts = {name: _table(connection, out, name) for name in _TABLES}
            connection.execute(_views())
            current = {
                Path(row[0])
                for row in connection.execute("SELECT DISTINCT part FROM latest").fetchall()
            }
        settle(partial, out / DATABASE)
    except duckdb.IOException as error:
        raise OSError(str(error)) from None
    finally:
        partial.unlink(missing_ok=True)
        Path(f"{partial}.wal").unlink(missing_ok=True)
    for path in parts(out):
        if path not in current:
            path.unlink()
    return counts


def _table(connection: DuckDBPyConnection, out: Path, name: str) -> int:
    order = " ORDER BY source" if name in {"documents", "failures"} else ""
    connection.execute(f"CREATE TABLE {name} AS {_TABLES[name]}{order}")
    folder = out / TABLES_FOLDER
    folder.mkdir(exist_ok=True)
    partial = folder / f".{name}.{os.getpid()}.part"
    try:
        connection.execute(f"COPY {name} TO {text(partial)} (FORMAT parquet, COMPRESSION zstd)")
        settle(partial, folder / f"{name}.parquet")
    finally:
        partial.unlink(missing_ok=True)
    (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchall()
    return int(count[0])


def _views() -> str:
    from importlib import resources  # noqa: PLC0415

    return resources.files("analyzer.batch").joinpath("views.sql").read_text("utf-8")


def facts_of(part: Path, source: str) -> tuple[str, str]:
    """The stored facts of a report and the SHA-256 of its file."""
    rows = _reader().execute(
        f"SELECT facts, sha256 FROM read_parquet({text(part)}) WHERE source = ?", [source]
    )
    ((facts, sha256),) = rows.fetchall()
    return facts, sha256


@cache
def _reader() -> DuckDBPyConnection:
    """One connection for all the facts that a worker process looks up: opening one takes longer."""
    return connect()


@contextmanager
def database(out: Path) -> Iterator[DuckDBPyConnection]:
    """The store of `out`, to be read only; raises `DataError` where there is none."""
    import duckdb  # noqa: PLC0415

    path = out / DATABASE
    if not path.is_file():
        raise DataError(
            "没有汇总结果", place=str(out), remedy="请先执行 nianbao batch 报告文件夹 -o 此文件夹"
        )
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            yield connection
    except (duckdb.IOException, duckdb.SerializationException) as error:
        raise DataError(
            f"汇总结果打不开（{str(error).splitlines()[0]}）",
            place=str(path),
            remedy="请关闭正在使用它的程序，或加 --resume 重新汇总",
        ) from None
