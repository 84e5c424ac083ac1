"""nianbao (年报): audits 政府信息公开工作年度报告.

Public names are loaded on first use, so that `import analyzer` costs nothing:
`analyze`, `analyze_corpus`, `read`, `Analysis`, `Finding`, `Profile`, `RULES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from analyzer.analysis import Analysis as Analysis
    from analyzer.batch.pool import analyze_corpus as analyze_corpus
    from analyzer.finding import Finding as Finding
    from analyzer.ingest.reader import read as read
    from analyzer.pipeline import analyze as analyze
    from analyzer.profile import Profile as Profile
    from analyzer.rules import RULES as RULES

_HOMES: Final = {
    "Analysis": "analyzer.analysis",
    "Finding": "analyzer.finding",
    "Profile": "analyzer.profile",
    "RULES": "analyzer.rules",
    "analyze": "analyzer.pipeline",
    "analyze_corpus": "analyzer.batch.pool",
    "read": "analyzer.ingest.reader",
}

__all__ = ["RULES", "Analysis", "Finding", "Profile", "analyze", "analyze_corpus", "read"]


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # 40 ms, seldom asked

    try:
        return version("nianbao")
    except PackageNotFoundError:
        return "0"


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
