"""The command line: output, errors and exit codes."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from analyzer import pipeline, rules
from analyzer.analysis import Analysis, Facts
from analyzer.cli import COMMANDS, app
from analyzer.commands.audit import Format
from analyzer.commands.options import Bar
from analyzer.errors import InputError
from analyzer.finding import SEVERITIES, Fault
from analyzer.profile import Profile
from analyzer.render.formats import FORMATS
from analyzer.render.to_json import schema
from analyzer.render.wrap import columns
from analyzer.rule import Rule
from tests.render import sample

ROOT = Path(__file__).resolve().parents[2]
REPORT = """青石县林业局2024年政府信息公开工作年度报告

一、总体情况

2024年，我局主动公开林业信息88条，收到政府信息公开申请3件，均已办结。

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

一是目录更新不够及时。

六、其他需要报告的事项

本年度未收取信息处理费。

青石县林业局
2025年1月9日
"""


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="nianbao", input=text)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """`analyze` answers with the sample for any file but those called `bad`."""

    def analyze(source: str, _previous: str | None, _profile: Profile, **_: bool) -> Analysis:
        path = Path(source)
        if path.stem == "bad":
            raise InputError("不是年度报告", place=str(path))
        if path.stem == "crash":
            raise ZeroDivisionError
        analysis = sample.analysis()
        return analysis if path.stem != "clean" else replace(analysis, findings=())

    monkeypatch.setattr(pipeline, "analyze", analyze)


def test_the_help_is_chinese_and_fits() -> None:
    for arguments in ([], ["audit"], ["claims"], ["explain"]):
        page = run(*arguments, "--help")
        assert page.exit_code == 0
        assert "用法：nianbao" in page.stdout
        assert "选项：" in page.stdout
        assert "显示本说明后退出。" in page.stdout
        for english in ("Usage", "Options", "Show", "Install", "Arguments", "Commands", "required"):
            assert english not in page.stdout


def test_every_command_shows_examples() -> None:
    for command in COMMANDS:
        assert "示例：" in run(command.name, "--help").stdout
        assert all(each.startswith("nianbao ") for each in command.examples)


def test_without_a_command_the_help_is_shown() -> None:
    page = run()
    assert page.exit_code == 2
    assert "命令：" in page.stdout


def test_choices_are_those_of_the_package() -> None:
    assert tuple(Bar) == SEVERITIES
    assert set(Format) == set(FORMATS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit"], "缺少参数 文件"),
        (["audit", "--colour", "a"], "没有选项 --colour"),
        (["audti"], "没有命令 audti"),
        (["audit", "a", "--format", "pdff"], "--format 不能是 pdff"),
        (["audit", "a", "--fail-on"], "--fail-on 之后缺少值"),
        (["schema", "x"], "多出的参数 x"),
        (["claims"], "请加 --jsonl"),
        (["explain", "Z99"], "没有规则 Z99"),
        (["train", "mood"], "没有分类器 mood"),
        (["audit", "a", "b", "--previous", "c"], "--previous 只能和一份报告同用"),
        (["audit", "none.txt"], "none.txt"),
        (["score", "none.txt"], "none.txt"),
        (["tables", "none.txt"], "none.txt"),
        (["audit", "a", "--profile", "none.toml"], "none.toml"),
        (["audit", "a", "-o", "no/such/folder/x"], "不存在"),
        (["audit", "a", "-o", "."], "这是文件夹"),
    ],
)
def test_a_wrong_call_is_one_chinese_line(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("错误：")
    assert result.stderr.count("\n") == 1
    assert said in result.stderr


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.txt"], 0),
        (["good.txt", "--fail-on", "critical"], 1),
        (["clean.txt", "--fail-on", "info"], 0),
        (["clean.txt", "good.txt", "--fail-on", "high"], 1),
        (["bad.txt", "good.txt", "--fail-on", "high"], 2),
        (["bad.txt"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run("audit", *arguments).exit_code == code


@pytest.mark.usefixtures("known")
def test_dismissed_findings_do_not_reach_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    dismissed = sample.finding(status="dismissed")
    analysis = replace(sample.analysis(), findings=(dismissed,))
    monkeypatch.setattr(pipeline, "analyze", lambda *_, **__: analysis)
    assert run("audit", "a.txt", "--fail-on", "info").exit_code == 0


@pytest.mark.usefixtures("known")
def test_every_bad_file_is_reported_and_the_others_go_on() -> None:
    result = run("audit", "x/bad.txt", "good.txt", "y/bad.txt", "clean.txt", "--format", "json")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "错误：x/bad.txt：不是年度报告",
        "错误：y/bad.txt：不是年度报告",
    ]
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(line["findings"]) for line in lines] == [3, 0]


@pytest.mark.usefixtures("known")
def test_a_bug_of_ours_crashes_loudly() -> None:
    assert isinstance(run("audit", "crash.txt").exception, ZeroDivisionError)


@pytest.mark.usefixtures("known")
def test_piped_output_has_no_escape_sequences() -> None:
    result = run("audit", "good.txt")
    assert "\N{ESCAPE}" not in result.stdout
    assert "C01 新收数图文不符" in result.stdout


@pytest.mark.usefixtures("known")
def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", "utf-8")
    result = run("audit", "good.txt", "--format", "json", "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    Draft202012Validator(schema()).validate(json.loads(target.read_text("utf-8")))
    assert list(tmp_path.iterdir()) == [target]
    assert not target.stat().st_mode & stat.S_IXUSR


@pytest.mark.usefixtures("known")
def test_output_of_several_files_keeps_the_good_ones(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = run("audit", "bad.txt", "good.txt", "clean.txt", "--format", "json", "-o", str(target))
    assert result.exit_code == 2
    assert len(target.read_text("utf-8").splitlines()) == 2
    assert run("audit", "bad.txt", "-o", str(tmp_path / "none")).exit_code == 2
    assert not (tmp_path / "none").exists()


@pytest.mark.usefixtures("known")
def test_a_device_or_a_link_is_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "out.json", tmp_path / "link.json"
    target.touch()
    link.symlink_to(target)
    assert run("audit", "good.txt", "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert target.stat().st_size > 0
    assert run("audit", "good.txt", "-o", os.devnull).exit_code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_real_report_goes_through(report: Path) -> None:
    result = run("audit", str(report), "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    analysis = json.loads(result.stdout)
    Draft202012Validator(schema()).validate(analysis)
    assert analysis["document"]["agency"] == "青石县林业局"
    assert "3件" in {claim["text"] for claim in analysis["claims"]}
    assert "评分：" in run("score", str(report)).stdout
    assert run("tables", str(report)).stdout.count("没有读到这张表") == 3


@pytest.mark.parametrize("name", ["000_ced1e3ba6e50580e.txt", "blank_form_2021.docx"])
def test_shared_reports_are_valid_and_fit_the_terminal(name: str) -> None:
    path = ROOT / "../shared/reports" / name
    if not path.exists():
        pytest.skip("the shared reports are not on this machine")
    Draft202012Validator(schema()).validate(
        json.loads(run("audit", str(path), "--format", "json").stdout)
    )
    for command in ("audit", "tables", "score"):
        result = run(command, str(path))
        assert (result.exit_code, result.stderr) == (0, "")
        assert max(map(columns, result.stdout.splitlines())) <= 80


def test_claims_answer_line_by_line() -> None:
    asked: list[dict[str, Any]] = [
        {
            "id": "a",
            "text": "全年收到政府信息公开申请 12 件。",
            "section": "overview",
            "year": 2024,
        },
        {"id": 7, "text": ""},
    ]
    text = "\N{BYTE ORDER MARK}" + "\n\n".join(
        json.dumps(each, ensure_ascii=False) for each in asked
    )
    result = run("claims", "--jsonl", text=text)
    assert (result.exit_code, result.stderr) == (0, "")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 7]
    claim = answers[0]["claims"][0]
    assert asked[0]["text"][claim["start"] : claim["end"]] == claim["text"] == "12 件"
    assert claim["target"] == "requests.new_received.total"
    assert answers[0]["sentences"][0]["section"] == "overview"
    assert answers[1] == {"id": 7, "claims": [], "sentences": []}


def test_claims_report_bad_lines_and_go_on() -> None:
    lines = [
        b"{",
        '{"id": 1, "text": "甲"}'.encode("gb18030"),
        b'{"id": 1}',
        b'{"text": "x"}',
        b'{"id": 1, "text": "x", "section": "seven"}',
        b'{"id": 1, "text": "x", "year": "2024"}',
        b'{"id": 2, "text": "x"}',
    ]
    result = run("claims", "--jsonl", text=b"\n".join(lines))
    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [2]
    said = result.stderr.splitlines()
    assert len(said) == 6
    assert all(f"第 {number} 行" in line for number, line in enumerate(said, start=1))


def test_rules_and_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    invented = Rule("Q01", "虚构的规则", "high", "likely", "条例第五十条", _nothing)
    monkeypatch.setattr(rules, "RULES", (invented,))
    listed = run("rules").stdout
    assert listed.startswith("Q01  必改  虚构的规则（条例第五十条）\n")
    assert "D05  应改  发布后改动无说明（机器查不了：" in listed
    assert "机器查不了" in run("explain", "d06").stdout
    page = run("explain", "q01").stdout
    assert page == "Q01 虚构的规则\n必改，很可能；依据：条例第五十条\n\n为什么查。\n"


def _nothing(_facts: Facts, _profile: Profile) -> tuple[Fault, ...]:
    """为什么查。"""
    return ()


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == schema()


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", ["['--help']", "['audit', '--help']", "['nonsense']"])
def test_help_and_errors_import_nothing_heavy(arguments: str) -> None:
    heavy = (
        *("numpy", "sklearn", "spacy", "jieba", "pandas", "rich", "lxml"),
        *("analyzer.pipeline", "analyzer.document", "analyzer.training"),
    )
    code = (
        "import sys, analyzer.cli\n"
        f"try: analyzer.cli.app({arguments})\n"
        "except SystemExit: pass\n"
        f"sys.stderr.write(repr([m for m in {heavy!r} if m in sys.modules]))"
    )
    assert _python(code).stderr.endswith(b"[]")


def test_output_is_utf8_whatever_the_locale() -> None:
    code = "from analyzer.cli import app; app(['--help'])"
    result = _python(code, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="")
    assert "用法：" in result.stdout.decode("utf-8")
    code = "from analyzer.cli import app; app(['audit', 'none.txt'])"
    result = _python(code, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "错误：" in result.stderr.decode("utf-8")
    assert result.returncode == 2


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = "from analyzer.cli import app; app(['schema'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_completion_answers_in_the_shell() -> None:
    code = "from analyzer.cli import app; app(prog_name='nianbao')"
    result = _python(
        code, _NIANBAO_COMPLETE="complete_bash", COMP_WORDS="nianbao aud", COMP_CWORD="1"
    )
    assert result.stdout.decode("utf-8").split() == ["audit"]
