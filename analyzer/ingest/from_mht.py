"""Web archive (mht) → blocks: the page in it, without its pictures and styles."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from analyzer.errors import InputError
from analyzer.ingest import from_html
from analyzer.ingest.assemble import Assembled

_REMEDY: Final = "请在浏览器中另存为“网页，仅 HTML”再试"
_MOST_PARTS: Final = 2000
_DEEPEST: Final = 40  # the parser of the standard library calls itself for every level


def read(data: bytes) -> Assembled:
    """The report on an archived page; raises `InputError` where there is no page in the archive."""
    lower = data.lower()
    if lower.count(b"content-type:") > _MOST_PARTS or lower.count(b"boundary=") > _DEEPEST:
        raise InputError("网页归档里的部件过多或套叠过深，疑似异常文件", remedy=_REMEDY)
    message = BytesParser(policy=policy.default).parsebytes(data)
    pages = [
        _page(part)
        for part in message.walk()
        if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    if not pages:
        raise InputError("网页归档里没有网页，或文件不完整", remedy=_REMEDY)
    # Frames are archived as pages too; the report is the longest.
    return from_html.read(max(pages, key=len))


def _page(part: EmailMessage) -> bytes:
    """The bytes of a page; a charset that only the archive declares is told to the page reader."""
    content = part.get_payload(decode=True)
    page = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset()
    if charset and b"charset" not in page[:4096].lower():
        page = b'<meta charset="%b">' % charset.encode("ascii", "ignore") + page
    return page
