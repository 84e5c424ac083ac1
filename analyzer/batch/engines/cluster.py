"""What the adapters of clusters share: retries, and the word for an engine that is not installed."""

from __future__ import annotations

from typing import Final

from analyzer.errors import UsageError

# How often a shard may be begun again after the worker under it died.
RETRIES: Final = 5


def not_installed(name: str, extra: str) -> UsageError:
    """The error for an engine `name` whose extra was left out at installation."""
    return UsageError(
        f"没有安装 {name}",
        remedy=f"请先执行 pip install 'nianbao[{extra}]'，或用 --engine local",
    )
