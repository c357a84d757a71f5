"""What YAML reads otherwise than an author means: found, and what is meant is left in peace."""

import pytest

from quizapp.formats.yaml_slips import slips_in

FOUND = [
    # a comma that cuts a text in two
    ("accepted: [1,000]", "comma_in_list", "1,000"),
    ("accepted: [a, 1,000, b]", "comma_in_list", "1,000"),
    ("accepted: [Worcester,MA]", "comma_in_list", "Worcester,MA"),
    ("keys: [a,\n  b,c]", "comma_in_list", "b,c"),
    ("options: ['x, y', 3,5]", "comma_in_list", "3,5"),
    ('words: ["a,b", c,d]', "comma_in_list", "c,d"),
    ("accepted:\n  - {text: 1,000, share: 0.5}", "comma_in_fields", "1,000"),
    ("accepted:\n  - {text: Worcester, Massachusetts}", "comma_in_fields", "Worcester, Massachusetts"),
    ("evidence: [{prefix: b, quote: a, c}]", "comma_in_fields", "a, c"),
    # a comma of another script, which YAML takes for a letter
    ("accepted: [猫、犬]", "other_comma_in_list", "猫、犬"),
    ("accepted: [a, 猫，犬]", "other_comma_in_list", "猫，犬"),
    ("accepted: [قطة، كلب]", "other_comma_in_list", "قطة، كلب"),
    ("keys: [\n  猫；犬,\n  鳥,\n]", "other_comma_in_list", "猫；犬"),
    # a comment that was meant as text
    ("stem: Who lives in room #5?", "text_after_hash", "#5?"),
    ("title: A # of things", "text_after_hash", "# of things"),
    ("options:\n  - B #2\n  - C", "text_after_hash", "#2"),
    ("stem: One line\n  and a second # lost", "text_after_hash", "# lost"),
    # paragraphs that run together
    ("passage:\n  text:\n    One.\n\n    Two.", "passage_flattened", None),
    ("passage:\n  text:\n    # Title\n\n    One.", "passage_flattened", None),
    ("passage:\n  text: >\n    One.\n\n    Two.", "passage_flattened", None),
    ('passage:\n  text: "One.\n\n    Two."', "passage_flattened", None),
    ("about:\n  text:\n    One\n    - two", "passage_flattened", None),
    ("about:\n  text: >\n    One\n    - two\nid: a", "passage_flattened", None),
    ("about:\n  text:\n    One\n    > two\n    three", "passage_flattened", None),
]

LEFT_IN_PEACE = [
    "accepted: [a, b, c]",
    "accepted: [\"1,000\", '2,000']",
    "accepted: [one , two]",
    "accepted: [猫, 犬]",
    'accepted: ["猫、犬"]',
    "accepted:\n  - 猫、犬",
    "stem: 猫、犬 [と] 鳥",
    "options: [{text: 猫、犬}]",
    "accepted:\n  - 1,000\n  - 2,000",
    "evidence: [{quote: a, prefix: b}]",
    'evidence: [{quote: "a, c", prefix: b}]',
    "a: {b: 1,\n  c: 2}",
    'a: {"b": 1, "c": 2}',
    "passage:\n  # our own\n  text: |\n    One.",
    "passage:\n  # our own\n  text: One.",
    "# our own\npassage: {text: One.}",
    "paragraphs: []",
    "keys: [\n  a,\n  b,\n]",
    'stem: "Who lives in room #5?"',
    "stem: |\n  Who lives in # room #5?",
    "stem: C# or F#?",
    "points: 2 # each right row counts one",
    "type: single_choice # easy",
    "# a comment\ntitle: A",
    "options:\n  # the first one\n  - A",
    "passage:\n  text: |\n    One.\n\n    Two.",
    "passage:\n  text: One line.",
    "questions:\n  - text: >\n      One.\n\n      Two.",
    "passage:\n  title: >\n    One.\n\n    Two.",
    "passage:\n  text:\n    One line\n    that is folded.",
    "passage:\n  file: passage.md # beside it",
    "stem: One\n  and two.",
    "passage:\n  text:\n    One line\n    that is folded.\n# a comment",
    "passage:\n  text: >\n    One line\n    that is folded.\n# a comment",
    "passage:\n  text: >\n    One line\n    that is folded.\n\n  # a comment\nid: a",
    "passage:\n  - text: x",
    "passage:\n  text: 'One.\n\n\n    Two.'",
    'passage:\n  text: "One.\\n\\nTwo."',
]


@pytest.mark.parametrize(("yaml", "code", "text"), FOUND)
def test_what_is_likely_not_meant_is_found(yaml: str, code: str, text: str | None):
    (slip,) = slips_in(yaml.encode())
    assert slip.mistake.code == code
    assert slip.mistake.values.get("text") == text


def test_what_is_long_is_told_by_its_beginning():
    for yaml in (f"accepted: [1,{'0' * 80}]", f"stem: One #{'x' * 80}"):
        (slip,) = slips_in(yaml.encode())
        assert len(str(slip.mistake.values["text"])) == 60


def test_the_line_is_that_of_the_slip():
    assert [slip.line for slip in slips_in(b"a: [b,c]\nstem: One\n  two # three\nkeys: [\n  a,\n  b,c]")] == [1, 3, 6]
    assert [slip.line for slip in slips_in(b"a: b\npassage:\n  text: >\n    One.\n\n    Two.")] == [3]


def test_what_is_meant_is_left_in_peace():
    assert {yaml: slips_in(yaml.encode()) for yaml in LEFT_IN_PEACE if slips_in(yaml.encode())} == {}


def test_what_is_no_yaml_breaks_nothing():
    for yaml in (b"", b"[", b"a: [b,c", b"- - -", b"*a", b'"', b"? [a,b]\n: c"):
        slips_in(yaml)


def test_a_line_of_very_many_brackets_takes_no_longer_than_any_other():
    slips_in(b"[" * 300_000)  # minutes, where each bracket looks through all that come after it
    assert slips_in(b"a: x " + b"[1] see, and " * 100_000) == []
