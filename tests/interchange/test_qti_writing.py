"""Packages of QTI 2.2 and 3 that are written: valid, with our marks, and the same bank gives the same bytes."""

import io
import shutil
import subprocess
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.inline import plain_text
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Question
from quizapp.interchange.catalog import BY_NAME
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.ordering import Item, Ordering
from tests.images import png
from tests.interchange import trips
from tests.interchange.outside import FORMATS
from tests.interchange.qti3_rules import broken_rules
from tests.interchange.qti_marking import Marking, read_item, responses
from tests.interchange.trips import bank_of, go
from tests.samples import ALL_SAMPLES

BOTH = pytest.mark.parametrize("name", ["qti22", "qti3"])
SCHEMAS = FORMATS / "schemas"
PASSAGE = read_passage(
    '# The keeper\n\n## Bees & towers\n\nOne *summer*.\n\n1. salt\n2. honey\n\n> Nobody\n\n![A "map"](map.png)\n\nSo.'
)


def every_question() -> list[Question]:
    """All samples, and orders with points that no few digits divide, each with an id of its own and an image."""
    samples = [sample.question for sample in ALL_SAMPLES]
    items = tuple(Item(text, f"Not {text}.") for text in ("one", "two", "three", "four"))
    for marking in ("position", "distance", "longest_run"):
        points = Decimal("2.5")
        samples.append(Ordering(id="o", stem="What first?", items=items, marking=marking, points=points))
    image = Image("map.png", "A <map>")
    return [msgspec.structs.replace(each, id=f"{n}-q", image=image) for n, each in enumerate(samples)]


def whole_bank() -> Bank:
    fields = {"description": "About <bees>.", "language": "pt-BR", "author": "A; B, \\C", "license": "CC"}
    images = {"map.png": png(2, 2)}
    return bank_of(*every_question(), passage=PASSAGE, images=images, time_limit=9, **fields)


def written(name: str, bank: Bank) -> zipfile.ZipFile:
    exporter = BY_NAME[name].exporter
    assert exporter is not None
    target = io.BytesIO()
    exporter.write(bank, target)
    return zipfile.ZipFile(target)


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="no schemas of QTI beside the checkout")
@pytest.mark.skipif(shutil.which("xmllint") is None, reason="no xmllint: start.py names its package")
def test_packages_of_qti_2_are_valid_by_the_schemas(tmp_path: Path) -> None:
    written("qti22", whole_bank()).extractall(tmp_path)
    manifest = tmp_path / "imsmanifest.xml"
    files = [str(path) for path in sorted(tmp_path.rglob("*.xml")) if path != manifest]
    assert len(files) > 40
    for schema, checked in (("qtiv2p2/imsqti_v2p2.xsd", files), ("imscp_v1p1.xsd", [str(manifest)])):
        command = ["xmllint", "--nonet", "--noout", "--schema", str(SCHEMAS / schema), *checked]
        done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
        wrong = [line for line in done.stderr.splitlines() if "error" in line]
        assert (done.returncode, wrong) == (0, []), wrong[:5]


def test_packages_of_qti_3_keep_the_rules_of_the_specification() -> None:
    assert list(broken_rules(written("qti3", whole_bank()))) == []
    assert list(broken_rules(written("qti3", bank_of(every_question()[0])))) != []  # its image is not there


@BOTH
def test_what_is_written_is_marked_as_we_mark_it(name: str) -> None:
    """The processing is run by an interpreter that knows nothing of ours; feedback is shown to whom we show it."""
    compared = {}
    for question in every_question():
        bank = bank_of(question, images={"map.png": png(2, 2)})
        trip = go(BY_NAME[name], bank)
        archive = zipfile.ZipFile(io.BytesIO(trip.data))
        for imported in trip.read.banks:
            for back in imported.questions:
                file = next(each for each in archive.namelist() if each == f"items/{back.id}.xml")
                count = assert_marked(back, archive.read(file))
                compared[back.type_name] = compared.get(back.type_name, 0) + count
    assert compared.pop("open_response") == 0
    assert all(count > 5 for count in compared.values()), compared
    left = {each.type_name for each in QUESTION_TYPES} - set(compared)
    assert left == {"categorize", "evidence", "two_part", "open_response"}  # those become others, or are left out


def assert_marked(question: Question, xml: bytes) -> int:
    root = read_item(xml)
    if question.is_rated:
        assert "SCORE" not in [each.get("identifier") for each in root.iter("setoutcomevalue")]
        return 0
    marking = Marking(root)
    assert marking.score(dict.fromkeys(marking.declared)) == 0
    everybody = [plain_text(question.explanation)] if question.explanation else []
    count = 0
    for ours, theirs in responses(question, root):
        mark: Any = question.mark(ours)
        assert getattr(mark, "earned", Fraction(0)) == marking.score(theirs), (question, ours, theirs, mark)
        if question.type_name != "numeric":
            said = [plain_text(remark.text) for remark in question.remarks(ours) if remark.text] + everybody
            assert sorted(map(squeezed, marking.shown())) == sorted(map(squeezed, said)), (question, ours)
        count += 1
    return count


def squeezed(text: str) -> str:
    return "".join(text.split())


@BOTH
def test_what_is_said_of_a_bank_comes_back_and_the_bytes_are_the_same(name: str) -> None:
    bank = whole_bank()
    format_ = BY_NAME[name]
    trip = go(format_, bank)
    assert trips.written(format_, bank)[0] == trip.data
    (back,) = trip.read.banks
    for field in ("title", "description", "language", "author", "license", "time_limit"):
        assert getattr(back, field) == getattr(bank, field)
    assert (back.passage.title, back.passage.blocks[:-2]) == (bank.passage.title, bank.passage.blocks[:-2])
    assert list(back.images.values()) == [png(2, 2)]
    assert not trip.read.losses.notes
    assert read_items(trip.data, name) == [question.id for question in back.questions]


def read_items(data: bytes, name: str) -> list[str]:
    """The titles of the items in the order of the test."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    test = read_item(archive.read("test.xml"))
    return [read_item(archive.read(each.get("href", ""))).get("title", "") for each in test.iter("assessmentitemref")]
