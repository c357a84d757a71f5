"""The pictures of the README and of the guide for teachers, made anew by the program itself: python -m docs.screenshots

It needs what the tests need, and a screen, or Xvfb to make one. A made-up learner has worked with the bundled banks for
two months, in a folder that is deleted afterward.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QLocale, Qt
from PySide6.QtGui import QImage

from docs.desk_pictures import DeskPictures
from docs.exchange_pictures import ExchangePictures
from quizapp.app import new_application, new_window
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import UserPaths, questions_dir
from quizapp.settings import Settings
from tests.benchmarks.screen import a_screen
from tests.journals import Desk, bundled_banks, fill, likely

FOLDER = Path(__file__).parent
SIZE = (1366, 768)
LEARNER = "Ada"
DAYS, ATTEMPTS = 60, 16


def wait(until: Callable[[], object], least: int = 300) -> None:
    """Let the window work until that is so, and `least` milliseconds on."""
    loop, patience = QEventLoop(), QDeadlineTimer(30_000)
    while not until():
        if patience.hasExpired():
            raise TimeoutError("the window did not come so far")
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    rest = QDeadlineTimer(least)
    while not rest.hasExpired():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def prepare(paths: UserPaths) -> None:
    """Give the learner a history, and have the next start go on as that one, in the light theme."""
    paths.ensure()
    desk = Desk(paths.journal, LEARNER)
    desk.clock.now = time.time()
    fill(desk, bundled_banks(), DAYS, ATTEMPTS)
    desk.close()
    settings = Settings(paths.config_file)
    settings.learner, settings.theme = desk.learner, "light"
    settings.save()


def answer(window: MainWindow) -> None:
    """Practice the first bank: answer most of it, then check a wrong answer and have its evidence shown."""
    window.session.take(sorted((questions_dir() / "worcester").glob("*.yaml"))[0], "practice")
    wait(lambda: window.session.taking is not None and not window.opening.is_under_way)
    taking, page = window.session.taking, window.pages.currentWidget()
    shown = next(question for question in taking.bank.questions if question.type_name == "single_choice")
    random = Random(5)
    for id_ in taking.order[:-6]:
        if id_ != shown.id:
            taking.respond(id_, likely(taking.bank.question(id_), 0.8, random))
            taking.check(id_)
    page.refresh()
    page.go_to(taking.order.index(shown.id))
    wrong = next(id_ for id_ in taking.arrangement(shown.id) if id_ != shown.correct_response())
    page.display.view.take_key("ABCDEFGH"[taking.arrangement(shown.id).index(wrong)])
    page.check()
    wait(lambda: True)
    page.evidence.click()
    wait(lambda: True, 600)


def in_few_colors(image: QImage) -> QImage:
    """Take at most 256 colors, the rest as the nearest of them: a third of the bytes of a file.

    The most frequent ones are taken, and then the most frequent of those that are nearly alike, so that none is lost.
    """
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(whole.constBits()).cast("I"))
    usual = [color for color, _ in counts.most_common()]
    alike: dict[int, int] = {}
    for color in usual:
        alike.setdefault(color & 0xF0F0F0, color)
    colors = [*dict.fromkeys([*usual[:96], *alike.values()])][:256]
    return whole.convertToFormat(QImage.Format.Format_Indexed8, colors, Qt.ImageConversionFlag.ThresholdDither)


def main() -> int:
    with a_screen(), tempfile.TemporaryDirectory() as folder:
        QLocale.setDefault(QLocale("en_US"))
        app = new_application()
        paths = UserPaths(Path(folder) / "quizapp")
        prepare(paths)
        window = new_window(app, paths)
        window.resize(*SIZE)
        window.show()
        window.learning.access.open()
        wait(lambda: window.learning.present is not None and window.library_page.model.rowCount() > 4, 1500)

        def picture(name: str, height: float = 1) -> None:
            """Keep the window, or the upper part of it that is shown; `height` is its share."""
            shown = window.rect().adjusted(0, 0, 0, -round(window.height() * (1 - height)))
            in_few_colors(window.grab(shown).toImage()).save(str(FOLDER / f"{name}.png"), "png", 0)
            print(FOLDER / f"{name}.png")

        picture("library")
        answer(window)
        picture("question")
        window.session.submit()
        wait(lambda: True, 1200)
        picture("results")
        window.study.show_page("progress")
        wait(lambda: True, 2500)
        picture("progress")
        ExchangePictures(window, wait, picture, Path(folder)).take()
        DeskPictures(window, wait, picture, Path(folder)).take()
        window.close()
        window.learning.access.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
