"""Writing what was read of other tools: all of it or nothing, told on the way, with ids that no other bank has."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from quizapp.formats.native import read_bank
from quizapp.interchange.catalog import BY_NAME
from quizapp.progress import CancelledError
from quizapp.services.bank_export import export_bank, ready_export, write_export
from quizapp.services.importing import import_files, offer_of, read_files, read_pasted, write_offer
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
