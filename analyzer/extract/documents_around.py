"""A document and what was done with it on both sides of the number: 印发2件规范性文件, 规章73件有效."""

from __future__ import annotations

from typing import Final

from analyzer.extract.cues import CLOSES, Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place, gap
from analyzer.extract.subject import FOREIGN, TEXTS, Subject
from analyzer.extract.subjects import subject_of

_ALL_OF_THEM: Final = Expression(r"(?:已|现)?(?:均|全部|都|皆|悉数)")  # 制发的6件规范性文件均已解读
_TITLES: Final = Expression(r"(?:《[^《》]{1,60}》[、和及与]?)+(?:等|共计?)*$")


def document_behind(place: Place, near: list[Cue]) -> Subject | None:
    """印发2件行政规范性文件, 作出694宗行政许可: the verb before the number, the document behind it.

    Titles may stand between: 印发《…办法》《…细则》等2件行政规范性文件.
    """
    text, span = place.reading.text, place.quantity.span
    titles = _TITLES.search(text, place.start, span.start) if "《" in text else None
    start = titles.start() if titles else span.start
    near = [cue for cue in near if cue.end <= start]
    if not near or not near[-1].has("verb"):
        return None
    named = [c for c in place.reading.having("document") if c.start >= span.end]
    if not named or any(cue.has("document") for cue in near):
        return None
    document, verb = named[0], near[-1]
    if not gap().covers(text, verb.end, start) or not gap().covers(text, span.end, document.start):
        return None
    decided = verb.key("verb") == "decisions"
    if not decided and document.key("document") not in TEXTS:
        return None
    ends = text[document.end : document.end + 1] in CLOSES
    if not ends and not _ALL_OF_THEM.match(text, document.end):
        return None
    return subject_of(text, [verb, document], place.unit, None)


def with_verb_behind(
    place: Place, subject: Subject | None, near: list[Cue]
) -> tuple[Subject | None, list[Cue]]:
    """规章73件有效: the document stands before the number, what of it behind."""
    if subject is not FOREIGN or not near or not near[-1].has("document"):
        return subject, near
    behind_ = [c for c in place.reading.having("verb") if c.start == place.quantity.span.end]
    text = place.reading.text
    if not behind_ or text[behind_[0].end : behind_[0].end + 1] not in CLOSES:
        return subject, near
    told = subject_of(text, [*near, behind_[0]], place.unit, place.inherited)
    return told or FOREIGN, near
