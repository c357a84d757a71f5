"""Results that come late, or in another order than they were asked for: each job with two requests in flight."""

import ast
import json
import time
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QFileDialog

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.errors import QuizAppError
from quizapp.formats.assignment_file import write_assignment
from quizapp.formats.native import read_bank
from quizapp.formats.seal import box_of
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.learners.learners_page import LearnersPage
from quizapp.paths import UserPaths
from quizapp.services.history import History
from quizapp.services.recording import SaveState
from quizapp.settings import Settings
from tests.assigned import ASSIGNMENT_ID, DESK_BOX, DESK_SEED, TIDES, assignment
from tests.gui.conftest import EVERY_TYPE, Program, flush
from tests.gui.held_jobs import HeldJobs
from tests.gui.seen import texts
from tests.images import png
from tests.journals import DAY, Desk

GUI = Path(__file__).parents[2] / "quizapp" / "gui"


class Desktop(NamedTuple):
    """The program of Ada, who has two unfinished attempts and two that are over. Ben learns here too."""

    program: Program
    jobs: HeldJobs
    ada: str
    unfinished: list[str]
    over: list[str]

    @property
    def window(self):
        return self.program.window

    @property
    def page(self):
        return self.window.pages.currentWidget()

    def learner(self, name):
        return next(each for each in self.window.learning.present.learners if each.name == name)

    def copy(self, name):
        """Another bank in the library's folder."""
        path = self.program.bank.with_name(f"{name}.yaml")
        text = EVERY_TYPE.read_text("utf-8").replace("id: every-type", f"id: {name}")
        path.write_text(text.replace("title: Every type", f"title: {name}"), "utf-8")
        return path

    def attempts(self):
        journal = self.window.learning.journal
        return {row.id: row.submitted for row in journal.attempts(self.ada, limit=None)}

    def settle(self, qtbot):
        qtbot.waitUntil(lambda: self.window.learning.recordings.state is not SaveState.SAVING)


@pytest.fixture
def desk(start, qtbot, tmp_path):
    folder = tmp_path / "quizapp"
    bank, journal = read_bank(EVERY_TYPE).bank, Desk(UserPaths(folder).journal)
    journal.clock.now = time.time() - DAY
    unfinished, over = ["a" * 32, "b" * 32], ["c" * 32, "d" * 32]
    for id_, mode in zip(unfinished, (PRACTICE, TEST), strict=True):
        journal.begin(bank, mode, attempt=id_).respond("why-pounds", "C")
    for id_, answer in zip(over, ("A", "C"), strict=True):
        wrong = {"vote": "false", "not-asked": "the sea", "what-is-said": ("A",)}
        journal.take(bank, {"why-pounds": answer, **wrong}, attempt=id_)
    journal.journal.add_learner("Ben").result()
    journal.close()
    (folder / "settings.json").write_text(json.dumps({"learner": journal.learner}))
    program = start()
    desk = Desktop(program, program.jobs, journal.learner, unfinished, over)
    qtbot.waitUntil(lambda: desk.window.study is not None)
    desk.jobs.holds = True
    yield desk
    desk.jobs.arrive()
    desk.settle(qtbot)


# what is shown next: one of the two, and nothing once the learner has gone elsewhere


def resume(desk):
    desk.window.session.resume(desk.unfinished[0])


def hand_in(desk):
    desk.window.session.hand_in(desk.unfinished[1])


def practice(desk):
    desk.window.session.take(desk.program.bank, "practice")


def take_test(desk):
    desk.window.session.take(desk.program.bank, "test")


def about(desk):
    desk.window.library_page.detail.about_requested.emit(desk.program.bank)


def read_passage(desk):
    desk.window.library_page.detail.read_requested.emit(desk.program.bank)


def look_back(desk):
    desk.window.study.open(desk.over[0])


def open_assignment(desk):
    file = desk.program.folder / "Tides.quizassign"
    file.write_bytes(write_assignment(assignment(banks=[TIDES]), DESK_SEED, box_of(DESK_BOX)))
    desk.window.open_files([file])


def go_to_library(desk):
    desk.window.show_library()


def ask_who(desk):
    desk.window.header.learner_requested.emit()


def see_history(desk):
    desk.window.study.show_page("history")


def be_ben(desk):
    desk.window.learning.choose(desk.learner("Ben"))


OPENING = [resume, hand_in, practice, take_test, about, read_passage, look_back, open_assignment]
ELSEWHERE = [go_to_library, ask_who, see_history, be_ben]


def test_whoever_has_gone_elsewhere_is_not_dragged_back(desk):
    for elsewhere, opening in product(ELSEWHERE, OPENING):
        desk.window.show_library()
        before = desk.attempts()
        opening(desk)
        elsewhere(desk)
        shown = desk.page
        desk.jobs.arrive()
        assert desk.page is shown, (opening, elsewhere)
        assert desk.window.session.taking is None
        desk.window.learning.journal.settle()
        assert desk.attempts() == before
        if elsewhere is be_ben:
            assert desk.window.learning.name == "Ben"
            desk.window.learning.choose(desk.learner("Ada"))
            desk.jobs.arrive()


# the review of the day


def begin_review(desk):
    desk.window.study.show_page("review")
    desk.jobs.arrive()
    desk.window.study.begin()
    desk.jobs.arrive()
    return desk.window.session.taking


def answer_all(taking):
    for id_ in taking.order:
        taking.respond(id_, taking.bank.question(id_).correct_response())
        taking.check(id_)


def test_whoever_leaves_the_review_while_it_plans_stays_away(desk, qtbot):
    for most, elsewhere in enumerate(ELSEWHERE, 1):
        desk.program.settings.reviews_a_day = most
        answer_all(begin_review(desk))
        desk.program.settings.reviews_a_day = 20  # so that the plan that is made at the end has more to ask
        desk.page.finish_requested.emit()
        qtbot.waitUntil(lambda: desk.page is desk.window.study.review_page)
        assert desk.jobs.waiting
        elsewhere(desk)
        shown = desk.page
        desk.jobs.arrive()
        assert desk.page is shown, elsewhere
        assert not desk.window.study.in_session


def test_a_sitting_that_is_saved_late_does_not_end_the_next_one(desk, qtbot):
    desk.window.study.show_page("review")
    desk.jobs.arrive()
    desk.window.study.begin()
    first, writing = desk.window.session.taking, desk.jobs.waiting[:]
    desk.jobs.waiting.clear()  # its bank is written out only after the next sitting has begun
    first.respond(first.order[0], first.bank.question(first.order[0]).correct_response())
    first.check(first.order[0])
    desk.page.finish_requested.emit()  # is being saved
    desk.window.show_library()
    second = begin_review(desk)
    desk.jobs.waiting += writing
    desk.jobs.arrive()
    desk.settle(qtbot)
    flush()
    assert isinstance(desk.page, QuizPage)
    assert desk.window.session.taking is second
    assert not second.attempt.submitted


# what learners have done to them: one after the other


def test_changes_to_learners_are_made_in_the_order_in_which_they_were_asked_for(desk, qtbot, tmp_path):
    learning = desk.window.learning
    learning.choose(desk.learner("Ben"))
    learning.choose_new("Eva")
    learning.rename(desk.learner("Ada"), "Ada Byron")
    desk.jobs.arrive()
    assert learning.name == "Eva"
    assert [each.name for each in learning.present.learners] == ["Ada Byron", "Ben", "Eva"]
    assert Settings(desk.program.settings.file).learner == learning.learner.id
    learning.go_as_guest()
    learning.keep_guest("Guido")
    desk.jobs.arrive()
    assert learning.name == "Guido"


def test_files_of_learners_come_in_turn_with_whoever_is_chosen_meanwhile(desk, tmp_path):
    desk.window.header.learner_requested.emit()
    page, learning = desk.page, desk.window.learning
    assert isinstance(page, LearnersPage)
    page.files.export(desk.learner("Ada"), tmp_path / "ada.quizapp")
    page.files.back_up(tmp_path / "all.db")
    learning.delete(desk.learner("Ada"))
    page.files.import_from(tmp_path / "ada.quizapp")
    learning.choose(desk.learner("Ben"))
    desk.jobs.arrive()
    assert learning.name == "Ben"
    assert [each.name for each in learning.present.learners] == ["Ada", "Ben"]
    page.files.restore(tmp_path / "all.db")
    learning.choose_new("Eva")
    desk.jobs.arrive()
    assert learning.name == "Eva"


def test_what_a_deleted_learner_has_left_unsaved_is_not_written_back(desk, qtbot):
    learning = desk.window.learning
    desk.window.session.begin(read_bank(desk.copy("one")).bank, PRACTICE)
    desk.window.session.taking.respond("why-pounds", "A")
    learning.delete(desk.learner("Ada"))
    desk.jobs.arrive()  # the bank of the attempt is written out after Ada was deleted
    learning.access.try_again()
    desk.settle(qtbot)
    learning.journal.settle()
    assert [each.name for each in learning.journal.learners()] == ["Ben"]


def test_both_of_two_attempts_are_set_aside(desk, qtbot):
    for id_ in desk.unfinished:
        desk.window.session.set_aside(id_)
    desk.jobs.arrive()
    assert desk.window.session.unfinished == ()


def test_the_journal_is_opened_once(start, qtbot):
    program = start(wait=False, holds=True)
    program.window.learning.access.open()
    program.window.learning.access.open()
    assert [getattr(work, "__name__", "") for _, work in program.jobs.waiting].count("_open") == 1
    program.jobs.arrive()
    assert program.window.learning.present is not None


def test_each_attempt_is_recorded_with_its_own_bank(desk, qtbot):
    banks = [read_bank(desk.copy(name)).bank for name in ("one", "two")]
    for bank in banks:
        desk.window.session.begin(bank, PRACTICE)
    desk.jobs.arrive()
    desk.settle(qtbot)
    journal = desk.window.learning.journal
    rows = [row for row in journal.attempts(desk.ada, limit=None) if row.title in ("one", "two")]
    assert {row.title: journal.bank(row.content_hash).bank_id for row in rows} == {"one": "one", "two": "two"}


# files


def test_what_changes_while_the_library_looks_is_found_too(desk):
    files = desk.window._banks.files
    desk.copy("one")
    files.look_again()
    files.look_again()
    assert len(desk.jobs.waiting) == 1
    desk.jobs.arrive()
    page = desk.window.library_page
    assert [page.model.rows[row].title for row in range(page.model.rowCount()) if page.model.rows[row]].count("one")


def test_the_newest_settings_stay_on_the_disk(desk):
    saving, settings = desk.window._saving, desk.program.settings
    for theme in ("dark", "cream"):
        desk.program.theme.use(theme)
        saving._save()
    desk.jobs.arrive()
    assert Settings(settings.file).theme == "cream"


def test_saving_and_printing_results_do_not_disturb_one_another(desk, tmp_path, monkeypatch):
    look_back(desk)
    desk.jobs.arrive()
    page = desk.page
    page.save_to(tmp_path / "one.json")
    page.save_to(tmp_path / "two.json")  # while one is being saved: Save is off
    printed = ["The printer is off."]

    def print_report(report, printer):
        if printed:
            raise QuizAppError(printed.pop(), "Turn it on.")

    monkeypatch.setattr("quizapp.gui.results.results_page.print_report", print_report)
    page._print(None)
    page._print(None)
    saving = next(each for each in desk.jobs.waiting if each[0] is page._saving._job)  # the window may have asked, too
    desk.jobs.waiting.remove(saving)
    desk.jobs.arrive()
    assert not page.save_button.isEnabled()  # a print that has failed is not the end of the saving
    assert page.notice.text.text() == "Sent to the printer"
    desk.jobs.waiting.append(saving)
    desk.jobs.arrive()
    assert page.save_button.isEnabled()
    assert page.notice.text.text() == f"Saved as {tmp_path / 'one.json'}"
    assert not (tmp_path / "two.json").exists()


def test_of_two_savings_of_the_history_the_last_one_is_told(desk, tmp_path):
    see_history(desk)
    desk.jobs.arrive()
    page = desk.page
    for name in ("one", "two"):
        page.save_to(tmp_path / f"{name}.csv", "attempts")
    desk.jobs.arrive()
    assert page.notice.text.text() == f"Saved as {tmp_path / 'two.csv'}"
    assert page.save_button.isEnabled()
    # a file is asked for once, and on its page alone
    page.save_button.click()
    page.save_button.click()
    desk.jobs.arrive()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.close()
    flush()
    page.save_button.click()
    ask_who(desk)
    desk.jobs.arrive()
    assert page.findChildren(QFileDialog) == []


# what pages show


def test_the_history_lists_what_was_searched_for_last(desk):
    see_history(desk)
    desk.jobs.arrive()
    model, history = desk.page.model, History(desk.window.learning.journal, desk.ada)
    model.show_history(history, "every")
    model.show_history(history, "nothing of this name")
    desk.jobs.arrive()
    assert (model.rowCount(), model.canFetchMore()) == (0, False)


def test_progress_is_that_of_the_learner_who_was_asked_for_last(desk):
    journal = desk.window.learning.journal
    desk.window.study.show_page("progress")
    page = desk.page
    page.show_history(History(journal, desk.ada))
    page.show_history(History(journal, desk.learner("Ben").id))
    desk.jobs.arrive()
    assert page.area.isHidden()
    page.show_history(History(journal, desk.ada))
    desk.jobs.arrive()
    assert not page.area.isHidden()


def test_an_image_of_the_bank_before_is_not_shown(qapp):
    jobs = HeldJobs()
    jobs.holds = True
    pictures = Pictures(jobs)
    first, second = {"tower.png": png(20, 10)}, {"tower.png": png(30, 10)}
    pictures.use(first)
    pictures.picture("tower.png", 100)
    pictures.use(second)
    pictures.picture("tower.png", 100)
    jobs.arrive()
    assert pictures.picture("tower.png", 100).width() == 30


# assignments


def test_each_press_on_an_assignment_counts_once_and_in_turn(desk, qtbot):
    open_assignment(desk)
    desk.jobs.arrive()
    assigned, member = desk.window.assignments.assigned, assignment().members[0]
    assigned.pick(member)
    assigned.pick(member)
    desk.jobs.arrive()
    assert desk.window.learning.name == member.name
    assert [each.name for each in desk.window.learning.present.learners].count(member.name) == 1
    assigned.begin(0)
    assigned.begin(0)
    desk.jobs.arrive()
    desk.settle(qtbot)
    assert isinstance(desk.page, QuizPage)
    journal = desk.window.learning.journal
    journal.settle()
    assert len(journal.attempts(desk.window.learning.learner.id, limit=None)) == 1
    desk.window.session.submit()
    qtbot.waitUntil(lambda: assigned.is_delivering)
    assigned.hand_in()  # once more, while it is being handed in
    desk.window.show_library()
    desk.jobs.arrive()
    assert desk.window.library_page.isVisible()  # nobody is dragged back
    assert len(list(desk.program.folder.glob("*.quizanswers"))) == 1
    desk.window.assignments.look()
    be_ben(desk)
    desk.jobs.arrive()
    assert assigned.now is None  # what is shown of somebody else's work is gone
    assert texts(desk.window).count("Tides") == 0
    assigned.show(ASSIGNMENT_ID)
    ask_who(desk)
    desk.jobs.arrive()
    assert isinstance(desk.page, LearnersPage)


# the editor


def test_of_two_banks_that_are_to_be_edited_the_last_one_is_shown_and_what_it_asks_for_counts_once(desk, qtbot):
    editor, one, two = desk.window.editor, desk.copy("one"), desk.copy("two")
    editor.edit(one)
    editor.edit(two)
    desk.jobs.arrive()
    page = editor.page
    assert page.bank.path == two
    page.choose(0)
    page.panes.show_pane("preview")
    page.panes.show_pane("text")
    page.panes.show_pane("preview")
    page.checking.check_all()
    page.bank.set_value(("questions", 0, "stem"), "")
    page.checking.check_all()
    page.bank.look_again()
    page.bank.keep()
    desk.jobs.arrive()
    assert [note.path for note in page.checking.notes if note.is_error] == [("questions", 0, "stem")]
    page.bank.set_value(("questions", 0, "stem"), "One?")
    page.bank.save()
    page.bank.set_value(("questions", 0, "stem"), "Two?")
    page.bank.save()
    desk.jobs.arrive()
    assert not page.bank.is_unsaved
    assert read_bank(two).bank.questions[0].stem == "Two?"
    file = two.with_name("map.png")
    file.write_bytes(png(20, 10))
    show = lambda name: page.bank.set_value(("questions", 0, "image"), {"file": name, "alt": "A"})  # noqa: E731
    page.bank.add_image(file, show)
    page.bank.add_image(file, show)
    desk.jobs.arrive()
    page.bank.save()
    desk.jobs.arrive()
    assert read_bank(two).bank.questions[0].image.file == "map.png"
    count = len(read_bank(one).bank.questions)
    editor._transfer.ask(page.bank, 1, moves=True)
    editor._transfer.ask(page.bank, 1, moves=False)
    desk.jobs.arrive()
    (dialog,) = desk.window.findChildren(AskDialog)
    assert dialog.title.text() == "Copy it to which bank?"
    dialog.reject()
    editor._transfer._open(page.bank, 1, False, one)
    editor._transfer._open(page.bank, 1, False, one)
    desk.jobs.arrive()
    assert len(read_bank(one).bank.questions) == count + 2
    editor.new_bank()
    new = editor.new_page
    for name in ("first", "second"):
        text = two.with_name(f"{name}.txt")
        text.write_text(f"The {name} text.", "utf-8")
        new.read(text)
    desk.jobs.arrive()
    assert new.passage.toPlainText() == "The second text."
    new.begun.emit(two.parent, "New", "en", "A text.", "true_false")
    editor._bank.keep()
    desk.jobs.arrive()
    editor.look_for_drafts()
    editor.look_for_drafts()
    desk.jobs.arrive()
    assert editor.page.bank.title == "New"  # a bank is open already


def test_an_author_who_leaves_before_the_practice_begins_stays_away(desk):
    editor = desk.window.editor
    editor.edit(desk.copy("one"))
    desk.jobs.arrive()
    bank = editor.page.bank
    bank.set_value(("questions", 0, "stem"), "One?")
    editor.take()
    bank.save()  # so that nobody is asked about it
    desk.jobs.arrive()
    assert isinstance(desk.page, QuizPage)
    for elsewhere in (go_to_library, ask_who, lambda desk: editor.edit(desk.copy("two"))):
        editor.edit(bank.path)
        desk.jobs.arrive()
        editor.page.checking.check_all()
        editor.take()
        elsewhere(desk)
        desk.jobs.arrive()
        assert not isinstance(desk.page, QuizPage)
        assert desk.window.session.taking is None


# questions of other tools: the newest counts, and none once the user is elsewhere; what is written is told


def test_of_two_imports_the_newer_is_shown_and_none_where_the_user_has_left(desk, tmp_path):
    window, files = desk.window, []
    for name in ("one", "two"):
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(f"Who asked for {name}? {{=Marta ~Ada}}")
    for file in files:
        window.open_files([file])
    desk.jobs.arrive()
    page = window.exchange.import_page
    assert desk.page is page
    window.exchange.read(files[:1])
    window.exchange.read(files[1:])
    desk.jobs.arrive()
    assert page.report.source.text() == "two.txt"
    window.exchange.use_folder(tmp_path / "a")
    window.exchange.use_folder(tmp_path / "b")
    desk.jobs.arrive()
    assert page.offer.folder == tmp_path / "b"
    window.exchange.use_folder(tmp_path / "c")
    window.exchange.read_text("Who asked? {=Marta ~Ada}", "Pasted")
    window.show_library()
    desk.jobs.arrive()
    assert desk.page is window.library_page
    assert page.offer.folder == tmp_path / "b"
    window.exchange._show_import(page.offer)
    page.do.click()
    page.do.click()  # while it is written
    desk.jobs.arrive()
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == ["two.report.md", "two.yaml"]
    assert desk.page is window.library_page


def test_of_two_formats_the_last_that_was_chosen_is_shown(desk, tmp_path):
    window = desk.window
    window.exchange.save_copy(desk.program.bank, "Every type")
    page = window.exchange.export_page
    for name in ("gift", "aiken", "moodle-xml"):
        page.format.setCurrentIndex(page.format.findData(name))
    desk.jobs.arrive()
    assert page.ready.format == "moodle-xml"
    window.exchange.save(page.ready, tmp_path / "one.xml")
    desk.jobs.arrive()
    window.exchange.save_copy(desk.program.bank, "Every type")
    window.show_library()
    desk.jobs.arrive()
    assert desk.page is window.library_page
    assert (tmp_path / "one.xml").exists()


# nothing is left out


def test_no_job_is_left_out_here():
    """Each place that has work done says what becomes of an earlier request, and stands in this table."""
    found = set()
    texts = {path: path.read_text("utf-8") for path in GUI.rglob("*.py")}
    for path in (each for each, text in texts.items() if "done=" in text and "failed=" in text):
        for node in ast.walk(ast.parse(texts[path])):
            if isinstance(node, ast.FunctionDef):
                calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
                if any({"done", "failed"} <= {keyword.arg for keyword in call.keywords} for call in calls):
                    found.add(f"{path.relative_to(GUI).with_suffix('')}: {node.name}")
    assert found == {
        "assignments/assigned: _deliver",
        "assignments/assigned: _name",
        "assignments/assigned: begin",
        "assignments/assigned: look_at",
        "assignments/assigned: look_back",
        "assignments/assigned: open_files",
        "assignments/assigned: show",
        "assignments/watch: look",
        "attempt/session: _find",
        "attempt/session: _read_as_now",
        "attempt/session: set_aside",
        "attempt/session: take",
        "desk/assign_form: _find_plan",
        "desk/collecting: _run",
        "desk/desk_access: change",
        "desk/desk_access: do",
        "desk/desk_access: open",
        "desk/desk_access: read",
        "desk/mend_page: try_it",
        "desk/names_form: _understand",
        "desk/names_form: read_file",
        "desk/password_card: _go_on",
        "editor/checking: check_all",
        "editor/edited_bank: add_image",
        "editor/edited_bank: keep",
        "editor/edited_bank: look_again",
        "editor/edited_bank: save",
        "editor/new_bank_page: read",
        "editor/new_bank_page: read_pasted",
        "editor/transfer: _go_on",
        "editor/transfer: _write",
        "editor/transfer: ask",
        "exchange/long_work: run",
        "kit/jobs: run",
        "kit/pictures: picture",
        "learners/journal_access: open",
        "learners/learning: change",
        "learners/learning: count_attempts",
        "learners/recordings: begin",
        "learners/recordings: save_elsewhere",
        "library/bank_files: add",
        "library/bank_files: look_again",
        "library/bank_files: open",
        "library/pack_files: _keep",
        "library/pack_files: open",
        "library/pack_files: save",
        "results/results_page: _print",
        "results/results_page: save_to",
        "shell/changed_files: _look",
        "shell/editor_pages: _discard",
        "shell/editor_pages: _open",
        "shell/editor_pages: _open_draft",
        "shell/editor_pages: look_for_drafts",
        "shell/exchange_pages: _make_ready",
        "shell/exchange_pages: _write",
        "shell/exchange_pages: read",
        "shell/exchange_pages: read_text",
        "shell/exchange_pages: save",
        "shell/exchange_pages: use_folder",
        "shell/library_pages: _read",
        "shell/library_pages: _show_units",
        "shell/settings_saving: _save",
        "study/history_model: _read",
        "study/history_page: _choose_file",
        "study/history_saving: save",
        "study/progress_page: show_history",
        "study/study: _find_plan",
        "study/study: open",
    }
