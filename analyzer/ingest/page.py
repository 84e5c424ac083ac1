"""Where on an agency's web page the report is, and what around it is only the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from analyzer.ingest import labels, shapes
from analyzer.ingest.grid import holds_values
from analyzer.ingest.shapes import terms

_NEVER_SHOWN: Final = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "video", "audio", "button", "select", "textarea", "input", "map", "link",
)  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKEN: Final = re.compile("[A-Za-z]+")
_DATE: Final = re.compile("(20[0-9]{2}) ?[-年/.] ?([0-9]{1,2}) ?[-月/.] ?([0-9]{1,2})")
_SPACE: Final = re.compile(r"\s+")
_LONGEST_CHROME: Final = 400
_LONGEST_CHROME_LINE: Final = 80
_SHORTEST_REPORT: Final = 200
_SHORTEST_ANCHOR: Final = 6
_OPENING_LINES: Final = 8
_CLOSING_LINES: Final = 4


def invisible(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Elements that a reader of the page never sees."""
    return [
        element
        for element in root.iter("*")
        if element.tag in _NEVER_SHOWN
        or (element.tag not in ("html", "body") and _is_hidden(element))
    ]


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def content(root: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that holds all section titles and form labels of the report.

    Where there are none, the body.
    """
    body = root.find("body")
    whole = root if body is None else body
    anchors = [element for element in whole.iter("*") if _is_anchor(element)]
    if not anchors:
        return whole
    element = _common(anchors)
    lone = len(anchors) == 1
    while element is not whole and (
        element.tag in _PARTS or (lone and _length(element) < _SHORTEST_REPORT)
    ):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


# Elements too small to be the whole of a report's text.
_PARTS: Final = frozenset(
    [
        "p",
        "span",
        "strong",
        "b",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "li",
        "a",
        "tr",
        "tbody",
        "thead",
        "table",
        "u",
        "em",
    ]
)


# Elements that hold one line, however many spans it is made of.
_LINES: Final = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"])


def _is_anchor(element: html.HtmlElement) -> bool:
    """A section title with its number, or a label long enough to stand only in the forms."""
    parent = element.getparent()
    if element.tag == "a" or (parent is not None and parent.tag == "a"):
        return False
    own = (element.text_content() if element.tag in _LINES else _own_text(element)).strip()
    if len(own) < _SHORTEST_ANCHOR or len(own) > 60:
        return False
    if shapes.marker_level(own) == 1 and shapes.names_a_section(own):
        return True
    return len(labels.bare(own)) >= _SHORTEST_ANCHOR and labels.is_printed(own)


def _common(elements: list[html.HtmlElement]) -> html.HtmlElement:
    """The lowest element that holds all of `elements`."""
    path = [elements[0], *elements[0].iterancestors()]
    for element in (elements[-1], *elements):
        above = {element, *element.iterancestors()}
        while path[0] not in above:
            path.pop(0)
    return path[0]


def _length(element: html.HtmlElement) -> int:
    return len(_SPACE.sub("", element.text_content()))


def around(root: html.HtmlElement, element: html.HtmlElement) -> tuple[list[str], list[str]]:
    """Lines outside the content that belong to the report: its title before, its date after."""
    after = list(_lines_after(element))[:_CLOSING_LINES]
    date = next((number for number, line in enumerate(after) if shapes.is_date(line)), None)
    closing = [] if date is None else after[: date + 1]
    return _title(root, element), [line for line in closing if not _is_chrome_line(line)]


def _title(root: html.HtmlElement, content: html.HtmlElement) -> list[str]:
    """The title line, if it stands outside the content; links to other reports do not count."""
    if any(map(shapes.is_title, _texts(content, _OPENING_LINES))):
        return []
    inside = {content, *content.iterdescendants("*")}
    last = None
    for element in root.iter("*"):
        if element is content:
            break
        if element.tag in ("a", "li", "title", "head") or element in inside:
            continue
        line = _SPACE.sub(" ", _own_text(element)).strip()
        if shapes.is_title(line) and not any(
            above.tag in ("a", "li") for above in element.iterancestors()
        ):
            last = line
    return [last] if last else _declared_title(root)


def _own_text(element: html.HtmlElement) -> str:
    """The text directly in an element, not in the elements inside it."""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _texts(element: html.HtmlElement, most: int) -> Iterator[str]:
    found = 0
    for text in element.itertext():
        line = _SPACE.sub(" ", text).strip()
        if line:
            yield line
            found += 1
        if found == most:
            return


def _lines_after(element: html.HtmlElement) -> Iterator[str]:
    """The text lines of the page after `element`."""
    for inner in (element, *element.iterancestors()):
        for sibling in inner.itersiblings():
            for text in sibling.itertext():
                line = _SPACE.sub(" ", text).strip()
                if line:
                    yield line


def _declared_title(root: html.HtmlElement) -> list[str]:
    """The title that the page's head gives, without the site's name after it."""
    found = [
        meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "ArticleTitle"
    ]
    found += [element.text_content() for element in root.iter("title")]
    for title in found:
        for part in re.split(r"[-_|－—–]{1,2}|\s{2,}|_", title):
            line = part.strip()
            if shapes.is_title(line):
                return [line]
    return []


def chrome(element: html.HtmlElement) -> list[html.HtmlElement]:
    """Elements inside the content that belong to the site: share buttons, counters, metadata."""
    found: list[html.HtmlElement] = []
    walker = etree.iterwalk(element, events=("start",))
    for _, inner in walker:
        if inner is not element and _is_chrome(inner):
            found.append(inner)
            walker.skip_subtree()
        elif inner.tag == "table" and is_data(inner):
            walker.skip_subtree()
    return found


# What a site wraps its own lines in; inline elements are words of somebody's sentence.
_WRAPPERS: Final = frozenset(
    ["div", "p", "ul", "ol", "li", "dl", "section", "header", "center", "form"]
)


def _is_chrome(element: html.HtmlElement) -> bool:
    if element.tag in ("nav", "aside", "footer"):
        return True
    if element.tag == "table":
        return is_metadata(element)
    if element.tag not in _WRAPPERS:
        return False
    text = _SPACE.sub(" ", element.text_content()).strip()
    if not text or len(text) > _LONGEST_CHROME:
        return False
    if _is_chrome_line(text):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    marks = {token.lower() for token in _TOKEN.findall(names)}
    named = not marks.isdisjoint(terms("page", "chrome_marks"))
    return named and not any(_belongs_to_report(line) for line in _texts(element, 40))


def _is_chrome_line(text: str) -> bool:
    """Whether a line is the site's: it begins like one and is no sentence."""
    if len(text) > _LONGEST_CHROME_LINE or not text or re.search("[，。；]", text):
        return False
    line = text.lstrip("【[（(　 ")
    return line.startswith(terms("page", "chrome_starts")) or _is_metadata_line(line)


def _is_metadata_line(line: str) -> bool:
    return any(
        line.startswith(label) and line[len(label) :].lstrip()[:1] in (":", "：")
        for label in terms("page", "metadata_labels")
    )


def _belongs_to_report(line: str) -> bool:
    return shapes.is_title(line) or shapes.is_date(line) or shapes.marker_level(line) is not None


def published(root: html.HtmlElement) -> str | None:
    """The publication date that the page declares, as an ISO date."""
    names = terms("page", "published_meta")
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property")) in names:
            date = _iso(meta.get("content", ""))
            if date:
                return date
    text = _SPACE.sub(" ", root.text_content())
    for label in terms("page", "published_labels"):
        match = re.search(f"{label} ?[:：]? ?({_DATE.pattern})", text)
        if match:
            return _iso(match.group(1))
    return None


def _iso(text: str) -> str | None:
    match = _DATE.search(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{year}-{int(month):02}-{int(day):02}"


def own_rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of `table` itself, not those of tables inside it."""
    for child in table.iterchildren("*"):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def is_metadata(table: html.HtmlElement) -> bool:
    """Whether this is the table of 索引号, 发布日期 and so on that sites put before a text."""
    cells = [labels.compact(cell.text_content()) for cell in table.iter("td", "th")]
    known = terms("page", "metadata_labels")
    named = sum(any(cell.startswith(labels.compact(label)) for label in known) for cell in cells)
    return named > 1 and not any(labels.is_printed(cell) and len(cell) > 4 for cell in cells)


def is_data(table: html.HtmlElement) -> bool:
    """Whether a table holds values, rather than laying out the page or the report's text."""
    cells = [cell for row in own_rows(table) for cell in row.iterchildren("td", "th")]
    texts = [cell.text_content().strip() for cell in cells]
    if next(table.iterdescendants("table"), None) is not None:
        return sum(len(text) > 4 and labels.is_printed(text) for text in texts) > 1
    return holds_values(texts)
