"""The figures of `nianbao evaluate` as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.lexicon.names import name_of


def report(suite: str, corpus_dir: Path) -> tuple[str, bool]:
    """The figures of one suite (or of `all`) in Chinese, and whether a floor was missed."""
    lines: list[str] = []
    missed: list[str] = []
    if suite in ("labels", "all"):
        lines += _labels(corpus_dir, missed)
    if suite != "labels":
        lines += _claims(suite, corpus_dir, missed)
    lines += [f"未达到底线：{text}" for text in missed] or ["各项均达到底线。"]
    return "\n".join(lines) + "\n", bool(missed)


def _labels(corpus_dir: Path, missed: list[str]) -> Iterator[str]:
    from analyzer.training.evaluate import evaluate  # noqa: PLC0415  # numpy, only for this suite

    result = evaluate(corpus_dir)
    missed.extend(result.shortfalls)
    if result.stale:
        missed.append("语料已变动，请重新训练并更新 floors.toml 的摘要")
    for (setting, name), figures in result.figures.items():
        yield f"{name_of('suite', 'labels')} {name}（{name_of('setting', setting)}，{figures.items} 句）"
        for key, value in figures.summary().items():
            yield f"  {name_of('figure', key)} {value}"


def _claims(suite: str, corpus_dir: Path, missed: list[str]) -> Iterator[str]:
    from analyzer.training.claim_figures import measure, shortfalls  # noqa: PLC0415  # only for this suite

    measured = measure(corpus_dir)
    missed.extend(shortfalls(measured, corpus_dir))
    yield f"定量陈述 {measured.claims} 处，{measured.items} 条语料"
    for name, figures in (("quantities", measured.quantities), ("links", measured.links)):
        if suite in (name, "all"):
            values = "，".join(f"{name_of('claim_figure', k)} {v:.4f}" for k, v in figures.items())
            yield f"  {name_of('suite', name)}：{values}"
