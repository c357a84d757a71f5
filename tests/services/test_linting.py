"""The check of good questions in files: each finding at its line, in its question, with the reason that silences it."""

from pathlib import Path

from quizapp.formats.native import read_bank
from quizapp.services.linting import check_file, covered_texts
from quizapp.texts import ENGLISH

BANK = """\
id: bees
title: The Bees
silenced:
  no_feedback: A bank to be tried with.
  evidence_missing: Nobody is asked for it.
passage:
  text: |
    # The Bees

    The harbor closed in 1974. The tower stood empty for eleven years.

    Bees moved in. *Nobody* saw them.
questions:
  - {id: who, type: short_answer, stem: Who moved in?, accepted: [bees]}
  - id: side
    type: single_choice
    stem: When did the harbor close?
    evidence: closed in 1974
    options: [{text: In 1974, key: true}, Later]
  - id: told
    type: single_choice
    stem: When did the harbor close, then?
    silenced: {option_count: There are two.}
    evidence: closed in 1974
    options: [{text: In 1974, key: true}, Never]
"""


def test_findings_stand_in_the_order_of_the_file_and_silenced_ones_have_their_reason(tmp_path: Path) -> None:
    file = tmp_path / "bees.yaml"
    file.write_text(BANK)
    checked = check_file(read_bank(file))
    told = [(each.finding.rule, each.line, each.column, each.question, each.reason) for each in checked.told]
    assert ("option_count", 19, 5, "side", "") in told
    assert [each[1:3] for each in told] == sorted(each[1:3] for each in told)
    assert {each.file for each in checked.told} == {str(file)}
    silenced = [(each.finding.rule, each.line, each.question, each.reason) for each in checked.silenced]
    assert ("evidence_missing", 14, "who", "Nobody is asked for it.") in silenced
    assert ("option_count", 25, "told", "There are two.") in silenced
    assert {each[3] for each in silenced if each[0] == "no_feedback"} == {"A bank to be tried with."}
    assert [each[1] for each in silenced] == sorted(each[1] for each in silenced)
    finding = next(each for each in checked.told if each.finding.rule == "option_count")
    assert (finding.field, finding.rule.name) == ("questions[2].options", "option_count")
    assert ENGLISH.say(finding.message) == (
        "There are only 2 options to choose from. Offer three to five options; where several are right, up to eight."
    )
    file.write_text("id: bees\n")
    assert check_file(read_bank(file)) == ((), ())
    file.write_text(BANK[: BANK.index("  - id: side")])
    alone = check_file(read_bank(file)).told
    assert [(each.question, each.line) for each in alone if each.finding.rule == "unused_silence"] == [("", 4), ("", 5)]
    assert "option_count" not in {each.finding.rule for each in alone}


def test_banks_about_one_text_cover_it_together(tmp_path: Path) -> None:
    passage = BANK[BANK.index("    # The Bees") : BANK.index("questions:")].replace("    ", "")
    (tmp_path / "bees.md").write_text(passage)
    questions = {
        "a": "  - {id: q, type: true_false, stem: So?, key: true, evidence: closed in 1974}\n",
        "b": "  - {id: q, type: true_false, stem: So?, key: true, evidence: Bees moved in}\n",
        "es": "  - {id: q, type: true_false, stem: So?, key: true, evidence: Bees moved in}\n",
    }
    results = []
    for name, question in questions.items():
        file = tmp_path / f"{name}.yaml"
        language = "language: es\n" if name == "es" else ""
        file.write_text(f"id: {name}\ntitle: T\n{language}passage: {{file: bees.md}}\nquestions:\n{question}")
        results.append(read_bank(file))
    (tmp_path / "own.yaml").write_text(BANK)
    (tmp_path / "none.yaml").write_text(f"id: none\ntitle: T\nquestions:\n{questions['a'].split(', evidence')[0]}}}\n")
    (tmp_path / "bad.yaml").write_text("id: bad\n")
    results += [read_bank(tmp_path / f"{name}.yaml") for name in ("own", "none", "bad")]
    found = [
        (Path(each.file).name, each.language, len(each.coverage.sentences), len(each.coverage.free))
        for each in covered_texts(results)
    ]
    assert found == [("bees.md", "en", 4, 2), ("bees.md", "es", 4, 3), ("own.yaml", "en", 4, 3)]
