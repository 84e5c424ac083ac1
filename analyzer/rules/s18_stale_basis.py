"""S18: documents cited as basis that no longer apply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.finding import Fault
from analyzer.lexicon.source import load, words
from analyzer.profile import Profile
from analyzer.rule import rule

_FIRST_YEAR: Final = {"format_2019": 2021, "decree_2007": 2019, "articles_2007": 2019}
_MENDED: Final = {
    "format_2019": "国办公开办函〔2021〕30号",
    "decree_2007": "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    "articles_2007": "《中华人民共和国政府信息公开条例》第四十九条、第五十条",
}


@cache
def _pattern(key: str) -> re.Pattern[str]:
    value = load("report_format").get("stale", {}).get(key)
    if not isinstance(value, str):
        raise DataError(f"缺少键 stale.{key}", place="report_format.toml")
    return re.compile(value)


@rule(
    "S18",
    name="引用依据过期",
    severity="medium",
    certainty="certain",
    basis="国务院令第711号；国办公开办函〔2021〕30号",
)
def stale_basis(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """引用了已经废止或被替代的依据。

    为什么：条例 2019 年已修订，年度报告的条文改为第四十九条、第五十条；格式自 2021 年度起执行新文件。
    报告：2021 年度起的报告引用国办公开办函〔2019〕60号；2019 年度起引用第492号令、
      把旧条例第三十一条、第三十二条作为编制年度报告的依据。
    不报告：同时写明“第711号令修订”的；第三十二条用于征求第三方意见；较早年度的报告。
    依据：国务院令第711号；国办公开办函〔2021〕30号。
    例：“根据《政府信息公开条例》第三十一条编制本年度报告”。
    """
    year = facts.document.year
    if year is None:
        return
    prose = facts.prose
    for key, first in _FIRST_YEAR.items():
        if year < first:
            continue
        for match in _pattern(key).finditer(prose):
            if _is_stale(key, _sentence(prose, match)):
                yield Fault(
                    message=f"“{match[0]}”已经过期，{year} 年度报告不应再作依据。",
                    anchors=(Span(*match.span()),),
                    advice=f"改为“{_MENDED[key]}”。",
                    expected=_MENDED[key],
                    actual=match[0],
                )


def _sentence(prose: str, match: re.Match[str]) -> str:
    """The sentence around a citation."""
    before = re.split(r"[。\n]", prose[: match.start()])[-1]
    return before + re.split(r"[。\n]", prose[match.start() :], maxsplit=1)[0]


def _is_stale(key: str, sentence: str) -> bool:
    if key == "articles_2007":
        return any(word in sentence for word in words("report_format", "stale", "about_report"))
    if key == "decree_2007":
        return not any(word in sentence for word in words("report_format", "stale", "amended"))
    return True
