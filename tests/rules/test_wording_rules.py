"""What the wording rules stand on: the lists of wordings, the agency's own words, near misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.lexicon import source, wordings
from analyzer.lexicon.source import words
from analyzer.rules.own_words import own_prose, surroundings
from analyzer.rules.places import home_of, named_places
from analyzer.rules.w02_political_phrases import _near_miss
from tests.rules.build import facts_of

PHRASES = words("political", "fixed", "phrases")
REPORT = (
    "索引号：QL-36 浏览次数：120\n青岚县水务局2024年政府信息公开工作年度报告\n发布日期：2025-01-10\n"
    "现将有关情况报告如下。\n一、总体情况\n全年公开信息212条。\n青岚县水务局\n2025年1月10日\n分享到：微信\n"
)


@pytest.mark.parametrize("phrase", PHRASES)
@given(data=st.data())
def test_near_miss_finds_one_wrong_character_and_only_that(
    phrase: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(phrase) - 2))
    other = data.draw(st.sampled_from("的有主议时党"))
    missing = phrase[:at] + phrase[at + 1 :]
    wrong = phrase[:at] + other + phrase[at + 1 :]
    extra = phrase[:at] + other + phrase[at:]
    for variant in (missing, wrong, extra):
        found = _near_miss(phrase).search(f"坚持{variant}，")
        assert bool(found) == (phrase not in variant)
    assert _near_miss(phrase).search(f"坚持{phrase}，") is None


def test_own_prose_keeps_offsets_and_drops_what_the_site_added() -> None:
    facts = facts_of({"text": REPORT})
    prose = own_prose(facts)
    assert len(prose) == len(facts.text)
    assert all(own in (text, "\n") for own, text in zip(prose, facts.text, strict=True))
    assert "全年公开信息212条。" in prose
    assert "索引号" not in prose
    assert "分享到" not in prose


@given(text=st.text("。；\n甲乙", max_size=30), at=st.integers(0, 29))
def test_surroundings_hold_the_place_and_no_sentence_end(text: str, at: int) -> None:
    start = min(at, len(text))
    place = Span(start, min(start + 1, len(text)))
    around = surroundings(text, place)
    assert around.covers(place)
    assert not set("。；\n") & set(text[around.start : place.start] + text[place.end : around.end])


def test_home_and_places() -> None:
    home = home_of("威海市荣成市海塘事务中心")
    assert home is not None
    assert (home.province, home.prefecture, home.county) == ("山东省", "威海市", "荣成市")
    assert home_of("青岚县水务局") is None
    named = [place.name for _, place in named_places("宜宾市的市场，城中区，菏泽市、成安县")]
    assert named == ["宜宾市", "菏泽市", "成安县"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"find": "甲", "problem": "错"}, "缺少键 typo[0].mend"),
        ({"find": "甲", "problem": "错", "mend": "乙", "why": "丙"}, "未知的键 typo[0].why"),
        ({"find": "甲", "problem": "", "mend": "乙"}, "typo[0].problem 应为非空字符串"),
    ],
)
def test_a_bad_wording_is_named(
    monkeypatch: pytest.MonkeyPatch, entry: dict[str, str], told: str
) -> None:
    monkeypatch.setattr(wordings, "load", lambda _: {"typo": [entry]})
    with pytest.raises(DataError) as error:
        wordings.wordings.__wrapped__("wording", "typo")
    assert told in str(error.value)
    assert "wording.toml" in str(error.value)
    assert source.load("wording")["typo"]


def test_a_wording_that_is_no_expression_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"find": "(甲", "problem": "错", "mend": "乙"}
    monkeypatch.setattr(wordings, "load", lambda _: {"typo": [entry]})
    (wording,) = wordings.wordings.__wrapped__("wording", "typo")
    with pytest.raises(DataError, match=r"wording\.toml.*typo\[0\]\.find 不是正则表达式"):
        wording.find.pattern.search("甲")


def test_every_wording_is_an_expression() -> None:
    lists = [
        (name, key)
        for name in ("wording", "political", "law", "substance", "cross_checks", "continuity")
        for key, entries in source.load(name).items()
        if isinstance(entries, list) and entries and isinstance(entries[0], dict)
    ]
    assert ("wording", "typo") in lists
    for wording in (each for name, key in lists for each in wordings.wordings(name, key)):
        assert wording.find.pattern
        assert wording.unless is None or wording.unless.pattern


def test_traditional_characters_are_no_simplified_ones() -> None:
    for character in "".join(words("wording", "script", "traditional")):
        with pytest.raises(UnicodeEncodeError):
            character.encode("gb2312")
