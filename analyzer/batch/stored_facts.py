"""Facts as JSON and back, so that a report can be judged again without being read again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analyzer.analysis import Facts
from analyzer.document import OffsetMap

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def stored(facts: Facts) -> bytes:
    """The facts as JSON.

    Last year's facts are left out (they are stored with their own report), and so is the way back
    to the characters of the source file (no rule asks for it).
    """
    document = replace(facts.document, offsets=OffsetMap((), ()), layout=None)
    return _adapter().dump_json(replace(facts, document=document, previous=None))


def restored(text: str | bytes) -> Facts:
    """The facts that `stored` wrote; raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Facts]:
    from pydantic import TypeAdapter  # noqa: PLC0415  # 0.1 s, in workers only

    return TypeAdapter(Facts)
