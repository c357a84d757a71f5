"""A lesson by commands, word for word: what each command prints, to people and as JSON, and its exit code.

`data/commands.txt` holds it, with places, ids and times taken out. Where a change means to tell something else, write
it anew and read what has changed in it: `python -m tests.test_cli_told`.
"""

import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from quizapp.cli import main
from quizapp.domain.assignment import Assignment, AssignmentSettings, Submission
from quizapp.domain.question import Response
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.desk import Desk, open_desk
from tests.desks import BANK, assigned, hand_in, taken

TOLD = Path(__file__).parent / "data" / "commands.txt"
NAMES = "\n".join(f"Learner {number}" for number in range(1, 13))
SINGLE = next(question for question in BANK.questions if question.type_name == "single_choice")
ESSAY = next(question for question in BANK.questions if question.is_rated)
WHERE = "worcester-what-happened"
DAY = 86_400.0
WRONG = next(id_ for id_ in SINGLE.ids if id_ != SINGLE.key)
ODD = re.compile(
    r"\b[0-9a-f]{8}(?:[0-9a-f]{24}|[0-9a-f]{56})?\b"  # ids, whole and by their beginning
    r"|\b\d{4}-\d\d-\d\d \d\d:\d\d\b|\b1[0-9]{9}(?:\.\d+)?\b"  # times
)
LESSON = f"""
class
class --json
class 7c --add - <<< Name,time,read aloud,theme\\nAda,1.5,all,dark\\nBo,no limit,questions,contrast\\nCem\\nCem
class 7c
class 7c --json
class 7c --accommodate Cem time=2 "fewer options=yes" "text size=150%" theme=cream "reading level=easier, locked"
class 7c --learner Ada
class 7c --learner Ada --new
class 7c --rename-learner Bo "Bo Li"
class 7c --remove Cem
class 7c --delete-learner Cem
class 7c --rename 7d
class
class 7b --json
assign
assign --json
assign 7d {WHERE} --skill locate --plan
assign 7d {WHERE} --skill locate --type multiple_choice --plan --json
assign 7d {WHERE} --search "road" --plan
assign 7d {WHERE} --question kind-of-road --title Roads --minutes 5 --due "2040-01-02 10:00" --to TMP/out
assign 7d {WHERE} --question kind-of-road --title Quiet --practice --tries 3 --shuffle --anyone --to TMP/out --json
assign 7d {WHERE} --tries 2 --certainty --practice
assign 7b --again Roads --to TMP/out
assign
assign --json
assign 7d {WHERE} --facility 0-60
collect TMP/in
collect TMP/in/Zoe.quizanswers --json
collect
collect --json
collect TMP/empty
collect TMP/broken
collect TMP/broken --json
assign
grades 7b
grades 7b --json
grades 7b --for canvas --roster TMP/roster.csv --to TMP/out/canvas.csv
grades --of Bees
grades --of Bees --learner "Learner 1"
grades --of Bees --learner "Learner 12"
grades --of Bees --learner "Learner 2" --json
grades --of Bees --written
grades --of Bees --written --json
grades --of Quiet --written
grades --of Bees --learner "Learner 2" --question {SINGLE.id} --points 0.5 --reason "Half of it was right."
grades --of Bees --learner "Learner 3" --remark "See me."
grades --of Bees --learner "Learner 2" --question {SINGLE.id} --points - --reason "It was not."
grades --of Bees --learner "Learner 1" --question {ESSAY.id} --rate 9,9
grades --of Roads
grades --of Nothing
assign --reopen Bees --learner "Learner 4" --reason "The battery was empty." --minutes 10 --to TMP/out
assign --reopen Bees --learner "Learner 11" --reason "Ill." --to TMP/out --json
collect TMP/late
collect TMP/late
grades 7b
analyze Bees
grades --of Bees --learner "Learner 1" --question {ESSAY.id} --rate 1 --remark "Well argued."
analyze Bees --json
analyze Bees --without "Bees unseen"
analyze Bees --without "Bees unseen" --json
analyze Quiet
analyze Quiet --json
remark Bees --question {SINGLE.id} --key {WRONG} --reason "A slip"
remark Bees --question {SINGLE.id} --accept {WRONG} --reason "Right too"
remark Bees --question {SINGLE.id} --points 3 --reason "It is hard"
remark Bees --question {SINGLE.id} --full-marks --reason "Two readings" --json
remark Bees --question {SINGLE.id} --leave-out --reason "Not taught" --yes
remark Bees --question {SINGLE.id} --leave-out --reason "Not taught" --yes --json
remark Bees
remark Bees --json
remark Bees --undo 99 --reason "No"
remark Bees --undo 19 --reason "Taught after all" --yes
remark Bees --undo 19 --reason "Again" --yes
grades --of Bees --release --to TMP/out
grades --of Bees --release --to TMP/out --json
grades 7b
class --delete-learner "Learner 5" --yes
class --export-learner "Learner 6" --to TMP/out/six.json
class 7d --delete
class 9z
"""
"""A command a line. After `<<<` is what is typed; TMP is the folder of the test."""


def responses(number: int, *, sees_the_text: bool = True) -> dict[str, Response]:
    """What a learner answers: the first knows nearly all, the last nearly nothing; who reads blind, less."""
    wrong = number if sees_the_text else number + 5
    given: dict[str, Response] = {}
    for place, question in enumerate(BANK.questions):
        if question.is_rated:
            given[question.id] = {"text": f"Bees stay, says learner {number}."}
        elif (place * 7 + 3) % 16 >= wrong + (place * number) % 3:
            given[question.id] = question.correct_response()
        elif question.id == SINGLE.id:
            given[question.id] = WRONG
    return given


def handed_in(assignment: Assignment, number: int, *, late: bool = False) -> Submission:
    member = assignment.members[number - 1]
    sees = not assignment.settings.without_passage
    when = time.time() - (DAY if late else 6 * DAY)
    return taken(assignment, member, responses(number, sees_the_text=sees), 2 if late else 1, handed_in=when)


def prepare(desk: Desk, folder: Path) -> None:
    """Hand two assignments to a class, one of them without the text, and write what comes in."""
    settings = AssignmentSettings(due=time.time() - 5 * DAY)
    room, bees = assigned(desk, NAMES, settings)
    hidden = AssignmentSettings(without_passage=True)
    unseen = make_assignment(desk, room, "Bees unseen", merge([(BANK, ())]), hidden)
    for number in range(1, 12):  # the twelfth hands in nothing
        hand_in(desk, folder / "in", handed_in(bees, number))
        hand_in(desk, folder / "in", handed_in(unseen, number), file=f"Unseen {number:02}.quizanswers")
    hand_in(
        desk,
        folder / "in",
        taken(bees, "Learner 1.", responses(3), handed_in=time.time() - 6 * DAY),
        file="Zoe.quizanswers",
    )
    hand_in(
        desk,
        folder / "in",
        taken(bees, bees.members[1], {}, 3, handed_in=time.time() - 6 * DAY),
        by="another laptop",
        file="other.quizanswers",
    )
    hand_in(desk, folder / "late", handed_in(bees, 2, late=True))
    hand_in(desk, folder / "late", handed_in(bees, 4, late=True))
    (folder / "broken").mkdir()
    (folder / "broken" / "half.quizanswers").write_bytes(b"quizapp-sub")
    (folder / "empty").mkdir()
    (folder / "out").mkdir()
    (folder / "roster.csv").write_text("Student,ID\nLearner 1,7\nLearner 2,8\n", encoding="utf-8")


def told(folder: Path) -> Iterator[str]:
    """Run the lesson; gives a block for each command."""
    folder = folder.resolve()
    desk = open_desk(folder / "data", clock=lambda: time.time() - 10 * DAY)
    prepare(desk, folder)
    desk.close()
    for line in LESSON.strip().splitlines():
        words, _, typed = line.partition(" <<< ")
        arguments = shlex.split(words.replace("TMP", str(folder)))
        out = io.StringIO()
        with (
            patch.dict(os.environ, LOGNAME="teacher"),
            patch.object(sys, "stdin", io.StringIO(typed.replace("\\n", "\n"))),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
        ):
            code = main([*arguments, "--data-dir", str(folder / "data")])
        text = ODD.sub("0", out.getvalue().replace(str(folder) + os.sep, "TMP/"))
        if text.startswith("{"):
            text = (
                json.dumps(
                    json.loads(text, parse_float=lambda digits: round(float(digits), 4)), ensure_ascii=False
                ).replace("}, {", "},\n {")
                + "\n"
            )
        yield f"$ quizapp {line}\n{text}→ {code}\n"


def test_each_command_of_a_lesson_tells_what_it_told(tmp_path, monkeypatch):
    for name in ("QUIZAPP_DESK_URL", "QUIZAPP_DESK_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    expected = TOLD.read_text("utf-8").split("\n\n$ ")
    for block, wanted in zip(told(tmp_path), expected, strict=True):
        assert block.removeprefix("$ ").rstrip("\n") == wanted.removeprefix("$ ").rstrip("\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        TOLD.write_text("\n".join(told(Path(place))), "utf-8")
