"""The reference of the commands, made of their parsers."""

import argparse
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from unittest.mock import patch

from quizapp.cli import _COMMANDS as COMMANDS
from quizapp.commands.parser import Parser

_SIGNS = re.compile(r"([\\`*_<>\[\]|{}])")
_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*[a-z])")
_SHARED = ("-h", "--data-dir", "--language")
"""Options that each command has: told once, above all."""


class _AskedError(Exception):
    """A command has made its parser."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser


def parser_of(command: str) -> Parser:
    """Give the parser of a command, which is made when the command runs."""

    def stop(parser: Parser, *_: object) -> None:
        raise _AskedError(parser)

    with patch.object(Parser, "parse_known_args", stop), patch.object(Parser, "parse_known_intermixed_args", stop):
        try:
            import_module(COMMANDS[command]).run([])
        except _AskedError as asked:
            return asked.parser
    raise AssertionError(command)


def plain(text: str) -> str:
    """Give `text` as Markdown that shows it as it is."""
    return _OPTION.sub(r"`\1`", _SIGNS.sub(r"\\\1", " ".join(text.split())))


def commands() -> str:
    """Give a section for each command: its usage, what it does, its options, and examples."""
    parts = [table("Each command has these options:", parser_of("list"), shared=True)]
    parts += map(section, COMMANDS)
    return "\n\n".join(parts)


def section(command: str) -> str:
    """Give the section of one command."""
    parser = parser_of(command)
    usage = parser.format_usage().removeprefix("usage: ").strip()
    usage = re.sub(r" \[-h\]| \[--data-dir DIR\]| \[--language LANGUAGE\]", "", " ".join(usage.split()))
    usage = textwrap.fill(usage, 84, subsequent_indent="    ", break_on_hyphens=False)
    return "\n\n".join(
        (
            f"## quizapp {command}",
            plain(parser.description or ""),
            f"```\n{usage}\n```",
            *_told(parser.epilog or ""),
            table("", parser),
            *_examples(parser.epilog or ""),
        )
    )


def _told(epilog: str) -> Iterator[str]:
    """Give what the end of a help says in paragraphs, and its lists as they are."""
    for part in epilog.partition("\nExamples:")[0].partition("\nExample:")[0].strip("\n").split("\n\n"):
        if re.search(r"^(?:  |\w+  )", part, re.MULTILINE):
            yield f"```\n{part}\n```"
        elif part.strip():
            yield plain(part)


def _examples(epilog: str) -> Iterator[str]:
    found = re.search(r"^Examples?:\n((?:  .*\n?)+)", epilog, re.MULTILINE)
    if found:
        lines = [line.removeprefix("  ") for line in found[1].rstrip().splitlines()]
        yield "\n".join(("```", *lines, "```"))


def table(head: str, parser: argparse.ArgumentParser, shared: bool = False) -> str:
    """Give a table of the options of `parser`: those that all commands share, or the others."""
    rows = [
        f"| {_names(action)} | {plain(action.help or '')} |"
        for action in parser._actions
        if _is_shared(action) == shared
    ]
    if not rows:
        return ""
    return "\n".join((*((head, "") if head else ()), "| | |", "|---|---|", *rows))


def _is_shared(action: argparse.Action) -> bool:
    return any(option in _SHARED for option in action.option_strings)


def _names(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else " ".join(action.metavar or ())
    if not value and action.choices:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    if not value and action.nargs != 0:
        value = action.dest.upper()
    if not action.option_strings:
        return f"`{value}`".replace("|", "\\|")
    return ", ".join(f"`{option}{' ' + value if value else ''}`" for option in action.option_strings)
