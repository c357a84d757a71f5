"""A bank without a key in the window: it is taken like others, and nothing that is right is told, even afterwards."""

import pytest
from msgspec.structs import replace

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import TEST
from quizapp.formats.bank_record import read_bare_bank, write_bare_bank
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import words_heard
from tests.samples import ALL_SAMPLES, BANK

TELLING = ("Correct", "Not correct", "Right answer", "right answer", "Model answer", "Why:", "Mark it", " %", "missed")


@pytest.fixture
def learner(program):
    return Learner(program)


def told(learner) -> str:
    return words_heard(learner.window)


def test_what_was_handed_in_is_shown_as_it_is_and_marked_by_nobody(learner):
    session = learner.window.session
    samples = [each for each in ALL_SAMPLES if not each.name.endswith("-edge")]
    bank = replace(BANK, questions=tuple(each.question for each in samples))
    session.begin(read_bare_bank(write_bare_bank(bank)), TEST)
    flush()
    page, taking = learner.page, session.taking
    for sample in samples:
        taking.respond(sample.question.id, sample.question.correct_response())
    page.show_taking(taking)
    flush()
    session.submit()
    flush()
    words = told(learner)
    assert "Your teacher marks it" in words
    assert [word for word in TELLING if word in words] == []
    for index in range(len(taking.order)):
        taking.visit(index)
        learner.window.pages.setCurrentWidget(page)
        page.show_taking(taking)
        flush()
        words = told(learner)
        assert [word for word in TELLING if word in words] == [], taking.order[index]
        assert not page.display.view.isEnabled()
        if taking.current.type_name not in ("evidence", "two_part"):  # those show the sentences that were selected
            assert page.passage.extraSelections() == []


def test_notes_that_an_assignment_does_not_allow_cannot_be_written(learner):
    bank = read_bare_bank(write_bare_bank(BANK))
    learner.begin("test")
    taking = Taking(bank, TEST, None, learner.program.clock, assigned=Assigned("a" * 32, 0, tools=()))
    learner.window.session.taking = taking
    learner.page.show_taking(taking)
    flush()
    assert not learner.page.bar.note.isEnabled()
