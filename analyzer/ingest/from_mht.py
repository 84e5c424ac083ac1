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


def read(data: bytes) -> Assembled:
    """The report on an archived page; raises `InputError` where there is no page in the archive."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    pages: list[bytes] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(_page(part))
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
