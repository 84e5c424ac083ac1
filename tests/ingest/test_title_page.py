"""Title, agency and level where the page names them in odd ways."""

from __future__ import annotations

import pytest

from analyzer.document import Document
from analyzer.ingest.agency import level_of
from analyzer.ingest.facts import identify
from analyzer.ingest.from_txt import read_text

BODY = "\n一、总体情况\n2023年，公开政府信息130条。\n"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("横山镇", "township"),
        ("青岚县横山乡", "township"),
        ("青岚县横山镇人民政府", "township"),
        ("景德镇市教育局", "city_department"),
        ("南平市", "city_government"),
        ("青岚县", "county_government"),
        ("区统计局", None),
        ("青港海关关区", None),
    ],
)
def test_level(name: str, level: str | None) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(
    ("head", "title", "agency"),
    [
        (
            "首页\n> 乡镇 > 横山镇 > 信息公开年报\n分类 信息公开年报\n2023年横山镇政府信息公开工作年度报告\n",
            "2023年横山镇政府信息公开工作年度报告",
            "横山镇",
        ),
        (
            "南平市2023年政府信息公开工作年度报告\n本报告由南平市人民政府信息公开工作领导小组办公室根据有关规定编制。\n",
            "南平市2023年政府信息公开工作年度报告",
            "南平市",
        ),
        (
            "2023年政府信息公开工作年度报告\n本报告由青岚县教育局根据有关规定编制。\n",
            "2023年政府信息公开工作年度报告",
            "青岚县教育局",
        ),
    ],
)
def test_title_and_agency(head: str, title: str, agency: str) -> None:
    read_in = read_text(head + BODY)
    document = identify(Document("a.txt", "", "txt", read_in.text, read_in.blocks))
    assert (document.title, document.agency) == (title, agency)
