"""Rewrites move claims along with their words, and a bad file is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.errors import DataError
from analyzer.training.claim_corpus import GoldItem
from analyzer.training.claim_corpus import load as load_items
from analyzer.training.rewrite_figures import measure
from analyzer.training.rewrites import Rewrite, load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
TEXT = "收到申请12件，其中予以公开9件。"
ITEM = {
    "id": "x-1",
    "agency": "甲县统计局",
    "level": "county_department",
    "year": 2024,
    "section": "requests",
    "text": TEXT,
    "claims": [
        {
            "quote": quote,
            "nth": 1,
            "value": quote[:-1],
            "low": quote[:-1],
            "high": quote[:-1],
            "unit": "件",
            "hedge": "exact",
            "kind": "count",
            "target": target,
            "alternatives": [],
        }
        for quote, target in (
            ("12件", "requests.new_received.total"),
            ("9件", "requests.granted.total"),
        )
    ],
}


def _corpus(folder: Path, rewrite: str) -> tuple[GoldItem, Rewrite]:
    (folder / "claims").mkdir()
    (folder / "claims/a.jsonl").write_text(json.dumps(ITEM, ensure_ascii=False) + "\n", "utf-8")
    (folder / "splits.toml").write_bytes((CORPORA / "splits.toml").read_bytes())
    (folder / "rewrites").mkdir()
    (folder / "rewrites/a.toml").write_text(f"[[rewrite]]\n{rewrite}", "utf-8")
    return load_items(folder)[0], load(folder)[0]


@pytest.mark.parametrize(
    ("find", "put", "text", "quotes"),
    [
        ("件", "宗", "收到申请12宗，其中予以公开9宗。", ["12宗", "9宗"]),
        ("收到", "全年共收到", "全年共收到申请12件，其中予以公开9件。", ["12件", "9件"]),
        (r"\d+", "{words}", "收到申请十二件，其中予以公开九件。", ["十二件", "九件"]),
        (r"予以公开(\d件)", r"\1予以公开", "收到申请12件，其中9件予以公开。", ["12件", "9件"]),
        (r"收到申请(\d+件)，其中(.*)。", r"\2（\1）。", "予以公开9件（12件）。", ["9件", "12件"]),
        ("，其中予以公开9件", "", "收到申请12件。", ["12件"]),
    ],
)
def test_claims_move_along(
    tmp_path: Path, find: str, put: str, text: str, quotes: list[str]
) -> None:
    item, rewrite = _corpus(
        tmp_path, f"name = 'x'\nmeaning = 'kept'\nfind = '{find}'\nput = '{put}'"
    )
    rewritten = rewrite.of(item)
    assert rewritten is not None
    assert rewritten.item.text == text
    assert [claim.span.of(text) for claim in rewritten.item.claims] == quotes
    assert [claim.quote for claim in rewritten.item.claims] == quotes
    targets = [claim.target for claim in rewritten.origins]
    assert [claim.target for claim in rewritten.item.claims] == targets


@pytest.mark.parametrize(
    "condition",
    [
        "find = '份'",
        "find = '件'\nonly = 'disputes'",
        "find = '件'\nwith = '网站'",
        "find = '件'\nwithout = '宗'",
    ],
)
def test_a_rewrite_that_does_not_apply(tmp_path: Path, condition: str) -> None:
    item, rewrite = _corpus(tmp_path, f"name = 'x'\nmeaning = 'kept'\nput = '宗'\n{condition}")
    assert rewrite.of(item) is None


def test_what_changes_is_counted(tmp_path: Path) -> None:
    item, rewrite = _corpus(
        tmp_path, "name = '他事'\nmeaning = 'lost'\nfind = '申请'\nput = '工单'"
    )
    rewritten = rewrite.of(item)
    assert rewritten is not None
    assert not any(claim.allowed for claim in rewritten.item.claims)
    tables, changed = measure([item], [rewrite])
    assert (tables["他事"].items, tables["他事"].before) == (1, 2)
    assert tables["他事"].before - tables["他事"].after == len(changed)


def test_only_the_claims_that_are_reached_may_count(tmp_path: Path) -> None:
    item, rewrite = _corpus(
        tmp_path,
        "name = 'x'\nmeaning = 'lost'\nfind = '予以公开9件'\nput = '办结建议9件'\ncounted = 'found'",
    )
    tables, _ = measure([item], [rewrite])
    assert tables["x"].before == 1


def test_only_a_number_is_put_into_words(tmp_path: Path) -> None:
    item, rewrite = _corpus(tmp_path, "name = 'x'\nmeaning = 'kept'\nfind = '9件'\nput = '{words}'")
    with pytest.raises(DataError, match=r"^x.*9件"):
        rewrite.of(item)


@pytest.mark.parametrize(
    ("rewrite", "message"),
    [
        ("name = 'x'\nmeaning = 'kept'\nfind = '件'", "缺 put"),
        ("name = 'x'\nmeaning = 'other'\nfind = '件'\nput = '宗'", "meaning"),
        ("name = 'x'\nmeaning = 'kept'\nfind = '('\nput = '宗'", "find 不是正则表达式"),
        ("name = 'x'\nmeaning = 'kept'\nfind = '件'\nput = '\\1'", "没有的组"),
        ("name = 'x'\nmeaning = 'kept'\nfind = '件'\nput = '宗'\nonly = 'all'", "only"),
        ("name = 'x'\nmeaning = 'kept'\nfind = '件'\nput = 1", "put"),
        ("name = 'x'\nmeaning = 'kept'\nfind = '件'\nput = '宗'\nwhy = ''", "why"),
        ("name = 'x", "读不出"),
        ("name = 'x'\n[other]", "只应有"),
        (
            """name = 'x'\nmeaning = 'kept'\nfind = '件'\nput = '宗'
            [[rewrite]]\nname = 'x'\nmeaning = 'kept'\nfind = '件'\nput = '起'""",
            "重复",
        ),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, rewrite: str, message: str) -> None:
    with pytest.raises(DataError, match=rf"a\.toml.*{message}"):
        _corpus(tmp_path, rewrite)
