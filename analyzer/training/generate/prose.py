"""The five aspects of 总体情况, each as sentences that agree with the figures of the year."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from analyzer.training.generate.agencies import Agency
from analyzer.training.generate.figures import Year, printed, spread
from analyzer.training.generate.phrasing import Phrases

ASPECTS: Final = ("disclosure", "requests", "management", "platform", "supervision")
_TENTH: Final = Decimal("0.1")


class Subject(NamedTuple):
    """Whose year is told, in which phrases, and the year before where its report is at hand."""

    agency: Agency
    year: Year
    phrases: Phrases
    before: Year | None = None


def told(aspect: str, subject: Subject) -> list[str]:
    """The sentences on one aspect."""
    return _TELLERS[aspect](subject)


def _small(phrases: Phrases) -> dict[str, object]:
    """Small numbers of no table, drawn anew for every sentence."""
    chance = phrases.chance
    return {
        "few": chance.randint(2, 6),
        "less": chance.randint(1, 3),
        "count": chance.randint(7, 60),
        "links": chance.randint(3, 40),
        "days": f"{chance.randint(1, 4)}.{chance.randint(1, 9)}",
        "people": chance.randint(30, 320),
        "month": chance.randint(2, 6),
        "later": chance.randint(8, 11),
        "share": f"{chance.randint(90, 98)}.{chance.randint(1, 9)}",
        "visits": chance.randint(2_000, 90_000),
        "users": chance.randint(900, 90_000),
        "many": chance.randint(61, 900),
        "tens": chance.randint(11, 60),
        "reads": f"{chance.randint(1, 30)}.{chance.randint(1, 9)}",
    }


def _disclosure(subject: Subject) -> list[str]:
    agency, year, phrases, _ = subject
    chance = phrases.chance
    topics = chance.sample(agency.topics, chance.randint(3, 4))
    counts = spread(year.items, [chance.randint(1, 5) for _ in topics], chance)
    parts = "、".join(
        phrases.say("disclosure.part", topic=topic, count=count)
        for topic, count in zip(topics, counts, strict=True)
        if count
    )
    found = [phrases.say("disclosure.total", count=year.items, parts=parts)]
    found += _decisions(subject)
    first, second = chance.randint(1, 20), chance.randint(1, 20)
    found.append(
        phrases.say("disclosure.interpretation", count=first + second, first=first, second=second)
    )
    optional = [phrases.say("disclosure.replies", **_small(phrases))]
    optional.append(phrases.say("disclosure.others"))
    optional.append(phrases.say("disclosure.hearing", topic=topics[0], count=chance.randint(2, 6)))
    return found + chance.sample(optional, chance.randint(0, 2))


def _decisions(subject: Subject) -> list[str]:
    agency, year, phrases, _ = subject
    cells, found = year.cells, []
    made = {
        row: int(cells[f"disclosure.{row}.decisions"])
        for row in ("licensing", "penalty", "coercion")
    }
    named = [phrases.say(f"disclosure.{row}", count=count) for row, count in made.items() if count]
    if named:
        found.append(phrases.say("disclosure.decisions", list="、".join(named)))
    elif agency.level != "ministry":
        found.append(phrases.say("disclosure.none"))
    alike = [row for row in ("licensing", "penalty") if made[row] > 9]
    if alike and phrases.chance.random() < 0.4:
        row = phrases.chance.choice(alike)
        count = made[row] - 2 if row == "licensing" else made[row] + 3
        few = made[row] if row == "penalty" else phrases.chance.randint(5, 30)
        found.append(phrases.say(f"disclosure.alike_{row}", count=count, few=few))
    if agency.level in {"township", "subdistrict"} and made["penalty"]:
        found.append(phrases.say("disclosure.empowered"))
    amount = cells.get("disclosure.fees.amount", Decimal())
    if amount:
        fees = agency.fees.replace("行政事业性收费", "各项")
        found.append(phrases.say("disclosure.fees", fees=fees, amount=printed(amount)))
    return found


def _requests(subject: Subject) -> list[str]:
    _, year, phrases, before = subject
    received, over = year.row("new_received"), year.row("carried_over")
    forward = year.row("carried_forward")
    if not received and not over:
        found = [phrases.say("requests.none")]
    elif not received:
        found = [phrases.say("requests.none"), phrases.say("requests.only_over", count=over)]
        found[0] = f"{year.year}年未收到政府信息公开申请。"
    else:
        said = phrases.say("requests.over", count=over) if over else ""
        found = [phrases.say("requests.new", count=received, over=said)]
        found += _applicants(year, phrases)
        found += _results(year, phrases)
        if forward:
            found.append(phrases.say("requests.forward", count=forward))
        else:
            found.append(phrases.say("requests.closed"))
        found += _asides(year, before, phrases)
    return found + _disputes(year, phrases)


def _asides(year: Year, before: Year | None, phrases: Phrases) -> list[str]:
    """Some of what else is told of applications; every figure follows from the forms."""
    chance, received = phrases.chance, year.row("new_received")
    told = []
    opened = year.row("granted") + year.row("partial")
    if opened and year.row("result_total") > 9:
        share = _percent(opened, year.row("result_total"))
        told.append(phrases.say("requests.share", count=opened, share=share))
    if received > 9:
        first, second, third = spread(received, (6, 2, 2), chance)
        if first and second and third:
            told.append(phrases.say("requests.channels", first=first, second=second, third=third))
    last = before.row("new_received") if before else 0
    count = abs(received - last)
    share = _percent(count, last) if last else Decimal()
    if last > 9 and share:
        key = "more" if received > last else "fewer"
        told.append(phrases.say(f"requests.{key}", count=count, share=share, before=last))
    small = _small(phrases)
    told += [phrases.say(f"requests.{key}", **small) for key in ("duration", "alike", "process")]
    return chance.sample(told, chance.randint(0, min(3, len(told))))


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(_TENTH, ROUND_HALF_UP)


def _applicants(year: Year, phrases: Phrases) -> list[str]:
    received = year.row("new_received")
    natural = year.value("requests.new_received.natural_person")
    if natural == received:
        return [phrases.say("requests.all_natural")]
    share = _percent(natural, received)
    return [
        phrases.say("requests.applicants", natural=natural, orgs=received - natural, share=share)
    ]


def _results(year: Year, phrases: Phrases) -> list[str]:
    groups = {name: year.rows(name) for name in ("denied", "unable", "refuse", "other")}
    counts = {"granted": year.row("granted"), "partial": year.row("partial"), **groups}
    named = [phrases.say(f"requests.{key}", count=count) for key, count in counts.items() if count]
    if not named:
        return []
    return [phrases.say("requests.results", count=year.row("result_total"), list="、".join(named))]


def _disputes(year: Year, phrases: Phrases) -> list[str]:
    review = _case(year, ("review",), "review", phrases)
    suit = _case(year, ("suit_direct", "suit_after"), "suit", phrases)
    if review is None and suit is None:
        return [phrases.say("requests.no_disputes")]
    return [
        review or phrases.say("requests.no_review"),
        suit or phrases.say("requests.no_suit"),
    ]


def _case(year: Year, rows: tuple[str, ...], key: str, phrases: Phrases) -> str | None:
    columns = {
        "upheld": "upheld",
        "corrected": "corrected",
        "other": "another",
        "pending": "pending",
    }
    counts = {
        name: sum(year.value(f"disputes.{row}.{column}") for row in rows)
        for column, name in columns.items()
    }
    count = sum(counts.values())
    if not count:
        return None
    if counts["upheld"] == count:
        outcome = phrases.say("requests.all_upheld") if count > 1 else "，结果维持"
    else:
        named = [phrases.say(f"requests.{name}", count=n) for name, n in counts.items() if n]
        outcome = phrases.say("requests.outcomes", list="、".join(named))
    return phrases.say(f"requests.{key}", count=count, outcome=outcome)


def _management(subject: Subject) -> list[str]:
    _, year, phrases, _ = subject
    cells, found = year.cells, []
    if year.edition == "2021":
        for row in ("regulations", "normative_documents"):
            values = {
                column: int(cells[f"disclosure.{row}.{column}"])
                for column in ("issued", "repealed", "in_force")
            }
            found += _documents(row, values, phrases)
    else:
        made = int(cells["disclosure.normative_documents.made"])
        found.append(
            phrases.say("management.made", made=made, opened=made)
            if made
            else f"{year.year}年没有制作规范性文件。"
        )
    found.append(phrases.say("management.review", **_small(phrases)))
    found.append(phrases.say("management.guide", **_small(phrases)))
    if phrases.chance.random() < 0.4:
        found.append(phrases.say("management.clean", **_small(phrases)))
    return found


def _documents(row: str, values: dict[str, int], phrases: Phrases) -> list[str]:
    if row == "regulations":
        return [phrases.say("management.regulations", **values)] if any(values.values()) else []
    if values["issued"] or values["repealed"]:
        return [phrases.say("management.documents", **values)]
    return [
        phrases.say(
            "management.no_documents" if values["in_force"] else "management.none", **values
        )
    ]


def _platform(subject: Subject) -> list[str]:
    phrases = subject.phrases
    chance = phrases.chance
    found = [phrases.say("platform.site", **_small(phrases))]
    more = [
        phrases.say(f"platform.{key}", **_small(phrases)) for key in ("media", "place", "reach")
    ]
    return found + chance.sample(more, chance.randint(1, 2))


def _supervision(subject: Subject) -> list[str]:
    agency, _, phrases, _ = subject
    keys = ["meeting", "training", "assessment"]
    if agency.is_government or phrases.chance.random() < 0.3:
        keys.append("evaluation")
    return [
        phrases.say(f"supervision.{key}", **_small(phrases)) for key in (*keys, "accountability")
    ]


_TELLERS: Final = {
    "disclosure": _disclosure,
    "requests": _requests,
    "management": _management,
    "platform": _platform,
    "supervision": _supervision,
}
