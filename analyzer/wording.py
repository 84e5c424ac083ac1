"""Whether the words around a number sound like those that a cell is told in: a second opinion.

The grammar reads by rules. Apart from it, a sparse logistic regression for every cell, learnt from
the n-grams of annotated sentences (`models/links/words.json`, `nianbao train links`), hears the same
words, and one for every row of a table, whose cells share words. It chooses no reading; where it
hears something else, the reading is trusted less. Who reports and how many says nothing of what is
counted: names of offices and figures are made one before the words are heard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from analyzer.claim import Claim
from analyzer.errors import DataError
from analyzer.extract.numerals import NUMERAL_CHARACTERS
from analyzer.formula import parse
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import models_directory, words
from analyzer.lexicon.units import CASE, units

MODEL: Final = "links"
WORDS: Final = "words.json"
NO_CELL: Final = "none"  # what no cell tells has a sound of its own
PLACES: Final = ("before", "own", "after", "facts")
SCALE: Final = 1000  # weights are thousandths: whole numbers add up the same in any order
MOST: Final = 3 * SCALE  # margins beyond say no more
UNHEARD: Final = -3 * SCALE  # of a cell too rare to be learnt
_WINDOW, _BEFORE, _OWN, _AFTER = 80, 24, 20, 12  # characters
_MARK: Final = re.compile("[，。；：（\n、）]")
_CLAUSES_BEFORE: Final = re.compile("(?s:.*)[，。；：（\n、）]")
# one shape for marks and spaces, which differ by who typed them
_SHAPES: Final = str.maketrans(",;:()％", "，；：（）%", " \u00a0\u2009\u3000")
_MISSHAPEN: Final = re.compile("[" + "".join(map(chr, _SHAPES)) + "]")
# up to its last digit; begun with a single character, which is searched for twice as fast as a run
_NUMBER: Final = re.compile("[0-9０-９.,][0-9０-９.,]*(?<![.,])")
_STATED: Final = 40  # characters of a statement, all of which it tells by
_EDGE: Final = "|"  # where the number stands
_OFFICE: Final = "局"  # any office
_LONGEST_NAME: Final = 24
_ROW: Final = "row "
_PREVIOUS: Final = "previous."


class Context(NamedTuple):
    """The n-grams around a claim: of the clauses before, its own clause before it, what follows."""

    before: set[str]
    own: set[str]
    after: set[str]
    facts: set[str]


class Sound:
    """What a cell is usually told in: weights of n-grams by place, in thousandths.

    No named tuple: the methods of a class of its own are compiled to plain calls.
    """

    def __init__(self, bias: int, places: Mapping[str, Mapping[str, int]]) -> None:
        """From the weights of each of `PLACES`; one that is missing has none."""
        self.bias: Final = bias
        self.weights: Final = tuple([dict(places.get(place, {})) for place in PLACES])

    def margin(self, context: Context) -> int:
        """The log-odds that words are said of this cell, in thousandths, within ±`MOST`."""
        total = self.bias
        for grams, weights in zip(context, self.weights, strict=True):
            # a plain walk compiles to little; two sets that meet cost as much as all else here
            for gram in grams:
                if gram in weights:
                    total += weights[gram]
        return max(-MOST, min(MOST, total))


class Heard(NamedTuple):
    """How much words sound like a cell, like the row it stands in, and like no cell at all."""

    cell: int
    row: int
    none: int


def context(text: str, claim: Claim, section: str) -> Context:
    """The n-grams around `claim`, whose span is in `text`.

    A statement (未收到申请) tells by its own words what it denies, a number by those before it, one
    of a row (自然人、企业分别为3件、1件) by those up to its name.
    """
    quantity = claim.quantity
    start, end = quantity.span
    unit = CASE if quantity.unit in units().as_cases else quantity.unit
    facts = (f"section={section}", f"unit={unit}", f"kind={manner(claim)}")
    if quantity.number.start == quantity.number.end:
        return around(text, end, end, facts, own=start)
    if claim.named is not None:
        start = claim.named.end
    return around(text, start, end, facts)


def manner(claim: Claim) -> str:
    """How a claim is made: as a statement that there is none or that it is all, else its kind.

    0件 in a row of figures is told like any other figure of it.
    """
    hedge, number = claim.quantity.hedge, claim.quantity.number
    stated = hedge == "all" or (hedge == "zero" and number.start == number.end)
    return hedge if stated else claim.kind


def around(
    text: str, start: int, end: int, facts: tuple[str, ...], own: int | None = None
) -> Context:
    """The n-grams of the words that end at `start` and of those that begin at `end`.

    The claim's own words begin at `own`; where it is not given, with their clause.
    """
    if own is None:
        left = _heard(text[max(0, start - _WINDOW) : start])
        clauses = _CLAUSES_BEFORE.match(left)
        begin = clauses.end() if clauses else 0
        before, said = left[:begin], left[begin:]
    else:
        before, said = _heard(text[max(0, own - _WINDOW) : own]), _heard(text[own:start])
    before, said = before[-_BEFORE:], said[-(_OWN if own is None else _STATED) :] + _EDGE
    after = _shaped(_NUMBER.sub("0", text[end : end + _AFTER]))
    mark = _MARK.search(after)
    after = _EDGE + (after[: mark.start()] if mark else after)
    return Context(_grams(before, (2,)), _grams(said, (1, 2, 3)), _grams(after, (1, 2)), set(facts))


def _heard(text: str) -> str:
    """Words as they are heard: figures, names of offices and marks made one."""
    return unnamed(_shaped(_counts().sub(f"0{CASE}", _NUMBER.sub("0", text))))


@cache
def _counts() -> re.Pattern[str]:
    """Three applications are 0件 however they are counted: 3宗, 三件."""
    alike = "|".join(map(re.escape, sorted(units().as_cases, key=len, reverse=True)))
    return re.compile(f"[0{NUMERAL_CHARACTERS}][{NUMERAL_CHARACTERS}]*(?:{alike}|{CASE})")


def unnamed(text: str) -> str:
    """`text` with one sign for the name of every office (鹿泽县水利局, 云埠街道办事处)."""
    pieces: list[str] = []
    done = 0
    endings = _ends_of_names()
    for last in _last_of_names().finditer(text):
        end = last.end()
        if not text.endswith(endings, done, end):
            continue
        floor = max(done, end - _LONGEST_NAME)
        start = _words_before_names().match(text, floor, end - 1)
        begin = start.end() if start else floor
        if begin + 1 == end and begin != done:
            continue  # 我局 is no name
        if pieces and begin == done:
            done = end  # one behind the other are one: 国家税务总局霁州市税务局
            continue
        pieces += (text[done:begin], _OFFICE)
        done = end
    return "".join((*pieces, text[done:])) if done else text


@cache
def _ends_of_names() -> tuple[str, ...]:
    return (*words("context", "office_ends"), *words("context", "agency_ends"))


@cache
def _last_of_names() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted({word[-1] for word in _ends_of_names()}))}]")


@cache
def _words_before_names() -> re.Pattern[str]:
    said = words("context", "before_agencies")
    marks = r"\s，。；：、（）“”《》0-9"
    firsts = "".join(sorted({word[0] for word in said}))
    return re.compile(f"(?s:.*)(?=[{marks}{firsts}])(?:[{marks}]|{trie_pattern(said)})")


def _grams(text: str, sizes: tuple[int, ...]) -> set[str]:
    length = len(text)
    return {text[at : at + size] for size in sizes for at in range(length - size + 1)}


def _shaped(text: str) -> str:
    # translating costs more than all else here, and few texts need it
    return text.translate(_SHAPES) if _MISSHAPEN.search(text) else text


@lru_cache(maxsize=4096)
def topic(target: str) -> str:
    """What a formula is about: how its first cell is told (level, share, …), and that cell."""
    refs = parse(target).refs
    if not refs:
        return NO_CELL
    looks_back = sum(ref.startswith(_PREVIOUS) for ref in refs)
    if 0 < looks_back < len(refs):
        kind = "change"
    elif "/" in target:
        kind = "share"
    else:
        kind = "last_year" if looks_back else "level"
    return f"{kind} {refs[0].removeprefix(_PREVIOUS)}"


@lru_cache(maxsize=4096)
def row_of(about: str) -> str:
    """The row of the cell that a topic is about, under any column; of no cell, no cell."""
    if about == NO_CELL:
        return NO_CELL
    table, row, *_ = about.partition(" ")[2].split(".")
    return f"{_ROW}{table}.{row}"


def margins(around_it: Context, target: str) -> Heard:
    """How much the words sound like the cell of `target`, its row, and no cell at all."""
    return heard_by(_sounds(), around_it, target)


def heard_by(sounds: Mapping[str, Sound], around_it: Context, target: str) -> Heard:
    """`margins` by given sounds."""
    about = topic(target)
    cell, row = sounds.get(about), sounds.get(row_of(about))
    return Heard(
        UNHEARD if cell is None else cell.margin(around_it),
        UNHEARD if row is None else row.margin(around_it),
        sounds[NO_CELL].margin(around_it),
    )


@cache
def _sounds() -> Mapping[str, Sound]:
    return read(models_directory() / MODEL)


def read(folder: Path) -> Mapping[str, Sound]:
    """The cells of a model folder by topic; raises `DataError` where the file is damaged."""
    path = folder / WORDS
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        sounds = {
            name: Sound(sound["bias"], {key: sound[key] for key in PLACES if key in sound})
            for name, sound in data.items()
        }
        whole = all(
            isinstance(weight, int)
            for sound in sounds.values()
            for weight in (sound.bias, *(w for place in sound.weights for w in place.values()))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"读不出各单元格的说法：{error}", place=str(path)) from None
    if not whole or NO_CELL not in sounds:
        raise DataError(f"权重应为整数，并有 {NO_CELL}", place=str(path))
    return sounds
