"""What a suite of `nianbao evaluate` hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures as they stand in JSON (numbers, texts, nested by name), and Chinese lines to print."""

    figures: Mapping[str, Any]
    lines: tuple[str, ...]
