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
    from analyzer.settings import Chosen


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
    str | None,
    typer.Option(
        "--profile",
        metavar="名称或文件",
        help="规则和评分的配置：随软件提供的名称（见 nianbao profiles）或 TOML 文件。"
        "不写时先用报告旁边的 nianbao.toml，再用用户自己的，最后用默认的。",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="代码", help="只报告这些规则：代码或开头，逗号分开，如 A,C01。"
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="代码", help="不报告这些规则，如 W,S19。"),
]
Decisions = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="文件",
        help="复核记录（见 nianbao review）：排除了的发现不计入数目、评分和退出码。",
    ),
]
Corpora = Annotated[Path, typer.Option("--corpora", metavar="文件夹", help="语料所在的文件夹。")]
NoColor = Annotated[bool, typer.Option("--no-color", help="不用颜色（也可设环境变量 NO_COLOR）。")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="不在屏幕显示结果和进度，只报错误。")]
FailOn = Annotated[
    Bar | None,
    typer.Option(
        "--fail-on",
        metavar="级别",
        help="有这一级或更重的发现时退出码为 1：critical 严重、high 必改、medium 应改、"
        "low 建议、info 提示。不写则有无发现都为 0。",
    ),
]


def load_profile(named: str | None) -> Profile:
    """The profile of this name or path for a whole run, the default one where none is given."""
    from analyzer.profile import load

    return load(named)


def chosen(
    profile: str | None, select: list[str] | None = None, ignore: list[str] | None = None
) -> Chosen:
    """What the command line says of the profile; raises `DataError`, `UsageError` where it is wrong."""
    from analyzer.settings import Chosen, profile_for

    said = Chosen(profile, tuple(select or ()), tuple(ignore or ()))
    if profile is not None or select or ignore:
        profile_for(None, said)
    return said


def profile_of(file: str, said: Chosen) -> Profile:
    """The profile for one report, a file or an address."""
    from analyzer.settings import profile_for

    return profile_for(None if "://" in file else Path(file), said)


def page(*, no_color: bool) -> Page:
    """The page that standard output offers."""
    from analyzer.render.page import Page

    return Page(terminal_width(), has_color() and not no_color)
