"""A generated report: this year's manuscript, last year's behind it, and ways to change a copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analyzer.document import SectionKey
from analyzer.training.manuscript import Manuscript, Part


@dataclass(frozen=True, slots=True)
class Report:
    """What an agency wrote this year, and last year where that report is at hand.

    `seed` is the one it was written from.
    """

    manuscript: Manuscript
    previous: Manuscript | None = None
    seed: int = 0

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells of this year as printed."""
        return self.manuscript.cells

    def part(self, key: SectionKey) -> Part:
        """The part of this key; raises `KeyError` where there is none."""
        for part in self.manuscript.parts:
            if part.key == key:
                return part
        raise KeyError(key)

    def with_part(self, changed: Part) -> Report:
        """A copy whose part of the same key is `changed`."""
        parts = (changed if p.key == changed.key else p for p in self.manuscript.parts)
        return replace(self, manuscript=replace(self.manuscript, parts=tuple(parts)))

    def with_parts(self, parts: tuple[Part, ...]) -> Report:
        """A copy made of these parts."""
        return replace(self, manuscript=replace(self.manuscript, parts=parts))

    def with_cells(self, cells: Mapping[str, str]) -> Report:
        """A copy with some cells printed otherwise."""
        changed = {**self.manuscript.cells, **cells}
        return replace(self, manuscript=replace(self.manuscript, cells=changed))
