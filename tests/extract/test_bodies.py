"""Another agency named as the one that did it; short names and offices are the agency's own."""

from __future__ import annotations

import pytest

from analyzer.extract.bodies import done_by_another

OTHERS = [
    ("云溪县人民政府", "县自然资源局收到申请"),
    ("云溪县人民政府", "2023年，县公安局共收到政府信息公开申请"),
    ("云溪县人民政府", "其中，城关镇受理申请"),
    ("云溪县教育局", "云溪县第一中学收到申请"),
    ("云溪县教育局", "市教育局收到申请"),
    ("云溪县城关镇人民政府", "县公安局作出行政处罚"),
]
OWN = [
    ("云溪县人民政府", "县政府办公室收到申请"),
    ("云溪县人民政府", "云溪县人民政府收到申请"),
    ("云溪县人民政府", "各渠道收到申请"),
    ("云溪县住房和城乡建设局", "县住建局收到申请"),
    ("云溪县教育局", "教育局收到申请"),
    ("云溪县教育局", "我局收到申请"),
    ("云溪县教育局", "向县公安局转送后收到申请"),
    ("云溪县教育局", "局机关收到申请"),
    ("北岭市市场监督管理局", "市监局收到申请"),
    ("", "县公安局收到申请"),
]


@pytest.mark.parametrize(("agency", "said"), OTHERS)
def test_another_agency_is_known(agency: str, said: str) -> None:
    assert done_by_another(said, 0, len(said), agency)


@pytest.mark.parametrize(("agency", "said"), OWN)
def test_the_agency_itself_is_no_other(agency: str, said: str) -> None:
    assert not done_by_another(said, 0, len(said), agency)
