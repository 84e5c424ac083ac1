"""Many literals as one regular expression that fails fast."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie_pattern(literals: Iterable[str]) -> str:
    """A pattern that matches the longest of `literals` at a position.

    Common prefixes are shared, so a miss costs a few characters however many literals there are.
    """
    root: dict[str, dict] = {}  # type: ignore[type-arg]  # a trie is its own value type
    for literal in literals:
        node = root
        for character in literal:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(c) + _pattern(child) for c, child in sorted(node.items()) if c]
    if not branches:
        return ""
    # A group even for one branch: the result may be followed by a quantifier.
    body = f"(?:{'|'.join(branches)})"
    return body + "?" if "" in node else body
