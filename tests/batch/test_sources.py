"""Sources: folders, patterns, archives and manifests."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from analyzer.batch.sources import Source, sources
from analyzer.errors import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.docx", "~$a.docx", ".hidden.txt", "photo.xyz", "deep/c.HTML"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "reports"


def _names(*arguments: str) -> list[str]:
    return [source.name for source in sources(arguments)]


def test_a_folder_gives_its_readable_files_in_order(folder: Path) -> None:
    assert _names(str(folder)) == [
        str(folder / name) for name in ("a.docx", "b.txt", "deep/c.HTML")
    ]


def test_patterns_and_files_named_twice_are_one_source_each(folder: Path) -> None:
    assert _names(str(folder / "b.txt"), f"{folder}/**/*.txt", str(folder / "b.txt")) == [
        str(folder / "b.txt")
    ]


def test_an_archive_gives_its_members(folder: Path) -> None:
    archive = folder / "all.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for name in ("x/二.txt", "x/一.html", "x/~$一.docx", "notes.xyz"):
            opened.writestr(name, "x")
    found = sources([str(archive)])
    assert [source.archive for source in found] == [(archive, "x/一.html"), (archive, "x/二.txt")]


def test_manifests_say_agency_year_and_previous(folder: Path) -> None:
    rows = [
        {"path": "b.txt", "agency": "青石县林业局", "year": 2024, "previous": "a.docx"},
        {"url": "https://example.invalid/nb.html", "year": "2023"},
    ]
    lines = folder / "list.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    table = folder / "list.csv"
    table.write_text(
        "path,url,agency,year,previous\n"
        "b.txt,,青石县林业局,2024,a.docx\n"
        ",https://example.invalid/nb.html,,2023,\n",
        encoding="utf-8-sig",
    )
    wanted = (
        Source(str(folder / "b.txt"), "青石县林业局", 2024, str(folder / "a.docx")),
        Source("https://example.invalid/nb.html", None, 2023, None),
    )
    assert sources([str(lines)]) == sources([str(table)]) == wanted


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"path": "b.txt", "jahr": 2024}', "未知的列 jahr"),
        ('{"agency": "青石县林业局"}', "有且只有一个"),
        ('{"path": "b.txt", "url": "https://example.invalid/"}', "有且只有一个"),
        ('{"path": "b.txt", "year": "去年"}', "year 应为年份"),
        ('{"path": "b.txt", "agency": 3}', "agency 应为文字"),
        ("[1]", "应为对象"),
        ("{", "不是 JSON"),
    ],
)
def test_a_wrong_manifest_is_named_by_line(folder: Path, row: str, said: str) -> None:
    manifest = folder / "list.jsonl"
    manifest.write_text(f'{{"path": "b.txt"}}\n\n{row}\n', encoding="utf-8")
    with pytest.raises(InputError, match=said) as error:
        sources([str(manifest)])
    assert "第 3 行" in str(error.value)


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有找到可以读取的报告"):
        sources([str(tmp_path)])
    with pytest.raises(InputError, match="不存在"):
        sources([str(tmp_path / "none.txt")])
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(InputError, match="压缩包已损坏"):
        sources([str(broken)])


def test_a_manifest_with_an_endless_field_is_named(tmp_path: Path) -> None:
    lines = tmp_path / "wide.csv"
    lines.write_text(f"path\n{'a' * 200_000}\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行") as caught:
        sources([str(lines)])
    assert caught.value.place == str(lines)
