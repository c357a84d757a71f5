"""A learner's history as a PDF report."""

import re
import shutil
import subprocess
from functools import partial

import pytest
from PySide6.QtGui import QImage

from quizapp.gui.kit.dates import whole_date
from quizapp.gui.paper.printing import save_pdf
from quizapp.progress import CancelledError
from quizapp.reports.history_report import history_report
from quizapp.services.exporting import read_history
from quizapp.services.history import History
from tests.journals import NOON, Desk, bundled_banks, fill
from tests.samples import BANK

pytestmark = pytest.mark.usefixtures("qapp")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the file with poppler-utils")


def write_report(folder, do=lambda desk: None, name="Ada Lovelace", search=""):
    """Write the report of what a function does at a desk; gives its file."""
    desk = Desk(folder / "journal.db", name)
    do(desk)
    desk.settle()
    found = read_history(History(desk.journal, desk.learner), search)
    desk.close()
    path = folder / "report.pdf"
    save_pdf(history_report(found, NOON, whole_date), path)
    return path


@pytest.fixture
def write(tmp_path):
    return partial(write_report, tmp_path)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory, qapp):
    """The report of two years."""
    return write_report(tmp_path_factory.mktemp("years"), lambda desk: fill(desk, bundled_banks(), 730, 50))


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def text_of(path, *options):
    return " ".join(run("pdftotext", "-layout", *options, str(path), "-").split())


def pages_of(path):
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


@needs_poppler
def test_each_page_has_its_number_and_the_name(two_years):
    path = two_years
    pages = pages_of(path)
    assert pages > 3
    for page in range(1, pages + 1):
        text = text_of(path, "-f", str(page), "-l", str(page))
        assert "Ada Lovelace" in text
        assert f"Page {page} of {pages}" in text
    assert text_of(path).count("Started Bank Mode Score Time") >= 3  # the head of the table, on each page again


@needs_poppler
def test_its_fonts_are_in_the_file_and_the_chart_is_no_picture(two_years):
    path = two_years
    fonts = run("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(" yes " in font for font in fonts)
    assert run("pdfimages", "-list", str(path)).splitlines()[2:] == []
    assert {"100 %", "50 %", "Jan 2025"} <= set(re.findall(r"\d+ %|Jan 2025", text_of(path, "-f", "1", "-l", "1")))


@needs_poppler
def test_the_chart_is_on_the_page(two_years, tmp_path):
    run("pdftoppm", "-r", "40", "-f", "1", "-l", "1", "-png", "-singlefile", str(two_years), str(tmp_path / "page"))
    page = QImage(str(tmp_path / "page.png"))
    blue = {
        (x, y)
        for x in range(page.width())
        for y in range(page.height())
        if (color := page.pixelColor(x, y)).blue() > color.red() + 90
    }
    below = [x for x, y in blue if y > page.height() * 0.6]  # below the bars of the skills
    assert max(below) - min(below) > page.width() * 0.6


@needs_poppler
def test_nothing_yet_and_nothing_found_are_said(write):
    path = write()
    assert "No bank has been taken yet." in text_of(path)
    assert pages_of(path) == 1


@needs_poppler
def test_what_was_searched_for_is_said(write):
    path = write(lambda desk: desk.take(BANK, {}), search="bees")
    assert "There is no attempt at a bank with “bees” in its title." in text_of(path)


@needs_poppler
def test_names_are_words(write):
    name = "<b>Zoë</b> &amp; “Q”, <img src=/x>"
    path = write(lambda desk: desk.take(BANK, {}), name=name)
    assert f"Name {name}" in text_of(path)


def test_what_is_cancelled_is_not_written(tmp_path):
    desk = Desk(tmp_path / "journal.db")
    report = history_report(read_history(History(desk.journal, desk.learner)), NOON, whole_date)
    desk.close()

    def stop():
        raise CancelledError

    with pytest.raises(CancelledError):
        save_pdf(report, tmp_path / "report.pdf", ready=stop)
    assert not (tmp_path / "report.pdf").exists()
