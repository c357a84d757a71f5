"""quizapp export: writes a learner's history as a table or as data."""

from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.paths import UserPaths
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Writes all attempts of a learner to a file, the newest first: a .csv with a row for each attempt, or for each question
with --questions; or a .json with everything, or with --xapi the statements that learning record stores take. Nothing
else is changed, and the window can stay open. Unfinished attempts are listed without marks, and have no statements. To
save a report as PDF, use the window: History, Save….

Examples:
  quizapp learners
  quizapp export Ada --to ada.csv
  quizapp export Ada --to ada-questions.csv --questions
  quizapp export "Ada Lovelace" --to ada.json --search worcester
  quizapp export Ada --to statements.json --xapi
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("export", "Writes a learner's history to a file.", _HELP)
    parser.add_argument("learner", metavar="LEARNER", help="the name (see quizapp learners)")
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="a .csv or .json file; one is replaced")
    parser.add_argument("--questions", action="store_true", help="a row for each question, in a .csv")
    parser.add_argument("--xapi", action="store_true", help="statements of xAPI, in a .json")
    parser.add_argument("--search", metavar="WORDS", default="", help="only banks with these words in their title")
    add_json(parser, "print as JSON what was written")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    ending = options.to.suffix.lower()
    if ending not in (".csv", ".json"):
        parser.error("the FILE of --to ends with .csv or .json; a PDF report is saved in the window")
    if options.questions and ending != ".csv":
        parser.error("--questions is for a .csv; a .json has the questions anyway")
    if options.xapi and ending != ".json":
        parser.error("--xapi is for a .json")
    kind = "answers" if options.questions else "attempts"
    if ending == ".json":
        kind = "statements" if options.xapi else "data"

    from quizapp.services.exporting import NEEDS_MARKS, history_named, read_history, save_history
    from quizapp.storage.reading import open_to_read

    journal = open_to_read(UserPaths(options.data_dir).journal)
    with closing(journal) if journal is not None else nullcontext():
        found = read_history(history_named(journal, options.learner), options.search, with_marks=kind in NEEDS_MARKS)
    save_history(options.to, found, kind)
    unread = sum(entry.attempt.summary is None for entry in found.entries)
    if options.json:
        data = {"learner": found.name, "file": str(options.to), "attempts": len(found.entries), "unreadable": unread}
        print_json(data)
        return 0
    told = translate.plural(
        "%n attempts of {name}: {file}", len(found.entries), name=one_line(found.name), file=options.to
    )
    print_line(told)
    if unread:
        told = translate.plural("The banks of %n attempts cannot be read anymore; their marks are left empty.", unread)
        print_line(told)
    return 0
