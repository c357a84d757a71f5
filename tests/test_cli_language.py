"""The command line in the user's language: which it is, and that nothing of ours stays English."""

import json
import os
import re
from functools import partial

import pytest

from quizapp.cli import main
from quizapp.commands.catalog import COMMANDS
from quizapp.formats.native import read_bank
from quizapp.paths import UserPaths
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.problems import Problem
from quizapp.services.desk.desk import open_desk
from quizapp.settings import Settings
from quizapp.terminal.language import system_languages, translate, typed_language, use_language
from quizapp.texts import CONTEXT, LANGUAGES, Message, Texts
from tests.desks import hand_in, taken
from tests.formats.test_bad_banks import BAD
from tests.gui.conftest import EVERY_TYPE
from tests.languages import BracketTexts, english_in
from tests.test_cli_desk import quizapp  # noqa: F401 (a fixture)
from tests.translations.extracting import program_texts

_INNERMOST = re.compile("⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BANK = "worcester-what-happened"


@pytest.fixture
def speaks_english():
    yield
    use_language("en", "")


@pytest.fixture(params=["brackets", "es", "pt_BR"])
def untranslated(request, monkeypatch, speaks_english):
    """Speaks another language; gives a function that tells the words of a text which are not in it.

    In the language of the tests there are brackets around all that is looked up, which must be in the message files.
    """
    if request.param != "brackets":
        monkeypatch.delenv("LANGUAGE", raising=False)
        monkeypatch.setenv("LC_ALL", f"{request.param}.UTF-8")
        yield partial(still_english, request.param)
        return
    texts = RecordingTexts()
    monkeypatch.setattr(translate, "look_up", texts.look_up)
    yield unmarked
    assert texts.asked - {text.source for text in program_texts().texts if text.context == CONTEXT} == set()


class RecordingTexts(BracketTexts):
    def __init__(self):
        super().__init__()
        self.asked = set()

    def look_up(self, text, count=None):
        if text and "⟦" not in text:  # argparse translates some of its own twice
            self.asked.add(text)
        return super().look_up(text, count)


def unmarked(text: str, *known: str) -> list[str]:
    """The words of `text` that are outside all brackets, without those in `known`."""
    before = None
    while before != text:  # from the inside out
        before, text = text, _INNERMOST.sub(" ", text)
    return _WORD.findall(_without(known, text))


def still_english(language: str, text: str, *known: str) -> list[str]:
    """The words of `text` that are English of ours, without those in `known`."""
    text = re.sub(r"\b\w+(-\w+){2,}\b", " ", _without(known, text))  # nor ids
    return [english for line in text.splitlines() if (english := english_in(line, language))]


def _without(known, text):
    for each in sorted(known, key=len, reverse=True):
        text = text.replace(each, " ")
    text = re.sub(r"\[[a-z]+_[a-z_]+\]", " ", text)  # nor rules of the check
    return re.sub(r"\S*[/\\\\]\S+", " ", text)  # nor paths


# which language it is


def test_the_language_is_the_typed_one_else_that_of_the_settings_else_the_systems(
    tmp_path, monkeypatch, capsys, speaks_english
):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    data = tmp_path / "data"
    data.mkdir()
    for setting, typed, language in (
        ("", (), "es"),
        ("pt_BR", (), "pt_BR"),
        ("pt_BR", ("--language", "es"), "es"),
        ("pt_BR", ("--language=en-GB",), "en"),
    ):
        (data / "settings.json").write_text(json.dumps({"language": setting}))
        assert main(["list", "--data-dir", str(data), *typed]) == 0
        assert translate.language == language, (setting, typed)
    assert main(["list", "--data-dir", str(data), "--language", "xx"]) == 1
    assert "“xx”" in capsys.readouterr().err


def test_the_language_of_the_system_is_read_as_other_programs_read_it():
    for environment, languages in (
        ({}, []),
        ({"LANG": "pt_BR.UTF-8"}, ["pt_BR.UTF-8"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "es_ES"}, ["es_ES"]),
        ({"LANG": "de_DE", "LC_ALL": "pt_BR", "LC_MESSAGES": "es_ES"}, ["pt_BR"]),
        ({"LANG": "de_DE", "LANGUAGE": "es:pt"}, ["es", "pt", "de_DE"]),
        ({"LANG": "C", "LANGUAGE": "es"}, ["C"]),
    ):
        assert list(system_languages(environment)) == languages or (os.name == "nt" and not environment)
    assert typed_language(["take", "--", "--language", "es"]) == ""


def test_a_number_has_the_signs_of_the_country(speaks_english, monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for system, shown in (
        ("es_ES", "1.234,5"),
        ("es_US", "1,234.5"),
        ("es_MX", "1,234.5"),
        ("pt_BR", "1.234,5"),
        ("en_US", "1,234.5"),
    ):
        monkeypatch.setenv("LANG", system)
        use_language("", "")
        assert translate.number("1,234.5") == shown, system


# nothing of ours is left in English


def test_every_problem_of_a_bank_is_translated():
    texts = RecordingTexts()
    spoken = {texts: unmarked, **{Texts(each): partial(still_english, each) for each in LANGUAGES if each != "en"}}
    found = [(path, problem) for path in BAD for problem in read_bank(path).problems]
    for speaking, untranslated in spoken.items():
        for path, problem in found:
            known = (
                str(path),
                path.name,
                problem.field,
                *_words_in(problem.values),
            )
            assert untranslated(problem.line_of(speaking), *known) == [], problem
        for code, sentences in PROBLEM_TEXTS.items():
            values = dict.fromkeys(re.findall(r"{(\w+)}", " ".join(sentences)), "1")
            problem = Problem(code, "", 1, "", values | {"also_in": "2", "reading_stopped": ""})
            assert untranslated(problem.line_of(speaking)) == [], problem
    assert texts.asked - {text.source for text in program_texts().texts} == set()


def _words_in(values):
    """The values that are words, such as names of characters, which Unicode has in English."""
    for value in values.values():
        if isinstance(value, Message):
            yield from _words_in(value.values)
        elif len(str(value)) > 2:
            yield str(value)


def test_every_command_is_translated(quizapp, untranslated, tmp_path):  # noqa: F811
    bank = read_bank(EVERY_TYPE).bank
    own = read_bank(_worcester()).bank
    typed_names = ("Ada", "Bo", "Lee", "Roads", "7b", "names.csv", str(tmp_path), str(EVERY_TYPE), _BANK, "quizapp")
    of_banks = {bank.id, bank.title, own.title, *(each.id for each in (*bank.questions, *own.questions))}
    of_banks |= {str(each.stem) for each in own.questions}

    left = {}

    def told(*arguments, typed="", known=(), code=None):
        found, text = quizapp(*arguments, typed=typed)
        assert code is None or found == code, text
        left[" ".join(map(str, arguments))] = (untranslated(text, *typed_names, *of_banks, *map(str, known)), text)

    told("check", EVERY_TYPE)
    told("check", EVERY_TYPE, "--coverage", known=_sentences(bank))
    told("check", tmp_path / "nowhere.yaml", code=1)
    told("check", EVERY_TYPE, "--readability", known=("every-type.md",))
    told("take", EVERY_TYPE, "--answers", tmp_path / "none.yaml", known=("none.yaml",), code=1)
    told("take", "nothing", known=("nothing",), code=1)
    told("learners")
    told("export", "Ada", "--to", tmp_path / "ada.csv", code=1)
    told("export-bank", EVERY_TYPE, "--to", tmp_path / "all.gift", code=0)
    told("pack", EVERY_TYPE, "--to", tmp_path / "a.quizpack", known=(bank.passage.title, "quizpack"), code=0)
    told("pack", EVERY_TYPE, "--to", tmp_path / "a.quizpack", "--version", "new", known=("new",), code=1)
    told("schema", "--to", tmp_path / "bank.schema.json", known=("schema.json",), code=0)
    told("import", tmp_path / "all.gift", "--to", tmp_path / "banks", known=(".yaml",))
    told("convert", EVERY_TYPE, "--to", tmp_path / "banks", code=1)
    told("class")
    told("class", "7b", "--learner", "Ada", "--learner", "Bo", code=0)
    told("class", "7b", "--accommodate", "Ada", "time=1.5", "read aloud=all", "theme=dark", "fewer options=yes")
    told("class", "7b", "--accommodate", "Ada", "time=9", known=("time", "no limit"), code=1)
    told("class", "--delete-learner", "Ada", code=1)
    told("assign")
    told("assign", "7b", _BANK, "--plan", known=(*_types(own), *_skills(own)))
    told("assign", "7b", _BANK, "--question", "nothing", known=("nothing",), code=1)
    told("assign", "7b", _BANK, "--question", "kind-of-road", "--title", "Roads", "--to", tmp_path, code=0)
    told("assign", known=("Roads",))
    desk = open_desk(tmp_path / "data")
    assignment = desk.assignment(desk.store.assignments()[0].id)
    ada = assignment.members[0]
    hand_in(desk, tmp_path / "in", taken(assignment, ada))
    hand_in(desk, tmp_path / "in", taken(assignment, ada, number=2), by="another laptop")
    hand_in(desk, tmp_path / "in", taken(assignment, "Lee"))
    desk.close()
    (tmp_path / "in" / "half.quizanswers").write_bytes(b"quizapp-sub")
    (tmp_path / "in" / "torn.quizanswers.part").write_bytes(b"q")
    files = [path.name for path in (tmp_path / "in").iterdir()]
    told("collect", tmp_path / "in", known=files, code=1)
    told("collect", tmp_path / "in", known=files)
    told("collect", known=_ids(tmp_path))
    told("collect", "--accept", "nothing", known=("nothing",), code=1)
    told("grades", "7b")
    told("grades", "--of", "Roads", known=("kind-of-road",))
    told("grades", "--of", "Roads", "--learner", "Ada", known=(*_ids(tmp_path), "residential"))
    told("grades", "--of", "Roads", "--written")
    told("grades", "--of", "Nothing", known=("Nothing",), code=1)
    told("analyze", "Roads", known=("residential",))
    told("remark", "Roads", known=(_user(),))
    told("remark", "Roads", "--question", "kind-of-road", "--full-marks", "--reason", "Slip.", "--yes")
    told("remark", "Roads", "--question", "kind-of-road", "--points", "x", "--reason", "Slip.", code=1)
    told("remark", "Roads", known=(_user(), "kind-of-road", "Slip"))
    told("print", "Roads", "--to", tmp_path / "key.pdf", "--versions", "Z", code=1)
    told("desk", "password", typed="abc\nabc\n", code=1)
    wrong = [f"{command}: {words}\n{text}" for command, (words, text) in left.items() if words]
    assert not wrong, "\n".join(wrong)


def test_a_whole_quiz_in_the_terminal_is_translated(quizapp, untranslated, tmp_path):  # noqa: F811
    """Each question is answered wrongly, with a hint and a look at the passage before."""
    bank = read_bank(EVERY_TYPE).bank
    words = set(_WORD.findall(EVERY_TYPE.read_text("utf-8")))
    words |= set(_WORD.findall(bank.passage.text))
    lines = ["§§", "h", "p", "A", "1", "1", "t", "1 2 3", "", "", "q"] * len(bank.questions)
    for mode in (("--tries", "3"), ("--certainty",), ("--test",)):
        _, text = quizapp("take", EVERY_TYPE, *mode, typed="\n".join(lines))
        assert len(text) > 5000
        assert [word for told in untranslated(text) for word in told.split() if word not in words] == [], mode


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_translated(command, untranslated, capsys, tmp_path):
    with pytest.raises(SystemExit, match="0"):
        main([*filter(None, [command]), "--help", "--data-dir", str(tmp_path)])
    text = capsys.readouterr().out
    usage, _, rest = text.partition("\n\n")
    assert re.sub("[⟦⟧]", "", usage).startswith(re.sub("[⟦⟧]", "", translate("usage: ")) + "quizapp")
    options = re.sub(r"--?[a-z-]+|\b[A-Z]+(=[A-Z]+)?\b|\{[\w,-]+\}", " ", rest)  # what is typed as it stands
    assert untranslated(options, "init", "password", "FILE…") == []


def test_wrong_usage_is_told_in_the_language(untranslated, capsys, tmp_path):
    for arguments in (["take"], ["take", "x", "--tries", "99"], ["take", "x", "--nothing"], ["lst"], ["desk", "x"]):
        with pytest.raises(SystemExit, match="2"):
            main([*arguments, "--data-dir", str(tmp_path)])
        told = capsys.readouterr().err.splitlines()[-1]
        known = ("quizapp", *arguments, "BANK", "init", "password", "list", "action", "LEARNER")
        assert untranslated(told, *known) == [], told


def _sentences(bank):
    return [sentence.name for sentence in bank.passage.sentences]


def _worcester():
    from quizapp.paths import questions_dir

    return next(questions_dir().rglob("1-what-happened.yaml"))


def _types(bank):
    return {question.type_name for question in bank.questions}


def _skills(bank):
    return {question.skill for question in bank.questions}


def _user():
    import getpass

    return getpass.getuser()


def _ids(folder):
    """The beginnings of the ids of what was handed in."""
    desk = open_desk(folder / "data")
    found = [each.digest[:8] for line in desk.store.assignments() for each in desk.received(line.id, with_parts=False)]
    from quizapp.services.desk.collecting import waiting

    found += [each.received.digest[:8] for line in desk.store.assignments() for each in waiting(desk, line.id)]
    desk.close()
    return found


def test_a_command_leaves_damaged_settings_for_the_window_to_tell_of(quizapp, tmp_path):  # noqa: F811
    file = UserPaths(tmp_path / "data").config_file
    file.write_text('{"language": "es"', "utf-8")
    for command in ("list", "class", "learners"):
        assert quizapp(command)[0] == 0
        assert file.read_text("utf-8") == '{"language": "es"'
    assert Settings(file).set_aside is not None
