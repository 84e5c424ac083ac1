"""Which characters a text must hold for a regular expression to match: most texts hold few of them.

Searching for eighty rare misprints is mostly searching for characters that are not there.
"""

from __future__ import annotations

import re
from typing import Final

_PIECE: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[()|]|\{[\d,]*\}|[?*+]|.", re.DOTALL)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_OPTIONAL: Final = re.compile(r"[?*]|\{0?,.*|\{0\}")


def needed(expression: str) -> tuple[frozenset[str], ...]:
    """For every branch of `expression` the Chinese characters without which it cannot match.

    Only characters outside groups and classes are counted, so a branch may need more than is said,
    never less. A text that holds all characters of no branch cannot match.
    """
    branches: list[set[str]] = [set()]
    pieces = [match[0] for match in _PIECE.finditer(expression)]
    depth = 0
    for at, piece in enumerate(pieces):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth -= 1
        elif piece == "|" and depth == 0:
            branches.append(set())
        elif depth == 0 and _HAN.fullmatch(piece):
            behind = pieces[at + 1] if at + 1 < len(pieces) else ""
            if not _OPTIONAL.match(behind):
                branches[-1].add(piece)
    return tuple(frozenset(branch) for branch in branches)
