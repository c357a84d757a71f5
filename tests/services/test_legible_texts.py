"""Signs that no bank may hold go from imported texts, and nothing else."""

from msgspec.structs import replace

from quizapp.services.legible_texts import legible_bank, legible_question
from tests.samples import BANK

MARK = "\u0301"


def test_only_what_no_bank_may_hold_goes_and_is_named() -> None:
    question = BANK.question("true-minimal")
    for text, legible, named in (
        ("Bees\x07 sting\u202e.", "Bees sting.", "U+0007, U+202E"),
        (f"a{MARK * 30}", f"a{MARK * 30}", None),
        (f"a{MARK * 31}b{MARK * 31}", f"a{MARK * 30}b{MARK * 30}", "U+0301"),
        (f"{MARK * 30}\x07", MARK * 30, "U+0007"),
        (MARK * 31, MARK * 30, "U+0301"),
        ("\x07".join("abcdefg"), "abcdefg", "U+0007"),
        ("\x01\x02\x03\x04\x05\x06", "", "U+0001, U+0002, U+0003, U+0004, U+0005"),
        ("\x7f", "", "U+007F"),
        ("plain", "plain", None),
    ):
        changed, lost = legible_question(replace(question, stem=text))
        assert (changed.stem, lost and lost.values["signs"]) == (legible, named), text
        whole, lost = legible_bank(replace(BANK, author=text))
        assert (whole.author, lost and lost.values["signs"]) == (legible, named), text
        assert whole.passage.markdown == BANK.passage.markdown
