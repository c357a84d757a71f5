"""quizapp grades: the gradebook, rating of written answers, points that are set, and the release of marks."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk
from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.domain.marked_attempt import Total
from quizapp.errors import QuizAppError
from quizapp.reports.words import total_text
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.commands.parser import Parser
    from quizapp.domain.gradebook import Gradebook, GradeCell
    from quizapp.services.desk.desk import Desk

_HELP = N_("""\
With a CLASS, prints its gradebook, or writes it to a .csv, .xlsx or .json file. With --for, it is a table that Canvas
or Moodle imports; export the gradebook or the participants there first, and name that file with --roster.
With --of, shows one assignment: its learners, the answers of one learner, or all written answers. It also sets levels
of a rubric, points and remarks. Each change is kept in the list of changes (see quizapp remark). Learners see their
marks once they are released: --release writes a file of feedback for each of them.
{about}
Examples:
  quizapp grades 7b
  quizapp grades 7b --to grades.xlsx
  quizapp grades 7b --for canvas --roster from-canvas.csv --to for-canvas.csv
  quizapp grades --of "What happened"
  quizapp grades --of "What happened" --written
  quizapp grades --of "What happened" --learner Ada --question essay --rate 2,1 --remark "Well argued."
  quizapp grades --of "What happened" --learner Ada --question q3 --points 0.5 --reason "Half of it was right."
  quizapp grades --of "What happened" --learner Ada --let-count 3f2a91c0 --reason "The stick was lost."
  quizapp grades --of "What happened" --release --to /media/stick
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("grades", "Shows and changes grades, and releases them.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("class_name", metavar="CLASS", nargs="?", help="the name of a class (see quizapp class)")
    parser.add_argument("--of", metavar="ASSIGNMENT", help="its title, or the beginning of its id")
    parser.add_argument("--to", metavar="PLACE", type=Path, help="a file for a gradebook, a folder for feedback")
    parser.add_argument(
        "--for", dest="tool", choices=("canvas", "moodle"), help="the grades as this tool imports them, into --to"
    )
    parser.add_argument("--roster", metavar="FILE", type=Path, help="the gradebook or participants that it wrote (CSV)")
    parser.add_argument("--written", action="store_true", help="list the written answers")
    parser.add_argument("--learner", metavar="NAME", help="only this learner")
    parser.add_argument("--question", metavar="ID", help="the question that is changed")
    parser.add_argument("--rate", metavar="LEVELS", help="the level of each criterion, counted from 0, such as 2,1")
    parser.add_argument("--points", metavar="N", help="set the points; - takes back points that were set")
    parser.add_argument("--remark", metavar="TEXT", help="a remark on the answer; on the whole work without --question")
    parser.add_argument(
        "--reason",
        metavar="TEXT",
        default="",
        help="why points are set, or why it counts; it is kept in the list of changes",
    )
    parser.add_argument("--let-count", metavar="ID", help="this submission counts, though it came in after the release")
    parser.add_argument("--release", action="store_true", help="let learners see their marks")
    add_desk_url(parser)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    changes = any(value is not None for value in (options.rate, options.points, options.remark))
    if bool(options.class_name) == bool(options.of):
        parser.error("name a CLASS, or an assignment with --of")
    if bool(options.tool) != bool(options.roster) or (options.tool and not (options.class_name and options.to)):
        parser.error("--for needs a CLASS, --roster and --to")
    if options.let_count and not options.reason.strip():
        parser.error("--let-count needs a --reason")
    if not options.of and (changes or options.let_count or options.written or options.release or options.learner):
        parser.error("name an assignment with --of")
    if changes and not options.learner:
        parser.error("name the --learner whose answer it is")
    if (options.rate is not None or options.points is not None) and not options.question:
        parser.error("name the --question")
    if options.points not in (None, "-") and not options.reason:
        parser.error("--points needs a --reason")
    with opened_desk(options) as desk:
        if not options.of:
            return _gradebook(desk, options)

        from quizapp.services.desk.assigning import find_assignment

        id_ = find_assignment(desk, options.of).id
        if options.let_count:
            _let_count(desk, id_, options)
        if changes:
            _change(desk, id_, options)
        if options.release:
            return _release(desk, id_, options)
        return _written(desk, id_, options.json) if options.written else _show(desk, id_, options)


def _gradebook(desk: "Desk", options: "argparse.Namespace") -> int:
    from quizapp.reports.gradebook_files import gradebook_file, gradebook_json
    from quizapp.services.desk.classes import find_class
    from quizapp.services.desk.gradebook import gradebook_of
    from quizapp.whole_file import write_whole

    book = gradebook_of(desk, find_class(desk, options.class_name))
    if options.tool:
        _fill_roster(book, options)
        return 0
    if options.to is not None:
        write_whole(options.to, gradebook_file(book, options.to.suffix, translate))
        learners = translate.plural("%n learners", len(book.rows))
        print_line(f"{learners}, {translate.plural('%n assignments', len(book.titles))}: {options.to}")
        return 0
    if options.json:
        print(gradebook_json(book))
        return 0
    for row in book.rows:
        cells = ", ".join(
            f"{one_line(title)}: {_cell_text(cell)}" for title, cell in zip(book.titles, row.cells, strict=True)
        )
        print_line(f"{one_line(row.name)}  {cells}")
    return 0


def _fill_roster(book: "Gradebook", options: "argparse.Namespace") -> None:
    from quizapp.services.desk.roster import read_roster, with_points
    from quizapp.whole_file import write_whole

    filled = with_points(book, read_roster(options.roster), options.tool)
    write_whole(options.to, filled.text.encode())
    learners = translate.plural("%n learners", len(book.rows) - len(filled.unknown))
    print_line(f"{learners}, {translate.plural('%n assignments', len(book.titles))}: {options.to}")
    if filled.unknown:
        names = ", ".join(map(one_line, filled.unknown))
        text = N_("Not in {file}, or there more than once, so left out: {names}")
        print_line(translate(text, file=options.roster.name, names=names))
    if filled.unrated:
        print_line(translate.plural("%n results wait for a rating and are left empty.", filled.unrated))


def _cell_text(cell: "GradeCell") -> str:
    from quizapp.domain.mark import points_text
    from quizapp.reports.gradebook_files import STATE_TEXTS

    if cell.state in ("missing", "held"):
        return translate(STATE_TEXTS[cell.state])
    earned, possible = (translate.number(points_text(each)) for each in (cell.total.earned, cell.total.possible))
    text = translate("{earned} of {possible}", earned=earned, possible=possible)
    more = [translate.plural("%n answers to rate", cell.unrated)] if cell.unrated else []
    more += [translate("late")] if cell.is_late else []
    if cell.odd_time is not None:
        when, came = (datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M") for at in cell.odd_time[:2])
        more.append(translate("by the learner’s clock: {when}; came in: {came}", when=when, came=came))
    more += [translate("reopened")] if cell.state == "reopened" else []
    more += [translate("released")] if cell.is_released else []
    return f"{text} ({', '.join(more)})" if more else text


def _show(desk: "Desk", id_: str, options: "argparse.Namespace") -> int:
    from quizapp.reports.verdict import verdict_text
    from quizapp.services.desk.classes import find_member
    from quizapp.services.desk.gradebook import graded, people

    grades, _ = graded(desk, id_)
    those = people(desk, grades.assignment, grades.learners)
    chosen = find_member(those, options.learner).id if options.learner else ""
    rows: list[dict[str, Any]] = []
    for member in those:
        found = grades.learners.get(member.id)
        if found is None or (chosen and member.id != chosen):
            continue
        answers: list[dict[str, Any]] = [
            {
                "part": part + 1,
                "question": entry.question.id,
                "verdict": verdict_text(entry.mark, entry.is_done, translate),
                "answer": list(entry.question.summarize(entry.response, translate))
                if entry.response is not None
                else [],
                "remark": entry.remark,
            }
            for part, marked in found.parts.items()
            for entry in marked.questions
        ]
        total = {"earned": float(found.total.earned), "possible": float(found.total.possible)}
        files = [
            {
                "id": each.digest[:8],
                "number": each.submission.number,
                "handed_in": each.submission.handed_in,
                "came_in": each.received,
                "counts": each is found.counted,
                "after_release": each.digest in found.after_release,
            }
            for each in (found.counted, *found.earlier)
        ]
        told = {"to_rate": found.unrated, "answers": answers, "remark": found.remark, "submissions": files}
        rows.append({"name": member.name, **total, **told})
    if options.json:
        print_json({"assignment": grades.assignment.title, "learners": rows})
        return 0
    if not rows:
        print(translate("Nothing has come in yet. To collect it, type: quizapp collect PLACE"))
    for row in rows:
        points = total_text(Total(Fraction(row["earned"]), Fraction(row["possible"])), translate)
        rest = f", {translate.plural('%n answers to rate', row['to_rate'])}" if row["to_rate"] else ""
        print_line(f"{one_line(row['name'])}: {points}{rest}")
        for answer in row["answers"] if chosen else ():
            said = "; ".join(map(str, answer["answer"])) or translate("no answer")
            remark = f"  [{answer['remark']}]" if answer["remark"] else ""
            print_line(f"  {answer['question']}  {answer['verdict']}: {one_line(said + remark)}")
        for file in row["submissions"] if chosen else ():
            came = datetime.fromtimestamp(file["came_in"]).strftime("%Y-%m-%d %H:%M")
            if file["counts"]:
                counts = translate("counts")
            elif file["after_release"]:
                counts = translate("after the release, does not count")
            else:
                counts = translate("does not count")
            line = translate(
                "number {number}, came in {when}: {counts}", number=file["number"], when=came, counts=counts
            )
            print_line(f"  {file['id']}  {line}")
    return 0


def _written(desk: "Desk", id_: str, as_json: bool) -> int:
    from quizapp.services.desk.gradebook import graded, people
    from quizapp.services.desk.rating import written_answers

    grades, _ = graded(desk, id_)
    names = {member.id: member.name for member in people(desk, grades.assignment, grades.learners)}
    answers = written_answers(grades)
    data = [
        {
            "learner": names.get(answer.learner, grades.learners[answer.learner].counted.submission.name),
            "question": answer.question.id,
            "text": answer.text,
            "levels": answer.levels,
            "remark": answer.remark,
        }
        for answer in answers
    ]
    if as_json:
        print_json({"answers": data})
        return 0
    if not data:
        print(translate("There is no written answer."))
    for entry, answer in zip(data, answers, strict=True):
        levels = ",".join(map(str, answer.levels.values())) if answer.is_rated else translate("not rated")
        print_line(f"{one_line(str(entry['learner']))}, {answer.question.id} ({levels}): {one_line(answer.text)}")
    return 0


def _change(desk: "Desk", id_: str, options: "argparse.Namespace") -> None:
    from quizapp.domain.desk_entry import Entry, Overridden, Remarked
    from quizapp.services.desk.classes import find_member
    from quizapp.services.desk.gradebook import find_question, graded, people
    from quizapp.services.desk.mending import parse_points
    from quizapp.services.desk.rating import rate, written_answers
    from quizapp.services.desk.words import clean_words

    grades, entries = graded(desk, id_)
    learner = find_member(people(desk, grades.assignment, grades.learners), options.learner)
    if learner.id not in grades.learners:
        raise QuizAppError(
            "{name} has not handed in.", "Collect the answers first: quizapp collect PLACE", name=learner.name
        )
    part, question = (0, None) if options.question is None else find_question(grades, options.question)
    by: dict[str, Any] = {"at": desk.clock(), "who": desk.who, "why": " ".join(clean_words(options.reason).split())}
    place: dict[str, Any] = {"learner": learner.id, "part": part, "question": question.id if question else ""}
    added: list[Entry] = []
    if options.rate is not None and question is not None:
        wanted = (learner.id, part, question.id)
        answer = next(
            (each for each in written_answers(grades) if (each.learner, each.part, each.question.id) == wanted), None
        )
        if answer is None:
            raise QuizAppError(
                "{name} wrote nothing there.", "List what was written with --written.", name=learner.name
            )
        levels = dict(zip(answer.question.criteria, _levels(options.rate, len(answer.question.rubric)), strict=True))
        added.append(rate(answer, levels, at=by["at"], who=by["who"]))
    if options.points is not None and question is not None:
        points = None if options.points == "-" else parse_points(options.points, question.possible)
        added.append(Overridden(**by, **place, points=points))
    if options.remark is not None:
        added.append(Remarked(**by, **place, text=clean_words(options.remark)))
    desk.store.append_all(id_, added, len(entries))


def _let_count(desk: "Desk", id_: str, options: "argparse.Namespace") -> None:
    from quizapp.services.desk.reopening import let_count

    found = [each for each in desk.received(id_, with_parts=False) if each.digest.startswith(options.let_count)]
    if len(found) != 1:
        raise QuizAppError(
            "No single submission has the id “{let_count}”.",
            "Its id is shown with --of and --learner.",
            let_count=options.let_count,
        )
    let_count(desk, id_, found[0].digest, options.reason)


def _levels(text: str, count: int) -> list[int]:
    try:
        levels = [int(level) for level in text.split(",")]
    except ValueError as error:
        raise QuizAppError(
            "“{text}” is not a list of levels.", "Write one for each criterion, such as 2,1.", text=text
        ) from error
    if len(levels) != count:
        raise QuizAppError(
            "These are %n levels.", "Write one for each criterion: {count} in all.", n=len(levels), count=count
        )
    return levels


def _release(desk: "Desk", id_: str, options: "argparse.Namespace") -> int:
    from quizapp.services.desk.classes import find_member
    from quizapp.services.desk.gradebook import people
    from quizapp.services.desk.releasing import release

    received = desk.received(id_)
    members = people(desk, desk.assignment(id_), [each.submission.learner for each in received])
    chosen = [find_member(members, options.learner)] if options.learner else list(members)
    told = release(desk, id_, [member.id for member in chosen], options.to or Path())
    names = {member.id: member.name for member in members}
    if options.json:
        files = {names[learner]: str(path) for learner, path in told.files.items()}
        on_paper = [names[learner] for learner in told.on_paper]
        print_json({"files": files, "to_rate": [names[learner] for learner in told.unrated], "on_paper": on_paper})
        return 0
    for path in told.files.values():
        print_line(translate("Feedback: {file}", file=path))
    for learner in told.on_paper:
        told_of = translate(
            "{name} answered on paper: print the feedback with quizapp print.", name=one_line(names[learner])
        )
        print_line(told_of)
    for learner in told.unrated:
        print_line(translate("{name} has a written answer that is not rated yet.", name=one_line(names[learner])))
    return 0
