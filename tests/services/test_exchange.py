"""Files of other tools: what no bank of ours may hold is left out and told, and the rest stays."""

import zipfile
from pathlib import Path

from quizapp.services.exchange import is_of_other_tool, read_file
from quizapp.services.importing import import_files
from quizapp.services.made_questions import MadeQuestions
from quizapp.texts import ENGLISH
from tests.images import GIF, png
from tests.interchange.test_exchange import coded


def moodle_file(path: Path, image: bytes, more: str = "") -> Path:
    """A file of Moodle's with a text that has an image, and a question."""
    path.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="description"><name><text>Bees</text></name>
<questiontext format="html"><text><![CDATA[<p>Before it.</p><p><img src="@@PLUGINFILE@@/a.gif" alt="A bee"></p>
<p>After it.{more}</p>]]></text><file name="a.gif" encoding="base64">{coded(image)}</file></questiontext></question>
<question type="truefalse"><name><text>True?</text></name><questiontext><text>Bees fly.</text></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>""")
    return path


def test_a_bank_of_ours_is_of_no_other_tool_whatever_its_file_is_called(tmp_path: Path) -> None:
    for file in (Path("questions/tour/every-type.yaml"), Path("tests/data/every-type.yaml")):
        named = tmp_path / "bank.txt"
        named.write_bytes(file.read_bytes())
        assert not is_of_other_tool(named)
    named.write_text("Who asked? {=Marta ~Ada}")
    assert is_of_other_tool(named)


def test_banks_with_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for folder in "abc":
            archive.writestr(f"{folder}/bees.txt", "Who asked?{=Marta ~The council}")
    assert [bank.id for bank in read_file(path).banks] == ["bees", "bees-2", "bees-3"]


def test_a_question_with_a_mistake_is_left_out_and_told_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "bees.txt"
    path.write_text(
        "::one:: Who asked? {=Marta ~The council}\n\n::two:: Who closed it? {=Marta ~Marta}\n\n"
        "::three:: Who paid? {=The council ~Marta}"
    )
    found = read_file(path)
    (bank,) = found.banks
    assert [str(question.stem) for question in bank.questions] == ["Who asked?", "Who paid?"]
    assert [(item.made, [loss.code for loss in item.losses]) for item in found.losses.items] == [
        (1, []), (0, ["mistake"]), (1, []),
    ]  # fmt: skip


def test_a_file_in_which_nothing_can_be_kept_gives_no_bank(tmp_path: Path) -> None:
    path = tmp_path / "bees.txt"
    path.write_text("Who asked? {=Marta ~Marta}")
    found = read_file(path)
    assert found.banks == ()
    assert [item.made for item in found.losses.items] == [0]


def test_an_image_of_the_text_that_cannot_be_shown_goes_and_its_neighbors_stay(tmp_path: Path) -> None:
    path = moodle_file(tmp_path / "bees.xml", GIF)
    found = read_file(path)
    (bank,) = found.banks
    assert [block.text for block in bank.passage.blocks] == ["Before it.", "After it."]
    assert [loss.code for _, loss in found.losses.notes] == ["image_refused"]


def test_nothing_is_written_over_what_is_there_and_what_is_in_the_way_is_named(tmp_path: Path) -> None:
    path, folder = moodle_file(tmp_path / "bees.xml", png(2, 2)), tmp_path / "out"

    def bring(*files: Path, replace: bool = False) -> list[tuple[list[str], list[tuple[str, str]]]]:
        done = import_files(files or [path], folder, replace=replace)
        told = [
            ([file.name for file in each.files], [(problem.code, problem.file) for problem in each.problems])
            for each in done
        ]
        return [(names, [(code, Path(file).name) for code, file in problems]) for names, problems in told]

    assert bring() == [(["bees.yaml"], [])]
    (image,) = (file for file in folder.rglob("*") if file.is_file() and file.suffix not in (".yaml", ".md"))
    bank = folder / "bees.yaml"
    made = bank.read_bytes()
    bank.write_bytes(b"mine")
    assert bring() == [([], [("file_exists", "bees.yaml")])]
    assert bank.read_bytes() == b"mine"
    image.write_bytes(b"mine too")
    assert bring() == [([], [("file_exists", "bees.yaml")])]  # one is enough to be told of
    bank.unlink()
    assert bring() == [([], [("file_exists", image.name)])]
    assert image.read_bytes() == b"mine too"
    assert not bank.exists()
    image.write_bytes(png(2, 2))
    assert bring() == [(["bees.yaml"], [])]  # an image that is there as it is, is in nobody's way
    image.write_bytes(b"mine too")
    assert bring(replace=True) == [(["bees.yaml"], [])]
    assert (bank.read_bytes(), image.read_bytes()) == (made, png(2, 2))
    (tmp_path / "more").mkdir()
    again = moodle_file(tmp_path / "more" / "bees.xml", png(2, 2))
    assert bring(path, again, path, replace=True) == [(["bees.yaml"], []), ([], [("same_bank_id", "bees.xml")])]


def test_a_bank_whose_text_no_bank_may_have_is_left_out_whole_and_told(tmp_path: Path) -> None:
    found = read_file(moodle_file(tmp_path / "bees.xml", png(2, 2), "\u202e"))
    assert (found.banks, found.problems) == ((), ())
    ((title, loss),) = found.losses.notes
    assert (title, loss.code) == ("bees", "mistake")
    assert "U+202E" in ENGLISH.say(loss.values["what"])
    assert [(item.made, [loss.code for loss in item.losses]) for item in found.losses.items] == [
        (1, []), (0, ["mistake"]),
    ]  # fmt: skip


def test_what_a_question_loses_is_told_of_it_and_not_of_one_with_the_same_id_in_another_bank(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    texts = [f"::{who}::Who asked{sign}? {{={who} ~The council}}" for who, sign in (("Ada", ""), ("Ada", "\x07"))]
    path.write_text("\n\n".join(f"$CATEGORY: {name}\n\n{text}" for name, text in zip("ab", texts, strict=True)))
    found = read_file(path)
    assert [question.id for bank in found.banks for question in bank.questions] == ["ada", "ada"]
    assert [[loss.code for loss in item.losses] for item in found.losses.items] == [[], ["signs"]]
    shown = [MadeQuestions([found]).of(at)[0].bank.title for at in (0, 1)]
    assert shown == ["a", "b"]


def test_what_is_in_an_archive_is_told_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("unit-1/bees.txt", "Who asked? {=Marta ~Marta}")
        archive.writestr("bees.txt", "Who asked? {=Marta ~Ada}")
    places = sorted(item.place() for item in read_file(path).losses.items)
    assert places == ["bees.txt: Line 1, “Who asked?”", "unit-1/bees.txt: Line 1, “Who asked?”"]
