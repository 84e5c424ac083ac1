from __future__ import annotations

import warnings

import pytest

with warnings.catch_warnings():
    # spaCy's own dependencies announce deprecations that are not ours to mend.
    warnings.simplefilter("ignore")
    import spacy

    from analyzer.spacy_pipe import Component, TextAnalysis, create

TEXT = "全年新收政府信息公开申请12件，均已办结。举办培训班2期，参训人员80人次。"


def test_the_component_sets_spans_and_analysis() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("nianbao", config={"section": "overview", "year": 2024})
    doc = nlp(TEXT)
    sentences, claims = doc.spans["sentences"], doc.spans["claims"]
    assert [span.text for span in sentences] == [TEXT[:21], TEXT[21:]]
    assert [span.label_ for span in sentences] == ["requests", "supervision"]
    assert "12件" in [span.text for span in claims]
    assert isinstance(doc._.analysis, TextAnalysis)
    assert len(doc._.analysis.claims) == len(claims)
    assert claims[0].label_ == doc._.analysis.claims[0].claim.metric


def test_the_entry_point_names_the_factory() -> None:
    component = create(spacy.blank("zh"), "nianbao", None, None)
    assert isinstance(component, Component)
    assert component.year is None


@pytest.mark.parametrize("text", ["", "  \n ", "𠮷野家，12件。"])
def test_any_text_passes(text: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("nianbao")
    assert nlp(text)._.analysis is not None
