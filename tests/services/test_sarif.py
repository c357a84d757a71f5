"""What a check found, as SARIF: each rule, each result with its rule and place, and nothing that is not known."""

from pathlib import Path

from quizapp.lint.catalog import RULES
from quizapp.lint.finding import Finding
from quizapp.problems import Problem
from quizapp.services.linting import PlacedFinding
from quizapp.services.sarif import SCHEMA, sarif_log
from quizapp.texts import ENGLISH

WORDS = next(rule for rule in RULES if rule.languages and rule.source)
PLAIN = next(rule for rule in RULES if not rule.languages)


def test_each_problem_and_finding_is_a_result_at_its_place(tmp_path: Path) -> None:
    absolute = tmp_path / "a bank.yaml"
    problems = (
        Problem("missing_field", "a/bank ü.yaml", 3, "questions[1]", {"name": "{stem}"}, "q"),
        Problem("file_missing", str(absolute), 0, "", {}),
        Problem("missing_field", "b.yaml", 1, "", {"name": "title"}),
        Problem("text_after_hash", "b.yaml", 4, "", {"text": "# no"}),
    )
    told = (
        PlacedFinding(Finding(WORDS.name, "warning", ("questions", 1, "stem"), "Say {this}."), "b.yaml", 7, 5, "q"),
        PlacedFinding(Finding(PLAIN.name, "error", (), "Too few."), "b.yaml", 0, 0, ""),
    )
    silenced = (PlacedFinding(Finding(WORDS.name, "warning", ("title",), "Hm."), "b.yaml", 2, 0, "", "It is a name."),)
    log = sarif_log(problems, told, silenced, "1.2.3", ENGLISH)
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("Quizapp", "1.2.3")
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == ["file_missing", "missing_field", "text_after_hash", *(rule.name for rule in RULES)]
    assert [(each["ruleId"], each["level"], bool(each["suppressions"])) for each in run["results"]] == [
        ("missing_field", "error", False),
        ("file_missing", "error", False),
        ("missing_field", "error", False),
        ("text_after_hash", "warning", False),
        (WORDS.name, "warning", False),
        (PLAIN.name, "error", False),
        (WORDS.name, "warning", True),
    ]
    assert [ids[each["ruleIndex"]] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    assert run["results"][-1]["suppressions"] == [{"kind": "inSource", "justification": "It is a name."}]

    def place(uri: str, region: dict[str, int] | None = None, field: str = "") -> list[dict[str, object]]:
        physical: dict[str, object] = {"artifactLocation": {"uri": uri}}
        logical = {"logicalLocations": [{"fullyQualifiedName": field, "kind": "element"}]} if field else {}
        return [{"physicalLocation": physical | ({"region": region} if region else {}), **logical}]

    assert [each["locations"] for each in run["results"]] == [
        place("a/bank%20%C3%BC.yaml", {"startLine": 3}, "questions[1]"),
        place(absolute.as_uri()),
        place("b.yaml", {"startLine": 1}),
        place("b.yaml", {"startLine": 4}),
        place("b.yaml", {"startLine": 7, "startColumn": 5}, "questions[2].stem"),
        place("b.yaml"),
        place("b.yaml", {"startLine": 2}, "title"),
    ]
    says = [each["message"]["text"] for each in run["results"]]
    assert says[0].replace("{{", "{").replace("}}", "}") == f"{problems[0].what()} {problems[0].remedy()}"
    assert "{{stem}}" in says[0]
    assert says[5] == f"Too few. {PLAIN.remedy}"


def test_each_rule_says_its_reason_its_remedy_and_what_it_knows() -> None:
    (run,) = sarif_log((Problem("missing_field", "a", 1, "", {"name": "x"}),), (), (), "1", ENGLISH)["runs"]
    assert run["results"][0]["ruleIndex"] == 0
    problem, *rules = run["tool"]["driver"]["rules"]
    assert set(problem) == {"id", "shortDescription", "help"}
    assert "…" in problem["shortDescription"]["text"] + problem["help"]["text"]
    assert "{" not in str(problem["shortDescription"]["text"] + problem["help"]["text"])
    assert len(rules) == len(RULES)
    for told, rule in zip(rules, RULES, strict=True):
        assert told["shortDescription"]["text"] == rule.reason
        assert told["fullDescription"]["text"] == (f"{rule.reason} ({rule.source})" if rule.source else rule.reason)
        assert told["help"]["text"] == f"{rule.reason} {rule.remedy}"
        assert told["defaultConfiguration"] == {"level": rule.severity}
        properties = {"tags": ["item-writing"]}
        properties |= {"source": rule.source} if rule.source else {}
        properties |= {"languages": list(rule.languages)} if rule.languages else {}
        assert told["properties"] == properties
