"""A sentence as a printer would set it: no blanks around digits or in Chinese numerals, Chinese punctuation in full width.

Phrases are recognised by what touches them, so 收到申请 12 件, 答复(含结转)11 件 is read as
收到申请12件，答复（含结转）11件. Blanks between two digits stay: 1 286 件 is one number, and `numbers`
knows.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from analyzer.document import Span
from analyzer.extract.numerals import NUMERAL_CHARACTERS, SIZE_CHARACTERS

_BLANKS: Final = r" \t\u00a0\u2000-\u200a\u202f\u3000"
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_N: Final = f"[{NUMERAL_CHARACTERS}]"
_SIZE: Final = f"[{SIZE_CHARACTERS}]"
_B: Final = f"[{_BLANKS}]"
# Inside a Chinese numeral blanks close beside a multiplier (一百 五 十 二件), a point, 又, 分之, 百分点.
_BESIDE_DIGIT: Final = re.compile(
    rf"(?<=\d){_B}+(?![\dA-Za-z{_BLANKS}]|$)|(?<![\dA-Za-z{_BLANKS}]){_B}+(?=\d)"
    rf"|(?<={_SIZE}){_B}+(?=[{NUMERAL_CHARACTERS}余餘多几幾来](?!、))|(?<=[{NUMERAL_CHARACTERS}余餘多几幾]){_B}+(?={_SIZE}(?!、))"
    rf"|(?<={_N}){_B}+(?=[点點又]{_B}?(?:{_N}|\d)|分{_B}*[之点點]|[个個]{_B}*百{_B}*分)"
    rf"|(?:(?<={_N}[点點又])|(?<={_N}{_B}[点點又])|(?<=之)){_B}+(?={_N})"
    rf"|(?<=[个個]){_B}+(?=百{_B}*分)|(?<=分){_B}+(?=之{_B}*(?:{_N}|\d))|(?:(?<=百分)|(?<=百{_B}分)){_B}+(?=[点點])"
)
_HALF: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
# Between Latin letters or digits they belong to a number, a time, an address.
_MISPLACED: Final = re.compile(
    r"[,;()](?![0-9A-Za-z])|(?<![0-9A-Za-z])[,;()]|(?<=[\u4e00-\u9fff]):|:(?=[\u4e00-\u9fff])"
)
# Most sentences have none of them: looked for first.
_TO_BE_SET: Final = re.compile(f'[,;:()"{_BLANKS}]')
_QUOTED: Final = re.compile(r'"([^"]{1,40})"')


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
    """`text` as it is read; punctuation is changed in place, only blanks are left out."""
    if not _TO_BE_SET.search(text):
        return Typeset(text)
    text = _QUOTED.sub(r"“\1”", _MISPLACED.sub(lambda mark: _HALF[mark[0]], text))
    gaps = []
    if _BLANK.search(text):
        gaps = [match.span() for match in _BESIDE_DIGIT.finditer(text) if match.start()]
    if not gaps:
        return Typeset(text)
    places: list[int] = []
    at = 0
    for start, end in gaps:
        places.extend(range(at, start))
        at = end
    places.extend(range(at, len(text)))
    return Typeset("".join(text[place] for place in places), tuple(places))
