"""Word output, read back with python-docx: comments at the right words, everything else untouched."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import analyze
from analyzer.analysis import Analysis
from analyzer.document import Span
from analyzer.errors import InputError
from analyzer.ingest.word_text import text_elements
from analyzer.render.formats import FORMATS, Output
from analyzer.render.listing import cells, entries, spans
from analyzer.render.word import to_docx, to_opinion
from analyzer.render.word.comments import Comment, commented
from tests.render import hostile, sample
from tests.render.golden import matches

SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
FAULTY = SAMPLES / "faulty-county-department/report.docx"
OTHERS = ("messy-township/report.txt", "clean-county-department/report.html")


def marked(data: bytes) -> dict[str, list[str]]:
    """First line of every comment → the characters between its marks, one entry a comment."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    open_: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    for element in document.element.body.iter():
        key = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            open_[key] = []
        elif element.tag == qn("w:commentRangeEnd"):
            head = texts[key].split("\n", 1)[0]
            found.setdefault(head, []).append("".join(open_.pop(key)))
        elif element.tag == qn("w:t"):
            for each in open_.values():
                each.append(element.text or "")
    assert not open_
    assert len(document.element.body.findall(f".//{qn('w:commentReference')}")) == len(texts)
    return found


def numbered(found: dict[str, list[str]]) -> dict[int, list[str]]:
    return {int(head.split(".", 1)[0]): quotes for head, quotes in found.items()}


def words(data: bytes) -> list[str]:
    """The text of paragraphs and cells, as python-docx sees it."""
    document: Any = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return lines + [c.text for table in document.tables for row in table.rows for c in row.cells]


def test_comments_stand_at_the_exact_words_of_the_original() -> None:
    analysis = analyze(FAULTY)
    found = numbered(marked(to_docx.render(analysis, FAULTY.read_bytes())))
    listed = entries(analysis)
    assert set(found) == {entry.number for entry in listed}
    quoted = 0
    for entry in listed:
        for quote in entry.quotes[:8]:
            assert quote in found[entry.number]
            quoted += 1
    assert quoted > 20


def test_the_original_is_untouched_but_for_the_comments() -> None:
    original = FAULTY.read_bytes()
    data = to_docx.render(analyze(FAULTY), original)
    assert words(data) == words(original)
    with zipfile.ZipFile(io.BytesIO(original)) as one, zipfile.ZipFile(io.BytesIO(data)) as other:
        assert other.testzip() is None
        new = {"word/comments.xml"}
        changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
        assert set(other.namelist()) - set(one.namelist()) == new
        for name in set(one.namelist()) - changed:
            assert one.read(name) == other.read(name)
    before, after = (_looks(each) for each in (original, data))
    assert before == after


def _looks(data: bytes) -> list[tuple[str, str]]:
    """Every character with the formatting of its run."""
    document = docx.Document(io.BytesIO(data))
    looks = []
    for run in document.element.body.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        look = "" if properties is None else docx.oxml.xmlchemy.serialize_for_reading(properties)
        looks += [(c, look) for text in run.iter(qn("w:t")) for c in text.text or ""]
    return looks


def test_blank_cells_carry_comments() -> None:
    document = docx.Document(FAULTY)
    blank = next(c for t in document.tables[1:] for c in t._cells if c.text == "0")
    blank.paragraphs[0].runs[0].text = ""
    data = io.BytesIO()
    document.save(data)
    number = list(document.element.iter(qn("w:tc"))).index(blank._tc) + 1
    result = commented(data.getvalue(), [Comment(("空白",), cell=number)])
    after = list(docx.Document(io.BytesIO(result)).element.iter(qn("w:tc")))[number - 1]
    assert after.find(f".//{qn('w:commentReference')}") is not None


def test_existing_comments_are_kept() -> None:
    document = docx.Document(FAULTY)
    document.add_comment(document.paragraphs[2].runs, "请核实", author="王")
    data = io.BytesIO()
    document.save(data)
    path_like = data.getvalue()
    found = marked(commented(path_like, [Comment(("新",), None)]))
    assert "请核实" in found
    assert "新" in found


@pytest.mark.parametrize("name", OTHERS)
def test_other_formats_come_as_a_clean_document_with_comments(name: str) -> None:
    analysis = analyze(SAMPLES / name)
    data = to_docx.render(analysis, None)
    found = numbered(marked(data))
    for entry in entries(analysis):
        for span, quote in zip(spans(entry.finding), entry.quotes, strict=False):
            if any(s.span.covers(span) for s in analysis.facts.sentences):
                assert quote in found[entry.number]
        assert entry.number in found
    text = "\n".join(words(data))
    for sentence in analysis.facts.sentences:
        assert sentence.span.of(analysis.facts.text) in text


def test_a_run_is_split_and_keeps_its_formatting() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    run = paragraph.add_run("全年收到申请15件。")
    run.bold = True
    data = io.BytesIO()
    document.save(data)
    result = commented(
        data.getvalue(),
        [Comment(("一",), _span("申请", data)), Comment(("二",), _span("15", data))],
    )
    runs = docx.Document(io.BytesIO(result)).paragraphs[0].runs
    assert [each.text for each in runs if each.text] == ["全年收到", "申请", "15", "件。"]
    assert all(each.bold for each in runs if each.text)
    assert marked(result) == {"一": ["申请"], "二": ["15"]}


def _span(words_: str, data: io.BytesIO) -> Any:
    placed = next(text_elements(docx.Document(data).element))
    start = placed.first + placed.text.index(words_)
    return Span(start, start + len(words_))


INLINE = {
    "a link": "<w:hyperlink w:anchor='x'><w:r><w:t>目标12件</w:t></w:r></w:hyperlink>",
    "an insertion": "<w:ins w:id='900' w:author='王'><w:r><w:t>目标12件</w:t></w:r></w:ins>",
    "a content control": "<w:sdt><w:sdtContent><w:r><w:t>目标12件</w:t></w:r></w:sdtContent></w:sdt>",
    "a field": "<w:fldSimple w:instr='PAGE'><w:r><w:t>目标12件</w:t></w:r></w:fldSimple>",
    "two runs": "<w:r><w:t>目标1</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>2件</w:t></w:r>",
    "a deletion inside": "<w:r><w:t>目标1</w:t></w:r><w:del w:id='901'><w:r><w:delText>9</w:delText>"
    "</w:r></w:del><w:r><w:t>2件</w:t></w:r>",
    "a tab inside": "<w:r><w:t>目标</w:t><w:tab/><w:t>12件</w:t></w:r>",
}


@pytest.mark.parametrize("kind", INLINE)
def test_words_inside_other_marks_are_found(kind: str) -> None:
    document = docx.Document()
    xml = f"<w:p {nsdecls('w')}><w:r><w:t>前文，</w:t></w:r>{INLINE[kind]}<w:r><w:t>后文。</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(xml))
    data = io.BytesIO()
    document.save(data)
    placed = list(text_elements(document.element))
    shown = "".join(each.text for each in placed)
    numbers = [each.first + place for each in placed for place in range(len(each.text))]
    start, end = shown.index("目标"), shown.index("后文")
    span = Span(numbers[start], numbers[end - 1] + 1)
    result = commented(data.getvalue(), [Comment(("一",), span)])
    assert marked(result) == {"一": ["目标12件"]}
    assert words(result) == words(data.getvalue())


def _numbers(data: bytes) -> list[tuple[int, str]]:
    """Every character of a Word file with its number."""
    placed = text_elements(docx.Document(io.BytesIO(data)).element)
    return [(each.first + place, c) for each in placed for place, c in enumerate(each.text)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 60)), min_size=1, max_size=12))
def test_any_spans_leave_the_text_alone(wanted: list[tuple[int, int]]) -> None:
    original = FAULTY.read_bytes()
    numbers = _numbers(original)
    spans_ = []
    for start, length in wanted:
        first = start % len(numbers)
        last = min(first + length, len(numbers)) - 1
        spans_.append((Span(numbers[first][0], numbers[last][0] + 1), first, last + 1))
    comments = [Comment((f"{n}",), span) for n, (span, _, _) in enumerate(spans_)]
    data = commented(original, comments)
    assert [c for _, c in _numbers(data)] == [c for _, c in numbers]
    found = marked(data)
    for n, (_, first, end) in enumerate(spans_):
        text = "".join(c for _, c in numbers[first:end])
        assert found[f"{n}"] == [text.replace("\t", "").replace("\n", "")]


def test_text_boxes_and_formulas_are_marked_as_a_whole() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p></w:txbxContent>"
    xml = f"<w:p {nsdecls('w')}><w:r><w:pict>{box}</w:pict></w:r><w:r><w:t>后文。</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(xml))
    data = io.BytesIO()
    document.save(data)
    placed = next(each for each in text_elements(document.element) if each.text == "框内12件")
    span = Span(placed.first + 2, placed.first + 5)
    result = docx.Document(io.BytesIO(commented(data.getvalue(), [Comment(("一",), span)])))
    start = next(result.element.body.iter(qn("w:commentRangeStart")))
    assert start.getparent().getparent() is result.element.body


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("name", ["docx", "opinion", "xlsx"])
def test_libreoffice_opens_it_without_loss(name: str, tmp_path: Path) -> None:
    analysis = analyze(FAULTY)
    path = tmp_path / f"out{FORMATS[name].extension}"
    path.write_bytes(FORMATS[name].write((analysis,), (), Output(original=FAULTY.read_bytes())))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    compact = _essence(text)
    quoted = [entry for entry in entries(analysis) if entry.finding.severity == "critical"]
    for entry in quoted:
        wanted = entry.finding.name if name != "docx" else entry.quotes[0]
        assert _essence(wanted) in compact


def _essence(text: str) -> str:
    """Ideographs and digits: signs come out of a PDF in one dress or another."""
    return re.sub("[^0-9\u3400-\u9fff]", "", text)


@pytest.mark.parametrize("analysis", [sample.analysis(), hostile.analysis()])
def test_nothing_in_a_report_is_obeyed(analysis: Analysis) -> None:
    for data in (to_docx.render(analysis, None), to_opinion.render(analysis)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode()
        assert hostile.ESCAPE not in xml
        assert hostile.OVERRIDE not in xml
        assert "<script" not in xml
        assert 'w:instr="' not in xml
        assert xml.count("instrText") == 0  # the page number stands in the footer
        docx.Document(io.BytesIO(data))


def test_a_damaged_original_is_said() -> None:
    with pytest.raises(InputError, match="损坏"):
        commented(b"PK\x03\x04nonsense", [Comment(("一",))])


def test_cells_without_a_quote_are_marked_in_a_clean_document() -> None:
    analysis = sample.analysis()
    data = to_docx.render(analysis, None)
    assert cells(analysis.findings[0])
    assert numbered(marked(data))[1][0] == "15件"


@pytest.mark.parametrize("name", ["docx", "opinion"])
def test_same_analysis_same_bytes(name: str, *, regen: bool) -> None:
    write = {"docx": lambda a: to_docx.render(a, None), "opinion": to_opinion.render}[name]
    data = write(sample.settled())
    assert data == write(sample.settled())
    assert matches(f"{name}.docx", data, regen=regen)
