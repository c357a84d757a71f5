"""Files that mean harm, or are broken: each is one plain sentence, at once, and nothing is written."""

import io
import socket
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from quizapp.interchange.source import MOST_BYTES
from quizapp.problems import Problem
from quizapp.services.exchange import read_file
from quizapp.services.importing import import_files
from tests.interchange.hostile_files import MORE

QUESTION = (
    '<question type="truefalse"><name><text>{name}</text></name><questiontext format="html"><text>{text}</text>'
    '</questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
    "</question>"
)


def quiz(body: str, head: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<quiz>{body}</quiz>'.encode()


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def named(name: str, data: bytes = b"x{T}") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, data)
    return target.getvalue()


LAUGHS = (
    "<!DOCTYPE quiz ["
    + "<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
FINE = QUESTION.format(name="q", text="It is so.")
MATH = "<math>" * 5000 + "x"

XML: dict[str, Callable[[], bytes]] = {
    "billion laughs": lambda: quiz(QUESTION.format(name="q", text="&a9;"), LAUGHS),
    "quadratic blowup": lambda: quiz("&a;" * 5000, f"<!DOCTYPE quiz [<!ENTITY a '{'x' * 50_000}'>]>"),
    "external entity": lambda: quiz("&x;", "<!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
    "external entity by http": lambda: quiz("&x;", "<!DOCTYPE quiz [<!ENTITY x SYSTEM 'http://example.org/'>]>"),
    "parameter entity": lambda: quiz(FINE, "<!DOCTYPE quiz [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>"),
    "external dtd with an entity": lambda: quiz("&nbsp;", "<!DOCTYPE quiz SYSTEM 'http://example.org/quiz.dtd'>"),
    "entity that nobody defined": lambda: quiz("&nbsp;"),
    "deep nesting": lambda: quiz("<a>" * 100_000),
    "deep nesting, closed": lambda: quiz("<a>" * 50_000 + "</a>" * 50_000),
    "many attributes": lambda: quiz("<a " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>").replace(
        b"</quiz>", b""
    ),
    "not closed": lambda: quiz(FINE)[:-9],
    "text after the end": lambda: quiz(FINE) + b"<quiz/>",
    "not XML": lambda: b"<quiz> & <",
    "nothing but a start": lambda: b"<?xml version='1.0'?>",
    "NUL": lambda: quiz(QUESTION.format(name="q", text="a\0b")),
    "control characters": lambda: quiz(QUESTION.format(name="q", text="a\x0bb")),
    "NUL by number": lambda: quiz(QUESTION.format(name="q", text="a&#0;b")),
    "another root": lambda: b"<?xml version='1.0'?><!-- <quiz> --><questestinterop/>",
    "an encoding that there isn't": lambda: b"<?xml version='1.0' encoding='klingon'?><quiz/>",
    "utf-7": lambda: b"<?xml version='1.0' encoding='utf-7'?><quiz/>",
    "an encoding of several bytes": lambda: b"<?xml version='1.0' encoding='big5'?><quiz/>",
    "not the encoding that it says": lambda: "<?xml version='1.0' encoding='UTF-8'?><quiz>é</quiz>".encode("latin-1"),
    "utf-16 that breaks off": lambda: quiz(FINE).decode().replace("UTF-8", "UTF-16").encode("utf-16")[:-3],
    "two million tags": lambda: quiz("<a/>" * 2_000_000)[:MOST_BYTES],
    "xinclude": lambda: quiz(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    ),
    "only categories": lambda: quiz('<question type="category"><category><text>A</text></category></question>'),
    "a type that there isn't": lambda: quiz('<question type="hotpotato"><name><text>n</text></name></question>'),
    "a question without anything": lambda: quiz("<question/>"),
}
ODD_QUESTIONS: dict[str, Callable[[], bytes]] = {
    "html that is never closed": lambda: quiz(QUESTION.format(name="q", text="<![CDATA[" + "<b><i>" * 20_000 + "]]>")),
    "comments that are never closed": lambda: quiz(
        QUESTION.format(name="q", text="<![CDATA[a" + "<!-- " * 40_000 + "]]>")
    ),
    "quotation marks that are never closed": lambda: quiz(
        QUESTION.format(name="q", text="<![CDATA[a" + '<a b="' * 40_000 + "]]>")
    ),
    "many signs": lambda: quiz(QUESTION.format(name="q", text="<![CDATA[" + "<b>a</b>*_`" * 3000 + "]]>")),
    "math": lambda: quiz(QUESTION.format(name="q", text=f"<![CDATA[{MATH}]]>")),
    "a script": lambda: quiz(QUESTION.format(name="q", text="<![CDATA[<script>alert(1)</script>]]>")),
    "an image from the network": lambda: quiz(
        QUESTION.format(name="q", text='<![CDATA[Yes. <img src="http://example.org/a.png">]]>')
    ),
    "an image of this computer": lambda: quiz(
        QUESTION.format(name="q", text='<![CDATA[Yes. <img src="file:///etc/passwd">]]>')
    ),
    "a file that leads out": lambda: quiz(
        QUESTION.format(
            name="q",
            text='<![CDATA[Yes. <img src="@@PLUGINFILE@@/../../x.png" alt="x">]]></text>'
            '<file name="../../x.png" encoding="base64">aGk=</file><text>',
        )
    ),
    "20 MB in base64": lambda: quiz(
        QUESTION.format(
            name="q",
            text='<![CDATA[Yes. <img src="@@PLUGINFILE@@/x.png" alt="x">]]></text>'
            f'<file name="x.png" encoding="base64">{"QUJD" * 5_000_000}</file><text>',
        )
    ),
    "the same id a thousand times": lambda: quiz(FINE * 1000),
    "cloze braces": lambda: quiz(
        QUESTION.replace("truefalse", "cloze").format(name="q", text="{1:SHORTANSWER:" * 5000)
    ),
    "cloze tildes": lambda: quiz(
        QUESTION.replace("truefalse", "cloze").format(name="q", text="{1:SHORTANSWER:" + "~=a" * 20_000 + "}")
    ),
    "numbers without an end": lambda: quiz(
        QUESTION.replace("truefalse", "numerical").format(name="q", text="?").replace("true<", "1e999999999<")
    ),
    "a grade of a million digits": lambda: quiz(
        FINE.replace("</question>", f"<defaultgrade>{'9' * 10**6}</defaultgrade></question>")
    ),
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "white space": lambda: b" \n\n ",
    "NUL in a text": lambda: b"Yes?{T}\0",
    "latin-1": lambda: "Café?{T}".encode("latin-1"),
    "utf-16 cut": lambda: "Yes?{T}".encode("utf-16")[:-1],
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "a program": lambda: b"\x7fELF" + bytes(range(256)) * 100,
    "a word processor's": lambda: zipped(word__document=b"<w:document/>"),
    "braces without an end": lambda: b"a {" * 30_000,
    "braces closed alone": lambda: b"::t::a }\n\n" * 10_000,
    "one line of equals signs": lambda: b"a{" + b"=" * 100_000 + b"}",
    "tildes": lambda: b"a{" + b"~%50%b#c" * 20_000 + b"}",
    "backslashes": lambda: b"a{=" + b"\\" * 200_001 + b"}",
    "colons": lambda: b"::" * 100_000 + b"{T}",
    "a number of a million digits": lambda: b"a{#" + b"9" * 10**6 + b"}",
    "a number beyond all": lambda: b"a{#1e999999999:1}",
    "not a number": lambda: b"a{#nan}",
    "dollars": lambda: b"$CATEGORY: " + b"a/" * 100_000 + b"\n\n{",
    "letters of Aiken": lambda: b"Q\n" + b"A) x\n" * 50_000 + b"ANSWER: A\n",
    "answers of Aiken": lambda: b"A) \nANSWER: A\n" * 20_000,
}
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "an archive that leads up": lambda: named("../../evil.gift"),
    "an archive that leads to the root": lambda: named("/etc/evil.gift"),
    "an archive that leads to a drive": lambda: named("C:\\evil.gift"),
    "a bomb": lambda: zipped(a=bytes(45_000_000), b=bytes(45_000_000), c=bytes(45_000_000)),
    "a large file": lambda: zipped(a=bytes(MOST_BYTES + 1)),
    "bombs in bombs": lambda: zipped(a=zipped(a=bytes(10**7)), b=zipped(a=bytes(10**7))),
    "an archive that breaks off": lambda: named("a.gift")[:-10],
    "an archive with a wrong checksum": lambda: named("a.gift").replace(b"x{T}", b"y{T}", 1),
    "no archive": lambda: b"PK\x03\x04" + bytes(100),
    "three thousand files": lambda: zipped(**{f"f{n}": b"x" for n in range(3000)}),
    "nothing in it": lambda: zipped(),
}


def qti(body: str, head: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<questestinterop>{body}</questestinterop>'.encode()


def qti_item(rules: str, options: str = "", text: str = "Who?") -> str:
    return (
        f"<item ident='i' title='n'><presentation><material><mattext texttype='text/html'>{text}</mattext></material>"
        f"<response_lid ident='r' rcardinality='Multiple'><render_choice>{options}</render_choice></response_lid>"
        f"</presentation><resprocessing>{rules}</resprocessing></item>"
    )


def qti_options(count: int) -> str:
    return "".join(
        f"<response_label ident='o{n}'><material><mattext>Option {n}</mattext></material></response_label>"
        for n in range(count)
    )


EQUAL = "<varequal respident='r'>o1</varequal>"
RULE = f"<respcondition><conditionvar>{EQUAL}</conditionvar><setvar>100</setvar></respcondition>"
LAUGHS_OF_QTI = LAUGHS.replace("DOCTYPE quiz", "DOCTYPE questestinterop")
QTI: dict[str, Callable[[], bytes]] = {
    "qti: billion laughs": lambda: qti(qti_item(RULE, qti_options(2), "&a9;"), LAUGHS_OF_QTI),
    "qti: external entity": lambda: qti("&x;", "<!DOCTYPE q [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
    "qti: deep sections": lambda: qti("<section>" * 50_000),
    "qti: deep conditions": lambda: qti(qti_item("<respcondition><conditionvar>" + "<not>" * 50_000)),
    "qti: another root": lambda: b"<?xml version='1.0'?><!-- <questestinterop> --><other/>",
    "qti: end tags that are missing": lambda: qti("<item><presentation>" * 20_000),
    "qti: end tags that end nothing": lambda: qti("</item>" * 100_000),
    "qti: open tags without an end": lambda: qti("<item " * 200_000),
    "qti: quotation marks without an end": lambda: qti("<item a='" * 100_000),
    "qti: NUL": lambda: qti(qti_item(RULE, qti_options(2), "a\0b")),
    "qti: no items": lambda: qti("<assessment title='A'><section/></assessment>"),
    "qti: items without anything": lambda: qti("<item/>" * 5000),
    "qti: ten thousand options": lambda: qti(qti_item(RULE, qti_options(10_000))),
    "qti: ten thousand conditions": lambda: qti(qti_item(RULE * 10_000, qti_options(100))),
    "qti: ten thousand tests": lambda: qti(
        qti_item(f"<respcondition><conditionvar>{EQUAL * 10_000}</conditionvar></respcondition>", qti_options(100))
    ),
    "qti: a score beyond all": lambda: qti(qti_item(RULE.replace(">100<", ">1e999999999<"), qti_options(3))),
    "qti: a score that is no number": lambda: qti(qti_item(RULE.replace(">100<", ">nan<"), qti_options(3))),
    "qti: the same ident for all": lambda: qti(qti_item(RULE, "<response_label ident='o1'/>" * 50)),
    "qti: a package that leads up": lambda: named("../../evil.xml.qti", qti(qti_item(RULE, qti_options(2)))),
}
QTI_ODD: dict[str, Callable[[], bytes]] = {
    "qti: a precision beyond all": lambda: qti(
        qti_item("")
        .replace("response_lid", "response_num")
        .replace(
            "<resprocessing>",
            "<resprocessing><respcondition><conditionvar><varequal respident='r' precisiontype='decimals' "
            "precision='1e29'>1</varequal></conditionvar><setvar>1</setvar></respcondition>",
        )
    ),
    "qti: the most options and conditions": lambda: qti(qti_item(RULE * 800, qti_options(15))),
    "qti: html that is never closed": lambda: qti(
        qti_item(RULE, qti_options(3), "<![CDATA[Who? " + "<b><i>" * 20_000 + "]]>")
    ),
    "qti: xhtml in a text": lambda: qti(qti_item(RULE, qti_options(3), "<p>" * 50 + "Who?" + "</p>" * 50)),
    "qti: an image of this computer": lambda: qti(
        qti_item(RULE, qti_options(3), "<![CDATA[Who? <img src='file:///etc/passwd'>]]>")
    ),
    "qti: the same quiz in a hundred files": lambda: zipped(
        **{f"q{n}.xml": qti(f"<assessment ident='a'>{qti_item(RULE, qti_options(3))}</assessment>") for n in range(100)}
    ),
}
MILLION = 10**6
SHEETS: dict[str, Callable[[], bytes]] = {
    "sheet: a hundred thousand options": lambda: b"1. One?\n" + b"a) yes\n" * 100_000,
    "sheet: a hundred thousand questions": lambda: b"1. One?\n*a) yes\nb) no\n" + b"2. Two?\n" * 100_000,
    "sheet: blank lines": lambda: b"1. One?\n" + b"\n" * 400_000 + b"a) yes\n*b) no\n",
    "sheet: stars": lambda: b"1. One?\n*a) " + b"*" * MILLION + b"\nb) no\n",
    "sheet: an answer of commas": lambda: b"1. One?\na) yes\nb) no\nAnswer: " + b"a, " * 300_000,
    "sheet: answers in answers": lambda: b"1. One?\na) yes\nb) no\n2. " + b"Answer: " * 120_000,
    "sheet: keys without an end": lambda: b"1. One?\na) yes\nb) no\n\nAnswers: " + b"1. A " * 200_000,
    "sheet: labels in a row": lambda: b"1. One? " + b"a) b) " * 160_000,
    "table: one cell without an end": lambda: b'question,A,B,key\nOne?,1,2,A\n"' + b"x" * 5 * MILLION,
    "table: a million rows": lambda: b"question,A,B,key\n" + b",,,\n" * MILLION,
    "table: columns": lambda: b"question,A,B,key" + b",x" * 100_000 + b"\nOne?,1,2\n",
    "table: quotation marks": lambda: b"question,A,B,key\n" + b'"' * MILLION + b",1,2,A\n",
    "table: letters of another script": lambda: "question;A;B;key\nвопрос;да;нет;A\n".encode("koi8-r"),
    "a workbook without parts": lambda: named("xl/workbook.xml", b""),
    "a document without a body": lambda: named("word/document.xml", b"<w:document/>"),
}
SHEETS_ODD: dict[str, Callable[[], bytes]] = {
    "sheet: a line of spaces": lambda: b"1. One?\n" + b" " * MILLION + b"x\na) yes\n*b) no\n",
    "sheet: an option of spaces": lambda: b"1. One?\na) yes\n*b) no\nc) " + b" " * MILLION + b"x\n",
    "sheet: an answer far away": lambda: b"1. One?\na) yes\nb) no\nAnswer: a" + b" " * MILLION + b"\n",
    "sheet: words of no question": lambda: b"1. One?\na) yes\n*b) no\n\n" + b"so \n\n" * 9_000,
    "table: cells of spaces": lambda: b"question,A,B,key\nOne?,1," + b" " * MILLION + b"2,A\n",
}
ODD_QUESTIONS |= QTI_ODD | SHEETS_ODD
CASES = XML | ODD_QUESTIONS | TEXTS | ARCHIVES | QTI | SHEETS


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_hostile_files_are_one_sentence_each_and_write_nothing_elsewhere(tmp_path: Path) -> None:
    assert len(CASES) + len(MORE) >= 200
    for number, (name, made) in enumerate(CASES.items()):
        folder = tmp_path / str(number)
        path = folder / "in" / "file"
        path.parent.mkdir(parents=True)
        path.write_bytes(made())
        (imported,) = import_files([path], folder / "out" / "banks")
        told = sentences(imported.problems)
        assert len(told) == (1 if name not in ODD_QUESTIONS or not imported.banks else 0), (name, told)
        written = {file.relative_to(folder).parts[:2] for file in folder.rglob("*") if file.is_file()}
        assert written <= {("in", "file"), ("out", "banks")}, name
        if not imported.banks:
            assert not list(folder.rglob("*.yaml")), name


def test_each_attack_on_each_format_is_one_sentence_or_does_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for name, made in MORE.items():
        path.write_bytes(made())
        imported = read_file(path)
        told = sentences(imported.problems)
        assert len(told) <= 1, (name, told)
        assert "root:" not in repr(imported), name
        assert [each.name for each in tmp_path.iterdir()] == ["file"], name


def sentences(problems: Iterable[Problem]) -> list[str]:
    told = [str(problem) for problem in problems]
    assert all("\n" not in line and "Traceback" not in line and "{" not in line for line in told), told
    return told


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.write(b"<quiz>")
        file.truncate(100 * 2**20)
    (imported,) = import_files([path], tmp_path)
    assert [problem.code for problem in imported.problems] == ["file_too_large"]
    assert [file.name for file in tmp_path.iterdir()] == ["large.xml"]


def test_a_folder_with_links_out_of_it_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.gift"
    secret.write_text("Secret?{T}")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.gift").symlink_to(secret)
    (imported,) = import_files([folder], tmp_path / "out")
    assert [problem.code for problem in imported.problems] == ["import_nothing"]
    assert not (tmp_path / "out").exists()
