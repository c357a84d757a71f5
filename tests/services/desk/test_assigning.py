"""Questions are chosen, put together by passage, and handed out as one file that any system can hold."""

import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings, Part
from quizapp.domain.classroom import Member
from quizapp.domain.glossary import MOST_ENTRIES, GlossaryEntry
from quizapp.domain.passage import read_passage
from quizapp.domain.question import SKILLS
from quizapp.errors import QuizAppError
from quizapp.file_names import safe_name
from quizapp.formats.assignment_file import read_assignment
from quizapp.formats.native import read_bank
from quizapp.lint.coverage import coverage_of
from quizapp.paths import bundled_bank_folders
from quizapp.question_types.inline_choice import ChoiceGap
from quizapp.services.desk import assigning
from quizapp.services.desk.assigning import (
    _clash,
    blueprint,
    blueprint_line,
    find_assignment,
    hand_to,
    make_assignment,
    merge,
    save_assignment,
    search,
    settings_mistakes,
)
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.facility import facility_so_far
from quizapp.services.desk.gradebook import people
from quizapp.services.desk.handed_in import missing
from quizapp.services.desk.understanding import version_of
from tests.desks import BANK, NOW, assigned, hand_in, taken
from tests.samples import SAMPLES

WORCESTER = tuple(read_bank(path).bank for path in sorted(Path(bundled_bank_folders()[0]).glob("*.yaml")))
OTHER = msgspec.structs.replace(
    BANK,
    id="other",
    title="Other",
    content_hash="2" * 64,
    questions=BANK.questions[:2],
)


def test_banks_about_one_passage_are_one_part():
    parts = merge([(bank, ()) for bank in WORCESTER] + [(BANK, ())])
    assert len(parts) == 2
    first, second = parts
    assert len(first.bank.questions) == sum(len(bank.questions) for bank in WORCESTER)
    assert first.order == tuple(question.id for question in first.bank.questions)
    assert first.bank.passage == WORCESTER[0].passage
    assert first.bank.about == WORCESTER[0].about
    for bank in WORCESTER:
        for question in bank.questions:
            assert first.bank.question(question.id) == question.in_neutral_order()
    assert (second.bank.id, second.bank.title) == (BANK.id, BANK.title)
    assert second.bank.questions == BANK.questions
    assert merge([(bank, ()) for bank in WORCESTER])[0] == first  # the same choice is the same bank


def test_the_same_text_is_one_part_however_it_is_marked_up():
    plain = BANK.passage.markdown
    word = BANK.passage.text.split()[0]
    marked_up = with_text(plain.replace(word, f"**{word}**", 1).replace("\n\n", "\n\n\n"))
    assert marked_up.passage.markdown != plain
    assert marked_up.passage.text == BANK.passage.text
    (part,) = merge([(BANK, ()), (marked_up, ())])
    assert part.bank.passage == BANK.passage
    assert len(part.bank.questions) == len(BANK.questions) + 2
    assert len(merge([(BANK, ()), (with_text(plain + "\n\nOne more."), ())])) == 2
    assert len(merge([(BANK, ()), (msgspec.structs.replace(OTHER, language="de"), ())])) == 2


def test_a_part_explains_the_words_of_all_its_banks_and_in_a_test_only_where_all_do():
    first, second, third, *_ = BANK.passage.text.split()

    def explains(bank, *entries, in_test=True):
        return msgspec.structs.replace(bank, glossary=entries, glossary_in_test=in_test)

    one = explains(BANK, GlossaryEntry(first, "One."))
    other = explains(OTHER, GlossaryEntry(first.upper(), "Another.", (third,)), GlossaryEntry(second, "Two."))
    for banks, words, in_test in (
        ((one, other), ((first, "One.", (third,)), (second, "Two.", ())), True),
        ((OTHER, one), ((first, "One.", ()),), True),  # who explains nothing has no say
        (
            (one, explains(other, *other.glossary[1:], in_test=False)),
            ((first, "One.", ()), (second, "Two.", ())),
            False,
        ),
        ((BANK, OTHER), (), False),
    ):
        (part,) = merge([(bank, ()) for bank in banks])
        assert tuple((each.word, each.meaning, each.forms) for each in part.bank.glossary) == words
        assert part.bank.glossary_in_test == in_test
    many = [tuple(GlossaryEntry(f"w{at}", "m") for at in range(start, start + MOST_ENTRIES)) for start in (0, 1)]
    assert _clash([explains(BANK, *many[0]), explains(OTHER, *many[1])])
    assert not _clash([explains(BANK, *many[0]), explains(OTHER, *many[0])])


def with_text(markdown):
    return msgspec.structs.replace(OTHER, passage=read_passage(markdown))


def test_single_questions_keep_their_order_and_ids_that_clash_get_a_number():
    q1, q2, q3 = (question.id for question in BANK.questions[:3])
    (part,) = merge([(BANK, (q3, q1, q3)), (OTHER, (q1,)), (BANK, (q2, q1))])
    assert part.order == (q3, q1, f"{q1}-2", q2)
    assert msgspec.structs.replace(part.bank.question(f"{q1}-2"), id=q1) == OTHER.question(q1)
    with pytest.raises(QuizAppError, match="has no question “none”"):
        merge([(BANK, ("none", "nor this"))])
    with pytest.raises(QuizAppError, match="No question is chosen"):
        merge([])


def test_the_order_in_which_an_author_wrote_tells_nothing_of_the_key():
    samples = [each.question for of_type in SAMPLES.values() for each in of_type]
    shuffled = [each for each in samples if getattr(each, "shuffle", False) or each.nested]
    assert {each.type_name for each in shuffled} >= {"single_choice", "multiple_choice", "inline_choice", "categorize"}
    handed_out = []
    for change in (lambda written: written, reversed, lambda written: sorted(written, key=str)):
        questions = tuple(_reordered(each, change) for each in shuffled)
        bank = msgspec.structs.replace(BANK, questions=questions)
        (part,) = merge([(bank, ())])
        handed_out.append([msgspec.to_builtins(each.without_key()) for each in part.bank.questions])
        for before, after in zip(questions, part.bank.questions, strict=True):
            assert sorted(before.summarize(before.correct_response())) == sorted(
                after.summarize(after.correct_response())
            )
            assert version_of(before, bank) == version_of(after, part.bank)
    assert handed_out[0] == handed_out[1] == handed_out[2]
    in_order = [msgspec.structs.replace(each, shuffle=False) for each in shuffled if hasattr(each, "shuffle")]
    assert all(each.in_neutral_order() == each for each in in_order)


def _reordered(record, change):
    """`record` with what is shuffled in it, and not pinned, in another order of the file."""
    if record.nested:
        return msgspec.structs.replace(
            record, **{field: _reordered(getattr(record, field), change) for field in record.nested}
        )
    if not getattr(record, "shuffle", False):
        return record
    changes = {}
    for field in ("options", "statements", "rows", "prompts"):
        written = getattr(record, field, ())
        if written and not isinstance(written[0], str):
            free = iter(list(change([each for each in written if not getattr(each, "pinned", False)])))
            changes[field] = tuple(each if getattr(each, "pinned", False) else next(free) for each in written)
    if record.type_name == "inline_choice":
        gaps = []
        for gap in record.gaps:
            free = iter(list(change([each for each in gap.options if not each.pinned])))
            gaps.append(ChoiceGap(tuple(each if each.pinned else next(free) for each in gap.options)))
        changes["gaps"] = tuple(gaps)
    return msgspec.structs.replace(record, **changes)


def test_parts_without_a_text_and_with_other_words_about_it_stay_apart():
    bare = [
        msgspec.structs.replace(OTHER, passage=read_passage(""), content_hash=sign * 64, questions=OTHER.questions[:1])
        for sign in "34"
    ]
    assert len(merge([(bank, ()) for bank in (*bare, bare[0])])) == 2
    about = [
        msgspec.structs.replace(OTHER, about=None if words is None else read_passage(words), content_hash=sign * 64)
        for words, sign in (("Of bees.", "3"), ("Of towers.", "4"), (None, "5"))
    ]
    assert [part.bank.about for part in merge([(bank, ()) for bank in about])] == [each.about for each in about[:2]]
    (part,) = merge([(about[2], ()), (about[0], ())])
    assert part.bank.about == about[0].about


def test_a_part_of_several_banks_has_a_name_of_its_own_and_tells_of_all_authors():
    (alone,) = merge([(msgspec.structs.replace(BANK, time_limit=20, description="All of it"), ())])
    assert (alone.bank.id, alone.bank.description, alone.bank.time_limit) == (BANK.id, "All of it", 0)
    long = "x" * 60
    first = msgspec.structs.replace(BANK, author="Ms. Roth", license="", questions=BANK.questions[:1])
    others = [
        msgspec.structs.replace(OTHER, author=author, license=license_, content_hash=sign * 64, description="Some")
        for author, license_, sign in (("Mr. Li", "CC0", "3"), ("Ms. Roth", "CC0", "4"), ("y" * 498, "", "5"))
    ]
    named = [
        msgspec.structs.replace(bank, questions=(msgspec.structs.replace(bank.questions[0], id=long),))
        for bank in (first, *others)
    ]
    (part,) = merge([(bank, ()) for bank in named])
    assert part.order == (long, f"{long}-2", f"{long}-3", f"{long}-4")
    assert re.fullmatch("part-[0-9a-f]{12}", part.bank.id)
    assert (part.bank.title, part.bank.description) == (BANK.passage.title, "")
    assert (part.bank.author, part.bank.license) == (f"Ms. Roth; Mr. Li; {'y' * 498}"[:500], "CC0")
    untitled = [
        with_text("One text."),
        msgspec.structs.replace(with_text("One text."), title="2", content_hash="3" * 64),
    ]
    (part,) = merge([(msgspec.structs.replace(bank, questions=bank.questions[:1]), ()) for bank in untitled])
    assert part.bank.title == "Other"


def test_too_many_questions_are_refused_and_what_no_file_can_hold(monkeypatch):
    monkeypatch.setattr(assigning, "MOST_ASKED", 2)
    assert len(merge([(OTHER, ())])[0].order) == 2
    with pytest.raises(QuizAppError, match=r"3 questions are too many\. Choose at most 2"):
        merge([(BANK, [question.id for question in BANK.questions[:3]])])
    with pytest.raises(QuizAppError, match=r"“Other” cannot be handed out: .*no id"):
        merge([(msgspec.structs.replace(OTHER, id="no id", license="x" * 600), ())])


def test_different_images_of_one_name_are_two_parts():
    def with_image(data, hash_):
        return msgspec.structs.replace(BANK, images={"map.png": data}, content_hash=hash_)

    assert len(merge([(with_image(b"1", "3" * 64), ()), (with_image(b"2", "4" * 64), ())])) == 2
    assert len(merge([(with_image(b"1", "3" * 64), ()), (with_image(b"1", "4" * 64), ())])) == 1


def test_questions_are_found_by_words_skill_type_and_facility():
    def found(**wanted):
        return [each.question for each in search(WORCESTER, **wanted)]

    everything = [question for bank in WORCESTER for question in bank.questions]
    assert found() == everything
    assert found(skills=("locate",)) == [each for each in everything if each.skill == "locate"]
    assert found(types=("ordering",)) == [each for each in everything if each.type_name == "ordering"]
    assert [each.id for each in found(words="KIND of road", skills=("locate",))] == ["kind-of-road"]
    hard = search(WORCESTER, facility=(0.0, 0.5), facility_of=lambda bank, each: 0.4 if each.skill == "locate" else 0.9)
    assert [each.question for each in hard] == found(skills=("locate",))
    assert found(facility=(0.0, 1.0)) == []  # nobody has answered any


def test_a_search_looks_into_ids_and_titles_and_takes_both_ends_of_the_facility():
    first, second = (each.id for each in OTHER.questions)

    def found(**wanted):
        given = {first: 0.25, second: 0.75}
        return [each.question.id for each in search([OTHER], facility_of=lambda bank, each: given[each.id], **wanted)]

    for facility, ids in (
        ((0.25, 0.75), [first, second]),
        ((0.25, 0.74), [first]),
        ((0.26, 0.75), [second]),
        ((0.26, 0.74), []),
    ):
        assert found(facility=facility) == ids
    assert found(words="OTHER") == [first, second]
    assert found(words=f"other {first}") == [first]
    assert found(words="other nowhere") == []


def test_questions_are_found_by_what_they_have_earned_so_far(desk, tmp_path):
    first, second = BANK.questions[:2]
    bank = msgspec.structs.replace(BANK, questions=(first, second))
    room, made = assigned(desk, bank=bank)
    for member, given in zip(room.members, ((first,), (first,), (first, second)), strict=True):
        responses = {each.id: each.correct_response() for each in given}
        collect(desk, [hand_in(desk, tmp_path, taken(made, member, responses))])
    earned = {each.question.id: each.facility for each in search([BANK], facility_of=facility_so_far(desk))}
    assert earned[first.id] == 1
    assert earned[second.id] == pytest.approx(1 / 3)
    assert set(earned.values()) == {earned[first.id], earned[second.id], None}
    hard = search([BANK], facility=(0.0, 0.5), facility_of=facility_so_far(desk))
    assert [each.question.id for each in hard] == [second.id]


def test_the_blueprint_tells_what_is_covered_and_what_is_not():
    plan = blueprint(merge([(WORCESTER[0], ())]))
    assert plan.questions == len(WORCESTER[0].questions) == sum(count for _, count, _ in plan.skills)
    checked = coverage_of([WORCESTER[0]])
    assert checked is not None
    assert 0 < plan.touched < plan.sentences == len(checked.sentences)  # both leave headings out
    both = blueprint(merge([(bank, ()) for bank in WORCESTER]))
    assert plan.touched < both.touched <= both.sentences == plan.sentences
    one = next(question for question in WORCESTER[0].questions if question.skill == "locate" and question.evidence)
    line = blueprint_line(blueprint(merge([(WORCESTER[0], (one.id,))])))
    assert line == (
        f"1 question: Locate 1. Evidence in 1 of {plan.sentences} sentences."
        " Nothing on: Interpret, Evaluate, Distinguish, Vocabulary."
    )


def test_the_blueprint_weighs_questions_and_tells_which_have_no_skill():
    one, two, three = (samples[0].question for samples in list(SAMPLES.values())[:3])
    rated = SAMPLES["open_response"][0].question
    sentences = [each for each in BANK.passage.sentences if not each.is_heading]
    sentence = sentences[1]
    exact = BANK.passage.text[sentence.span.start : sentence.span.end]
    questions = (
        msgspec.structs.replace(one, skill="locate", weight=Decimal("0.5"), points=Decimal(3), evidence=(exact,)),
        msgspec.structs.replace(two, skill="locate", points=Decimal(2), evidence=(exact,)),
        msgspec.structs.replace(three, skill="", points=Decimal(1)),
        msgspec.structs.replace(rated, skill="", points=Decimal(4)),
    )
    bank = msgspec.structs.replace(BANK, questions=questions)
    plan = blueprint([Part(bank, ())])
    assert plan.skills == (("locate", 2, 3.5), ("", 2, 1.0 + float(questions[3].weight * questions[3].points)))
    assert (plan.questions, plan.touched, plan.sentences, plan.rated) == (4, 1, len(sentences), 1)
    assert blueprint_line(plan) == (
        f"4 questions: Locate 2, without a skill 2. Evidence in 1 of {plan.sentences} sentences."
        " Nothing on: Interpret, Evaluate, Distinguish, Vocabulary. You rate 1."
    )
    assert "Nothing on" not in blueprint_line(plan._replace(skills=tuple((skill, 1, 1.0) for skill in SKILLS)))
    assert "You rate" not in blueprint_line(plan._replace(rated=0))


def test_settings_that_cannot_be_are_told_in_words():
    for settings, said in (
        (AssignmentSettings(shown="at_once"), "A test shows no marks while it is taken"),
        (AssignmentSettings(tries=3), "Several tries need marks"),
        (AssignmentSettings("practice", 3, True, shown="at_once"), "Certainty is asked with one try"),
        (AssignmentSettings("practice", 11, shown="at_once"), "from 1 to 10"),
        (AssignmentSettings(time_limit=1e9), "at most 600 minutes"),
        (AssignmentSettings(time_limit=float("nan")), "at most 600 minutes"),
        (AssignmentSettings(due=NOW - 1), "is in the past"),
        (AssignmentSettings(due=NOW), "is in the past"),
    ):
        assert len(told := settings_mistakes(settings, NOW)) == 1, settings
        assert said in str(told[0])
    assert settings_mistakes(AssignmentSettings(due=NOW + 1, time_limit=600), NOW) == ()


def test_an_assignment_is_kept_and_written_and_never_written_over(desk, tmp_path):
    room, made = assigned(desk)
    assert desk.assignment(made.id) == made
    assert made.parts[0].bank.questions == BANK.questions
    assert [each.name for each in made.members] == ["Ada", "Björn", "陈"]
    first, second = (save_assignment(desk, made, tmp_path / "out") for _ in range(2))
    assert (first.name, second.name) == ("Bees.quizassign", "Bees (2).quizassign")
    handed = read_assignment(first.read_bytes())
    assert handed.desk == (desk.verify_key, desk.box_key)
    assert not handed.assignment.parts[0].bank.has_key
    assert handed.assignment.members == made.members

    other, _ = add_class(desk, "7c", read_names("Omar"))
    copy = hand_to(desk, made.id, other)
    assert copy.id != made.id
    assert (copy.parts, copy.class_name, copy.members) == (made.parts, "7c", other.members)
    assert {line.id for line in desk.store.assignments()} == {made.id, copy.id}
    with pytest.raises(QuizAppError):
        make_assignment(desk, room, " ", made.parts, made.settings)
    with pytest.raises(QuizAppError, match="A test shows no marks"):
        make_assignment(desk, room, "x", made.parts, AssignmentSettings(shown="at_once", due=NOW))
    assert len(desk.store.assignments()) == 2


def test_the_file_that_is_written_anew_has_those_who_are_in_the_class_now(desk, tmp_path):
    room, made = assigned(desk)
    ada, bjorn, chen = room.members
    first = read_assignment(save_assignment(desk, desk.assignment(made.id), tmp_path).read_bytes()).assignment
    cyd = Member("c4" * 16, "Cyd", Accommodation(time_factor=2.0))
    renamed = Member(bjorn.id, "Björn Ø", Accommodation(time_factor=1.5))
    desk.store.set_members(room.id, [cyd, ada, renamed])
    desk.clock = lambda: NOW + 50
    again = read_assignment(save_assignment(desk, desk.assignment(made.id), tmp_path).read_bytes()).assignment
    assert again.members == (cyd, ada, renamed)
    assert again.listed > first.listed
    assert msgspec.structs.replace(again, members=first.members, listed=first.listed) == first
    collect(desk, [hand_in(desk, tmp_path, taken(made, cyd)), hand_in(desk, tmp_path, taken(made, chen))])
    assert missing(desk, made.id) == (ada, renamed)
    assert [each.name for each in people(desk, desk.assignment(made.id), [chen.id])] == ["Cyd", "Ada", "Björn Ø", "陈"]


def test_an_assignment_is_found_by_its_title_or_the_beginning_of_its_id(desk):
    with pytest.raises(QuizAppError, match=r"no assignment “Bees”\. List them: quizapp assign"):
        find_assignment(desk, "Bees")
    room, made = assigned(desk)
    for name in ("Bees", "bEES", made.id, made.id[:8]):
        assert find_assignment(desk, name).id == made.id
    for name, hint in (("Bes", "Did you mean “Bees”"), (made.id[:7], "List them"), (made.id[1:], "List them")):
        with pytest.raises(QuizAppError, match=f"There is no assignment “{name}”. {hint}"):
            find_assignment(desk, name)
    copy = hand_to(desk, made.id, add_class(desk, "7c", read_names("Omar"))[0])
    with pytest.raises(QuizAppError) as told:
        find_assignment(desk, "bees")
    known = sorted(f"{id_[:8]} ({name})" for id_, name in ((made.id, room.name), (copy.id, "7c")))
    before, _, listed = str(told.value).partition(": ")
    assert before == "There are 2 assignments “bees”. Name one by its id"
    assert sorted(listed.removesuffix(".").split(", ")) == known


def test_a_date_that_is_over_is_not_copied_to_another_class(desk):
    room, made = assigned(desk, settings=AssignmentSettings(due=NOW + 100))
    for later, due in ((99, NOW + 100), (100, 0.0), (101, 0.0)):
        desk.clock = lambda later=later: NOW + later
        copy = hand_to(desk, made.id, room)
        assert (copy.settings.due, copy.created, copy.title) == (due, NOW + later, "Bees")
        assert desk.assignment(copy.id) == copy


def test_nothing_is_handed_out_to_nobody(desk, tmp_path):
    room, made = assigned(desk)
    empty = desk.store.add_class("7d", [])
    desk.store.set_members(room.id, [])
    for to_nobody in (
        lambda: make_assignment(desk, empty, "x", made.parts, AssignmentSettings()),
        lambda: hand_to(desk, made.id, empty),
        lambda: save_assignment(desk, desk.assignment(made.id), tmp_path / "out"),
    ):
        with pytest.raises(QuizAppError, match=r"Nobody is in the class 7[bd], .* Add learners first"):
            to_nobody()
    assert len(desk.store.assignments()) == 1
    assert not (tmp_path / "out").exists()
    assert make_assignment(desk, empty, "x", made.parts, AssignmentSettings(list_only=False)).members == ()


def test_names_of_files_are_those_that_every_system_takes():
    for title, name in {
        "Bees": "Bees",
        'a/b\\c:d*e?f"g<h>i|j': "a b c d e f g h i j",
        "con": "_con",
        "LPT1.old": "_LPT1.old",
        "  dots... ": "dots",
        "..": "untitled",
        "": "untitled",
        "a\x00\n\u202eb": "a b",
        "عمر 李明 José": "عمر 李明 José",
        "李" * 100: "李" * 60,
    }.items():
        assert safe_name(title) == name
