"""Importing and exporting in the command line: what somebody notices who types it."""

import base64
import json
import zipfile
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.domain.bank import Bank
from quizapp.formats.native import read_bank
from quizapp.interchange.catalog import WRITTEN
from tests.images import GIF, png

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("golden")
EVERY_TYPE = ROOT / "tests" / "data" / "every-type.yaml"


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


MOODLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category">
  <category><text>$course$/top/Bees</text></category>
  <info format="html"><text>Questions about bees.</text></info>
  <idnumber>bees</idnumber>
</question>
<question type="description">
  <name><text>The Lighthouse Bees</text></name>
  <questiontext format="html"><text><![CDATA[<h2>The keeper</h2><p>Marta asked for <em>one summer</em>.</p>
    <p><img src="@@PLUGINFILE@@/the%20map.png" alt="A map"></p><ol><li>salt</li><li>honey</li></ol>]]></text>
    <file name="the map.png" encoding="base64">{coded(png())}</file>
  </questiontext>
</question>
<question type="multichoice">
  <name><text>Who asked?</text></name>
  <questiontext format="html"><text><![CDATA[Who <b>asked</b>?
    <img src="@@PLUGINFILE@@/a.gif" alt="A bee">]]></text>
    <file name="a.gif" encoding="base64">{coded(GIF)}</file>
  </questiontext>
  <generalfeedback format="html"><text><![CDATA[See <a href="https://example.org">there</a>.]]></text></generalfeedback>
  <defaultgrade>2.0000000</defaultgrade>
  <single>true</single>
  <shuffleanswers>true</shuffleanswers>
  <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
  <answer fraction="100" format="html"><text>Marta</text><feedback><text>Yes.</text></feedback></answer>
  <answer fraction="-50" format="html"><text>The council</text></answer>
</question>
<question type="ordering">
  <name><text>Order</text></name>
  <questiontext format="html"><text>Which came first?</text></questiontext>
  <answer fraction="2.0000000" format="html"><text>asking</text></answer>
  <answer fraction="1.0000000" format="html"><text>closing</text></answer>
</question>
<question type="gapselect">
  <name><text>Gaps</text></name>
  <questiontext format="html"><text><![CDATA[<p>Choose.</p>
    <p>The tower was [[1]], and [[3]] asked.</p>]]></text></questiontext>
  <selectoption><text>kept</text><group>1</group></selectoption>
  <selectoption><text>sold</text><group>1</group></selectoption>
  <selectoption><text>nobody</text><group>2</group></selectoption>
  <selectoption><text>everybody</text><group>2</group></selectoption>
</question>
<question type="ddwtos">
  <name><text>Words</text></name>
  <questiontext format="html"><text><![CDATA[<p>The [[2]] was [[1]].</p>]]></text></questiontext>
  <dragbox><text>kept</text><group>1</group></dragbox>
  <dragbox><text>tower</text><group>1</group></dragbox>
  <dragbox><text>honey</text><group>1</group></dragbox>
</question>
<question type="numerical">
  <name><text>Years</text></name>
  <questiontext format="html"><text>For how long, by \\(t = 1985 - 1974\\)?</text></questiontext>
  <answer fraction="100"><text>11</text><tolerance>0.5</tolerance></answer>
  <answer fraction="50"><text>11</text><tolerance>2</tolerance></answer>
  <units><unit><multiplier>1</multiplier><unit_name>years</unit_name></unit>
  <unit><multiplier>12</multiplier><unit_name>months</unit_name></unit></units>
</question>
<question type="calculated">
  <name><text>Calculated</text></name>
  <questiontext format="html"><text>{{a}} + {{b}}?</text></questiontext>
</question>
</quiz>
"""


def read(path: Path) -> Bank:
    result = read_bank(path)
    assert result.problems == ()
    assert result.bank is not None
    return result.bank


@pytest.fixture
def moodle(tmp_path: Path) -> Path:
    path = tmp_path / "school.xml"
    path.write_text(MOODLE, encoding="utf-8")
    return path


def test_a_file_of_moodle_becomes_a_bank_with_its_passage_and_images(
    moodle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["import", str(moodle), "--to", str(out)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        f"{out / 'bees.yaml'}: 5 questions",
        f"{moodle}: 7 read: 4 imported as they were, 2 with changes, 1 left out.",
        f"Report: {out / 'school.report.md'}",
    ]
    bank = read(out / "bees.yaml")
    assert (bank.title, bank.description, bank.passage.title) == (
        "Bees", "Questions about bees.", "The Lighthouse Bees",
    )  # fmt: skip
    assert [block.kind for block in bank.passage.blocks] == ["heading", "paragraph", "image", "item", "item"]
    assert [block.marker for block in bank.passage.blocks][-2:] == ["1.", "2."]
    choice, order, gaps, words, years = bank.questions
    assert choice.stem == "Who **asked**?"
    assert (choice.points, choice.image, choice.explanation) == (2, None, "See there.")
    assert order.correct_lines() == ("1. closing", "2. asking")
    assert gaps.stem == "Choose."
    assert gaps.correct_lines() == ("1. kept", "2. nobody")
    assert words.correct_lines() == ("1. tower", "2. kept")
    assert [years.mark(typed).earned for typed in ("11.5", "13", "132 months", "14")] == [1, 0.5, 1, 0]  # type: ignore[union-attr]
    report = (out / "school.report.md").read_text("utf-8")
    assert "Quizapp has no questions of the type “calculated”." in report
    assert "“The council” cost points; now it earns none." in report
    assert "An image is left out: “a.gif” is a GIF image" in report
    assert "A formula stays as it was typed" in report
    (made,) = out.glob("*.yaml")
    assert read_bank(made).problems == ()


def test_what_is_there_is_replaced_only_by_force(
    moodle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["import", str(moodle), "--to", str(out)]) == 0
    (out / "bees.yaml").write_text("mine")
    assert main(["import", str(moodle), "--to", str(out)]) == 1
    assert "There is a file with this name already." in capsys.readouterr().err
    assert (out / "bees.yaml").read_text() == "mine"
    assert main(["import", str(moodle), "--to", str(out), "--force", "--json"]) == 0
    (data,) = json.loads(capsys.readouterr().out)["files"]
    assert (data["read"], data["as_they_were"], data["with_changes"], data["left_out"]) == (7, 4, 2, 1)
    assert read(out / "bees.yaml").id == "bees"


def test_an_archive_of_several_files_and_other_things(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "all.zip", tmp_path / "out"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/one.txt", "Who asked?{=Marta ~The council}")
        archive.writestr("a/two.txt", "Who asked?\nA) Marta\nB) The council\nANSWER: A\n")
        archive.writestr("a/notes.bin", b"\x00\x01")
    assert main(["import", str(path), "--to", str(out)]) == 0
    assert sorted(file.name for file in out.glob("*.yaml")) == ["one.yaml", "two.yaml"]
    assert "notes.bin" in (out / "all.report.md").read_text("utf-8")
    capsys.readouterr()


def test_a_file_of_no_known_format_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\nthis is no quiz.\n")
    assert main(["import", str(path), "--to", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"{path}: The format of this file cannot be imported. Check that it is the file that you meant. "
        "Formats are: Moodle XML, QTI 1.2, QTI 2.2, QTI 3, Excel (.xlsx), Word (.docx), OneStopQA, CSV, Aiken, GIFT "
        "and typed text.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_bank_is_written_in_each_format_as_it_should_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in WRITTEN:
        path = tmp_path / f"every-type{format_.endings[0]}"
        assert main(["export-bank", str(EVERY_TYPE), "--to", str(path), "--as", format_.name]) == 0
        assert path.read_bytes() == (GOLDEN / f"{format_.name}{path.suffix}").read_bytes()
        report = (tmp_path / "every-type.report.md").read_bytes()
        assert report == (GOLDEN / f"{format_.name}.report.md").read_bytes()
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["export-bank", str(EVERY_TYPE), "--to", str(tmp_path / "bank.txt")])
    assert "or name the format with --as" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["export-bank", str(EVERY_TYPE), "--to", str(tmp_path / "bank.qti")])
    assert "ends with one of .xml, .zip, .csv, .aiken, .gift, .html, .md;" in capsys.readouterr().err
    own = tmp_path / "own.yaml"
    own.write_bytes(EVERY_TYPE.read_bytes())
    assert main(["export-bank", str(own), "--to", str(own), "--as", "gift"]) == 1
    assert own.read_bytes() == EVERY_TYPE.read_bytes()
    capsys.readouterr()
    assert main(["export-bank", str(EVERY_TYPE), "--to", str(tmp_path / "bank.txt"), "--as", "gift", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "gift"


def test_what_no_format_holds_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = tmp_path / "words.yaml"
    bank.write_text(
        "id: words\ntitle: Words\nquestions:\n  - id: q\n    type: highlight_words\n    stem: Which?\n"
        "    sentence: The white tower\n    keys: [{text: white}]\n"
    )
    assert main(["export-bank", str(bank), "--to", str(tmp_path / "words.aiken")]) == 1
    assert "Aiken can hold none of these questions." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["words.yaml"]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in WRITTEN:
        target = GOLDEN / f"every-type{each.endings[0]}"
        main(["export-bank", str(EVERY_TYPE), "--to", str(target), "--as", each.name])
        target.rename(GOLDEN / f"{each.name}{target.suffix}")
        (GOLDEN / "every-type.report.md").rename(GOLDEN / f"{each.name}.report.md")
