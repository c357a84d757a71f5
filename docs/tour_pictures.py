"""The pictures of the tour: what a learner and an author see."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from quizapp.domain.mark import is_full
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import questions_dir
from tests.journals import likely

Wait = Callable[..., None]


class TourPictures:
    """Does what the tour tells of, and takes a picture of each page; `folder` is for files."""

    def __init__(self, window: MainWindow, wait: Wait, picture: Callable[..., None], folder: Path) -> None:
        self._window = window
        self._wait = wait
        self._picture = picture
        self._folder = folder

    def take(self) -> None:
        """Take all of them, in the order of the tour."""
        self._picture("library")
        self._search()
        self._answer()
        self._look_back()
        self._study()
        self._edit()

    def _search(self) -> None:
        page = self._window.library_page
        page.search.setText("sheriff")
        self._wait(lambda: True, 1500)
        page.list.setCurrentIndex(page.list.model().index(1, 0))
        self._wait(lambda: True, 900)
        self._picture("search")
        page.clear_search()
        self._wait(lambda: True, 600)

    def _answer(self) -> None:
        """Practice the first bank: answer most of it, then check a wrong answer, which shows the evidence."""
        window = self._window
        window.session.take(sorted((questions_dir() / "worcester").glob("*.yaml"))[0], "practice")
        self._wait(lambda: window.session.taking is not None and not window.opening.is_under_way)
        taking, page = window.session.taking, window.pages.currentWidget()
        shown = next(question for question in taking.bank.questions if question.type_name == "single_choice")
        random = Random(5)
        for id_ in taking.order[:-6]:
            if id_ != shown.id:
                taking.respond(id_, likely(taking.bank.question(id_), 0.8, random))
                taking.check(id_)
        page.go_to(taking.order.index(shown.id))
        wrong = next(id_ for id_ in taking.arrangement(shown.id) if id_ != shown.correct_response())
        page.display.view.take_key("ABCDEFGH"[taking.arrangement(shown.id).index(wrong)])
        page.check()
        self._wait(lambda: True, 900)
        self._picture("question")

    def _look_back(self) -> None:
        """Show the results, and then a question of several parts that was not all right, with its evidence."""
        window = self._window
        taking = window.session.taking
        window.session.submit()
        self._wait(lambda: True, 1200)
        self._picture("results")
        sorting = [each.id for each in taking.bank.questions if each.type_name in ("categorize", "table", "matching")]
        at = min(map(taking.order.index, sorting), key=lambda at: is_full(taking.mark(taking.order[at])))
        window.pages.currentWidget().question_requested.emit(at)
        self._wait(lambda: True, 900)
        page = window.pages.currentWidget()
        if page.evidence.isVisible():
            page.evidence.click()
        self._wait(lambda: True, 600)
        self._picture("evidence")

    def _study(self) -> None:
        self._window.study.show_page("review")
        self._wait(lambda: True, 2500)
        self._picture("review", 0.6)
        self._window.study.show_page("progress")
        self._wait(lambda: True, 2500)
        self._picture("progress")

    def _edit(self) -> None:
        """Edit a bank whose second question has lost its evidence, so that the check has something to say."""
        folder = self._folder / "bees"
        shutil.copytree(questions_dir() / "tour", folder)
        bank = folder / "every-type.yaml"
        text = re.sub(r"    evidence: The bees would .*\n", "", bank.read_text("utf-8"))
        bank.write_text(text, "utf-8")
        self._window.editor.edit(bank)
        self._wait(lambda: self._window.editor.is_shown, 1500)
        page = self._window.editor.page
        page.go_to(("questions", 1))
        page.panes.show_pane("check")
        self._wait(lambda: True, 1800)
        self._picture("editor")
