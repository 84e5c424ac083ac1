"""What other libraries read as numbers; run by `peers.py` in an environment of its own.

    python peer_readers.py NAME INPUT OUTPUT

INPUT is a JSON object: `texts`, and the `units` that may follow a number. OUTPUT gets, for every text,
the numbers found as [start, end, value, unit], the seconds taken, and the version of the library.
None of the peers knows measure words: each gets the longest known unit behind its number, as the
naive pattern does.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from importlib.metadata import version
from pathlib import Path

Found = tuple[int, int, Decimal]

_FACTORS = {"万": 10**4, "亿": 10**8}
_NAIVE = re.compile(r"(\d[\d,]*(?:\.\d+)?)([万亿]?)")
_NUMERAL = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟.,]+")


class Naive:
    """Digits with 万 or 亿, and nothing else: what one writes first."""

    package = None

    def read(self, text: str) -> Iterator[Found]:
        for match in _NAIVE.finditer(text):
            value = Decimal(match[1].replace(",", "")) * _FACTORS.get(match[2], 1)
            yield match.start(), match.end(), value


class Cn2an:
    """Runs of numeral characters converted by cn2an."""

    package = "cn2an"

    def __init__(self) -> None:
        import cn2an

        self.convert = cn2an.cn2an

    def read(self, text: str) -> Iterator[Found]:
        for match in _NUMERAL.finditer(text):
            try:
                yield match.start(), match.end(), self._value(match[0].replace(",", ""))
            except (ValueError, InvalidOperation):
                continue

    def _value(self, numeral: str) -> Decimal:
        return Decimal(str(self.convert(numeral, "smart")))


class Recognizers:
    """Microsoft Recognizers-Text: numbers, with percentages where it sees any."""

    package = "recognizers-text-suite"

    def __init__(self) -> None:
        from recognizers_number import NumberRecognizer
        from recognizers_text import Culture

        recognizer = NumberRecognizer(Culture.Chinese)
        self.models = (recognizer.get_percentage_model(), recognizer.get_number_model())

    def read(self, text: str) -> Iterator[Found]:
        taken = []
        for model in self.models:
            for found in model.parse(text):
                start, end = found.start, found.end + 1
                value = str((found.resolution or {}).get("value", "")).removesuffix("%")
                if any(start < e and s < end for s, e in taken):
                    continue
                taken.append((start, end))
                try:
                    yield start, end, Decimal(value)
                except InvalidOperation:
                    continue


class JioNlp:
    """JioNLP: amounts of money, the only quantities that it extracts from running text."""

    package = "jionlp"

    def __init__(self) -> None:
        import jionlp

        self.extract = jionlp.ner.extract_money

    def read(self, text: str) -> Iterator[Found]:
        for found in self.extract(text, with_parsing=True):
            numbers = found["detail"]["num"]
            first = numbers[0] if isinstance(numbers, list) else numbers
            start, end = found["offset"]
            yield start, end, Decimal(first)


READERS = {
    "naive": Naive,
    "cn2an": Cn2an,
    "recognizers": Recognizers,
    "jionlp": JioNlp,
}


def with_unit(text: str, found: Found, units: list[str]) -> list[int | str]:
    """A number with the unit that its last characters or those behind it name, in base units."""
    start, end, value = found
    behind = next((unit for unit in units if text.startswith(unit, end)), "")
    own = text[start:end]
    if own.endswith(("%", "％", "成")) or own.startswith("百分之"):
        return [start, end, str(value), "%"]
    if own.endswith("元"):
        return [start, end, str(value), "元"]
    if behind in ("成", "折"):
        return [start, end + 1, str(value * 10), "%"]
    if behind in ("万元", "亿元"):
        return [start, end + 2, str(value * _FACTORS[behind[0]]), "元"]
    return [start, end + len(behind), str(value), "%" if behind == "％" else behind]


def main() -> None:
    name, source, target = sys.argv[1:]
    warnings.simplefilter("ignore")
    data = json.loads(Path(source).read_text("utf-8"))
    units = sorted([*data["units"], "万元", "亿元", "成", "折", "％"], key=len, reverse=True)
    reader = READERS[name]()
    list(reader.read(data["texts"][0]))  # warm
    start = time.perf_counter()
    found = [list(reader.read(text)) for text in data["texts"]]
    seconds = time.perf_counter() - start
    numbers = [
        [with_unit(text, each, units) for each in of_text]
        for text, of_text in zip(data["texts"], found, strict=True)
    ]
    known = version(reader.package) if reader.package else ""
    Path(target).write_text(
        json.dumps({"numbers": numbers, "seconds": seconds, "version": known}), "utf-8"
    )


if __name__ == "__main__":
    main()
