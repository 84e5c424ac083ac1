"""Which profile applies, and what the shipped ones say."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import RULES
from analyzer.errors import DataError, UsageError
from analyzer.profile import load, shipped
from analyzer.settings import FILE, Chosen, profile_for, source, user_file


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings, and without those of the machine."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    (tmp_path / "config/nianbao").mkdir(parents=True)
    return tmp_path


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_say_wins(home: Path) -> None:
    report = home / "report.txt"
    assert source(report) is None
    assert profile_for(report) == load()
    user = user_file()
    assert user is not None
    _write(user, 'name = "用户"\n')
    assert profile_for(report).name == "用户"
    beside = _write(home / FILE, 'name = "旁边"\nignore = ["W", "C01"]\n')
    assert source(report) == beside
    assert profile_for(report).name == "旁边"
    assert profile_for(report, Chosen("strict")).name == load("strict").name


def test_the_command_line_stands_above_the_file(home: Path) -> None:
    report = home / "report.txt"
    _write(home / FILE, 'ignore = ["W", "C01", "S19"]\n')
    chosen = profile_for(report, Chosen(select=("c，w03",), ignore=("C02",)))
    wanted = {rule.code for rule in RULES if chosen.wants(rule.code)}
    assert {"C01", "C03", "W03"} <= wanted
    assert not {"C02", "S19", "A01", "W04"} & wanted


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_codes_that_are_none_are_refused(option: str) -> None:
    with pytest.raises(UsageError, match=f"--{option} 的 C1X"):
        profile_for(None, Chosen(**{option: ("C1X",)}))


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_profile_loads_and_says_what_it_is_for(name: str) -> None:
    profile = load(name)
    assert profile.about
    assert profile.name
    codes = {rule.code for rule in RULES} | {"D05", "D06"}
    named = {*profile.severities, *profile.advisory, *profile.select, *profile.ignore}
    assert all(any(code.startswith(each) for code in codes) for each in named)


def test_shipped_profiles_differ_in_what_they_report() -> None:
    wanted = {
        name: {rule.code for rule in RULES if load(name).wants(rule.code)} for name in shipped()
    }
    assert wanted["default"] == {rule.code for rule in RULES} == wanted["strict"]
    assert not wanted["pre-publication"] & {"D01", "D02", "B03"}
    assert {code[0] for code in wanted["research"]} <= set("SACTYL")


def test_a_profile_extends_another(tmp_path: Path) -> None:
    _write(tmp_path / "city.toml", 'extends = "strict"\nname = "市"\n[deadlines]\nall = "02-20"\n')
    county = _write(
        tmp_path / "county.toml",
        'extends = "city.toml"\n[deadlines]\ntownship = "01-20"\n'
        '[[required]]\nname = "专区"\nwords = ["公开专区"]\n',
    )
    profile = load(county)
    assert (profile.name, profile.advisory) == ("市", ())
    assert profile.deadlines == {"all": "02-20", "township": "01-20"}
    assert [item.name for item in profile.required] == ["专区"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extends = "own.toml"\n', "绕了一圈"),
        ("extends = 3\n", "extends"),
        ('[deadlines]\nvillage = "02-20"\n', r"deadlines\.village"),
        ('[deadlines]\nall = "2月20日"\n', r"deadlines\.all"),
        ('[[required]]\nname = "专区"\nwords = []\n', r"required\[0\]\.words"),
        ('[[required]]\nwords = ["专区"]\n', r"required\[0\]\.name"),
        ('[[required]]\nname = "a"\nwords = ["b"]\npart = "seven"\n', r"required\[0\]\.part"),
        ('[[required]]\nname = "a"\nwords = ["b"]\nlevels = ["x"]\n', r"required\[0\]\.levels"),
    ],
)
def test_a_wrong_profile_is_refused_by_name_and_key(tmp_path: Path, text: str, said: str) -> None:
    own = _write(tmp_path / "own.toml", text)
    with pytest.raises(DataError, match=said) as caught:
        load(own)
    assert "own.toml" in str(caught.value)
