"""What a worker does with one source: read, understand, judge, and write it all as one row."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analyzer.analysis import Analysis, Facts, number
from analyzer.batch.sources import Source
from analyzer.document import Document, OffsetMap
from analyzer.errors import InputError
from analyzer.ingest.reader import LARGEST_FILE, read, read_bytes
from analyzer.pipeline import assess, understand
from analyzer.profile import Profile
from analyzer.segment.sentences import sentences  # noqa: F401

if TYPE_CHECKING:
    from pydantic import TypeAdapter
