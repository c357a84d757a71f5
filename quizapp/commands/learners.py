"""quizapp learners: lists the learners of this computer."""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.paths import UserPaths
from quizapp.reports.plain_text import columns, padded
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("Lists the learners who have given a name, with the number of their attempts. Nothing is changed.")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("learners", "Lists the learners.", _HELP)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    options = make_parser().parse_intermixed_args(arguments)

    from quizapp.services.exporting import named_learners
    from quizapp.services.learners import count_attempts
    from quizapp.storage.reading import open_to_read

    found = []
    if (journal := open_to_read(UserPaths(options.data_dir).journal)) is not None:
        with closing(journal):
            found = [(each.name, count_attempts(journal, each)) for each in named_learners(journal)]
    if options.json:
        print_json({"learners": [{"name": name, "attempts": count} for name, count in found]})
        return 0
    if not found:
        print(translate("Nobody has entered a name yet."))
        return 0
    widest = max(columns(one_line(name)) for name, _ in found)
    for name, count in found:
        print_line(f"{padded(one_line(name), widest)}  {translate.plural('%n attempts', count)}")
    return 0
