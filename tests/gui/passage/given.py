"""What there is at the beginning of the stories about a passage."""

from tests.gui.conftest import EVERY_TYPE
from tests.gui.story import given

GLOSSARY = """\
glossary:
  - word: tower
    forms: [towers]
    meaning: A high, narrow building.
  - word: keeper
    meaning: Somebody who looks after a place.
  - word: unanimous
    meaning: Agreed to by everybody.
"""
LEVELS = """\
levels:
  - id: standard
    name: As it was written
  - id: easier
    name: Easier to read
    text: |
"""


def write_bank(folder):
    """Write a bank of its own, whose passage has word meanings, and an easier level with another fourth paragraph."""
    source = (
        EVERY_TYPE.read_text("utf-8").replace("id: every-type", "id: bees").replace("title: Every type", "title: Bees")
    )
    head, _, rest = source.partition("about:\n")
    text = head.partition("  text: |\n")[2].replace(
        "In the first year, the bees made nine jars of honey, and the keeper wrote each of them down in a thin green book.",  # noqa: E501
        "The first year brought nine jars of honey.",
    )
    assert "brought" in text
    level = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    (folder / "banks" / "bees.yaml").write_text(f"{head}{LEVELS}{level}{GLOSSARY}about:\n{rest}", "utf-8")


@given("a text with word meanings and two levels")
def a_text_with_word_meanings(start, tmp_path):
    write_bank(tmp_path / "quizapp")
    return start(), {}
