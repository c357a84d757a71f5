"""Names as teachers have them: typed, from a spreadsheet's column, from CSV, in any script."""

import pytest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import Remarked
from quizapp.errors import QuizAppError
from quizapp.services.desk.classes import (
    add_class,
    add_members,
    clean_name,
    delete_learner,
    find_class,
    find_member,
    learner_records,
    level_word,
    read_names,
    read_names_file,
    remove_member,
    rename_learner,
    set_accommodation,
)
from quizapp.services.desk.collecting import collect
from quizapp.texts import LANGUAGES, Texts
from tests.desks import NOW, assigned, hand_in, taken

PASTED = {
    "Ada\nBo\n": ["Ada", "Bo"],
    "  Ada \r\n\r\nBo\r\n": ["Ada", "Bo"],
    "\ufeffName\r\nAda\r\nBo": ["Ada", "Bo"],
    "Student\tGroup\nAda\tA\nBo\tB\n": ["Ada", "Bo"],
    "Group\tName\nA\tAda\nB\tBo\n": ["Ada", "Bo"],
    "First name\tLast name\nAda\tLovelace\nBo\tLi\n": ["Ada Lovelace", "Bo Li"],
    "Ada\t7b\nBo\t7b\n": ["Ada", "Bo"],
    "Müller, Anna\nLi, Bo\n": ["Müller, Anna", "Li, Bo"],
    '"Müller, Anna"\n"Bo ""Bobby"" Li"\n': ["Müller, Anna", 'Bo "Bobby" Li'],
    'Name\tGroup\n"Ada\nAugusta"\tA\n': ["Ada Augusta"],
    "Name;Theme\nMüller, Anna;dark\n": ["Müller, Anna"],
    "Jose\u0301\nA\u030angstro\u0308m": ["José", "Ångström"],
    "Ada\x00\u202e\x1b[31m": ["Ada[31m"],
    "Ada   Augusta\u00a0King": ["Ada Augusta King"],
    "عمر\n李明\nनिर्मला\nО’Коннор\nمی‌خواهم": ["عمر", "李明", "निर्मला", "О’Коннор", "می‌خواهم"],
    "=1+1\n@x": ["=1+1", "@x"],
    '"\n"a\n"a"\n""': ['"', '"a', "a"],
    "Learner;First name\n;Ada\nBo;\n": ["Ada", "Bo"],
    "A name, of a kind\nBo\n": ["A name, of a kind", "Bo"],
    "\n\nSurname,Given name\n\nLovelace,Ada\nLi\n": ["Ada Lovelace", "Li"],
    "": [],
}


def test_pasted_names_are_read_as_they_are_meant():
    for text, names in PASTED.items():
        assert [each.name for each in read_names(text).learners] == names, text


def test_a_line_is_named_without_signs_between_its_digits():
    names = "Name\tGroup\n" + "Ada\tA\n" * 1232 + "\tA\n"
    told = [str(note) for note in read_names(names).notes]
    assert "(line 1233)" in told[-2]
    assert told[-1] == "Line 1234 has no name and was left out."
    with pytest.raises(QuizAppError, match=r"^Line 1235: "):
        read_names(names + "x" * 101)


def test_a_name_that_is_there_twice_is_told_and_taken_once():
    found = read_names("Ada\nJosé\nADA\nJose\u0301\n")
    assert [each.name for each in found.learners] == ["Ada", "José"]
    assert [str(note)[:32] for note in found.notes] == [
        "ADA is there twice (line 3), and",
        "José is there twice (line 4), an",
    ]


def test_what_cannot_be_a_name_is_told_by_its_line():
    for text, said in {
        "Ada\n" + "x" * 101: "Line 2: “x",
        "Name\ttime\nAda\t7": "Line 2: Ada: “7” is not a choice for “time”.",
        "Name\ttheme\nAda\tpink": "Line 2: Ada: “pink” is not a choice for “theme”.",
        "\n".join(f"Learner {n}" for n in range(1001)): "more than 1,000",
    }.items():
        with pytest.raises(QuizAppError, match=said):
            read_names(text)


def test_a_csv_has_the_accommodations(tmp_path):
    file = tmp_path / "class.csv"
    file.write_text(
        "\ufeffName,Time,Read aloud,Fewer options,Text size,Theme,Reading level\r\n"
        '"Müller, Anna",150%,All,yes,125%,Dark,\r\nBo,"1,25",,,,,easy\r\nCy,no limit,,,,,\r\nDi,,,,,,\r\n',
        encoding="utf-8",
    )
    assert {each.name: each.accommodation for each in read_names_file(file).learners} == {
        "Müller, Anna": Accommodation(1.5, "all", fewer_options=True, text_size=125, theme="dark"),
        "Bo": Accommodation(1.25, reading_level="easy"),
        "Cy": Accommodation(0.0),
        "Di": Accommodation(),
    }
    file.write_text("Group;Name;Note, or none\nA;Müller, Anna;\n", encoding="utf-8")
    assert [each.name for each in read_names_file(file).learners] == ["Müller, Anna"]
    file.write_text("Name\tNote, or none\nBo\t\n", encoding="utf-8")
    assert [each.name for each in read_names_file(file).learners] == ["Bo"]
    (text := tmp_path / "class.txt").write_text("Müller, Anna\nBo\n", encoding="utf-8")
    assert [each.name for each in read_names_file(text).learners] == ["Müller, Anna", "Bo"]
    file.write_bytes("Name\nZoë".encode("latin-1"))
    with pytest.raises(QuizAppError):
        read_names_file(file)


def test_each_choice_is_read_as_it_is_typed_and_what_is_none_is_told(desk):
    (ada,) = add_class(desk, "7b", read_names("Ada"))[0].members
    refused = "refused"
    for column, field, read in (
        (
            "time",
            "time_factor",
            {
                "": 1.0,
                "1": 1.0,
                "1.25": 1.25,
                "1,5": 1.5,
                "2x": 2.0,
                "3 ×": 3.0,
                "1.50": 1.5,
                "125%": 1.25,
                "No  Limit": 0.0,
                "unlimited": 0.0,
                "sin límite": 0.0,
                **dict.fromkeys(("0", "4", "1.5.0", "%", "x%", "10%", "-1", "two"), refused),
            },
        ),
        ("Read Aloud", "read_aloud", {"": "nothing", "ALL": "all", "questions": "questions", "some": refused}),
        (
            "fewer options",
            "fewer_options",
            {"": False, "No": False, "0": False, "YES": True, "x": True, "✓": True, "sim": True, "maybe": refused},
        ),
        ("text size", "text_size", {"": 0, "0": 0, "%": 0, "125": 125, "200 %": 200, "126": refused, "big": refused}),
        ("theme", "theme", {"": "", "Dark": "dark", "oscuro": "dark", "system": "system", "pink": refused}),
        ("reading level", "reading_level", {"": "", " easy ": "easy", "a, b": "a, b", "x" * 101: refused}),
        ("shoe size", "", {"40": refused}),
    ):
        for word, value in read.items():
            if value == refused:
                with pytest.raises(QuizAppError, match=r"not a choice for|no accommodation|too long"):
                    set_accommodation(desk, ada, {column: word})
            else:
                changed = set_accommodation(desk, ada, {column: word}).accommodation
                assert getattr(changed, field) == value, (column, word)
                assert not changed.level_locked
    for word, said in (("a, locked", "a, locked"), ("LOCKED", "locked"), ("a, b", "a, b"), ("", "")):
        assert level_word(set_accommodation(desk, ada, {"reading level": word}).accommodation) == said


def test_a_level_that_no_text_has_is_refused_and_one_that_was_set_stays(desk):
    (ada,) = add_class(desk, "7b", read_names("Ada"))[0].members
    with pytest.raises(QuizAppError, match=r"No text has the level “eassy”\. Choose one of: easy, short"):
        set_accommodation(desk, ada, {"reading level": "eassy"}, lambda: ["short", "easy"])
    assert find_class(desk, "7b").members == (ada,)
    easy = set_accommodation(desk, ada, {"reading level": "easy"}, lambda: ["short", "easy"])
    assert find_class(desk, "7b").members == (easy,)
    for change in ({"time": "2"}, {"reading level": "easy, locked"}, {"reading level": ""}):
        set_accommodation(desk, easy, change, list)


def test_names_and_classes_are_as_long_as_they_may_be_and_no_longer(desk, monkeypatch):
    assert clean_name("x" * 100) == "x" * 100
    with pytest.raises(QuizAppError, match=f"“{'x' * 30}…” is too long. A name has at most 100"):
        clean_name("x" * 101)
    monkeypatch.setattr("quizapp.services.desk.classes.MOST_LEARNERS", 3)
    assert len(read_names("A\nB\nC\nA").learners) == 3
    room, _ = add_class(desk, "7b", read_names("A\nB"))
    add_members(desk, room, read_names("C"))
    for too_many in (lambda: add_members(desk, room, read_names("C\nD")), lambda: read_names("A\nB\nC\nD")):
        with pytest.raises(QuizAppError, match="more than 3 learners"):
            too_many()
    assert [each.name for each in find_class(desk, "7b").members] == ["A", "B", "C"]


def test_who_is_not_found_is_asked_for_by_what_there_is(desk):
    with pytest.raises(QuizAppError, match=r"no class “7b”\. Add a class first"):
        find_class(desk, "7b")
    with pytest.raises(QuizAppError, match=r"no learner “Ada”\. Add a learner first"):
        find_member([], "Ada")
    members = [Member(f"{number:032x}", f"Learner {number}") for number in range(21)]
    with pytest.raises(QuizAppError) as told:
        find_member(members, "?")
    assert str(told.value).endswith(f"Name one of: {', '.join(each.name for each in members[:20])}.")
    assert find_member(members, members[3].id) is members[3]
    with pytest.raises(QuizAppError, match=f"Name one by its id: {members[0].id}, {'f' * 32}"):
        find_member([members[0], Member("f" * 32, "learner 0")], "LEARNER 0")


def test_a_name_that_several_have_is_a_new_learner_and_an_accommodation_in_the_list_counts(desk):
    first, _ = add_class(desk, "7a", read_names("Ada\nBo"))
    add_class(desk, "7b", read_names("Ada"), all_new=True)
    timed = read_names("Name\tTime\nAda\t2\nBo\t1.5\n")
    room, notes = add_class(desk, "7c", timed)
    assert [str(note).partition(":")[0] for note in notes] == [
        "There are several learners named Ada",
        "Bo is known from before",
    ]
    assert room.members[0].id not in {each.id for each in desk.store.learners() if each.accommodation.time_factor == 1}
    assert [each.accommodation.time_factor for each in room.members] == [2.0, 1.5]
    assert room.members[1].id == first.members[1].id
    again, _ = add_class(desk, "7d", read_names("Bo"))
    assert again.members == room.members[1:]  # what was set for a learner stays


def test_a_learner_can_be_in_two_classes(desk):
    room, _ = add_class(desk, " 7b ", read_names("Ada\nBo"))
    assert room.name == "7b"
    choir, notes = add_class(desk, "Choir", read_names("bo\nCy"))
    assert tuple(map(str, notes)) == ("bo is known from before: the same learner, with the same records.",)
    assert choir.members[0] == room.members[1]
    other, notes = add_class(desk, "Chess", read_names("Bo"), all_new=True)
    assert other.members[0].id != room.members[1].id
    assert not notes

    bo = find_member(room.members, "BO")
    rename_learner(desk, bo, "Bo Li")
    changed = set_accommodation(desk, find_member(find_class(desk, "7B").members, "Bo Li"), {"time": "1.5"})
    assert find_class(desk, "choir").members[0] == find_class(desk, "7b").members[1] == changed
    assert changed.id == bo.id
    notes = add_members(desk, find_class(desk, "7b"), read_names("ada\nDi"))
    assert tuple(map(str, notes)) == ("ada is in this class already.",)
    remove_member(desk, find_class(desk, "7b"), bo.id)
    assert [each.name for each in find_class(desk, "7b").members] == ["Ada", "Di"]
    assert find_class(desk, "Choir").members[0] == changed
    for change in (
        lambda: add_class(desk, "cHOIR", read_names("Ada")),
        lambda: desk.store.rename_class(find_class(desk, "7b").id, "CHOIR"),
    ):
        with pytest.raises(QuizAppError, match=r"There is a class .* already"):
            change()
    desk.store.rename_class(find_class(desk, "choir").id, "CHOIR")
    desk.store.rename_class(find_class(desk, "choir").id, "Choir")
    with pytest.raises(QuizAppError, match="Did you mean “Choir”"):
        find_class(desk, "Chior")
    with pytest.raises(QuizAppError, match="2 learners named"):
        find_member([bo, other.members[0]], "Bo")


def test_all_of_a_learner_is_exported_and_deleted(desk, tmp_path):
    room, assignment = assigned(desk)
    ada, björn, _ = room.members
    for member in (ada, björn):
        collect(desk, [hand_in(desk, tmp_path, taken(assignment, member))])
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada, number=2), by="another program")])
    found = learner_records(desk, ada)
    assert (found["learner"]["name"], found["classes"]) == ("Ada", ["7b"])
    assert [len(found["assignments"][0][part]) for part in ("submissions", "entries")] == [2, 1]  # one waits
    assert len(found["signers"]) == 2
    assert {each["submission"]["number"] for each in found["assignments"][0]["submissions"]} == {1, 2}
    assert {each["submission"]["name"] for each in found["assignments"][0]["submissions"]} == {"Ada"}
    assert found["assignments"][0]["entries"][0]["learner"] == ada.id
    assert (found["assignments"][0]["assignment"], found["assignments"][0]["class"]) == ("Bees", "7b")
    assert learner_records(desk, room.members[2])["assignments"] == []
    said = Remarked(at=NOW, who="x", learner=room.members[2].id, part=0, question="", text="Where is it?")
    desk.store.append(assignment.id, said)
    (about,) = learner_records(desk, room.members[2])["assignments"]
    assert (about["submissions"], [each["text"] for each in about["entries"]]) == ([], ["Where is it?"])
    before = learner_records(desk, björn)

    delete_learner(desk, ada)
    with pytest.raises(QuizAppError, match="no such learner"):
        rename_learner(desk, ada, "Ada Lovelace")  # from a page that does not know it yet
    assert [each.name for each in find_class(desk, "7b").members] == ["Björn", "陈"]
    assert [each.name for each in desk.assignment(assignment.id).members] == ["Björn", "陈"]
    assert learner_records(desk, björn) == before
    desk.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data" / "desk").iterdir())
    assert ada.id.encode() not in kept
    assert björn.id.encode() in kept


def test_columns_and_choices_are_understood_in_each_language_and_shown_in_the_users():
    for language in LANGUAGES:
        texts = Texts(language)
        name = {"en": "Full name", "es": "Nombre", "pt_BR": "Nome completo"}[language]
        columns = ("time", "read aloud", "reading level", "fewer options", "text size", "theme")
        header = "; ".join((name, *map(texts.translate, columns)))
        locked = {"en": "locked", "es": "fijo", "pt_BR": "fixo"}[language]
        choices = map(texts.translate, ("no limit", "questions", "yes", "dark"))
        limit, aloud, yes, theme = choices
        (ada,) = read_names(f"{header}\nAda; {limit}; {aloud}; easier, {locked}; {yes}; 125%; {theme}").learners
        assert ada.name == "Ada"
        assert ada.accommodation == Accommodation(
            time_factor=0.0,
            read_aloud="questions",
            reading_level="easier",
            level_locked=True,
            fewer_options=True,
            text_size=125,
            theme="dark",
        )
    with pytest.raises(QuizAppError) as caught:
        read_names("name; time\nAda; 9")
    assert caught.value.in_words(Texts("es")).endswith("1, 1.25, 1.5, 2, 3, sin límite.")
