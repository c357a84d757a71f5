"""quizapp assign: hands out banks or single questions to a class, as one file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk
from quizapp.commands.shared import add_json, new_library, new_parser, one_line, print_json, print_line
from quizapp.domain.assignment import TOOLS, AssignmentSettings, ShownWhen, usual_tools
from quizapp.domain.question import SKILLS
from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.commands.parser import Parser
    from quizapp.domain.assignment import Part
    from quizapp.services.desk.desk import Desk

_HELP = N_("""\
Without anything, lists the assignments. With a class and banks, makes an assignment and writes NAME.quizassign, which
learners open. Questions about the same text are taken together. If you say nothing else, it is a test whose marks you
release yourself: its file holds no key, as your desk keeps it.
With --plan, nothing is made: it lists the questions, and shows which skills and how much of the text they cover.

--again writes the file of an assignment again, with those who are in the class now; with another CLASS, it makes a copy
for that class. --reopen gives an assignment that was handed in back to a learner.
{about}
Examples:
  quizapp assign 7b worcester-what-happened --minutes 30 --due "2026-12-04 10:00" --to /media/stick
  quizapp assign 7b worcester-what-happened bees.yaml --skill locate --skill interpret --plan
  quizapp assign 7b bees.yaml --question q1 --question q4 --practice --tries 3
  quizapp assign 7c --again "What happened"
  quizapp assign --reopen "What happened" --learner Ada --reason "The battery was empty." --minutes 10
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("assign", "Hands out banks or questions to a class.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("class_name", metavar="CLASS", nargs="?", help="the name of a class (see quizapp class)")
    parser.add_argument("banks", metavar="BANK", nargs="*", help="a bank's id (see quizapp list) or file")
    parser.add_argument("--title", metavar="TEXT", default="", help="its name; that of the first bank if none is given")
    parser.add_argument(
        "--to", metavar="DIR", type=Path, default=Path(), help="the folder of the file; here if not given"
    )
    choose = parser.add_argument_group("which questions")
    choose.add_argument("--question", metavar="ID", action="append", default=[], help="only this one; can be repeated")
    choose.add_argument("--search", metavar="WORDS", default="", help="only those with these words in their stem")
    choose.add_argument("--skill", choices=SKILLS, action="append", default=[], help="only of this skill")
    choose.add_argument("--type", metavar="TYPE", action="append", default=[], help="only of this type")
    choose.add_argument(
        "--facility", metavar="FROM-TO", help="only with this share of points so far, such as 0-60 (%%)"
    )
    choose.add_argument("--plan", action="store_true", help="show what is chosen, and make nothing")
    rules = parser.add_argument_group("rules")
    rules.add_argument("--practice", action="store_true", help="a practice, not a test; the key is in the file")
    rules.add_argument("--shown", choices=("at-once", "handed-in", "released"), help="when marks and key are shown")
    rules.add_argument("--tries", metavar="N", type=int, default=1, help="tries for each question, in a practice")
    rules.add_argument("--certainty", action="store_true", help="ask how sure the learner is")
    rules.add_argument("--minutes", metavar="N", type=float, default=0.0, help="time for each text; 0 for no limit")
    rules.add_argument("--due", metavar="DATE", default="", help='later is late: "2026-12-04 10:00", in local time')
    rules.add_argument("--shuffle", action="store_true", help="each learner has the questions in another order")
    rules.add_argument("--no-hints", action="store_true", help="without hints")
    rules.add_argument("--no-notes", action="store_true", help="without notes")
    rules.add_argument("--without", choices=TOOLS, action="append", default=[], help="without this tool")
    rules.add_argument("--with", dest="allowed", choices=TOOLS, action="append", default=[], help="with this tool too")
    rules.add_argument("--without-passage", action="store_true", help="hide the text, to see what needs it")
    rules.add_argument("--level", metavar="ID", default="", help="the reading level at which texts that have it begin")
    rules.add_argument("--lock-level", action="store_true", help="learners cannot change the reading level")
    rules.add_argument("--anyone", action="store_true", help="somebody who is not in the class may type a name")
    later = parser.add_argument_group("afterwards")
    later.add_argument("--again", metavar="ASSIGNMENT", help="write it again, or hand it to CLASS too")
    later.add_argument("--reopen", metavar="ASSIGNMENT", help="give it back to --learner, for a --reason")
    later.add_argument("--learner", metavar="NAME", help="the learner whom it is reopened for")
    later.add_argument("--reason", metavar="TEXT", default="", help="why it is reopened")
    add_desk_url(parser)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    if options.reopen and not (options.learner and options.reason):
        parser.error("--reopen needs --learner and --reason")
    if options.class_name and not (options.banks or options.again or options.reopen):
        parser.error("name a BANK, or an assignment with --again")
    with opened_desk(options) as desk:
        if not (options.class_name or options.again or options.reopen):
            return _list(desk, options.json)
        if options.reopen:
            return _reopen(desk, options)
        return _again(desk, options) if options.again else _assign(desk, options)


def _assign(desk: "Desk", options: "argparse.Namespace") -> int:
    from quizapp.services.desk.assigning import blueprint, blueprint_line, make_assignment, merge, save_assignment
    from quizapp.services.desk.classes import find_class

    classroom = find_class(desk, options.class_name)
    parts = merge(_chosen(desk, options))
    plan = blueprint_line(blueprint(parts), translate)
    if options.plan:
        _show_plan(parts, plan, options.json)
        return 0
    title = options.title or parts[0].bank.title
    _check_level(parts, options.level)
    made = make_assignment(desk, classroom, title, parts, _settings(options))
    try:
        path = save_assignment(desk, made, options.to)
    except QuizAppError as error:
        again = Message(
            "It is on your desk anyway. Write its file elsewhere: quizapp assign --again {id} --to DIR",
            {"id": made.id},
        )
        raise QuizAppError(error.what, again) from error
    _tell_file(path, made.id, plan, options.json)
    return 0


def _check_level(parts: Sequence["Part"], wanted: str) -> None:
    """Raise a QuizAppError where none of the texts has the level that is wanted."""
    levels = {level.id for part in parts for level in part.bank.levels}
    if wanted and wanted not in levels:
        raise QuizAppError(
            "No text has the level “{level}”.",
            "Choose one of: {levels}." if levels else "Leave --level out.",
            level=wanted,
            levels=", ".join(sorted(levels)),
        )


def _chosen(desk: "Desk", options: "argparse.Namespace") -> list[tuple[Any, tuple[str, ...]]]:
    """The banks, each with the ids of the questions that are wanted from it."""
    from quizapp.services.desk.assigning import FacilityOf, search, unknown_facility

    facility_of: FacilityOf = unknown_facility
    if (facility := _facility(options.facility)) is not None:
        from quizapp.services.desk.facility import facility_so_far

        facility_of = facility_so_far(desk)
    library = new_library(UserPaths(options.data_dir))
    library.read_all()
    chosen = []
    wanted = dict.fromkeys(options.question)
    for name in options.banks:
        bank = library.bank(library.find(name))
        candidates = search([bank], options.search, options.skill, options.type, facility, facility_of)
        found = [each.question.id for each in candidates]
        if options.question:
            found = [id_ for id_ in wanted if id_ in found]
        if found:
            chosen.append((bank, tuple(found)))
    unknown = [id_ for id_ in wanted if not any(id_ in ids for _, ids in chosen)]
    if unknown:
        raise QuizAppError(
            "None of these banks has a question “{question}”.", "List them with --plan.", question=unknown[0]
        )
    if not chosen:
        raise QuizAppError("No question matches.", "Choose other words, skills, types or facilities.")
    return chosen


def _facility(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    low, _, high = text.replace("%", "").partition("-")
    try:
        found = (float(low) / 100, float(high) / 100)
    except ValueError as error:
        raise QuizAppError("“{text}” is not a range of percentages.", "Write it like 0-60.", text=text) from error
    return found


def _settings(options: "argparse.Namespace") -> AssignmentSettings:
    shown: dict[str, ShownWhen] = {"at-once": "at_once", "handed-in": "handed_in", "released": "released"}
    left_out = {*options.without, *(name for name in ("hints", "notes") if getattr(options, f"no_{name}"))}
    allowed = {*usual_tools("practice" if options.practice else "test"), *options.allowed}
    return AssignmentSettings(
        mode="practice" if options.practice else "test",
        tries=options.tries,
        certainty=options.certainty,
        time_limit=options.minutes * 60,
        is_shuffled=options.shuffle,
        shown=shown[options.shown or ("at-once" if options.practice else "released")],
        tools=tuple(tool for tool in TOOLS if tool in allowed and tool not in left_out),
        known_tools=TOOLS,
        without_passage=options.without_passage,
        due=_moment(options.due),
        list_only=not options.anyone,
        level=options.level or AssignmentSettings().level,
        level_locked=options.lock_level,
    )


def _moment(text: str) -> float:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text).timestamp() if text else 0.0
    except (ValueError, OverflowError, OSError) as error:
        raise QuizAppError("“{text}” is not a date.", "Write it like 2026-12-04 10:00.", text=text) from error


def _again(desk: "Desk", options: "argparse.Namespace") -> int:
    from quizapp.services.desk.assigning import find_assignment, hand_to, save_assignment
    from quizapp.services.desk.classes import find_class

    found = find_assignment(desk, options.again)
    if options.class_name and (classroom := find_class(desk, options.class_name)).id != found.class_id:
        made = hand_to(desk, found.id, classroom)
    else:
        made = desk.assignment(found.id)
    _tell_file(save_assignment(desk, made, options.to), made.id, "", options.json)
    return 0


def _reopen(desk: "Desk", options: "argparse.Namespace") -> int:
    from quizapp.services.desk.assigning import find_assignment
    from quizapp.services.desk.classes import find_member
    from quizapp.services.desk.reopening import reopen

    assignment = desk.assignment(find_assignment(desk, options.reopen).id)
    learner = find_member(desk.store.learners(), options.learner)
    path = reopen(desk, assignment, learner, options.reason, options.to, options.minutes * 60)
    _tell_file(path, assignment.id, "", options.json)
    return 0


def _tell_file(path: Path, id_: str, plan: str, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(path), "assignment": id_, "plan": plan})
        return
    if plan:
        print_line(plan)
    print_line(translate("Hand out this file: {file}", file=path))


def _show_plan(parts: Sequence["Part"], plan: str, as_json: bool) -> None:
    asked = [(part.bank, question) for part in parts for question in part.bank.questions]
    if as_json:
        questions = [
            {"id": each.id, "type": each.type_name, "skill": each.skill, "stem": each.stem, "text": bank.passage.title}
            for bank, each in asked
        ]
        print_json({"questions": questions, "plan": plan})
        return
    for _, question in asked:
        print_line(f"{question.id}  {question.type_name}  {question.skill or '-'}  {one_line(str(question.stem))}")
    print_line(plan)


def _list(desk: "Desk", as_json: bool) -> int:
    from datetime import datetime

    from quizapp.services.desk.handed_in import missing

    found = [(assignment, len(missing(desk, assignment.id))) for assignment in desk.store.assignments()]
    if as_json:
        data = [
            {"id": each.id, "title": each.title, "class": each.class_name, "created": each.created, "missing": count}
            for each, count in found
        ]
        print_json({"assignments": data})
        return 0
    if not found:
        print(translate("Nothing is handed out yet. To hand something out, type: quizapp assign CLASS BANK"))
    for assignment, count in found:
        made = datetime.fromtimestamp(assignment.created).strftime("%Y-%m-%d %H:%M")
        still = translate.plural("%n learners still missing", count) if count else translate("all are in")
        print_line(f"{made}  {one_line(assignment.title)}  {one_line(assignment.class_name)}  {still}")
    return 0
