"""Values that several rules need, computed once a report and kept with its facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from analyzer.analysis import Facts

_Value = TypeVar("_Value")


def once(compute: Callable[[Facts], _Value]) -> Callable[[Facts], _Value]:
    """`compute`, whose value for one report is kept in its facts, as a cached property would.

    The value must be immutable, and `compute` must depend on nothing but the facts.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def kept(facts: Facts) -> _Value:
        values = facts.__dict__
        if name not in values:
            values[name] = compute(facts)
        return cast("_Value", values[name])

    return kept
