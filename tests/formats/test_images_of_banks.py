"""Banks with images: which files are opened, what is kept of them, and that a bank from memory is the same bank."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.passage import as_markdown, read_passage
from quizapp.formats import native
from quizapp.formats.image_file import MOST_BYTES, MOST_BYTES_OF_ALL
from quizapp.formats.native import ReadResult, read_bank, read_kept_bank
from quizapp.formats.native_writing import write_bank
from quizapp.paths import questions_dir
from quizapp.problems import Problem
from tests.examples import examples
from tests.formats.test_writing_banks import banks, is_good
from tests.images import JPEG, SVG, WEBP, png

ROOT = Path(__file__).parents[2]

HEAD = """\
id: bees
title: The Bees
passage:
  file: texts/passage.md
questions:
"""
PASSAGE = """\
# The Bees

The tower stood empty.

![A map of the bay](pictures/map.png)

It was white.
"""
QUESTION = "  - {{id: {id}, type: true_false, stem: So?, key: true, image: {{file: {file}, alt: The tower}}}}\n"


BANK_OF_ONE = "id: a\ntitle: A\nquestions:\n- id: q\n  type: true_false\n  stem: So.\n  key: true\n  {image}\n"
QUESTION_OF_HASH = "- {id: q, type: true_false, stem: So., key: true}\n"


def folder_of(path: Path, *files: str, passage: str = PASSAGE, **contents: bytes) -> Path:
    """A folder with a bank of one question for each of `files`; gives the bank's file."""
    for folder in ("texts", "pictures"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    (path / "texts" / "passage.md").write_text(passage, encoding="utf-8")
    for name, data in {"map": png(), "tower": JPEG, **contents}.items():
        (path / "pictures" / f"{name}.png").write_bytes(data)
    bank = path / "bank.yaml"
    bank.write_text(HEAD + "".join(QUESTION.format(id=f"q{at}", file=file) for at, file in enumerate(files)), "utf-8")
    return bank


def good(result: ReadResult) -> Bank:
    assert result.problems == ()
    assert result.bank is not None
    return result.bank


def one(result: ReadResult) -> Problem:
    assert result.bank is None
    (problem,) = result.problems
    return problem


def test_the_images_of_the_passage_and_the_questions_are_in_the_bank(tmp_path: Path) -> None:
    path = folder_of(tmp_path, "pictures/tower.png", "pictures/map.png", "pictures/third.png", third=WEBP)
    result = read_bank(path)
    bank = good(result)

    assert bank.images == {"pictures/map.png": png(), "pictures/tower.png": JPEG, "pictures/third.png": WEBP}
    assert bank.questions[0].image == Image("pictures/tower.png", "The tower")
    assert bank.passage.images == (Image("pictures/map.png", "A map of the bay"),)
    assert {file.name for file in result.files} == {"bank.yaml", "passage.md", "map.png", "tower.png", "third.png"}


def test_a_changed_image_is_another_content(tmp_path: Path) -> None:
    path = folder_of(tmp_path, "pictures/tower.png")
    before = good(read_bank(path)).content_hash
    (tmp_path / "pictures" / "tower.png").write_bytes(png(9, 9))

    assert good(read_bank(path)).content_hash != before


def test_the_content_of_a_bank_is_its_text_and_its_images_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals name banks by this hash: another way to compute it would lose what was done."""
    image = "    ![A hive](a.png)\n\n    So.\n\n    ![A hive](a.png)\n\n    ![A bee](b.png)\n"
    text = f"id: a\ntitle: A\npassage:\n  text: |\n{image}questions:\n{QUESTION_OF_HASH}".encode()
    files = {"a.png": png(8, 4), "b.png": png(9, 4)}
    digest = sha256()
    for part in (text, *files.values()):
        digest.update(len(part).to_bytes(8, "big") + part)
    for data in (text, b"\xef\xbb\xbf" + text):
        assert good(read_kept_bank(data, files)).content_hash == digest.hexdigest()
    size = sum(map(len, files.values()))
    monkeypatch.setattr(native, "MOST_BYTES_OF_ALL", size)
    assert good(read_kept_bank(text, files)).images == files
    monkeypatch.setattr(native, "MOST_BYTES_OF_ALL", size - 1)
    assert one(read_kept_bank(text, files)).code == "images_too_large"


def test_an_image_without_a_name_is_missing() -> None:
    text = BANK_OF_ONE.format(image="image: {file: ' ', alt: A bee}").encode()
    assert one(read_kept_bank(text, {})).code == "image_missing"


def test_an_image_without_alternative_text_is_told_in_the_file_of_the_passage(tmp_path: Path) -> None:
    path = folder_of(tmp_path, "pictures/map.png", passage=PASSAGE.replace("A map of the bay", ""))
    problem = one(read_bank(path))

    assert (Path(problem.file).name, problem.line, problem.code) == ("passage.md", 5, "image_without_alt")
    assert "alt" in problem.remedy()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("See ![a map](pictures/map.png).", 3),
        ("Two lines,\nsee ![a map](pictures/map.png).", 4),
        ("- ![a map](pictures/map.png)", 3),
        ("> ![a map](pictures/map.png)", 3),
        ("## ![a map](pictures/map.png)", 3),
        ('![a map](pictures/map.png "A title")', 3),
    ],
)
def test_an_image_in_a_line_of_text_is_told_with_its_line(tmp_path: Path, typed: str, line: int) -> None:
    problem = one(read_bank(folder_of(tmp_path, "pictures/map.png", passage=f"# Bees\n\n{typed}\n\nBees.\n")))

    assert (Path(problem.file).name, problem.line, problem.code) == ("passage.md", line, "image_in_line")


@pytest.mark.parametrize("typed", ["`![a](b.png)`", r"\![a](b.png)", "!(b.png)", "![a] (b.png)", "Wow! [1](a)"])
def test_what_is_not_meant_as_an_image_is_text(tmp_path: Path, typed: str) -> None:
    bank = good(read_bank(folder_of(tmp_path, "pictures/map.png", passage=f"# Bees\n\n{typed} it is.\n")))

    assert bank.passage.images == ()


def test_a_file_of_too_many_bytes(tmp_path: Path) -> None:
    problem = one(read_bank(folder_of(tmp_path, "pictures/large.png", large=png() + bytes(MOST_BYTES))))

    assert (problem.code, problem.field) == ("image_too_large", "questions[1].image.file")
    assert "5 MB" in problem.what()


def test_all_images_together_have_a_limit_and_each_is_counted_once(tmp_path: Path) -> None:
    count = MOST_BYTES_OF_ALL // (MOST_BYTES - 1000) + 1
    contents = {f"p{at}": png() + bytes(MOST_BYTES - 1000) for at in range(count)}
    names = [f"pictures/p{at}.png" for at in range(count)]
    problem = one(read_bank(folder_of(tmp_path, *names, **contents)))
    assert (problem.code, problem.values["value"]) == ("images_too_large", names[-1])
    assert problem.values["limit"] == "40"

    (tmp_path / "bank.yaml").unlink()
    assert len(good(read_bank(folder_of(tmp_path, *names[:3] * 10))).images) == 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = folder_of(tmp_path, "pictures/pipe.png")
    os.mkfifo(tmp_path / "pictures" / "pipe.png")

    assert one(read_bank(path)).code == "file_not_regular"


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path, linked: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "map.png").write_bytes(png())
    path = folder_of(tmp_path / "banks", "pictures/secret.png" if linked == "file" else "pictures/secret/map.png")
    link = tmp_path / "banks" / "pictures" / ("secret.png" if linked == "file" else "secret")
    link.symlink_to(secret / "map.png" if linked == "file" else secret)

    assert one(read_bank(path)).code == "image_outside"


WATCHED = """\
import sys
from pathlib import Path

opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event in ("open", "os.open") else None)
from quizapp.formats.native import read_bank

del opened[:]
result = read_bank(Path(sys.argv[1]))
assert not [name for name in sys.modules if name.startswith("PySide6")]
print(len(result.problems), *opened, sep="\\n")
"""


def test_nothing_outside_the_folder_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    names = ["../secret.png", str(secret), "pictures/../../secret.png", "pictures/link.png", "pictures/map.png"]
    passage = f"{PASSAGE}\n![x](../secret.png)\n\n![x](<{secret}>)\n\n![x](file://{secret})\n"
    path = folder_of(tmp_path / "banks", *names, passage=passage)
    (tmp_path / "banks" / "pictures" / "link.png").symlink_to(secret)

    finished = subprocess.run(
        [sys.executable, "-c", WATCHED, path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert read_bank(path).files == tuple(dict.fromkeys(read_bank(path).files))
    assert all(file.is_relative_to(tmp_path / "banks") and ".." not in file.parts for file in read_bank(path).files)
    problems, *opened = finished.stdout.split("\n")[:-1]

    assert int(problems) == 7
    assert {Path(name).name for name in opened} == {"bank.yaml", "passage.md", "map.png"}
    assert all(Path(name).is_relative_to(tmp_path / "banks") for name in opened)


# From memory


def kept(bank: Bank) -> Bank:
    return good(read_kept_bank(write_bank(bank).encode(), bank.images))


def without_hash(bank: Bank) -> Bank:
    return msgspec.structs.replace(bank, content_hash="")


def test_a_bank_that_is_kept_is_the_same_with_its_images(tmp_path: Path) -> None:
    bank = good(read_bank(folder_of(tmp_path, "pictures/tower.png", "pictures/map.png")))

    assert without_hash(kept(bank)) == without_hash(bank)
    assert kept(bank).content_hash == kept(kept(bank)).content_hash


@pytest.mark.parametrize("path", sorted(questions_dir().rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_bank_that_is_kept_is_the_same(path: Path) -> None:
    bank = good(read_bank(path))

    assert without_hash(kept(bank)) == without_hash(bank)


NAMES = st.sampled_from(["map.png", "a b.png", "bilder/karte.png", "yes", "12:30".replace(":", "."), "ü.webp", "#.png"])
IMAGES = st.builds(
    Image, NAMES, st.text("aé:#|- \n“”", min_size=1).filter(str.strip), st.sampled_from(["", "By: me #1"])
)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(bank=banks().filter(is_good), images=st.lists(IMAGES, min_size=1, max_size=4))
def test_any_bank_that_is_kept_is_the_same_with_its_images(bank: Bank, images: list[Image]) -> None:
    questions = [
        msgspec.structs.replace(question, image=images[at % len(images)]) for at, question in enumerate(bank.questions)
    ]
    written = "".join(
        f"\n\n![{as_markdown(image.alt)}](<{image.file}>)" for image in images[:2] if "[" not in image.alt
    )
    passage = read_passage(bank.passage.markdown + written, bank.title)
    used = {image.file for image in [*passage.images, *(question.image for question in questions if question.image)]}
    contents = {name: png() for name in used}
    bank = msgspec.structs.replace(bank, questions=tuple(questions), passage=passage, images=contents)
    assert passage.images

    assert without_hash(kept(bank)) == bank


def test_a_bank_in_memory_takes_nothing_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder_of(tmp_path, "pictures/tower.png", "pictures/drawing.png", "pictures/tower.png/../map.png")
    monkeypatch.chdir(tmp_path)
    passage = {"texts/passage.md": PASSAGE.encode()}

    result = read_kept_bank(path.read_bytes(), {**passage, "pictures/drawing.png": SVG})

    assert [(problem.file, problem.code) for problem in result.problems] == [
        ("bank.yaml", "image_missing"),
        ("bank.yaml", "image_format"),
        ("bank.yaml", "image_outside"),
        (str(Path("texts/passage.md")), "image_missing"),
    ]


def test_a_passage_in_memory_is_read_from_its_file(tmp_path: Path) -> None:
    path = folder_of(tmp_path, "pictures/tower.png")
    files = {"texts/passage.md": PASSAGE.encode(), "pictures/map.png": png(), "pictures/tower.png": JPEG}

    assert good(read_kept_bank(path.read_bytes(), files)) == good(read_bank(path))


def test_a_name_with_accents_is_found_however_the_system_writes_it(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        folder = tmp_path / form
        folder.mkdir()
        (folder / normalize(form, "café.png")).write_bytes(png())
        (folder / normalize(form, "été.md")).write_text(
            "One.\n\n![a café](" + normalize("NFC", "café.png") + ")\n", "utf-8"
        )
        bank = folder / "bank.yaml"
        header = f"id: a\ntitle: A\npassage: {{file: {normalize('NFD', 'été.md')}}}\n"
        bank.write_text(header + "questions: [{id: q, type: true_false, stem: S, key: true}]\n", "utf-8")
        result = read_bank(bank)
        assert result.problems == ()
        assert result.bank is not None
        assert list(result.bank.images) == [normalize("NFC", "café.png")]
