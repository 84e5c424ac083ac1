"""Characters in a picture, recognised by rapidocr: text, place and certainty of each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

import cv2
from rapidocr import RapidOCR

from analyzer.ingest.scan.image import Grey

# One thread: many reports are read side by side, and the result must not depend on the machine.
_SETTINGS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.max_side_len": 4000,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_UPRIGHT: Final = 1.5
_WIDE: Final = dict(zip("(),:;!?", "（），：；！？", strict=True))
_HAN: Final = re.compile("[\u3400-\u9fff]")


class Mark(NamedTuple):
    """One recognised character: its box in pixels, the foot of its line, how certain it is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float


@cache
def _engine() -> Any:
    return RapidOCR(params=_SETTINGS)


def marks(grey: Grey) -> list[Mark]:
    """Every character found on a page."""
    colour = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    result = _engine()(colour, use_det=True, use_cls=False, use_rec=True)
    found: list[Mark] = []
    for number, text in enumerate(result.txts or ()):
        words = result.word_results[number] if number < len(result.word_results) else ()
        if not isinstance(words, tuple):
            words = ((text, result.scores[number], result.boxes[number].tolist()),)
        line: list[Mark] = []
        for word, score, box in words:
            line += _spread(word, float(score), box)
        found += _full_width(line)
    return found


def _full_width(line: list[Mark]) -> list[Mark]:
    """Marks beside Chinese characters as Chinese writes them: a recogniser does not tell widths."""
    text = "".join(mark.text[:1] or " " for mark in line)
    return [
        mark._replace(text=_WIDE[mark.text])
        if mark.text in _WIDE and _HAN.search(text[max(at - 1, 0) : at + 2])
        else mark
        for at, mark in enumerate(line)
    ]


def _spread(word: str, score: float, box: list[list[float]]) -> list[Mark]:
    """The characters of a word, all equally wide."""
    xs, ys = [x for x, _ in box], [y for _, y in box]
    step = (max(xs) - min(xs)) / max(len(word), 1)
    return [
        Mark(
            character,
            min(xs) + step * number,
            min(ys),
            min(xs) + step * (number + 1),
            max(ys),
            score,
        )
        for number, character in enumerate(word)
    ]


def read_one(grey: Grey) -> tuple[str, float]:
    """The text of a picture that holds one line, and how certain it is."""
    result = _engine()(
        cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True
    )
    if not result.txts:
        return "", 0.0
    return str(result.txts[0]), float(result.scores[0])


def lies_on_its_side(found: list[Mark]) -> bool:
    """Whether most characters are much wider than high: the page was scanned turned."""
    flat = sum(m.right - m.left > _UPRIGHT * (m.bottom - m.top) for m in found)
    return 2 * flat > len(found) > 0
