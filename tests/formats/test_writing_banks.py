"""Writing a bank: what is read of the written file is the same bank."""

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.passage import passage_mistakes, read_passage
from quizapp.formats.native import read_bank, read_kept_bank
from quizapp.formats.native_writing import _dumped, _Dumper, _entry, write_bank, write_bank_quickly
from quizapp.formats.yaml_events import forbidden_in
from quizapp.paths import questions_dir
from tests.examples import examples
from tests.formats.test_native import DRESSED, LOOKALIKES, ODD_TEXT, SHOWN_TEXT, SILENCED, TEXT
from tests.samples import ALL_SAMPLES, BANK
from tests.strategies import QUESTIONS

ROOT = Path(__file__).parents[2]
BANKS = [*sorted(questions_dir().rglob("*.yaml")), *sorted((ROOT / "tests" / "data").glob("*.yaml"))]
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]

MARKDOWN = st.lists(
    st.sampled_from(
        [*"#>*_`-+1.) \\&é🐝\t…|“%", "\n", "\n\n", "    ", "  \n", "a", "word", "- ", "> ", "\n---\n", "\n...\n"]
    )
).map("".join)


def read(path: Path) -> Bank:
    result = read_bank(path)
    assert result.problems == ()
    assert result.bank is not None
    return result.bank


def read_back(bank: Bank, folder: Path) -> Bank:
    path = folder / "written.yaml"
    path.write_bytes(write_bank(bank).encode())
    for name, data in bank.images.items():
        (folder / name).write_bytes(data)
    return read(path)


def without_hash(bank: Bank) -> Bank:
    return msgspec.structs.replace(bank, content_hash="")


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_that_is_read_and_written_is_read_as_the_same(tmp_path: Path, path: Path) -> None:
    bank = read(path)
    again = read_back(bank, tmp_path)
    written = write_bank(bank)

    assert without_hash(again) == without_hash(bank)
    assert write_bank(again) == written
    data: Any = yaml.load(written, Loader=yaml.CSafeLoader)  # it is YAML to others, too
    assert data["id"] == bank.id
    assert len(data["questions"]) == len(bank.questions)


PASSAGES = st.builds(
    "{} {}\n\nIt stood empty, the white tower.".format,
    st.sampled_from(["# Bees", "  Bees", "The", "> The", "# *B*ees\n\nOne", "    - B"]),
    MARKDOWN,
)
ANY_QUESTIONS = st.lists(st.one_of([DRESSED[name] for name in sorted(DRESSED)]), max_size=4)
MEANINGS = st.lists(SHOWN_TEXT, max_size=2)
HEADERS = st.fixed_dictionaries(
    {
        "title": SHOWN_TEXT,
        "description": ODD_TEXT,
        "language": st.sampled_from(["en", "es", "", "no"]),
        "author": ODD_TEXT,
        "license": ODD_TEXT,
        "about": st.none() | MARKDOWN.map(lambda text: read_passage(f"{text}\n\nBees.")),
        "glossary_in_test": st.booleans(),
        "silenced": SILENCED,
        "blueprint": st.sampled_from([{}, {"locate": 40, "interpret": 60}]),
    }
)


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Banks with any questions and texts; the words of the evidence stand in the passage."""
    made = draw(ANY_QUESTIONS)
    good = [question for question in made if not any(question.mistakes())] or [draw(QUESTIONS["single_choice"])]
    questions = [msgspec.structs.replace(question, id=f"q-{at}") for at, question in enumerate(good)]
    glossary = [
        GlossaryEntry(word, meaning, forms)
        for word, forms, meaning in zip(("Tower", "stands"), ((), ("stood", "s: #")), draw(MEANINGS), strict=False)
    ]
    header = draw(HEADERS)
    return Bank(
        id="bees",
        passage=read_passage(draw(PASSAGES), header["title"]),
        questions=tuple(questions),
        content_hash="",
        glossary=tuple(glossary),
        **header,
    )


def is_good(bank: Bank) -> bool:
    """Whether the bank has no mistakes, as a bank should."""
    passages = [bank.passage, *([bank.about] if bank.about is not None else [])]
    evidence = [mistake for question in bank.questions for mistake in question.evidence_mistakes(bank.passage)]
    if any(forbidden_in(write_bank(bank))):  # such as U+FEFF, which no file may hold
        return False
    return not evidence and not any(passage.cut or list(passage_mistakes(passage.markdown)) for passage in passages)


@settings(max_examples=examples(200), suppress_health_check=SUPPRESSED)
@given(bank=banks().filter(is_good))
def test_a_bank_that_is_written_is_read_as_the_same(tmp_path: Path, bank: Bank) -> None:
    again = read_back(bank, tmp_path)

    assert without_hash(again) == bank
    assert write_bank(again) == write_bank(bank)


@settings(max_examples=examples(300), suppress_health_check=SUPPRESSED)
@given(text=(MARKDOWN | TEXT).map(lambda text: text + "\n\nBees."), ends=st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_markdown_of_a_passage_is_kept_as_it_was_typed(tmp_path: Path, text: str, ends: str) -> None:
    (tmp_path / "passage.md").write_bytes(text.replace("\n", ends).encode())
    path = tmp_path / "bank.yaml"
    path.write_text(
        "id: b\ntitle: B\npassage: {file: passage.md}\nquestions: [{id: a, type: true_false, stem: x, key: true}]\n"
    )
    result = read_bank(path)
    if result.bank is None:
        assert {problem.code for problem in result.problems} <= {"passage_depth", "too_many_marks"}
        return

    assert read_back(result.bank, tmp_path).passage == result.bank.passage
    assert result.bank.passage.markdown in text


def test_a_written_bank_is_easy_on_the_eye(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    text = """\
id: bees
title: The Bees
license: CC BY 4.0
passage:
  text: |
    # The Bees

    The tower stood empty.  
    - salt
      - sea
about:
  text: |
    By *A. Teacher*.
questions:
  - id: q1
    type: single_choice
    stem: What stood empty?
    evidence: The tower
    options:
      - text: The tower
        key: true
      - text: The harbour
        role: misreading

  - id: q2
    type: true_false
    stem: It stood empty.
    points: '2'
    key: 'true'
"""  # noqa: W291
    path.write_text(text, encoding="utf-8")

    assert write_bank(read(path)) == text


def test_what_is_written_is_what_the_library_writes() -> None:
    """Most texts are written without it; no letter may differ."""
    dice = random.Random(4)
    signs = "abcXYZ019 ,.?!()'\"/;&*+=–—…“”‘’-_:#éñ中\u0301ßyno"
    texts = [*LOOKALIKES, "~", "=", "@", "[", "Y", "ON", "00", "08", "1e5", "nan", "01.50", "2020-01-01", "5.", "[a]"]
    texts += ["", " a", "a ", "null ", "a\tb", "a\nb", "a\u2028b", "𝒳a", "a𝒳", "a: b", "a #b", "x" * 113, "x " * 60]
    texts += [f"{start}{'word ' * 25}{end}" for start in ("", "- ", "'", " ") for end in ("x", "x ", "'", "\ufeff")]
    texts += ["x" * 130, "word  and " * 13 + "x", "it's " * 26 + "- so: #", "word " * 24 + "  x", "word " * 50 + ":"]
    texts += ["".join(dice.choices(signs, k=dice.choice((1, 2, 3, 9, 60, 118, 120, 250)))) for _ in range(400)]
    values: list[Any] = [[_entry(sample.question)] for sample in ALL_SAMPLES]
    values += [[{"id": text, "a": {"b": text, "c": [text, {"d": text, "e": True, "f": 3}]}}] for text in texts]
    values += [{text: text, "a": [[text], {text: [text]}, {"b": {}}]} for text in texts]
    for value in [*values, {}, [], [[]], {"a": {}, "b": []}]:
        by_library = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
        assert _dumped(value) == by_library


def test_what_is_written_for_a_check_is_read_as_the_same() -> None:
    for sample in ALL_SAMPLES:
        bank = msgspec.structs.replace(BANK, questions=(sample.question,))
        found = [read_kept_bank(data, bank.images) for data in (write_bank(bank).encode(), write_bank_quickly(bank))]
        assert found[0].problems == found[1].problems == ()
        assert found[0].bank is not None
        assert found[1].bank is not None
        assert found[0].bank.questions == found[1].bank.questions


def test_signs_that_yaml_does_not_have_are_written_at_once_as_their_numbers() -> None:
    first = ALL_SAMPLES[0].question
    for sign in "\x7f\x85\x9f\u2028\u2029\ufdd0\ufdef\ufeff\ufffe\uffff":
        stem = f"One{sign}two {sign}"
        bank = msgspec.structs.replace(BANK, questions=(msgspec.structs.replace(first, stem=stem),), title=stem)
        data = write_bank_quickly(bank)
        assert sign.encode() not in data
        found = yaml.load(data, yaml.CSafeLoader)
        assert (found["title"], found["questions"][0]["stem"]) == (stem, stem)
