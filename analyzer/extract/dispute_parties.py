"""Whose disputes a text tells of: the agency's own, or those that it decides or attends for others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from analyzer.extract.cues import Cue, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import says_any
from analyzer.extract.subject import DECIDED, Subject

_FOR_OTHERS: Final = re.compile(
    r"(?:作为|以|履行)(?:行政)?复议机[关构](?!为被申请人)|(?:本机关|我[局厅委市县区])[^，。；]{0,6}作出(?:行政)?复议决定|政府(?:共|全年|依法)*作出(?:政府)?信息公开(?:类)?(?:行政)?复议决定|司法[局厅][^，。；\d]{0,6}(?:收到|受理|办理|审理|审结|接收)|行政复议局|复议办公室|复议委员会|下级机关为被申请人"
)
# 收到复议申请35件，受理31件: only who decides takes them on
_TAKEN_ON: Final = re.compile(
    r"复议申请\d+[件宗起][，、；](?:其中)?(?:依法|经审查)?(?:决定)?(?:受理|不予受理|立案)\d"
)
# 自身被申请复议6件, 以本局为被申请人的5件: one's own again
ITSELF: Final = re.compile(
    r"(?:自身|自己|本(?:机关|局|厅|委|级|镇|办|部|署|县|市|区|省|乡)|我[局厅委办镇县市区省部署])"
    r"[^，。；]{0,12}?(?:被|为被申请人|(?<=对[本我].)提[起出])"
    r"|(?:[局厅委部署]机关|政府本级)被"
)
_SUED: Final = Expression(r"被申请(?:行政)?复议|被复议|被诉|被起诉|应诉|为被告|为被申请人")
_AS_RESPONDENT: Final = Expression(
    r"(?:(?:以|[，；：、]|其中|^)(?:[^，。；]{0,8}?自身|本[\u4e00-\u9fff]{1,3}?|我[\u4e00-\u9fff]{1,3}?)|(?:^|[，；：、]|其中)以(?![^，。；、\d]{0,6}(?:各|乡|镇|街道|部门|单位|下级|直属|派出|分局|区县|县区|所属|其他))[^，。；、\d]{1,8}?)"
    r"(?:为|作为)(?P<side>被申请人|被告)[^，。；\d]{0,14}$"
    # 县政府作为被申请人的3件
    r"|(?:^|[，；：、]|其中)(?![^，。；、\d]{0,6}(?:各|乡镇|部门|单位|下级|直属|派出|分局|区县|县区|所属|其他))[^，。；、\d]{1,8}?(?:为|作为)(?P<party>被申请人|被告)的(?:案件)?(?:共|有|仅|只|为)*$"
    # 作为复议机关14件；作为被申请人8件
    r"|^[，；：、\s]*(?:其中)?(?:作为)(?P<alone>被申请人|被告)(?:共|有|仅|只|为)*$"
)
_PAPERS: Final = re.compile(
    r"[^，。；、\d]{0,4}(?:通知|答辩|答复|建议|意见|告知|决定|判决|裁定)(?:通知)?书?(?:材料)?\d+份"
)
_STAGES: Final = ("一审", "二审", "再审")
_SEES_TO: Final = "办理"
_BY_TRYING: Final = ("经", "经过", "经依法", "经其", "经法院", "经政府")
_HAVING_TRIED: Final = Expression(r"(?:之?后|完毕后?|终结后?|结束后?)[，、]?")
# 通过调解等方式化解6件: how disputes just told ended
_SETTLED: Final = Expression(r"(?:调解|和解|协调|协商|沟通|撤回|撤诉)[^，。；\d]{0,8}(?:化解|调处)")
_NEAR: Final = 12  # characters
_BY_COURT: Final = Expression(r"(?<!上级)法院[^，。；]{0,6}$", needs="法院")
# 全市法院受理信息公开案件210件, 审判白皮书显示败诉12件: what courts tried of whoever was sued
_OF_COURTS: Final = Expression(
    r"(?:全[省市县区州旗盟国]|各级|[两三]级)[^，。；、\d]{0,4}法院[^，。；\d]{0,8}(?:收|受理|审[理结]|办结|判决)"
    r"|(?:法院|审判|司法)[^，。；\d]{0,12}(?:白皮书|通报|年报)"
)
_ANSWERS: Final = ("答复", "答复案件", "答辩", "应诉")
_CAUSED: Final = Expression(r"引发|引起|引致|导致")
# the agency's own, whoever takes it on; 以各部门为被申请人 are theirs
_PARTY: Final = Expression(
    r"(?:以|对|(?<=[办审受]理)|(?<=审结))(?![^，。；、\d]{0,8}(?:各|乡镇|部门|单位|下级|下属|直属|派出|分局|区县|县区|县市|所属|其他))[^，。；、\d]{1,12}?(?:为|作为)(?:被申请人|被告)"
    r"|(?:涉及?|不服|针?对)(?:本(?!级)|我)[\u4e00-\u9fff]{1,3}"
)
_CASES: Final = Expression(
    r"[，；：、\s]*(?:(?:其中)?(?:涉及?|涉诉|相关)?案件?(?:数量?)?|(?:本年度?|年内|当年|全年)?新(?:发生|提起|发)(?:的|案件)?)"
    r"(?:共计?|总计|为|有)*$"
)
_LISTED: Final = Expression(r"(?:案件?|事件|情况|问题)?[、和及与或](?:有关的?|相关的?|其他|行政)*$")
_AMONG_THEM: Final = ("案件中", "案件里", "案件当中")  # 所有案件中未结5件: of those just told
# 针对行政处罚的复议, 行政许可类诉讼, 因行政强制引发的诉讼: about the decision, not about information
_OVER_A_DECISION: Final = Expression(
    r"(?:决定|案件|行为|措施|事项|争议|纠纷)?书?(?:类|引发|引起|导致|产生|提起|提出|而|所|方面|的|案件|行政)+"
)
_OF_INFORMATION: Final = Expression(r"(?!参)[^，。；、和及与的\d]{0,4}(?:政府)?信息公开")
# 受理行政复议2件，被依法纠错2件: whose decision was set right is the one that tells of it
_SET_RIGHT: Final = Expression(
    r"(?:案件?)?(?:共|有|为)?\d+[件宗起][，、；（](?:其中)?(?:\d+[件宗起])?(?:均|全部|已)*被(?:依法|[^，。；\d申诉]{0,6}(?:机关|政府))?(?:决定)?(?:纠错|纠正|撤销|维持|确认|责令)"
)
_BROUGHT: Final = Expression(
    r"(?:复议|诉讼)(?:案件)?(?:年内|全年|当年|本年|共|新)*$"
)  # 行政复议立案9件
_SIDE: Final = Expression(
    r"为(?P<both>[^，。；、\d]*(?:或|和|及|与)者?)?(?P<side>被告|被申请人)(?:的|，)?[^，。；、\d]{0,6}$"
)
# 行政诉讼方面，信息公开案件61件: what heads the sentence says which
_HEADED: Final = Expression(
    r"^(?:其中)?(?:在|关于|就)?(?:被申请|被提起|被|全部|各类|所有)*(?:行政)?(?P<group>复议|诉讼|应诉)(?:的|各类|全部|所有)*"
    r"(?:方面|情况|部分|工作|一块|案件)?(?:[之当]?中|里)?[，：][^，。；\d]{0,8}$"
)


def for_others(text: str, at: int) -> bool:
    """Whether the disputes told before offset `at` are those that the agency decides for others."""
    taken = _TAKEN_ON.search(text)
    if taken is not None and not ITSELF.search(text, 0, taken.start()):
        return True
    if not _FOR_OTHERS.search(text, 0, at):
        return False
    since = list(_FOR_OTHERS.finditer(text, 0, at))[-1].start()
    return not ITSELF.search(text, since, at) and not _SUED.search(text, since, at)


def as_respondent(before: str, topic: Subject | None) -> Subject | None:
    """以本局为被申请人的5件, 以县政府为被告的3件: cases about the agency's own decisions."""
    said = _AS_RESPONDENT.search(before) if topic and topic.domain == "disputes" else None
    if said is None:
        return None
    side = said["side"] or said["party"] or said["alone"]
    return Subject("disputes", ("suit" if side == "被告" else "review",), (), 0.93)


def _is_respondent(text: str, start: int, end: int) -> bool:
    """办理以本机关为被申请人的复议, 法院审理涉及我局的案件: others decide, the agency is a party."""
    if _PARTY.search(text, start, end) is None:
        return False
    return ITSELF.search(text, end) is None  # 以市政府为被申请人的46件，以省政府自身为被申请人的2件


def by_court(text: str, cue: Cue) -> bool:
    """法院…审理: whether a court is named right before the cue; 上级法院 is not."""
    return _BY_COURT.search(text, max(0, cue.start - _NEAR), cue.start) is not None


def _is_a_party(named: Sequence[Cue], said: str, *, told: bool) -> bool:
    """办理信息公开行政诉讼33件: an agency decides no suits, it only may plead for others.

    办理行政复议答复12件: who answers is the party, too, unless it answers for another (代).
    """
    if not named:
        return False
    suits = all((cue.key("group") or "").startswith("suit") for cue in named)
    answers = named[-1].key("group") == "review" and named[-1].surface.endswith(_ANSWERS)
    return (told and suits) or (answers and "代" not in said)


def tells_of_courts(text: str, start: int, end: int) -> bool:
    """Whether what stands before the half-open span's `end` tells of all cases that courts tried."""
    begin = sentence_part_start(text, start, 0)
    tried = _OF_COURTS.search(text, begin, end)
    if tried is None:
        return False
    return not (_PARTY.search(text, tried.start(), end) or ITSELF.search(text, tried.end(), end))


def of_others(text: str, near: Sequence[Cue]) -> bool:
    """Whether a dispute is another kind, or one that the agency handles for others.

    办理不服答复的复议 is for others; 办理因信息公开申请引发的复议 is one's own.
    """
    other = any(cue.has("other_disputes") and not _on_disclosure(text, cue) for cue in near)
    courts = tells_of_courts(text, near[0].start, near[-1].end)
    if other or courts or _is_over_a_decision(text, near):
        return True
    named = [cue for cue in near if cue.has("group")]
    said = text[clause_start(text, near[0].start, 0) : near[-1].end]
    if says_any("about_cases", said) and (named or not _SETTLED.search(said)):
        return True
    if named and _PAPERS.match(text, named[-1].end):
        return True  # 行政复议意见书2份
    if _is_of_a_stage(text, near):
        return True
    last = max((cue.start for cue in near if cue.has("group")), default=-1)
    # 审结复议93件 is for others, 审结3件 closed what was told before
    handled = [
        c for c in near if c.has("handled_for_others") and not (c.has("outcome") and c.start > last)
    ]
    if handled and _is_respondent(text, clause_start(text, near[0].start, 0), near[-1].end):
        return False
    handled = [
        c for c in handled if not (c.surface == "立案" and _BROUGHT.search(text, 0, c.start))
    ]
    told = any(cue.has("disclosure") or "信息公开" in cue.surface for cue in near)
    if told:  # 法院审理涉及本局信息公开案件5件
        handled = [c for c in handled if not by_court(text, c)]
    if _is_a_party(named, said, told=told):
        handled = [c for c in handled if c.surface != _SEES_TO]
    if not named:  # 复议4件，市政府审理后维持3件
        handled = [c for c in handled if not _has_tried(text, c)]
    if not handled or _SET_RIGHT.match(text, near[-1].end):
        return False
    return _CAUSED.search(text, handled[0].end, near[-1].end) is None


def _is_of_a_stage(text: str, near: Sequence[Cue]) -> bool:
    """一审审结8件，二审审结4件: no table tells them apart."""
    closed = (cue for cue in near if cue.key("outcome") == "closed")
    return any(text.endswith(_STAGES, 0, cue.start) for cue in closed)


def _is_over_a_decision(text: str, near: Sequence[Cue]) -> bool:
    """未发生针对行政处罚的复议: whether the cue before a dispute names the decision it is over."""
    return any(
        cue.has("group")
        and before.key("document") in DECIDED
        and _OVER_A_DECISION.fullmatch(text, before.end, cue.start) is not None
        for before, cue in pairwise(near)
    )


def _on_disclosure(text: str, cue: Cue) -> bool:
    """所有案件中: of those just told; 土地信息公开: what the information was about."""
    return text.startswith(_AMONG_THEM, cue.end) or _OF_INFORMATION.match(text, cue.end) is not None


def _has_tried(text: str, cue: Cue) -> bool:
    """审理后维持3件, 经审理维持3件: how the disputes just told were decided."""
    tried = text.endswith(_BY_TRYING, 0, cue.start)
    return tried or _HAVING_TRIED.match(text, cue.end) is not None


def cases_of(before: str, topic: Subject | None, listed: Sequence[Subject]) -> Subject | None:
    """首次成为被告，案件1件: all of the disputes just spoken of, none of them counted yet."""
    if topic is None or topic.domain != "disputes" or not topic.first or not _CASES.match(before):
        return None
    if any(part.domain == "disputes" for part in listed):
        return None
    return Subject("disputes", topic.first, (), 0.9)


def up_to_the_disputes(text: str, near: list[Cue]) -> list[Cue]:
    """未发生行政复议、行政诉讼和举报投诉: what is listed behind the disputes names something beside them."""
    last = next((at for at in range(len(near) - 1, -1, -1) if near[at].has("group")), None)
    if last is None or last + 1 == len(near):
        return near
    apart = all(cue.has("foreign") or cue.has("narrative") for cue in near[last + 1 :])
    listed = _LISTED.match(text, near[last].end, near[last + 1].start) is not None
    return near[: last + 1] if apart and listed else near


def as_party(text: str, at: int) -> str | None:
    """我局作为被告的信息公开案件: those before a court, 作为被申请人的 those of a review."""
    said = _SIDE.search(text, clause_start(text, at, 0), at)
    if said is None or said["both"]:
        return None
    return "suit" if said["side"] == "被告" else "review"


def headed(text: str, at: int) -> str | None:
    """行政诉讼方面，信息公开案件61件: the cases are those of the head."""
    said = _HEADED.search(text[sentence_part_start(text, at, 0) : at])
    if said is None:
        return None
    return "review" if said["group"] == "复议" else "suit"


def was_judged(text: str, near: Sequence[Cue]) -> bool:
    """不予公开类答复被纠错4件: so many cases, not so many answers."""
    last = near[-1] if near else None
    return last is not None and last.has("outcome") and text[last.start] == "被"


def named_at(groups: Sequence[Cue], end: int) -> bool:
    """复议去年11件，今年7件；去年3件诉讼: a group behind the number, not that of the number before."""
    return any(cue.start == end for cue in groups)
