"""Long work in the window: told while it goes on, ended by Cancel, and nothing of it is written then."""

import threading

from quizapp.gui.exchange.import_page import ImportPage
from quizapp.gui.exchange.long_work import LongWork
from quizapp.gui.exchange.waiting_page import WaitingPage
from quizapp.gui.kit.jobs import Jobs
from tests.gui.conftest import Clock, flush


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
    jobs.wait()


def test_what_takes_long_has_a_page_whose_cancel_leaves_nothing(program, qtbot, tmp_path, monkeypatch, spoken):
    window, gate = program.window, threading.Event()
    path = tmp_path / "harbor.txt"
    path.write_text("Who asked? {=Marta ~Ada}")
    real = threading.Event.wait

    def waits(name):
        import quizapp.services.importing as importing

        work = getattr(importing, name)

        def held(*given, **named):
            real(gate)
            return work(*given, **named)

        monkeypatch.setattr(importing, name, held)

    waits("read_files")
    window.open_files([path])
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), WaitingPage))
    waiting = window.pages.currentWidget()
    assert waiting.told.text() == spoken[-1] == "Reading harbor.txt…"
    assert waiting.cancel.hasFocus()
    waiting.cancel.click()
    assert window.pages.currentWidget() is window.library_page
    gate.set()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    flush()
    assert window.pages.currentWidget() is window.library_page
    window.open_files([path])
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), ImportPage))
    page = window.pages.currentWidget()
    gate.clear()
    waits("write_offer")
    page.do.click()
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), WaitingPage))
    waiting.show_progress(450, 1000)
    assert (waiting.share.text(), waiting.meter.accessibleName()) == ("45 %", "45 %")
    waiting.cancel.click()
    gate.set()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page)
    assert sorted(each.name for each in program.library.own_folder.iterdir()) == [program.bank.name]
