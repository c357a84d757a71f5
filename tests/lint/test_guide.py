"""The table of rules in the guide for authors is the catalog's: `python -m tests.lint.test_guide` writes it anew."""

from pathlib import Path

from quizapp.lint.catalog import RULES

GUIDE = Path(__file__).parents[2] / "questions" / "README.md"
START = "| rule | | why it is there | how to fix it | from |"
END = "\n\nFrom: "


def table() -> str:
    """The table of all rules, a line each; the languages of those that need words stand behind the name."""
    lines = [START, "|---|---|---|---|---|"]
    for rule in RULES:
        spoken = f" ({', '.join(rule.languages)})" if rule.languages else ""
        lines.append(f"| `{rule.name}`{spoken} | {rule.severity} | {rule.reason} | {rule.remedy} | {rule.source} |")
    return "\n".join(lines)


def test_the_guide_has_the_table_of_the_catalog() -> None:
    guide = GUIDE.read_text("utf-8")
    written = START + guide.split(START)[1].split(END)[0]
    assert written == table()


def test_every_source_is_named_in_full_below_the_table() -> None:
    sources = {source.strip() for rule in RULES for source in rule.source.split(";") if source.strip()}
    listed = GUIDE.read_text("utf-8").split(END)[1].split("\n\n")[0]
    for source in sources:
        author = source.removeprefix("STARC: ").split(",")[0].split(" & ")[0].split(" and ")[0].split(" 2")[0]
        assert author in listed, source


if __name__ == "__main__":
    text = GUIDE.read_text("utf-8")
    before, _, rest = text.partition(START)
    GUIDE.write_text(f"{before}{table()}{END}{rest.partition(END)[2]}", encoding="utf-8")
