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


def test_places_of_the_header_have_names_too() -> None:
    requests, disputes = form("requests", "2021"), form("disputes", "2021")
    assert requests.place_name("total") == requests.column("total").label == "总计"
    assert disputes.place_name("review.total") == "行政复议·总计"
    # The group above a row tells it apart only where the row's own label would not (其他).
    assert requests.cell_name("requests.denied_other_law.total") == "其他法律行政法规禁止公开·总计"


def test_a_form_is_read_whole_and_cannot_be_changed() -> None:
    for each in (*forms("2021"), *forms("2019"), *forms("pre2019")):
        assert hash(each), "a list in a form could be changed, and could be no key of a cache"
    requests = form("requests", "2021")
    assert requests.title == "收到和处理政府信息公开申请情况"
    assert "本年度办理结果" in requests.notes
    i3 = [each for each in requests.identities if each.footing.rule == "A03"]
    assert [each.row for each in i3] == [row.key for row in requests.rows]
    assert {each.column for each in i3} == {None}


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda d: d.pop("title"), "缺少键 title"),
        (lambda d: [d.pop(key) for key in ("title", "notes")], "缺少键 notes、title"),
        (lambda d: d.pop("column"), "键 column.key 为空或重复"),
        (lambda d: d.pop("row"), "键 row.key 为空或重复"),
        (lambda d: d["column"][0].pop("label"), "缺少键 column[0].label"),
        (lambda d: d["row"][0].pop("label"), "缺少键 row[0].label"),
        (lambda d: d["footing"][0].pop("name"), "缺少键 footing[0].name"),
        (lambda d: d["row"][0].update(colour="red"), "未知的键 row[0].colour"),
        (lambda d: d["row"][0].update(cores="本年新收"), "键 row[0].cores 的类型应为 list"),
        (lambda d: d["row"][1].update(key="new_received"), "键 row.key 为空或重复"),
        (lambda d: d["column"][1].update(key="natural_person"), "键 column.key 为空或重复"),
        (
            lambda d: d["row"][0].update(columns=["nobody"]),
            "行 new_received 的 columns 含有未知的列 nobody",
        ),
        (
            lambda d: d["row"][2].update(cores=["公开"]),
            "row granted 的 cores “公开”也见于 new_received",
        ),
        (lambda d: d["row"][2].update(cores=[]), "row granted 既无 cores 也非 exact"),
        (
            lambda d: d["footing"][0].update(left="requests.new_received.{column} +"),
            "footing I1：算式“requests.new_received.natural_person +”不完整",
        ),
        (
            lambda d: d["footing"][0].update(left="requests.gone.{column}"),
            "footing I1 引用了未知的格 requests.gone.natural_person",
        ),
        (lambda d: d["footing"][0].update(each="cell"), "footing I1 的 each 应为 row 或 column"),
        (lambda d: d.update(edition="1999"), "键 edition 或 layout 的值未知"),
        (lambda d: d.update(layout="up"), "键 edition 或 layout 的值未知"),
    ],
)
def test_wrong_data_is_named(break_it: Any, said: str) -> None:
    data = _data("requests-2021")
    break_it(data)
    with pytest.raises(DataError) as error:
        build(data, "requests-2021.toml")
    assert str(error.value) == f"requests-2021.toml：{said}"


def test_an_unknown_form_is_an_error() -> None:
    with pytest.raises(DataError) as error:
        form("budget", "2021")
    assert str(error.value) == "budget-2021.toml：没有这张表的格式文件"


def test_a_file_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    (tmp_path / "permits-2021.toml").write_text("title = 许可", "utf-8")
    with pytest.raises(DataError) as error:
        form("permits", "2021")
    assert str(error.value).startswith("permits-2021.toml：不是合法的 TOML：")
    (tmp_path / "fines-2021.toml").write_text('title = "处罚"', "utf-8")
    with pytest.raises(DataError) as error:
        form("fines", "2021")
    assert str(error.value) == "fines-2021.toml：缺少键 edition、layout、name、notes"
