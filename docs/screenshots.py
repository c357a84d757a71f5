"""The pictures of the README and of the site, made anew by the program itself: python -m docs.screenshots

With --check, they are made elsewhere and compared. It needs what the tests need, and a screen, or Xvfb to make one. A
made-up learner has worked with the bundled banks for two months, in a folder that is deleted afterward.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QLocale, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from docs.desk_pictures import DeskPictures
from docs.exchange_pictures import ExchangePictures
from docs.tour_pictures import TourPictures
from quizapp.app import new_application, new_window
from quizapp.gui.library.reading_line import ReadingLine
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import UserPaths
from quizapp.settings import Settings
from tests.benchmarks.screen import a_screen
from tests.journals import Desk, bundled_banks, fill

FOLDER = Path(__file__).parent
SIZE = (1366, 768)
LEARNER = "Ada"
DAYS, ATTEMPTS = 60, 16
ALIKE = 0.08
"""So much of a picture may differ: dates and figures of today."""


def wait(until: Callable[[], object], least: int = 300) -> None:
    """Let the window work until that is so, and `least` milliseconds on."""
    loop, patience, tick = QEventLoop(), QDeadlineTimer(30_000), QTimer()
    tick.start(20)  # in between, the threads that read have Python for themselves
    while not until():
        if patience.hasExpired():
            raise TimeoutError("the window did not come so far")
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    rest = QDeadlineTimer(least)
    while not rest.hasExpired():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


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


def is_at_rest(window: MainWindow) -> bool:
    """Tell whether all banks are read, and what is due is shown."""
    is_reading = any(line.isVisible() for line in window.findChildren(ReadingLine))
    tabs = [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    return not is_reading and any(text.strip().startswith("Review ·") for text in tabs)


def make(target: Path) -> None:
    """Make all pictures in the folder `target`."""
    with a_screen(), tempfile.TemporaryDirectory() as folder:
        QLocale.setDefault(QLocale("en_US"))
        app = QApplication.instance() or new_application()
        paths = UserPaths(Path(folder) / "quizapp")
        prepare(paths)
        window = new_window(app, paths, random=Random(3))  # the same order of options each time
        window.resize(*SIZE)
        window.show()
        window.learning.access.open()
        wait(lambda: is_at_rest(window), 1500)

        def picture(name: str, height: float = 1) -> None:
            """Keep the window, or the upper part of it that is shown; `height` is its share."""
            shown = window.rect().adjusted(0, 0, 0, -round(window.height() * (1 - height)))
            in_few_colors(window.grab(shown).toImage()).save(str(target / f"{name}.png"), "png", 0)
            print(target / f"{name}.png")

        TourPictures(window, wait, picture, Path(folder)).take()
        ExchangePictures(window, wait, picture, Path(folder)).take()
        DeskPictures(window, wait, picture, Path(folder)).take()
        window.close()
        window.learning.access.close()


def difference(one: QImage, other: QImage) -> float:
    """The share of what differs clearly between two pictures, each made small; 1 where their sizes differ."""
    if one.size() != other.size():
        return 1.0
    small = [
        bytes(each.scaled(128, 72, mode=Qt.TransformationMode.SmoothTransformation)
              .convertToFormat(QImage.Format.Format_Grayscale8).constBits())
        for each in (one, other)
    ]  # fmt: skip
    return sum(abs(a - b) > 24 for a, b in zip(*small, strict=True)) / len(small[0])


def check() -> int:
    """Make all pictures elsewhere, and tell which of ours no longer show the program; gives the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        made = {path.name: difference(QImage(str(path)), QImage(str(FOLDER / path.name)))
                for path in sorted(Path(folder).glob("*.png"))}  # fmt: skip
    old = {name: share for name, share in made.items() if share > ALIKE}
    for name, share in old.items():
        print(f"{name}: {share:.0%} of it is different")
    print(f"{len(made) - len(old)} of {len(made)} pictures are fresh")
    return 1 if old else 0


def main() -> int:
    if "--check" in sys.argv:
        return check()
    make(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
