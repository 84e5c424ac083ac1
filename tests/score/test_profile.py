"""Profiles: the default one against the specification, wrong ones refused with the key's name."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.errors import DataError
from analyzer.profile import load

RULES = Path(__file__).resolve().parents[2] / "../shared/domain/rules.json"


def test_the_default_has_the_weights_of_the_specification() -> None:
    profile = load()
    assert {w.key: w.points for w in profile.weights} == dict(
        zip("ABCDEFGH", map(Decimal, (15, 20, 15, 8, 7, 8, 5, 22)), strict=True)
    )
    assert [(g.name, g.at_least) for g in profile.grades] == [
        ("优", 90), ("良", 80), ("中", 70), ("及格", 60), ("不及格", 0),
    ]  # fmt: skip
    substance = profile.substance
    awarded = 5 * substance["aspect_number"] + sum(
        substance[key]
        for key in (
            "rectification",
            "specificity",
            "coverage",
            "information_fee",
            "request_figures",
        )
    )
    assert awarded == 22


def test_codes_are_rules_and_advisory_ones_rest_on_experience_alone() -> None:
    if not RULES.exists():
        pytest.skip("the shared rule catalogue is not on this machine")
    basis = {
        rule["code"]: set(rule["basis"].split(",")) for rule in json.loads(RULES.read_text("utf-8"))
    }
    profile = load()
    assert {code for weight in profile.weights for code in weight.codes} <= basis.keys()
    unverified = {code for code, texts in basis.items() if texts <= {"E", "X", "U"}}
    assert set(profile.advisory) == unverified


def test_an_own_profile_is_laid_over_the_default(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "县"\nignore = ["W"]\n[cap]\ntotal = 50\n[severities]\nS19 = "info"\n', "utf-8"
    )
    own = load(path)
    assert (own.name, own.cap, own.cap_grade) == ("县", 50, load().cap_grade)
    assert own.severities == {"S19": "info"}
    assert own.weights == load().weights
    assert own.wants("S19")
    assert not own.wants("W04")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("colour = 1", "colour"),
        ('select = "W"', "select"),
        ('ignore = ["w05"]', "ignore"),
        ('[severities]\nW05 = "grave"', "severities.W05"),
        ('[severities]\nW5 = "low"', "severities"),
        ("[substance]\nbeauty = 3", "substance.beauty"),
        ("[substance]\ncoverage = true", "substance.coverage"),
        ("[cap]\ntotal = -1\ndimensions = ['Z']", "cap.dimensions"),
        ("narrative = ['Z']", "narrative"),
        ("grade = []", "grade"),
        ("[[grade]]\nname = 'x'\nat_least = 10", "grade"),
        ("dimension = [1]", "dimension[0]"),
        ("[[dimension]]\nkey = 'A'", "dimension[0].codes"),
        ("[tolerances]\nx = 'y'", "tolerances.x"),
        ("= 1", "TOML"),
    ],
)
def test_a_wrong_profile_is_refused_by_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        load(path)
    assert "wrong.toml" in str(caught.value)
    assert key in str(caught.value)


def test_a_missing_profile_and_a_missing_threshold(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
    with pytest.raises(DataError, match="no_such"):
        load().tolerance("no_such")
