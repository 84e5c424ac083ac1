"""A sentence as a printer would set it: no blanks around digits or in Chinese numerals, Chinese punctuation in full width.

Phrases are recognised by what touches them, so 收到申请 12 件, 答复(含结转)11 件 is read as
收到申请12件，答复（含结转）11件. Blanks between two digits stay: 1 286 件 is one number, and `numbers`
knows. 收到申请9件。其中公开3件 is read as one sentence, as with a comma, and so is a list whose
items stand on lines of their own or are numbered (结果为：⏎1.公开5件；⏎2.不予公开2件。).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from analyzer.document import SectionKey, Sentence, Span
from analyzer.extract.expressions import Expression
from analyzer.extract.numerals import NUMERAL_CHARACTERS, SIZE_CHARACTERS

_BLANKS: Final = r" \t\u00a0\u2000-\u200a\u202f\u3000"
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_N: Final = f"[{NUMERAL_CHARACTERS}]"
_SIZE: Final = f"[{SIZE_CHARACTERS}]"
_B: Final = f"[{_BLANKS}]"
# Inside a Chinese numeral blanks close beside a multiplier (一百 五 十 二件), a point, 又, 分之, 百分点.
_BESIDE_DIGIT: Final = re.compile(
    r"\s*\n\s*|(?<=[\u4e00-\u9fff])：(?=\d[\d,]*[件份宗起条](?:[，；。、（）]|$))|"
    rf"(?<=\d){_B}+(?![\dA-Za-z{_BLANKS}]|$)|(?<![\dA-Za-z{_BLANKS}]){_B}+(?=\d)"
    rf"|(?<={_SIZE}){_B}+(?=[{NUMERAL_CHARACTERS}余餘多几幾来](?!、))|(?<=[{NUMERAL_CHARACTERS}余餘多几幾]){_B}+(?={_SIZE}(?!、))"
    rf"|(?<={_N}){_B}+(?=[点點又]{_B}?(?:{_N}|\d)|分{_B}*[之点點]|[个個]{_B}*百{_B}*分)"
    rf"|(?:(?<={_N}[点點又])|(?<={_N}{_B}[点點又])|(?<=之)){_B}+(?={_N})"
    rf"|(?<=[个個]){_B}+(?=百{_B}*分)|(?<=分){_B}+(?=之{_B}*(?:{_N}|\d))|(?:(?<=百分)|(?<=百{_B}分)){_B}+(?=[点點])"
)
_HALF: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_YEAR_BEFORE, _LAST_YEAR = "前一年", "上一年"  # one name for it, of the same length
# 据统计，经梳理，按照有关规定，: says nothing of what is counted behind it
_INTRODUCTION: Final = Expression(
    r"(?:据|经|按照?|根据|依据|依照|从|综合)?[^，。；：、\d申复诉类]{0,6}(?:统计|梳理|汇总|核实|清点|规定|要求|数量|总量|总体|整体|台账)(?:显示|表明|上?来?看|情况)?，(?=[^，。；：]*\d)"
)
_OPENINGS: Final = frozenset("据经按根依从综统数总整梳")
# Between Latin letters or digits they belong to a number, a time, an address.
_MISPLACED: Final = re.compile(
    r"[,;()](?![0-9A-Za-z])|(?<![0-9A-Za-z])[,;()]|(?<=[\u4e00-\u9fff]):|:(?=[\u4e00-\u9fff])"
)
# Most sentences have none of them: looked for first.
_TO_BE_SET: Final = re.compile(f'[,;:：()"\n{_BLANKS}]')
_QUOTED: Final = re.compile(r'"([^"]{1,40})"')

PART_OF: Final = "其中"
# what 其中 is of stands right before it; behind 去年是10件，升幅三成。 it is of something further off
_COUNTED: Final = Expression(
    r"[\d一二两三四五六七八九十百千万余多]\s?[件份宗起例条部项个](?:次|案件|申请)?。$"
)
_LONGEST: Final = 400  # characters read as one sentence
_UNFINISHED: Final = ("：", "；", "，", "、", ":", ";", ",")
# the next item of a list that was begun before: little more than a name and how many
_LIST_ITEM: Final = Expression(
    r"(?:[（(]?(?:[一二三四五六七八九十]|\d{1,2})[)）、.．]|[①-⑳]|[一二三四五六七八九十]是)?"
    r"[^，。；：:、\d]{0,16}(?:\d[\d,]*|[一二两三四五六七八九十百]+)\s?[件份宗起例条部项](?![一-鿿]{0,4}[是为]：)"
)
# 公开35件，重复申请3件。其中公益组织6件: of all that the list counts
_FIRST: Final = Expression(r"[^\d。；]*(\d{1,9})")
_LAST: Final = Expression(r"(\d{1,9})[^\d]{1,6}$")


class Typeset(NamedTuple):
    """The characters that are read, and where each stands in the sentence as written.

    `places` has an entry for every character of `text`, or is empty where nothing was left out.
    """

    text: str
    places: tuple[int, ...] = ()

    def written(self, span: Span) -> Span:
        """The span in the sentence as written; an empty one stays before the same character."""
        if not self.places:
            return span
        end = self.places[span.end - 1] + 1 if span.end > span.start else None
        start = self.places[span.start] if span.start < len(self.places) else self.places[-1] + 1
        return Span(start, start if end is None else end)


def typeset(text: str) -> Typeset:
    """`text` as it is read; punctuation is changed in place, blanks and 据统计， are left out."""
    if _YEAR_BEFORE in text:
        text = text.replace(_YEAR_BEFORE, _LAST_YEAR)
    opening = _INTRODUCTION.match(text) if text[:1] in _OPENINGS else None
    if opening is None and not _TO_BE_SET.search(text):
        return Typeset(text)
    text = _QUOTED.sub(r"“\1”", _MISPLACED.sub(lambda mark: _HALF[mark[0]], text))
    gaps = [opening.span()] if opening else []
    if "\n" in text or "：" in text or _BLANK.search(text):
        begin = gaps[0][1] if gaps else 1
        gaps += [match.span() for match in _BESIDE_DIGIT.finditer(text, begin)]
    if not gaps:
        return Typeset(text)
    places: list[int] = []
    at = 0
    for start, end in gaps:
        places.extend(range(at, start))
        at = end
    places.extend(range(at, len(text)))
    return Typeset("".join(text[place] for place in places), tuple(places))


class Spoken(NamedTuple):
    """What is read as one sentence: the number of its first, and where in the text each starts."""

    text: str
    section: SectionKey
    first: int
    starts: list[int]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence in which the character at `place` of the whole text stands."""
        return self.first + bisect_right(self.starts, place) - 1


def paragraphs(text: str, sentences: Iterable[Sentence]) -> Iterator[list[tuple[int, Sentence]]]:
    """The sentences by paragraph, numbered; a list belongs to the paragraph that begins it."""
    found: list[tuple[int, Sentence]] = []
    for index, sentence in enumerate(sentences):
        if found:
            before = found[-1][1]
            if sentence.paragraph != before.paragraph and not _goes_on(text, before, sentence):
                yield found
                found = []
        found.append((index, sentence))
    if found:
        yield found


def _goes_on(text: str, before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence is the next item of a list that the one before did not end."""
    (_, end), (start, stop) = before.span, sentence.span
    return (
        text.startswith(_UNFINISHED, end - 1)
        and sentence.section == before.section
        and (end == start or text[end:start].isspace())
        and _LIST_ITEM.match(text, start, stop) is not None
    )


def joined(text: str, numbered: Iterable[tuple[int, Sentence]]) -> Iterator[Spoken]:
    """The sentences of a paragraph in order, one that opens with 其中 behind the number it is of.

    So are the items of one list.

    Characters keep their places: of what is joined only the full stop is changed to a comma.
    """
    told: Spoken | None = None
    before: Sentence | None = None
    for index, sentence in numbered:
        start, said = sentence.span.start, sentence.span.of(text)
        if told is not None and before is not None and _goes_on(text, before, sentence):
            begin = told.starts[0]
            if sentence.span.end - begin <= _LONGEST:
                gap = text[begin + len(told.text) : start]
                told = told._replace(text=f"{told.text}{gap}{said}", starts=[*told.starts, start])
                before = sentence
                continue
        before = sentence
        if told is not None and said.startswith(PART_OF) and _is_part_of(told.text, said):
            follows = start == told.starts[0] + len(told.text)
            if follows and len(told.text) + len(said) <= _LONGEST:
                told = told._replace(text=f"{told.text[:-1]}，{said}", starts=[*told.starts, start])
                continue
        if told is not None:
            yield told
        told = Spoken(said, sentence.section, index, [start])
    if told is not None:
        yield told


def _is_part_of(before: str, said: str) -> bool:
    """Whether what 其中 counts may be part of the number that stands right before it."""
    if not _COUNTED.search(before):
        return False
    whole, part = _LAST.search(before), _FIRST.match(said)
    return whole is None or part is None or int(part[1]) <= int(whole[1])
