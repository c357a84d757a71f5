"""quizapp class: lists, makes and changes classes, and exports or deletes a learner."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk, print_notes
from quizapp.commands.shared import add_json, new_library, new_parser, one_line, print_json, print_line
from quizapp.domain.level import STANDARD
from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.commands.parser import Parser
    from quizapp.domain.classroom import Classroom, Member
    from quizapp.services.desk.desk import Desk

_HELP = N_("""\
Without a name, lists the classes; with one, shows the class. --add makes the class if there is none.

Names are read from a text file with one name on each line, or from a .csv whose first line names the columns: name (or
first name and last name), and, if you like, time (1, 1.25, 1.5, 2, no limit), read aloud (nothing, questions, all),
reading level (a level's id, and “, locked” to keep it), fewer options (yes, no), text size (such as 125%) and theme. A
name that is in another class too is the same learner; with --new it is somebody else.
{about}
Examples:
  quizapp class
  quizapp class 7b --add names.csv
  quizapp class 7b --learner "Ada Lovelace" --learner 李明
  quizapp class 7b --accommodate Ada time=1.5 theme=dark
  quizapp class 7b --rename-learner Ada "Ada King"
  quizapp class --export-learner Ada --to ada.json
  quizapp class --delete-learner Ada --yes
""")

_ACCOMMODATIONS = N_(
    "accommodations: time (1, 1.25, 1.5, 2, 3, no limit), read aloud (nothing, questions, all), reading level (a"
    " level's id, and “, locked” to keep it), fewer options (yes, no), text size (80, 90, 100, 110, 125, 150, 175, 200,"
    " 250, 300), theme (system, light, dark, cream, contrast)"
)
_READ = N_({"nothing": "nothing", "questions": "questions", "all": "all"})
_THEMES = N_(
    {
        "system": "system theme",
        "light": "light theme",
        "dark": "dark theme",
        "cream": "cream theme",
        "contrast": "high contrast",
    }
)


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("class", "Lists, makes and changes classes.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("name", metavar="CLASS", nargs="?", help="the name of a class")
    parser.add_argument("--add", metavar="FILE", type=Path, help="add the learners in a file; - reads what is typed")
    parser.add_argument("--learner", metavar="NAME", action="append", default=[], help="add a learner; can be repeated")
    parser.add_argument("--new", action="store_true", help="those added are new, not learners of another class")
    parser.add_argument("--remove", metavar="LEARNER", help="take a learner out of the class; all records stay")
    parser.add_argument("--rename", metavar="NAME", help="give the class another name")
    parser.add_argument("--rename-learner", metavar=("LEARNER", "NAME"), nargs=2, help="give a learner another name")
    parser.add_argument("--accommodate", metavar=("LEARNER", "WHAT=VALUE"), nargs="+", help=_ACCOMMODATIONS)
    parser.add_argument("--delete", action="store_true", help="delete a class that has no assignments")
    parser.add_argument(
        "--export-learner", metavar="LEARNER", help="write all that the desk keeps of a learner, to --to"
    )
    parser.add_argument("--to", metavar="FILE", type=Path, help="a .json file; one is replaced")
    parser.add_argument("--delete-learner", metavar="LEARNER", help="delete a learner with all records, with --yes")
    parser.add_argument("--yes", action="store_true", help="delete for good")
    add_desk_url(parser)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    changes = ("add", "learner", "remove", "rename", "rename_learner", "accommodate", "delete")
    if options.name is None and any(getattr(options, each) for each in changes):
        parser.error("name the CLASS that is to be changed")
    if options.accommodate and not all("=" in word for word in options.accommodate[1:] or [""]):
        parser.error("say what is to be changed, as WHAT=VALUE; {known}", known=translate(_ACCOMMODATIONS))
    if bool(options.export_learner) != bool(options.to):
        parser.error("--export-learner and --to belong together")
    with opened_desk(options) as desk:
        return _run(desk, options)


def _run(desk: "Desk", options: "argparse.Namespace") -> int:
    from quizapp.services.desk.classes import (
        clean_name,
        delete_learner,
        find_class,
        find_member,
        learner_records,
        remove_member,
        rename_learner,
        set_accommodation,
    )

    if options.export_learner:
        learner = find_member(desk.store.learners(), options.export_learner)
        _write_json(options.to, learner_records(desk, learner))
        print_line(translate("All records of {name}: {file}", name=one_line(learner.name), file=options.to))
        return 0
    if options.delete_learner:
        learner = find_member(desk.store.learners(), options.delete_learner)
        if not options.yes:
            raise QuizAppError(
                "{name} would be deleted with everything that was handed in, on this desk.",
                "Add --yes to do so; --export-learner keeps a copy.",
                name=learner.name,
            )
        delete_learner(desk, learner)
        told = translate(
            "{name} was deleted. Files on sticks and on learners' computers are still there.",
            name=one_line(learner.name),
        )
        print_line(told)
        return 0
    if options.name is None:
        return _list(desk, options.json)
    if options.add or options.learner:
        _add(desk, options)
    room = find_class(desk, options.name)
    if options.remove:
        remove_member(desk, room, find_member(room.members, options.remove).id)
    if options.rename_learner:
        rename_learner(desk, find_member(room.members, options.rename_learner[0]), options.rename_learner[1])
    if options.accommodate:
        who, *words = options.accommodate
        given = dict(word.partition("=")[::2] for word in words)
        changes = {key.casefold(): given[key] for key in given}
        set_accommodation(desk, find_member(room.members, who), changes, lambda: _levels(desk, options.data_dir))
    if options.rename:
        desk.store.rename_class(room.id, clean_name(options.rename))
    if options.delete:
        desk.store.delete_class(room.id)
        told = translate("The class {name} was deleted; its learners are still on the desk.", name=one_line(room.name))
        print_line(told)
        return 0
    _show(desk.store.classroom(room.id), options.json)
    return 0


def _levels(desk: "Desk", data_dir: Path | None) -> set[str]:
    """The ids of the reading levels in the library, and in what was handed out."""
    library = new_library(UserPaths(data_dir))
    library.read_all()
    levels = {STANDARD, *(level[0] for entry in library.entries() for level in entry.levels)}
    for line in desk.store.assignments():
        with suppress(QuizAppError):  # a damaged one is told of where it is opened
            levels.update(level.id for part in desk.assignment(line.id).parts for level in part.bank.levels)
    return levels


def _add(desk: "Desk", options: "argparse.Namespace") -> None:
    from quizapp.services.desk.classes import ReadNames, add_class, add_members, find_class, read_names, read_names_file

    names = read_names("\n".join(options.learner))
    if options.add:
        typed = str(options.add) == "-"
        found = read_names(sys.stdin.read()) if typed else read_names_file(options.add)
        names = ReadNames((*names.learners, *found.learners), (*names.notes, *found.notes))
    try:
        room = find_class(desk, options.name)
    except QuizAppError:
        _, notes = add_class(desk, options.name, names, all_new=options.new)
    else:
        notes = add_members(desk, room, names, all_new=options.new)
    if not options.json:
        print_notes(notes)


def _list(desk: "Desk", as_json: bool) -> int:
    rooms = desk.store.classes()
    if as_json:
        print_json({"classes": [{"name": room.name, "learners": len(room.members)} for room in rooms]})
    elif not rooms:
        print(translate("There is no class yet. Make one: quizapp class NAME --add FILE"))
    for room in () if as_json else rooms:
        print_line(f"{one_line(room.name)}  {translate.plural('%n learners', len(room.members))}")
    return 0


def _show(room: "Classroom", as_json: bool) -> None:
    import msgspec

    if as_json:
        print_json(
            {
                "class": room.name,
                "learners": [
                    {"name": each.name, "id": each.id, "accommodation": msgspec.to_builtins(each.accommodation)}
                    for each in room.members
                ],
            }
        )
        return
    print_line(f"{one_line(room.name)}: {translate.plural('%n learners', len(room.members))}")
    for number, member in enumerate(room.members, 1):
        given = _accommodation(member)
        print_line(f"{number:4}. {one_line(member.name)}{f' ({given})' if given else ''}")


def _time(factor: float) -> str:
    if not factor:
        return translate("no time limit")
    return translate("{factor} × time", factor=translate.number(f"{factor:g}"))


def _accommodation(member: "Member") -> str:
    given = member.accommodation
    factor = given.time_factor
    words = [
        "" if factor == 1 else _time(factor),
        ""
        if given.read_aloud == "nothing"
        else translate("read aloud: {what}", what=translate(_READ[given.read_aloud])),
        translate("level: {level}", level=one_line(given.reading_level)) if given.reading_level else "",
        translate("level locked") if given.level_locked else "",
        translate("fewer options") if given.fewer_options else "",
        translate("text {percent} %", percent=given.text_size) if given.text_size else "",
        translate(_THEMES[given.theme]) if given.theme else "",
    ]
    return ", ".join(word for word in words if word)


def _write_json(path: Path, data: dict[str, Any]) -> None:
    import json

    from quizapp.whole_file import write_whole

    write_whole(path, (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode())
