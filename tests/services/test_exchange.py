"""Files of other tools: what no bank of ours may hold is left out and told, and the rest stays."""

import zipfile
from pathlib import Path

from msgspec.structs import replace

from quizapp.interchange.source import Source
from quizapp.progress import nobody_waits
from quizapp.services.bank_export import ready_export
from quizapp.services.exchange import _checked as keepable
from quizapp.services.exchange import format_of, is_of_other_tool, read_file, read_source
from quizapp.services.importing import import_files
from quizapp.services.made_questions import MadeQuestions
from quizapp.texts import ENGLISH
from tests.images import GIF, png
from tests.interchange.test_exchange import coded
from tests.interchange.test_signs_and_bounds import ITEM
from tests.interchange.trips import assert_adds_up


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


def test_a_bank_that_is_none_of_ours_is_left_out_whole_and_told(tmp_path: Path) -> None:
    whole = read_file(moodle_file(tmp_path / "bees.xml", png(2, 2)))
    (bank,) = whole.banks
    items = tuple(item._replace(bank="no id" if item.bank else "") for item in whole.losses.items)
    bad = whole._replace(
        banks=(replace(bank, id="no id", title="Bad"), bank), losses=whole.losses._replace(items=items)
    )
    banks, losses = keepable(bad, nobody_waits)  # no importer of ours makes such a bank
    assert [each.title for each in banks] == ["bees"]
    ((title, loss),) = losses.notes
    assert (title, loss.code) == ("Bad", "mistake")
    assert "no id" in ENGLISH.say(loss.values["what"])
    assert [(item.made, [loss.code for loss in item.losses]) for item in losses.items] == [
        (1, []), (0, ["mistake"]),
    ]  # fmt: skip


def test_a_sign_that_no_bank_may_have_goes_and_is_told(tmp_path: Path) -> None:
    found = read_file(moodle_file(tmp_path / "bees.xml", png(2, 2), "\u202e"))
    (bank,) = found.banks
    assert bank.passage.blocks[-1].text == "After it."
    ((title, loss),) = found.losses.notes
    assert (title, loss.code, dict(loss.values)) == ("bees", "signs", {"signs": "U+202E"})
    six = read_file(moodle_file(tmp_path / "bees.xml", png(2, 2), "\u202a\u202b\u202c\u202d\u202e\u2066"))
    assert six.losses.notes[0][1].values["signs"] == "U+202A, U+202B, U+202C, U+202D, U+202E"


def archive(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


QUESTION = "Who asked?{=Marta ~The council}"


def test_files_without_questions_are_named_one_by_one_or_together_where_they_are_many(tmp_path: Path) -> None:
    for count in (0, 1, 5, 6):
        others = {f"notes__{letter}_bin": b"\0" for letter in "fedcba"[:count]}
        path = archive(tmp_path / "all.zip", bees_txt=QUESTION, **others)
        found = read_file(path)
        assert [bank.id for bank in found.banks] == ["bees"]
        told = [
            (str(place).removeprefix(f"{path}/"), loss.code, dict(loss.values)) for place, loss in found.losses.notes
        ]
        if count <= 5:
            assert told == [(f"notes/{letter}.bin", "file_not_understood", {}) for letter in "fedcb"[:count]]
        else:
            names = {"count": "6", "names": "f.bin, e.bin, d.bin, c.bin, b.bin, …"}
            assert told == [(str(path), "files_not_understood", names)]
    (name,) = read_source(Source.of_text("x" * 70 + ".txt", "no quiz")).problems
    assert (name.code, name.line) == ("import_unknown", 0)
    long = {f"{letter * 70}": b"\0" for letter in "abcdef"}
    ((_, loss),) = read_file(archive(tmp_path / "long.zip", bees_txt=QUESTION, **long)).losses.notes
    assert str(loss.values["names"]).startswith("a" * 60 + ", b")


def test_an_archive_without_questions_is_a_problem_and_no_bank(tmp_path: Path) -> None:
    for files in ({}, {"a_bin": b"\0"}, {"a_bin": b"\0", "b_bin": b"\0"}):
        found = read_file(archive(tmp_path / "all.zip", **files))
        assert found.banks == ()
        assert [problem.code for problem in found.problems] == [
            "import_unknown" if len(files) == 1 else "import_nothing"
        ]
    assert [problem.code for problem in read_file(tmp_path / "none.txt").problems] == ["file_missing"]


def test_packages_are_read_as_a_whole_and_what_describes_them_is_told(tmp_path: Path) -> None:
    (bank,) = read_source(Source.of_text("bees.txt", f"::one:: {QUESTION}\n\n::two:: {QUESTION}")).banks
    for format_, told in (
        ("qti12", [("package_files", "imsmanifest.xml"), ("file_not_understood", None)]),
        ("qti22", [("file_not_understood", None)]),
        ("qti3", [("file_not_understood", None)]),
    ):
        packed = tmp_path / "bees.zip"
        packed.write_bytes(ready_export(bank, format_).data)
        with zipfile.ZipFile(packed, "a") as opened:
            opened.writestr("more/thing.bin", b"\0")
            opened.writestr("more/wasps.txt", QUESTION)
        found = read_file(packed)
        assert found.problems == ()
        assert [len(each.questions) for each in found.banks] == [2, 1]
        assert found.banks[1].id == "wasps"
        assert [(loss.code, loss.values.get("names")) for _, loss in found.losses.notes] == told
        assert [item.made for item in found.losses.items if item.ids] == [1, 1, 1]
    for count, end in ((5, "4.xml"), (6, "4.xml, …")):
        manifests = {f"{at}_xml": "<manifest></manifest>" for at in range(count)}
        ((_, loss),) = read_file(archive(tmp_path / "more.zip", bees_txt=QUESTION, **manifests)).losses.notes
        assert loss.values["names"] == f"0.xml, 1.xml, 2.xml, 3.xml, {end}"
    alone = tmp_path / "imsmanifest.xml"
    alone.write_text("<manifest>of no questions</manifest>")
    assert [problem.code for problem in read_file(alone).problems] == ["import_unknown"]


def test_a_long_id_is_cut_where_it_is_given_twice(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", **{f"{folder}__{'b' * 70}_txt": QUESTION for folder in "abc"})
    assert [bank.id for bank in read_file(path).banks] == ["b" * 60, "b" * 56 + "-2", "b" * 56 + "-3"]


def test_the_format_of_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    for data, name, is_other in (
        (QUESTION.encode(), "gift", True),
        (b"Who?\nA) Marta\nB) Ada\nANSWER: A\n", "aiken", True),
        (b"PK\x03\x04" + b"\0" * 30, None, True),  # an archive may hold some
        (b"1. An id: one, a title: two or questions: three?\na) yes\n*b) no\n", "typed", True),
        (b"id: a\ntitle: A\nquestions:\n1. Who?\na) Marta\n*b) Ada\n", None, False),  # as a bank begins
        (b"Dear all,\nno quiz.\n", None, False),
        (png(2, 2), None, False),
        (b"", None, False),
        (QUESTION.encode() + b"\n" * 2**20 + b"\xff", "gift", True),
    ):
        found = format_of(data)
        assert (found and found.name) == name
        path = tmp_path / "file"
        path.write_bytes(data)
        assert is_of_other_tool(path) == is_other
    assert not is_of_other_tool(tmp_path)
    assert not is_of_other_tool(tmp_path / "none")
    assert not is_of_other_tool(Path("\0"))


def test_a_text_that_tells_what_it_is_late_is_known_whatever_its_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        mark = "" if encoding == "utf-8" else "\ufeff"
        (tmp_path / "bees.txt").write_text(f"{mark}{'Who is it? ' * 999}\n\n{QUESTION}", encoding)
        found = read_file(tmp_path / "bees.txt")
        assert (found.problems, len(found.banks)) == ((), 1), encoding


def test_what_cannot_be_kept_of_one_question_is_told_at_that_one(tmp_path: Path) -> None:
    path = tmp_path / "bees.xml"

    def question(name: str, image: bytes | None) -> str:
        shown = f"""<img src="@@PLUGINFILE@@/{name}.gif" alt="A bee">""" if image else ""
        file = f"""<file name="{name}.gif" encoding="base64">{coded(image)}</file>""" if image else ""
        return f"""<question type="truefalse"><name><text>{name}</text></name><questiontext format="html">
<text><![CDATA[<p>Is it {name}?</p>{shown}]]></text>{file}</questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>"""

    images = {"none": None, "bad": GIF, "good": png(2, 2), "worse": GIF[:-2]}
    path.write_text(f"<quiz>{''.join(question(*each) for each in images.items())}</quiz>")
    found = read_file(path)
    (bank,) = found.banks
    assert [each.image is not None for each in bank.questions] == [False, False, True, False]
    assert list(bank.images) == [bank.questions[2].image.file]  # type: ignore[union-attr]
    assert [(item.made, [loss.code for loss in item.losses]) for item in found.losses.items] == [
        (1, []), (1, ["image_refused"]), (1, []), (1, ["image_refused"]),
    ]  # fmt: skip
    assert found.losses.notes == ()
    why = ENGLISH.say(found.losses.items[1].losses[0].values["why"])
    assert "bad.gif" in why
    assert "GIF" in why


def test_progress_counts_files_and_then_questions(tmp_path: Path) -> None:
    path = tmp_path / "bees.txt"
    path.write_text("\n\n".join(f"::q{number}:: {QUESTION}" for number in range(3)))
    told: list[tuple[int, int]] = []
    read_file(path, lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3)]


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


def test_files_of_old_and_of_libreoffice_are_refused_with_what_to_do(tmp_path: Path) -> None:
    old, opened = tmp_path / "quiz.xls", tmp_path / "quiz.ods"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with zipfile.ZipFile(opened, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<document/>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    for file in (old, opened):
        assert is_of_other_tool(file)
        imported = read_file(file)
        (problem,) = imported.problems
        assert (problem.code, problem.file, imported.losses.notes) == ("import_old_office", str(file), ())


def test_a_file_that_only_looks_like_those_of_libreoffice_is_read(tmp_path: Path) -> None:
    path = tmp_path / "quiz.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("notes.bin", "application/vnd.oasis.opendocument.text is the start of such files")
        archive.writestr("bees.txt", QUESTION)
    found = read_file(path)
    assert (found.problems, len(found.banks)) == ((), 1)


def test_a_text_that_stands_twice_in_a_file_is_told_and_one_of_a_section_is_read_once(tmp_path: Path) -> None:
    twice, package = tmp_path / "twice.gift", tmp_path / "section.zip"
    twice.write_text("\n\n".join(["::T::The harbor.", "Who? {=Marta ~Ada}"] * 2))
    found = read_file(twice)
    assert [[loss.code for loss in item.losses] for item in found.losses.items] == [[], [], ["text_again"], []]
    assert_adds_up(found.losses, found)
    items = "".join(f'<assessmentItemRef identifier="i{n}" href="i{n}.xml"/>' for n in range(2))
    text = '<rubricBlock view="candidate"><p>The harbor.</p></rubricBlock>'
    with zipfile.ZipFile(package, "w") as archive:
        for n in range(2):
            archive.writestr(f"i{n}.xml", ITEM.format(n=n, stem=f"Who {n}?"))
        archive.writestr(
            "test.xml",
            f'<assessmentTest identifier="t" title="T"><testPart identifier="p"><assessmentSection identifier="s" '
            f'title="S">{text}{items}</assessmentSection></testPart></assessmentTest>',
        )
    found = read_file(package)
    assert [item.name for item in found.losses.items] == ["S", "i0", "i1"]
    assert_adds_up(found.losses, found)
