"""The command `nianbao`: arguments in, one call, output and exit code.

Exit codes: 0 clean or below the bar, 1 findings at or above `--fail-on`, 2 the input or the call
is wrong. Heavy imports stay inside the commands.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from analyzer.errors import InputError, UsageError
from analyzer.render.chinese_typer import WRONG, ChineseCommand, ChineseGroup, complain
from analyzer.render.outlet import (
    check_target,
    has_color,
    put,
    terminal_width,
    write,
)

if TYPE_CHECKING:
    from analyzer.analysis import Analysis
    from analyzer.document import SectionKey
    from analyzer.profile import Profile
    from analyzer.render.page import Page


class Format(StrEnum):
    """Output formats; the register is `render.formats.FORMATS`."""

    terminal = "terminal"
    json = "json"


class Bar(StrEnum):
    """Severities, the worst first."""

    critical = "critical"
    high = "high"
    medium = "medium"
    low = "low"
    info = "info"


class Suite(StrEnum):
    """What `evaluate` measures."""

    labels = "labels"
    quantities = "quantities"
    links = "links"
    all = "all"


app = typer.Typer(
    name="nianbao",
    cls=ChineseGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    subcommand_metavar="命令 [参数]…",
    options_metavar="[选项]",
    help="审核政府信息公开工作年度报告：读表、读数、勾稽、核对、评分。\n\n"
    "退出码：0 没有达到标准的发现，1 有达到 --fail-on 的发现，2 文件或用法有误。",
)

Report = Annotated[Path, typer.Argument(metavar="文件", help="年度报告文件。")]
Previous = Annotated[
    Path | None,
    typer.Option("--previous", metavar="文件", help="同一机关上一年的年报，用于跨年核对。"),
]
Settings = Annotated[
    Path | None, typer.Option("--profile", metavar="文件", help="评分和规则的配置（TOML）。")
]
Corpora = Annotated[Path, typer.Option("--corpora", metavar="文件夹", help="语料所在的文件夹。")]
NoColor = Annotated[bool, typer.Option("--no-color", help="不用颜色（也可设环境变量 NO_COLOR）。")]


def _command(name: str, text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=ChineseCommand, options_metavar="[选项]", help=text)


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本后退出。")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"nianbao {installed('nianbao')}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG)


@_command(
    "audit",
    "审核年度报告，列出发现、核对结论、未读出的内容和评分。\n\n"
    "一份文件读不了不影响其余各份；只要有一份读不了，退出码就是 2。",
)
def audit(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="一份或几份年度报告。")],
    previous: Previous = None,
    profile: Settings = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="|".join(Format),
            help="输出格式。json：一份报告输出一个对象；几份报告每份一行（JSON Lines）。",
        ),
    ] = Format.terminal,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="路径", help="写入文件，不在屏幕显示。")
    ] = None,
    fail_on: Annotated[
        Bar | None,
        typer.Option(
            "--fail-on",
            metavar="级别",
            help="有这一级或更重的发现时退出码为 1：critical 严重、high 必改、medium 应改、"
            "low 建议、info 提示。不写则有无发现都为 0。",
        ),
    ] = None,
    no_color: NoColor = False,
) -> None:
    """Audit each file in turn; one that cannot be read does not stop the others."""
    if previous is not None and len(files) > 1:
        raise UsageError("--previous 只能和一份报告同用", remedy="请逐份审核")
    from analyzer.render.formats import FORMATS, Output
    from analyzer.rules import RULES

    settings = _profile(profile)
    if output is not None:
        check_target(output)
    page = _page(no_color=no_color or output is not None)
    shape = Output(page, several=len(files) > 1)
    written, reached, failed = [], False, False
    for analysis in _analyses(files, previous, settings):
        if analysis is None:
            failed = True
            continue
        reached = reached or _reaches(analysis, fail_on)
        data = FORMATS[form.value](analysis, RULES, shape)
        if output is None:
            put(data)
        written.append(data)
    if output is not None and written:
        write(output, b"".join(written))
    raise typer.Exit(WRONG if failed else int(reached))


@_command(
    "score",
    "评分：各维度的得分和每一分给或扣的理由。",
)
def score(
    file: Report, previous: Previous = None, profile: Settings = None, no_color: NoColor = False
) -> None:
    """Print the scorecard of one report."""
    from analyzer.pipeline import analyze
    from analyzer.render.page import printed
    from analyzer.render.score_text import score_parts

    analysis = analyze(file, previous, _profile(profile))
    page = _page(no_color=no_color)
    put(printed(page, *score_parts(analysis.score, page)).lstrip("\n").encode())


@_command(
    "tables",
    "三张标准表读到的样子：每格的数值或状态，以及没有读出的内容。",
)
def tables(file: Report, no_color: NoColor = False) -> None:
    """Print the three tables as they were read."""
    from analyzer.ingest.reader import read
    from analyzer.pipeline import understand
    from analyzer.render.tables_text import render_tables

    page = _page(no_color=no_color)
    text = render_tables(understand(read(file)), width=page.width, color=page.color)
    put(text.encode())


@_command(
    "claims",
    "从标准输入逐行读取文本，输出其中的句子和定量陈述。\n\n"
    '每行输入 {"id", "text", "section"（可省）, "year"（可省）}，'
    '输出 {"id", "claims", "sentences"}；start、end 是所给 text 的码位下标。'
    "某行有误时报告行号，其余照常，退出码为 2。",
)
def claims(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="输入和输出都是 JSON Lines（目前只有这一种）。")
    ] = False,
) -> None:
    """Read texts from standard input, write their sentences and claims."""
    if not jsonl:
        raise UsageError("claims 需要写明输入格式", remedy="请加 --jsonl")
    from analyzer.analysis import claim_dict, sentence_dict
    from analyzer.pipeline import read_text
    from analyzer.render.to_json import line

    failed = False
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            key, text, section, year = _request(raw, f"标准输入第 {number} 行")
        except InputError as error:
            complain(str(error))
            failed = True
            continue
        found, checked = read_text(text, section, year)
        answer = {
            "id": key,
            "claims": [claim_dict(each) for each in checked],
            "sentences": [sentence_dict(sentence) for sentence in found],
        }
        put(line(answer))
    raise typer.Exit(WRONG if failed else 0)


@_command(
    "rules",
    "列出所有规则：代码、严重程度、名称、依据。",
)
def rules() -> None:
    """List the rules."""
    from analyzer.lexicon.names import name_of
    from analyzer.rules import RULES

    for rule in RULES:
        severity = name_of("severity", rule.severity)
        put(f"{rule.code}  {severity}  {rule.name}（{rule.basis}）\n".encode())


@_command(
    "explain",
    "显示一条规则的说明：为什么查、查什么、什么不算、依据。",
)
def explain(
    code: Annotated[str, typer.Argument(metavar="代码", help="规则代码，如 C01。")],
) -> None:
    """Print the page of one rule."""
    from analyzer.lexicon.names import name_of
    from analyzer.rules import RULES

    rule = next((rule for rule in RULES if rule.code == code.strip().upper()), None)
    if rule is None:
        raise UsageError(f"没有规则 {code}", remedy="所有规则见 nianbao rules")
    severity, certainty = name_of("severity", rule.severity), name_of("certainty", rule.certainty)
    head = f"{rule.code} {rule.name}\n{severity}，{certainty}；依据：{rule.basis}"
    put(f"{head}\n\n{rule.page}\n".encode())


@_command(
    "schema",
    "输出 JSON 结果的 JSON Schema。",
)
def schema() -> None:
    """Print the JSON Schema of the JSON output."""
    from analyzer.render.to_json import schema_text

    put(schema_text().encode())


@_command("train", "用语料重新训练一个分类器，写出模型和模型卡。")
def train(
    name: Annotated[str, typer.Argument(metavar="名称", help="分类器：aspect 或 role。")],
    corpora: Corpora = Path("corpora"),
    models: Annotated[
        Path, typer.Option("--models", metavar="文件夹", help="模型所在的文件夹。")
    ] = Path("models"),
) -> None:
    """Train one classifier and print its held-out figures."""
    from analyzer.lexicon.names import name_of
    from analyzer.training.train import train as learn

    figures = learn(name, corpora, models / name)
    put(f"{name}：测试 {figures.items} 句\n".encode())
    for key, value in figures.summary().items():
        put(f"  {name_of('figure', key)} {value}\n".encode())


@_command("evaluate", "在标注语料上评测，与 floors.toml 的底线比较；低于底线时退出码为 1。")
def evaluate(
    suite: Annotated[
        Suite, typer.Option("--suite", metavar="套件", help="labels、quantities、links 或 all。")
    ] = Suite.all,
    corpora: Corpora = Path("corpora"),
) -> None:
    """Print the figures of the models and of the extraction, and which floors they miss."""
    from analyzer.training.report import report

    text, missed = report(suite.value, corpora)
    put(text.encode())
    if missed:
        raise typer.Exit(1)


def _profile(path: Path | None) -> Profile:
    from analyzer.profile import load

    return load(path)


def _page(*, no_color: bool) -> Page:
    from analyzer.render.page import Page

    return Page(terminal_width(), has_color() and not no_color)


def _analyses(
    files: Iterable[Path], previous: Path | None, profile: Profile
) -> Iterator[Analysis | None]:
    """The analysis of each file; a file that cannot be read is reported and None."""
    from analyzer.pipeline import analyze

    for file in files:
        try:
            yield analyze(file, previous, profile)
        except InputError as error:
            complain(str(error))
            yield None


def _reaches(analysis: Analysis, bar: Bar | None) -> bool:
    """Whether a finding that nobody dismissed is as severe as `bar` or worse."""
    severities = [each.value for each in Bar]
    return bar is not None and any(
        severities.index(finding.severity) <= severities.index(bar.value)
        for finding in analysis.findings
        if finding.status != "dismissed"
    )


def _request(raw: bytes, place: str) -> tuple[Any, str, SectionKey | None, int | None]:
    """One line of `claims --jsonl`; raises `InputError` naming `place`."""
    from analyzer.document import SectionKey

    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"不是 UTF-8 的 JSON（{error}）", place=place) from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str) or "id" not in data:
        raise InputError("应为含 id 和 text（字符串）的对象", place=place)
    section, year = data.get("section"), data.get("year")
    if section is not None and section not in get_args(SectionKey):
        known = "、".join(get_args(SectionKey))
        raise InputError(f"未知的 section {section}", place=place, remedy=f"可用的值：{known}")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise InputError("year 应为整数", place=place)
    return data["id"], data["text"], section, year


def main() -> None:
    """Entry point of the installed command."""
    app()
