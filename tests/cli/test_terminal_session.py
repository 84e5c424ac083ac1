"""The command on a real terminal: code pages, widths, progress, silence, completion."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.render.wrap import columns
from tests.cli.test_cli import REPORT, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
NIANBAO = [sys.executable, "-c", "from analyzer.cli import main; main()"]


def session(*arguments: str, **environment: str) -> tuple[bytes, int]:
    """What a terminal receives from a call, standard error included, and the exit code."""
    import pty

    lead, follow = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment}
    with subprocess.Popen(
        [*NIANBAO, *arguments], stdin=follow, stdout=follow, stderr=follow, env=env
    ) as process:
        os.close(follow)
        received = b""
        while True:
            try:
                chunk = os.read(lead, 65536)
            except OSError:  # Linux tells the end of a terminal by an error
                break
            if not chunk:
                break
            received += chunk
    os.close(lead)
    return received, process.returncode


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_a_gbk_terminal_is_spoken_to_in_gbk(report: Path) -> None:
    received, code = session("audit", str(report), "--no-color", PYTHONIOENCODING="gbk")
    assert code == 0
    assert "青石县林业局" in received.decode("gbk")


def test_what_a_code_page_lacks_is_replaced(report: Path) -> None:
    received, code = session("audit", str(report), PYTHONIOENCODING="ascii")
    assert code == 0
    assert b"?" in received
    assert b"Traceback" not in received
    received, code = session("audit", "没有.txt", PYTHONIOENCODING="ascii")
    assert code == 2
    assert b"Traceback" not in received


@pytest.mark.parametrize("width", [40, 100])
def test_lines_fit_narrow_and_wide_terminals(report: Path, width: int) -> None:
    received, code = session("audit", str(report), "--no-color", COLUMNS=str(width))
    assert code == 0
    assert max(map(columns, received.decode().split("\r\n"))) <= width


def test_colours_follow_no_color(report: Path) -> None:
    assert b"\x1b[" in session("audit", str(report))[0]
    assert b"\x1b[" not in session("audit", str(report), NO_COLOR="1")[0]


def test_progress_shows_for_several_files_only(report: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out.jsonl")
    several = session("audit", str(report), str(report), "--format", "jsonl", "-o", out)[0]
    assert "审核" in several.decode()
    assert "2/2" in several.decode()
    quiet = ("--format", "jsonl", "-o", out, "--quiet")
    assert session("audit", str(report), str(report), *quiet)[0] == b""
    assert session("audit", str(report), "--format", "jsonl", "-o", out)[0] == b""


def test_quiet_leaves_errors_and_exit_codes(report: Path) -> None:
    silent = run("audit", str(report), "--quiet", "--fail-on", "info")
    assert silent.exit_code == 1
    assert silent.output == ""
    wrong = run("audit", "none.txt", "--quiet")
    assert wrong.exit_code == 2
    assert "none.txt" in wrong.stderr


@pytest.mark.parametrize(
    ("typed", "offered"), [("nianbao au", "audit"), ("nianbao audit --format xl", "xlsx")]
)
def test_completion_offers_commands_and_formats(typed: str, offered: str) -> None:
    environment = {
        **os.environ,
        "_NIANBAO_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    command = shutil.which("nianbao", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the command is not installed")
    done = subprocess.run([command], env=environment, capture_output=True, text=True, check=False)
    assert offered in done.stdout.split()


def test_binary_formats_want_a_file_on_a_terminal(report: Path) -> None:
    received, code = session("audit", str(report), "--format", "docx")
    assert code == 2
    assert "请用 -o 指定文件" in received.decode()


def test_several_results_go_into_a_folder(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "deep" / "report.txt"
    other.parent.mkdir()
    other.write_text(REPORT, "utf-8")
    folder = tmp_path / "out"
    done = run("audit", str(report), str(other), "--format", "html", "-o", str(folder))
    assert done.exit_code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["report-审核-2.html", "report-审核.html"]
    assert run("audit", str(report), str(other), "--format", "html").exit_code == 2


def test_a_format_that_cannot_be_written_does_not_stop_the_others(
    report: Path, tmp_path: Path
) -> None:
    done = run("audit", str(report), str(report), "--format", "pdf", "-o", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert done.stderr.count("--format docx") == 2
