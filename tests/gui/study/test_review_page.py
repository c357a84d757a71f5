"""The page of the review: what is due, and the end of it, as it is read and heard."""

from datetime import datetime
from pathlib import Path

import pytest

from quizapp.gui.kit.dates import time_of_day, whole_date
from quizapp.gui.study.review_page import ReviewPage
from quizapp.services.spaced_review import Next, Plan, Sitting, SittingResult
from tests.gui.seen import texts
from tests.journals import DAY, NOON
from tests.services.test_history import bank_named

BEES = Sitting(Path("bees.yaml"), bank_named("Bees"), ("q1", "q2"), {})
NOTHING = Plan((), 0, 0, None, known=False)
DUE = Plan((BEES,), 0, 0, None, known=True)
LATER = Next(NOON + 3600, 1, is_today=True)
ONE_O_CLOCK = time_of_day(LATER.at)
"""In UTC, and some other time elsewhere."""


@pytest.fixture
def page(qtbot, new_theme, monkeypatch):
    page = ReviewPage(new_theme(), 20, lambda: NOON)
    page.told = []
    monkeypatch.setattr("quizapp.gui.study.review_page.announce", lambda _, text: page.told.append(text))
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(
    ("plan", "headline", "said", "starts"),
    [
        (NOTHING, "Nothing to review", ["You have not missed any questions so far."], False),
        (DUE, "2 questions are due", ["Bees", "2 questions"], True),
        (DUE._replace(put_off=1), "2 questions are due", ["1 more is due. It can wait until tomorrow."], True),
        (DUE._replace(put_off=12), "2 questions are due", ["12 more are due. They can wait until tomorrow."], True),
        (DUE._replace(put_off=12, next=LATER), "2 questions are due", ["12 more are due."], True),
        (NOTHING._replace(known=True, done=3), "Nothing is due now", ["Reviewed today: 3."], False),
        (
            NOTHING._replace(known=True, removed=1),
            "Nothing is due now",
            ["1 question that you missed can't be asked: it is no longer in the library."],
            False,
        ),
        (
            NOTHING._replace(known=True, next=LATER),
            "Nothing is due now",
            [f"Next: 1 question, today from {ONE_O_CLOCK}."],
            False,
        ),
        (
            NOTHING._replace(known=True, next=Next(NOON + DAY, 4, is_today=False)),
            "Nothing is due now",
            ["Next: Tomorrow, 4 questions."],
            False,
        ),
    ],
)
def test_what_is_due_is_shown_and_announced(page, plan, headline, said, starts):
    page.show_plan(plan)
    shown = texts(page)
    assert shown[0] == headline
    assert set(said) <= set(shown)
    assert page.told == [headline]
    assert page.start.isVisible() == starts
    assert page.focusWidget() is (page.start if starts else page.library)


def test_nothing_of_the_plan_before_is_left(page):
    page.show_plan(DUE._replace(put_off=3, next=LATER))
    page.show_plan(NOTHING)
    assert not [text for text in texts(page) if "Bees" in text or "more are due" in text or "Next" in text]
    page.show_plan(DUE)
    first = texts(page)
    assert BEES.bank.passage.title in first
    page.show_end([SittingResult("Towers", 3, 2)], DUE)
    page.show_plan(DUE)
    assert texts(page) == first
    page.show_plan(NOTHING._replace(away_until=NOON + DAY))
    page.show_reading()
    assert page.end_break.isHidden()
    page.show_plan(DUE._replace(put_off=3, next=LATER))
    page.show_reading()
    assert not [text for text in texts(page) if "more are due" in text or "Next" in text]
    assert texts(page)[0] == "Looking for questions that are due…"
    assert "Bees" not in texts(page)
    assert not page.start.isVisible()


@pytest.mark.parametrize(
    ("plan", "told", "goes_on"),
    [
        (NOTHING._replace(known=True), "Review done. 3 of 4 right on the first try. ", False),
        (
            DUE._replace(next=LATER),
            f"Done so far. 3 of 4 right on the first try. Still due: 2. Next: 1 question, today from {ONE_O_CLOCK}.",
            True,
        ),
    ],
)
def test_the_end_is_shown_and_announced(page, plan, told, goes_on):
    page.show_end([SittingResult("Bees", 3, 2), SittingResult("Towers", 1, 1)], plan)
    assert page.told == [told]
    assert {"Bees", "2 of 3 right", "Towers", "1 of 1 right"} <= set(texts(page))
    assert page.start.isVisible() == goes_on
    assert not goes_on or page.start.text() == "Go on with the review"


def test_fewer_questions_a_day_are_asked_for(page, qtbot):
    with qtbot.waitSignal(page.limit_changed) as asked:
        page.limit.setCurrentIndex(0)
    assert asked.args == [5]
    for button, signal in ((page.start, page.start_requested), (page.library, page.library_requested)):
        with qtbot.waitSignal(signal):
            button.click()


AWAY = DUE._replace(put_off=46, days=2, away=21)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (AWAY, "You were away for 3 weeks. 48 questions waited. The rest comes over the next 2 days."),
        (AWAY._replace(away=8, put_off=1, days=1), "You were away. 3 questions waited. The rest comes tomorrow."),
        (AWAY._replace(put_off=0, days=0), "You were away for 3 weeks. 2 questions waited."),
        (AWAY._replace(away=0), "46 more are due. The rest comes over the next 2 days."),
    ],
)
def test_what_piled_up_is_told(page, plan, said):
    page.show_plan(plan)
    assert texts(page)[:2] == ["2 questions are due", said]
    assert page.told == [f"2 questions are due. {said}" if plan.away else "2 questions are due"]


def test_a_break_is_begun_and_ended(page, qtbot):
    page.show_plan(DUE)
    assert page.until.minimumDate().toString("yyyy-MM-dd") > day_of(NOON)
    with qtbot.waitSignal(page.break_changed) as asked:
        page.take_break.click()
    assert asked.args == [day_of(NOON + 7 * DAY)]
    back = NOON + 7 * DAY
    page.show_plan(NOTHING._replace(known=True, away_until=back, next=Next(back, 5, is_today=False)))
    shown = texts(page)
    assert shown[0] == f"You are away until {whole_date(back)}"
    assert {"Nothing is due until then.", "End the break"} <= set(shown)
    assert not page.take_break.isVisible()
    assert page.focusWidget() is page.end_break
    with qtbot.waitSignal(page.break_changed) as asked:
        page.end_break.click()
    assert asked.args == [""]
    page.show_plan(DUE)
    assert not page.end_break.isVisible()
    assert page.take_break.isVisible()


def day_of(at):
    return datetime.fromtimestamp(at).date().isoformat()
