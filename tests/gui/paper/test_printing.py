"""The report on paper."""

import re
import shutil
import subprocess
import unicodedata
from datetime import datetime
from pathlib import Path
from random import Random
from unicodedata import bidirectional

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QLocale, Qt
from PySide6.QtGui import QColor, QImage, QPageRanges, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.image import Image
from quizapp.domain.option import Option
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.gui.kit.theme import Theme
from quizapp.gui.paper.attempt_paper import AttemptPaper
from quizapp.gui.paper.printing import choose_printer, paper_size, print_papers, print_report, save_pdf
from quizapp.paths import questions_dir, resources_dir
from quizapp.question_types.single_choice import SingleChoice
from quizapp.reports.attempt_report import attempt_report
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from quizapp.settings import Look
from tests.images import corrupt_png, png
from tests.samples import ALL_SAMPLES, BANK

DATA = Path(__file__).parents[2] / "data"
pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),  # says the platform without a screen
]
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the file with poppler-utils")


def make_report(bank=BANK, name="Ada Lovelace", case=0):
    taking = Taking(bank, PRACTICE, Random(1), lambda: 0.0)
    for sample in ALL_SAMPLES:
        if sample.question.id in bank:
            taking.respond(sample.question.id, sample.cases[case % len(sample.cases)].response)
    taking.submit()
    return attempt_report(mark_attempt(bank, taking.attempt), started=datetime(2025, 5, 9, 14, 5), name=name)


def short_report(count=1):
    """The report of so many questions."""
    return make_report(msgspec.structs.replace(BANK, questions=BANK.questions[:count]))


@pytest.fixture(scope="module")
def whole(tmp_path_factory, qapp):
    """The file of a report of every type of question."""
    path = tmp_path_factory.mktemp("paper") / "report.pdf"
    save_pdf(make_report(case=1), path)
    return path


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def text_of(path, *options):
    return " ".join(run("pdftotext", "-layout", *options, str(path), "-").split())


def pages_of(path):
    line = next(line for line in run("pdfinfo", str(path)).splitlines() if line.startswith("Pages:"))
    return int(line.split()[1])


@needs_poppler
def test_a_pdf_holds_what_a_teacher_files(whole):
    text = text_of(whole)
    for wanted in (
        "Samples",
        "Ada Lovelace",
        "9 May 2025" if QLocale().territory() != QLocale.Country.UnitedStates else "May 9, 2025",
        "The Lighthouse Bees",
        "By skill",
        "Distinguish",
        "How the statements were sorted",
        "Why does the report list costs?",
        "Not correct",
        "0 of 2.5 points, counted 0.5 times",
        "Your answer",
        "Right answer",
        "SECRET explanation",
        "“stood empty for eleven years” (paragraph\u00a01)".replace("\u00a0", " "),
    ):
        assert wanted in text, wanted
    assert text_of(whole, "-f", "2", "-l", "2").startswith("Samples Ada Lovelace")
    assert f"Page 1 of {pages_of(whole)}" in text


def with_image(data):
    image = Image("map.png", "A map of the bay", "Drawn in 1974")
    question = msgspec.structs.replace(BANK.questions[0], image=image)
    return make_report(msgspec.structs.replace(BANK, questions=(question,), images={"map.png": data}))


@needs_poppler
def test_the_image_of_a_question_is_printed_with_its_alternative_text(tmp_path):
    path = tmp_path / "report.pdf"
    save_pdf(with_image(png(3000, 1000)), path)
    (picture,) = run("pdfimages", "-list", str(path)).splitlines()[2:]

    assert picture.split()[3] == "1400"  # no more than paper shows
    assert "Image A map of the bay Drawn in 1974" in text_of(path)


@needs_poppler
def test_a_damaged_image_is_printed_in_words(tmp_path):
    path = tmp_path / "report.pdf"
    save_pdf(with_image(corrupt_png()), path)

    assert run("pdfimages", "-list", str(path)).splitlines()[2:] == []
    assert "Image A map of the bay" in text_of(path)


def test_the_fonts_are_in_the_file(whole):
    fonts = run("pdffonts", str(whole)).splitlines()[2:]
    assert fonts
    assert all(" yes " in font for font in fonts)


@needs_poppler
def test_words_of_a_bank_stay_words(tmp_path):
    path = tmp_path / "report.pdf"
    stem = '<img src="file:///etc/passwd"> <b>bold</b> [a](b) &amp;'
    question = msgspec.structs.replace(BANK.question("single-minimal"), stem=stem)
    save_pdf(make_report(msgspec.structs.replace(BANK, questions=(question,), title="<h1>T</h1>")), path)
    assert stem in text_of(path)
    assert "<h1>T</h1>" in text_of(path)


@needs_poppler
def test_paper_is_light_whatever_the_window_is(qapp, tmp_path):
    theme = Theme(qapp, resources_dir(), Look("dark"))
    path = tmp_path / "report.pdf"
    try:
        save_pdf(short_report(), path)
    finally:
        theme.use("light")
        theme.deleteLater()
    run("pdftoppm", "-r", "30", "-f", "1", "-l", "1", "-png", "-singlefile", str(path), str(tmp_path / "page"))
    page = QImage(str(tmp_path / "page.png"))
    colors = [page.pixelColor(x, y).lightness() for x in range(page.width()) for y in range(page.height())]
    assert page.pixelColor(1, 1) == QColor("white")
    assert sum(lightness > 200 for lightness in colors) > 0.8 * len(colors)
    assert min(colors) < 90


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("kept")
    with pytest.raises(QuizAppError, match="cannot be written"):
        save_pdf(short_report(), in_the_way / "report.pdf")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_what_was_there_is_replaced_whole(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_text("old")
    save_pdf(short_report(), path)
    assert path.read_bytes().rstrip().endswith(b"%%EOF")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.pdf"]


def printer_of(path, first, last):
    """A printer that writes these pages, counted from 1, into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    ranges = QPageRanges()
    ranges.addRange(first, last)
    printer.setPageRanges(ranges)
    return printer


@needs_poppler
def test_only_the_chosen_pages_are_printed(tmp_path):
    path = tmp_path / "printed.pdf"
    print_report(short_report(20), printer_of(path, 2, 3))
    assert pages_of(path) == 2
    assert "Page 2 of" in text_of(path)
    assert "Page 1 of" not in text_of(path)


@needs_poppler
def test_the_pages_of_a_third_paper_are_counted_after_those_of_two_others(tmp_path):
    path, report = tmp_path / "printed.pdf", short_report(8)
    pages = AttemptPaper(report, printer_of(path, 1, 1)).pages
    first = 2 * (pages + pages % 2) + 1  # each begins on a front side
    print_papers(lambda on: [AttemptPaper(report, on) for _ in range(3)], printer_of(path, first, first))
    assert pages_of(path) == 1
    assert f"Page 1 of {pages}" in text_of(path)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "printed.pdf"))
    with pytest.raises(QuizAppError, match="cannot be printed"):
        print_report(short_report(), printer)


def test_a_printer_can_be_chosen_or_not(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    chosen = []
    choose_printer("Samples", window, chosen.append)
    dialog = window.findChild(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()
    assert chosen == []


@pytest.mark.parametrize(
    ("locale", "size"),
    [
        (QLocale("de_DE"), QPageSize.PageSizeId.A4),
        (QLocale("en_GB"), QPageSize.PageSizeId.A4),
        (QLocale("en_US"), QPageSize.PageSizeId.Letter),
        (QLocale("fr_CA"), QPageSize.PageSizeId.Letter),
    ],
)
def test_paper_is_of_the_size_that_is_used_there(locale, size):
    assert paper_size(locale) == size


@needs_poppler
def test_every_line_is_on_the_paper_whatever_its_direction(tmp_path):
    for name in ("right-to-left", "right-to-left-answers", "long-words"):
        bank = read_bank(DATA / f"{name}.yaml").bank
        taking = Taking(bank, PRACTICE, Random(1), lambda: 0.0)
        for question in bank.questions:
            taking.respond(question.id, question.correct_response())
        taking.submit()
        report = attempt_report(mark_attempt(bank, taking.attempt), started=datetime(2025, 5, 9, 14, 5), name="Ada")
        path = tmp_path / f"{name}.pdf"
        save_pdf(report, path)
        found = letters(run("pdftotext", "-raw", str(path), "-"))
        for entry in report.questions:
            for line in [line.text for said in entry.said for line in said.lines]:
                missing = [word for word in line.split() if letters(word) not in found]
                assert not missing, f"{name} {entry.number}: {line}"

    pages = run("pdftotext", "-bbox", str(tmp_path / "right-to-left.pdf"), "-").split("<page ")
    words = [
        (float(x), float(y), word)
        for x, y, word in re.findall(
            r'<word xMin="([0-9.]+)" yMin="([0-9.]+)"[^>]*>([^<]*)<',
            next(page for page in pages if ">Paragraph<" in page),
        )
    ]
    x, y = next((x, y) for x, y, word in words if word == "Paragraph")
    beside = [at for at, line, word in words if abs(line - y) < 4 and bidirectional(word[0]) == "AL"]
    assert len(beside) > 2
    assert x > max(beside)  # the head of a line in Arabic stands at its right


def test_each_text_of_a_report_runs_in_the_direction_of_its_words(theme):
    """A title and an option that begin in Latin letters, one that quotes them after a colon, and a name in a table."""
    said, quoted = "E = mc² هي الصيغة.", 'قال جون: "I saw it!"'
    question = SingleChoice(id="q", stem="ماذا قال؟", options=(Option(said, key=True), Option(quoted)))
    bank = msgspec.structs.replace(BANK, title="NASA هي وكالة الفضاء.", questions=(question,))
    taking = Taking(bank, TEST, Random(1), lambda: 0.0)
    taking.respond("q", next(id_ for id_ in question.ids if id_ != question.key))
    taking.submit()
    report = attempt_report(mark_attempt(bank, taking.attempt), started=datetime(2025, 5, 9), name="NASA علي بن محمد!")
    document = AttemptPaper(report, QPdfWriter(QBuffer())).document
    reversed_blocks = {}
    block = document.begin()
    while block.isValid():
        words = block.text().replace("\ufffc", "").strip()
        for text in (bank.title, said, quoted, report.name):
            if words == text:
                reversed_blocks[text] = block.textDirection() is Qt.LayoutDirection.RightToLeft
        block = block.next()
    assert reversed_blocks == dict.fromkeys((bank.title, said, quoted, report.name), True)


def letters(text):
    """The letters and digits of a text: Arabic ones without the forms in which a font has them."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


@needs_poppler
def test_no_page_ends_early(tmp_path):
    """Only the last page may have more than a third of it left."""
    bank = read_bank(questions_dir() / "worcester" / "2-protest-or-interference.yaml").bank
    for case in ("right", "none"):
        taking = Taking(bank, TEST, Random(1), lambda: 0.0)  # where what is not answered is reported too
        for question in bank.questions if case == "right" else ():
            taking.respond(question.id, question.correct_response())
        taking.submit()
        path = tmp_path / f"{case}.pdf"
        save_pdf(attempt_report(mark_attempt(bank, taking.attempt), started=datetime(2025, 5, 9), name="Ada"), path)
        pages = run("pdftotext", "-bbox", str(path), "-").split("<page ")[1:]
        assert len(pages) > 4
        for page in pages[:-1]:
            height = float(re.search(r'height="([0-9.]+)"', page)[1])
            ends = sorted(float(found) for found in re.findall(r'yMax="([0-9.]+)"', page))
            above_foot = [end for end in ends if end < height - 60]
            assert above_foot[-1] > height * 0.67
