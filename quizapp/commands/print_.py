"""quizapp print: sheets for learners, the answer key, feedback and class lists as PDF files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk
from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.errors import QuizAppError
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.commands.parser import Parser
    from quizapp.reports.paper_sheet import Letter
    from quizapp.services.desk.desk import Desk

_HELP = N_("""\
Makes a PDF of an assignment to be printed: the text with numbered paragraphs and lines, and the questions in a form
that can be answered with a pencil. There are up to four versions, A to D, each in its own order, which is the same
at each printing. With --key, it is the teacher's answer key of these versions; its line numbers fit sheets on the same
--paper. What was answered on paper is typed in at the desk, on its page Paper.

--feedback and --all give marks, key and remarks to learners on paper, and release them. Where FILE is a folder, each
learner has a file of their own there. With --class, the names of a class as a list.
{about}
Examples:
  quizapp print "What happened" --to sheets.pdf --versions A-D
  quizapp print "What happened" --to key.pdf --versions A-D --key
  quizapp print "What happened" --to ada.pdf --feedback Ada --paper Letter
  quizapp print "What happened" --to feedback/ --all
  quizapp print --class 7b --to names.pdf
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("print", "Makes PDF files of an assignment.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("assignment", metavar="ASSIGNMENT", nargs="?", help="its title or id (see quizapp assign)")
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="a .pdf file; one is replaced")
    parser.add_argument("--versions", metavar="LETTERS", default="A", help="such as A-D or AC; A if not given")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="", help="the one of your country if not given")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--key", action="store_true", help="the answer key in place of the sheets")
    kind.add_argument("--feedback", metavar="LEARNER", help="the marks of one learner")
    kind.add_argument("--all", action="store_true", help="the marks of all who have handed in")
    kind.add_argument("--class", dest="class_name", metavar="CLASS", help="the names of a class")
    add_desk_url(parser)
    add_json(parser, "print as JSON what was written")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    if bool(options.assignment) == bool(options.class_name):
        parser.error("name an ASSIGNMENT, or a class with --class")
    is_file = options.to.suffix.lower() == ".pdf"
    if not is_file and not (options.feedback or options.all):
        parser.error("the FILE of --to ends with .pdf")
    versions = _versions(options.versions)
    with opened_desk(options) as desk:
        written = _write(desk, options, versions, is_file)
    if options.json:
        print_json({"files": [str(path) for path in written]})
    for path in written if not options.json else ():
        print_line(translate("Print this file: {file}", file=one_line(str(path))))
    return 0


def _versions(text: str) -> "list[Letter]":
    """The versions in `text`: letters, or the first and the last one with a dash between them."""
    from quizapp.reports.paper_sheet import LETTERS

    typed = text.upper().replace(",", "").replace(" ", "")
    first, dash, last = typed.partition("-")
    known = "".join(LETTERS)
    if dash and len(first) == len(last) == 1 and first in known and last in known and first <= last:
        return [letter for letter in LETTERS if first <= letter <= last]
    if not dash and typed and set(typed) <= set(known):
        return [letter for letter in LETTERS if letter in typed]
    raise QuizAppError(
        "“{text}” is not a list of versions.", "Write letters from A to D, such as AC or A-D.", text=text
    )


def _write(desk: "Desk", options: "argparse.Namespace", versions: "list[Letter]", is_file: bool) -> list[Path]:
    from quizapp.gui.paper import assignment_pdf
    from quizapp.services.desk.assigning import find_assignment
    from quizapp.services.desk.classes import find_class
    from quizapp.services.desk.gradebook import graded
    from quizapp.whole_file import write_whole

    assignment_pdf.prepare(translate.language)
    if options.class_name:
        room = find_class(desk, options.class_name)
        title, papers = room.name, assignment_pdf.names(room.name, [member.name for member in room.members])
    else:
        assignment = desk.assignment(find_assignment(desk, options.assignment).id)
        if options.feedback or options.all:
            return _write_feedback(desk, assignment.id, options, is_file)
        title = assignment.title
        if options.key:
            papers = assignment_pdf.key(assignment, versions, graded(desk, assignment.id)[0].banks)
        else:
            papers = assignment_pdf.sheets(assignment, versions)
    write_whole(options.to, assignment_pdf.sized_pdf(title, papers, options.paper))
    return [options.to]


def _write_feedback(desk: "Desk", assignment_id: str, options: "argparse.Namespace", is_file: bool) -> list[Path]:
    from quizapp.file_names import write_new
    from quizapp.gui.paper.assignment_pdf import feedback, sized_pdf
    from quizapp.services.desk.classes import find_member
    from quizapp.services.desk.gradebook import people
    from quizapp.services.desk.paper_feedback import feedback_reports
    from quizapp.whole_file import write_whole

    assignment = desk.assignment(assignment_id)
    members = people(desk, assignment, [each.submission.learner for each in desk.received(assignment_id)])
    chosen = [find_member(members, options.feedback)] if options.feedback else list(members)
    found = feedback_reports(desk, assignment_id, [member.id for member in chosen], translate)
    if is_file:
        every = [report for reports in found.values() for report in reports]
        write_whole(options.to, sized_pdf(assignment.title, feedback(every), options.paper))
        return [options.to]
    return [
        write_new(options.to, f"{assignment.title} - {name}", ".pdf", sized_pdf(name, feedback(reports), options.paper))
        for name, reports in found.items()
    ]
