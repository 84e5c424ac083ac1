"""The bill of materials follows from the lock; licences and vulnerabilities are not waved through."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.security import dependencies

pytest.importorskip("cyclonedx_py", reason="extra dev is not installed")
pytest.importorskip("license_expression", reason="extra dev is not installed")
PERMITTED = tomllib.loads(dependencies.LICENCES.read_text("utf-8"))["permitted"]


def test_the_bill_follows_from_the_lock_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for variables in ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "PRC"}):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        target = tmp_path / f"{variables['TZ']}.json"
        assert dependencies.bill(target, validate=False).passed
        written.append(target.read_bytes())
    assert written[0] == written[1]
    told = json.loads(written[0])
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "nianbao")
    assert {each["name"]: each["version"] for each in told["components"]} == {
        **dependencies.locked()
    }
    for each in told["components"]:
        assert each["purl"].startswith("pkg:pypi/")
        (source,) = each["externalReferences"]
        assert source["url"].startswith("https://pypi.org/")
        assert {digest["alg"] for digest in source["hashes"]} == {"SHA-256"}


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((dependencies.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    unlocked = ("ray", "mutation")  # chosen by hand, by who has a cluster or measures the tests
    locked = [each for name in extras if name not in unlocked for each in extras[name]]
    asked = [*project["dependencies"], *locked]
    names = {re.split(r"[\[<>=!~; ]", each)[0].lower() for each in asked} - {"nianbao"}
    assert names <= set(dependencies.locked())


def test_every_licence_is_permitted() -> None:
    verdict = dependencies.licences()
    assert verdict.passed, verdict.said


@pytest.mark.parametrize(
    ("expression", "permitted"),
    [
        ("MIT", True),
        ("MIT AND (Apache-2.0 OR GPL-2.0-only)", True),
        ("GPL-3.0-only OR MIT", True),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_permitted(expression: str, *, permitted: bool) -> None:
    assert dependencies.is_permitted(expression, PERMITTED) is permitted


SOUND = {"name": "a", "version": "1", "vulns": []}
FLAWED = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("libraries", "passed", "said"),
    [
        ([SOUND], True, "核对 1 项，没有已知漏洞"),
        ([SOUND, SKIPPED], True, "核对 1 项，另 1 项没有核对，没有已知漏洞"),
        ([SKIPPED, SKIPPED], True, "2 项都没有核对"),
        ([SOUND, FLAWED], False, "b 2：PYSEC-1（修复于 3）"),
    ],
)
def test_what_the_audit_means(
    libraries: list[dict[str, object]], said: str, *, passed: bool
) -> None:
    verdict = dependencies.verdict_of({"dependencies": libraries})
    assert verdict.passed is passed
    assert said in verdict.said


def test_a_service_out_of_reach_is_said_and_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pip_audit", reason="extra dev is not installed")
    nowhere = "http://127.0.0.1:9"
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, nowhere)
    monkeypatch.setenv("no_proxy", "")
    verdict = dependencies.audit()
    assert verdict.passed
    assert "连不上，没有核对" in verdict.said
