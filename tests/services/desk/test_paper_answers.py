"""Answers of paper sheets, typed in: what can be typed, and the submissions that it becomes."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import Collected
from quizapp.domain.mark import Points, Unmarked
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.reading_time import question_seconds
from quizapp.errors import QuizAppError
from quizapp.question_types.open_response import LONGEST_WRITTEN
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.reports.paper_sheet import LETTERS, Place, answer_key, places, typed_key
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import open_desk
from quizapp.services.desk.gradebook import graded
from quizapp.services.desk.handed_in import learner_states, missing
from quizapp.services.desk.paper_answers import (
    PaperRow,
    answer_rows,
    how_to_type,
    mistake_in,
    read_typed,
    save_answers,
    tidied,
)
from quizapp.services.desk.paper_feedback import feedback_reports
from quizapp.services.desk.reasons import RELEASED_ON_PAPER, reason_text, typed_from
from quizapp.texts import Texts
from tests.desks import NOW, assigned, hand_in, taken
from tests.examples import examples
from tests.reports.test_paper_forms import assignment_of
from tests.samples import BANK as ALL
from tests.samples import SAMPLES

ASSIGNMENT = assignment_of(ALL)


def key_of(assignment, letter):
    """What is typed from a sheet of this version on which all is right."""
    return [
        typed_key(question, parts, assignment.parts[part].bank.passage)
        for _, part, question, parts in places(assignment, letter)
    ]


def test_typing_the_letters_of_the_key_earns_full_marks_in_each_version_for_every_type(desk):
    _, assignment = assigned(desk, bank=ALL)
    key = answer_key(assignment, LETTERS)
    for letter in LETTERS:
        asked = places(assignment, letter)
        assert {place.question.type_name for place in asked} == set(SAMPLES)
        for place, text, (number, shown) in zip(asked, key_of(assignment, letter), key.answers[letter], strict=True):
            response = read_typed(place, text)
            mark = place.question.mark(response)
            told = f"{letter} {number} {place.question.id}: {text}"
            if place.question.is_rated:
                assert isinstance(mark, Unmarked), told
            else:
                assert isinstance(mark, Points), told
                assert mark.full, told
                assert (place.number, text) == (number, shown)


def test_versions_are_shuffled_and_the_same_at_each_printing(desk):
    _, assignment = assigned(desk, bank=ALL)
    keys = {letter: tuple(key_of(assignment, letter)) for letter in LETTERS}
    assert len(set(keys.values())) == len(LETTERS)
    again = msgspec.json.decode(msgspec.json.encode([assignment.id]))[0]
    copy = msgspec.structs.replace(assignment, id=again)
    assert {letter: tuple(key_of(copy, letter)) for letter in LETTERS} == keys
    assert [place.question.id for place in places(assignment, "A")] == list(assignment.parts[0].order)
    other = msgspec.structs.replace(assignment, id="0" * 32)
    assert tuple(key_of(other, "A")) != keys["A"]


@pytest.mark.parametrize(
    "rules",
    [
        AssignmentSettings(),
        AssignmentSettings(mode="practice", shown="at_once", tries=3),
        AssignmentSettings(certainty=True),
        AssignmentSettings(is_shuffled=True, time_limit=600, due=1_800_000_050.0),
    ],
    ids=["test", "practice", "certainty", "shuffled"],
)
def test_a_sheet_becomes_a_submission_like_the_others(desk, tmp_path, rules):
    _, assignment = assigned(desk, settings=rules)
    ada, bjorn, chen = assignment.members
    assert save_answers(desk, assignment, ada, "C", key_of(assignment, "C"))
    assert collect(desk, [hand_in(desk, tmp_path, taken(assignment, bjorn))]).count("new") == 1
    grades, entries = graded(desk, assignment.id)
    on_paper, by_file = grades.learners[ada.id], grades.learners[bjorn.id]
    assert on_paper.total.share == 1
    assert on_paper.unrated == 1  # the written answer
    assert on_paper.total.earned == by_file.total.earned
    assert not on_paper.is_late
    assert missing(desk, assignment.id) == (chen,)
    assert [entry.why for entry in entries if isinstance(entry, Collected)] == ["Typed in from paper. Version C.", ""]
    assert sum(question_seconds(on_paper.parts[0].attempt).values()) == 0


def test_what_was_typed_is_shown_again_and_typing_again_supersedes(any_desk):
    desk = any_desk
    _, assignment = assigned(desk)
    ada = assignment.members[0]
    rated = [place.question.is_rated for place in places(assignment, "B")].index(True)
    answers = key_of(assignment, "B")
    answers[(rated + 1) % len(answers)] = ""
    assert save_answers(desk, assignment, ada, "B", answers)
    assert not save_answers(desk, assignment, ada, "B", answers)  # nothing new
    row = answer_rows(desk, assignment)[0]
    assert row == PaperRow(ada, "paper", "B", tuple(answers))
    before = graded(desk, assignment.id)[0].learners[ada.id].total
    assert save_answers(desk, assignment, ada, "B", key_of(assignment, "B"))
    after = graded(desk, assignment.id)[0].learners[ada.id]
    assert before.earned < after.total.earned
    assert len(after.earlier) == 1
    assert save_answers(desk, assignment, ada, "D", key_of(assignment, "D"))
    assert answer_rows(desk, assignment)[0].letter == "D"
    assert desk.store.signers() == ()  # the desk's own key is nobody's


def test_paper_does_not_take_the_place_of_a_learners_key_nor_a_file_that_of_paper(desk, tmp_path):
    _, assignment = assigned(desk)
    ada, bjorn, _ = assignment.members
    save_answers(desk, assignment, ada, "A", key_of(assignment, "A"))
    assert collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada))]).verdicts[0].kind == "superseding"
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, bjorn))])
    with pytest.raises(QuizAppError, match="has handed in a file"):
        save_answers(desk, assignment, bjorn, "A", key_of(assignment, "A"))
    assert [row.state for row in answer_rows(desk, assignment)][1:] == ["file", "new"]


def test_a_correction_after_the_release_counts_and_a_file_that_came_too_late_does_not(tmp_path):
    times = iter(range(1, 1_000_000))
    desk = open_desk(tmp_path / "data", clock=lambda: NOW + next(times))
    _, assignment = assigned(desk)
    ada = assignment.members[0]

    def counted():
        (state,) = (each for each in learner_states(desk, desk.assignment(assignment.id)) if each.learner.id == ada.id)
        found = graded(desk, assignment.id)[0].learners[ada.id]
        assert state.handed_in == found.counted.submission.handed_in
        assert state.times == 1 + len(found.earlier)
        return found

    save_answers(desk, assignment, ada, "B", [])
    feedback_reports(desk, assignment.id, [ada.id])
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada, number=2))])
    assert counted().counted.submission.number == 1
    assert answer_rows(desk, assignment)[0].state == "paper"
    assert save_answers(desk, assignment, ada, "B", key_of(assignment, "B"))
    assert counted().counted.signer == desk.verify_key.hex()
    assert counted().total.earned > 0
    assert answer_rows(desk, assignment)[0].answers == tuple(key_of(assignment, "B"))
    desk.close()


def test_time_and_accommodation_are_those_of_the_learner(desk):
    room, assignment = assigned(desk, settings=AssignmentSettings(time_limit=600))
    del room
    ada = msgspec.structs.replace(assignment.members[0], accommodation=Accommodation(time_factor=1.5))
    save_answers(desk, assignment, ada, "A", [])
    submission = desk.received(assignment.id)[0].submission
    assert submission.parts["0"].events[0].time_limit == 900


TYPED = {
    "single_choice": (["b", " B. "], ["AB", "Z", "1", "?"]),
    "multiple_choice": (["AB", "a, b", "B A", "a"], ["AZ"]),
    "true_false": (["T", "false"], ["X", "TF"]),
    "table": (["1=S", "s"], ["SN", "Z"]),
    "ordering": (["21", "2 1", "2-"], ["11", "2", "23"]),
    "numeric": (["12", "about twelve"], []),
    "short_answer": (["salt"], []),
    "evidence": (["1", "1 2"], ["99", "A"]),
    "highlight_words": (["1 2"], ["99", "x"]),
    "open_response": (["Bees, because they were there."], []),
}


def test_what_cannot_be_an_answer_is_refused_in_words_and_nothing_is_kept(desk):
    _, assignment = assigned(desk)
    asked = {place.question.type_name: place for place in places(assignment, "A")}
    for name, (right, wrong) in TYPED.items():
        place = asked[name]
        for text in [*right, "", "-"]:
            assert not mistake_in(place, text), (name, text, how_to_type(place))
        for text in wrong:
            assert str(how_to_type(place)) in str(mistake_in(place, text)), (name, text)
    number = asked["single_choice"].number
    answers = [""] * len(asked)
    answers[number - 1] = "Z"
    with pytest.raises(QuizAppError, match=rf"Question {number}: “Z” is not an answer here"):
        save_answers(desk, assignment, assignment.members[0], "A", answers)
    assert desk.received(assignment.id) == ()


def test_how_each_question_is_typed_from_paper_is_told_by_what_it_holds():
    def table(columns, count):
        rows = tuple(Row(str(number), columns[0]) for number in range(count))
        return Table(id="t", stem="?", columns=columns, rows=rows)

    two, far, named = ("Red", "Blue"), ("Yes", "No", "Maybe"), ("Spring", "Summer", "Autumn", "So")
    in_a_row = ("Ant", "Bee", "Cat")
    pairs = "{} for each number in its order, such as {}, - for none; or numbers with their letters, such as {}"
    boxes = "the numbers in the boxes from top to bottom, each once, such as {}, - for an empty box"
    items = tuple(Item(f"Step {number}") for number in range(10))
    for question, told in (
        (table(two, 2), pairs.format("R or B", "RB", "2=B")),
        (table(far, 4), pairs.format("Y, N or M", "YNMY", "4=M")),
        (table(in_a_row, 5), pairs.format("a letter from A to C", "ABCA…", "5=C")),
        (table(named, 3), pairs.format("a letter from A to D", "ABC", "3=D")),
        (table(in_a_row, 1), "a letter from A to C"),
        (table(two, 1), "R or B"),
        (table(in_a_row[:2], 1), "A or B"),
        (Ordering(id="o", stem="?", items=items[:3]), boxes.format("231")),
        (Ordering(id="o", stem="?", items=items[:9]), boxes.format("234567891")),
        (Ordering(id="o", stem="?", items=items), boxes.format("2 3 4 5 6 7 8 9 10 1")),
    ):
        assert str(how_to_type(Place(1, 0, question, tuple(question.ids)))) == f"Type {told}."
    three = table(in_a_row, 3)
    first, _, third = three.ids
    assert read_typed(Place(1, 0, three, three.ids), "3=b 1=C") == {first: "Cat", third: "Bee"}
    assert read_typed(Place(1, 0, three, three.ids), "a-c") == {first: "Ant", third: "Cat"}
    evidence = next(place for place in places(ASSIGNMENT, "A") if place.question.type_name == "evidence")
    count = len(evidence.parts)
    assert f"from 1 to {count}, with spaces" in str(how_to_type(evidence))
    assert read_typed(evidence, f"1 {count}") == (evidence.parts[0], evidence.parts[-1])
    for wrong in ("0", str(count + 1)):
        assert mistake_in(evidence, wrong)


def test_boxes_of_an_order_are_read_from_top_to_bottom_and_empty_ones_are_left_out():
    few = Ordering(id="o", stem="?", items=tuple(Item(f"Step {number}") for number in range(3)))
    many = Ordering(id="o", stem="?", items=tuple(Item(f"Step {number}") for number in range(11)))
    a, b, c = few.ids
    place = Place(1, 0, few, (a, b, c))
    for text, order in (
        ("312", (b, c, a)),
        ("3, 1 2", (b, c, a)),
        ("-2-", (b,)),
        ("3-1", (c, a)),
        ("---", None),
    ):
        assert read_typed(place, text) == order
    for wrong in ("31", "3123", "33-", "314", "310", "1-1"):
        assert mistake_in(place, wrong)
    place = Place(1, 0, many, many.ids)
    assert read_typed(place, "11,10,9 8 7 6 5 4 3 2 1") == many.ids[::-1]
    assert read_typed(place, "- - - - - - - - - 2 1") == (many.ids[10], many.ids[9])
    for wrong in ("12 10 9 8 7 6 5 4 3 2 1", "11 11 9 8 7 6 5 4 3 2 1", "1110987654321"):
        assert mistake_in(place, wrong)


def test_answers_are_as_long_as_they_may_be_and_a_wrong_one_is_told_by_its_beginning():
    open_ = next(place for place in places(ASSIGNMENT, "A") if place.question.is_rated)
    assert read_typed(open_, f" {'x' * LONGEST_WRITTEN} ") == {"text": "x" * LONGEST_WRITTEN}
    assert mistake_in(open_, "x" * (LONGEST_WRITTEN + 1))
    single = next(place for place in places(ASSIGNMENT, "A") if place.question.type_name == "single_choice")
    assert str(mistake_in(single, f"  {'z' * 40}")).startswith(f"“{'z' * 30}” is not an answer here. Type one letter")
    assert [mistake_in(single, nothing) for nothing in ("", "  ", "-", " - ")] == [None] * 4
    assert tidied(ASSIGNMENT, single, " - ") == "-"
    assert tidied(ASSIGNMENT, single, "") == ""


def test_sheets_are_taken_as_handed_in_in_time_and_more_lines_than_questions_do_no_harm(desk):
    _, assignment = assigned(desk, settings=AssignmentSettings(due=NOW + 50))
    ada, bjorn, _ = assignment.members
    for now, member, handed in ((NOW + 49, ada, NOW + 49), (NOW + 60, bjorn, NOW + 50)):
        desk.clock = lambda now=now: now
        assert save_answers(desk, assignment, member, "A", [*key_of(assignment, "A"), "more", "x"])
        (received,) = (each for each in desk.received(assignment.id) if each.submission.learner == member.id)
        assert (received.submission.handed_in, received.received, received.submission.number) == (handed, now, 1)
        assert received.submission.parts["0"].started == now
        assert {event.at for event in received.submission.parts["0"].events} == {0.0}
        assert len(received.digest) == 64
    assert not save_answers(desk, assignment, ada, "A", key_of(assignment, "A"))
    assert save_answers(desk, assignment, ada, "B", key_of(assignment, "B"))  # the same answers on another sheet
    latest = max(
        desk.received(assignment.id), key=lambda each: (each.submission.learner == ada.id, each.submission.number)
    )
    assert (latest.submission.number, latest.submission.name) == (2, "Ada")


def test_each_text_of_a_sheet_has_its_answers(desk):
    room, _ = add_class(desk, "7c", read_names("Ada"))
    one = msgspec.structs.replace(ALL, questions=ALL.questions[:3])
    other = msgspec.structs.replace(one, passage=read_passage("Another."), questions=(_bare("x"), _bare("y")))
    made = make_assignment(desk, room, "Two", merge([(one, ()), (other, ())]), AssignmentSettings())
    (ada,) = made.members
    for letter in LETTERS:
        save_answers(desk, made, ada, letter, key_of(made, letter))
        row = answer_rows(desk, made)[0]
        assert (row.letter, row.answers) == (letter, tuple(key_of(made, letter)))
        graded_ = graded(desk, made.id)[0].learners[ada.id]
        assert graded_.total.share == 1
        assert sorted(graded_.parts) == [0, 1]
        attempts = [part.attempt for part in graded_.counted.submission.parts.values()]
        assert len({*attempts}) == 2
        assert {len(each) for each in attempts} == {32}


def _bare(id_):
    return SingleChoice(id=id_, stem="?", options=(Option("a", key=True), Option("b"), Option("c")))


@given(text=st.text(st.sampled_from("ABCDTFNabc123490-=;,. \n\u0663é字"), max_size=14))
@settings(max_examples=examples(60), deadline=None)
def test_whatever_is_typed_is_refused_in_words_or_read_the_same_again(text):
    for place in places(ASSIGNMENT, "C"):
        if not mistake_in(place, text):
            shown = tidied(ASSIGNMENT, place, text)
            assert not mistake_in(place, shown), (place.question.id, shown)
            assert read_typed(place, shown) == read_typed(place, text), (place.question.id, shown)
            assert tidied(ASSIGNMENT, place, shown) == shown


def test_the_program_tells_its_own_reasons_in_the_language_of_whoever_reads_them():
    for why, told in (
        (typed_from("C"), "Pasado desde el papel. Versión C."),
        (RELEASED_ON_PAPER, "Impreso."),
        ("Typed in from paper. Version C. Late.", "Typed in from paper. Version C. Late."),
    ):
        assert (reason_text(why), reason_text(why, Texts("es"))) == (why, told)


def test_true_and_false_are_typed_as_letters_of_the_language():
    statement = TrueFalse(id="s", stem="?", key="true", not_stated=True)
    place = Place(1, 0, statement, statement.ids)
    assert str(how_to_type(place)) == "Type t for true, f for false, n where the passage does not say."
    told = Texts("es").say(how_to_type(place))
    assert told == "Escribe v si es verdadero, f si es falso, n si el texto no lo dice."
    for letter, shown, answer in (
        ("t", "T", "true"),
        ("v", "T", "true"),
        ("F", "F", "false"),
        ("n", "N", "not_stated"),
    ):
        assert read_typed(place, letter) == answer
        assert tidied(ASSIGNMENT, place, letter) == shown
    assert tidied(ASSIGNMENT, place, "t", Texts("es")) == "V"
