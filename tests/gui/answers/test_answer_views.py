"""The views of the question types, as a learner meets them by eye, hand and ear."""

from itertools import permutations
from random import Random

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.mark import Points
from quizapp.domain.text import letters
from quizapp.gui.answers.catalog import VIEWS, new_view
from quizapp.gui.answers.choice_view import ChoiceView
from quizapp.gui.answers.evidence import EvidenceView
from quizapp.gui.answers.gap_fill import GapFillView
from quizapp.gui.answers.gaps_view import GapsView
from quizapp.gui.answers.highlight_words import HighlightWordsView
from quizapp.gui.answers.inline_choice import InlineChoiceView
from quizapp.gui.answers.matching import MatchingView
from quizapp.gui.answers.numeric import NumericView
from quizapp.gui.answers.open_response import OpenResponseView
from quizapp.gui.answers.ordering import OrderingView
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.answers.parts.word_pill import WordPill
from quizapp.gui.answers.row_view import RowView
from quizapp.gui.answers.short_answer import ShortAnswerView
from quizapp.gui.answers.two_part import TwoPartView
from quizapp.gui.answers.word_bank import WordBankView
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.true_false import ANSWER_TEXTS
from quizapp.question_types.two_part import part_arrangement
from tests.gui.conftest import flush
from tests.gui.seen import Role, all_heard, heard, texts, visible, words_heard
from tests.samples import ALL_SAMPLES, SAMPLES

EACH_TYPE = pytest.mark.parametrize("type_name", SAMPLES)
QUESTIONS = {sample.name: sample.question for sample in ALL_SAMPLES}
HOSTILE = '<b>x</b><img src="/etc/passwd"> & &amp; &Q'
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(theme, qtbot):
    """Shows a question in a view of its type, or in `view`; gives the view, and beside it the responses from now on."""

    def run(question, response=None, arrangement=None, view=None):
        is_new = view is None
        if is_new:
            view = new_view(type(question), theme)
            view.given = []
            view.response_changed.connect(view.given.append)
        view.given.clear()
        view.show_question(question, arrangement or question.arrange(Random(4)), response)
        if is_new:  # only now, as on the quiz page
            around = QWidget()
            column = QVBoxLayout(around)
            column.addWidget(view)
            column.addStretch(1)
            qtbot.addWidget(around)
            around.resize(640, 2800)
            around.show()
            around.activateWindow()
            qtbot.waitUntil(around.isActiveWindow)
            arounds.append(around)
        flush()
        return view

    arounds = []

    return run


def test_every_type_has_a_view():
    assert set(VIEWS) == set(QUESTION_TYPES)


def asked(question, arrangement):
    """The texts of the parts that are to be answered, in the order in which they are shown."""
    if question.type_name == "two_part":
        parts = question.questions.items()
        return [text for at, part in parts for text in asked(part, part_arrangement(arrangement, at))]
    if question.type_name == "gap_fill":
        return []
    if question.type_name == "true_false":
        return [ANSWER_TEXTS[id_] for id_ in arrangement]
    return [question.part_text(id_) for id_ in arrangement]


def shown(view):
    """The same, as the view shows them."""
    if isinstance(view, TwoPartView):
        return [text for part in view.views.values() for text in shown(part)]
    if isinstance(view, ChoiceView):
        return texts(view, RadioCard) + texts(view, CheckCard)
    if isinstance(view, MatchingView):
        return [row.label.text().partition(". ")[2] for row in view.shown_rows]
    if isinstance(view, RowView):
        found = [text for row in view.shown_rows for text in texts(row, QLabel)]
        assert [text.partition(". ")[0] for text in found] == list(letters(len(found)))
        return [text.partition(". ")[2] for text in found]
    if isinstance(view, OrderingView):
        found = texts(view, QLabel)
        assert found[::2] == [str(place) for place in range(1, len(found) // 2 + 1)]
        return found[1::2]
    if isinstance(view, WordBankView):
        return texts(view, WordPill)
    if isinstance(view, InlineChoiceView):
        fields = sorted(view.fields, key=lambda field: int(field.id))
        return [field.itemText(at).partition(". ")[2] for field in fields for at in range(field.count())]
    return []


def answered(view):
    """Return the answer that the view shows, in the texts that are to be seen."""
    if isinstance(view, GapsView):
        filled = [field for field in view.fields if field.value]
        return {field.id: field.value if isinstance(field, QLineEdit) else choice_heard(field) for field in filled}
    if isinstance(view, TwoPartView):
        return {at: found for at, part in view.views.items() if (found := answered(part))}
    if isinstance(view, OpenResponseView):
        return view.field.toPlainText()
    if isinstance(view, EvidenceView):
        return view.response() or ()
    if isinstance(view, HighlightWordsView):
        return [button.text() for button in view.buttons if button.isChecked()]
    if isinstance(view, ChoiceView):
        return {card.text() for card in view.cards if card.isChecked()}
    if isinstance(view, RowView):
        chosen = [(row, pill) for row in view.shown_rows for pill in visible(row, QRadioButton) if pill.isChecked()]
        return {texts(row, QLabel)[0].partition(". ")[2]: pill.text() for row, pill in chosen}
    if isinstance(view, MatchingView):
        filled = [row for row in view.shown_rows if row.slot.letter]
        return {row.label.text().partition(". ")[2]: row.slot.shown_text for row in filled}
    if isinstance(view, OrderingView):
        return [texts(row, QLabel)[1] for row in view.rows if not row.isHidden()]
    return view.field.text()


def choice_heard(field):
    """Return the choice that a list shows, as it is heard."""
    return heard(field).value.partition(". ")[2]


def in_texts(question, response):
    """`response` in the texts that are to be seen."""
    match question.type_name:
        case "two_part":
            return {at: in_texts(question.questions[at], given) for at, given in response.items()}
        case "open_response":
            return response["text"]
        case "single_choice" | "multiple_choice" | "true_false":
            return set(asked(question, (response,) if isinstance(response, str) else response))
        case "categorize" | "table":
            return {question.part_text(id_): category for id_, category in response.items()}
        case "matching":
            return {question.part_text(id_): question.value_text(value) for id_, value in response.items()}
        case "ordering":
            return asked(question, response)
        case "evidence":
            return question.summarize(response)
        case "highlight_words":
            return [question.words[int(id_) - 1].text for id_ in question.word_ids if id_ in response]
        case "gap_fill" | "inline_choice" | "word_bank":
            return {id_: question.value_text(value) for id_, value in question.filled(response).items()}
        case _:
            return response


def marked_cases(type_name):
    """The questions of a type, the largest first, each with the responses that earn or lose points."""
    for sample in SAMPLES[type_name][::-1]:
        for case in sample.cases:
            if isinstance(sample.question.mark(case.response), Points):
                yield sample.question, case.response


# answering


def test_one_option_is_chosen_with_a_click_anywhere_on_its_card(show):
    question = QUESTIONS["single-full"]
    view = show(question, arrangement=tuple("CADB"))
    cards = visible(view, RadioCard)
    QTest.mouseClick(cards[1], LEFT, pos=QPoint(cards[1].width() - 8, 8))
    QTest.mouseClick(cards[3], LEFT, pos=QPoint(8, cards[3].height() - 8))
    assert view.given == ["A", "B"]
    assert answered(view) == {question.part_text("B")}


@pytest.mark.parametrize("keys", ["b3", "B3"])
def test_one_option_is_chosen_with_its_letter_or_digit(show, keys):
    view = show(QUESTIONS["single-full"], arrangement=tuple("CADB"))
    assert [view.take_key(key) for key in keys] == [True, True]
    assert view.given == ["A", "D"]


@pytest.mark.parametrize("key", ["E", "5", "0", "z", "ä", "Ⅱ", "²", "٣", " ", "\t", ""])
def test_other_keys_choose_nothing(show, key):
    view = show(QUESTIONS["single-full"])
    assert not view.take_key(key)
    assert view.given == []


def test_arrow_keys_go_from_option_to_option(show):
    view = show(QUESTIONS["single-full"], "A", arrangement=tuple("CADB"))
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget().text() == QUESTIONS["single-full"].part_text("A")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert view.given == ["D"]


def test_several_options_are_chosen_and_taken_back(show):
    view = show(QUESTIONS["multiple-full"], arrangement=tuple("BCAD"))
    first, _, third, _ = visible(view, CheckCard)
    QTest.mouseClick(third, LEFT)
    QTest.mouseClick(first, LEFT)
    QTest.keyClick(third, Qt.Key.Key_Space)
    assert view.take_key("a")
    assert view.given == [("A",), ("A", "B"), ("B",), None]


@pytest.mark.parametrize(("key", "response"), [("A", "true"), ("2", "false"), ("c", "not_stated")])
def test_true_false_and_not_stated_are_chosen(show, key, response):
    view = show(QUESTIONS["true-full"])
    assert texts(view, RadioCard) == ["True", "False", "The passage does not say"]
    assert view.take_key(key)
    QTest.mouseClick(visible(view, RadioCard)[1], LEFT)
    assert view.given[0] == response
    assert view.given[-1] == "false"


def test_statements_are_sorted_with_clicks(show):
    view = show(QUESTIONS["categorize-full"], arrangement=tuple("BADC"))
    first = visible(view.shown_rows[0], QRadioButton)
    third = visible(view.shown_rows[2], QRadioButton)
    assert [pill.text() for pill in first] == ["Marta", "The town", "Nobody"]
    QTest.mouseClick(third[1], LEFT)
    QTest.mouseClick(first[2], LEFT)
    QTest.mouseClick(first[0], LEFT)
    assert view.given == [{"D": "The town"}, {"B": "Nobody", "D": "The town"}, {"B": "Marta", "D": "The town"}]


def test_statements_are_sorted_one_after_another_with_digits(show):
    view = show(QUESTIONS["categorize-full"], arrangement=tuple("BADC"))
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert [view.take_key(key) for key in "2931"] == [True, False, True, True]
    assert view.given[-1] == {"A": "Nobody", "B": "The town", "D": "Marta"}
    assert not view.take_key("a")


def test_items_are_moved_with_buttons(show):
    view = show(QUESTIONS["ordering-full"], arrangement=tuple("ABCD"))
    down = [button for button in visible(view, QToolButton) if button.accessibleName().startswith("Move down")]
    up = [button for button in visible(view, QToolButton) if button.accessibleName().startswith("Move up")]
    QTest.mouseClick(down[0], LEFT)
    QTest.mouseClick(up[3], LEFT)
    assert view.given == [("B", "A", "C", "D"), ("B", "A", "D", "C")]
    assert answered(view) == in_texts(QUESTIONS["ordering-full"], view.given[-1])
    assert not up[0].isEnabled()
    assert not down[3].isEnabled()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier])
def test_items_are_moved_with_keys_and_the_focus_goes_with_them(show, modifier):
    view = show(QUESTIONS["ordering-full"], arrangement=tuple("ABCD"))
    view.focus_first(Qt.FocusReason.TabFocusReason)
    for _ in range(4):  # one more than there is room for
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, modifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, modifier)
    assert view.given == [tuple("BACD"), tuple("BCAD"), tuple("BCDA"), tuple("BCAD")]


def test_where_something_was_put_and_taken_out_is_said(show, spoken):
    def shown(type_name):
        view = show(SAMPLES[type_name][1].question)
        view.focus_first(Qt.FocusReason.TabFocusReason)
        return view

    for type_name in ("categorize", "table", "inline_choice"):
        assert shown(type_name).take_key("A" if type_name == "inline_choice" else "1"), type_name
    view = shown("matching")
    view.take_key("B")
    view.put(view.shown_rows[0], None)
    view = shown("word_bank")
    view.take_key("B")
    view.take_back(view.pills[1].id)
    shown("ordering")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view = shown("two_part")
    view.parts["b"].view.focus_first(Qt.FocusReason.TabFocusReason)
    assert spoken == [
        "A. Asked for a summer Marta",
        "A. Marta asked for a summer. Says so",
        "Peter: put into gap 2",
        "B. Marta put into 1",
        "B. Marta taken out of 1",
        "vote: put into gap 1",
        "vote: taken out of gap 1",
        "2 of 4: Marta wrote a report.",
        "Part B. Which words say so?",
    ]


def test_the_order_that_is_there_can_be_the_answer(show):
    view = show(QUESTIONS["ordering-full"], arrangement=tuple("DCBA"))
    QTest.mouseClick(view.keep, LEFT)
    assert view.given == [tuple("DCBA")]
    assert not view.keep.isVisible()


def test_an_answer_is_typed(show):
    view = show(QUESTIONS["short-minimal"])
    QTest.keyClicks(view.field, "Ma")
    QTest.keyClick(view.field, Qt.Key.Key_Backspace)
    QTest.keyClick(view.field, Qt.Key.Key_Backspace)
    QTest.keyClick(view.field, Qt.Key.Key_Space)
    assert view.given == ["M", "Ma", "M", None]
    assert not view.take_key("a")


# marks

WORDS = {"right": "Your answer, right", "wrong": "Your answer, wrong", "missed": "Right answer, not chosen"}


@EACH_TYPE
def test_an_earlier_answer_is_there_again_and_a_mark_ends_answering(show, type_name):
    view = None
    for question, response in marked_cases(type_name):
        view = show(question, response, view=view)
        assert answered(view) == in_texts(question, response), (question.id, response)
        assert view.given == []
        view.setFocus()
        view.focus_first(Qt.FocusReason.TabFocusReason)
        assert view.isAncestorOf(QApplication.focusWidget().parentWidget()), "keys act on the answer"
        mark = question.mark(response)
        view.show_mark(mark)
        assert answered(view) == in_texts(question, response), (question.id, response)
        MARK_TESTS[type_name](view, question, response, mark)
        if isinstance(view, OpenResponseView):
            continue  # it is rated now: see test_open_response_view.py
        for button in visible(view, QAbstractButton):
            QTest.mouseClick(button, LEFT)
        for key in "ABCD1234":
            view.take_key(key)
        if isinstance(view, ShortAnswerView | NumericView):
            QTest.keyClicks(view.field, "x")
        if isinstance(view, OrderingView):
            for row in view.rows:
                QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert view.given == []
        assert answered(view) == in_texts(question, response), (question.id, response)


def choices_are_marked(view, question, response, mark):
    right = question.correct_response()
    keys = {right} if isinstance(right, str) else set(right)
    chosen = {response} if isinstance(response, str) else set(response)
    told = {}
    for card in view.cards:
        told.setdefault(heard(card).description, set()).add(card.text())
    for outcome, ids in (("right", chosen & keys), ("wrong", chosen - keys), ("missed", keys - chosen)):
        assert told.get(WORDS[outcome], set()) == set(asked(question, ids)), outcome


def statements_are_marked(view, question, response, mark):
    ids = {question.part_text(id_): id_ for id_ in question.ids}
    for row in view.shown_rows:
        id_ = ids[texts(row, QLabel)[0].partition(". ")[2]]
        right, given = question.correct_response()[id_], response.get(id_)
        wanted = {right: WORDS["right" if given == right else "missed"]}
        if given not in (None, right):
            wanted[given] = WORDS["wrong"]
        pills = {pill.text(): heard(pill) for pill in visible(row, QRadioButton)}
        assert {text: pill.description for text, pill in pills.items() if pill.description} == wanted
        assert all("disabled" in pill.states for pill in pills.values())


def items_are_marked(view, question, response, mark):
    for place, (id_, row) in enumerate(zip(response, view.rows, strict=False), 1):
        right = question.ids.index(id_) + 1
        wanted = "✓ right place" if right == place else f"✗ belongs at {right}"
        assert texts(row, QLabel) == [str(place), question.part_text(id_), wanted]
        assert any(entry.name.endswith(wanted[2:]) for entry in all_heard(row))
        assert not visible(row, QToolButton)


def a_typed_answer_is_marked(view, question, response, mark):
    words = {"right": "right", "partial": "partly right", "wrong": "wrong"}[mark.parts[0].outcome]
    field = heard(view.field)
    assert field.description == f"Your answer, {words}"
    assert "readOnly" in field.states
    assert any(text.startswith(f"Accepted: {question.correct_response()}") for text in texts(view, QLabel))


def gaps_are_marked(view, question, response, mark):
    words = {"right": "Your answer, right", "partial": "Your answer, partly right", "wrong": "Your answer, wrong"}
    outcomes = {part.id: part.outcome for part in mark.parts}
    for field in view.fields:
        entry, outcome = heard(field), outcomes[field.id]
        assert words.get(outcome, "Left empty") in entry.description
        assert f"Gap {field.id} of " in entry.name + entry.description
        assert {"readOnly", "disabled"} & entry.states
        told = [text for text in texts(view, QLabel) if f"Gap {field.id}, right answer: " in text]
        assert bool(told) == (outcome != "right")


def places_are_marked(view, question, response, mark):
    right = question.correct_response()
    for row in view.shown_rows:
        given, wanted = response.get(row.id), f"{right[row.id]}. {question.value_text(right[row.id])}"
        told = "Not answered" if given is None else "Your answer, wrong"
        words = "Your answer, right" if given == right[row.id] else f"{told}. Right answer: {wanted}"
        entry = heard(row.slot)
        assert entry.description == words
        assert "disabled" in entry.states
    for id_, card in zip(question.value_texts, view.shown_cards, strict=True):
        belongs = [row.name for row in view.shown_rows if right[row.id] == id_]
        assert card.tail == ("→ " + ", ".join(belongs) if belongs else "")


def a_typed_number_is_marked(view, question, response, mark):
    words = {"right": "right", "partial": "partly right", "wrong": "wrong"}[mark.parts[0].outcome]
    field = heard(view.field)
    assert field.description == f"Your answer, {words}"
    assert "readOnly" in field.states
    assert any(text.startswith("Right answer: ") for text in texts(view, QLabel))


def sentences_are_marked(view, question, response, mark):
    rows = [(row.sentence, row.accessibleDescription()) for row in view.shown_rows]
    wanted = [(part.id, WORDS[part.outcome]) for part in mark.parts if part.outcome != "missed"]
    assert rows[: len(wanted)] == wanted
    assert {words for _, words in rows[len(wanted) :]} <= {WORDS["missed"]}
    assert len(rows) == len(mark.parts)
    assert not any(row.remove.isVisible() for row in view.shown_rows)


def words_are_marked(view, question, response, mark):
    outcomes = dict(mark.parts)
    for id_, button in zip(question.word_ids, view.buttons, strict=True):
        entry = heard(button)
        assert "disabled" in entry.states
        assert entry.description == WORDS.get(outcomes.get(id_), f"Word {id_} of {len(view.buttons)}")


def both_parts_are_marked(view, question, response, mark):
    marks = question.part_marks(response)
    for at, part in question.questions.items():
        if isinstance(marks[at], Points):
            MARK_TESTS[part.type_name](view.views[at], part, response[at], marks[at])
        assert view.parts[at].result.text()


def the_model_answer_is_shown(view, question, response, mark):
    assert question.model_answer in texts(view, QLabel)
    rated = [card.text() for card in visible(view, RadioCard) if card.isChecked()]
    assert rated == [question.criteria[name].levels[int(response[name])].text for name in question.criteria]


MARK_TESTS = {
    "single_choice": choices_are_marked,
    "multiple_choice": choices_are_marked,
    "true_false": choices_are_marked,
    "table": statements_are_marked,
    "categorize": statements_are_marked,
    "matching": places_are_marked,
    "ordering": items_are_marked,
    "short_answer": a_typed_answer_is_marked,
    "evidence": sentences_are_marked,
    "highlight_words": words_are_marked,
    "numeric": a_typed_number_is_marked,
    "gap_fill": gaps_are_marked,
    "inline_choice": gaps_are_marked,
    "word_bank": gaps_are_marked,
    "two_part": both_parts_are_marked,
    "open_response": the_model_answer_is_shown,
}


# one view for all questions of its type


def snapshot(view):
    """All that is to be seen, to be heard and to be done."""
    return [view.key_hint()] + [
        (
            type(child),
            getattr(child, "text", str)(),
            child.accessibleName(),
            child.accessibleDescription(),
            child.isEnabled(),
            child.isChecked() if isinstance(child, QAbstractButton) else None,
            child.isReadOnly() if isinstance(child, QLineEdit) else None,
            child.pixmap().isNull() if isinstance(child, QLabel) else None,
            getattr(child, "marked", ""),
            child.geometry(),
        )
        for child in visible(view)
    ]


def unfocused(view):
    """Return the picture of the view where nothing in it has the focus, or the pointer over it."""
    for child in view.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    if QApplication.focusWidget() is not None:
        QApplication.focusWidget().clearFocus()
    return view.grab().toImage()


@EACH_TYPE
def test_nothing_of_a_question_is_left_when_the_next_is_shown_and_answered(show, type_name):
    samples = SAMPLES[type_name][::-1]
    fresh = {}
    for sample in samples:
        view = show(sample.question)
        fresh[sample.name] = (unfocused(view), snapshot(view))
    view = None
    for one, other in permutations(samples, 2):
        view = show(one.question, one.cases[0].response, view=view)
        view.show_mark(one.question.mark(one.cases[0].response))
        show(other.question, view=view)
        assert (unfocused(view), snapshot(view)) == fresh[other.name], (one.name, other.name)
        assert view.given == []
    if isinstance(view, EvidenceView):
        return  # it is answered in the passage: see test_evidence_view.py
    if isinstance(view, TwoPartView | OpenResponseView):
        view = view.views["b"] if isinstance(view, TwoPartView) else view
        view.given = []
        view.response_changed.connect(view.given.append)
    if isinstance(view, OpenResponseView):
        QTest.keyClicks(view.field, "x")
    elif isinstance(view, GapFillView):
        QTest.keyClicks(view.fields[0], "x")
    elif isinstance(view, InlineChoiceView):
        view.take_key("a")
    elif isinstance(view, ShortAnswerView | NumericView):
        QTest.keyClicks(view.field, "x")
    elif isinstance(view, MatchingView):
        view.take_key("a")
    else:
        QTest.mouseClick(next(button for button in visible(view, QAbstractButton) if button.isEnabled()), LEFT)
    assert len(view.given) == 1


# words of a bank


def hostile(question):
    """`question` with texts that some programs would take for more than text."""
    replace = msgspec.structs.replace
    match question.type_name:
        case "single_choice" | "multiple_choice":
            options = tuple(replace(option, text=f"{option.text} {HOSTILE}") for option in question.options)
            return replace(question, options=options)
        case "categorize":
            categories = tuple(f"{category} {HOSTILE}" for category in question.categories)
            statements = tuple(
                replace(entry, text=f"{entry.text} {HOSTILE}", category=f"{entry.category} {HOSTILE}")
                for entry in question.statements
            )
            return replace(question, categories=categories, statements=statements)
        case "table":
            columns = tuple(f"{column} {HOSTILE}" for column in question.columns)
            rows = tuple(
                replace(row, text=f"{row.text} {HOSTILE}", key=f"{row.key} {HOSTILE}") for row in question.rows
            )
            return replace(question, columns=columns, rows=rows)
        case "matching":
            prompts = tuple(
                replace(entry, text=f"{entry.text} {HOSTILE}", option=f"{entry.option} {HOSTILE}")
                for entry in question.prompts
            )
            return replace(question, prompts=prompts, options=tuple(f"{text} {HOSTILE}" for text in question.options))
        case "ordering":
            return replace(
                question, items=tuple(replace(item, text=f"{item.text} {HOSTILE}") for item in question.items)
            )
        case "short_answer":
            accepted = tuple(replace(answer, text=f"{answer.text} {HOSTILE}") for answer in question.accepted)
            return replace(question, accepted=accepted)
    return question


@pytest.mark.parametrize(
    "name",
    ["single-full", "multiple-full", "categorize-full", "table-full", "matching-full", "ordering-full", "short-full"],
)
def test_words_of_a_bank_are_shown_as_they_stand(show, name):
    question = hostile(QUESTIONS[name])
    response = question.correct_response()
    view = show(question, response)
    assert answered(view) == in_texts(question, response)
    assert HOSTILE in words_heard(view)
    view.show_mark(question.mark(response))
    assert HOSTILE in "\n".join(texts(view))
    for label in visible(view, QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()
    for button in visible(view, QAbstractButton):
        assert button.shortcut().isEmpty()  # “&” in a text makes no key


# what is heard


@pytest.mark.parametrize(
    ("name", "role", "response"),
    [
        ("single-full", Role.RadioButton, "B"),
        ("multiple-full", Role.CheckBox, ("B",)),
        ("true-full", Role.RadioButton, "false"),
    ],
)
def test_options_are_heard_with_their_letter_place_and_state(show, name, role, response):
    view = show(QUESTIONS[name], response, arrangement=None if name == "true-full" else tuple("CBDA"))
    options = [entry for entry in all_heard(view) if entry.role == role]
    names = shown(view)
    assert [entry.name for entry in options] == [
        f"{letter}. {text}" for letter, text in zip("ABCD", names, strict=False)
    ]
    count = len(options)
    assert [entry.description for entry in options] == [f"Option {number + 1} of {count}" for number in range(count)]
    assert [("checked" in entry.states) for entry in options] == [number == 1 for number in range(count)]
    assert all("focusable" in entry.states and "disabled" not in entry.states for entry in options)


def test_categories_are_heard_with_their_statement(show):
    view = show(QUESTIONS["categorize-full"], {"A": "The town"}, arrangement=tuple("ABCD"))
    pills = [entry for entry in all_heard(view) if entry.role == Role.RadioButton][:3]
    assert [pill.name for pill in pills] == [
        "Marta: A. Asked for a summer",
        "The town: A. Asked for a summer",
        "Nobody: A. Asked for a summer",
    ]
    assert [pill.description for pill in pills] == [f"Category {number} of 3" for number in (1, 2, 3)]
    assert ["checked" in pill.states for pill in pills] == [False, True, False]


def test_items_are_heard_with_their_place(show):
    view = show(QUESTIONS["ordering-full"], arrangement=tuple("ABCD"))
    names = [entry.name for entry in all_heard(view)]
    assert "2 of 4: The harbour closed." in names
    assert "Move down: The harbour closed." in names
    view.move_item(1, 1)
    assert "3 of 4: The harbour closed." in [entry.name for entry in all_heard(view)]


def test_the_line_to_type_in_is_heard(show):
    entry = heard(show(QUESTIONS["short-minimal"], "Marta").field)
    assert (entry.role, entry.name, entry.value) == (Role.EditableText, "Your answer", "Marta")


def test_an_order_that_nobody_gave_is_not_shown_as_wrong(show):
    question = QUESTIONS["ordering-full"]
    view = show(question, arrangement=tuple("DCBA"))
    view.show_mark(question.mark(None))
    flush()
    told = [text for text in texts(view) if "belongs at" in text]
    assert len(told) == len(question.items)
    assert not any("✗" in text or "✓" in text for text in texts(view))
