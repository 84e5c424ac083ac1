"""Every sentence of a report with its aspect and its role.

The two classifiers are read together: in section 五 a shortcoming has the role and the aspect
`problem` at once, outside it an aspect is a topic. A second pass tells every sentence what the one
before it in its section is about (a sub-heading, mostly the same topic).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import compress
from operator import add
from typing import Final, TypeAlias

from analyzer.document import Label, Section, Sentence
from analyzer.label.classifier import Classifier, load

Models: TypeAlias = tuple[Classifier, Classifier]

_OUTSIDE: Final = "preamble"
_IN_PROBLEMS: Final = ("problem", "improvement")


def label(
    text: str,
    sentences: tuple[Sentence, ...],
    sections: tuple[Section, ...],
    *,
    divided: bool | None = None,
) -> tuple[Sentence, ...]:
    """The sentences with labels; in an undivided text their section counts as unknown.

    Unless `divided` says so, a text is divided where a section title was found.
    """
    if not sentences:
        return ()
    if divided is None:
        divided = any(section.key != _OUTSIDE for section in sections)
    keys = [sentence.section if divided else None for sentence in sentences]
    texts = [sentence.span.of(text) for sentence in sentences]
    # What follows a section title is a new beginning.
    before = [None, *(i if keys[i] == keys[i + 1] else None for i in range(len(keys) - 1))]
    aspects, roles = predict(texts, keys, before)
    return tuple(
        Sentence(sentence.span, sentence.section, sentence.paragraph, aspect, role)
        for sentence, aspect, role in zip(sentences, aspects, roles, strict=True)
    )


def predict(
    texts: Sequence[str],
    sections: Sequence[str | None],
    before: Sequence[int | None] | None = None,
) -> tuple[tuple[Label | None, ...], tuple[Label | None, ...]]:
    """Aspects and roles; `before[i]` is the index of the sentence that precedes sentence i."""
    aspect, role = load("aspect"), load("role")
    found = probabilities((aspect, role), texts, sections, before)
    return (
        tuple(
            aspect.label(each, section) for (each, _), section in zip(found, sections, strict=True)
        ),
        tuple(
            role.label(each, section) for (_, each), section in zip(found, sections, strict=True)
        ),
    )


def probabilities(
    models: Models,
    texts: Sequence[str],
    sections: Sequence[str | None],
    before: Sequence[int | None] | None = None,
) -> list[tuple[list[float], list[float]]]:
    """The probabilities of aspects and of roles of every sentence.

    They are consistent with each other and with the section.
    """
    margins = [_margins(models, *each) for each in zip(texts, sections, strict=True)]
    alone = [_together(models, *each) for each in zip(margins, sections, strict=True)]
    if before is None:
        return alone
    return [
        shares
        if index is None
        else _together(models, _after(models, scores, alone[index][0]), section)
        for shares, index, scores, section in zip(alone, before, margins, sections, strict=True)
    ]


def _margins(models: Models, text: str, section: str | None) -> tuple[list[float], list[float]]:
    aspect, role = models
    found = aspect.vocabulary.find(text)
    shared = role.vocabulary is aspect.vocabulary
    also = found if shared else role.vocabulary.find(text)
    return aspect.margins(found, section), role.margins(also, section)


def _after(
    models: Models, margins: tuple[list[float], list[float]], aspects: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The margins of a sentence that follows one of these aspects."""
    of_aspect, of_role = (
        list(map(add, scores, model.after(aspects)))
        for model, scores in zip(models, margins, strict=True)
    )
    return of_aspect, of_role


def _together(
    models: Models, margins: tuple[list[float], list[float]], section: str | None
) -> tuple[list[float], list[float]]:
    """The margins as probabilities of the pairs that can stand together, summed by either side."""
    aspects, roles = (
        model.probabilities(scores, section) for model, scores in zip(models, margins, strict=True)
    )
    by_aspect, by_role = consistent(models[0].classes, models[1].classes)[place(section)]
    shares = [p * sum(compress(roles, with_)) for p, with_ in zip(aspects, by_aspect, strict=True)]
    others = [p * sum(compress(aspects, with_)) for p, with_ in zip(roles, by_role, strict=True)]
    total = sum(shares) or 1.0
    return [share / total for share in shares], [share / total for share in others]


Allowed: TypeAlias = tuple[tuple[bool, ...], ...]


@cache
def consistent(
    aspects: tuple[str, ...], roles: tuple[str, ...]
) -> tuple[tuple[Allowed, Allowed], ...]:
    """Which roles can stand with every aspect, and which aspects with every role.

    Three times: in an unknown place, in section 五, in any other section.
    """

    def agree(aspect: str, role: str) -> bool:
        if aspect == "problem":
            return role in {"problem", "heading"}
        return aspect != "improvement" or role != "problem"

    def allowed(possible: Sequence[str]) -> tuple[Allowed, Allowed]:
        rows = tuple(tuple(a in possible and agree(a, role) for role in roles) for a in aspects)
        return rows, tuple(zip(*rows, strict=True))

    outside = [aspect for aspect in aspects if aspect not in _IN_PROBLEMS]
    return allowed(aspects), allowed(_IN_PROBLEMS), allowed(outside)


def place(section: str | None) -> int:
    """The index into `consistent` for a section key."""
    if section is None:
        return 0
    return 1 if section == "problems" else 2
