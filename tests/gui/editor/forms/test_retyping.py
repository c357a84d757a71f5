"""Another type for a question that is written already, for every pair of types."""

from copy import deepcopy

import msgspec

from quizapp.formats.native_writing import write_question
from quizapp.formats.question_reading import QuestionReading
from quizapp.formats.yaml_events import read_yaml
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
