"""Every sentence of a report with its aspect and its role.

The two classifiers are read together: in section 五 a shortcoming has the role and the aspect
`problem` at once, outside it an aspect is a topic. A second pass tells every sentence what the one
before it in its section is about (a sub-heading, mostly the same topic).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from analyzer.document import Label, Section, Sentence
from analyzer.label.classifier import Classifier, load
from analyzer.label.features import Booleans, Floats, batch

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
    aspects, roles = probabilities((aspect, role), texts, sections, before)
    placed = known(sections)
    return aspect.labels(aspects, placed), role.labels(roles, placed)


def probabilities(
    models: tuple[Classifier, Classifier],
    texts: Sequence[str],
    sections: Sequence[str | None],
    before: Sequence[int | None] | None = None,
) -> tuple[Floats, Floats]:
    """The probabilities of aspects and roles, consistent with each other and with the section."""
    sentences = batch(texts, sections)
    placed = known(sections)
    vocabulary = models[0].vocabulary
    found = vocabulary.find(sentences.grams)
    margins = [
        model.margins(sentences, found if model.vocabulary is vocabulary else None)
        for model in models
    ]
    allowed = consistent(models[0].classes, models[1].classes)
    masks = allowed[[place(section) for section in sections]]

    def together() -> tuple[Floats, Floats]:
        one, other = (m.probabilities(a, placed) for m, a in zip(models, margins, strict=True))
        joint = one[:, :, None] * other[:, None, :] * masks
        joint /= np.maximum(joint.sum(axis=(1, 2), keepdims=True), np.finfo(np.float32).tiny)
        return joint.sum(axis=2), joint.sum(axis=1)

    if before is None or all(index is None for index in before):
        return together()
    preceding = np.zeros((len(texts), len(models[0].classes)), dtype=np.float32)
    aspects, _ = together()
    for row, index in enumerate(before):
        if index is not None:
            preceding[row] = aspects[index]
    margins = [m.after(preceding) + a for m, a in zip(models, margins, strict=True)]
    return together()


@cache
def consistent(aspects: tuple[str, ...], roles: tuple[str, ...]) -> Floats:
    """Which aspects and roles can stand together: unknown place, section 五, any other section."""
    unknown = np.ones((len(aspects), len(roles)), dtype=np.float32)
    for row, aspect in enumerate(aspects):
        for column, role in enumerate(roles):
            if aspect == "problem" and role not in ("problem", "heading"):
                unknown[row, column] = 0
            if aspect == "improvement" and role == "problem":
                unknown[row, column] = 0
    inside = np.array([[aspect in _IN_PROBLEMS] for aspect in aspects], dtype=np.float32)
    return np.stack([unknown, unknown * inside, unknown * (1 - inside)])


def known(sections: Sequence[str | None]) -> Booleans:
    """Which sections are known, for the calibration of their sentences."""
    return np.array([section is not None for section in sections], dtype=np.bool_)


def place(section: str | None) -> int:
    """The first index into `consistent` for a section key."""
    if section is None:
        return 0
    return 1 if section == "problems" else 2
