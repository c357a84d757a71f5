"""Each rule that looks at all questions of a bank, against banks that trip it and others that do not.

They stand in `data/lint/banks`: as lists of questions, in the short form of `test_rules`, or by a pattern:

- `keys`: places of the keys of single choices that are not shuffled; `options` is how many options each has
- `tf`: the answers to statements: T, F, or N for “the passage does not say”
- `lengths`, `hedges`: K where the longest, or the only careful, option is the key; D where a distractor is
- `tables`, `sorts`: the columns of the rows of each table, or the categories of what is sorted
- `rests`: the sentence of the passage that each question rests on, from 1
- `told`: how many of two distractors have feedback
- `skills`: the skill of each question by its letter, o for none; `stems`: stems of typed answers
"""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import yaml

from quizapp.domain.bank import Bank
from quizapp.formats.question_reading import QuestionReading
from quizapp.lint.catalog import RULES
from quizapp.lint.checking import check_across
from tests.lint.test_rules import DATA, FEWEST, _texts, expanded, passage_of

BANKS = DATA / "banks"
OPTIONS = ("The harbor", "The county", "The gulls", "The mayor", "The tower")
SKILLS = {"l": "locate", "i": "interpret", "e": "evaluate", "d": "distinguish", "v": "vocabulary", "o": ""}
HEDGED = {"en": "It may have rained", "es": "Tal vez haya llovido", "pt": "Talvez tenha chovido"}


def samples() -> dict[str, dict[str, list[Any]]]:
    """The banks of each rule: those that trip it, and those that are clean."""
    found: dict[str, dict[str, list[Any]]] = yaml.load(
        (BANKS / "patterns.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    for path in sorted(BANKS.glob("*.yaml")):
        if path.stem != "patterns":
            found[path.stem] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found


def single(stem: str, key: int, texts: tuple[str, ...], **more: Any) -> dict[str, Any]:
    options = [{"text": text, "key": "true"} if at == key else {"text": text} for at, text in enumerate(texts)]
    return {"type": "single_choice", "stem": stem, "options": options, **more}


def entries_of(bank: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The questions that a pattern stands for."""
    language = bank.get("language", "en")
    for at, letter in enumerate(bank.get("keys", "")):
        shuffle = str(bank.get("shuffle", False)).lower()
        yield single(f"Who is number {at}?", "ABCDE".index(letter), OPTIONS[: bank.get("options", 4)], shuffle=shuffle)
    for letter in bank.get("tf", ""):
        answer = {"T": "true", "F": "false", "N": "not_stated"}[letter]
        yield {"type": "true_false", "stem": "The tower was kept.", "key": answer, "not_stated": "true"}
    for letter in bank.get("lengths", ""):
        yield single("Who won?", 0 if letter == "K" else 1, ("The keeper of the tower at Saltmarsh", "Bees", "Gulls"))
    for letter in bank.get("hedges", ""):
        careful = HEDGED[language] if letter != "." else "Llovió"
        yield single("What was it?", 1 if letter == "D" else 0, (careful, "Un gato", "Un pato"))
    for field, parts, type_ in (("columns", "rows", "table"), ("categories", "statements", "categorize")):
        for keys in bank.get("tables" if type_ == "table" else "sorts", []):
            key = "key" if type_ == "table" else "category"
            rows = [{"text": f"row {at}", key: letter} for at, letter in enumerate(keys)]
            yield {"type": type_, "stem": "Sort.", field: sorted(set(keys)), parts: rows}
    sentences = [each.name for each in passage_of({}).sentences]
    for number in bank.get("rests", []):
        yield {
            "type": "short_answer", "stem": "Who?", "accepted": ["Marta"], "evidence": sentences[number - 1],
        }  # fmt: skip
    for count in bank.get("told", []):
        entry = single("Who won?", 0, OPTIONS[:3])
        for option in entry["options"][1 : 1 + count]:
            option["feedback"] = "See paragraph 2."
        yield entry
    for stem in bank.get("stems", []):
        yield {"type": "short_answer", "stem": stem, "accepted": ["Marta"]}
    yield from map(expanded, bank.get("list", []))


def bank_of(sample: Any) -> Bank:
    sample = {"list": sample} if isinstance(sample, list) else sample
    entries = list(entries_of(sample))
    skills = [SKILLS[letter] for letter in sample.get("skills", "")]
    if not entries:
        entries = [{"type": "true_false", "stem": "The tower was kept.", "key": "true"} for _ in skills]
    mistakes: list[Any] = []
    questions = []
    for at, entry in enumerate(entries):
        entry = {**entry, "id": f"q{at + 1}", **({"skill": skills[at]} if skills and skills[at] else {})}
        question = QuestionReading(mistakes).converted(_texts(entry), ("questions", at)).record
        assert question is not None, mistakes
        questions.append(question)
    assert mistakes == []
    passage = passage_of(sample)
    return Bank(
        id="bees",
        title="Bees",
        description="",
        language=sample.get("language", "en"),
        author="",
        license="",
        passage=msgspec.structs.replace(passage),
        about=None,
        questions=tuple(questions),
        content_hash="",
        blueprint=sample.get("blueprint", {}),
    )


def rules_found(sample: Any) -> set[str]:
    return {finding.rule for finding in check_across(bank_of(sample)).told}


@pytest.mark.parametrize("rule", samples())
def test_a_rule_finds_what_it_is_for_and_nothing_else(rule: str) -> None:
    banks = samples()[rule]
    assert min(len(banks["trips"]), len(banks["clean"])) >= FEWEST

    missed = [bank for bank in banks["trips"] if rule not in rules_found(bank)]
    false = [bank for bank in banks["clean"] if rule in rules_found(bank)]

    assert missed == []
    assert false == []


def test_every_rule_of_a_bank_has_samples() -> None:
    assert set(samples()) == {rule.name for rule in RULES if rule.check_bank is not None}
