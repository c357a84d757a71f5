"""Files that are made to be slow or to fill memory, and how long each takes to be refused.

Run as ``python -m tests.benchmarks.bombs`` from the top of the checkout.
"""

import tempfile
import time
from pathlib import Path

from quizapp.formats.native import read_bank

MANY = 100_000

_HEAD = b"id: b\ntitle: B\npassage:\n  text: Bees and a tower.\nquestions:\n"
_QUESTION = _HEAD + b"  - id: a\n    type: true_false\n    stem: x\n    key: true\n"
_CHOICE = _HEAD + b"  - id: a\n    type: single_choice\n    stem: x\n    options:\n"
_ANSWER = _HEAD + b"  - id: a\n    type: short_answer\n    stem: x\n    accepted: [a]\n"

BANK_BOMBS: dict[str, tuple[bytes, str]] = {
    "brackets": (b"[" * MANY, "yaml_depth"),
    "brackets below a field": (b"a: " + b"[" * MANY, "yaml_depth"),
    "brackets, closed": (b"[" * MANY + b"]" * MANY, "yaml_depth"),
    "braces": (b"{" * MANY, "yaml_complex_key"),
    "nested fields in braces": (b"{a: " * MANY, "yaml_depth"),
    "nested fields": (b"".join(b" " * depth + b"a:\n" for depth in range(1000)), "yaml_depth"),
    "nested dashes": (b"- " * MANY, "yaml_depth"),
    "dashes in brackets": (b"[" + b"- " * MANY, "yaml_character"),
    "nested question marks": (b"? " * MANY, "yaml_complex_key"),
    "deep in a question": (_QUESTION + b"    covers: " + b"[" * MANY, "yaml_depth"),
    "a billion laughs": (
        b"a: &a [lol, lol]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (98 + i, 98 + i, 97 + i, 97 + i) for i in range(20)),
        "yaml_anchor",
    ),
    "anchors": (b"".join(b"a%d: &a%d x\n" % (i, i) for i in range(MANY)), "yaml_anchor"),
    "anchors in a list": (b"[" + b"".join(b"&a%d x, " % i for i in range(MANY)) + b"]", "yaml_anchor"),
    "aliases": (b"a: [" + b"*a, " * MANY + b"]", "yaml_alias"),
    "tags": (b"[" + b"!!python/object:os.system x, " * MANY + b"]", "yaml_tag"),
    "a long tag": (b"!" + b"a" * MANY + b" x", "yaml_tag"),
    "a long anchor": (b"&" + b"a" * MANY + b" x", "yaml_anchor"),
    "documents": (b"---\na\n" * MANY, "yaml_second_document"),
    "the same field": (b"a: 1\n" * MANY, "duplicate_key"),
    "merge keys": (b"a: {" + b"<<: {b: c}, " * MANY + b"}", "duplicate_key"),
    "a huge text": (b"title: " + b"x" * 5_000_000, "yaml_text_length"),
    "a long text in a question": (_QUESTION + b"    explanation: " + b"x" * MANY, "yaml_text_length"),
    "a huge text of escapes": (b'title: "' + b"\\u0041" * 800_000 + b'"', "yaml_text_length"),
    **{
        f"“{signs}” in a stem": (
            _QUESTION.replace(b"stem: x", b"stem: '" + (signs * 20_000)[:20_000].encode() + b"'"),
            "text_too_many_signs",
        )
        for signs in ("*", "**a ", "*a_b", "`a", "` `` ```", "\\*", "\\")
    },
    "as many signs in each of many stems as may be": (
        _HEAD
        + b"".join(b"  - {id: a, type: true_false, stem: %d%s, key: true}\n" % (i, b"x*a_b" * 199) for i in range(100)),
        "duplicate_id",
    ),
    "a long name of a field": (b"x" * MANY + b": 1", "yaml_indent"),
    "spaces": (b" " * 5_000_000 + b"a: 1", "unknown_field"),
    "empty lines": (b"\n" * 5_000_000 + b"a: 1", "unknown_field"),
    "empty lines in a text": (b"title: |\n" + b"\n" * 2_000_000 + b" x\n", "yaml_text_length"),
    "comments": (b"#\n" * 1_000_000, "file_empty"),
    "unknown fields": (b"".join(b"titel%d: 1\n" % i for i in range(MANY // 2)), "yaml_fields"),
    "unknown fields in a question": (
        _QUESTION + b"".join(b"    stom%d: 1\n" % i for i in range(MANY // 5)),
        "yaml_fields",
    ),
    "questions that are not YAML": (_HEAD + b"  - id: a\n    stem: a: b\n" * 1000, "yaml_colon"),
    "tabs before fields": (_QUESTION + b"\tstem: a\n" * (MANY // 5), "yaml_tab"),
    "quotation marks that are not closed": (_QUESTION + b'    stem: "a\n' * (MANY // 5), "yaml_quote"),
    "texts in quotation marks, and a mistake": (
        _QUESTION + b"    evidence:\n" + b"      - 'a\n         b'\n" * (MANY // 5) + b"    hints: a: b\n",
        "yaml_colon",
    ),
    "dashes and a mistake": (_QUESTION + b"    covers: " + b"- " * MANY + b"a: b: c\n", "yaml_list_in_line"),
    "backslashes in a quotation mark": (_QUESTION + b'    stem: "' + b"\\" * (2 * MANY + 1) + b"\n", "yaml_quote"),
    "a text without its sign": (
        _QUESTION + b"    text:\n" + b"      # a\n" * 4000 + b"      b c: d: e\n",
        "yaml_no_block",
    ),
    "questions that are none": (_HEAD + b"  - x\n" * MANY, "not_a_mapping"),
    "questions of types that are none": (_HEAD + b"  - {id: a, type: singlechoice}\n" * MANY, "not_a_choice_suggest"),
    "fields of types that are none": (
        _HEAD + b"".join(b"  - {type: x%s}\n" % b"".join(b", stm%d: 1" % i for i in range(90)) for _ in range(200)),
        "not_a_choice",
    ),
    "options of no type": (
        _CHOICE.replace(b"    type: single_choice\n", b"") + b"".join(b"      - a%d\n" % i for i in range(MANY // 10)),
        "missing_field",
    ),
    "options with a slip": (_CHOICE + b"      - tex: a\n" * (MANY // 10), "unknown_field_suggest"),
    "options that are alike": (_CHOICE + b"      - a\n" * (MANY // 10), "same_text_twice"),
    "categories that are none": (
        _HEAD
        + b"  - id: a\n    type: categorize\n    stem: x\n    categories: ["
        + b", ".join(b"c%d" % i for i in range(2000))
        + b"]\n    statements:\n"
        + b"".join(b"      - {text: a%d, category: zz%d}\n" % (i, i) for i in range(2000)),
        "unknown_category",
    ),
    "anticipated answers": (
        _ANSWER + b"    anticipated:\n" + b"".join(b"      - a%d\n" % i for i in range(5000)),
        "too_many",
    ),
    "a number that fills memory": (_QUESTION + b"    points: 1e-999999999\n", "number_out_of_range"),
    "a number of many digits": (_QUESTION + b"    points: 0." + b"1" * 19_000 + b"\n", "number_out_of_range"),
    "much evidence": (_QUESTION + b"    evidence:\n" + b"      - tower\n" * 5000, "too_many"),
    "evidence of many pieces": (
        _QUESTION + b"    evidence: {quote: a" + "…a".encode() * 4000 + b", prefix: zz}\n",
        "evidence_not_found",
    ),
    "forbidden characters": (_HEAD + "\u202e\n".encode() * MANY, "character_forbidden"),
    "NULs": (b"\0" * 5_000_000, "character_forbidden"),
    "bytes that are no text": (b"a: " + b"\xff" * MANY, "file_encoding"),
    "marks on a letter": (_HEAD + ("a" + "\u0315\u0301" * MANY).encode(), "too_many_marks"),
    "marks as escapes": (_QUESTION + b'    explanation: "' + b"\\u0315\\u0301" * 9000 + b'"\n', "too_many_marks"),
}
"""What is in the file of a bank, and one of the problems that it has."""

PASSAGE_BOMBS: dict[str, tuple[str, str]] = {
    **{
        f"{sign} in a row": (sign * MANY, code)
        for sign, code in {
            ">": "passage_depth",
            "*": "passage_too_many_signs",
            "_": "passage_too_many_signs",
            "`": "passage_too_many_signs",
            "\\": "passage_too_many_signs",
            "[": "",
            "#": "",
            "-": "passage_empty",
            "&": "",
            "<": "",
            "!": "",
            ":": "",
        }.items()
    },
    **{
        f"“{signs}” in a row": (signs * (MANY // 2), "passage_too_many_signs")
        for signs in ("*a ", "**a ", "a_", "`a", "***a")
    },
    **{
        f"lines of “{line}”": (f"{line}\n" * (MANY // 2), "passage_too_many_signs")
        for line in ("> a", "- a", "1. a", "# a")
    },
    "paragraphs": ("a\n\n" * MANY, "passage_too_many_signs"),
    "nested quotations": ("> " * MANY, "passage_depth"),
    "nested lists": ("- " * MANY + "a", "passage_too_many_signs"),
    "nested lists with tabs": ("-\t" * MANY + "a", "passage_too_many_signs"),
    "as many nested lists as may be": (("- " * 100 + "a\n") * 98, "passage_depth"),
    "nested numbers": ("1. " * (MANY // 2) + "a", "passage_depth"),
    "lists that go deeper": ("\n".join("  " * depth + "- a" for depth in range(400)), "passage_depth"),
    "quotations in lists": ("> - " * (MANY // 2), "passage_too_many_signs"),
    "spaces": (" " * MANY + "a", ""),
    "tabs": ("\t" * MANY + "a", ""),
    "lines that go right": ("\n".join(" " * depth + "a" for depth in range(700)), ""),
    "backticks of all lengths": (" ".join("`" * length for length in range(1, 140)), ""),
    "too long": ("a " * 200_000, "passage_too_long"),
    "as many signs as may be": ("*a " * 9_999, ""),
    "as many lines as may be": ("a\n\n" * 4_999, ""),
    "marks on a letter": ("a" + "\u0315\u0301" * MANY, "too_many_marks"),
}
"""What is in the file of a passage, and the problem that it has, if any."""


def bank_with_passage_file(folder: Path, passage: str) -> Path:
    """A bank in `folder` whose passage is in a file."""
    (folder / "passage.md").write_text(passage, encoding="utf-8")
    bank = folder / "bank.yaml"
    bank.write_bytes(_QUESTION.replace(b"text: Bees and a tower.", b"file: passage.md"))
    return bank


def measure() -> list[tuple[str, float]]:
    """Each bomb's name and the milliseconds until it is read or refused, the slowest first."""
    times = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for bomb, (content, _) in BANK_BOMBS.items():
            path = folder / "bank.yaml"
            path.write_bytes(content)
            times.append((bomb, _milliseconds(path)))
        for bomb, (passage, _) in PASSAGE_BOMBS.items():
            times.append((f"passage: {bomb}", _milliseconds(bank_with_passage_file(folder, passage))))
    return sorted(times, key=lambda entry: -entry[1])


def _milliseconds(path: Path) -> float:
    start = time.perf_counter()
    read_bank(path)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    for bomb, milliseconds in measure():
        print(f"{milliseconds:8.1f} ms  {bomb}")
