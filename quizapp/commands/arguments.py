"""Options and arguments of a parser, as shell completion and the manual page need them."""

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
"""The kind of thing that a value names, by its metavar."""


class Argument(NamedTuple):
    """An option or an argument of a command.

    `names` are those of an option, and empty for an argument. `values` are the metavars of its values, such as FILE.
    `kind` says what the first value names: ``banks``, ``classes``, ``languages``, ``folders`` or ``files``; it is
    empty for any text. `choices` are the only values that it takes, if there is such a list. `most` is how many
    values it takes; None for any number. `about` is a text in the user's language.
    """

    names: tuple[str, ...]
    values: tuple[str, ...]
    kind: str
    choices: tuple[str, ...]
    most: int | None
    about: str


def arguments_of(parser: argparse.ArgumentParser) -> tuple[Argument, ...]:
    """The options and arguments of `parser`, in order, without those that its help hides."""
    formatter = parser.formatter_class(prog=parser.prog)
    return tuple(_argument(each, formatter) for each in parser._actions if each.help != argparse.SUPPRESS)


def _argument(action: argparse.Action, formatter: argparse.HelpFormatter) -> Argument:
    choices = tuple(map(str, action.choices or ()))
    metavars = action.metavar if isinstance(action.metavar, tuple) else (action.metavar or "",)
    if action.nargs == 0:
        metavars = ()
    elif metavars == ("",):
        metavars = ("{" + ",".join(choices) + "}" if choices else action.dest.upper(),)
    most = action.nargs if isinstance(action.nargs, int) else None if action.nargs in ("*", "+") else 1
    kind = "" if choices or not metavars else _KINDS.get(metavars[0], "")
    about = formatter._expand_help(action) if action.help else ""
    return Argument(
        tuple(action.option_strings), tuple(map(translate, metavars)), kind, choices, most, " ".join(about.split())
    )
