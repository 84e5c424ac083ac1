"""Parts: what one shard gave, as one Parquet file that appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NUMBER: Final = "DECIMAL(38, 10)"
# The columns of a part, one row a report; lists become the tables of the store (`store.py`).
COLUMNS: Final[Mapping[str, str]] = {
    "source": "VARCHAR",
    "run": "INTEGER",
    "stamp": "VARCHAR",
    "listed_agency": "VARCHAR",
    "listed_year": "INTEGER",
    "listed_previous": "VARCHAR",
    "previous": "VARCHAR",
    "previous_sha256": "VARCHAR",
    "sha256": "VARCHAR",
    "state": "VARCHAR",
    "failure": "VARCHAR",
    "document": "STRUCT(format VARCHAR, title VARCHAR, agency VARCHAR, agency_level VARCHAR, "
    '"year" INTEGER, edition VARCHAR, signed VARCHAR, published VARCHAR, losses VARCHAR[], '
    "province VARCHAR, prefecture VARCHAR, county VARCHAR, characters INTEGER, total DOUBLE, grade VARCHAR, narrative DOUBLE)",
    "cells": f'STRUCT(form VARCHAR, cell VARCHAR, "value" {NUMBER}, "text" VARCHAR, '
    "state VARCHAR)[]",
    "sentences": 'STRUCT(number INTEGER, "start" INTEGER, "end" INTEGER, section VARCHAR, '
    'aspect VARCHAR, "role" VARCHAR, confidence DOUBLE, "text" VARCHAR)[]',
    "claims": 'STRUCT(id VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR, '
    f'sentence INTEGER, "value" {NUMBER}, low {NUMBER}, high {NUMBER}, unit VARCHAR, '
    'hedge VARCHAR, kind VARCHAR, metric VARCHAR, "period" INTEGER, "scope" VARCHAR, '
    f"target VARCHAR, outcome VARCHAR, expected {NUMBER}, readings VARCHAR[], reason VARCHAR, "
    "gap VARCHAR, confidence DOUBLE)[]",
    "findings": 'STRUCT(code VARCHAR, "name" VARCHAR, severity VARCHAR, certainty VARCHAR, '
    'message VARCHAR, advice VARCHAR, basis VARCHAR, quotes VARCHAR[], cells VARCHAR[], "start" '
    'INTEGER, "end" INTEGER, expected VARCHAR, actual VARCHAR, fingerprint VARCHAR, '
    "status VARCHAR, related VARCHAR[])[]",
    "scores": 'STRUCT("key" VARCHAR, "name" VARCHAR, points DOUBLE, "of" DOUBLE, '
    "reasons VARCHAR[])[]",
    "compared": 'STRUCT("start" INTEGER, "end" INTEGER, words VARCHAR)[]',
    "facts": "VARCHAR",
}
# DuckDB sets twice this aside while it reads; a longer row is refused by the worker.
LARGEST_ROW: Final = 64 * 1024 * 1024
_MEMORY: Final = "512MB"
_JSON: Final = (
    f"read_json(?, columns = ?, format = 'newline_delimited', maximum_object_size = {LARGEST_ROW})"
)


def connect(path: Path | None = None) -> DuckDBPyConnection:
    """A database in memory or at `path`, with one thread, that spills to its own folder only."""
    import duckdb  # noqa: PLC0415  # 60 ms, only where a store is touched

    connection = duckdb.connect(str(path) if path else ":memory:")
    connection.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 1")
    # An extension that is missing is an error here, never a download.
    connection.execute("SET autoinstall_known_extensions = false")
    return connection


def write_part(path: Path, lines: Iterable[bytes], *, run: int, stamp: str) -> None:
    """Write rows (JSON lines keyed as `COLUMNS`) to the Parquet file `path`: whole or not at all.

    Every row gets the number of the `run` and the `stamp` that it was made under. Raises `OSError`
    where the disk is full or the folder cannot be written.
    """
    import duckdb  # noqa: PLC0415

    partial = path.with_suffix(f".{os.getpid()}.part")
    rows = partial.with_suffix(".jsonl")
    try:
        with rows.open("wb") as file:
            file.writelines(lines)
        with connect() as connection:
            connection.execute(
                f"COPY (SELECT * REPLACE ({run} AS run, {text(stamp)} AS stamp) FROM {_JSON}) "
                f"TO {text(partial)} (FORMAT parquet, COMPRESSION zstd)",
                [str(rows), dict(COLUMNS)],
            )
        settle(partial, path)
    except duckdb.IOException as error:
        raise OSError(str(error)) from None
    finally:
        partial.unlink(missing_ok=True)
        rows.unlink(missing_ok=True)


def settle(partial: Path, path: Path) -> None:
    """Put a finished file on the disk, then under its name, so that a power cut leaves old or new."""
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def text(value: object) -> str:
    """A value as an SQL string."""
    return "'" + str(value).replace("'", "''") + "'"
