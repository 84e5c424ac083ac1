"""W01: English words in Chinese sentences."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.stray_words import stray_words

_AROUND = 10


@rule(
    "W01",
    name="夹杂英文单词",
    severity="high",
    certainty="likely",
    basis="《党政机关公文处理工作条例》；国家通用语言文字规范",
)
def english_words(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """中文句子里夹着英文单词。

    为什么：公文用国家通用语言文字；夹着的“and”“of”多是复制、翻译时留下的，发布后十分显眼。
    报告：汉字之间的英文虚词和常用词；其他全小写的单词只作供参考的提示。
    不报告：APP、PDF、LED 一类缩写，网址、邮箱、计量单位，首字母大写的名称，引号、括号、书名号里的词。
    依据：《党政机关公文处理工作条例》；国家通用语言文字规范。
    例：“完善制度 and 加强培训”，应为“完善制度、加强培训”。
    """
    for span, common in stray_words(facts):
        around = facts.text[max(0, span.start - _AROUND) : span.end + _AROUND].replace("\n", "")
        word = facts.quote(span)
        yield Fault(
            message=f"中文句子“…{around}…”里夹着英文单词“{word}”。",
            anchors=(span,),
            advice="改为中文，如“和”“与”“、”。"
            if common
            else f"确认“{word}”是否应有，不是名称的改为中文。",
            actual=word,
            severity=None if common else "low",
            certainty=None if common else "hint",
        )
