"""What a learner has done so far, out of a journal."""

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, REVIEW, TEST
from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError
from quizapp.question_types.true_false import TrueFalse
from quizapp.services.bank_snapshot import read_kept
from quizapp.services.history import History, last_finished
from quizapp.services.marking import mark_attempt
from quizapp.services.summarizing import SUMMARY_VERSION, as_data
from quizapp.services.taking import Taking
from tests.journals import DAY, NOON, Desk
from tests.samples import BANK


def bank_named(title: str, key: str = "true", count: int = 2) -> Bank:
    """A bank of statements."""
    questions = tuple(TrueFalse(id=f"q{at}", stem=f"{title} {at}", key=key) for at in range(1, count + 1))
    id_ = "-".join(title.casefold().split())
    return msgspec.structs.replace(BANK, id=id_, title=title, questions=questions, content_hash=f"{title}{key}{count}")


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "journal.db")
    yield desk
    desk.close()


@pytest.fixture
def history(desk):
    return History(desk.journal, desk.learner)


def titles(page):
    return [attempt.title for attempt in page.attempts]


def test_no_attempt_yet(history):
    assert history.page() == ((), None)
    assert history.all() == ()


def test_the_newest_comes_first_with_its_score(desk, history):
    desk.take(bank_named("Bees"), {"q1": "true", "q2": "false"}, at=NOON)
    desk.take(bank_named("Towers"), {"q1": "true", "q2": "true"}, TEST, at=NOON + DAY)
    desk.settle()
    towers, bees = history.page().attempts
    assert (towers.title, towers.summary.total.percent, towers.summary.mode) == ("Towers", 100, "test")
    assert (bees.title, bees.summary.total.percent, bees.started) == ("Bees", 50, NOON)
    assert bees.submitted
    assert bees.summary.seconds == 60


def test_an_attempt_that_is_not_finished_is_there_too(desk, history):
    taking = desk.begin(bank_named("Bees"))
    taking.respond("q1", "true")
    desk.settle()
    (attempt,) = history.page().attempts
    assert not attempt.submitted
    assert attempt.summary.answered == 1


def test_an_attempt_that_was_only_begun_is_summed_up_too(desk, history):
    desk.begin(bank_named("Bees"), TEST)
    desk.settle()
    (attempt,) = history.all()
    assert (attempt.summary.mode, attempt.summary.answered) == ("test", 0)


def test_pages_follow_one_another_without_a_gap(desk, history):
    for number in range(7):
        desk.take(bank_named(f"Bank {number}"), {}, at=NOON + number * DAY)
    desk.settle()
    seen, last, pages = [], None, 0
    while True:
        page = history.page(after=last, limit=3)
        seen += titles(page)
        pages += 1
        if page.last is None:
            break
        last = page.last
    assert seen == [f"Bank {number}" for number in range(6, -1, -1)]
    assert pages == 3


def test_a_bank_is_found_by_its_words(desk, history):
    for number, title in enumerate(["Café of Bees", "Towers", "Bees again"] * 5):
        desk.take(bank_named(title), {}, at=NOON + number * DAY)
    desk.settle()
    assert titles(history.page("BEES")) == ["Bees again", "Café of Bees"] * 5
    assert titles(history.page("bees cafe")) == ["Café of Bees"] * 5
    assert titles(history.page("honey")) == []
    page = history.page("cafe", limit=2)
    assert titles(page) == ["Café of Bees"] * 2
    rest = history.page("cafe", after=page.last)
    assert titles(rest) == ["Café of Bees"] * 3
    assert rest.last is None


def test_what_was_done_just_now_is_on_the_first_page(desk, history):
    desk.take(BANK, {question.id: question.correct_response() for question in BANK.questions})
    (attempt,) = history.page().attempts  # though nothing of it was waited for
    assert attempt.submitted
    assert attempt.summary.total.percent == 100


def test_the_last_finished_attempt_at_each_bank_is_that_of_all_of_it(desk, history):
    bees, towers = bank_named("Bees"), bank_named("Towers")
    whole = {"q1": "true", "q2": "false"}
    desk.take(towers, whole, TEST, at=NOON)
    first = desk.take(bees, whole, PRACTICE, at=NOON + DAY)
    last = desk.take(bees, {"q1": "true", "q2": "true"}, PRACTICE, at=NOON + 2 * DAY)
    assert first is not last
    desk.take(bees, whole, REVIEW, at=NOON + 3 * DAY)  # none of these is a score of the whole bank
    desk.take(bees, whole, TEST, at=NOON + 4 * DAY, questions=["q1"])
    desk.take(bees, {"q1": "true"}, PRACTICE, at=NOON + 5 * DAY)
    desk.clock.now = NOON + 6 * DAY
    desk.begin(bees, TEST).respond("q1", "true")
    desk.journal.keep_bank("lost", "lost", "Lost", b"no: bank")
    desk._kept.add("lost")
    desk.take(msgspec.structs.replace(bees, id="lost", content_hash="lost"), whole, at=NOON + 7 * DAY)
    found = last_finished(history.all())
    assert {id_: attempt.started for id_, attempt in found.items()} == {"bees": NOON + 2 * DAY, "towers": NOON}
    assert found["bees"].summary.total.percent == 100


def test_a_summary_is_kept_and_computed_anew_when_there_is_more(desk, history):
    taking = desk.begin(bank_named("Bees"))
    taking.respond("q1", "true")
    desk.settle()
    history.all()
    desk.settle()
    (row,) = desk.journal.attempts(desk.learner, summary_version=SUMMARY_VERSION)
    assert row.summary is not None
    taking.respond("q2", "true")
    desk.settle()
    (attempt,) = history.all()
    assert attempt.summary.answered == 2


def test_a_kept_summary_is_not_computed_again(desk, history):
    desk.take(bank_named("Bees"), {"q1": "true"})
    desk.settle()
    (attempt,) = history.all()
    (row,) = desk.journal.attempts(desk.learner, summary_version=SUMMARY_VERSION)
    other = msgspec.structs.replace(attempt.summary, seconds=12345.0)
    desk.journal.save_summary(row.id, row.last_seq, SUMMARY_VERSION, as_data(other)).result()
    assert History(desk.journal, desk.learner).all()[0].summary == other


def test_a_kept_summary_that_is_nonsense_is_computed_anew(desk, history):
    desk.take(bank_named("Bees"), {"q1": "true"}, TEST)
    desk.settle()
    (row,) = desk.journal.attempts(desk.learner)
    desk.journal.save_summary(row.id, row.last_seq, SUMMARY_VERSION, {"mode": "nonsense"}).result()
    (attempt,) = history.all()
    assert attempt.summary.total.percent == 50


@pytest.mark.parametrize(
    ("mode", "answers", "can"),
    [
        (PRACTICE, {"q1": "true"}, True),
        (PRACTICE, {"q1": "true", "q2": "false"}, False),
        (TEST, {"q1": "true"}, False),
        (REVIEW, {"q1": "true"}, False),
    ],
)
def test_a_practice_that_is_over_can_be_reopened_while_something_is_left(desk, history, mode, answers, can):
    desk.take(bank_named("Bees"), answers, mode)
    desk.settle()
    (past,) = history.all()
    assert past.can_be_reopened == can
    opened = history.open(past.id)
    assert Taking.resumed(opened.bank, opened.attempt, desk.clock).reopen() == can


def test_an_attempt_that_was_reopened_is_summed_up_as_it_goes_on(desk, history):
    taking = desk.take(bank_named("Bees"), {"q1": "true"})
    assert taking.reopen()
    taking.respond("q2", "true")
    desk.settle()
    (past,) = history.all()
    assert (past.summary.left_out, past.summary.total.percent) == (0, 100)
    assert not history.open(past.id).attempt.submitted


def test_an_attempt_opens_as_it_was_marked_though_the_key_has_changed(desk, history):
    taken = desk.take(bank_named("Bees", key="true"), {"q1": "true", "q2": "false"})
    desk.take(bank_named("Bees", key="false"), {"q1": "false", "q2": "false"}, at=NOON + DAY)
    desk.settle()
    old = history.open(history.page().attempts[-1].id)
    assert old.bank.content_hash == "Beestrue2"
    assert old.started == NOON
    assert mark_attempt(old.bank, old.attempt).questions == mark_attempt(taken.bank, taken.attempt).questions
    assert mark_attempt(old.bank, old.attempt).total.percent == 50


def test_every_question_type_opens_as_it_was_marked(desk, history):
    responses = {question.id: question.correct_response() for question in BANK.questions[::2]}
    taken = desk.take(BANK, responses, TEST)
    desk.settle()
    (past,) = history.all()
    again = history.open(past.id)
    assert [entry.mark for entry in mark_attempt(again.bank, again.attempt).questions] == [
        entry.mark for entry in mark_attempt(taken.bank, taken.attempt).questions
    ]
    assert past.summary.total == mark_attempt(taken.bank, taken.attempt).total


def test_what_is_done_to_an_opened_attempt_is_kept(desk, history):
    written = next(question for question in BANK.questions if question.is_rated)
    desk.take(BANK, {written.id: {"text": "Because of the bees."}}, PRACTICE, questions=[written.id])
    desk.settle()
    (past,) = history.all()
    opened = history.open(past.id)

    def record(number, event):
        desk.journal.append(opened.id, number, event)

    taking = Taking.resumed(opened.bank, opened.attempt, desk.clock, record)
    letters = [letter for letter in written.correct_response() if letter != "text"]
    assert taking.rate(written.id, dict.fromkeys(letters, 0))
    desk.settle()
    (after,) = history.all()
    assert past.summary.answers[0].share is None
    assert after.summary.answers[0].share is not None


def test_a_bank_that_cannot_be_read_any_more_hides_no_other(desk, history):
    bank = bank_named("Bees")
    desk.journal.keep_bank(bank.content_hash, bank.id, bank.title, b"id: [")
    desk._kept.add(bank.content_hash)
    desk.take(bank, {})
    desk.take(bank_named("Towers"), {}, at=NOON + DAY)
    desk.settle()
    towers, bees = history.page().attempts
    assert towers.summary is not None
    assert bees.summary is None
    with pytest.raises(QuizAppError, match="cannot be shown as it was"):
        history.open(bees.id)


def test_the_attempts_of_others_are_not_there(desk, history):
    other = desk.journal.add_learner("Ben").result().id
    desk.take(bank_named("Bees"), {})
    desk.settle()
    assert History(desk.journal, other).all() == ()
    assert len(history.all()) == 1


def test_the_banks_that_were_used_last_are_read_once(desk):
    read = []

    def noted(kept):
        read.append(kept.bank_id)
        return read_kept(kept)

    history = History(desk.journal, desk.learner, noted)
    banks = [bank_named(f"Bank {number}") for number in range(17)]
    for bank in banks:
        desk.keep(bank)
    desk.settle()
    for place in (*range(16), 0, 16, 1, 0):
        history.bank(banks[place].content_hash)
    assert read == [*(bank.id for bank in banks), banks[0].id]


def test_a_page_has_fifty_attempts(desk, history):
    for number in range(51):
        desk.begin(bank_named("Bees"), attempt=f"{number:032}")
    desk.settle()
    page = history.page()
    assert (len(page.attempts), len(history.page(after=page.last).attempts)) == (50, 1)


def test_few_that_are_found_among_many_are_each_there_once(desk, history):
    bees, towers = bank_named("Bees"), bank_named("Towers")
    for number in range(26):
        desk.take(bees if number in (0, 24) else towers, {}, at=NOON + number * DAY)
    desk.settle()
    found = history.page("bees", limit=2)
    assert [each.started for each in found.attempts] == [NOON + 24 * DAY, NOON]
    assert found.last is None
    assert [each.started for each in history.page("bees", limit=1).attempts] == [NOON + 24 * DAY]
