"""The work behind the page: analyses in worker processes, with limits, and what they leave."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from analyzer.analysis import Analysis
from analyzer.batch.pool import LOOK_SECONDS, MORE_TRIES, Ended, Pool
from analyzer.finding import SEVERITIES, Status
from analyzer.ingest.reader import read_bytes
from analyzer.pipeline import assess, understand
from analyzer.profile import Profile
from analyzer.render.formats import FORMATS, Output
from analyzer.review import Decision, append, load
from analyzer.rules import RULES
from analyzer.web.archive import Archive, Entry

# What the page offers to download, in this order.
DOWNLOADS: Final = ("html", "docx", "opinion", "xlsx", "pdf", "json", "sarif", "csv")
_WHOLE: Final = "page.html"
_TOLD: Final = ("fingerprint", "code", "name", "severity", "message", "status")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Task:
    """One upload to analyse: the files with the names they came under, profile and decisions."""

    name: str
    report: Path
    previous_name: str | None
    previous: Path | None
    profile: Profile
    decisions: tuple[Decision, ...]
    format: str = "html"


def analysis_of(task: Task) -> tuple[Analysis, bytes]:
    """The analysis of an upload, and its bytes; raises `InputError` under the uploaded name."""
    before = None
    if task.previous is not None:
        before = understand(read_bytes(task.previous.read_bytes(), task.previous_name or ""))
    data = task.report.read_bytes()
    facts = understand(read_bytes(data, task.name), before)
    return assess(facts, task.profile, task.decisions), data


def rendered(task: Task) -> bytes:
    """The analysis in the task's format: the call of a worker process."""
    analysis, data = analysis_of(task)
    return _written(analysis, data, task.format)


def assessed(task: Task) -> tuple[dict[str, Any], bytes]:
    """Summary and page of an upload: the call of a worker process."""
    analysis, data = analysis_of(task)
    return _summary(analysis), _written(analysis, data, "html")


def _written(analysis: Analysis, data: bytes, form: str) -> bytes:
    into = analysis.facts.document.format in FORMATS[form].writes_into
    return FORMATS[form].write((analysis,), RULES, Output(original=data if into else None))


def _summary(analysis: Analysis) -> dict[str, Any]:
    document = analysis.facts.document
    findings = analysis.findings
    counts = Counter(each.severity for each in findings if each.status != "dismissed")
    return {
        "title": document.title,
        "agency": document.agency,
        "year": document.year,
        "total": float(analysis.score.total),
        "grade": analysis.score.grade,
        "severities": {key: counts[key] for key in SEVERITIES},
        "findings": [{key: getattr(each, key) for key in _TOLD} for each in findings],
    }


class Desk:
    """Takes uploads, keeps results, records decisions in the file `decisions`."""

    def __init__(self, archive: Archive, pool: Pool, profile: Profile, decisions: Path) -> None:
        self.archive = archive
        self._pool = pool
        self._profile = profile
        self._decisions = decisions

    async def analyse(self, entry: Entry) -> None:
        """Analyse an upload and put down how it ended."""
        end = await self._call(assessed, self._task(entry))
        if end.value is None:
            self.archive.settle(entry.id, failure=end.failure)
            return
        summary, page = end.value
        folder = self.archive.folder(entry.id)
        if folder.is_dir():  # else the report was deleted meanwhile
            (folder / _WHOLE).write_bytes(page)
            self.archive.settle(entry.id, summary)

    def page(self, entry: Entry) -> bytes:
        """The result as one HTML page."""
        return (self.archive.folder(entry.id) / _WHOLE).read_bytes()

    async def download(self, entry: Entry, form: str) -> Ended[bytes]:
        """The result in a format of `DOWNLOADS`."""
        return await self._call(rendered, self._task(entry, form))

    async def decide(self, entry: Entry, said: Mapping[str, str], status: Status) -> None:
        """Record what a person decided on a finding of a report, and analyse the report again."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        found = next(
            each for each in entry.summary["findings"] if each["fingerprint"] == said["fingerprint"]
        )
        append(
            self._decisions,
            Decision(
                found["fingerprint"],
                status,
                said.get("by", ""),
                said.get("note", ""),
                now,
                found["code"],
                entry.summary["agency"] or "",
                str(entry.summary["year"] or ""),
            ),
        )
        await self.analyse(entry)

    async def _call(self, call: Callable[[Task], R], task: Task) -> Ended[R]:
        end = await self._end(call, task)
        for _ in range(MORE_TRIES):
            if not end.accident:
                break
            end = await self._end(call, task)
        return end

    async def _end(self, call: Callable[[Task], R], task: Task) -> Ended[R]:
        future = self._pool.submit(call, task)
        # Waits without a thread; what went wrong is told by `end`.
        waiting = asyncio.gather(asyncio.wrap_future(future), return_exceptions=True)
        while not waiting.done() and self._pool.active:
            await asyncio.wait([waiting], timeout=LOOK_SECONDS)
        return self._pool.end(future)

    def _task(self, entry: Entry, form: str = "html") -> Task:
        report, previous = self.archive.files(entry)
        decided = load(self._decisions) if self._decisions.exists() else ()
        return Task(entry.name, report, entry.previous, previous, self._profile, decided, form)
