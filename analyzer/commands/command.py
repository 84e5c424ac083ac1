"""What a command module hands to the command line: name, Chinese help, function, examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """One command of `nianbao`.

    The first line of `text` stands in the list of commands, the whole on its own help page, with
    the `examples` below it. Heavy imports belong inside `run`.
    """

    name: str
    text: str
    run: Callable[..., None]
    examples: tuple[str, ...] = ()
