"""W14: identity card and mobile phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose
from analyzer.rules.phrasing import any_pattern

_IDENTITY: Final = re.compile(
    r"(?<![A-Za-z0-9_./-])[1-8]\d{5}(?:19|20)\d{9}[\dXx](?![A-Za-z0-9_@/-])"
)
_MOBILE: Final = re.compile(r"(?<![A-Za-z0-9_./-])1[3-9]\d{9}(?![A-Za-z0-9_@/-])")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_BEFORE: Final = 40


@rule(
    "W14",
    name="个人信息外泄",
    severity="high",
    certainty="likely",
    basis="《条例》第十五条；《中华人民共和国个人信息保护法》",
)
def personal_data(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文里有个人的身份证号、手机号。

    为什么：年报向社会公布，写进申请人等个人的号码就是泄露个人隐私。
    报告：校验码和出生日期都成立的身份证号；前面没有联系、咨询等字样的手机号。消息里只显示首尾几位。
    不报告：热线、座机；作为本机关联系方式公布的号码；网址、编号里的长数字。
    依据：《政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》。
    例：“申请人（手机 138****0000）要求公开”。
    """
    prose = own_prose(facts)
    for match in _IDENTITY.finditer(prose):
        if _is_identity(match[0].upper()):
            yield _fault(match, "身份证号")
    office = any_pattern("wording", "private", "office_pattern")
    for match in _MOBILE.finditer(prose):
        line = prose[max(0, match.start() - _BEFORE) : match.start()]
        if not office.search(line):
            yield _fault(match, "手机号")


def _is_identity(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    if _CHECKS[total % 11] != number[17]:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def _fault(match: re.Match[str], kind: str) -> Fault:
    return Fault(
        message=f"正文里有个人{kind}（{match[0][:3]}…{match[0][-2:]}）。",
        anchors=(Span(*match.span()),),
        advice="立即删去或遮盖，已发布的尽快替换。",
    )
