"""An annotated source as read: settings, manuscript, marks, and findings on cells."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from analyzer.document import AgencyLevel, SectionKey
from analyzer.errors import DataError
from analyzer.forms.form import EDITIONS
from analyzer.training.annotated.cells import cells_of
from analyzer.training.annotated.marks import Mark, unmarked
from analyzer.training.annotated.sentences import heading as heading_labels
from analyzer.training.manuscript import Manuscript, Part

_FENCE: Final = "+++"
_KEYS: Final[Mapping[str, type]] = {
    "agency": str,
    "level": str,
    "year": int,
    "edition": str,
    "signed": str,
    "published": str,
    "format": str,
    "shows": str,
    "layout": dict,
    "cells": dict,
    "omitted": list,
    "unread": list,
    "finding": list,
    "silent": list,
}
_REQUIRED: Final = ("agency", "level", "year", "edition", "signed", "format", "shows")


@dataclass(frozen=True, slots=True)
class Source:
    """What a source says: its settings, the report, and the marks in order of its lines.

    Each of `lines` is one line of the prose with its marks; offsets are code points of that line.
    """

    settings: Mapping[str, Any]
    manuscript: Manuscript
    lines: tuple[tuple[str, tuple[Mark, ...]], ...]


def read(path: Path) -> Source:
    """The source at `path`; raises `DataError` naming file and line or key."""
    place = str(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"读不出（{error}）", place=place) from None
    pieces = text.split(f"{_FENCE}\n", 2)
    if len(pieces) != len(("", "settings", "report")) or pieces[0].strip():
        raise DataError(f"应以 {_FENCE} 行之间的设定开头", place=place)
    settings = _settings(pieces[1], place)
    first = pieces[1].count("\n") + 3
    lines = [
        (line.strip(), f"{place} 第 {first + number} 行")
        for number, line in enumerate(pieces[2].split("\n"))
        if line.strip()
    ]
    return _source(settings, lines, place)


def _settings(text: str, place: str) -> dict[str, Any]:
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"设定不是合法的 TOML：{error}", place=place) from None
    for key, value in settings.items():
        if key not in _KEYS or not isinstance(value, _KEYS[key]):
            raise DataError(f"键 {key} 未知或类型不合", place=place)
    for key in _REQUIRED:
        if key not in settings:
            raise DataError(f"缺少键 {key}", place=place)
    if settings["level"] not in get_args(AgencyLevel) or settings["edition"] not in EDITIONS:
        raise DataError("键 level 或 edition 的值未知", place=place)
    return settings


def _source(settings: dict[str, Any], lines: list[tuple[str, str]], place: str) -> Source:
    title = ""
    parts: list[Part] = []
    read_lines: list[tuple[str, tuple[Mark, ...]]] = []
    for text, where in lines:
        key, heading = _heading(text, where)
        plain, marks = unmarked(heading if key else text, where)
        if key or not title:
            whole = Mark(0, len(plain), "sentence", heading_labels(key or "preamble"))
            marks = (*marks, whole)
        read_lines.append((plain, marks))
        if not title:
            title = plain
        elif key:
            parts.append(Part(key, plain))
        elif not parts:
            parts.append(Part("preamble", "", (plain,)))
        else:
            last = parts[-1]
            parts[-1] = Part(last.key, last.heading, (*last.paragraphs, plain))
    manuscript = Manuscript(
        title=title,
        agency=settings["agency"],
        agency_level=settings["level"],
        year=settings["year"],
        edition=settings["edition"],
        cells=cells_of(settings.get("cells", {}), settings["edition"], place),
        parts=tuple(parts),
        signed=settings["signed"],
        omitted=frozenset(settings.get("omitted", ())),
    )
    return Source(settings, manuscript, tuple(read_lines))


def _heading(text: str, where: str) -> tuple[SectionKey | None, str]:
    if not text.startswith("@"):
        return None, text
    name, _, heading = text[1:].partition(" ")
    for key in get_args(SectionKey):
        if key == name:
            return key, heading.strip()
    raise DataError(f"没有部分 {name}", place=where, remedy="写作 @overview 一、总体情况")
