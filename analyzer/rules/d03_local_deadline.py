"""D03: a local deadline, set in the profile, was missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analyzer.analysis import Facts
from analyzer.errors import DataError
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.deadlines import overdue

_TOLERANCE = "d03_deadline"


@rule(
    "D03",
    name="地方提前期限未遵守",
    severity="info",
    certainty="likely",
    basis="地方规定（在配置中设定）",
)
def local_overdue(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """报告迟于当地规定的提前期限。

    为什么：不少地方要求提前报送、公布；条例没有规定乡镇、街道的期限，也以当地通知为准。
    报告：配置 [deadlines] 给本级机关（或 all）设了月日（如 "02-20" 表示次年2月20日），
      或 d03_deadline 设了月日（如 220），落款日期或发布日期晚于这一天。
    不报告：没有设定（默认为 0，不核对）；日期没有认出的；法定期限（D01、D02）。
    依据：当地通知，由使用者在配置中设定。
    例：设定 220，镇政府 2024 年度报告落款 2025年2月25日。
    """
    year = facts.document.year
    setting = _setting(facts, profile)
    if not setting or year is None:
        return
    try:
        deadline = date(year + 1, setting // 100, setting % 100)
    except ValueError:
        raise DataError(
            f"键 tolerances.{_TOLERANCE} 的值 {setting} 不是月日",
            place=f"配置 {profile.name}",
            remedy="写成三位或四位数，如 220 表示2月20日；0 表示不核对",
        ) from None
    fault = overdue(facts, deadline, "当地规定的期限")
    if fault is not None:
        yield fault


def _setting(facts: Facts, profile: Profile) -> int:
    """Month and day as one number, 220 for 20 February; 0 where nothing is set."""
    deadlines = profile.deadlines
    day = deadlines.get(facts.document.agency_level or "", deadlines.get("all"))
    return int(day.replace("-", "")) if day else int(profile.tolerance(_TOLERANCE))
