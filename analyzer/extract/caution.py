"""Numbers that are told but never held against a table, for they may count something else, or only some."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.about_applications import speaks_of_applications
from analyzer.extract.assertions import Assertion
from analyzer.extract.cues import between, clause_start, sentence_part_start
from analyzer.extract.disclosure_subjects import HOLDINGS, MAYBE_ALL
from analyzer.extract.document_classes import OF_TEXTS, is_kept_back
from analyzer.extract.documents_before import are_revised_beside
from analyzer.extract.expressions import Expression
from analyzer.extract.lookalikes import FLOWS, is_of_many_years
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CASE_UNITS, FOREIGN, Subject

# 收到要求公开征地批文的申请12件: those for one thing, or all
_FOR_ONE_THING: Final = re.compile(
    r"(?:要求|请求|申请)(?:公开|获取|提供)(?!政府信息|相关信息|信息)[^，。；\d]{2,16}的(?:政府信息公开|信息公开)?申请(?:共|有)?$"
)
_NEAR: Final = 40  # characters: longer than what it matches
_DENIED: Final = ("denied",)
_REVIEW: Final = frozenset({"review"})
_SUITS: Final = frozenset({"suit", "suit_direct", "suit_after"})
_BESIDE: Final = "beside_others"
_PLAINLY: Final = re.compile(
    r"(?:(?:19|20)\d\d年度?|全年度?|本年度?|年内|[我本][局委办镇厅乡区县市]|本机关|本单位|本街道|共|同时|其中|被|收到|接到|发生|产生|引发|提起|的|有|\s)*"
)
# rows whose words an office uses of its other business, too
_SAID_OF_MUCH: Final = frozenset(
    {
        *("new_received", "result_total", "handled", "granted", "granted_plain"),
        *("refuse_petition", "refuse_publication", "denied_enforcement_file", "other_misc"),
    }
)
# 3件申请临近期限才答复: some of them; 12件申请均已答复: all
_SOME: Final = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开)?申请"
    r"(?!中|里|的是|有\s?[\d一二三四五六七八九十两]|之?外|全部|均|都|已全|皆|一律)"
)
# 另有6件申请结转到下年度: all that go over
_FORWARD: Final = "requests.carried_forward"
_GOES_OVER: Final = re.compile(
    r"(?:仍|尚|将|需|须|均|都|已|依法|按规定|按程序)*(?:结转|转结|转入|转至|转到|顺延|延续[到至]|跨年|留待)"
)
_WHOLE: Final = Expression(r"全年|年内|本年|共|累计|合计|总|全部|新收到?的$")
_MAY_BE_SOME: Final = 0.8  # below what `verify` asserts
_OWN_CLAUSE: Final = re.compile(
    r"[一二三四五]是|（[一二三四五]）|有|另有|其中|其中有|个别|\d[.、]|"
)
_A_PAPER: Final = "份"
_STAGE: Final = Expression(r"[一二再初终]审[^，。；、\d]{0,6}\d+[件起宗例][，（：]", needs="审")
_IN_FORCE: Final = ("in_force",)


def cautious(
    reading: Reading, quantity: Quantity, subject: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """The subject, told but never held against the table where nothing speaks of applications.

    处理信访举报投诉35件 may be a row of 表三 or the year's petitions; 120条 are no applications.
    """
    if subject is None or not subject.first:
        return subject
    if not set(subject.second) & HOLDINGS and is_of_many_years(reading, quantity):
        return FOREIGN
    start = quantity.span.start
    counts = subject.domain == "disputes" and subject.second and quantity.unit in CASE_UNITS
    if counts and _follows_a_stage(reading.text, start):
        return replace(subject, sure=min(subject.sure, MAYBE_ALL))
    if subject.second == _IN_FORCE and are_revised_beside(reading.text, start):
        return replace(subject, sure=min(subject.sure, MAYBE_ALL))
    if subject.domain not in ("requests", "disputes"):
        return subject
    return _unless_unspoken_of(reading, quantity, subject, paragraph)


def _follows_a_stage(text: str, start: int) -> bool:
    """诉讼9件：一审5件，驳回4件；二审4件: perhaps the outcomes of the five alone."""
    return _STAGE.search(text, sentence_part_start(text, start, 0), start) is not None


def _unless_unspoken_of(
    reading: Reading, quantity: Quantity, subject: Subject, paragraph: Paragraph
) -> Subject:
    """The subject of applications or disputes, as far as the text speaks of them."""
    start = quantity.span.start
    # 收到复议答复通知书12份: as many notices as cases, most likely
    if (subject.domain == "disputes" and quantity.unit == _A_PAPER) or _FOR_ONE_THING.search(
        reading.text, max(0, start - _NEAR), start
    ):
        return replace(subject, sure=min(subject.sure, MAYBE_ALL))
    if subject.first == _DENIED and _counts_none(paragraph) and is_kept_back(reading.text, start):
        return FOREIGN
    if paragraph.home:
        return subject
    if subject.domain == "requests" and not set(subject.first) & FLOWS and _of_texts(paragraph):
        return FOREIGN  # 现行有效规范性文件66件。除2件涉密不宜公开外，均已公开
    if subject.domain == "disputes" and (
        reading.having("disclosure") or _beside_others(reading, start, subject, paragraph)
    ):
        paragraph.disputed.update(subject.first)
        return subject
    if subject.domain == "requests" and quantity.unit in OF_TEXTS:
        return FOREIGN
    if subject.domain == "requests" and not set(subject.first) & _SAID_OF_MUCH:
        return subject  # 逾期不补正, 无法提供 are said of nothing else
    if subject.domain == "requests" and speaks_of_applications(reading):
        return subject
    return replace(subject, sure=min(subject.sure, MAYBE_ALL))


def _counts_none(paragraph: Paragraph) -> bool:
    """Whether no number before was one of applications."""
    told = (*paragraph.listed, *paragraph.earlier)
    return not paragraph.total and all(part.domain != "requests" for part in told[:-1])


def _beside_others(reading: Reading, start: int, subject: Subject, paragraph: Paragraph) -> bool:
    """因政府信息公开被复议7件。被诉3件，其中直接起诉2件: the other table beside the one just told by name.

    Its sentence names the group with nothing said of it; 另有学籍类诉讼19件 are others.
    """
    of_all = reading.says("of_all_cases") or "应诉" in reading.text
    if of_all or reading.having("other_disputes"):
        return False
    told = paragraph.disputed
    first = set(subject.first)
    beside = first == _REVIEW and told & _SUITS
    beside = beside or (first <= _SUITS and told & (_REVIEW | {"suit"}))
    if not beside:
        return False
    begin = clause_start(reading.text, start, 0)
    named = between(reading.having("group"), begin, start)
    if not named:  # 其中胜诉2件, of those just counted
        return _BESIDE in reading.known
    if _PLAINLY.fullmatch(reading.text, begin, named[0].start) is None:
        return False
    reading.known[_BESIDE] = True
    return True


def _of_texts(paragraph: Paragraph) -> bool:
    """Whether the numbers before counted documents or decisions and nothing else."""
    if any(part.domain == "requests" and set(part.first) & FLOWS for part in paragraph.listed):
        return False
    told = [part for part in paragraph.listed if part.domain != "requests"] or paragraph.earlier
    return bool(told) and all(part.domain == "disclosure" for part in told)


def only_some(claim: Assertion, text: str, section: str) -> Assertion:
    """The claim, no ground for an accusation where it may count only some of the applications.

    Among the problems it is an example and of no metric; elsewhere another reading stays open.
    """
    if claim.kind != "count" or not (claim.metric or "").startswith("requests."):
        return claim
    behind = _SOME.match(text, claim.span.end)
    if behind is None:
        return claim
    before = text[clause_start(text, claim.span.start, 0) : claim.span.start]
    if _WHOLE.search(before):
        return claim
    if claim.metric == _FORWARD and _GOES_OVER.match(text, behind.end()):
        return claim
    if section == "problems":
        return claim._replace(metric=None, base=None, metrics=())
    if _OWN_CLAUSE.fullmatch(before.strip()):
        return claim._replace(probability=min(claim.probability, _MAY_BE_SOME))
    return claim
