"""Bytes → text: byte order marks, UTF-8, UTF-16 without a mark, GB18030."""

from __future__ import annotations

import codecs
import re
from typing import Final

from analyzer.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN: Final = re.compile("[\u3400-\u9fff\u3000-\u303f\uff01-\uff60]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
# Share of undecodable or invisible characters above which a file is no text.
_MOST_JUNK: Final = 0.02
_SOME_JUNK: Final = 3
_REMEDY: Final = "请用记事本或 WPS 打开，另存为 UTF-8 编码的文本或 docx 后再试"


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the encoding a page claims, tried before guessing.

    UTF-8 comes first: other encodings of Chinese are practically never valid UTF-8, while UTF-8
    often passes for GB18030.
    Raises `InputError` where the bytes are no text in any of these encodings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding) or data.decode(encoding, "replace")
    for encoding in dict.fromkeys(filter(None, ("utf-8", declared))):
        text = _strict(data, encoding)
        if text is not None and not _is_junk(text):
            return text
    candidates = [_wide(data), _strict(data, "gb18030"), _lossy(data)]
    text = next((each for each in candidates if each is not None and not _is_junk(each)), None)
    if text is None:
        raise InputError("认不出文字编码，或不是文本文件", remedy=_REMEDY)
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its digits and line ends is zero."""
    if b"\x00" not in data or len(data) % 2:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    return _strict(data, "utf-16-be" if even > odd else "utf-16-le")


def _lossy(data: bytes) -> str | None:
    """Damaged text: the encoding that leaves fewer undecodable characters."""
    texts = (data.decode("utf-8", "replace"), data.decode("gb18030", "replace"))
    text = min(texts, key=lambda each: each.count("\ufffd"))
    return text if _HAN.search(text) else None


def _is_junk(text: str) -> bool:
    return len(_CONTROL.findall(text)) > max(_SOME_JUNK, _MOST_JUNK * len(text))
