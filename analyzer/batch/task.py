"""What a worker does with one source: read, understand, judge, and write it all as one row."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from analyzer.analysis import Analysis
from analyzer.batch.sources import Source
from analyzer.batch.stored_facts import stored
from analyzer.document import Document
from analyzer.errors import InputError
from analyzer.ingest.reader import LARGEST_FILE, read, read_bytes
from analyzer.likeness.sentences import comparable
from analyzer.pipeline import assess, understand
from analyzer.profile import Profile
from analyzer.review import Decision
from analyzer.rules.places import home_of

_CHUNK: Final = 1024 * 1024


def stamp(profile: Profile) -> str:
    """What a result depends on besides the file: version of the program and the profile's content.

    A stored result with another stamp is stale.
    """
    digest = hashlib.sha256(repr(profile).encode()).hexdigest()[:12]
    return f"{version('nianbao')}+{digest}"


@dataclass(frozen=True, slots=True)
class Analyse:
    """The call of a worker process: a source becomes the JSON line of its row (see `part.py`)."""

    profile: Profile
    decisions: tuple[Decision, ...] = ()

    def __call__(self, source: Source) -> bytes:
        """The row of one report; raises `InputError` where it cannot be read."""
        analysis = assess(understand(document(source)), self.profile, self.decisions)
        return line(row(source, analysis))


def document(source: Source) -> Document:
    """The report of a source; raises `InputError` where it cannot be read."""
    inside = source.archive
    if inside is None:
        return read(source.name)
    return read_bytes(_member(*inside, source.name), source.name)


def digest(source: Source) -> str | None:
    """SHA-256 of the source's bytes; None where they cannot be had without asking the network.

    Raises `OSError` or `InputError` where the file is gone or damaged.
    """
    if source.is_url:
        return None
    inside = source.archive
    if inside is not None:
        return hashlib.sha256(_member(*inside, source.name)).hexdigest()
    hashed = hashlib.sha256()
    with Path(source.name).open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _member(archive: Path, member: str, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as opened:
            if opened.getinfo(member).file_size > LARGEST_FILE:
                raise InputError("压缩包内的文件太大", place=name, remedy="请解压后再试")
            return opened.read(member)
    except FileNotFoundError:
        raise InputError("文件不存在", place=name, remedy="请检查路径和文件名") from None
    except KeyError:
        raise InputError("压缩包内没有这个文件", place=name, remedy="请检查压缩包") from None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        # RuntimeError is how zipfile says that a password is wanted.
        raise InputError(
            f"压缩包内的文件无法读取（{error}）", place=name, remedy="请解压后再试"
        ) from None


def row(source: Source, analysis: Analysis) -> dict[str, Any]:
    """All that is kept of one report, keyed as the columns of `part.COLUMNS`."""
    whole = analysis.to_dict()
    text = whole["text"]
    head = {key: value for key, value in whole["document"].items() if key != "source"}
    score = whole["score"]
    return {
        **_identity(source),
        "sha256": head.pop("sha256"),
        "state": "ok",
        "document": {
            **head,
            "losses": [loss["message"] for loss in head["losses"]],
            **_home(source.agency or head["agency"]),
            "characters": len(text),
            "total": score["total"],
            "grade": score["grade"],
            "narrative": score["narrative"],
        },
        "cells": [
            {"form": table["form"], "cell": ref, **_known(cell, ("value", "text", "state"))}
            for table in whole["tables"]
            for ref, cell in table["cells"].items()
        ],
        "sentences": [
            {"number": number, **sentence, "text": text[sentence["start"] : sentence["end"]]}
            for number, sentence in enumerate(whole["sentences"])
        ],
        "claims": whole["claims"],
        "findings": [_finding(each, text) for each in whole["findings"]],
        "scores": score["dimensions"],
        "compared": [
            {"start": each.span.start, "end": each.span.end, "words": each.words}
            for each in comparable(analysis.facts)
        ],
        "facts": stored(analysis.facts).decode(),
    }


def failed(source: Source, state: str, failure: str) -> dict[str, Any]:
    """The row of a source that gave no analysis."""
    return {**_identity(source), "state": state, "failure": failure}


def line(value: Mapping[str, Any]) -> bytes:
    """One line of JSON; a lone surrogate (an undecodable file name) is written as escaped text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", errors="replace")


def _identity(source: Source) -> dict[str, Any]:
    return {
        "source": source.name,
        "listed_agency": source.agency,
        "listed_year": source.year,
        "listed_previous": source.previous,
    }


def _home(agency: str | None) -> dict[str, str | None]:
    """Province, prefecture and county that the agency sits in, as far as its name tells."""
    place = home_of(agency)
    return {
        "province": place.province if place else None,
        "prefecture": place.prefecture if place else None,
        "county": place.county if place else None,
    }


def _known(values: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: values[key] for key in keys}


def _finding(finding: Mapping[str, Any], text: str) -> dict[str, Any]:
    spans = [anchor for anchor in finding["anchors"] if "start" in anchor]
    return {
        **{key: value for key, value in finding.items() if key != "anchors"},
        "related": [each["code"] for each in finding.get("related", ())],
        "quotes": [text[span["start"] : span["end"]] for span in spans],
        "cells": [anchor["cell"] for anchor in finding["anchors"] if "cell" in anchor],
        "start": spans[0]["start"] if spans else None,
        "end": spans[0]["end"] if spans else None,
    }
