"""quizapp collect: takes in what learners handed in, and says who is still missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk
from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.commands.parser import Parser
    from quizapp.services.desk.collecting import Verdict
    from quizapp.services.desk.desk import Desk

_HELP = N_("""\
Collects files of answers (.quizanswers) from folders and the folders in them, or single files. Files are only read, and
the same file twice is one submission, so you can collect again at any time. Ends with 1 if a file could not be
collected.

Without a PLACE, lists what waits for you: answers under a name that is not on the list (--match says whose they are),
and answers signed by another program than earlier ones (--accept or --refuse). Each has an ID.
{about}
Examples:
  quizapp collect /media/stick
  quizapp collect shared/ late/Bees*.quizanswers --json
  quizapp collect
  quizapp collect --match 3f2a91c0 "Ada Lovelace"
  quizapp collect --accept 77b0e1d2 --reason "new laptop"
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("collect", "Collects what learners handed in.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("places", metavar="PLACE", nargs="*", type=Path, help="a folder or a file")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--match", metavar=("ID", "LEARNER"), nargs=2, help="these answers are this learner's")
    how.add_argument("--accept", metavar="ID", help="the program that signed these answers is the learner's")
    how.add_argument("--refuse", metavar="ID", help="that program is not the learner's: what it signed does not count")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why; it is kept in the list of changes")
    add_desk_url(parser)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    decides = options.match or options.accept or options.refuse
    if decides and options.places:
        parser.error("--match, --accept and --refuse go without a PLACE")
    with opened_desk(options) as desk:
        if decides:
            _decide(desk, options)
        if options.places:
            return _collect(desk, options)
        _list_waiting(desk, options.json)
    return 0


def _collect(desk: "Desk", options: "argparse.Namespace") -> int:
    from quizapp.services.desk.collecting import KEPT, collect
    from quizapp.services.desk.handed_in import missing

    found = collect(desk, options.places)
    collected = {verdict.assignment for verdict in found.verdicts}
    still_missing = [
        (assignment, [each.name for each in missing(desk, assignment.id)])
        for assignment in desk.store.assignments()
        if assignment.id in collected
    ]
    failed = sum(verdict.kind not in KEPT or not verdict.digest for verdict in found.verdicts)
    if options.json:
        print_json(
            {
                "files": [_as_data(verdict) for verdict in found.verdicts],
                "missing": [
                    {"assignment": assignment.title, "class": assignment.class_name, "learners": learners}
                    for assignment, learners in still_missing
                ],
            }
        )
        return 1 if failed else 0
    if not found.verdicts:
        print(translate("There are no files of answers (.quizanswers) in there."))
        return 0
    for verdict in found.verdicts:
        if verdict.kind not in ("new", "same") or verdict.odd_time:
            print_line(f"{one_line(verdict.path.name)}: {translate.say(verdict.told())}")
        if verdict.is_late and verdict.kind != "same":
            print_line(translate("{file}: handed in late.", file=one_line(verdict.path.name)))
    new = found.count("new", "superseding", "superseded")
    told = translate.plural(
        "%n files: {new} new, {known} known, {failed} not collected.",
        len(found.verdicts),
        new=new,
        known=found.count("same"),
        failed=failed,
    )
    print_line(told)
    for assignment, learners in still_missing:
        names = ", ".join(map(one_line, learners)) or translate("nobody")
        title, room = one_line(assignment.title), one_line(assignment.class_name)
        print_line(translate("Still missing for “{title}” ({room}): {names}", title=title, room=room, names=names))
    return 1 if failed else 0


def _as_data(verdict: "Verdict") -> dict[str, Any]:
    return {
        "file": str(verdict.path),
        "verdict": verdict.kind,
        "says": translate.say(verdict.told()),
        "name": verdict.name,
        "late": verdict.is_late,
        "id": verdict.digest[:8],
    }


def _decide(desk: "Desk", options: "argparse.Namespace") -> None:
    from quizapp.services.desk.classes import find_member
    from quizapp.services.desk.collecting import decide_key, find_waiting, match

    id_ = options.match[0] if options.match else options.accept or options.refuse
    found = find_waiting(desk, id_, "unknown_learner" if options.match else "second_key")
    submission = found.received.submission
    if options.match:
        learner = find_member(desk.store.learners(), options.match[1])
        match(desk, submission.assignment, found.received.digest, learner.id, options.reason)
    else:
        decide_key(desk, submission.learner, found.received.signer, bool(options.accept), options.reason)


def _list_waiting(desk: "Desk", as_json: bool) -> None:
    from quizapp.services.desk.collecting import waiting

    found = [(assignment, each) for assignment in desk.store.assignments() for each in waiting(desk, assignment.id)]
    if as_json:
        data = [
            {
                "id": each.received.digest[:8],
                "assignment": assignment.title,
                "name": each.received.submission.name,
                "waits_for": each.kind,
                "near": each.near.name if each.near else "",
            }
            for assignment, each in found
        ]
        print_json({"waiting": data})
        return
    if not found:
        print(translate("Nothing waits for you."))
    for assignment, each in found:
        name, title = one_line(each.received.submission.name), one_line(assignment.title)
        if each.kind != "unknown_learner":
            why = translate("“{title}”: {name} was signed by another program.", title=title, name=name)
        elif each.near:
            near = one_line(each.near.name)
            why = translate("“{title}”: {name} is not on the list. Is it {near}?", title=title, name=name, near=near)
        else:
            why = translate("“{title}”: {name} is not on the list.", title=title, name=name)
        print_line(f"{each.received.digest[:8]}  {why}")
