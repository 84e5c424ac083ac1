"""The help page of a command in Chinese, in lines that fit the terminal.

The framework counts a Chinese character as one column and breaks lines at spaces only, so its own
page overflows.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any, Final

from analyzer.lexicon.interface import call_error, phrase
from analyzer.render.wrap import columns, wrapped

_INDENT: Final = 2
_GAP: Final = 2
_WIDEST_TERM: Final = 30


def help_lines(command: Any, context: Any, width: int) -> Iterator[str]:
    """The page of `command`, a command or group of typer, in lines of at most `width` columns."""
    arguments = [p for p in command.get_params(context) if p.param_type_name == "argument"]
    group = [command.subcommand_metavar] if hasattr(command, "list_commands") else []
    pieces = [command.options_metavar, *map(_term, arguments), *group]
    usage = " ".join([context.command_path, *filter(None, pieces)])
    yield f"{phrase('help', 'usage')}：{usage}"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield ""
        yield from (f"  {line}" for line in wrapped("".join(paragraph.split("\n")), width - 2))
    shown = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    for kind, title in (("argument", "arguments"), ("option", "options")):
        own = [param for param in shown if param.param_type_name == kind]
        yield from _section(title, [_entry(param) for param in own], width)
    if hasattr(command, "list_commands"):
        names = command.list_commands(context)
        found = ((name, command.get_command(context, name)) for name in names)
        entries = [(name, _summary(each.help or "")) for name, each in found if not each.hidden]
        yield from _section("commands", entries, width)
    if command.epilog:
        yield ""
        yield f"{phrase('help', 'examples')}："
        yield from (f"  {line}" for line in command.epilog.splitlines())


def call_error_line(error: Any) -> str:
    """A wrong call in one Chinese line, with the help page to look at."""
    wrong = call_error(error.format_message())
    context = getattr(error, "ctx", None)
    return f"{wrong}。用法见 {context.command_path} --help" if context else f"{wrong}。"


def _entry(param: Any) -> tuple[str, str]:
    names = [option.lstrip("-") for option in param.opts]
    chinese = next(filter(None, (phrase("options", name) for name in names)), None)
    return _term(param), chinese or getattr(param, "help", None) or ""


def _term(param: Any) -> str:
    """How a parameter is written: `文件…`, `-o, --output 路径`, `--no-color`."""
    placeholder = param.metavar or str(param.name)
    if param.param_type_name == "argument":
        return f"{placeholder}…" if param.nargs < 0 else placeholder
    names = ", ".join(param.opts)
    return names if getattr(param, "is_flag", False) else f"{names} {placeholder}"


def _summary(text: str) -> str:
    return inspect.cleandoc(text).split("\n", 1)[0]


def _section(title: str, entries: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    listed = list(entries)
    if not listed:
        return
    yield ""
    yield f"{phrase('help', title)}："
    terms = [columns(term) for term, _ in listed]
    room = min(max(terms), _WIDEST_TERM)
    left = _INDENT + room + _GAP
    for (term, text), size in zip(listed, terms, strict=True):
        lines = wrapped(text, width - left) or [""]
        if size > room:
            yield f"{' ' * _INDENT}{term}"
        else:
            yield f"{' ' * _INDENT}{term}{' ' * (room - size + _GAP)}{lines.pop(0)}".rstrip()
        yield from (f"{' ' * left}{line}" for line in lines)
