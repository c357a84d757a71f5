"""Work off the GUI thread: what is delivered, where, and what is not."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from tests.gui.conftest import flush


class Receiver(QObject):
    def __init__(self):
        super().__init__()
        self.received = []
        self.threads = []

    def done(self, result):
        self.received.append(("done", result))
        self.threads.append(QThread.currentThread())

    def failed(self, error):
        self.received.append(("failed", str(error)))
        self.threads.append(QThread.currentThread())

    def done_of(self, asked, result):
        self.received.append((asked, result))

    def failed_of(self, asked, error):
        self.received.append((asked, str(error)))


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.wait()


@pytest.fixture
def receiver(qapp):
    return Receiver()


class Gate:
    """Work that is under way until the gate is opened."""

    def __init__(self):
        self.opened, self.entered, self.left = threading.Event(), threading.Event(), threading.Event()

    def __call__(self):
        self.entered.set()
        assert self.opened.wait(10)
        self.left.set()
        return "through"


def test_a_result_is_delivered_on_the_gui_thread(jobs, receiver, qtbot, qapp):
    worked_in = []

    def work():
        worked_in.append(threading.get_ident())
        return {"answer": 42}

    jobs.run(work, done=receiver.done, failed=receiver.failed)
    assert receiver.received == []
    qtbot.waitUntil(lambda: bool(receiver.received))
    assert receiver.received == [("done", {"answer": 42})]
    assert receiver.threads == [qapp.thread()]
    assert worked_in != [threading.get_ident()]


def test_a_failure_of_the_surroundings_is_delivered_as_such(jobs, receiver, qtbot, qapp):
    def work():
        raise QuizAppError("The disk is full.", "Make room.")

    jobs.run(work, done=receiver.done, failed=receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.received))
    assert receiver.received == [("failed", "The disk is full. Make room.")]
    assert receiver.threads == [qapp.thread()]


def test_a_bug_is_raised_on_the_gui_thread(jobs, receiver, qtbot):
    with qtbot.captureExceptions() as raised:
        jobs.run(lambda: 1 // 0, done=receiver.done, failed=receiver.failed)
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert receiver.received == []


def test_after_a_bug_work_goes_on(jobs, receiver, qtbot):
    with qtbot.captureExceptions() as raised:
        jobs.run(lambda: 1 // 0, done=receiver.done, failed=receiver.failed)
        qtbot.waitUntil(lambda: bool(raised))
    jobs.run(lambda: "fine", done=receiver.done, failed=receiver.failed)
    qtbot.waitUntil(lambda: receiver.received == [("done", "fine")])


def test_a_cancelled_job_delivers_nothing(jobs, receiver, qtbot):
    gate = Gate()
    job = jobs.run(gate, done=receiver.done, failed=receiver.failed)
    assert gate.entered.wait(10)
    job.cancel()
    gate.opened.set()
    jobs.run(lambda: "later", done=receiver.done, failed=receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.received))
    jobs.wait()
    flush()
    assert gate.left.is_set()
    assert receiver.received == [("done", "later")]


def test_a_deleted_receiver_is_not_called(jobs, receiver, qtbot):
    gate, other = Gate(), Receiver()
    received = receiver.received
    jobs.run(gate, done=receiver.done, failed=receiver.failed)
    delete(receiver)
    gate.opened.set()
    jobs.run(lambda: "still here", done=other.done, failed=other.failed)
    qtbot.waitUntil(lambda: bool(other.received))
    jobs.wait()
    flush()
    assert received == []


def test_waiting_ends_with_the_work_and_delivers_nothing_of_it(jobs, receiver):
    gate = Gate()
    jobs.run(gate, done=receiver.done, failed=receiver.failed)
    assert gate.entered.wait(10)
    threading.Timer(0.05, gate.opened.set).start()
    jobs.wait()
    assert gate.left.is_set()
    flush()
    assert receiver.received == []


def test_many_jobs_deliver_all_of_their_results(jobs, receiver, qtbot):
    for number in range(200):
        jobs.run(lambda number=number: number, done=receiver.done, failed=receiver.failed)
    qtbot.waitUntil(lambda: len(receiver.received) == 200)
    assert sorted(result for _, result in receiver.received) == list(range(200))


def test_what_another_thread_hands_over_is_done_on_this_one(qtbot):
    jobs, done_in = Jobs(), []
    thread = threading.Thread(target=lambda: jobs.hand_over(lambda: done_in.append(threading.get_ident())))
    thread.start()
    thread.join()
    assert done_in == []  # it waits for its turn
    qtbot.waitUntil(lambda: done_in == [threading.get_ident()])


def test_what_is_handed_over_after_the_end_is_not_done(qtbot):
    jobs, done = Jobs(), []
    jobs.hand_over(lambda: done.append("before"))
    jobs.wait()
    jobs.hand_over(lambda: done.append("after"))
    flush()
    assert done == []


def test_nothing_is_begun_after_the_end(qtbot):
    jobs, done = Jobs(), []
    jobs.wait()
    job = jobs.run(lambda: done.append("worked"), done=done.append, failed=done.append)
    jobs.wait()
    qtbot.wait(1)
    assert (job.is_cancelled, done) == (True, [])


def test_work_goes_on_where_nobody_waits_for_it_any_more(qtbot):
    """A pool that garbage collection deleted waited for work that waited for Python: for ever."""
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work():
        begun.set()
        may_end.wait(30)
        ended.set()

    jobs = Jobs()
    jobs.run(work, done=print, failed=print)
    assert begun.wait(30)
    jobs.itself = jobs  # so that only garbage collection finds it
    del jobs
    gc.collect()
    may_end.set()
    assert ended.wait(30)


# two requests in flight


def fail():
    raise QuizAppError("The disk is full.", "Make room.")


def test_a_result_is_told_with_what_was_asked(jobs, receiver, qtbot):
    first = Gate()
    jobs.run(first, done=receiver.done_of, failed=receiver.failed_of, asked=("first",))
    jobs.run(fail, done=receiver.done_of, failed=receiver.failed_of, asked=("second",))
    qtbot.waitUntil(lambda: receiver.received == [("second", "The disk is full. Make room.")])
    first.opened.set()
    qtbot.waitUntil(lambda: receiver.received[1:] == [("first", "through")])


def test_of_what_is_asked_for_in_one_place_only_the_newest_is_told(jobs, receiver, qtbot):
    latest, first, second = Latest(jobs), Gate(), Gate()
    changes = []
    latest.changed.connect(lambda: changes.append(latest.is_under_way))
    latest.run(first, done=receiver.done, failed=receiver.failed)
    latest.run(second, done=receiver.done_of, failed=receiver.failed_of, asked=("second",))
    assert latest.is_under_way
    for gate in (second, first):
        gate.opened.set()
    qtbot.waitUntil(lambda: not latest.is_under_way)
    jobs.wait()
    flush()
    assert receiver.received == [("second", "through")]
    assert changes == [True, True, False]


def test_what_is_dropped_is_not_told_though_it_fails(jobs, receiver, qtbot):
    latest = Latest(jobs)
    latest.run(fail, done=receiver.done, failed=receiver.failed)
    latest.drop()
    assert not latest.is_under_way
    jobs.wait()
    flush()
    assert receiver.received == []


def test_things_are_done_in_turn_and_go_on_after_a_failure_and_after_a_bug(jobs, receiver, qtbot):
    turn, first, order = InTurn(jobs), Gate(), []
    turn.run(first, done=receiver.done, failed=receiver.failed)
    turn.run(fail, done=receiver.done, failed=receiver.failed)
    turn.run(lambda: 1 // 0, done=receiver.done, failed=receiver.failed)
    turn.run(lambda: order.append(list(receiver.received)), done=receiver.done, failed=receiver.failed)
    assert first.entered.wait(10)
    assert turn.is_under_way
    with qtbot.captureExceptions() as raised:
        first.opened.set()
        qtbot.waitUntil(lambda: not turn.is_under_way)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    told = [("done", "through"), ("failed", "The disk is full. Make room.")]
    assert order == [told]  # each was delivered before the next was begun
    assert receiver.received == [*told, ("done", None)]
