"""The check as a whole: what is told, what is silenced, and what is amiss in the silencing."""

from pathlib import Path

from quizapp.domain.bank import Bank
from quizapp.formats.native import read_bank
from quizapp.lint.catalog import BY_NAME, RULES
from quizapp.lint.checking import Findings, check_across, check_bank, check_question

HEAD = "id: bees\ntitle: The Bees\n"
TWO = (
    "{id: %s, type: single_choice, stem: Which side?, "
    "options: [{text: On the left, feedback: See the map.}, {text: On the right, key: true}]%s}"
)


def bank_of(folder: Path, header: str, *questions: str) -> Bank:
    path = folder / "bank.yaml"
    path.write_text(f"{HEAD}{header}questions:\n" + "".join(f"  - {each}\n" for each in questions), encoding="utf-8")
    result = read_bank(path)
    assert result.bank is not None, result.problems
    return result.bank


def told(findings: Findings) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.rule, finding.path) for finding in findings.told]


def silenced(findings: Findings) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.rule, finding.path) for finding in findings.silenced]


def test_a_rule_is_silenced_in_one_question_or_in_the_whole_bank(tmp_path: Path) -> None:
    quiet = ", silenced: {option_count: A harbor has two sides.}"
    bank = bank_of(tmp_path, "", TWO % ("a", ""), TWO % ("b", quiet))
    at = ("questions", 0, "options")

    assert ("option_count", at) in told(check_bank(bank))
    assert silenced(check_bank(bank)) == [("option_count", ("questions", 1, "options"))]
    assert ("option_count", at) in told(check_question(bank.questions[0], bank.passage, 0))
    assert told(check_question(bank.questions[0], bank.passage, 0, {"option_count": "So."})) == []

    bank = bank_of(tmp_path, "silenced: {option_count: Two sides each.}\n", TWO % ("a", ""))
    assert told(check_bank(bank)) == []
    assert silenced(check_bank(bank)) == [("option_count", at)]


def test_what_silences_nothing_is_told(tmp_path: Path) -> None:
    quiet = ", silenced: {option_count: So it is., option_cuont: So it is., same_options: So it is.}"
    bank = bank_of(tmp_path, "silenced: {row_pattern2: So., unpinned_catch_all: So.}\n", TWO % ("a", quiet))

    assert told(check_bank(bank)) == [
        ("unknown_rule", ("silenced", "row_pattern2")),
        ("unused_silence", ("silenced", "unpinned_catch_all")),
        ("unknown_rule", ("questions", 0, "silenced", "option_cuont")),
        ("unused_silence", ("questions", 0, "silenced", "same_options")),
    ]
    suggested = str(check_bank(bank).told[2].message)
    assert suggested == "There is no rule “option_cuont”. Did you mean “option_count”?"
    alone = check_question(bank.questions[0], bank.passage, 0)
    assert told(alone) == [("unknown_rule", ("questions", 0, "silenced", "option_cuont"))]


def test_one_question_and_all_together_find_what_the_whole_bank_finds(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "", TWO % ("a", ""), TWO % ("b", ""))
    alone = [
        finding for at, each in enumerate(bank.questions) for finding in check_question(each, bank.passage, at).told
    ]

    assert sorted([*alone, *check_across(bank).told], key=str) == sorted(check_bank(bank).told, key=str)


def test_every_rule_has_a_name_of_its_own_a_reason_and_a_remedy() -> None:
    assert len(BY_NAME) == len(RULES)
    for rule in RULES:
        assert rule.name.replace("_", "").isalpha()
        assert rule.name.islower()
        assert rule.reason.endswith(".")
        assert rule.remedy.endswith(".")
        assert rule.source or rule.name in ("unknown_rule", "unused_silence")
