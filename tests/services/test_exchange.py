"""Files of other tools: what no bank of ours may hold is left out and told, and the rest stays."""

import zipfile
from pathlib import Path

from quizapp.services.exchange import read_file
from tests.images import GIF
from tests.interchange.test_exchange import coded


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
    path = tmp_path / "bees.xml"
    path.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="description"><name><text>Bees</text></name>
<questiontext format="html"><text><![CDATA[<p>Before it.</p><p><img src="@@PLUGINFILE@@/a.gif" alt="A bee"></p>
<p>After it.</p>]]></text><file name="a.gif" encoding="base64">{coded(GIF)}</file></questiontext></question>
<question type="truefalse"><name><text>True?</text></name><questiontext><text>Bees fly.</text></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>""")
    found = read_file(path)
    (bank,) = found.banks
    assert [block.text for block in bank.passage.blocks] == ["Before it.", "After it."]
    assert [loss.code for _, loss in found.losses.notes] == ["image_refused"]
