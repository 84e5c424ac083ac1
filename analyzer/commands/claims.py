"""`nianbao claims`: sentences and claims of bare texts, line by line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from analyzer.commands.command import Command
from analyzer.errors import InputError, UsageError
from analyzer.render.chinese_typer import WRONG, complain
from analyzer.render.outlet import put

if TYPE_CHECKING:
    from analyzer.document import SectionKey


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


CLAIMS = Command(
    "claims",
    "从标准输入逐行读取文本，输出其中的句子和定量陈述。\n\n"
    '每行输入 {"id", "text", "section"（可省）, "year"（可省）}，'
    '输出 {"id", "claims", "sentences"}；start、end 是所给 text 的码位下标。'
    "某行有误时报告行号，其余照常，退出码为 2。",
    claims,
    ("nianbao claims --jsonl < 句子.jsonl > 陈述.jsonl",),
)
