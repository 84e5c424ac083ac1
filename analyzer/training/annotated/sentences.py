"""Sentence labels in a source: `{df}` behind a sentence is aspect `disclosure`, role `fact`.

Other labels that an expert would accept follow behind a stroke: `{df/mm}`. Title and headings of
parts need no tag. A source labels all of its sentences or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from analyzer.document import SectionKey
from analyzer.errors import DataError

ASPECTS: Final[Mapping[str, str]] = {
    "d": "disclosure",
    "r": "requests",
    "m": "management",
    "p": "platform",
    "s": "supervision",
    "b": "problem",
    "i": "improvement",
    "o": "other",
}
ROLES: Final[Mapping[str, str]] = {
    "f": "fact",
    "p": "problem",
    "m": "measure",
    "i": "intention",
    "b": "boilerplate",
    "h": "heading",
}
_HEADINGS: Final[Mapping[SectionKey, str]] = {
    "preamble": "oh",
    "overview": "oh",
    "disclosure": "dh",
    "requests": "rh",
    "disputes": "rh",
    "problems": "bh/ih",
    "other": "oh",
}


def labels(tag: str, place: str) -> Mapping[str, object]:
    """The labels a tag accepts, the best first; raises `DataError` naming `place`."""
    aspects: list[str] = []
    roles: list[str] = []
    for letters in tag.split("/"):
        aspect, role = ASPECTS.get(letters[:1]), ROLES.get(letters[1:])
        if aspect is None or role is None:
            raise DataError(
                f"看不懂句子的标签 {{{tag}}}",
                place=place,
                remedy=f"话题 {'、'.join(ASPECTS)} 之一，接作用 {'、'.join(ROLES)} 之一，如 {{df}}",
            )
        aspects.append(aspect)
        roles.append(role)
    return {"aspect": list(dict.fromkeys(aspects)), "role": list(dict.fromkeys(roles))}


def heading(section: SectionKey) -> Mapping[str, object]:
    """The labels of the title (`preamble`) or of the heading of a part."""
    return labels(_HEADINGS[section], section)
