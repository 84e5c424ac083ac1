"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.render.outlet import has_color, terminal_width

if TYPE_CHECKING:
    from analyzer.profile import Profile
    from analyzer.render.page import Page


class Bar(StrEnum):
    """Severities, the worst first."""

    critical = "critical"
    high = "high"
    medium = "medium"
    low = "low"
    info = "info"


# A path as text: as a `Path` the two slashes of a web address would become one.
Report = Annotated[str, typer.Argument(metavar="文件", help="年度报告文件或网址。")]
AllowLocal = Annotated[bool, typer.Option("--allow-local", help="允许读取本机和内部网络的网址。")]
Previous = Annotated[
    str | None,
    typer.Option("--previous", metavar="文件", help="同一机关上一年的年报或网址，用于跨年核对。"),
]
Settings = Annotated[
    Path | None, typer.Option("--profile", metavar="文件", help="评分和规则的配置（TOML）。")
]
Corpora = Annotated[Path, typer.Option("--corpora", metavar="文件夹", help="语料所在的文件夹。")]
NoColor = Annotated[bool, typer.Option("--no-color", help="不用颜色（也可设环境变量 NO_COLOR）。")]
FailOn = Annotated[
    Bar | None,
    typer.Option(
        "--fail-on",
        metavar="级别",
        help="有这一级或更重的发现时退出码为 1：critical 严重、high 必改、medium 应改、"
        "low 建议、info 提示。不写则有无发现都为 0。",
    ),
]


def load_profile(path: Path | None) -> Profile:
    """The profile at `path`, the default one where none is given."""
    from analyzer.profile import load

    return load(path)


def page(*, no_color: bool) -> Page:
    """The page that standard output offers."""
    from analyzer.render.page import Page

    return Page(terminal_width(), has_color() and not no_color)
