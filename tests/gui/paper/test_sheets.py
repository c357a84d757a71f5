"""Sheets, answer keys and lists on paper."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QPageSize

from quizapp.domain.option import Option
from quizapp.domain.passage import Span, read_passage
from quizapp.formats.native import read_bank
from quizapp.gui.paper.assignment_pdf import key, names, sheets, sized_pdf
from quizapp.gui.paper.form_writing import _WRITERS
from quizapp.gui.paper.passage_writing import PassageLines
from quizapp.gui.paper.printing import pdf_of
from quizapp.paths import questions_dir
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.reports.paper_forms import Element
from quizapp.reports.paper_sheet import LETTERS, has_numbered_sentences
from tests.reports.test_paper_forms import assignment_of
from tests.samples import BANK as ALL

DATA = Path(__file__).parents[2] / "data"
pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),  # says the platform without a screen
]
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the file with poppler-utils")


@pytest.fixture
def pages(tmp_path):
    """Gives the text of each page of a PDF."""

    def read(data, *options):
        path = tmp_path / "paper.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            ["pdftotext", "-layout", *options, str(path), "-"], check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout.split("\f")[:-1]

    return read


def bundled(name, *types):
    """An assignment of a bundled bank: with these types only the first question of each."""
    bank = read_bank(next(questions_dir().rglob(f"{name}.yaml"))).bank
    first = {each.type_name: each for each in reversed(bank.questions)}
    return assignment_of(msgspec.structs.replace(bank, questions=tuple(map(first.get, types))) if types else bank)


def test_each_kind_of_element_is_written():
    assert set(_WRITERS) == set(Element.__args__)


@needs_poppler
@pytest.mark.parametrize(("size", "versions"), [("A4", "AC"), ("Letter", "B")])
def test_no_question_is_split_and_each_page_tells_its_version(pages, size, versions):
    assignment = bundled("1-what-happened")
    found = pages(sized_pdf("", sheets(assignment, versions), size))
    text = "\n".join(found)
    count = len(assignment.parts[0].order)
    for number in range(1, count + 1):
        assert len(re.findall(rf"^ *{number}\.\s", text, re.M)) >= len(versions), number
    begun = False
    starts = [number for number, page in enumerate(found) if "Name" in page and "Date" in page]
    assert len(starts) == len(versions)
    assert not any(start % 2 for start in starts)  # on a front side
    for page in filter(str.strip, found):
        lines = [line for line in page.splitlines() if line.strip()]
        if "Name" in page and "Date" in page:
            begun = False
            assert "Version" not in page  # but the letter alone
            assert re.search(rf"  [{''.join(LETTERS)}]$", page, re.M)
        elif begun:
            assert re.match(r" *\d+\.\s", lines[1]), page[:300]  # below the header
            assert "Version" in lines[0]
        begun = begun or "Questions" in page


@needs_poppler
def test_the_key_names_the_lines_that_the_sheet_has(pages):
    assignment = bundled("1-what-happened", "single_choice", "evidence", "open_response")
    first = pages(sized_pdf("", sheets(assignment, ["A"]), "A4"))[0]
    numbered = re.search(r"^ *(?:\d+ +)?(.+?)  +(5)$", first, re.M)
    words = re.split(r"\s\d+\s|(?<=\s)\d+(?=[A-Z])", numbered[1])[-1].strip()[-25:]
    passage = assignment.parts[0].bank.passage
    start = passage.text.index(words)
    told = []

    def lines(device):
        told.append(PassageLines(passage, has_numbered_sentences(assignment.parts[0].bank), device))
        return told

    pdf_of("lines", lines, QPageSize.PageSizeId.A4)
    for end in (start + len(words), start + len(words) + 1):  # with the space that ends the line, too
        assert told[0].text_of(Span(start, end)) == "line 5"
    told_key = " ".join("\n".join(pages(sized_pdf("", key(assignment, LETTERS), "A4"))).split())
    assert re.search(r"\(paragraph \d+, lines? \d+", told_key)
    assert "Model answer" in told_key


@needs_poppler
@pytest.mark.parametrize("name", ["long-words", "right-to-left"])
def test_nothing_is_cut_off(pages, name):
    """All signs of the stems are there, whatever their script and however long their words are."""
    bank = read_bank(DATA / f"{name}.yaml").bank
    for data in (
        sized_pdf("", sheets(assignment_of(bank), ["B"]), "A4"),
        sized_pdf("", key(assignment_of(bank), ["A"]), "Letter"),
    ):
        shown = "".join("".join(pages(data)).split())
        for question in bank.questions:
            letters = [sign for sign in question.stem if sign.isascii() and sign.isalnum()]
            assert all(shown.count(sign) >= letters.count(sign) for sign in set(letters))
    if name == "long-words":
        assert "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung?" in shown


@needs_poppler
def test_long_options_and_chinese_are_whole(pages):
    long = " ".join(f"word{number}" for number in range(200))
    question = SingleChoice(
        id="long",
        stem="谁要求了一个夏天？",
        options=(Option(long, key=True), *(Option(f"{n} {long}") for n in "bcdef")),
    )
    passage = read_passage("# 灯塔\n\n" + "白色的塔空了十一年。" * 60)
    bank = msgspec.structs.replace(ALL, questions=(question,), passage=passage, language="zh")
    found = pages(sized_pdf("", sheets(assignment_of(bank), ["A"]), "A4"))
    text = "".join("".join(found).split())
    assert text.count("word199") == 6
    assert text.count("。") == 60  # which fonts without Chinese have too


@needs_poppler
def test_letters_stand_beside_their_boxes_where_latin_words_are_read_from_the_right(tmp_path):
    choice = SingleChoice(id="q", stem="ماذا قال؟", options=(Option("NASA هي وكالة الفضاء", key=True), Option("لا")))
    words = WordBank(id="w", stem="أكمل!", text="كان [1] فارغًا.", words=("BBC", "NBC", "برج"), gaps=(WordGap("برج"),))
    bank = msgspec.structs.replace(ALL, questions=(choice, words))
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sized_pdf("", sheets(assignment_of(bank), ["A"]), "A4"))
    found = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, encoding="utf-8")
    places = {}
    for x, word in re.findall(r'<word xMin="([0-9.]+)"[^>]*>([^<]*)<', found.stdout):
        places.setdefault(word.strip("\u200f"), float(x))
    assert places["NASA"] < min(x for word, x in places.items() if word in ("A", "B"))
    assert places["C"] < max(places["BBC"], places["NBC"])  # the third word of the frame is at its left


@needs_poppler
def test_a_second_text_begins_a_page_and_its_questions_go_on_counting(pages):
    first = bundled("1-what-happened", "single_choice", "numeric", "ordering").parts[0]
    second = bundled("every-type").parts[0]
    assignment = msgspec.structs.replace(assignment_of(), parts=(first, second))
    found = pages(sized_pdf("", sheets(assignment, ["A"]), "A4"))
    at = next(number for number, page in enumerate(found) if "The Lighthouse Bees" in page)
    lines = [line.strip() for line in found[at].splitlines() if line.strip()]
    assert lines[1] == "The Lighthouse Bees"  # below the header
    start, end = len(first.order) + 1, len(first.order) + len(second.order)
    rest = "\n".join(found[at:])
    assert [int(n) for n in re.findall(r"^ *(\d+)\.\s", rest, re.M) if start <= int(n) <= end] == [
        *range(start, end + 1)
    ]
    told = " ".join("\n".join(pages(sized_pdf("", key(assignment, ["A", "B"]), "A4"))).split())
    assert f"A {end} · B " in told


@needs_poppler
def test_a_class_list_has_all_names(pages):
    members = [f"Learner {number}" for number in range(61)] + ["=1+1"]
    found = pages(sized_pdf("", names("7b", members), "A4"))
    assert len(found) == 3
    assert all("Name" in page for page in found[:2])
    assert "62 =1+1" in " ".join(found[-1].split())
