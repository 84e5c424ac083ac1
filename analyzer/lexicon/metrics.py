"""Metrics of the prose and the phrases that name them, from `metrics.toml`.

A metric id is `requests.<row>[.<column>]`, `disputes.<group>[.<outcome>]`,
`disclosure.<row>.<column>` or `narrative.<name>`; `cells_of` says which official cells it sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from analyzer.errors import DataError
from analyzer.lexicon.phrases import Composed, Literals
from analyzer.lexicon.source import load, words

# columns of rows of which a year has one figure
OF_THE_YEAR: Final = frozenset({"decisions", "amount"})
_FILE: Final = "metrics"
_PLACE: Final = "metrics.toml"
_SHORTEST_CUE: Final = 2

CueKind = Literal[
    "row", "column", "group", "outcome", "document", "verb", "narrative", "request",
    "bare_request", "disclosure", "handled_for_others", "party", "other_disputes", "document_class", "foreign",
    "published", "not_regulation", "not_normative", "idle", "region", "subordinate", "agency", "previous",
]  # fmt: skip

_AXES: Final[tuple[tuple[str, str, CueKind], ...]] = (
    ("requests", "rows", "row"),
    ("requests", "columns", "column"),
    ("disputes", "groups", "group"),
    ("disputes", "outcomes", "outcome"),
    ("disclosure", "rows", "document"),
    ("disclosure", "columns", "verb"),
)
_WORDS: Final[tuple[tuple[str, CueKind], ...]] = (
    ("objects.request", "request"),
    ("objects.bare_request", "bare_request"),
    ("objects.disclosure", "disclosure"),
    ("objects.handled_for_others", "handled_for_others"),
    ("objects.party", "party"),
    ("objects.other_disputes", "other_disputes"),
    ("objects.document_class", "document_class"),
    ("objects.foreign", "foreign"),
    ("objects.published", "published"),
    ("objects.not_regulation", "not_regulation"),
    ("objects.not_normative", "not_normative"),
    ("objects.idle", "idle"),
    ("scopes.region", "region"),
    ("scopes.subordinate", "subordinate"),
    ("scopes.agency", "agency"),
    ("periods.previous", "previous"),
)


class Axis(NamedTuple):
    """One row, column, group or outcome that prose can name.

    `cells` are the keys it sums, `readings` other defensible sums, `column` the only column of a
    row that has one, `labels` short names that hold in a list of results only (案卷39件，信访31件),
    `label_phrases` such names that are composed (委里没有), `less` the cells that are taken off
    (审结: all but 尚未审结).
    """

    key: str
    name: str
    cells: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]
    column: str | None
    labels: tuple[str, ...] = ()
    label_phrases: tuple[Composed, ...] = ()
    less: tuple[str, ...] = ()


class Sense(NamedTuple):
    """Everything a phrase can mean: the axis key (or "") by kind.

    A `strong` phrase speaks of applications by itself; others need a mention of them nearby. A
    `weak` one names an applicant only where the text says that it applied (村民提出2件).
    """

    keys: Mapping[CueKind, str]
    strong: bool = False
    weak: bool = False


_NOTHING: Final = Sense({})


class _Row(NamedTuple):
    """Composed phrases and what they mean."""

    phrases: Composed
    kind: CueKind
    key: str
    strong: bool


class Metrics(NamedTuple):
    """The lexicon: axes by kind, what each phrase means, all surfaces to look for."""

    axes: Mapping[CueKind, Mapping[str, Axis]]
    senses: Mapping[str, Sense]
    surfaces: Literals
    editions: Mapping[str, Mapping[str, str]]
    composed: tuple[_Row, ...]

    def sense(self, surface: str) -> Sense:
        """What a phrase that was found means, listed or composed; of one kind the first entry holds."""
        listed = self.senses.get(surface, _NOTHING)
        makers = self.surfaces.makers(surface)
        made = [row for row in self.composed if row.phrases in makers] if makers else []
        keys = dict(listed.keys)
        for row in made:
            either = (row.key, keys.get(row.kind))
            keys[row.kind] = next(key for key in self.axes[row.kind] if key in either)
        return Sense(keys, listed.strong or any(row.strong for row in made), listed.weak)

    def name(self, metric: str) -> str:
        """The Chinese name of a metric for messages."""
        form, row, *rest = metric.split(".")
        kinds: dict[str, tuple[CueKind, CueKind]] = {
            "requests": ("row", "column"),
            "disputes": ("group", "outcome"),
            "disclosure": ("document", "verb"),
        }
        if form not in kinds:
            return metric
        first, second = kinds[form]
        names = [self._names(first, row), *(self._names(second, key) for key in rest)]
        return "·".join(name for name in names if name) or metric

    def _names(self, kind: CueKind, keys: str) -> str:
        axes = self.axes[kind]
        return "、".join(axes[key].name for key in keys.split("+") if key in axes)


@cache
def metrics() -> Metrics:
    """The validated lexicon; raises `DataError` naming the key."""
    data = load(_FILE)
    axes: dict[CueKind, dict[str, Axis]] = {}
    keys: dict[str, dict[CueKind, str]] = {}
    strong: set[str] = set()
    weak: set[str] = set()
    composed: list[_Row] = []
    for form, table, kind in _AXES:
        axes[kind] = {}
        for key, entry in _entries(data, form, table).items():
            place = f"{form}.{table}.{key}"
            axes[kind][key] = _axis(key, entry, place)
            cues = words(_FILE, form, table, key, "cues")
            sure = entry.get("strong", False)
            composed += [
                _Row(each, kind, key, sure) for each in _composed(entry, place, "composed")
            ]
            weaker = _composed(entry, place, "weak_composed")
            composed += [_Row(each, kind, key, strong=False) for each in weaker]
            stronger = entry.get("strong_cues", ())
            weak.update(entry.get("weak_cues", ()) if kind == "column" else ())
            strong.update(cues if sure else stronger)
            for cue in (*cues, *stronger, *entry.get("weak_cues", ())):
                keys.setdefault(cue, {}).setdefault(kind, key)
    for name in _entries(data, "narrative"):
        for cue in words(_FILE, "narrative", name):
            keys.setdefault(cue, {}).setdefault("narrative", name)
    for path, kind in _WORDS:
        for cue in words(_FILE, *path.split(".")):
            keys.setdefault(cue, {}).setdefault(kind, "")
    for cue in keys:
        if len(cue) < _SHORTEST_CUE:
            raise DataError(f"提示词“{cue}”太短，至少两个字", place=_PLACE)
    return Metrics(
        axes=axes,
        senses={cue: Sense(found, cue in strong, cue in weak) for cue, found in keys.items()},
        surfaces=Literals(keys, [row.phrases for row in composed]),
        editions=_entries(data, "editions"),
        composed=tuple(composed),
    )


def _entries(data: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    value: Any = data
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping):
        raise DataError(f"缺少表 {'.'.join(path)}", place=_PLACE)
    return value


@cache
def sense_of(surface: str) -> Sense:
    """What a phrase of the lexicon means, worked out when it is first met."""
    return metrics().sense(surface)


@cache
def stating(name: str) -> tuple[str, ...]:
    """The words at `name` of `[statements]`: how none, all and rates are told."""
    return words(_FILE, "statements", name)


def _composed(entry: Mapping[str, Any], place: str, name: str) -> Iterator[Composed]:
    """The phrases of the key `name`: one alternative of every piece, in order."""
    for pieces in entry.get(name, ()):
        if not isinstance(pieces, list) or not all(isinstance(piece, str) for piece in pieces):
            raise DataError(f"键 {place}.{name} 应为字符串列表的列表", place=_PLACE)
        phrases = Composed(piece.split("|") for piece in pieces)
        if phrases.shortest < _SHORTEST_CUE:
            raise DataError(f"键 {place}.{name} 有的组合太短，至少两个字", place=_PLACE)
        yield phrases


def _axis(key: str, entry: Mapping[str, Any], place: str) -> Axis:
    allowed = {
        "name",
        "cells",
        "strong",
        "cues",
        "composed",
        "weak_composed",
        "label_composed",
        "strong_cues",
        "weak_cues",
        "readings",
        "column",
        "labels",
        "less",
    }
    unknown = set(entry) - allowed
    if unknown or "name" not in entry:
        wrong = "、".join(sorted(unknown)) or "name"
        raise DataError(f"键 {place} 中 {wrong} 未知或缺失", place=_PLACE)
    return Axis(
        key=key,
        name=entry["name"],
        cells=tuple(entry.get("cells", (key,))),
        readings=tuple(tuple(reading) for reading in entry.get("readings", ())),
        column=entry.get("column"),
        labels=tuple(entry.get("labels", ())),
        label_phrases=tuple(_composed(entry, place, "label_composed")),
        less=tuple(entry.get("less", ())),
    )
