"""Typer in Chinese: help pages, and every error a user can mend as one line of standard error."""

from __future__ import annotations

import sys
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from analyzer.errors import NianbaoError
from analyzer.render.outlet import speak_utf8, terminal_width

WRONG: Final = 2  # exit code: the input or the call is wrong

# The framework's own error of a wrong call; where it is defined differs between versions of typer.
_CALL_ERROR: Final[type[Exception]] = next(
    each for each in typer.BadParameter.__mro__ if each.__name__ == "UsageError"
)


class ChineseCommand(TyperCommand):
    """A command with a Chinese help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole page into `formatter`."""
        formatter.write(_help_page(self, ctx))


class ChineseGroup(TyperGroup):
    """A group of commands with Chinese help; errors a user can mend are one line, exit code 2."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole page into `formatter`."""
        formatter.write(_help_page(self, ctx))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and leave the process with its exit code."""
        speak_utf8()
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except NianbaoError as error:
            complain(str(error))
            code = WRONG
        except _CALL_ERROR as error:
            from analyzer.render.help_text import call_error_line  # noqa: PLC0415  # only when wrong

            complain(call_error_line(error))
            code = WRONG
        sys.exit(code or 0)


def complain(line: str) -> None:
    """What is wrong, as one line on standard error."""
    remark(f"错误：{line}")


def remark(line: str) -> None:
    """One line on standard error."""
    from analyzer.render.legible import legible  # noqa: PLC0415  # only when something is said

    sys.stderr.write(f"{legible(line)}\n")


def _help_page(command: Any, ctx: Any) -> str:
    from analyzer.render.help_text import help_lines  # noqa: PLC0415  # only when asked for

    return "".join(f"{line}\n" for line in help_lines(command, ctx, terminal_width()))
