"""Banks with mistakes: each is told with its line, its field and what would be right.

The files in `data/bad` say on their first lines what is expected of them: ``#! line code field``. Those that cannot be
kept as text are made here.
"""

import errno
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from quizapp.formats.native import ReadResult, read_bank
from quizapp.formats.telling import MOST_PROBLEMS
from quizapp.formats.yaml_events import _SCRIPTS_WITH_MARKS, FORBIDDEN, may_hold_forbidden
from quizapp.problem_texts import interchange, packs, rooms, translations
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.problems import WARNINGS, Problem
from quizapp.texts import ENGLISH
from tests.benchmarks import bombs
from tests.benchmarks.bombs import BANK_BOMBS, PASSAGE_BOMBS, bank_with_passage_file

ROOT = Path(__file__).parents[2]
BAD = sorted((ROOT / "tests" / "data" / "bad").glob("*.yaml"))

HEAD = """\
id: bees
title: The Bees
passage:
  text: |
    # The Bees

    The harbour closed in 1974. The tower stood empty for eleven years.

questions:
"""
QUESTION = """\
  - id: q1
    type: true_false
    stem: The tower was kept.
    key: true
"""
STEM_LINE, KEY_LINE = 12, 13
GOOD = HEAD + QUESTION


def written(folder: Path, content: str | bytes, name: str = "bank.yaml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def with_passage(folder: Path, name: str = "passage.md") -> Path:
    return written(folder, f"id: bees\ntitle: Bees\npassage:\n  file: {name}\nquestions:\n{QUESTION}")


def assert_told_plainly(result: ReadResult) -> None:
    """No bank, but problems that a teacher can read."""
    assert result.bank is None
    assert result.problems
    assert len(result.problems) <= MOST_PROBLEMS
    for problem in result.problems:
        line = str(problem)
        assert len(line.splitlines()) == 1
        assert line.startswith(f"{problem.where()}: ")
        assert not any(ord(character) < 32 or character in "\x7f\u202e" for character in line)
        assert len(problem.what() + problem.remedy()) < 600
        assert problem.what().endswith((".", "?"))
        assert problem.remedy().endswith((".", "?"))


def codes(result: ReadResult) -> list[str]:
    return [problem.code for problem in result.problems]


def one(result: ReadResult) -> Problem:
    assert_told_plainly(result)
    (problem,) = result.problems
    return problem


def run_python(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_bank_that_the_mistakes_are_put_into_has_none(tmp_path: Path) -> None:
    result = read_bank(written(tmp_path, GOOD))

    assert result.problems == ()
    assert result.bank is not None


def test_each_bad_file_has_the_mistakes_that_it_says() -> None:
    for path in BAD:
        notes = [line[3:].split(" ") for line in path.read_text("utf-8").split("\n") if line.startswith("#! ")]
        expected = sorted((int(line), code, "".join(field)) for line, code, *field in notes)

        result = read_bank(path)

        found = sorted((problem.line, problem.code, problem.field) for problem in result.problems)
        assert found == expected, path.name
        assert_told_plainly(result)


def test_twelve_mistakes_are_told_at_once_and_in_the_order_of_the_file() -> None:
    lines = [problem.line for problem in read_bank(ROOT / "tests" / "data" / "bad" / "many.yaml").problems]

    assert len(lines) == 12
    assert lines == sorted(lines)


def test_every_problem_that_a_bank_can_have_is_tried() -> None:
    tried = {line.split(" ")[2] for path in BAD for line in path.read_text("utf-8").split("\n") if line[:3] == "#! "}
    images = Path(__file__).with_name("test_images_of_banks.py")
    here = "".join(Path(str(file)).read_text("utf-8") for file in (__file__, bombs.__file__, images))

    untried = {
        code
        for code in PROBLEM_TEXTS.keys()
        - WARNINGS
        - interchange.TEXTS.keys()
        - translations.TEXTS.keys()
        - packs.TEXTS.keys()
        - rooms.TEXTS.keys()
        if code not in tried and f'"{code}"' not in here
    }

    # of other files, or of the command line, or what nobody knows a way to; or five million entries, which take long
    assert {code for code in untried if not code.startswith(("response_", "article_"))} <= {
        "does_not_fit",
        "same_bank_id",
        "file_exists",
        "file_not_written",
        "yaml_syntax",
        "no_bank_in_folder",
        "yaml_nodes",
    }


def test_a_mistake_that_many_lines_have_is_told_once(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text("id: a\ntitle: A\nquestions:\n" + "\t- id: q\n" * 78, "utf-8")
    (problem,) = read_bank(bank).problems
    assert (problem.code, problem.line) == ("yaml_tab", 4)
    assert "The same is wrong in lines 5, 6, 7, 8, 9, 10, 11, 12 and 69 more." in problem.remedy()


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (3, ["", "", ""]),
        (4, ["5, 6, 7"]),
        (9, ["5, 6, 7, 8, 9, 10, 11, 12"]),
        (10, ["5, 6, 7, 8, 9, 10, 11, 12 and 1 more"]),
    ],
)
def test_lines_with_the_same_mistake_are_told_together_where_they_are_many(tmp_path: Path, count, told) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text("id: a\ntitle: A\nquestions:\n" + "\t- id: q\n" * count, "utf-8")
    problems = read_bank(bank).problems
    assert [ENGLISH.say(problem.values.get("also_in", "")) for problem in problems] == told
    assert [problem.line for problem in problems] == [4, 5, 6][: len(told)]


def test_an_entry_of_fields_where_a_text_belongs_is_one_with_a_colon_or_none(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    told = []
    for entry in ("One: two", "{One: [two]}", "{One: two, three: four}", "[one]"):
        bank.write_text(
            "id: a\ntitle: A\npassage: {text: One.}\nquestions:\n"
            "- id: r\n  type: word_bank\n  stem: S\n  text: A [1].\n"
            f"  words:\n  - {entry}\n  - b\n  gaps: [{{key: b}}]\n",
            "utf-8",
        )
        told.append([(problem.code, problem.values.get("quoted", "")) for problem in read_bank(bank).problems])
    assert told == [[("text_with_colon", '"One: two"')], *[[("not_a_text", "")]] * 3]


def test_of_fields_that_are_there_twice_the_line_of_each_first_is_told(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text("id: a\ntitle: A\nid: b\nnote: N\ntitle: B\nid: c\n", "utf-8")
    told = {
        (problem.line, problem.values["name"]): problem.values["line"]
        for problem in read_bank(bank).problems
        if problem.code == "duplicate_key"
    }
    assert told == {(3, "id"): "1", (5, "title"): "2", (6, "id"): "1"}


def test_a_glossary_has_bounds(tmp_path: Path) -> None:
    words = "".join(f"  - {{word: a{number}, meaning: m}}\n" for number in range(501))
    (problem,) = read_bank(written(tmp_path, GOOD.replace("questions:\n", f"glossary:\n{words}questions:\n"))).problems
    assert (problem.code, problem.field) == ("glossary_too_long", "glossary")


def test_no_word_is_missed_in_a_level_that_cannot_be_read(tmp_path: Path) -> None:
    more = (
        "glossary:\n  - {word: seaside, meaning: m}\nlevels:\n  - {id: easier, name: Easier, file: no.md}\nquestions:\n"
    )
    assert codes(read_bank(written(tmp_path, GOOD.replace("questions:\n", more)))) == ["passage_missing"]


def test_the_question_is_named_by_its_id(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(
        "id: a\ntitle: A\npassage: {text: One.}\nquestions:\n- {id: why, type: true_false, stem: S, key: maybe}\n",
        "utf-8",
    )
    (problem,) = read_bank(bank).problems
    assert problem.question == "why"
    assert str(problem).startswith(f"{bank}:5: question why: questions[1].key: “maybe”")


# Bytes

BYTES: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 0, "file_empty"),
    "white space": (b" \n\t\n", 0, "file_empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", 0, "file_empty"),
    "comments alone": (b"# a bank\n# one day\n", 0, "file_empty"),
    "an empty document": (b"---\n...\n", 2, "file_empty"),
    "UTF-16": (GOOD.encode("utf-16"), 0, "file_utf16"),
    "UTF-16, big end first": (b"\xfe\xff" + GOOD.encode("utf-16-be"), 0, "file_utf16"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), 0, "file_utf16"),
    "UTF-16 without a mark, big end first": (GOOD.encode("utf-16-be"), 0, "file_utf16"),
    "UTF-32": (GOOD.encode("utf-32"), 0, "file_utf16"),
    "Latin-1": (GOOD.replace("kept", "behütet").encode("latin-1"), STEM_LINE, "file_encoding"),
    "quotation marks of Windows": (GOOD.replace("kept", "“kept”").encode("cp1252"), STEM_LINE, "file_encoding"),
    "half a letter": (GOOD.replace("true\n", "ü").encode()[:-1], KEY_LINE, "file_encoding"),
    "a surrogate": (GOOD.replace("kept", "\ud800").encode("utf-8", "surrogatepass"), STEM_LINE, "file_encoding"),
    "too long a form": (GOOD.encode().replace(b"kept", b"\xc0\xaf"), STEM_LINE, "file_encoding"),
    "a Word file": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", 0, "file_not_text"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "file_not_text"),
    "a rich text file": (b"{\\rtf1\\ansi Bees}", 0, "file_not_text"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, "file_is_picture"),
    "a WebP": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", 0, "file_is_picture"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", 0, "file_not_text"),
    "CR LF": (GOOD.replace("true\n", "perhaps").replace("\n", "\r\n").encode(), KEY_LINE, "not_a_choice"),
    "CR": (GOOD.replace("true\n", "perhaps").replace("\n", "\r").encode(), KEY_LINE, "not_a_choice"),
    "NUL after CR": (GOOD.replace("kept", "\0").replace("\n", "\r").encode(), STEM_LINE, "character_forbidden"),
    "many accents": (GOOD.replace("kept", "a" + "\u0301\u0315" * 16).encode(), STEM_LINE, "too_many_marks"),
    "many accents, as escapes": (
        GOOD.replace("The tower was kept.", '"a' + "\\u0301" * 31 + '"').encode(),
        STEM_LINE,
        "too_many_marks",
    ),
}
BYTES |= {
    f"U+{ord(character):04X}": (GOOD.replace("kept", f"k{character}").encode(), STEM_LINE, "character_forbidden")
    for character in "\0\x07\x08\x0b\x0c\x1b\x7f\x80\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff"
}


@pytest.mark.parametrize(("content", "line", "code"), BYTES.values(), ids=BYTES)
def test_what_is_no_text_of_a_bank(tmp_path: Path, content: bytes, line: int, code: str) -> None:
    problem = one(read_bank(written(tmp_path, content)))

    assert (problem.line, problem.code) == (line, code)


def test_a_byte_order_mark_of_utf8_is_no_mistake(tmp_path: Path) -> None:
    assert read_bank(written(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())).problems == ()


def test_the_marks_that_real_writing_needs_are_no_mistake(tmp_path: Path) -> None:
    tibetan = "ཧྐྵྨླྺྼྻྂ" * 20  # nine marks on a letter, and no space between letters
    lao = "ພາສາລາວ" * 40
    most = "a" + "\u0301" * 30

    assert read_bank(written(tmp_path, GOOD.replace("kept", f"{most} {tibetan} {lao}"))).problems == ()


def test_a_bank_that_breaks_off_anywhere_is_a_bank_or_has_problems(tmp_path: Path) -> None:
    data = (GOOD + QUESTION.replace("q1", "q2").replace("The tower", "“The tower”")).encode()

    for end in range(len(data)):
        result = read_bank(written(tmp_path, data[:end]))
        if result.bank is None:
            assert_told_plainly(result)
            lines = len(data[:end].splitlines())
            assert all(problem.line <= max(1, lines) for problem in result.problems), data[:end]
        else:
            assert result.problems == ()


# Bombs


def read_on_a_small_stack(paths: Iterable[Path]) -> list[ReadResult]:
    """Read banks in a thread that has half a megabyte of stack, as some systems give it."""
    results: list[ReadResult] = []
    before = threading.stack_size(512 * 1024)
    thread = threading.Thread(target=lambda: results.extend(map(read_bank, paths)))
    thread.start()
    threading.stack_size(before)
    thread.join()
    return results


def test_a_bomb_is_told_like_any_mistake(tmp_path: Path) -> None:
    paths = [written(tmp_path, content, f"{at}.yaml") for at, (content, _) in enumerate(BANK_BOMBS.values())]
    for (name, (_, code)), result in zip(BANK_BOMBS.items(), read_on_a_small_stack(paths), strict=True):
        assert code in codes(result), name
        assert_told_plainly(result)


def test_a_bomb_in_a_passage_is_told_or_read(tmp_path: Path) -> None:
    paths = []
    for passage, _ in PASSAGE_BOMBS.values():
        folder = tmp_path / str(len(paths))
        folder.mkdir()
        paths.append(bank_with_passage_file(folder, passage))
    for (name, (_, code)), result in zip(PASSAGE_BOMBS.items(), read_on_a_small_stack(paths), strict=True):
        assert codes(result) == ([code] if code else []), name
        if code:
            assert_told_plainly(result)


@pytest.mark.parametrize(
    "mistaken", ["  - x\n", "  - {id: q1, type: true_false, stem: a, key: x}\n", "  - &a {b: c}\n"]
)
def test_of_too_many_mistakes_the_first_are_told_and_that_there_are_more(tmp_path: Path, mistaken: str) -> None:
    result = read_bank(written(tmp_path, HEAD + mistaken * 300))

    assert_told_plainly(result)
    assert codes(result)[-1] == "too_many_problems"
    assert len(result.problems) == MOST_PROBLEMS
    assert result.problems[0].line == HEAD.count("\n") + 1


# Files and folders


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    problem = one(read_bank(tmp_path / "nowhere.yaml"))

    assert problem.code == "file_missing"
    assert str(problem) == f"{tmp_path / 'nowhere.yaml'}: There is no such file. Check its name and folder."


def test_a_folder(tmp_path: Path) -> None:
    assert one(read_bank(tmp_path)).code == "file_is_folder"


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    assert one(read_bank(written(tmp_path, GOOD) / "bank.yaml")).code == "file_unreadable"


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").symlink_to(tmp_path / "nowhere.yaml")

    assert one(read_bank(tmp_path / "bank.yaml")).code == "file_missing"


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")

    assert one(read_bank(tmp_path / "a.yaml")).code == "file_unreadable"


def test_a_device() -> None:
    assert one(read_bank(Path(os.devnull))).code == "file_not_regular"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "passage.md")

    assert one(read_bank(tmp_path / "pipe.yaml")).code == "file_not_regular"
    assert one(read_bank(with_passage(tmp_path))).code == "file_not_regular"


def test_a_file_of_more_bytes_than_any_bank_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    with path.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)

    problem = one(read_bank(path))

    assert problem.code == "file_too_large"
    assert problem.what() == "The file has 65 MB; 64 MB is the most."


AS_NOBODY = """\
import os, sys
from pathlib import Path
from quizapp.formats.native import read_bank

if os.getuid() == 0:
    os.setuid(65534)
for name in sys.argv[1:]:
    print(*(problem.code for problem in read_bank(Path(name)).problems))
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions work otherwise here")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):  # pytest makes them for this user alone
        folder.chmod(0o755)
    closed = tmp_path / "closed"
    closed.mkdir()
    hidden, passage, bank = written(closed, GOOD), written(tmp_path, "Bees.", "passage.md"), with_passage(tmp_path)
    unreadable = written(tmp_path, GOOD, "unreadable.yaml")
    for path in (unreadable, passage, closed):
        path.chmod(0)
    try:
        finished = run_python(AS_NOBODY, unreadable, bank, hidden)
    finally:
        closed.chmod(0o700)

    assert finished.stderr == ""
    assert finished.stdout.split() == ["file_forbidden", "file_forbidden", "file_forbidden"]


@pytest.mark.parametrize(
    "name",
    ["a bank.yaml", "bänk – 1.yaml", "{value}.yaml", "%s.yaml", "two\nlines.yaml", "bell\a.yaml", "\u202elmay.yaml"],
)
def test_names_of_files_do_not_matter(tmp_path: Path, name: str) -> None:
    good = read_bank(written(tmp_path, GOOD, name))
    bad = read_bank(written(tmp_path, GOOD.replace("key: true", "key: perhaps"), name))

    assert good.bank is not None
    assert one(bad).file == str(tmp_path / name)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode here")
def test_a_name_that_is_no_unicode_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml"))
    path.write_text("- nothing", encoding="utf-8")

    assert str(one(read_bank(path))).encode()


def test_names_that_no_file_can_have() -> None:
    assert one(read_bank(Path("bank\0.yaml"))).code == "file_unreadable"
    assert os.strerror(errno.ENAMETOOLONG) in one(read_bank(Path("b" * 5000))).what()


# Passages in files


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"", 0, "file_empty"),
        ("# Die Bienen\n\nBehütet.\n".encode("latin-1"), 3, "file_encoding"),
        ("# Bees\n\nBees.".encode("utf-16"), 0, "file_utf16"),
        (b"PK\x03\x04 a Word file", 0, "file_not_text"),
        ("# Bees\n\nThe \u202e tower.\n".encode(), 3, "character_forbidden"),
        (("a" + "\u0301\u0315" * 100_000).encode(), 1, "too_many_marks"),
    ],
)
def test_a_mistake_in_the_file_of_a_passage_is_told_of_that_file(
    tmp_path: Path, content: bytes, line: int, code: str
) -> None:
    written(tmp_path, content, "passage.md")

    problem = one(read_bank(with_passage(tmp_path)))

    assert (problem.file, problem.line, problem.code) == (str(tmp_path / "passage.md"), line, code)


@pytest.mark.parametrize(
    ("content", "code"),
    [("# A title alone\n", "passage_empty"), ("a" * 300_001, "passage_too_long"), (">" * 20 + " a", "passage_depth")],
)
def test_a_passage_that_cannot_be_used_is_told_where_it_is_named(tmp_path: Path, content: str, code: str) -> None:
    written(tmp_path, content, "passage.md")

    problem = one(read_bank(with_passage(tmp_path)))

    assert (problem.file, problem.line, problem.code) == (str(tmp_path / "bank.yaml"), 3, code)


def test_a_folder_in_place_of_a_passage(tmp_path: Path) -> None:
    (tmp_path / "passage.md").mkdir()

    problem = one(read_bank(with_passage(tmp_path)))

    assert (problem.code, problem.line, problem.field) == ("passage_missing", 4, "passage.file")


def test_a_passage_in_a_folder_below_is_read(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    written(tmp_path / "texts", "Bees.", "p.md")

    assert read_bank(with_passage(tmp_path, "texts/p.md")).problems == ()


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path, linked: str) -> None:
    inside = tmp_path / "banks"
    inside.mkdir()
    secret = written(tmp_path, "A secret.", "secret.md")
    if linked == "file":
        (inside / "passage.md").symlink_to(secret)
        bank = with_passage(inside)
    else:
        (inside / "texts").symlink_to(tmp_path)
        bank = with_passage(inside, "texts/secret.md")

    problem = one(read_bank(bank))

    assert (problem.code, problem.line, problem.field) == ("passage_outside", 4, "passage.file")


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    written(tmp_path, "Bees.", "text.md")
    (tmp_path / "passage.md").symlink_to("text.md")

    assert read_bank(with_passage(tmp_path)).problems == ()


def test_links_in_a_circle_are_no_passage(tmp_path: Path) -> None:
    (tmp_path / "passage.md").symlink_to("passage.md")

    assert one(read_bank(with_passage(tmp_path))).code == "passage_missing"


def test_evidence_is_not_told_to_be_missing_where_there_is_no_passage(tmp_path: Path) -> None:
    bank = with_passage(tmp_path)
    bank.write_text(bank.read_text("utf-8") + "    evidence: The tower\n", encoding="utf-8")

    assert codes(read_bank(bank)) == ["passage_missing"]


# What is told


def test_what_an_author_typed_is_not_repeated_at_any_length(tmp_path: Path) -> None:
    bank = GOOD.replace("key: true", 'key: "' + "long and\\nwide " * 1000 + '"')

    assert len(one(read_bank(written(tmp_path, bank))).what()) < 200


def test_a_control_sequence_does_not_reach_the_terminal(tmp_path: Path) -> None:
    result = read_bank(written(tmp_path, GOOD.replace("key: true", 'key: "\\e[2J"')))

    assert_told_plainly(result)
    assert codes(result) == ["character_forbidden", "not_a_choice"]


FOLLOWING = """\
  - id: q1
    type: single_choice
    stem: Who?
    options:
      - {text: Marta, key: ture}
      - Eve
  - id: q2
    type: multiple_choice
    stem: Who?
    options:
      - {text: Marta, kye: true}
      - Eve
  - id: q3
    type: true_false
    stem: Kept.
    key: true
    not_statd: true
    options: {not_stated: {feedback: No}}
  - id: q4
    type: categorize
    stem: Who?
    categories: [[Marta], Eve]
    statements:
      - {text: Asked, category: Marta}
  - id: q5
    type: short_answer
    stem: Which sign?
    accepted: ["!"]
    forgive: {punctuation: flase}
"""


def test_a_mistake_that_follows_from_another_is_not_told(tmp_path: Path) -> None:
    """A key that cannot be read is not also a key that is missing."""
    assert codes(read_bank(written(tmp_path, HEAD + FOLLOWING))) == [
        "not_a_truth_value",
        "unknown_field_suggest",
        "unknown_field_suggest",
        "not_a_text",
        "not_a_truth_value",
    ]


def test_a_question_in_which_reading_breaks_off_does_not_lack_what_comes_after(tmp_path: Path) -> None:
    bank = HEAD + "  - id: q1\n    type: true_false\n   stem: The tower was kept.\n    key: true\n"

    assert codes(read_bank(written(tmp_path, bank))) == ["yaml_indent"]


def test_no_forbidden_character_is_missed_by_the_quick_look_at_bytes() -> None:
    plane = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000)]))
    doubtful = {
        *FORBIDDEN.findall(plane),
        *re.findall(_SCRIPTS_WITH_MARKS, plane),
        *map(chr, range(0x10000, 0x110000, 97)),
    }
    assert [character for character in doubtful if not may_hold_forbidden(f"a{character}.".encode())] == []


def test_a_text_in_a_western_language_needs_no_slow_look() -> None:
    assert not may_hold_forbidden("“Ça coûte 5 € – c’est naïf… §3, Łódź”\r\n\t".encode())
