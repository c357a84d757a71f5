"""The quotations of a question at each level of its passage, and what is told where one is not there."""

from quizapp.domain.evidence import LevelQuote, Quote
from quizapp.domain.level import STANDARD, ReadingLevel, level_mistakes, quotes_in, unknown_levels, written_place
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart

EASIER = ReadingLevel("easier", "Easier", read_passage("The tower was empty. Bees came to the tower.\n\nAll said yes."))
ONE = Quote("Bees came")
AT_EASIER = {
    "stands there": Quote("nobody came", levels={"easier": "tower was empty"}),
    "the same words": ONE,
    "not there": Quote("gone", levels={"easier": ""}),
    "wrong words": Quote("gone", levels={"easier": "nothing of this"}),
    "twice": Quote("gone", levels={"easier": "tower"}),
    "wrong before": Quote("gone", levels={"easier": LevelQuote("tower", "bees of the")}),
    "only at the standard level": Quote("nothing of this"),
    "only at the standard level, slightly": Quote("Bees come to the tower"),
    "twice there": Quote("tower"),
    "wrong after": Quote("tower", suffix="of bees"),
    "a text": "Bees came",
    "a text that is not there": "nothing of this",
    "a text that is there twice": "tower",
}


def told(question, level=EASIER):
    return [(mistake.code, mistake.path) for mistake in level_mistakes(question, level)]


def test_each_mistake_is_told_where_the_author_has_written_the_words():
    place = ("levels", "easier")
    for names, expected in (
        (("stands there", "the same words", "not there"), []),
        (("wrong words",), [("evidence_not_found", (0, *place))]),
        (("not there", "wrong words"), [("evidence_not_found", (1, *place))]),
        (
            ("wrong words", "not there", "twice"),
            [("evidence_not_found", (0, *place)), ("evidence_ambiguous", (2, *place))],
        ),
        (("not there", "the same words", "not there", "wrong before"), [("prefix_not_found", (3, *place, "prefix"))]),
        (("only at the standard level",), [("evidence_not_in_level", (0, "quote"))]),
        (("not there", "only at the standard level, slightly"), [("evidence_not_in_level_suggest", (1, "quote"))]),
        (("the same words", "twice there"), [("evidence_ambiguous", (1, "quote"))]),
        (("wrong after",), [("suffix_not_found", (0, "suffix"))]),
        (("a text", "not there", "a text that is not there"), [("evidence_not_in_level", (2,))]),
        (("not there", "a text that is there twice", "a text"), [("evidence_ambiguous", (1,))]),
    ):  # fmt: skip
        evidence = tuple(AT_EASIER[name] for name in names)
        question = TrueFalse(id="q", stem="?", key="true", evidence=evidence)
        assert told(question) == [(code, ("evidence", *path)) for code, path in expected], names


def test_words_within_an_option_or_a_part_are_told_with_its_place():
    wrong = AT_EASIER["wrong words"]
    options = (Option("a", key=True, evidence=ONE), Option("b", evidence=(AT_EASIER["not there"], wrong)))
    choice = SingleChoice(id="a", stem="?", options=options)
    place = ("options", 1, "evidence", 1, "levels", "easier")
    assert told(choice) == [("evidence_not_found", place)]
    notes = TrueFalse(id="c", stem="?", key="true", options={"false": AnswerNote(evidence=(ONE, wrong))})
    assert told(notes) == [("evidence_not_found", ("options", "false", "evidence", 1, "levels", "easier"))]
    assert [path for path, _ in quotes_in(notes)] == [("options", "false", "evidence", index) for index in (0, 1)]
    keys = (AT_EASIER["not there"], ONE, wrong)
    selection = EvidenceSelection(id="b", stem="?", keys=keys)
    assert told(selection) == [
        ("evidence_not_found", ("keys", 2, "levels", "easier")),
        ("key_not_in_level", ("keys", 0, "levels", "easier")),
    ]
    for quote, path in (
        (Quote("gone", levels={"easier": "was empty. Bees"}), ("keys", "levels", "easier")),
        (Quote("was empty. Bees"), ("keys",)),
        ((ONE, Quote("gone", levels={"easier": "was empty. Bees"})), ("keys", 1, "levels", "easier")),
        ((ONE, "was empty. Bees"), ("keys", 1)),
    ):
        assert told(EvidenceSelection(id="b", stem="?", keys=quote)) == [("key_across_sentences", path)]
    both = TwoPart(id="q", stem="?", part_a=choice, part_b=selection)
    assert told(both) == [
        ("evidence_not_found", ("part_a", *place)),
        ("evidence_not_found", ("part_b", "keys", 2, "levels", "easier")),
        ("key_not_in_level", ("part_b", "keys", 0, "levels", "easier")),
    ]
    assert [path for path, _ in quotes_in(both)] == [
        ("part_a", "options", 0, "evidence"),
        ("part_a", "options", 1, "evidence", 0),
        ("part_a", "options", 1, "evidence", 1),
        *(("part_b", "keys", index) for index in range(3)),
    ]


def test_a_level_that_is_not_there_is_told_with_those_that_are():
    question = TrueFalse(
        id="q", stem="?", key="true", evidence=(ONE, Quote("gone", levels={"easie": "x", "easier": "x", "harder": "x"}))
    )
    for ids, expected in (
        (("standard", "easier"), [("unknown_level_suggest", "easie", "easier"), ("unknown_level", "harder", "")]),
        ((), [("no_levels", "easie", ""), ("no_levels", "easier", ""), ("no_levels", "harder", "")]),
        (("easie", "easier", "harder"), []),
    ):
        found = list(unknown_levels(question, ids))
        assert [(each.code, each.values["value"], each.values["suggestion"]) for each in found] == expected
        assert all(each.path == ("evidence", 1, "levels", each.values["value"]) for each in found)


def test_the_standard_level_is_written_only_where_it_has_a_name():
    standard = ReadingLevel(STANDARD, "", EASIER.passage)
    named = ReadingLevel(STANDARD, "Original", EASIER.passage)
    short = ReadingLevel("short", "Short", EASIER.passage)
    for levels, places in (
        ((standard, EASIER, short), {STANDARD: 0, "easier": 0, "short": 1, "gone": 0}),
        ((named, EASIER, short), {STANDARD: 0, "easier": 1, "short": 2}),
        ((EASIER, standard, short), {"easier": 0, "short": 1}),
    ):
        assert {id_: written_place(levels, id_) for id_ in places} == places
    assert (standard.shown_name(), named.shown_name()) == ("Standard", "Original")
