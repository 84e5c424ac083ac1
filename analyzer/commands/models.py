"""`nianbao train` and `nianbao evaluate`: the models behind the labels, and their figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import Corpora
from analyzer.render.outlet import put


def train(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="分类器：aspect 或 role；links 是关联的把握。")
    ],
    corpora: Corpora = Path("corpora"),
    models: Annotated[
        Path, typer.Option("--models", metavar="文件夹", help="模型所在的文件夹。")
    ] = Path("models"),
) -> None:
    """Train one classifier and print its held-out figures."""
    from analyzer.lexicon.names import name_of
    from analyzer.training.train import train as learn
    from analyzer.training.train_links import train as calibrate
    from analyzer.wording import MODEL

    if name == MODEL:
        for key, value in calibrate(corpora, models / name).items():
            put(f"  {name_of('link_figure', key)} {value}\n".encode())
        return
    figures = learn(name, corpora, models / name)
    put(f"{name}：测试 {figures.items} 句\n".encode())
    for key, value in figures.summary().items():
        put(f"  {name_of('figure', key)} {value}\n".encode())


def evaluate(
    suite: Annotated[
        str,
        typer.Option(
            "--suite",
            metavar="套件",
            help="labels、quantities、claims、links、outcomes、rewrites、compositions、cells、faults 或 all。",
        ),
    ] = "all",
    split: Annotated[
        str,
        typer.Option("--split", metavar="划分", help="定量陈述各套件用：train、dev、test 或 all。"),
    ] = "test",
    corpora: Corpora = Path("corpora"),
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", "--json", metavar="文件", help="另存为 JSON。"),
    ] = None,
) -> None:
    """Print the figures of one suite or all, and which floors they miss."""
    from analyzer.training.report import report, to_json
    from analyzer.training.suites import run

    evaluation = run(suite, corpora, split)
    put(report(evaluation).encode())
    if output is not None:
        output.write_text(to_json(evaluation), encoding="utf-8")
    if evaluation.shortfalls:
        raise typer.Exit(1)


TRAIN = Command(
    "train",
    "用语料重新训练一个分类器，写出模型和模型卡。",
    train,
    ("nianbao train aspect", "nianbao train links"),
)
EVALUATE = Command(
    "evaluate",
    "在标注语料上评测，与 floors.toml 的底线比较；低于底线时退出码为 1。",
    evaluate,
    ("nianbao evaluate", "nianbao evaluate --suite labels"),
)
