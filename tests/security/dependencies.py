"""What nianbao stands on: bill of materials, licences, known vulnerabilities. Part of the build.

    python -m tests.security.dependencies [bill|licences|audit …] [--output build/sbom.cdx.json]

The bill (CycloneDX) follows from `requirements.lock` alone: the same lock, the same bytes. Licences
are those that the installed libraries declare, held against `licences.toml`. The audit asks the
vulnerability service of the package index; where that cannot be reached, or knows none of the
libraries, it says so and fails nothing: only a real vulnerability does.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
LOCK: Final = ROOT / "requirements.lock"
LICENCES: Final = Path(__file__).parent / "licences.toml"
_LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a step says, and whether the build may go on."""

    said: str
    passed: bool = True


def main() -> None:
    """Parse arguments, take the steps, print; the exit code tells whether one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", default=["bill", "licences", "audit"])
    parser.add_argument("--output", type=Path, default=ROOT / "build/sbom.cdx.json")
    arguments = parser.parse_args()
    steps = {"bill": lambda: bill(arguments.output), "licences": licences, "audit": audit}
    passed = True
    for step in arguments.steps:
        verdict = steps[step]()
        print(verdict.said)
        passed &= verdict.passed
    sys.exit(not passed)


def locked() -> dict[str, str]:
    """Name (normalised) and version of every library of the lock."""
    return {_normal(name): version for name, version in _LOCKED.findall(LOCK.read_text("utf-8"))}


def bill(target: Path, *, validate: bool = True) -> Verdict:
    """Write the bill of materials of the lock to `target`; held against its schema on request."""
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(LOCK)),
        *("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"),
        *("--spec-version", "1.6", "--output-format", "JSON", "--output-file", str(target)),
        "--validate" if validate else "--no-validate",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    if done.returncode:
        return Verdict(f"物料清单没有生成：{done.stderr.strip()[-300:]}", passed=False)
    count = len(json.loads(target.read_text("utf-8"))["components"])
    shown = target.relative_to(ROOT) if target.is_relative_to(ROOT) else target
    return Verdict(f"物料清单：{count} 项依赖，写入 {shown}")


def licences() -> Verdict:
    """Hold the licence of every installed library of the lock against the permitted ones."""
    known = tomllib.loads(LICENCES.read_text("utf-8"))
    ours = locked()
    found = {
        name: licence_of(each, known)
        for each in distributions()
        if (name := _normal(each.metadata["Name"])) in ours
    }
    counted = Counter(found.values()).most_common()
    permitted = {each for each, _ in counted if is_permitted(each, known["permitted"])}
    refused = sorted(
        f"{name}（{licence or '没有写明'}）"
        for name, licence in found.items()
        if licence not in permitted
    )
    said = "、".join(f"{licence or '没有写明'} {count}" for licence, count in counted)
    absent = len(ours) - len(found)
    told = f"许可：已安装 {len(found)} 项（另 {absent} 项本机不需要）：{said}"
    if refused:
        return Verdict(
            f"{told}\n不在许可清单（{LICENCES.name}）里：{'、'.join(refused)}", passed=False
        )
    return Verdict(f"{told}；都在许可清单里")


def licence_of(library: Distribution, known: Mapping[str, Any]) -> str:
    """The licence as an SPDX expression: declared, by classifier, or as we found it; else empty."""
    said = known["said"].get(_normal(library.metadata["Name"]))
    if said:
        return str(said["licence"])
    if expression := library.metadata["License-Expression"]:
        return str(expression)
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in library.metadata.get_all("Classifier") or ()
        if each.startswith("License :: OSI Approved :: ")
    ]
    names = classifiers or [library.metadata["License"] or ""]
    return " AND ".join(known["spdx"].get(name, name) for name in names)


def is_permitted(expression: str, permitted: Iterable[str]) -> bool:
    """Whether an SPDX expression can be met with permitted licences alone."""
    licensing = _spdx()
    if not expression or licensing.validate(expression).errors:
        return False
    allowed = {licensing.parse(each): licensing.TRUE for each in permitted}
    return bool(licensing.parse(expression).subs(allowed).simplify() == licensing.TRUE)


@cache
def _spdx() -> Any:
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


def audit() -> Verdict:
    """Ask the index for known vulnerabilities of everything in the lock."""
    with tempfile.TemporaryDirectory() as place:
        told = Path(place, "audit.json")
        command = [
            *(sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--timeout", "15"),
            *("--requirement", str(LOCK), "--format", "json", "--output", str(told)),
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=_SECONDS
            )
        except subprocess.TimeoutExpired:
            return Verdict("漏洞核对：漏洞库连不上（超时），没有核对")
        if not told.exists():
            reason = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
            return Verdict(f"漏洞核对：漏洞库连不上，没有核对（{reason}）")
        return verdict_of(json.loads(told.read_text("utf-8")))


def verdict_of(told: Mapping[str, Any]) -> Verdict:
    """What pip-audit's answer means; a library it skipped was not audited, whatever its exit code."""
    libraries = told["dependencies"]
    audited = [each for each in libraries if "skip_reason" not in each]
    bad = [
        f"{each['name']} {each['version']}：{flaw['id']}（修复于 {'、'.join(flaw['fix_versions']) or '尚无'}）"
        for each in audited
        for flaw in each["vulns"]
    ]
    if not audited:
        return Verdict(f"漏洞核对：漏洞库连不上或不认得这些库，{len(libraries)} 项都没有核对")
    skipped = len(libraries) - len(audited)
    said = f"漏洞核对：核对 {len(audited)} 项" + (f"，另 {skipped} 项没有核对" if skipped else "")
    if bad:
        return Verdict(f"{said}，已知漏洞 {len(bad)} 处：\n" + "\n".join(bad), passed=False)
    return Verdict(f"{said}，没有已知漏洞")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
