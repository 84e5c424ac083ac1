"""A report and findings that try to be obeyed: markup, formulas, control and bidi characters."""

from __future__ import annotations

from dataclasses import replace

from analyzer.analysis import Analysis
from tests.render import sample

ESCAPE = "\N{ESCAPE}"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
# An Arabic letter mark, a soft hyphen, a tag character, and two that are no characters at all.
HIDDEN = "\u061c\u00ad\U000e0041\ufffe\uffff"
SCRIPT = "<script>alert(1)</script>"
CLOSING = "</textarea></style></script><img src=x onerror=alert(2)>"
FORMULA = "=cmd|'/C calc'!A0"
FIELD = 'HYPERLINK "http://evil.example/" DDEAUTO {{7*7}}'
LINK = "[看这里](javascript:alert(4)) {0}"
ATTRIBUTE = "\" onmouseover='alert(3)' x=\""
TEXT = f"{SCRIPT}{CLOSING}{FORMULA}{FIELD}{LINK}{ATTRIBUTE}{ESCAPE}[31m\x00\x07{OVERRIDE}{HIDDEN}\ud800"


def analysis() -> Analysis:
    """The sample with hostile characters in its text, agency, title, findings and cells."""
    plain = sample.analysis(control=TEXT)
    document = replace(
        plain.facts.document, source=f"{TEXT}.docx", title=TEXT, title_span=None, agency=FORMULA
    )
    cells = {
        ref: replace(cell, text=f"+1{TEXT}") if cell.state == "malformed" else cell
        for ref, cell in plain.facts.tables[0].cells.items()
    }
    tables = (replace(plain.facts.tables[0], cells=cells),)
    findings = tuple(
        replace(each, message=f"{prefix}{TEXT}", advice=TEXT, name=FORMULA, actual="=1+1")
        for prefix, each in zip("=+-", plain.findings, strict=True)
    )
    facts = replace(plain.facts, document=document, tables=tables)
    return replace(plain, facts=facts, findings=findings)
