"""Long work: told while it goes on, and ended by who cancels it; the story `late` has what is seen of it."""

import threading

from quizapp.gui.exchange.long_work import LongWork
from quizapp.gui.kit.jobs import Jobs
from tests.gui.conftest import Clock


def test_work_is_told_and_ends_where_it_is_canceled(qapp, qtbot):
    jobs, clock, gate, told, ended = Jobs(), Clock(), threading.Event(), [], []
    long = LongWork(jobs, jobs, clock)
    long.progressed.connect(lambda done, total: (told.append((done, total)), gate.set()))

    def count(progress):
        for step in range(1000):
            clock.now += 1
            progress(step, 1000)
            if step == 5:
                gate.wait()
        return "all"

    try:
        long.run(count, done=ended.append, failed=ended.append)
        qtbot.waitUntil(lambda: bool(ended))
        assert told[0] == (0, 1000)
        assert len(told) > 1
        assert ended == ["all"]
        gate.clear()
        long.run(count, done=ended.append, failed=ended.append)
        long.cancel()
        gate.set()
        qtbot.waitUntil(lambda: not long.is_under_way)
        assert ended == ["all", None]
    finally:
        gate.set()
        jobs.wait()
