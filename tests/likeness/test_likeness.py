"""Copied text: what is left out before comparing, how it aligns, how pairs are found in a corpus."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.analysis import Facts
from analyzer.likeness.alignment import compare
from analyzer.likeness.neighbours import resemblances, with_resemblances
from analyzer.likeness.sentences import bare, boilerplate_share, comparable
from analyzer.likeness.signatures import candidates, common_sentences, estimate, signature
from tests.rules.build import facts_of

OWN = (
    "局机关把水库除险加固的进度按旬挂网，附上监理签字页。\n"
    "堤防巡查发现的险情当天登记，处理结果次日上网供沿岸村民查询。\n"
    "河长名单变动后三日内更换公示牌，并同步更新网页。\n"
)
OTHER = (
    "招生片区调整前开了四场听证，笔录全文上网。\n"
    "营养餐采购合同逐份公开，家长可以核对每一笔单价。\n"
    "教师职称评审结果公示期延长到七天。\n"
)


def report(agency: str, body: str, year: int = 2024) -> Facts:
    return facts_of(
        {
            "text": f"{agency}{year}年政府信息公开工作年度报告\n\n一、总体情况\n\n{body}\n"
            "六、其他需要报告的事项\n\n未收取信息处理费。\n\n"
            f"{agency}\n{year + 1}年1月10日\n"
        }
    )


def test_only_what_is_its_own_is_compared() -> None:
    said = [sentence.words for sentence in comparable(report("青岚县水务局", OWN))]
    assert len(said) == 3
    assert not any("信息处理费" in words or "县水务局" in words for words in said)


def test_names_and_figures_make_no_difference() -> None:
    one = bare("青岚县水务局全年发布 112 条", ["青岚县水务局"])
    assert one == bare("白石县水务局全年发布87条", ["白石县水务局"])


def test_a_copy_is_aligned_passage_by_passage() -> None:
    one, other = report("青岚县水务局", OWN), report("白石县水务局", OTHER + OWN)
    found = compare(one, other)
    assert found.share > 0.95
    assert len(found.passages) == 1
    passage = found.passages[0]
    assert passage.span.of(one.text).strip() == passage.other.of(other.text).strip() == OWN.strip()
    assert compare(report("青岚县水务局", OTHER), one).share < 0.1


def test_neighbours_of_a_corpus() -> None:
    reports = {
        "a": report("青岚县水务局", OWN),
        "b": report("白石县水务局", OWN),
        "c": report("青岚县教育局", OTHER),
        "d": report("青岚县水务局", OWN, 2023),
    }
    found = resemblances(reports)
    assert [each.agency for each in found["a"]] == ["白石县水务局"]
    assert {each.year for each in found["b"]} == {2023, 2024}
    assert found["c"] == ()
    assert with_resemblances(reports)["a"].resemblances == found["a"]


def test_what_everybody_says_is_nobodys() -> None:
    reports = [["同一句话", f"第{number}句"] for number in range(8)]
    assert common_sentences(reports) == {"同一句话"}


@given(st.text("甲乙丙丁戊", min_size=8, max_size=60))
def test_equal_texts_have_equal_signatures_and_meet(text: str) -> None:
    one, other = signature(text), signature(text)
    assert estimate(one, other) == 1.0
    assert candidates({"a": one, "b": other}) == [("a", "b")]


def test_unlike_texts_do_not_meet() -> None:
    assert estimate(signature(OWN), signature(OTHER)) < 0.1
    assert candidates({"a": signature(OWN), "b": signature(OTHER)}) == []


def test_share_of_set_phrases() -> None:
    assert 0 < boilerplate_share(report("青岚县水务局", OWN)) < 0.7
