"""`profiles`, `score` of several, `review` and `audit --decisions`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analyzer.cli import app
from analyzer.profile import shipped

SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
FAULTY = SAMPLES / "faulty-county-department/report.docx"
CLEAN = SAMPLES / "clean-county-department/report.html"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], prog_name="nianbao")


def _audit(*arguments: str | Path) -> dict[str, object]:
    result = run("audit", FAULTY, "--format", "json", *arguments)
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


def _findings(answer: dict[str, object]) -> list[dict[str, str]]:
    found = answer["findings"]
    assert isinstance(found, list)
    return found


def test_profiles_are_listed_and_shown(tmp_path: Path) -> None:
    listed = run("profiles").stdout
    assert all(name in listed for name in shipped())
    shown = run("profiles", "strict").stdout
    assert "从严" in shown
    assert "t05_share_each = 0.05" in shown
    report = tmp_path / "r.txt"
    assert "default" in run("profiles", "--for", report).stdout
    (tmp_path / "nianbao.toml").write_text('name = "本县"\n', "utf-8")
    assert str(tmp_path / "nianbao.toml") in run("profiles", "--for", report).stdout
    assert run("profiles", "beauty").exit_code == 2


def test_select_and_ignore_and_a_file_beside_the_report(tmp_path: Path) -> None:
    codes = {each["code"] for each in _findings(_audit("--select", "A,C01", "--ignore", "A07"))}
    assert "C01" in codes
    assert {code[0] for code in codes} == {"A", "C"}
    assert "A07" not in codes
    report = tmp_path / "report.docx"
    report.write_bytes(FAULTY.read_bytes())
    (tmp_path / "nianbao.toml").write_text('select = ["W"]\n', "utf-8")
    answer = json.loads(run("audit", report, "--format", "json").stdout)
    assert {each["code"][0] for each in answer["findings"]} == {"W"}


def test_several_scores_stand_side_by_side_the_best_first() -> None:
    lines = run("score", FAULTY, CLEAN).stdout.splitlines()
    assert lines[0].split()[:3] == ["报告", "总分", "叙述"]
    assert lines[1].startswith("澄塘县")
    assert "须改正后重发" in "".join(lines)


def test_a_dismissed_finding_leaves_score_and_exit_code(tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.jsonl"
    before = _audit()
    critical = [each for each in _findings(before) if each["severity"] == "critical"]
    for each in critical:
        start = each["fingerprint"]
        said = run(
            "review", start, "--dismiss", "--note", "已核", "--by", "甲", "--at", "2025-02-01",
            "--report", FAULTY, "--file", decisions,
        )  # fmt: skip
        assert said.exit_code == 0, said.output
    assert run("audit", FAULTY, "--fail-on", "critical").exit_code == 1
    after = run("audit", FAULTY, "--fail-on", "critical", "--decisions", decisions)
    assert after.exit_code == 0
    assert f"另有 {len(critical)} 条发现已经人工复核排除" in after.stdout
    answer = _audit("--decisions", decisions)
    status = {each["fingerprint"]: each["status"] for each in _findings(answer)}
    assert all(status[each["fingerprint"]] == "dismissed" for each in critical)
    assert answer["score"]["total"] > before["score"]["total"]  # type: ignore[index]
    assert len(run("review", "--file", decisions).stdout.splitlines()) == len(critical)


def test_a_decision_on_one_report_is_none_on_another(tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.jsonl"
    first = _findings(_audit())[0]["fingerprint"]
    run("review", first, "--dismiss", "--report", FAULTY, "--file", decisions)
    moved = decisions.read_text("utf-8").replace('"year": "2024"', '"year": "2023"')
    decisions.write_text(moved, "utf-8")
    status = {each["status"] for each in _findings(_audit("--decisions", decisions))}
    assert status == {"open"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("abc", "--file", "x.jsonl"),
        ("abc", "--confirm", "--dismiss"),
        ("--dismiss",),
        ("abc", "--dismiss", "--at", "昨天"),
        ("zzz", "--dismiss", "--report", str(FAULTY)),
        ("--file", "nowhere.jsonl"),
    ],
)
def test_a_wrong_call_of_review_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("review", *arguments)
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())
