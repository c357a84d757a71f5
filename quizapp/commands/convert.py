"""quizapp convert: makes banks from files of other tools."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.shared import add_json, folder, new_parser, print_json, print_line, problem_data, tell_problems
from quizapp.errors import QuizAppError
from quizapp.problems import Problem
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.services.converting import WrittenBank

_HELP = N_("""\
Makes banks from files of other tools, and writes each as ID.yaml into a folder. Banks that exist are replaced only
with --force. A file with mistakes gives no bank: each mistake is shown with its line and how to fix it. Ends with 0 if
all went well, otherwise with 1.

Formats:
  onestopqa   an article at three reading levels, with questions by the STARC scheme: one bank with all three

Examples:
  quizapp convert articles/*.txt --to my-banks
  quizapp convert article.txt --to my-banks --level elementary --force
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    from quizapp.formats.catalog import BY_NAME, LEVELS

    parser = new_parser("convert", "Makes banks from files of other tools.", _HELP)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a file to convert")
    parser.add_argument("--to", metavar="DIR", type=folder, required=True, help="the folder for the banks")
    parser.add_argument(
        "--from", dest="format", metavar="FORMAT", choices=list(BY_NAME), help="the format; recognized if left out"
    )
    parser.add_argument(
        "--level", metavar="LEVEL", action="append", choices=LEVELS, help="only this level: %(choices)s"
    )
    parser.add_argument("--force", action="store_true", help="replace banks that exist")
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command; gives the exit code."""
    from quizapp.formats.catalog import BY_NAME

    options = make_parser().parse_intermixed_args(arguments)
    if options.to.exists() and not options.to.is_dir():
        raise QuizAppError("{to} is not a folder.", "Name another one with --to.", to=options.to)

    from quizapp.services.converting import convert

    written: list[tuple[Path, WrittenBank]] = []
    problems: list[Problem] = []
    named = BY_NAME[options.format] if options.format else None
    for source, bank, wrong in convert(options.files, options.to, named, options.level or (), options.force):
        written += [(source, bank)] if bank is not None else []
        problems += wrong
        if not options.json:
            if bank is not None:
                print_line(f"{bank.file}: {translate.plural('%n questions', len(bank.bank.questions))}")
            tell_problems(wrong)
    if options.json:
        data = [_written_data(*each) for each in written]
        print_json({"banks": data, "problems": [problem_data(problem) for problem in problems]})
    else:
        asked = sum(len(bank.bank.questions) for _, bank in written)
        made = ", ".join((translate.plural("%n banks", len(written)), translate.plural("%n questions", asked)))
        if problems:
            print(translate.plural("{made} written: %n problems found.", len(problems), made=made))
        else:
            print(translate("{made} written.", made=made))
    return 1 if problems else 0


def _written_data(source: Path, written: "WrittenBank") -> dict[str, Any]:
    bank = written.bank
    return {
        "file": str(written.file),
        "source": str(source),
        "id": bank.id,
        "title": bank.title,
        "levels": [level.name for level in bank.levels],
        "questions": len(bank.questions),
    }
