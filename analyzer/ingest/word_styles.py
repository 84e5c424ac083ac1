"""What a Word paragraph's style and own properties say: heading level, list, indentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST_OUTLINE: Final = 8
_LONGEST_CHAIN: Final = 12


@dataclass(frozen=True, slots=True)
class Look:
    """Heading level (1 the highest, None for text), list and its level, first-line indentation."""

    level: int | None = None
    list: str | None = None
    depth: int = 0
    indented: bool = False


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a document, each with the properties it inherits."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    default: Look = field(default_factory=Look)

    def look(self, paragraph: etree._Element) -> Look:
        """The properties of a paragraph: its own before those of its style."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return self.default
        named = properties.find(f"{_W}pStyle")
        style = "" if named is None else named.get(f"{_W}val", "")
        return _overlaid(self.looks.get(style, self.default), properties)


def styles(root: etree._Element | None) -> Styles:
    """The styles of a document's styles part; none where the part is missing."""
    if root is None:
        return Styles()
    elements = {
        style.get(f"{_W}styleId", ""): style
        for style in root.iterchildren(f"{_W}style")
        if style.get(f"{_W}type") == "paragraph"
    }
    looks = {name: _inherited(name, elements) for name in elements}
    default = next(
        (name for name, style in elements.items() if style.get(f"{_W}default") in ("1", "true")), ""
    )
    return Styles(looks, looks.get(default, Look()))


def _inherited(name: str, elements: Mapping[str, etree._Element]) -> Look:
    chain: list[etree._Element] = []
    while name in elements and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[name])
        based = elements[name].find(f"{_W}basedOn")
        name = "" if based is None else based.get(f"{_W}val", "")
    look = Look()
    for style in reversed(chain):
        properties = style.find(f"{_W}pPr")
        if properties is not None:
            look = _overlaid(look, properties)
    return look


def _overlaid(look: Look, properties: etree._Element) -> Look:
    """`look` with what `properties` say otherwise."""
    level, list_, depth, indented = look.level, look.list, look.depth, look.indented
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None:
        value = outline.get(f"{_W}val", "")
        level = int(value) + 1 if value.isdecimal() and int(value) <= _DEEPEST_OUTLINE else None
    numbers = properties.find(f"{_W}numPr")
    if numbers is not None:
        chosen, place = numbers.find(f"{_W}numId"), numbers.find(f"{_W}ilvl")
        if chosen is not None:
            list_ = chosen.get(f"{_W}val")
            list_ = None if list_ == "0" else list_
        if place is not None:
            value = place.get(f"{_W}val", "")
            depth = int(value) if value.isdecimal() else 0
    indentation = properties.find(f"{_W}ind")
    if indentation is not None:
        first = [indentation.get(f"{_W}{name}") for name in ("firstLineChars", "firstLine")]
        given = next((each for each in first if each is not None), None)
        if given is not None:
            indented = given.isdecimal() and int(given) > 0
    return Look(level, list_, depth, indented)
