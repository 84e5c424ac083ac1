"""Web page → blocks: the report without the site around it, tables with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from analyzer.errors import InputError
from analyzer.ingest import page
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.charset import decoded
from analyzer.ingest.flow import Flow, RawCell

# Elements that begin and end a line of their own.
_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)  # fmt: skip
_HEADING: Final = re.compile("h[1-6]")
_INDENTED: Final = re.compile(r"text-indent\s*:\s*(?!0(?![.\d])|-)", re.IGNORECASE)
_SPACE: Final = re.compile("[ \t\r\n\x0c]+")
_ENCODINGS: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE
)
_XML_CHARSET: Final = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{3,20})", re.IGNORECASE
)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_SMALLEST_PICTURE: Final = 60


def read(data: bytes) -> Assembled:
    """The report on a saved web page; raises `InputError` where there is no text in it."""
    return read_page(decoded(data, _declared(data)))


def read_page(source: str, *, bare: bool = False) -> Assembled:
    """The report in the HTML `source`; `bare` sources have no site around them (Markdown)."""
    root = _parsed(source)
    for element in page.invisible(root):
        element.drop_tree()
    flow = Flow()
    if bare:
        _walk(root, flow)
        return flow.finish()
    published = page.published(root)
    content = page.content(root)
    before, after = page.around(root, content)
    for line in before:
        flow.paragraph(line)
    for element in page.chrome(content):
        element.drop_tree()
    _walk(content, flow)
    for line in after:
        flow.paragraph(line)
    return flow.finish(published)


def _declared(data: bytes) -> str | None:
    """The encoding the page claims, if it is one of those in use; gb2312 means GB18030."""
    head = data[:4096]
    found = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    if found is None:
        return None
    return _ENCODINGS.get(found.group(1).decode("ascii").lower())


def _parsed(source: str) -> html.HtmlElement:
    # Surrogates and control characters are not allowed in the tree; they mean nothing either.
    source = re.sub("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "", _DECLARATION.sub("", source))
    parser = html.HTMLParser(
        no_network=True, recover=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise InputError("网页里没有内容", remedy="请重新保存网页正文后再试") from None
    return root


def _walk(root: html.HtmlElement, flow: Flow) -> None:
    """Feed every line and table under `root` to `flow`, without recursion."""
    line = _Lines(flow)
    walker = etree.iterwalk(root, events=("start", "end"))
    tables = 0
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag == "table" and page.is_data(element):
                line.end()
                tables += 1
                _caption(element, line)
                flow.table(list(_rows(element)), path=f"table[{tables}]")
                walker.skip_subtree()
            else:
                _enter(element, line, flow)
        else:
            if tag in _BLOCKS:
                line.end()
            if element is not root:
                line.add(element.tail)
    line.end()


def _enter(element: html.HtmlElement, line: _Lines, flow: Flow) -> None:
    tag = element.tag
    if tag in _BLOCKS:
        line.end()
        line.begin(element)
    elif tag == "br":
        line.add_break()
    elif tag == "img" and _is_picture(element):
        line.end()
        flow.lose("此处是图片，图中的文字和表格没有读取")
    line.add(element.text)


class _Lines:
    """Gathers the text of one block element after the other."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._parts: list[str] = []
        self._level: int | None = None
        self._indented = False
        self._verbatim = False

    def begin(self, element: html.HtmlElement) -> None:
        """Start a line in `element`."""
        tag = element.tag
        self._level = int(tag[1]) if _HEADING.fullmatch(tag) else None
        self._indented = bool(_INDENTED.search(element.get("style", "")))
        self._verbatim = tag == "pre"

    def add(self, text: str | None) -> None:
        """Add inline text; line ends in the source of the page are spaces."""
        if text:
            self._parts.append(text if self._verbatim else _SPACE.sub(" ", text))

    def add_break(self) -> None:
        """Add a `<br>`."""
        self._parts.append("\n")

    def end(self) -> None:
        """Hand the line over."""
        text = "".join(self._parts).strip(" \n")
        self._parts = []
        self._flow.paragraph(text, level=self._level, indented=self._indented)
        self._level, self._indented = None, False


def _is_picture(image: html.HtmlElement) -> bool:
    """Whether an image is large enough to hold text; sizes that are not given count as large."""
    sizes = [image.get(side, "") for side in ("width", "height")]
    return all(not size.isdecimal() or int(size[:6]) >= _SMALLEST_PICTURE for size in sizes)


def _caption(table: html.HtmlElement, line: _Lines) -> None:
    for caption in table.iterchildren("caption"):
        line.add(caption.text_content())
        line.end()


def _rows(table: html.HtmlElement) -> Iterator[list[RawCell]]:
    for row in page.own_rows(table):
        yield [
            RawCell(cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
            for cell in row.iterchildren("td", "th")
        ]


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return int(value[:6]) if value.isdecimal() else 1


def cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell, its inner blocks and breaks parted by line breaks."""
    parts: list[str] = [_SPACE.sub(" ", cell.text or "")]
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element is cell:
            continue
        if element.tag in _BLOCKS or (element.tag == "br" and event == "start"):
            parts.append("\n")
        text = element.text if event == "start" else element.tail
        parts.append(_SPACE.sub(" ", text or ""))
    return "".join(parts).strip(" \n")
