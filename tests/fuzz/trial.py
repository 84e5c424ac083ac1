"""One case: what is tried, from its number alone, and what must hold of the answer.

A file gives one message (`InputError`) or a report that every stage and every output can take;
a text gives claims that stand in it. Ten seconds of processor time and a gigabyte are the limits.
"""

from __future__ import annotations

import contextlib
import resource
import signal
from collections.abc import Iterator
from random import Random
from typing import Final

from analyzer.analysis import Analysis
from analyzer.document import SectionKey
from analyzer.errors import InputError
from analyzer.ingest.reader import read_bytes
from analyzer.pipeline import assess, read_text, understand
from analyzer.profile import load
from analyzer.render.formats import FORMATS, Output
from analyzer.rules import RULES
from tests.fuzz import mutate, seeds

SECONDS: Final = 10.0
_MEGABYTES: Final = 1024
_PROFILE: Final = load()
_CHEAP: Final = ("terminal", "json", "sarif", "csv", "html")
_SECTIONS: Final[tuple[SectionKey | None, ...]] = (
    None, "overview", "requests", "disputes", "problems", "other",
)  # fmt: skip
TEXT: Final = "sentence"


class OutOfBoundsError(Exception):
    """A case took more time or memory than it may."""


def seeds_of(kind: str) -> tuple[object, ...]:
    """What cases of a kind are made from; nothing where the machine cannot make such files."""
    return seeds.sentences() if kind == TEXT else seeds.files(kind)


def case_of(kind: str, number: int) -> bytes:
    """The damaged file, or sentence in UTF-8, of a kind (an extension or `TEXT`) and number."""
    random = Random(f"{kind} {number}")  # noqa: S311  # not for secrets
    if kind == TEXT:
        known = seeds.sentences()
        return mutate.text(random.choice(known), known, random).encode("utf-8", "surrogatepass")
    return mutate.file(random.choice(seeds.files(kind)), f"a.{kind}", random)


def check(kind: str, data: bytes, number: int = 0) -> bool:
    """Try one case and tell whether it was read; raises what must not happen."""
    with _limited():
        if kind == TEXT:
            _check_text(data.decode("utf-8", "surrogatepass"), number)
            return True
        return _check_file(kind, data, number)


def _check_text(text: str, number: int) -> None:
    section = _SECTIONS[number % len(_SECTIONS)]
    sentences, claims = read_text(text, section, (2024, 2020, None)[number % 3])
    for sentence in sentences:
        assert 0 <= sentence.span.start < sentence.span.end <= len(text)
    start = 0
    for each in claims:
        span = each.claim.span
        assert start <= span.start < span.end <= len(text)
        assert span.of(text) == each.claim.text
        start = span.start


def _check_file(kind: str, data: bytes, number: int) -> bool:
    try:
        document = read_bytes(data, f"a.{kind}")
    except InputError:
        return False
    assert len(document.offsets.starts) == len(document.text)
    document.text.encode("utf-8")  # no lone surrogates
    analysis = assess(understand(document), _PROFILE)
    for key in _outputs(number):
        _check_output(analysis, key, data if kind in FORMATS[key].writes_into else None)
    return True


def _outputs(number: int) -> Iterator[str]:
    """A cheap output for every case, a dear one for every eighth."""
    yield _CHEAP[number % len(_CHEAP)]
    if number % 8 == 0:
        dear = [key for key in FORMATS if key not in _CHEAP]
        yield dear[number // 8 % len(dear)]


def _check_output(analysis: Analysis, key: str, original: bytes | None) -> None:
    with contextlib.suppress(InputError):
        assert FORMATS[key].write([analysis], RULES, Output(original=original))


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """End what takes too long on the processor; wall clocks mislead on a busy machine."""
    signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if peak() > _MEGABYTES:
        raise OutOfBoundsError(f"{peak()} MB")


def peak() -> int:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _late(*_: object) -> None:
    raise OutOfBoundsError(f"more than {SECONDS:.0f} s")
