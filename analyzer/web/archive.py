"""What the server keeps: uploaded files and results in a folder, their history in SQLite."""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, Final, Literal

State = Literal["waiting", "done", "failed", "expired"]

_HISTORY: Final = "history.sqlite"
_FILES: Final = "files"
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, previous TEXT, state TEXT NOT NULL,
    failure TEXT NOT NULL DEFAULT '', created REAL NOT NULL, summary TEXT NOT NULL DEFAULT '{}'
)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One uploaded report: `summary` is what `desk.Assess` tells of it once it is done."""

    id: str
    name: str
    previous: str | None
    state: State
    failure: str
    created: float
    summary: Mapping[str, Any] = field(default_factory=dict)


class Archive:
    """The folder `place`; what is older than `keep` seconds loses its files, not its history."""

    def __init__(self, place: Path, keep: float) -> None:
        self._place = place
        self._keep = keep
        (place / _FILES).mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(_TABLE)
            # Whatever was under way when the server last stopped will not come back.
            database.execute(
                "UPDATE reports SET state = 'failed', failure = '服务中断，请重新上传' "
                "WHERE state = 'waiting'"
            )

    def add(self, name: str, data: bytes, previous: tuple[str, bytes] | None) -> Entry:
        """Keep an upload; its name is only ever told, never used as a path."""
        entry = Entry(
            secrets.token_urlsafe(12),
            name,
            previous[0] if previous else None,
            "waiting",
            "",
            time.time(),
        )
        folder = self.folder(entry.id)
        folder.mkdir()
        self._upload(entry.id, "report", name).write_bytes(data)
        if previous:
            self._upload(entry.id, "previous", previous[0]).write_bytes(previous[1])
        with self._database() as database:
            database.execute(
                "INSERT INTO reports (id, name, previous, state, created) VALUES (?, ?, ?, ?, ?)",
                (entry.id, entry.name, entry.previous, entry.state, entry.created),
            )
        return entry

    def settle(self, id_: str, summary: Mapping[str, Any] | None = None, failure: str = "") -> None:
        """Put down how an analysis ended: a summary, or why there is none."""
        state = "done" if summary is not None else "failed"
        with self._database() as database:
            database.execute(
                "UPDATE reports SET state = ?, failure = ?, summary = ? WHERE id = ?",
                (state, failure, json.dumps(summary or {}, ensure_ascii=False), id_),
            )

    def entry(self, id_: str) -> Entry | None:
        """The report of this id, None where there is none."""
        found = self._entries("SELECT * FROM reports WHERE id = ?", (id_,))
        return found[0] if found else None

    def entries(self) -> list[Entry]:
        """The history, the newest first."""
        return self._entries("SELECT * FROM reports ORDER BY created DESC, id")

    def files(self, entry: Entry) -> tuple[Path, Path | None]:
        """The uploaded report and last year's, as they were kept."""
        last = self._upload(entry.id, "previous", entry.previous) if entry.previous else None
        return self._upload(entry.id, "report", entry.name), last

    def folder(self, id_: str) -> Path:
        """Where the files and results of a report are."""
        return self._place / _FILES / id_

    def remove(self, id_: str) -> None:
        """Delete a report, its files, results and history."""
        shutil.rmtree(self.folder(id_), ignore_errors=True)
        with self._database() as database:
            database.execute("DELETE FROM reports WHERE id = ?", (id_,))

    def sweep(self, now: float) -> None:
        """Delete the files and results of what is too old at `now` (seconds since 1970)."""
        with self._database() as database:
            old = database.execute(
                "SELECT id FROM reports WHERE created < ? AND state IN ('done', 'failed')",
                (now - self._keep,),
            ).fetchall()
            for (id_,) in old:
                shutil.rmtree(self.folder(id_), ignore_errors=True)
                database.execute("UPDATE reports SET state = 'expired' WHERE id = ?", (id_,))

    def _upload(self, id_: str, kind: str, name: str) -> Path:
        suffix = PurePath(name).suffix.lower()
        safe = suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""
        return self.folder(id_) / f"{kind}{safe}"

    def _entries(self, query: str, values: tuple[object, ...] = ()) -> list[Entry]:
        with self._database() as database:
            rows = database.execute(query, values).fetchall()
        return [
            Entry(id_, name, previous, state, failure, created, json.loads(summary))
            for id_, name, previous, state, failure, created, summary in rows
        ]

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._place / _HISTORY, timeout=30)) as database, database:
            yield database
