"""Formulas over table cells: what a claim is held against and what a footing says.

Grammar: `expr = term {("+" | "-") term}`, `term = factor {"/" factor}`,
`factor = cell | integer | "(" expr ")"`. A cell is `form.row.column`; last year's is
`previous.form.row.column` (CONTRACT, "Targets").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

Lookup = Callable[[str], Decimal | None]

_TOKEN: Final = re.compile(r"\s*(?:([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)|(\d+)|([-+/()]))")


class FormulaError(ValueError):
    """The text is not a formula; the message names the place."""


@dataclass(frozen=True, slots=True)
class _Cell:
    ref: str

    def value(self, lookup: Lookup) -> Decimal | None:
        return lookup(self.ref)


@dataclass(frozen=True, slots=True)
class _Constant:
    number: Decimal

    def value(self, _lookup: Lookup) -> Decimal | None:
        return self.number


@dataclass(frozen=True, slots=True)
class _Operation:
    operator: str
    left: _Node
    right: _Node

    def value(self, lookup: Lookup) -> Decimal | None:
        left, right = self.left.value(lookup), self.right.value(lookup)
        if left is None or right is None:
            return None
        if self.operator == "+":
            return left + right
        if self.operator == "-":
            return left - right
        return left / right if right else None


_Node = _Cell | _Constant | _Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula. `refs` lists its cells in the order of writing, each once."""

    text: str
    refs: tuple[str, ...]
    root: _Node

    def value(self, lookup: Lookup) -> Decimal | None:
        """The value, or None where a cell has none or a divisor is zero."""
        return self.root.value(lookup)

    def __str__(self) -> str:
        return self.text

    @property
    def is_ratio(self) -> bool:
        """Whether the outermost operation is a division: the value is a share, not a count."""
        return isinstance(self.root, _Operation) and self.root.operator == "/"


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Parse `text`; raises `FormulaError` naming the first character that does not fit."""
    tokens = _tokens(text)
    node, rest = _expression(tokens, 0, text)
    if rest != len(tokens):
        raise FormulaError(f"算式“{text}”在“{tokens[rest]}”处无法解析")
    refs = tuple(dict.fromkeys(token for token in tokens if "." in token))
    return Formula(text, refs, node)


def _tokens(text: str) -> list[str]:
    tokens, position = [], 0
    stripped = text.rstrip()
    while position < len(stripped):
        match = _TOKEN.match(stripped, position)
        if match is None:
            raise FormulaError(f"算式“{text}”第 {position + 1} 个字符无法解析")
        tokens.append(match[1] or match[2] or match[3])
        position = match.end()
    if not tokens:
        raise FormulaError("算式为空")
    return tokens


def _expression(tokens: list[str], at: int, text: str) -> tuple[_Node, int]:
    node, at = _term(tokens, at, text)
    while at < len(tokens) and tokens[at] in "+-":
        operator = tokens[at]
        right, at = _term(tokens, at + 1, text)
        node = _Operation(operator, node, right)
    return node, at


def _term(tokens: list[str], at: int, text: str) -> tuple[_Node, int]:
    node, at = _factor(tokens, at, text)
    while at < len(tokens) and tokens[at] == "/":
        right, at = _factor(tokens, at + 1, text)
        node = _Operation("/", node, right)
    return node, at


def _factor(tokens: list[str], at: int, text: str) -> tuple[_Node, int]:
    if at >= len(tokens):
        raise FormulaError(f"算式“{text}”不完整")
    token = tokens[at]
    if token == "(":  # noqa: S105  # a token of the grammar, no secret
        node, at = _expression(tokens, at + 1, text)
        if at >= len(tokens) or tokens[at] != ")":
            raise FormulaError(f"算式“{text}”缺少右括号")
        return node, at + 1
    if token.isdigit():
        return _Constant(Decimal(token)), at + 1
    if "." in token:
        return _Cell(token), at + 1
    raise FormulaError(f"算式“{text}”在“{token}”处无法解析")
