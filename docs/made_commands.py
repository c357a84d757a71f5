"""The reference of the commands, made of their parsers."""

import argparse
import re
import textwrap
from collections.abc import Iterator

from quizapp.commands.arguments import Argument, arguments_of
from quizapp.commands.catalog import COMMANDS, parser_of

_SIGNS = re.compile(r"([\\`*_<>\[\]|{}])")
_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*[a-z])")
_SHARED = ("-h", "--data-dir", "--language")
"""Options that each command has: told once, above all."""


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
    whole = re.sub(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]", lambda found: found[0].replace(" ", "\0"), usage)
    usage = textwrap.fill(whole, 84, subsequent_indent="    ", break_on_hyphens=False).replace("\0", " ")
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
        f"| {_names(each)} | {plain(each.about)} |"
        for each in arguments_of(parser)
        if any(name in _SHARED for name in each.names) == shared
    ]
    if not rows:
        return ""
    return "\n".join((*((head, "") if head else ()), "| | |", "|---|---|", *rows))


def _names(argument: Argument) -> str:
    values = " ".join(argument.values) or ("{" + ",".join(argument.choices) + "}" if argument.choices else "")
    if not argument.names:
        return f"`{values}`"
    return ", ".join(f"`{f'{name} {values}'.rstrip()}`" for name in argument.names)
