from __future__ import annotations

import tomllib
import warnings
from importlib import import_module
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # spaCy's own dependencies announce deprecations that are not ours to mend.
    warnings.simplefilter("ignore")
    import spacy
    from spacy import displacy

    from analyzer.document import Aspect
    from analyzer.spacy_pipe import COLORS, Component, TextAnalysis, create

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
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


@pytest.mark.parametrize("key", ["claims", "sentences"])
def test_displacy_renders_the_spans(key: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("nianbao", config={"section": "overview", "year": 2024})
    doc = nlp(TEXT)
    html = displacy.render(
        doc, style="span", options={"spans_key": key, "colors": COLORS}, page=True
    )
    for span in doc.spans[key]:
        assert span.label_ in html
    assert (COLORS["requests"] in html) == (key == "sentences")


def test_entry_points_lead_to_factory_and_colours() -> None:
    points = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["entry-points"]
    for group, value in (("spacy_factories", create), ("spacy_displacy_colors", COLORS)):
        module, _, name = points[group]["nianbao"].partition(":")
        assert getattr(import_module(module), name) is value
    assert set(COLORS) == set(Aspect.__args__)
