"""quizapp import: brings in questions of Moodle and other tools."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.shared import (
    add_json,
    new_parser,
    print_json,
    print_line,
    problem_data,
    tell_problems,
    typed_path,
)
from quizapp.errors import QuizAppError
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.services.importing import ImportedFile

_HELP = N_("""\
Imports questions from other tools, tables and sheets: makes banks of them, and writes each as ID.yaml into a folder,
with its images. The format is recognized by what is in the file. Whatever could not be imported is listed here, and in
NAME.report.md beside the banks. Banks that exist are replaced only with --force. Ends with 0 if all went well, with 1
if a file could not be imported.

Formats:
  Moodle XML   in Moodle: Question bank, Export, Moodle XML format
  QTI 1.2      Canvas, Respondus, Blackboard: the .zip or .imscc that they export, unchanged
  QTI 2 and 3  TAO, Inspera, Blackboard and others: a package (.zip) or an item
  GIFT         plain text: {~wrong =right}
  Aiken        plain text: A) … B) … ANSWER: B
  .xlsx, CSV   one row per question, and above it the names: question, A, B, C, D, answer, points, explanation, …
  OneStopQA    an article at three reading levels, with questions by the STARC scheme: one bank with all three
  .docx, .txt  as people type them: numbered questions, lettered options; keys by *, in bold, Answer: B, or in a list

A FILE may be a folder or a .zip with such files in it.

Examples:
  quizapp import questions.xml --to my-banks
  quizapp import *.gift.txt --to my-banks --force
  quizapp import "Unit 3.docx" questions.xlsx --to my-banks
  quizapp import article.txt --to my-banks --level elementary
""")


def make_parser(name: str = "import") -> "Parser":
    """Make the parser of the command, or of its old name."""
    from quizapp.interchange.onestopqa import LEVELS

    parser = new_parser(name, "Imports questions from Moodle and other tools.", _HELP)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a file, a .zip or a folder to import")
    parser.add_argument("--to", metavar="DIR", type=typed_path, required=True, help="the folder for the banks")
    parser.add_argument(
        "--level", metavar="LEVEL", action="append", choices=list(LEVELS), help="only this level: %(choices)s"
    )
    parser.add_argument("--force", action="store_true", help="replace banks that exist")
    add_json(parser)
    return parser


def run(arguments: Sequence[str], name: str = "import") -> int:
    """Run the command and return its exit code."""
    options = make_parser(name).parse_intermixed_args(arguments)
    if options.to.exists() and not options.to.is_dir():
        raise QuizAppError("{to} is not a folder.", "Name another one with --to.", to=options.to)

    from quizapp.services.importing import import_files
    from quizapp.terminal.progress_line import ProgressLine

    done, line = [], ProgressLine()
    try:
        for imported in import_files(
            options.files,
            options.to,
            replace=options.force,
            levels=options.level or (),
            translate=translate,
            progress=line,
        ):
            line.end()
            done.append(imported)
            if not options.json:
                _tell(imported)
    finally:
        line.end()
    if options.json:
        print_json({"files": [_data(each) for each in done]})
    return 1 if any(each.problems for each in done) else 0


def _tell(imported: "ImportedFile") -> None:
    from quizapp.interchange.losses import summary_line

    for file, bank in zip(imported.files, imported.banks, strict=True):
        print_line(f"{file}: {translate.plural('%n questions', len(bank.questions))}")
    if imported.losses.items and (imported.files or not (imported.losses.kept or imported.losses.changed)):
        print_line(f"{imported.source}: {summary_line(imported.losses, translate=translate)}")
    if imported.report_file is not None:
        print_line(translate("Report: {file}", file=imported.report_file))
    tell_problems(imported.problems)


def _data(imported: "ImportedFile") -> dict[str, Any]:
    return {
        "source": str(imported.source),
        "banks": [
            {"file": str(file), "id": bank.id, "title": bank.title, "questions": len(bank.questions)}
            for file, bank in zip(imported.files, imported.banks, strict=True)
        ],
        "report": str(imported.report_file) if imported.report_file else None,
        **loss_data(imported.losses),
        "problems": [problem_data(problem) for problem in imported.problems],
    }


def loss_data(losses: Any) -> dict[str, Any]:
    """The loss report as JSON: the totals, and each question with what it lost."""
    return {
        "read": losses.read,
        "as_they_were": losses.kept,
        "with_changes": losses.changed,
        "left_out": losses.left_out,
        "losses": [
            {
                "line": item.line,
                "question": item.name,
                "made": item.made,
                "losses": [
                    {"kind": loss.kind, "code": loss.code, "text": loss.sentence(translate)} for loss in item.losses
                ],
            }
            for item in losses.items
            if item.losses
        ],
        "notes": [
            {"place": translate.say(place), "kind": loss.kind, "code": loss.code, "text": loss.sentence(translate)}
            for place, loss in losses.notes
        ],
    }
