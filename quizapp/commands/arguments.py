"""Options and arguments of a parser, for whatever tells of them: shells that complete them, the manual page."""

import argparse
from typing import NamedTuple

from quizapp.terminal.language import translate

_KINDS = {
    "BANK": "banks",
    "CLASS": "classes",
    "LANGUAGE": "languages",
    "DIR": "folders",
    "FILE": "files",
    "PATH": "files",
    "PLACE": "files",
}
"""The kind of what a value names, by the sign that stands for it."""


class Argument(NamedTuple):
    """An option or an argument of a command.

    `names` are those of an option, and empty for an argument. `values` are the signs for what follows it, such as FILE.
    `kind` says what the first value names: ``banks``, ``classes``, ``languages``, ``folders`` or ``files``; it is
    empty for any text. `choices` are all values that can be given, empty where there are others. `most` is how many
    values it takes; None for any number. `about` is a text in the user's language.
    """

    names: tuple[str, ...]
    values: tuple[str, ...]
    kind: str
    choices: tuple[str, ...]
    most: int | None
    about: str


def arguments_of(parser: argparse.ArgumentParser) -> tuple[Argument, ...]:
    """Give the options and arguments of `parser` in its order, but those that its help leaves out."""
    formatter = parser.formatter_class(prog=parser.prog)
    return tuple(_argument(each, formatter) for each in parser._actions if each.help != argparse.SUPPRESS)


def _argument(action: argparse.Action, formatter: argparse.HelpFormatter) -> Argument:
    choices = tuple(map(str, action.choices or ()))
    signs = action.metavar if isinstance(action.metavar, tuple) else (action.metavar or "",)
    if action.nargs == 0:
        signs = ()
    elif signs == ("",):
        signs = ("{" + ",".join(choices) + "}" if choices else action.dest.upper(),)
    most = {None: 1, "?": 1, "*": None, "+": None}[action.nargs] if not isinstance(action.nargs, int) else action.nargs
    kind = "" if choices or not signs else _KINDS.get(signs[0], "")
    about = formatter._expand_help(action) if action.help else ""
    return Argument(
        tuple(action.option_strings), tuple(map(translate, signs)), kind, choices, most, " ".join(about.split())
    )
