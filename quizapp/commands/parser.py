"""A parser of a command's options that speaks the user's language."""

import argparse
from typing import NoReturn

from quizapp.terminal.language import translate
from quizapp.texts import N_

_ARGPARSE_TEXTS = N_(
    (
        "usage: ",
        "positional arguments",
        "options",
        "show this help message and exit",
        "%(prog)s: error: %(message)s\n",
        "argument %(argument_name)s: %(message)s",
        "the following arguments are required: %s",
        "one of the arguments %s is required",
        "not allowed with argument %s",
        "unrecognized arguments: %s",
        "expected one argument",
        "expected at most one argument",
        "expected at least one argument",
        "expected %s arguments",
        "ignored explicit argument %r",
        "invalid %(type)s value: %(value)r",
        "invalid choice: %(value)r (choose from %(choices)s)",
        "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)",
    )
)
"""The texts of argparse; those that a version of Python words differently stay English."""
_USAGE = _ARGPARSE_TEXTS[0]


def _plural(one: str, several: str, count: int) -> str:
    return translate(one if count == 1 else several)


argparse._ = translate  # type: ignore[attr-defined]  # argparse asks gettext, which knows no catalogs of ours
argparse.ngettext = _plural  # type: ignore[attr-defined]


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def _get_help_string(self, action: argparse.Action) -> str | None:
        return translate(action.help) if action.help else None

    def start_section(self, heading: str | None) -> None:
        super().start_section(translate(heading) if heading else None)


class Parser(argparse.ArgumentParser):
    """Reads the arguments of a command; all texts that it is given are translated."""

    def __init__(self, command: str, description: str, epilog: str, **values: object) -> None:
        super().__init__(
            prog=f"quizapp {command}".rstrip(),
            description=translate(description),
            epilog=translate(epilog, **values),
            formatter_class=_Formatter,
            allow_abbrev=False,
        )

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Parse as argparse does, with metavars in the user's language."""
        self._translate_metavars()
        return super().parse_known_args(args, namespace)

    def parse_known_intermixed_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Parse as argparse does, but with a usage of ours: it strips “usage: ” as seven letters in every language."""
        self._translate_metavars()
        original, self.usage = self.usage, self.usage or self.format_usage().removeprefix(translate(_USAGE))
        try:
            return super().parse_known_intermixed_args(args, namespace)
        finally:
            self.usage = original

    def _translate_metavars(self) -> None:
        for action in self._actions:
            if isinstance(action.metavar, str):
                action.metavar = translate(action.metavar)
            elif action.metavar is not None:
                action.metavar = tuple(map(translate, action.metavar))

    def error(self, message: str, **values: object) -> NoReturn:
        """Print what is wrong with the arguments, and exit."""
        super().error(translate(message, **values))
