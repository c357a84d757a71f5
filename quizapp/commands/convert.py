"""quizapp convert: the old name of import."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.commands import import_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser


def make_parser() -> "Parser":
    """Make the parser of the command."""
    return import_.make_parser("convert")


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    return import_.run(arguments, "convert")
