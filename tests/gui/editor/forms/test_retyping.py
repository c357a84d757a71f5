"""Another type for a question that is written already, for every pair of types."""

from copy import deepcopy

import msgspec

from quizapp.formats.native_writing import write_question
from quizapp.formats.question_reading import QuestionReading
from quizapp.formats.yaml_events import read_yaml
from quizapp.gui.editor.forms.catalog import STARTS
from quizapp.gui.editor.forms.retyping import new_question, retyped
from quizapp.question_types.catalog import BY_NAME
from tests.samples import SAMPLES


def raw_of(question):
    return read_yaml(write_question(question).encode()).root[0]


def mistakes_of_form(raw):
    """What is wrong with the form of `raw`: a field that its type doesn't have or needs, a value of another shape."""
    mistakes = []
    QuestionReading(mistakes).converted(raw, ())
    return mistakes


def test_every_type_can_become_every_other_one():
    for name, samples in SAMPLES.items():
        for sample in samples[:2]:
            raw = raw_of(sample.question)
            for other in BY_NAME:
                was = deepcopy(raw)
                new = retyped(raw, other)
                assert raw == was
                told = (name, other, sample.name)
                assert (new["type"], new["id"], new["stem"]) == (other, raw["id"], raw["stem"]), told
                shared = {"skill", "weight", "evidence", "explanation", "covers"} & set(raw)
                assert {field: new.get(field) for field in shared} == {field: raw[field] for field in shared}, told
                assert not mistakes_of_form(new), told
                if other == name:
                    assert new == raw


def test_a_new_question_of_each_type_has_all_the_fields_that_the_type_needs():
    for name, record in BY_NAME.items():
        raw = new_question(name, "new")
        needed = {field.encode_name for field in msgspec.structs.fields(record) if field.required}
        assert needed <= set(raw)
        assert not [each for each in mistakes_of_form(raw) if each.code == "missing_field"]


CHOICE = [{"text": "Ada", "key": "true", "feedback": "Yes."}, {"text": "Bo", "role": "misreading"}, "Cy"]
SORTED = [{"text": "Asked", "category": "Ada", "feedback": "No."}, {"text": "Left", "category": "Bo"}]
CARRIED = [
    ("single_choice", "multiple_choice", {"options": CHOICE}, {"options": CHOICE}),
    (
        "single_choice",
        "short_answer",
        {"options": CHOICE},
        {
            "accepted": [{"text": "Ada", "feedback": "Yes."}],
            "anticipated": [{"text": "Bo", "role": "misreading"}, "Cy"],
        },
    ),
    (
        "short_answer",
        "single_choice",
        {
            "accepted": [{"text": "Ada", "feedback": "Yes."}, "Ada B."],
            "anticipated": [{"text": "Bo", "role": "unsupported"}],
        },
        {"options": [{"text": "Ada", "feedback": "Yes.", "key": "true"}, {"text": "Bo", "role": "unsupported"}]},
    ),
    ("short_answer", "multiple_choice", {"accepted": ["Ada"]}, {"options": [{"text": "Ada", "key": "true"}]}),
    ("short_answer", "ordering", {"accepted": ["Ada", {"text": "Bo", "share": "0.5"}]}, {"items": ["Ada", "Bo"]}),
    (
        "categorize",
        "table",
        {"categories": ["Ada", "Bo"], "statements": SORTED},
        {
            "columns": ["Ada", "Bo"],
            "rows": [{"text": "Asked", "key": "Ada", "feedback": "No."}, {"text": "Left", "key": "Bo"}],
        },
    ),
    (
        "table",
        "matching",
        {"columns": ["Ada", "Bo"], "rows": [{"text": "Asked", "key": "Bo"}]},
        {"options": ["Ada", "Bo"], "prompts": [{"text": "Asked", "option": "Bo"}]},
    ),
    (
        "ordering",
        "categorize",
        {"items": ["Asked", "Left"]},
        {"statements": [{"text": "Asked", "category": ""}, {"text": "Left", "category": ""}]},
    ),
    (
        "gap_fill",
        "word_bank",
        {"text": "[1] and [2]", "gaps": [{"accepted": ["Ada", "A."]}, {"accepted": [{"text": "Ada"}]}]},
        {"text": "[1] and [2]", "words": ["Ada"], "gaps": [{"key": "Ada"}, {"key": "Ada"}]},
    ),
    (
        "inline_choice",
        "gap_fill",
        {"text": "[1]", "gaps": [{"options": ["Bo", {"text": "Ada", "key": "true"}]}]},
        {"text": "[1]", "gaps": [{"accepted": ["Ada"]}]},
    ),
    (
        "word_bank",
        "inline_choice",
        {"text": "[1]", "words": ["Ada", "Bo"], "gaps": [{"key": ["Ada", "Bo"]}]},
        {"text": "[1]", "gaps": [{"options": [{"text": "Ada", "key": "true"}, ""]}]},
    ),
    ("riddle", "true_false", {"stem": "Who?", "riddle": "x"}, {"key": "true", "stem": "Who?", "riddle": "x"}),
]
"""A type, another one, the fields of the first, and those of the other."""


def test_what_both_types_have_is_carried_in_the_form_of_the_other():
    for name, other, fields, carried in CARRIED:
        was = deepcopy(fields)
        new = retyped({"type": name, **fields}, other)
        starts = {field: value for field, value in STARTS[other].items() if field not in carried}
        assert new == {"type": other, **starts, **carried}, (name, other)
        assert fields == was
