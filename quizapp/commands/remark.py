"""quizapp remark: a wrong key is mended, and marks are computed anew."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk
from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.reports.words import total_text
from quizapp.services.desk.reasons import reason_text
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.commands.parser import Parser
    from quizapp.domain.desk_entry import Entry
    from quizapp.services.desk.desk import Desk
    from quizapp.services.desk.grading import Grades
    from quizapp.services.desk.mending import Preview

_HELP = N_("""\
Shows what a change of a key would do to the marks: who changes, from what to what. With --yes it is done. Without a
change, lists all changes to the assignment; --undo with --yes takes back one of them, and can itself be taken back.
ANSWER is written as in an answers file (see quizapp take --help): B, [A, C], or {{1: forest}}.
{about}
Examples:
  quizapp remark "What happened"
  quizapp remark "What happened" --question q3 --key B --reason "The key was a slip."
  quizapp remark "What happened" --question q3 --key B --reason "The key was a slip." --yes
  quizapp remark "What happened" --question q4 --leave-out --reason "Two readings are possible." --yes
  quizapp remark "What happened" --undo 12 --reason "It was right after all." --yes
""")

ENTRY_NAMES = N_(
    {
        "collected": "collected",
        "submission_allowed": "submission allowed",
        "signer_decided": "signer decided",
        "answer_rated": "answer rated",
        "remarked": "remarked",
        "overridden": "points set",
        "mended": "mended",
        "entry_undone": "entry undone",
        "released": "released",
        "assignment_reopened": "reopened",
        "learner_deleted": "learner deleted",
    }
)
"""The names of the entries of an audit."""


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("remark", "Fixes a key, and marks the answers again.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="its title, or the beginning of its id")
    parser.add_argument("--question", metavar="ID", help="the question to fix")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--key", metavar="ANSWER", help="this is the right answer, in place of the old key")
    how.add_argument("--accept", metavar="ANSWER", help="this is right too")
    how.add_argument("--full-marks", action="store_true", help="everybody has all points")
    how.add_argument("--leave-out", action="store_true", help="it counts for nobody")
    how.add_argument("--points", metavar="N", help="how many points it is worth")
    how.add_argument("--undo", metavar="NUMBER", type=int, help="take back an entry of the list of changes")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why; it is kept in the list of changes")
    parser.add_argument("--yes", action="store_true", help="do it; without, it is only shown")
    add_desk_url(parser)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    mends = options.key or options.accept or options.full_marks or options.leave_out or options.points
    if mends and not options.question:
        parser.error("name the --question")
    if options.question and not mends:
        parser.error("say how to fix it: --key, --accept, --full-marks, --leave-out or --points")
    if (mends or options.undo is not None) and not options.reason.strip():
        parser.error("say why, with --reason")
    with opened_desk(options) as desk:
        from quizapp.services.desk.assigning import find_assignment
        from quizapp.services.desk.gradebook import graded, people
        from quizapp.services.desk.mending import preview

        id_ = find_assignment(desk, options.assignment).id
        grades, entries = graded(desk, id_)
        if not mends and options.undo is None:
            return _list(entries, options.json)
        added = _entry(desk, grades, entries, options)
        told = preview(grades.assignment, desk.received(id_), entries, [added])
        if options.yes:
            desk.store.append(id_, added, len(entries))
        names = {member.id: member.name for member in people(desk, grades.assignment, grades.learners)}
        if not options.json:
            _tell_key(grades, added)
        _tell(told, names, done=options.yes, as_json=options.json)
    return 0


def _entry(desk: "Desk", grades: "Grades", entries: "Sequence[Entry]", options: "argparse.Namespace") -> "Entry":
    from quizapp.formats.responses import read_answer
    from quizapp.services.desk.gradebook import find_question
    from quizapp.services.desk.mending import (
        FULL_MARKS,
        LEFT_OUT,
        also_accept,
        another_key,
        mend_entry,
        other_points,
        undo_entry,
    )

    if options.undo is not None:
        return undo_entry(entries, options.undo, at=desk.clock(), who=desk.who, why=options.reason)
    part, question = find_question(grades, options.question)
    if options.key:
        mend = another_key(question, read_answer(options.key, question), grades.banks[part])
    elif options.accept:
        mend = also_accept(question, read_answer(options.accept, question))
    elif options.points:
        mend = other_points(question, options.points)
    else:
        mend = FULL_MARKS if options.full_marks else LEFT_OUT
    return mend_entry(part, question.id, mend, at=desk.clock(), who=desk.who, why=options.reason)


def _list(entries: "Sequence[Entry]", as_json: bool) -> int:
    from datetime import datetime

    import msgspec

    from quizapp.services.desk.grading import standing

    counts = standing(entries)
    if as_json:
        print_json(
            {
                "entries": [
                    {"number": number, "counts": counts[number] is not None, **msgspec.to_builtins(entry)}
                    for number, entry in enumerate(entries)
                ]
            }
        )
        return 0
    if not entries:
        print(translate("Nothing has come in, and nothing was changed yet."))
    for number, entry in enumerate(entries):
        when = datetime.fromtimestamp(entry.at).strftime("%Y-%m-%d %H:%M") if entry.at else translate("(no time)")
        kind = translate(ENTRY_NAMES[str(type(entry).__struct_config__.tag)])
        question = getattr(entry, "question", "")
        why = f": {reason_text(entry.why, translate)}" if entry.why else ""
        undone = "" if counts[number] is not None else translate(" (taken back)")
        print_line(one_line(f"{number}  {when}  {entry.who}  {kind} {question}".rstrip() + why + undone))
    return 0


def _tell_key(grades: "Grades", added: "Entry") -> None:
    """Tell in words what would be right: letters are those of the assignment, not those of its author's file."""
    from quizapp.domain.desk_entry import Mended
    from quizapp.services.desk.grading import read_question

    if not isinstance(added, Mended):
        return
    mend, question = added.mend, grades.banks[added.part].question(added.question)
    if mend.kind == "replaced":
        changed = read_question(mend.question)
        changed.attach(grades.banks[added.part].passage)
        right = one_line("; ".join(changed.summarize(changed.correct_response(), translate)))
        print_line(translate("The right answer is: {answer}", answer=right))
    elif mend.kind == "also" and mend.response is not None:
        also = one_line("; ".join(question.summarize(mend.response, translate)))
        print_line(translate("Also right: {answer}", answer=also))


def _tell(told: "Preview", names: dict[str, str], *, done: bool, as_json: bool) -> None:

    if as_json:
        changes = [
            {
                "learner": names.get(change.learner, change.learner),
                "before": float(change.before.earned),
                "after": float(change.after.earned),
                "possible": float(change.after.possible),
            }
            for change in told.changes
        ]
        print_json({"done": done, "handed_in": told.handed_in, "changes": changes})
        return
    for change in told.changes:
        before, after = (total_text(total, translate) for total in (change.before, change.after))
        print_line(f"{one_line(names.get(change.learner, change.learner))}: {before} → {after}")
    print_line(
        translate.plural(
            "{count} of %n learners changed." if done else "{count} of %n learners would change. Do it with --yes.",
            told.handed_in,
            count=len(told.changes),
        )
    )
