"""The head of a bank: what may be there, up to which limit, and what is told beyond it."""

from quizapp.formats.native import read_kept_bank

BANK = """\
id: bees
title: Bees
passage:
  text: Bees sting.
questions:
- {id: q, type: true_false, stem: So., key: true}
"""
LEVEL = "levels:\n- {id: easier, name: Easier, text: Bees do.}\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in read_kept_bank(text.encode(), {}).problems]


def test_what_is_left_out_is_as_the_guide_says() -> None:
    read = read_kept_bank(BANK.encode(), {})
    bank = read.bank
    assert bank is not None
    assert (read.problems, read.id_line, read.passage_file) == ((), 1, None)
    assert [str(file) for file in read.files] == ["bank.yaml"]
    assert (bank.language, bank.time_limit, bank.level_locked, bank.glossary_in_test) == ("en", 0, False, False)
    assert (bank.description, bank.author, bank.license, bank.translation_of) == ("", "", "", "")
    assert (bank.about, bank.levels, bank.glossary, bank.silenced, bank.blueprint) == (None, (), (), {}, {})
    later = read_kept_bank(f"# a comment\ntitle: B\n{BANK.replace('title: Bees', '')}".encode(), {})
    assert later.id_line == 3
    broken = read_kept_bank(BANK.replace("Bees\n", "'\n").encode(), {})
    assert (broken.bank, broken.id_line) == (None, 0)


def test_each_field_has_its_limits() -> None:
    for right in (
        f"author: {'a' * 500}\n",
        f"license: {'a' * 500}\n",
        f"description: {'a' * 501}\n",
        "format: 1\n",
        "time_limit: 600\n",
        "time_limit: 0\n",
        "silenced: {short_options: it is so}\n",
        "blueprint: {locate: 100}\n",
        "blueprint: {locate: 40, interpret: 60}\n",
        "blueprint: {locate: 0, interpret: 100}\n",
        "translation_of: towers\nlanguage: es\n",
        LEVEL,
        f"{LEVEL}level_locked: true\n",
        f"{LEVEL}- {{id: standard, name: Usual}}\n",
        "levels:\n" + "".join(f"- {{id: l{n}, name: L{n}, text: a}}\n" for n in range(4)),
        f"levels:\n- {{id: easier, name: {'a' * 500}, text: a}}\n",
    ):
        assert told(BANK + right) == [], right
    for wrong, code, field in (
        (f"author: {'a' * 501}\n", "yaml_text_length", "author"),
        (f"license: {'a' * 501}\n", "yaml_text_length", "license"),
        (f"language: {'a' * 501}\n", "yaml_text_length", "language"),
        ("format: 2\n", "not_a_choice", "format"),
        ("time_limit: 601\n", "number_out_of_range", "time_limit"),
        ("time_limit: -1\n", "number_out_of_range", "time_limit"),
        ("about: {text: a, file: b.md}\n", "passage_source", "about"),
        ("blueprint: {locate: 99}\n", "blueprint_not_whole", "blueprint"),
        ("blueprint: {locate: 101}\n", "number_out_of_range", "blueprint.locate"),
        ("blueprint: {locate: -1, interpret: 101}\n", "number_out_of_range", "blueprint.locate"),
        ("translation_of: bees\n", "translation_of_itself", "translation_of"),
        ("translation_of: The Towers\n", "bad_id", "translation_of"),
        ("translation_of: towers\nlanguage: to be\n", "language_no_tag", "language"),
        (f"{LEVEL}- {{id: easier, name: Other, text: a}}\n", "duplicate_id", "levels[2].id"),
        (f"{LEVEL}- {{id: other, name: EASIER, text: a}}\n", "same_text_twice", "levels[2].name"),
        (f"{LEVEL}- {{id: other, name: ' ', text: a}}\n", "empty_text", "levels[2].name"),
        (f"{LEVEL}- {{id: no id, name: Other, text: a}}\n", "bad_id", "levels[2].id"),
        (f"{LEVEL}- {{id: other, name: {'a' * 501}, text: a}}\n", "yaml_text_length", "levels[2].name"),
        (f"{LEVEL}- {{id: other, name: Other}}\n", "passage_source", "levels[2]"),
        (f"{LEVEL}- {{id: other, name: Other, text: a, file: b.md}}\n", "passage_source", "levels[2]"),
        (f"{LEVEL}- {{id: standard, name: Usual, text: a}}\n", "level_is_standard", "levels[2].id"),
        (f"{LEVEL}- {{id: standard, name: Usual, file: a.md}}\n", "level_is_standard", "levels[2].id"),
        (f"{LEVEL}- {{id: other, name: Other, text: 'a\n\n\n    b'}}\n", "level_paragraphs", "levels[2]"),
    ):
        assert (code, field) in told(BANK + wrong), (wrong, told(BANK + wrong))
    assert told(BANK.replace("title: Bees", f"title: {'a' * 500}")) == []
    for old, new, code, field in (
        ("title: Bees", f"title: {'a' * 501}", "yaml_text_length", "title"),
        ("title: Bees", "title: ' '", "empty_text", "title"),
        ("id: bees", "id: The Bees", "bad_id", "id"),
        ("  text: Bees sting.\n", "  text: a\n  file: b.md\n", "passage_source", "passage"),
        ("  text: Bees sting.\n", "  text: ''\n", "passage_source", "passage"),
        ("  text: Bees sting.\n", "  text: ' '\n", "passage_empty", "passage"),
        ("- {id", "[]\n#", "no_questions", "questions"),
        ("passage:\n  text: Bees sting.\n", LEVEL, "levels_without_passage", "levels"),
    ):
        text = BANK.replace(old, new).replace("questions:\n[]", "questions: []")
        assert (code, field) in told(text), (new, told(text))


def test_a_bank_has_its_levels_in_their_order_and_the_standard_one() -> None:
    def ids(text: str) -> list[tuple[str, str]]:
        bank = read_kept_bank(text.encode(), {}).bank
        assert bank is not None
        return [(level.id, level.name) for level in bank.levels]

    assert ids(BANK + LEVEL) == [("standard", ""), ("easier", "Easier")]
    assert ids(f"{BANK}{LEVEL}- {{id: standard, name: Usual}}\n") == [("easier", "Easier"), ("standard", "Usual")]
    assert ids(BANK) == []
