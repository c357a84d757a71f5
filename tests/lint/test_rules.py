"""Each rule of one question against samples that trip it, and others that do not.

They stand in `data/lint/RULE.yaml`, written as an author would, with two short forms: `q` is the stem, and `o` the
options, of which those that begin with + are keys. `language` and `nopassage` are about the sample, not the question.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from quizapp.domain.passage import Passage, read_passage
from quizapp.formats.question_reading import QuestionReading
from quizapp.lint.catalog import BY_NAME, RULES
from quizapp.lint.checking import check_question
from quizapp.problems import Mistake

DATA = Path(__file__).parents[1] / "data" / "lint"
SAMPLES = sorted(path.stem for path in DATA.glob("*.yaml"))
FEWEST = 6


def expanded(sample: dict[str, Any]) -> dict[str, Any]:
    """A sample as an author writes the question."""
    entry = {name: value for name, value in sample.items() if name not in ("q", "o", "language", "nopassage")}
    if "q" in sample:
        entry["stem"] = sample["q"]
    entry.setdefault("type", "single_choice")
    if "o" in sample:
        entry["options"] = [
            {"text": each[1:], "key": "true"} if isinstance(each, str) and each.startswith("+") else each
            for each in sample["o"]
        ]
    return {"id": "sample", **entry}


def passage_of(sample: dict[str, Any]) -> Passage:
    markdown = "" if sample.get("nopassage") else (DATA / "passage.md").read_text("utf-8")
    return msgspec.structs.replace(read_passage(markdown, "Bees"), language=sample.get("language", "en"))


def rules_found(sample: dict[str, Any]) -> set[str]:
    """The rules that find something in a sample."""
    mistakes: list[Mistake] = []
    question = QuestionReading(mistakes).converted(_texts(expanded(sample)), ("questions", 0)).record
    assert question is not None, mistakes
    assert mistakes == [], sample
    passage = passage_of(sample)
    question.attach(passage)
    if sample.get("language", "en") == "en" and passage.blocks:
        assert list(question.evidence_mistakes(passage)) == [], sample
    return {finding.rule for finding in check_question(question, passage, 0).told}


def _texts(value: Any) -> Any:
    """All scalars as the texts that our reader of YAML gives."""
    if isinstance(value, dict):
        return {str(name).lower() if isinstance(name, bool) else name: _texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("rule", SAMPLES)
def test_a_rule_finds_what_it_is_for_and_nothing_else(rule: str) -> None:
    assert rule in BY_NAME
    samples = yaml.load((DATA / f"{rule}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert min(len(samples["trips"]), len(samples["clean"])) >= FEWEST

    missed = [sample for sample in samples["trips"] if rule not in rules_found(sample)]
    false = [sample for sample in samples["clean"] if rule in rules_found(sample)]

    assert missed == []
    assert false == []


def test_every_rule_of_one_question_has_samples() -> None:
    assert set(SAMPLES) == {rule.name for rule in RULES if rule.check_item is not None}
