"""W11: how numbers are written."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import wording_faults


@rule(
    "W11",
    name="数字写法混乱",
    severity="low",
    certainty="likely",
    basis="《出版物上数字用法》（GB/T 15835—2011）",
)
def number_style(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """数字写法不合规范。

    为什么：年报的数字要能准确读取和汇总；“3千”“299余”既不规范，也说不清是多少。
    报告：阿拉伯数字与“千”“百”混写，“余”夹在数字中间或跟在实数后，统计数量写成汉字。
    不报告：与“万”“亿”连用的数字；“300 余条”；序数、固定说法、第几百期。
    依据：《出版物上数字用法》（GB/T 15835—2011）。
    例：“公开信息 3千余条”，应为“3000 余条”。
    """
    return wording_faults(facts, "wording", "numeral")
