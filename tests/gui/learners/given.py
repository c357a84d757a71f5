"""What there is at the beginning of stories of learners."""

from quizapp.storage.journal import new_id
from tests.gui.conftest import Program
from tests.gui.learner import Learner
from tests.gui.story import Step, given
from tests.journals import unfinished_in

Given = tuple[Program, dict[str, Step]]


@given("the program of Ada, who has begun a practice, and often before")
def many_begun(start, qtbot) -> Given:
    program = start()
    learning = program.window.learning
    learning.choose_new("Ada")
    qtbot.waitUntil(lambda: learning.name == "Ada")
    learner = Learner(program).begin()
    learner.choose("To count the bees")
    qtbot.waitUntil(lambda: not learning.recordings.is_work_unsaved)
    journal = learning.journal
    assert journal is not None
    (row,) = unfinished_in(journal, learning.learner.id)
    for _ in range(10):
        id_ = new_id()
        first, *events = journal.events(row.id)
        journal.begin(id_, learning.learner.id, row.content_hash, first).result()
        for number, event in enumerate(events, 1):
            journal.append(id_, number, event).result()
    program.jobs.wait()
    learning.access.close()
    program.window.hide()
    program.settings.save()
    return start(), {}
