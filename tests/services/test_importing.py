"""Writing what was read of other tools: all of it or nothing, told on the way, with ids that no other bank has."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from quizapp.formats.native import read_bank
from quizapp.interchange.catalog import BY_NAME, WRITTEN
from quizapp.progress import CancelledError
from quizapp.services.bank_export import export_bank, ready_export, write_export
from quizapp.services.importing import import_files, of_other_tools, offer_of, read_files, read_pasted, write_offer
from tests.images import png
from tests.services.test_exchange import moodle_file

GIFT = "\n\n".join(f"Who asked for {number}? {{=Marta ~Ada}}" for number in range(30))


def test_all_is_written_or_nothing_and_told_on_the_way(tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", moodle_file(tmp_path / "bees.xml", png(2, 2))]
    files[0].write_text(GIFT)
    told: list[tuple[int, int]] = []
    read = read_files(files, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert {total for _, total in told} == {200}
    folder = tmp_path / "out"
    offer = offer_of(read, folder, {})
    for most in (0, 20, 31):  # at the last step, nothing is on the disk yet

        def stop(done: int, total: int, most: int = most) -> None:
            assert total == 31
            if done >= most:
                raise CancelledError

        with pytest.raises(CancelledError):
            write_offer(offer, {}, progress=stop)
        assert not folder.exists()
    written = write_offer(offer, {})
    assert [read_bank(path).problems for path in written.banks] == [(), ()]
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["bees-images", "bees.report.md", "bees.yaml", "one.report.md", "one.yaml"]


def test_no_bank_gets_an_id_of_the_library_or_takes_the_place_of_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "my-bank-2.yaml").write_text("something else")
    known = {"my-bank": tmp_path / "elsewhere.yaml"}
    offer = offer_of(read_pasted(GIFT, "My bank"), folder, known)
    assert (offer.there, offer.replaceable) == (("My bank",), 0)
    written = write_offer(offer, known, replaces=True)  # the one that is there is in another folder
    assert [path.name for path in written.banks] == ["my-bank-3.yaml"]
    assert read_bank(written.banks[0]).bank.id == "my-bank-3"  # type: ignore[union-attr]
    assert (folder / "my-bank-2.yaml").read_text() == "something else"


def test_half_a_character_from_the_clipboard_is_no_bug() -> None:
    (read,) = read_pasted("Who asked\ud83d for it? {=Marta ~Ada}", "My bank")
    assert [str(question.stem) for bank in read.imported.banks for question in bank.questions] == ["Who asked? for it?"]


def test_ctrl_c_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = moodle_file(tmp_path / "bees.xml", png(2, 2)), tmp_path / "out"
    real, done = __import__("os").replace, []

    def interrupted(source: str, target: str) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(target)
        real(source, target)

    monkeypatch.setattr("quizapp.whole_file.os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(import_files([file], folder))
    bank = read_bank(Path("questions/tour/every-type.yaml").resolve()).bank
    assert bank is not None
    done.clear()
    with pytest.raises(KeyboardInterrupt):
        export_bank(bank, folder / "tour.xml", BY_NAME["moodle-xml"])
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_copy_in_our_own_format_is_the_same_bank_and_covers_no_other_file(tmp_path: Path) -> None:
    (imported,) = import_files([moodle_file(tmp_path / "bees.xml", png(2, 2))], tmp_path / "out")
    bank = read_bank(imported.files[0]).bank
    assert bank is not None
    ready = ready_export(bank, "yaml")
    target = tmp_path / "copy" / "mine.yaml"
    assert write_export(ready, target).report_file is None
    again = read_bank(target).bank
    assert again is not None
    assert (again.questions, dict(again.images), again.passage) == (bank.questions, dict(bank.images), bank.passage)
    (image,) = (path for path in target.parent.rglob("*.png"))
    image.write_bytes(b"mine")
    with pytest.raises(Exception, match="another file"):
        write_export(ready, target)
    assert image.read_bytes() == b"mine"


@pytest.mark.parametrize("way", ["window", "command", "archive"])
def test_images_that_are_called_the_same_stay_with_their_own_banks(tmp_path: Path, way: str) -> None:
    files = []
    for width in (2, 3):
        (tmp_path / str(width)).mkdir()
        files.append(moodle_file(tmp_path / str(width) / "bees.xml", png(width, 2)))
    if way == "archive":
        with ZipFile(tmp_path / "all.zip", "w") as archive:
            for file in files:
                archive.write(file, f"{file.parent.name}/bees.xml")
        files = [tmp_path / "all.zip"]
    folder = tmp_path / "out"
    if way == "command":  # both are called “bees”, and a second bank of this name is refused there
        category = '<quiz><question type="category"><category><text>Other bees</text></category></question>'
        files[1].write_text(files[1].read_text().replace("<quiz>", category))
        written = [file for each in import_files(files, folder, replace=True) for file in each.files]
    else:
        written = list(write_offer(offer_of(read_files(files), folder, {}), {}).banks)
    banks = [read_bank(path).bank for path in written]
    shown = [next(iter(bank.images.values())) for bank in banks if bank is not None and bank.images]
    assert shown == [png(2, 2), png(3, 2)]


def test_banks_that_are_kept_are_not_written_over_in_a_folder_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for width in (2, 3, 4):
        offer = offer_of(read_files([moodle_file(tmp_path / "bees.xml", png(width, 2))]), folder, {})
        assert write_offer(offer, {}).copies == ()
    banks = [read_bank(path).bank for path in sorted(folder.rglob("*.yaml"))]
    assert {next(iter(bank.images.values())) for bank in banks if bank} == {png(width, 2) for width in (2, 3, 4)}


def test_each_report_has_a_name_of_its_own_that_any_system_takes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = write_offer(offer_of(read_pasted(GIFT, 'Unit 3/4: "Who?"'), out, {}), {})
    assert [path.name for path in written.reports] == ["Unit 3 4 Who.report.md"]
    files = [tmp_path / f"{'x' * 250}.txt", tmp_path / "quiz.txt", tmp_path / "quiz.gift"]
    for number, file in enumerate(files):
        file.write_text(f"$CATEGORY: {number}\n\nWho asked for {number}? {{=Marta ~Ada}}")
    done = list(import_files(files, out))
    assert [each.problems for each in done] == [()] * 3
    reports = [each.report_file for each in done if each.report_file is not None]
    assert [path.name for path in reports[1:]] == ["quiz.report.md", "quiz (2).report.md"]
    assert all(file.name[:20] in path.read_text() for file, path in zip(files, reports, strict=True))


def test_progress_counts_a_hundred_for_each_file_and_then_the_questions(tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    files[0].write_text("Who? {=Marta ~Ada}\n\nWhy? {=So ~No}")
    files[1].write_text("Who? {=Marta ~Ada}")
    told: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        told.append((done, total))

    read = read_files(files, note)
    assert [each.name for each in read] == ["one.txt", "two.txt"]
    assert told == [(0, 200), (50, 200), (100, 200)]
    told.clear()
    list(import_files([files[0], files[1], files[0]], tmp_path / "in", progress=note))
    assert told == [(0, 200), (50, 200), (100, 200)]
    told.clear()
    write_offer(offer_of(read, tmp_path / "out", {}), {}, progress=note)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    told.clear()
    read_pasted("Who? {=Marta ~Ada}", "Pasted", note)
    assert told == [(0, 100)]
    assert of_other_tools([files[0], tmp_path, tmp_path / "none.txt", files[1]]) == tuple(files)


def test_what_would_be_written_is_told_before(tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", tmp_path / "letter.txt", moodle_file(tmp_path / "bees.xml", png(2, 2))]
    files[0].write_text("Who? {=Marta ~Ada}\n\nWhy? {=So ~So}")
    files[1].write_text("Dear all.")
    folder = tmp_path / "out"
    read = read_files(files)
    offer = offer_of(read, folder, {})
    assert [bank.id for bank in offer.banks] == ["one", "bees"]
    assert [problem.code for problem in offer.problems] == ["import_unknown"]
    assert (len(offer.losses.items), offer.there, offer.replaceable) == (4, (), 0)
    written = write_offer(offer, {})
    assert [path.name for path in written.banks] == ["one.yaml", "bees.yaml"]
    assert [path.name for path in written.reports] == ["one.report.md", "bees.report.md"]
    assert written.copies == ()
    assert written.reports[0].read_text().startswith("# What was imported from one.txt\n")
    own = {"one": folder / "one.yaml", "bees": tmp_path / "bees.yaml"}
    for known, there, replaceable in (
        ({}, ("one", "bees"), 2),
        (own, ("one", "bees"), 1),
        ({"bees": tmp_path / "bees.yaml"}, ("one", "bees"), 1),
    ):
        again = offer_of(read, folder, known)
        assert (again.there, again.replaceable) == (there, replaceable)
    assert offer_of(read, tmp_path / "other", own).there == ("one", "bees")
    assert offer_of(read, tmp_path / "other", own).replaceable == 0


def test_what_is_there_is_replaced_with_a_copy_beside_or_stays(tmp_path: Path) -> None:
    source = moodle_file(tmp_path / "bees.xml", png(2, 2))
    folder = tmp_path / "out"
    read = read_files([source])
    first = write_offer(offer_of(read, folder, {}), {})
    known = {"bees": first.banks[0]}
    made = first.banks[0].read_bytes()
    first.banks[0].write_bytes(b"mine")
    (image,) = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".yaml", ".md"))
    second = write_offer(offer_of(read, folder, known), known)  # it gets an id of its own, the image is the same
    assert [path.relative_to(folder).as_posix() for path in second.banks] == ["bees-2.yaml"]
    assert [path.name for path in second.reports] == ["bees (2).report.md"]
    assert first.banks[0].read_bytes() == b"mine"
    image.write_bytes(b"mine too")
    third = write_offer(offer_of(read, folder, known), known)  # the image is in the way
    assert [path.relative_to(folder).as_posix() for path in third.banks] == ["bees-3/bees-3.yaml"]
    assert [path.name for path in third.reports] == ["bees (3).report.md"]
    assert read_bank(third.banks[0]).problems == ()
    assert image.read_bytes() == b"mine too"
    fourth = write_offer(offer_of(read, folder, known), known, replaces=True)
    assert fourth.banks == first.banks
    assert fourth.banks[0].read_bytes() == made
    assert image.read_bytes() == png(2, 2)
    assert sorted((path.name, path.read_bytes()) for path in fourth.copies) == sorted(
        [("bees.yaml (other version).txt", b"mine"), (f"{image.name} (other version).txt", b"mine too")]
    )
    image.write_bytes(b"mine too")
    real = list(folder.rglob("*"))
    target = folder / "bees.yaml"
    target.unlink()
    target.mkdir()
    with pytest.raises(Exception, match="bees"):
        write_offer(offer_of(read, folder, known), known, replaces=True)
    assert sorted(folder.rglob("*")) == sorted(real)


def test_banks_of_one_name_in_one_offer_get_ids_of_their_own(tmp_path: Path) -> None:
    files = []
    for name in "abc":
        (tmp_path / name).mkdir()
        files.append(tmp_path / name / f"{'b' * 70}.txt")
        files[-1].write_text(f"Who asked {name}? {{=Marta ~Ada}}")
    folder = tmp_path / "out"
    written = write_offer(offer_of(read_files(files), folder, {}), {}, replaces=True)
    assert [path.stem for path in written.banks] == ["b" * 60, "b" * 56 + "-2", "b" * 56 + "-3"]
    assert len({path.name for path in written.reports}) == 3
    for path, name in zip(written.banks, "abc", strict=True):
        bank = read_bank(path).bank
        assert bank is not None
        assert str(bank.questions[0].stem) == f"Who asked {name}?"


def test_a_report_is_written_where_something_was_read_and_not_where_banks_stay_out(tmp_path: Path) -> None:
    bad, letter, good = (tmp_path / name for name in ("bad.txt", "letter.txt", "good.txt"))
    bad.write_text("Who? {=Marta ~Marta}")
    letter.write_text("Dear all.")
    good.write_text("Who? {=Marta ~Ada}")
    folder = tmp_path / "out"

    def bring(**options: bool) -> list[tuple[int, list[str], str, list[str]]]:
        return [
            (
                len(each.banks),
                [file.name for file in each.files],
                each.report_file.name if each.report_file else "",
                [problem.code for problem in each.problems],
            )
            for each in import_files([bad, letter, good], folder, **options)
        ]

    assert bring() == [
        (0, [], "bad.report.md", ["import_nothing"]),
        (0, [], "", ["import_unknown"]),
        (1, ["good.yaml"], "good.report.md", []),
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["bad.report.md", "good.report.md", "good.yaml"]
    assert [(each[0], each[2], each[3]) for each in bring()] == [
        (0, "bad.report.md", ["import_nothing"]), (0, "", ["import_unknown"]), (0, "", ["file_exists"]),
    ]  # fmt: skip
    bees = moodle_file(tmp_path / "bees.xml", png(2, 2))  # its image is there the second time, too
    assert [[problem.code for each in import_files([bees], folder) for problem in each.problems] for _ in "ab"] == [
        [],
        ["file_exists"],
    ]
    (folder / "good.yaml").unlink()
    (folder / "good.report.md").unlink()
    (folder / "good.report.md").mkdir()
    assert bring(replace=True)[2] == (0, [], "", ["file_not_written"])
    assert not (folder / "good.yaml").exists()


def test_a_copy_tells_how_much_of_it_is_ready_in_each_format() -> None:
    bank = read_bank(Path("questions/tour/every-type.yaml").resolve()).bank
    assert bank is not None
    count = len(bank.questions)
    for name in ("yaml", *(each.name for each in WRITTEN)):
        told: list[tuple[int, int]] = []
        ready_export(bank, name, lambda done, total, told=told: told.append((done, total)))  # type: ignore[misc]
        assert told == sorted(told), name
        assert set(told) >= {(number, count) for number in range(count)}, name
    items = ready_export(bank, "yaml").losses.items
    assert [each[:4] for each in items] == [(0, question.id, 1, ()) for question in bank.questions]
