"""The official forms against the contract and against wrong data."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import DataError
from analyzer.forms.form import OFFICIAL_EDITIONS, build, form, forms

SHARED = Path(__file__).resolve().parents[2] / "../shared/domain/cells_2021.json"


def _data(name: str) -> dict[str, Any]:
    text = resources.files("analyzer.forms").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def test_2021_has_the_200_cells_of_the_contract() -> None:
    refs = [ref for each in forms("2021") for ref in each.refs]
    assert [len(each.refs) for each in forms("2021")] == [10, 175, 15]
    if not SHARED.exists():
        pytest.skip("the shared cell list is not on this machine")
    cells = json.loads(SHARED.read_text("utf-8"))["cells"]
    assert refs == [cell["id"] for cell in cells]
    units = {cell["id"]: cell["unit"] for cell in cells}
    assert {r: each.unit(r) for each in forms("2021") for r in each.refs} == units


def test_2019_has_its_own_cells() -> None:
    disclosure, requests, disputes = forms("2019")
    assert len(disclosure.refs) == 3 + 3 + 3 * 4 + 2 + 2
    assert "disclosure.procurement.amount" in disclosure.refs
    assert disclosure.unit("disclosure.procurement.amount") == "万元"
    assert len(requests.refs) == 23 * 7
    assert disputes.refs == form("disputes", "2021").refs


@pytest.mark.parametrize("edition", OFFICIAL_EDITIONS)
def test_footings_cover_the_form(edition: Any) -> None:
    requests = form("requests", edition)
    by_rule: dict[str, int] = {}
    for identity in requests.identities:
        by_rule[identity.footing.rule] = by_rule.get(identity.footing.rule, 0) + 1
    assert by_rule == {"A01": 7, "A02": 7, "A03": len(requests.rows)}
    assert [i.footing.rule for i in form("disputes", edition).identities] == ["A04", "A05", "A05"]


def test_an_identity_computes() -> None:
    identity = next(i for i in form("requests", "2021").identities if i.footing.id == "I2")
    assert identity.column == "natural_person"
    assert len(identity.right.refs) == 21
    assert identity.right.value(lambda _: Decimal(2)) == 42


def test_cells_have_names_a_person_knows() -> None:
    requests = form("requests", "2021")
    assert requests.cell_name("requests.other_misc.total") == "其他处理—其他·总计"
    assert requests.cell_name("requests.granted.research") == "予以公开·科研机构"
    with pytest.raises(KeyError):
        requests.cell_name("disputes.review.total")


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda d: d.pop("title"), "title"),
        (lambda d: d["row"][0].pop("label"), "row[0].label"),
        (lambda d: d["row"][0].update(colour="red"), "row[0].colour"),
        (lambda d: d["row"][0].update(cores="本年新收"), "row[0].cores"),
        (lambda d: d["row"][1].update(key="new_received"), "row.key"),
        (lambda d: d["row"][0].update(columns=["nobody"]), "nobody"),
        (lambda d: d["row"][2].update(cores=["公开"]), "公开"),
        (lambda d: d["row"][2].update(cores=[]), "granted"),
        (lambda d: d["footing"][0].update(left="requests.new_received.{column} +"), "I1"),
        (lambda d: d["footing"][0].update(left="requests.gone.{column}"), "requests.gone"),
        (lambda d: d["footing"][0].update(each="cell"), "each"),
        (lambda d: d.update(edition="1999"), "edition"),
    ],
)
def test_wrong_data_is_named(break_it: Any, said: str) -> None:
    data = _data("requests-2021")
    break_it(data)
    with pytest.raises(DataError) as error:
        build(data, "requests-2021.toml")
    assert "requests-2021.toml" in str(error.value)
    assert said in str(error.value)


def test_an_unknown_form_is_an_error() -> None:
    with pytest.raises(DataError, match="没有这张表"):
        form("budget", "2021")
