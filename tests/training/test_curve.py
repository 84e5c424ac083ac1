from __future__ import annotations

from pathlib import Path

from analyzer.training.curve import curve, markdown

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_more_agencies_teach_more() -> None:
    points = curve(CORPORA, (0.05, 0.2))
    assert [point.name for point in points] == ["aspect", "aspect", "role", "role"]
    for few, many in (points[:2], points[2:]):
        assert few.sentences < many.sentences
        assert few.macro_f1 < many.macro_f1
    assert len(markdown(points).splitlines()) == 6
