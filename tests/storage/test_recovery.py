"""A damaged journal was set aside: what can still be read in it comes back."""

from pathlib import Path

import pytest

from quizapp.storage.journal import Journal
from quizapp.storage.recovery import LOST_LEARNER, Recovered, recover
from tests.storage.samples import EVENTS, add_learner, write

pytestmark = pytest.mark.usefixtures("no_ballast")

ATTEMPTS = 120
PAGE = 4096


@pytest.fixture
def content(memory: Path) -> tuple[bytes, dict[str, str]]:
    """A journal of two learners, as bytes, and the learner of each attempt."""
    (memory / "old").mkdir()
    journal = Journal(memory / "old" / "journal.db")
    learners = [add_learner(journal), add_learner(journal, "Ben")]
    owners = {}
    for index in range(ATTEMPTS):
        learner = learners[index % 2]
        owners[write(journal, learner)] = learner.id
    journal.close()
    return (memory / "old" / "journal.db").read_bytes(), owners


def recovered(folder: Path, damaged: bytes) -> tuple[Journal, Recovered]:
    folder.mkdir()
    aside = folder / "damaged.db"
    aside.write_bytes(damaged)
    journal = Journal(folder / "journal.db")
    done = recover(journal, aside)
    assert aside.read_bytes() == damaged
    assert recover(journal, aside)[1:3] == (0, 0)  # once more adds nothing
    return journal, done


def test_all_of_a_sound_journal_comes_back(memory: Path, content: tuple[bytes, dict[str, str]]) -> None:
    data, owners = content

    journal, done = recovered(memory / "new", data)

    assert done == Recovered(2, ATTEMPTS, ATTEMPTS * len(EVENTS), 0)
    assert all(journal.events(id_) == EVENTS for id_ in owners)
    assert all(journal.attempt(id_).learner == learner for id_, learner in owners.items())
    journal.close()


def test_a_damaged_page_costs_no_more_than_what_was_on_it(memory: Path, content: tuple[bytes, dict[str, str]]) -> None:
    data, owners = content
    pages, whole = len(data) // PAGE, []

    for page in range(1, pages, 2):
        spoiled = data[: page * PAGE] + b"\xa5" * PAGE + data[(page + 1) * PAGE :]
        journal, done = recovered(memory / f"page {page}", spoiled)
        for learner in journal.learners():
            for row in journal.attempts(learner.id, limit=None):
                events = journal.events(row.id)
                assert events == EVENTS[: len(events)]
                assert learner.id in (owners[row.id], LOST_LEARNER)
        whole.append(sum(len(journal.attempts(learner.id, limit=None)) for learner in journal.learners()))
        assert whole[-1] == done.attempts
        journal.close()

    assert sum(count >= ATTEMPTS * 0.8 for count in whole) >= 0.7 * len(whole)


@pytest.mark.parametrize("data", [b"", b"no database" * 1000, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_where_nothing_can_be_read_nothing_comes_back(data: bytes, memory: Path) -> None:
    journal, done = recovered(memory / "new", data)

    assert done == Recovered(0, 0, 0, 0)
    assert journal.learners() == ()
    journal.close()
