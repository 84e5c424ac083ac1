"""The script behind the table of output formats."""

from __future__ import annotations

from analyzer.render.formats import FORMATS, Output
from analyzer.rules import RULES
from tests.benchmarks.outputs import MANY, NAMES, crowded
from tests.render import sample


def test_every_format_has_a_name_and_takes_many_findings() -> None:
    assert set(NAMES) == set(FORMATS)
    analysis = crowded(sample.analysis())
    assert len(analysis.findings) == MANY
    for form in FORMATS.keys() - {"pdf"}:
        assert FORMATS[form].write((analysis,), RULES, Output())
