"""What one sign, or one large file, costs: itself, never the questions beside it."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from quizapp.formats.yaml_events import FORBIDDEN
from quizapp.interchange.losses import Loss, LossReport, report_markdown
from quizapp.interchange.source import MOST_BYTES, Source
from quizapp.services.exchange import read_file, read_source

SIGNS = ["\u202e", "\u2066", "\u2028", "\x7f", "\x85", "\ufeff", "\uffff", "e" + "\u0301" * 50]
LINE_ENDS = ("\u2028", "\x85")
"""Signs that a reader may take for white space."""
ITEM = (
    "<assessmentItem identifier='i{n}' title='i{n}'><responseDeclaration identifier='RESPONSE' cardinality='single' "
    "baseType='identifier'><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><p>{stem}</p>"
    "<choiceInteraction responseIdentifier='RESPONSE'><simpleChoice identifier='A'>Marta</simpleChoice>"
    "<simpleChoice identifier='B'>Nobody</simpleChoice></choiceInteraction></itemBody><responseProcessing "
    "template='http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct'/></assessmentItem>"
)
QTI_12 = (
    "<item ident='i{n}' title='i{n}'><presentation><material><mattext>{stem}</mattext></material>"
    "<response_lid ident='r'>"
    "<render_choice><response_label ident='A'><material><mattext>Marta</mattext></material></response_label>"
    "<response_label ident='B'><material><mattext>Nobody</mattext></material></response_label></render_choice>"
    "</response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident='r'>A</varequal>"
    "</conditionvar><setvar>100</setvar></respcondition></resprocessing></item>"
)
MOODLE = (
    "<question type='truefalse'><name><text>q{n}</text></name><questiontext format='html'><text>{stem}</text>"
    "</questiontext><answer fraction='100'><text>true</text></answer><answer fraction='0'><text>false</text></answer>"
    "</question>"
)
STEMS = ("Who {sign}asked?", "Who asked?", "Why?")


def each_format(sign: str) -> dict[str, bytes]:
    """A file of each format with three questions, of which the first has a sign in its stem."""
    stems = [stem.format(sign=sign) for stem in STEMS]

    def joined(template: str) -> str:
        return "".join(template.format(n=n, stem=stem) for n, stem in enumerate(stems))

    package = {f"i{n}.xml": ITEM.format(n=n, stem=stem).encode() for n, stem in enumerate(stems)}
    files = {
        "a.gift": "\n\n".join(f"{stem}{{=Marta ~Nobody}}" for stem in stems),
        "a.txt": "\n".join(f"{stem}\nA) Marta\nB) Nobody\nANSWER: A\n" for stem in stems),
        "b.txt": "\n".join(f"{n}. {stem}\nA) Marta\nB) Nobody\nAnswer: A\n" for n, stem in enumerate(stems, 1)),
        "a.csv": "\n".join(["question,A,B,key", *(f'"{stem}",Marta,Nobody,A' for stem in stems)]),
        "a.xml": f"<quiz>{joined(MOODLE)}</quiz>",
        "b.xml": f"<questestinterop>{joined(QTI_12)}</questestinterop>",
    }
    found = {name: text.encode() for name, text in files.items()}
    if sign == "\uffff":  # no XML holds it
        return {name: data for name, data in found.items() if not name.endswith(".xml")}
    return {**found, "c.zip": zipped(package)}


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_a_sign_that_no_bank_may_hold_costs_nothing_but_itself(tmp_path: Path) -> None:
    for sign in SIGNS:
        for name, data in each_format(sign).items():
            path = tmp_path / name
            path.write_bytes(data)
            imported = read_file(path)
            (bank,) = imported.banks
            assert len(bank.questions) == 3, (name, sign)
            stem = bank.questions[0].stem
            assert FORBIDDEN.search(stem) is None
            assert " ".join(stem.replace("\u0301", "").split()) in ("Who asked?", "Who easked?")
            told = [[loss.code for loss in item.losses] for item in imported.losses.items]
            if sign in LINE_ENDS and not told[0]:
                continue
            assert told == [["signs"], [], []], (name, sign, told)
            shown = f"U+{ord(sign[-1]):04X}"
            assert (
                imported.losses.items[0].losses[0].sentence()
                == f"Characters that no text may have are left out ({shown})."
            )


def test_a_sign_in_a_passage_or_in_a_title_costs_nothing_but_itself(tmp_path: Path) -> None:
    description = MOODLE.replace("truefalse", "description").format(n=0, stem="One \u202esummer.")
    category = "<question type='category'><category><text>$course$/A\u2066B</text></category></question>"
    path = tmp_path / "a.xml"
    path.write_text(f"<quiz>{category}{description}{MOODLE.format(n=1, stem='Why?')}</quiz>", "utf-8")
    imported = read_file(path)
    (bank,) = imported.banks
    assert (bank.title, bank.passage.blocks[-1].text, len(bank.questions)) == ("AB", "One summer.", 1)
    assert [loss.sentence() for _, loss in imported.losses.notes] == [
        "Characters that no text may have are left out (U+2066, U+202E)."
    ]


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 3 * MOST_BYTES])
def test_a_large_file_that_nobody_reads_is_left_out_alone(size: int, tmp_path: Path) -> None:
    quiz = f"<quiz>{MOODLE.format(n=1, stem='Why?')}</quiz>".encode()
    path = tmp_path / "course.zip"
    path.write_bytes(zipped({"quiz.xml": quiz, "video.mp4": bytes(size), "more.mp4": bytes(100)}))
    imported = read_file(path)
    assert [len(bank.questions) for bank in imported.banks] == [1]
    assert [(str(place).rpartition("/")[2], loss.code) for place, loss in imported.losses.notes] == [
        ("video.mp4", "file_not_understood"),
        ("more.mp4", "file_not_understood"),
    ]


def test_an_archive_that_is_large_itself_is_read_in_place(tmp_path: Path) -> None:
    """Its file has holes in it, so nothing is written to fill them."""
    quiz = f"<quiz>{MOODLE.format(n=1, stem='Why?')}</quiz>".encode()
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("quiz.xml", quiz)
        info = zipfile.ZipInfo("video.mp4")
        info.file_size = 2 * MOST_BYTES
        with archive.open(info, "w") as file:
            for _ in range(100):
                file.write(bytes(2**20))
    assert path.stat().st_size > 2 * MOST_BYTES
    assert [len(bank.questions) for bank in read_file(path).banks] == [1]


def test_an_archive_that_becomes_shorter_while_it_is_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "school.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20):
            archive.writestr(f"quiz{number}.xml", b"<quiz>" + bytes(range(32, 127)) * 1000)
    whole = path.read_bytes()
    for length in (0, 1000, len(whole) // 2, len(whole) - 1000):
        path.write_bytes(whole)
        source = Source.of_path(path)
        os.truncate(path, length)
        imported = read_source(source)
        assert imported.banks == ()
        assert {problem.code for problem in imported.problems} <= {"source_damaged", "xml_broken", "import_nothing"}
        assert imported.problems


def test_a_report_shows_signs_of_markdown_as_they_stand() -> None:
    report = report_markdown(LossReport((), (("`a` *b*\\\n[c]_<d>", Loss("file_not_understood")),)), "A")
    assert r"- \`a\` \*b\*\\ \[c\]\_\<d\>: " in report
