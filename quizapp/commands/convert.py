"""quizapp convert: makes banks from files of other tools."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.shared import add_json, folder, new_parser, print_json, print_line, problem_data, tell_problems
from quizapp.errors import QuizAppError
from quizapp.problems import Problem
from quizapp.reports.plain_text import counted

if TYPE_CHECKING:
    from quizapp.services.converting import WrittenBank

_HELP = """\
Makes banks from files of other tools, and writes each as ID.yaml into a folder. Banks that exist are replaced only
with --force. A file with mistakes gives no bank: each mistake is shown with its line and how to fix it. Ends with 0 if
all went well, otherwise with 1.

Formats:
  onestopqa   an article at three reading levels, with questions by the STARC scheme: one bank with all three

Examples:
  quizapp convert articles/*.txt --to my-banks
  quizapp convert article.txt --to my-banks --level elementary --force
"""


def run(arguments: Sequence[str]) -> int:
    from quizapp.formats.catalog import BY_NAME, LEVELS

    parser = new_parser("convert", "Makes banks from files of other tools.", _HELP)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a file to convert")
    parser.add_argument("--to", metavar="DIR", type=folder, required=True, help="the folder for the banks")
    parser.add_argument(
        "--from", dest="format", metavar="FORMAT", choices=list(BY_NAME), help="the format; recognized if left out"
    )
    parser.add_argument(
        "--level", metavar="LEVEL", action="append", choices=LEVELS, help=f"only this level: {', '.join(LEVELS)}"
    )
    parser.add_argument("--force", action="store_true", help="replace banks that exist")
    add_json(parser)
    options = parser.parse_intermixed_args(arguments)
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
                print_line(f"{bank.file}: {counted(len(bank.bank.questions), 'question')}")
            tell_problems(wrong)
    if options.json:
        data = [_written_data(*each) for each in written]
        print_json({"banks": data, "problems": [problem_data(problem) for problem in problems]})
    else:
        asked = counted(sum(len(bank.bank.questions) for _, bank in written), "question")
        told = f": {counted(len(problems), 'problem')} found" if problems else ""
        print(f"{counted(len(written), 'bank')}, {asked} written{told}.")
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
