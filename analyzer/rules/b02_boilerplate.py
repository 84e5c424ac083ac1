"""B02: too many empty sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Sentence
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.aspects import told
from analyzer.rules.phrasing import any_pattern

_EMPTY: Final = ("boilerplate", "intention")


@rule(
    "B02",
    name="套话占比过高",
    severity="medium",
    certainty="hint",
    basis="国办公开办函〔2021〕30号（内容充实）；文本特征（经验）",
)
def boilerplate(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况或监督保障部分套话过多。

    为什么：换个机关、换个年份也能用的话，说明不了本机关本年做了什么。
    报告：总体情况，或其中讲监督保障的句子里，套话和空泛表态的句数占 40% 以上。
      监督保障中没有数字、文件和结果的机制套话也算。
    不报告：句数太少；总体情况中没有认出类别的句子不参与计算。
    依据：国办公开办函〔2021〕30号关于内容充实的要求；文本特征，仅供参考。
    例：监督保障四句话全是“高度重视、压实责任、形成合力”。
    """
    overview = [s for s in facts.sentences_of("overview") if _role(s) != "heading"]
    supervision = [s for s in overview if s.aspect and s.aspect.value == "supervision"]
    if "supervision" not in told(facts):
        supervision = []  # S09
    parts = (
        ("总体情况", [s for s in overview if s.role], False, "b02_least_sentences"),
        ("监督保障部分", supervision, True, "b02_least_supervision"),
    )
    for name, part, formulas, least in parts:
        empty = [s for s in part if _role(s) in _EMPTY or (formulas and _is_formula(facts, s))]
        share = profile.tolerance("b02_share") * len(part)
        if len(part) >= profile.tolerance(least) and len(empty) > share:
            yield Fault(
                message=(
                    f"{name}共 {len(part)} 句，其中套话、空泛表态 {len(empty)} 句，"
                    f"占 {len(empty) * 100 // len(part)}%，如“{_short(facts, empty[0])}”。"
                ),
                anchors=tuple(sentence.span for sentence in empty),
                advice="删去或压缩套话，写明做了几次、谁来做、结果如何。",
                actual=f"{len(empty)}/{len(part)}",
            )


def _role(sentence: Sentence) -> str | None:
    return sentence.role.value if sentence.role else None


def _is_formula(facts: Facts, sentence: Sentence) -> bool:
    """Whether a sentence on supervision tells of mechanisms in set phrases and of nothing done."""
    text = facts.quote(sentence.span)
    if any_pattern("figures", "supervision", "fact_pattern").search(text):
        return False
    return any_pattern("figures", "supervision", "stock_pattern").search(text) is not None


def _short(facts: Facts, sentence: Sentence) -> str:
    text = facts.quote(sentence.span).strip()
    return f"{text[:24]}…" if len(text) > 25 else text
