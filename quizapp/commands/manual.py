"""quizapp manual: prints the manual page, made of the parsers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quizapp.commands.shared import new_parser
from quizapp.terminal.language import translate
from quizapp.texts import N_
from quizapp.version import DATE, VERSION

if TYPE_CHECKING:
    from quizapp.commands.arguments import Argument
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Prints the manual page of all commands, in the language of troff, which man shows.

Examples:
  quizapp manual | man -l -
  quizapp manual > ~/.local/share/man/man1/quizapp.1
""")
_HEADS = N_(("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS"))
_SHARED = ("--help", "--data-dir", "--language")
"""Options that each command has, explained once."""
_EXIT = N_("0 if all is well, 1 if something is wrong, 2 if the command was typed in a wrong way.")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    return new_parser("manual", "Prints the manual page.", _HELP)


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    make_parser().parse_intermixed_args(arguments)
    print(manual_page(), end="")
    return 0


def manual_page() -> str:
    """Return the manual page in the user's language."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    from quizapp.commands.arguments import arguments_of
    from quizapp.commands.catalog import COMMANDS, parser_of, start_parser

    start = start_parser()
    name, synopsis, description, options, commands, status = (_plain(translate(head)) for head in _HEADS)
    yield f'.TH QUIZAPP 1 {DATE} "quizapp {VERSION}"'
    yield f".SH {name}"
    yield f"quizapp \\- {_plain((start.description or '').rstrip('.'))}"
    yield f".SH {synopsis}"
    yield from _literal(map(str.strip, (start.usage or "").splitlines()))
    yield f".SH {description}"
    yield from _told(start.epilog or "")
    yield f".SH {options}"
    yield from _argument_list(arguments_of(start))
    yield f".SH {commands}"
    for command in COMMANDS:
        parser = parser_of(command)
        own = [each for each in arguments_of(parser) if not set(each.names) & set(_SHARED)]
        yield f".SS quizapp {_plain(command)}"
        yield _plain(parser.description or "")
        yield ".PP"
        yield from _told(parser.epilog or "")
        yield from _argument_list(own)
    yield f'.SH "{status}"'
    yield _plain(translate(_EXIT))


def _argument_list(arguments: Iterable["Argument"]) -> Iterator[str]:
    """Options and arguments, each with its description."""
    for each in arguments:
        values = " ".join(f"\\fI{_plain(value)}\\fR" for value in each.values)
        names = ", ".join(f"\\fB{_plain(name)}\\fR{' ' if values else ''}{values}" for name in each.names)
        yield ".TP"
        yield names or values
        yield _plain(each.about)


def _told(text: str) -> Iterator[str]:
    """The text of a help below its options: paragraphs, and lists and examples as they are typed there."""
    for number, part in enumerate(re.split(r"\n{2,}", text.strip("\n"))):
        lines = part.splitlines()
        typed = [line for line in lines if re.match(r" {2}|\S+ {2,}", line)]
        if number and typed != lines:
            yield ".PP"
        if not typed:
            yield from map(_plain, lines)
        else:
            yield from map(_plain, lines[: lines.index(typed[0])])
            yield from _literal(lines[lines.index(typed[0]) :])


def _literal(lines: Iterable[str]) -> Iterator[str]:
    yield from (".RS 2", ".nf", *(_plain(line.removeprefix("  ")) for line in lines), ".fi", ".RE")


def _plain(line: str) -> str:
    """`line` escaped for troff: none of its characters is a command, and a hyphen is copied as a hyphen."""
    line = line.strip("\n").replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return f"\\&{line}" if line.startswith(".") else line
