"""The rules look at questions of every type, with any text in any language, and point to places that are there."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.lint.checking import check_bank, check_question
from quizapp.lint.coverage import coverage_of
from quizapp.problems import Path
from quizapp.texts import ENGLISH
from tests import samples
from tests.canaries import CANARY_BANK
from tests.examples import examples
from tests.samples import BANK
from tests.strategies import QUESTIONS

ANY = st.sampled_from(sorted(QUESTIONS)).flatmap(QUESTIONS.__getitem__)
LANGUAGES = st.sampled_from(["en", "es-MX", "pt-BR", "de", "zh", "ar", ""])
SAMPLES = [
    sample.question
    for group in vars(samples).values()
    if isinstance(group, tuple)
    for sample in group
    if isinstance(sample, samples.Sample)
]


def with_questions(questions: list[Question], language: str) -> Bank:
    named = tuple(msgspec.structs.replace(question, id=f"q{at}") for at, question in enumerate(questions))
    return msgspec.structs.replace(BANK, questions=named, language=language)


def leads_somewhere(value: Any, path: Path) -> bool:
    """Tells whether `path` names fields and entries of a bank; a text may stand for a record with it alone."""
    for part in path:
        if isinstance(value, str):
            return part in ("text", 0)
        if isinstance(value, tuple | dict):
            if isinstance(value, tuple) and not (isinstance(part, int) and part < len(value)):
                return False
            value = value[part]
        elif hasattr(value, str(part)):
            value = getattr(value, str(part))
        else:
            return False
    return True


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(questions=st.lists(ANY, min_size=1, max_size=6), language=LANGUAGES)
def test_any_bank_is_checked(questions: list[Question], language: str) -> None:
    bank = with_questions(questions, language)

    found = check_bank(bank)

    for finding in found.told:
        assert ENGLISH.say(finding.message)
        assert leads_somewhere(bank, finding.path), finding
    alone = [
        each for at, question in enumerate(bank.questions) for each in check_question(question, bank.passage, at).told
    ]
    assert set(map(str, alone)) <= set(map(str, found.told))
    assert coverage_of([bank]) is not None


def test_samples_of_every_type_are_checked_with_all_that_they_can_have() -> None:
    bare = with_questions([question.without_key() for question in SAMPLES], "en")
    assert check_bank(msgspec.structs.replace(bare, has_key=False)).told == ()
    for language in ("en", "es"):
        bank = with_questions([*SAMPLES, *CANARY_BANK.questions], language)
        for finding in check_bank(bank).told:
            assert leads_somewhere(bank, finding.path), finding
