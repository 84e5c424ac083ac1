"""`nianbao profiles`: the profiles that come with the package, and what one of them sets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.commands.command import Command
from analyzer.render.outlet import put

if TYPE_CHECKING:
    from analyzer.profile import Profile


def profiles(
    name: Annotated[
        str | None, typer.Argument(metavar="名称或文件", help="要看的配置；不写则列出全部。")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--for", metavar="报告", help="这份报告会用哪一个配置。")
    ] = None,
) -> None:
    """List the shipped profiles, show one, or tell which one a report gets."""
    from analyzer.profile import load, shipped
    from analyzer.settings import source

    if report is not None:
        found = source(report)
        put(f"{found if found is not None else 'default（随软件提供）'}\n".encode())
    elif name is not None:
        put("".join(f"{line}\n" for line in _told(load(name))).encode())
    else:
        width = max(map(len, shipped()))
        for each in shipped():
            profile = load(each)
            put(f"{each:<{width}}  {profile.name}：{profile.about}\n".encode())


def _told(profile: Profile) -> list[str]:
    """Everything that a profile sets, one line a thing."""
    from analyzer.lexicon.names import name_of

    lines = [f"{profile.name}：{profile.about}".rstrip("："), ""]
    lines.append(f"只报告：{'、'.join(profile.select) or '全部规则'}")
    lines.append(f"不报告：{'、'.join(profile.ignore) or '无'}")
    lines.append(f"只提示、不扣分：{'、'.join(profile.advisory) or '无'}")
    changed = [f"{c} {name_of('severity', s)}" for c, s in sorted(profile.severities.items())]
    lines.append(f"另定的严重程度：{'、'.join(changed) or '无'}")
    lines += ["", "评分维度"]
    for weight in profile.weights:
        cost = "，".join(f"{name_of('severity', s)} {d}" for s, d in weight.deductions.items())
        what = "按叙述实质给分" if weight.awarded else f"每条扣 {cost}"
        lines.append(f"  {weight.key} {weight.name}  {weight.points} 分，{what}")
    grades = "，".join(f"{grade.at_least} 分起为{grade.name}" for grade in profile.grades)
    lines.append(f"  等级：{grades}")
    capped = "、".join(profile.cap_dimensions)
    lines.append(f"  {capped} 有严重发现的，以 {profile.cap} 分封顶，{profile.cap_grade}")
    days = [f"{level} 次年{day}" for level, day in profile.deadlines.items()]
    lines += ["", f"当地期限：{'，'.join(days) or '没有设定'}"]
    lines.append(f"当地要求：{'、'.join(item.name for item in profile.required) or '没有设定'}")
    lines += ["", "阈值"]
    lines += [f"  {key} = {value}" for key, value in profile.tolerances.items()]
    return lines


PROFILES = Command(
    "profiles",
    "列出随软件提供的配置，或显示一个配置的内容。\n\n"
    "审核时的次序：命令行（--profile、--select、--ignore），报告旁边的 nianbao.toml，"
    "用户自己的 nianbao.toml，默认配置。配置文件里可用 extends 写明在哪一个配置之上修改。",
    profiles,
    (
        "nianbao profiles",
        "nianbao profiles strict",
        "nianbao profiles --for 年报.docx",
        "nianbao audit 年报.docx --profile research",
    ),
)
