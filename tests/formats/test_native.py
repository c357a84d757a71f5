"""The native format: what a teacher types stays, short forms, and what is written can be read."""

import itertools
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import Quote
from quizapp.domain.question import SKILLS, Question
from quizapp.formats.native import ReadResult, read_bank
from quizapp.formats.native_writing import write_question
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.question_types.catalog import BY_NAME
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection, WrongSentence
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from tests.examples import examples
from tests.samples import ALL_SAMPLES
from tests.strategies import QUESTIONS

HEAD = """\
id: bees
title: The Bees
passage:
  text: |
    # The Bees

    When the harbour closed in 1974, the white tower stood empty for eleven years.

    Marta asked for one summer. The tower’s tenants – the bees – stayed.
questions:
"""
EVIDENCE_KEYS: list[dict[str, Any]] = [
    {"keys": "stood empty", "select": 0, "paragraphs": (1,)},
    {
        "keys": ("one summer",),
        "select": 1,
        "paragraphs": (2,),
        "distractors": (WrongSentence("stayed", role="misreading"),),
    },
    {
        "keys": ("When … empty", Quote("bees", prefix="the", suffix="– stayed")),
        "select": 2,
        "paragraphs": (),
        "distractors": (WrongSentence("one", suffix="summer", feedback="“No”: #1"),),
    },
]
"""Keys that stand in the passage of `HEAD`, with what goes with them."""
SUPPRESSED = [HealthCheck.function_scoped_fixture]  # each example writes the same file anew


def read(folder: Path, text: str | bytes) -> ReadResult:
    path = folder / "bank.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return read_bank(path)


def bank_of(folder: Path, text: str) -> Bank:
    result = read(folder, text)
    assert result.problems == ()
    assert result.bank is not None
    return result.bank


def question_of(folder: Path, question: str) -> Any:
    (read_question,) = bank_of(folder, HEAD + question).questions
    return read_question


# What a teacher types stays

_WORDS = """
yes no on off true false Yes NO y n ~ null NULL Null 12:30 1:2:3 017 0o17 0x1F 0b101 1_000 1e3 1.0 .5 -1 +1 .inf .nan
2025-05-08 2025-05-08T12:30:00Z 50% a&b c*d e!f http://example.org/?a=b#c «ja» “yes” ‘no’ don't 5' 6" a:b a#b <<x --a
é ﬁ ² Ⅷ １２ 🐝 👩‍🏫 שלום مرحبا 中文 ไทย हिन्दी
"""
LOOKALIKES = _WORDS.split()


@pytest.mark.parametrize("text", LOOKALIKES)
def test_texts_are_never_taken_for_something_else(tmp_path: Path, text: str) -> None:
    head = HEAD.replace("title: The Bees", f"title: {text}\nauthor: {text}")
    bank = bank_of(
        tmp_path,
        f"""{head}
  - id: choice
    type: single_choice
    stem: {text}
    explanation: {text}
    covers: [F01, {text}]
    options:
      - text: {text}
        key: true
      - another {text}
      - {{text: "more: {text.replace('"', chr(92) + '"')}", feedback: x}}
  - id: sorting
    type: categorize
    stem: Sort.
    categories:
      - {text}
      - another
    statements:
      - text: {text}
        category: {text}
        feedback: {text}
  - id: typing
    type: short_answer
    stem: Type.
    accepted:
      - {text}
    forgive: {{punctuation: no}}
""",
    )

    choice, sorting, typing = bank.questions
    assert (bank.title, bank.author) == (text, text)
    assert isinstance(choice, SingleChoice)
    assert (choice.stem, choice.explanation, choice.covers) == (text, text, ("F01", text))
    assert [option.text for option in choice.options] == [text, f"another {text}", f"more: {text}"]
    assert isinstance(sorting, Categorize)
    assert sorting.categories == (text, "another")
    assert (sorting.statements[0].text, sorting.statements[0].category, sorting.statements[0].feedback) == (text,) * 3
    assert isinstance(typing, ShortAnswer)
    assert [answer.text for answer in typing.accepted] == [text]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *itertools.product(["true", "True", "TRUE", "yes", "Yes", "YES", "on", "ON", '"yes"'], [True]),
        *itertools.product(["false", "False", "FALSE", "no", "No", "NO", "off", "Off"], [False]),
    ],
)
def test_yes_and_no_are_true_and_false_where_that_is_asked(tmp_path: Path, word: str, value: bool) -> None:
    choice, answer = bank_of(
        tmp_path,
        f"""{HEAD}
  - id: a
    type: multiple_choice
    stem: yes or no?
    shuffle: {word}
    options:
      - {{text: yes, pinned: {word}, key: {word}}}
      - {{text: no, key: yes}}
      - perhaps
  - id: b
    type: true_false
    stem: It is so.
    key: {word}
    not_stated: {word}
    options:
      {word}: {{feedback: Right.}}
""",
    ).questions

    assert isinstance(choice, MultipleChoice)
    assert (choice.shuffle, choice.options[0].pinned, choice.options[0].key) == (value, value, value)
    assert isinstance(answer, TrueFalse)
    assert (answer.key, answer.not_stated, list(answer.options)) == (str(value).lower(), value, [answer.key])


@pytest.mark.parametrize("word", ["not_stated", '"not_stated"'])
def test_what_the_passage_does_not_say(tmp_path: Path, word: str) -> None:
    question = question_of(tmp_path, f"  - {{id: a, type: true_false, stem: So., key: {word}}}\n")

    assert question.ids == ("true", "false", "not_stated")


@pytest.mark.parametrize(("written", "number"), [("2", "2"), ("2.50", "2.50"), ("1e2", "100"), (".5", "0.5")])
def test_numbers_are_exact(tmp_path: Path, written: str, number: str) -> None:
    question = question_of(
        tmp_path, f"  - {{id: a, type: true_false, stem: So., key: yes, points: {written}, weight: {written}}}\n"
    )

    assert (question.points, question.weight) == (Decimal(number), Decimal(number))


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, HEAD + "  - {id: a, type: single_choice, stem: So?, options: [{text: a, key: yes}, b]}\n")
    question = bank.question("a")

    assert (bank.language, bank.description, bank.author, bank.license, bank.about) == ("en", "", "", "", None)
    assert isinstance(question, SingleChoice)
    assert (question.points, question.weight, question.skill, question.shuffle) == (1, 1, "", True)


# Short forms


def test_an_option_a_statement_an_item_and_an_answer_may_be_a_text_alone(tmp_path: Path) -> None:
    choice, ordering, answer = bank_of(
        tmp_path,
        HEAD
        + """
  - id: a
    type: single_choice
    stem: Who?
    options:
      - {text: Marta, key: true}
      - The council
  - {id: b, type: ordering, stem: Order., items: [first, {text: second, feedback: No.}, third]}
  - {id: c, type: short_answer, stem: Who?, accepted: [Marta], anticipated: [Eve, {text: Ada}]}
""",
    ).questions

    assert isinstance(choice, SingleChoice)
    assert [option.text for option in choice.options] == ["Marta", "The council"]
    assert isinstance(ordering, Ordering)
    assert [item.text for item in ordering.items] == ["first", "second", "third"]
    assert isinstance(answer, ShortAnswer)
    assert [wrong.text for wrong in answer.anticipated] == ["Eve", "Ada"]


@pytest.mark.parametrize(
    ("written", "evidence"),
    [
        ("stood empty", "stood empty"),
        ("[stood empty, Marta asked]", ("stood empty", "Marta asked")),
        ("{quote: tower, prefix: the white}", Quote("tower", "the white")),
        ("[stood empty, {quote: tower, prefix: the white}]", ("stood empty", Quote("tower", "the white"))),
        ("{quote: stood empty}", Quote("stood empty")),
        ('"the harbour closed in 1974, … eleven years"', "the harbour closed in 1974, … eleven years"),
        ("The tower's tenants - the bees - stayed", "The tower's tenants - the bees - stayed"),
        ("The tower’s   tenants", "The tower’s tenants"),
        ('""', ""),
        ("[]", ()),
    ],
)
def test_evidence_is_a_text_a_list_or_fields(tmp_path: Path, written: str, evidence: object) -> None:
    written = written if written[0] in '"[{' else f'"{written}"'
    question = question_of(tmp_path, f"  - {{id: a, type: true_false, stem: So., key: yes, evidence: {written}}}\n")

    assert question.evidence == (evidence if evidence != "The tower’s tenants" else "The tower’s   tenants")


@pytest.mark.parametrize(("written", "covers"), [("F01", ("F01",)), ("[F01, F02]", ("F01", "F02")), ("[]", ())])
def test_one_code_is_a_list_of_one(tmp_path: Path, written: str, covers: tuple[str, ...]) -> None:
    question = question_of(tmp_path, f"  - {{id: a, type: true_false, stem: So., key: yes, covers: {written}}}\n")

    assert question.covers == covers


def test_json_is_read_too(tmp_path: Path) -> None:
    bank = {
        "id": "bees",
        "title": "Bees",
        "passage": {"text": "# Bees\n\nThe tower."},
        "questions": [{"id": "a", "type": "true_false", "stem": "So.", "key": True, "points": 2.5}],
    }

    assert bank_of(tmp_path, msgspec.json.encode(bank).decode()).question("a").points == Decimal("2.5")


# The bank


def test_the_content_hash_changes_with_the_bank_its_passage_and_its_note(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    files = [bank, tmp_path / "passage.md", tmp_path / "about.md"]
    bank.write_text(
        "id: b\ntitle: B\npassage: {file: passage.md}\nabout: {file: about.md}\n"
        "questions:\n  - {id: a, type: true_false, stem: x, key: true}\n"
    )
    files[1].write_text("Bees.")
    files[2].write_text("About bees.")
    hashes = []
    for file in files:
        hashes.append(bank_of(tmp_path, bank.read_text()).content_hash)
        file.write_text(file.read_text() + "\n")
    hashes.append(bank_of(tmp_path, bank.read_text()).content_hash)

    assert len(set(hashes)) == 4
    assert read_bank(bank).files == tuple(files)


def test_two_questions_with_mistakes_do_not_hide_those_of_a_third(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD + "  - {id: a, type: true_false, stem: x, key: perhaps}\n" * 3)

    assert [problem.code for problem in result.problems] == [
        "not_a_choice",
        "not_a_choice",
        "duplicate_id",
        "not_a_choice",
        "duplicate_id",
    ]


# What is written can be read

_FORBIDDEN = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=_FORBIDDEN))
ODD = st.sampled_from(
    [*LOOKALIKES, "- a", ": ", "a: b", "# no", "a # b", "a\nb", "a\n\n b\n", "\ta", '"', "'", "{", "]"]
)
ODD_TEXT = (TEXT | ODD | st.tuples(TEXT, ODD).map("".join)).filter(lambda text: len(text) < 200)
SHOWN_TEXT = ODD_TEXT.filter(str.strip)
SILENCED = st.dictionaries(st.sampled_from(["option_count", "no: #"]), SHOWN_TEXT)
REMARK = {"feedback": ODD_TEXT, "role": st.sampled_from(["", "misreading", "other_span", "unsupported"])}
OF_ANY_QUESTION = st.fixed_dictionaries(
    {
        "stem": SHOWN_TEXT,
        "explanation": ODD_TEXT,
        "skill": st.sampled_from(["", *SKILLS]),
        "covers": st.lists(ODD_TEXT, max_size=3).map(tuple),
        "silenced": SILENCED,
        "weight": st.decimals(0, 1000, places=2),
        "evidence": st.sampled_from(["", "stood empty", (), ("stood empty",), Quote("tower", "the white")]),
    }
)
OF_EVIDENCE = st.sampled_from(EVIDENCE_KEYS)


@st.composite
def dressed(draw: st.DrawFn, questions: st.SearchStrategy[Question]) -> Question:
    """One of `questions` with every field that can be left out, and with texts of all kinds."""
    question = draw(questions)
    found: dict[str, Any] = draw(OF_ANY_QUESTION)
    for name in ("options", "statements", "items", "accepted", "anticipated"):
        entries = getattr(question, name, None)
        if isinstance(entries, tuple) and entries and isinstance(entries[-1], msgspec.Struct):
            entry = entries[-1]
            changes = {field: draw(value) for field, value in REMARK.items() if hasattr(entry, field)}
            if getattr(entry, "key", False):
                changes.pop("role")
            found[name] = (*entries[:-1], msgspec.structs.replace(entry, **changes))
    if isinstance(question, EvidenceSelection):
        found |= draw(OF_EVIDENCE)
    return msgspec.structs.replace(question, **found)


DRESSED = {name: dressed(questions) for name, questions in QUESTIONS.items()}
GOOD_DRESSED = {name: made.filter(lambda question: not any(question.mistakes())) for name, made in DRESSED.items()}


@pytest.mark.parametrize("name", BY_NAME)
@settings(max_examples=examples(60), suppress_health_check=SUPPRESSED)
@given(data=st.data())
def test_a_question_that_is_written_is_read_as_the_same(tmp_path: Path, name: str, data: st.DataObject) -> None:
    question = data.draw(GOOD_DRESSED[name])
    indented = write_question(question)
    again = question_of(tmp_path, indented)

    assert again == question
    assert write_question(again) == indented


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.question.id)
def test_a_sample_that_is_written_is_read_as_the_same(tmp_path: Path, sample: Any) -> None:
    question = msgspec.structs.replace(sample.question, evidence=())
    result = read(tmp_path, HEAD + write_question(question))

    told = {problem.code for problem in result.problems}
    assert told <= {  # the samples are about another passage
        "evidence_not_found",
        "evidence_not_found_suggest",
        "prefix_not_found",
        "no_such_paragraph",
    }
    if not told:
        assert result.bank is not None
        assert result.bank.questions == (question,)


# Anything at all


def assert_bank_or_problems(result: ReadResult, data: bytes) -> None:
    assert (result.bank is None) == bool(result.problems)
    lines = max(1, len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")))
    for problem in result.problems:
        assert problem.code in PROBLEM_TEXTS
        assert len(str(problem).splitlines()) == 1
        assert 0 <= problem.line <= lines


GOOD = (Path(__file__).parents[2] / "questions" / "README.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
ALL = [
    GOOD + "".join(textwrap.indent(write_question(sample.question), "  ") for sample in ALL_SAMPLES[at::6])
    for at in range(6)
]
"""Banks that have all samples among them."""


PIECES = st.sampled_from(
    ["", *GOOD.split("\n"), *GOOD.split(), *[":", "- ", '"', "'", "[", "}", "\t", "&a ", "*a", "\n", "\0", "|"]]
)


@settings(max_examples=examples(300), suppress_health_check=SUPPRESSED)
@given(data=st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"a: \xf0\x9f\x90")
def test_any_bytes_are_read_or_told(tmp_path: Path, data: bytes) -> None:
    assert_bank_or_problems(read(tmp_path, data), data)


@settings(max_examples=examples(600), suppress_health_check=SUPPRESSED)
@given(
    text=st.text("ab1 \n\t\r:-?[]{},&*!|>'\"%@`#\\<=~.é\u2028\u202e\ufeff", max_size=60)
    | st.lists(PIECES, max_size=30).map(" ".join)
    | st.lists(PIECES, max_size=30).map("\n".join)
)
def test_anything_like_yaml_is_read_or_told(tmp_path: Path, text: str) -> None:
    assert_bank_or_problems(read(tmp_path, text), text.encode())


@settings(max_examples=examples(500), suppress_health_check=SUPPRESSED)
@given(data=st.data(), bank=st.sampled_from([GOOD, *ALL]))
def test_a_bank_with_something_changed_is_read_or_told(tmp_path: Path, data: st.DataObject, bank: str) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(bank)))
        end = min(len(bank), start + data.draw(st.integers(0, 40)))
        match data.draw(st.sampled_from(["delete", "repeat", "replace", "move"])):
            case "delete":
                bank = bank[:start] + bank[end:]
            case "repeat":
                bank = bank[:end] + bank[start:end] + bank[end:]
            case "replace":
                bank = bank[:start] + data.draw(PIECES) + bank[end:]
            case "move":
                to = data.draw(st.integers(0, len(bank)))
                bank = bank[:to] + bank[start:end] + bank[to:]

    assert_bank_or_problems(read(tmp_path, bank), bank.encode())


@settings(max_examples=examples(300), suppress_health_check=SUPPRESSED)
@given(text=st.lists(st.sampled_from([*"#>*_`-+1.) \\&;<a\n", "\n\n", "    ", "***", "```", "- ", "> "])).map("".join))
def test_any_passage_is_read_or_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "passage.md").write_bytes(text.encode())
    bank = "id: b\ntitle: B\npassage: {file: passage.md}\nquestions: [{id: a, type: true_false, stem: x, key: true}]\n"

    result = read(tmp_path, bank)

    assert (result.bank is None) == bool(result.problems)
    if result.bank is not None:
        assert result.bank.passage.words >= 1 or result.bank.passage.text.strip()


def test_a_bank_has_the_same_hash_in_every_version_of_the_program(tmp_path: Path) -> None:
    """Attempts know their bank by it."""
    (tmp_path / "p.md").write_bytes(b"The tower stood.\n")
    (tmp_path / "b.yaml").write_bytes(
        b"id: b\ntitle: B\npassage: {file: p.md}\nquestions: [{id: q, type: true_false, stem: So?, key: true}]\n"
    )
    bank = read_bank(tmp_path / "b.yaml").bank
    assert bank is not None
    assert bank.content_hash == "f21e5c5d1b4148a66fb3d2689b2cdc31c5974148980543c7cd114300ab1ac898"
