"""Options, printing and reading banks, as several commands need them."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths
from quizapp.problems import Problem
from quizapp.reports.plain_text import visible
from quizapp.terminal.language import OPTION, translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.domain.bank import Bank
    from quizapp.services.library import Library
    from quizapp.terminal.console import Console


def new_parser(command: str, description: str, epilog: str, **values: object) -> "Parser":
    """Make the parser of a command, or, if `command` is empty, of starting the window; `values` go into the epilog."""
    from quizapp.commands.parser import Parser

    parser = Parser(command, description, epilog, **values)
    parser.add_argument("--data-dir", metavar="DIR", type=typed_path, help="keep all your data in this folder")
    parser.add_argument(OPTION, metavar="LANGUAGE", help="the language: en, es or pt_BR; the system's if not given")
    return parser


def add_json(parser: "Parser", text: str = N_("print it as JSON")) -> None:
    """Add the option --json."""
    parser.add_argument("--json", action="store_true", help=text)


def add_bank_language(parser: "Parser", text: str) -> None:
    """Add the option --bank-language."""
    parser.add_argument("--bank-language", metavar="TAG", default="", help=text)


def typed_path(text: str) -> Path:
    """The path that was typed, with ~ expanded; a type for argparse."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        import argparse

        raise argparse.ArgumentTypeError(translate("there is no home folder for “{text}”", text=text)) from None


def new_library(user_paths: UserPaths) -> "Library":
    from quizapp.services.library import library_of
    from quizapp.settings import setting_in

    return library_of(user_paths, setting_in(user_paths.config_file, "opened_files"))


def bank_named(name: str, data_dir: Path | None, language: str = "") -> "Bank | None":
    """The bank called `name`, or the same bank in `language`; None if it has mistakes, which are then printed.

    Raises:
        QuizAppError: the library has no such bank, or not in this language.
    """
    from quizapp.formats.pack_places import BANK_ENDINGS, ENDING
    from quizapp.services.bank_places import banks_at
    from quizapp.services.library import BankUnreadableError

    library = new_library(UserPaths(data_dir))
    is_file = name.lower().endswith((*BANK_ENDINGS, ENDING)) or os.sep in name or (os.altsep and os.altsep in name)
    if language or not is_file:
        library.read_all()
    if is_file:
        path, *others = banks_at(Path(name))
        if others:
            raise QuizAppError(
                "There are several banks in {file}.", "Name one of them: {banks}.",
                file=Path(name).name, banks=", ".join(map(str, (path, *others))),
            )  # fmt: skip
    else:
        path = library.find(name)
    try:
        bank = library.bank(path)
        return library.in_language(bank, language) if language else bank
    except BankUnreadableError as error:
        tell_problems(error.problems)
        return None


def new_console(target: TextIO | None) -> "Console":
    """Make the console. Where stdin is closed, nothing can be read; where `target` is None, the output is lost."""
    from io import StringIO

    from quizapp.terminal.console import Console

    return Console(sys.stdin or StringIO(), target or StringIO())


def problem_data(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "question": problem.question,
        "field": problem.field,
        "code": problem.code,
        "what": problem.what(translate),
        "remedy": problem.remedy(translate),
    }


def tell_problems(problems: Sequence[Problem]) -> None:
    """Print problems on stderr."""
    for problem in problems:
        print(one_line(problem.line_of(translate)), file=sys.stderr)


def print_json(data: Any) -> None:
    import json

    print(json.dumps(data, indent=2))


def print_line(text: str) -> None:
    """Print `text` on one line, and keep its indentation."""
    indent = len(text) - len(text.lstrip(" "))
    print(" " * indent + one_line(text[indent:]))


def one_line(text: str) -> str:
    """`text` on one line, without characters that a terminal would take for commands."""
    return " ".join(visible(text).split("\n")).strip()
