"""The spaCy component `nianbao`: sentences, claims and the analysis of a report's text.

    nlp = spacy.blank("zh")
    nlp.add_pipe("nianbao", config={"year": 2024})
    doc = nlp(text)

`doc.spans["sentences"]` are labelled with the aspect, `doc.spans["claims"]` with the metric;
`doc._.analysis` holds sentences, claims and the full objects. Spans are snapped outwards to tokens.

    displacy.render(doc, style="span", options={"spans_key": "claims"})
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from analyzer.claim import CheckedClaim
from analyzer.document import SectionKey, Sentence, Span
from analyzer.pipeline import read_text

# Colours of sentences by aspect; displaCy finds them by the entry point `spacy_displacy_colors`.
COLORS: Final = {
    "disclosure": "#cfe8d5",
    "requests": "#f8dcc4",
    "management": "#dcd6f0",
    "platform": "#cfe3f4",
    "supervision": "#f6ecc2",
    "problem": "#f4c9c6",
    "improvement": "#d9ead0",
    "other": "#e6e6e6",
}
_EXTENSION: Final = "analysis"


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """What a text without tables says: its sentences and claims, offsets into the text."""

    sentences: tuple[Sentence, ...]
    claims: tuple[CheckedClaim, ...]


class Component:
    """Reads the text of a Doc; `section` and `year` are those of the text, None where unknown."""

    def __init__(self, section: SectionKey | None, year: int | None) -> None:
        self.section = section
        self.year = year

    def __call__(self, doc: Doc) -> Doc:
        """Sets the span groups and `doc._.analysis`."""
        sentences, claims = read_text(doc.text, self.section, self.year)
        doc._.set(_EXTENSION, TextAnalysis(sentences, claims))
        doc.spans["sentences"] = [
            _span(doc, sentence.span, sentence.aspect.value if sentence.aspect else "")
            for sentence in sentences
        ]
        doc.spans["claims"] = [
            _span(doc, checked.claim.span, checked.claim.metric or "") for checked in claims
        ]
        return doc


@Language.factory("nianbao", default_config={"section": None, "year": None})
def create(
    nlp: Language,  # noqa: ARG001  # spaCy's signature of a factory
    name: str,  # noqa: ARG001  # the same
    section: SectionKey | None,
    year: int | None,
) -> Component:
    """The factory behind `nlp.add_pipe("nianbao")`."""
    if not Doc.has_extension(_EXTENSION):
        Doc.set_extension(_EXTENSION, default=None)
    return Component(section, year)


def _span(doc: Doc, span: Span, label: str) -> TokenSpan:
    found = doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
    # Only offsets outside the text give None, and `read_text` gives none such.
    return cast("TokenSpan", found)
