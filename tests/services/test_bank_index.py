"""The index of the banks: it says what the files say, finds what is in them, and no damage to it is ever seen."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from quizapp.domain.question import Question
from quizapp.progress import CancelledError
from quizapp.services.bank_entries import BankEntry
from quizapp.services.found import MOST_BANKS, MOST_FOUND, Found, Wanted
from quizapp.services.library import Library
from quizapp.services.question_words import folded, question_words
from quizapp.texts import ENGLISH
from tests.samples import ALL_SAMPLES

ROOT = Path(__file__).parents[2]
WORDS = ("bees", "tower", "marsh", "vote", "keeper", "lamp", "wall", "river")


def bank_text(id_: str, stems: list[str], passage: str = "", more: str = "") -> str:
    source = f"passage: {{text: {passage}}}\n" if passage else ""
    questions = "".join(
        f"  - {{id: q{at}, type: true_false, stem: '{stem}', key: true}}\n" for at, stem in enumerate(stems)
    )
    return f"id: {id_}\ntitle: Title of {id_}\n{more}{source}questions:\n{questions}"


class Shelf:
    """A folder with banks in it, and what is kept about them outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "banks"
        self.cache = folder / "cache"
        self.folder.mkdir()

    @property
    def index(self) -> Path:
        return self.cache / "library.db"

    def add(self, name: str, stems: list[str], passage: str = "", more: str = "") -> Path:
        path = self.folder / name
        path.write_text(bank_text(path.stem, stems, passage, more), encoding="utf-8")
        return path

    def read(self, cache: Path | None = None) -> Library:
        library = Library([self.folder], (cache or self.cache) / "library.json")
        library.scan()
        library.look_again()
        return library


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def find(library: Library, words: str, **filters: str) -> Found:
    return library.search(Wanted(words, **filters), ENGLISH)


def ids(found: Found) -> list[str]:
    """The questions that were found, as BANK/ID."""
    return [f"{path.stem}/{question.id}" for path, questions in found.questions.items() for question in questions]


def banks(found: Found) -> list[str]:
    return [bank.path.stem for unit in found.units for bank in unit.banks]


def everything(library: Library) -> tuple[Any, ...]:
    """All that the library shows: its entries, and what each word finds."""
    entries: tuple[BankEntry, ...] = library.entries()
    return (entries, [(sorted(banks(found)), sorted(ids(found)), found.counts) for found in _searches(library)])


def _searches(library: Library) -> list[Found]:
    return [*(find(library, word) for word in (*WORDS, "title", "t")), find(library, "", type_name="true_false")]


def rewrite(path: Path, text: str) -> None:
    """Write other content of the same length, and give the file its old time: a hash alone tells."""
    status = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


# The index and the files


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_to_files_the_index_says_what_they_say(shelf: Shelf, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    library = shelf.read()

    def some() -> list[str]:
        return [" ".join(random.choices(WORDS, k=4)) for _ in range(random.randrange(1, 4))]

    for step in range(10):
        for _ in range(random.randrange(1, 4)):
            files = sorted(shelf.folder.glob("*.yaml"))
            path = random.choice(files) if files and random.random() < 0.7 else None
            match random.randrange(8) if path is not None else 0:
                case 0 | 1:
                    shelf.add(f"b{random.randrange(6)}.yaml", some(), random.choice(WORDS))
                case 2 if path is not None:
                    path.unlink()
                case 3 if path is not None:
                    path.rename(shelf.folder / f"b{random.randrange(6)}.yaml")
                case 4 if path is not None:  # the same length, in the same tick, or with the old time
                    rewrite(path, path.read_text().translate(str.maketrans("bt", "tb")).replace("bibte", "title"))
                case 5 if path is not None:
                    rewrite(path, path.read_text().replace("key: true", "key: trus"))
                case 6 if path is not None:
                    os.utime(path)
                case 7 if path is not None:
                    shutil.copy2(path, shelf.folder / f"b{random.randrange(6, 9)}.yaml")
        if random.random() < 0.5:
            library.look_again()
        elif random.random() < 0.7:
            library = shelf.read()
        else:
            library = shelf.read()
            library.look_again()
        fresh = shelf.read(tmp_path / f"fresh{step}")
        assert everything(library) == everything(fresh), f"seed {seed}, step {step}"


def test_a_file_is_read_again_only_if_its_content_is_another(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf.add("a.yaml", ["bees"])
    passage = shelf.folder / "p.md"
    passage.write_text("# Bees\n\nThe marsh.\n")
    path.write_text(path.read_text().replace("questions:", "passage: {file: p.md}\nquestions:"))
    shelf.read()
    read: list[Path] = []
    reading = Library._reading

    def noted(library: Library, path: Path) -> Any:
        read.append(path)
        return reading(library, path)

    monkeypatch.setattr(Library, "_reading", noted)
    for change, is_read in (
        (lambda: None, False),
        (lambda: os.utime(path, (1, 1)), False),
        (lambda: os.utime(passage), False),
        (lambda: shutil.copy2(passage, shelf.folder / "copy.md"), False),
        (lambda: os.replace(shelf.folder / "copy.md", passage), False),
        (lambda: rewrite(path, path.read_text().replace("bees", "ants")), True),
        (lambda: rewrite(passage, passage.read_text().replace("marsh", "river")), True),
        (lambda: path.write_text(path.read_text() + "\n"), True),
    ):
        change()
        read.clear()
        library = shelf.read()
        assert bool(read) == is_read
        assert not library.look_again()
    assert banks(find(library, "ants")) == ["a"]
    assert banks(find(library, "river")) == ["a"]
    assert banks(find(library, "bees marsh")) == []


def test_more_banks_than_the_first_screen_shows_are_known_again(shelf: Shelf, tmp_path: Path) -> None:
    for number in range(230):
        shelf.add(f"b{number:03}.yaml", [f"bees number{number}"])
    shelf.read()
    library = Library([shelf.folder], shelf.cache / "library.json")
    assert len(library.scan()) == 170
    assert len(library.entries()) == 60
    read: list[int] = []
    assert library.look_again(lambda done, total: read.append(done))
    assert (len(library.entries()), read) == (230, [])  # all came from the index
    found = find(library, "bees")
    assert (found.total, found.banks, len(banks(found)), len(ids(found))) == (230, 230, MOST_BANKS, MOST_BANKS)
    assert not found.is_whole
    assert ids(find(library, "number229")) == ["b229/q0"]


def test_of_many_questions_some_of_each_bank_are_listed(shelf: Shelf) -> None:
    for number in range(8):
        shelf.add(f"b{number}.yaml", [f"bees {at}" for at in range(40)])
    found = find(shelf.read(), "bees")
    assert (found.total, len(ids(found)), found.is_whole) == (320, MOST_FOUND, False)
    assert [len(questions) for questions in found.questions.values()] == [25, 25, 25, 25, 25, 15]
    assert find(shelf.read(), "b0 17").is_whole


def test_canceled_reading_keeps_what_was_read_and_is_taken_up_again(shelf: Shelf) -> None:
    for number in range(9):
        shelf.add(f"b{number}.yaml", ["bees"])
    library = Library([shelf.folder], shelf.cache / "library.json")
    library.scan()

    def stop_at_third(done: int, total: int) -> None:
        assert total == 9
        if done == 3:
            raise CancelledError

    assert library.look_again(stop_at_third)
    assert (len(library.entries()), library.set_aside) == (3, 6)
    assert not library.look_again()  # it does not begin again by itself
    assert ids(find(library, "bees")) == ["b0/q0", "b1/q0", "b2/q0"]
    assert len(shelf.read().entries()) == 9  # but at the next start
    library.take_up()
    assert library.look_again()
    assert (len(library.entries()), library.set_aside) == (9, 0)


# Damage


def flipped(seed: int) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        random = Random(seed)
        data = bytearray(index.read_bytes())
        for _ in range(random.choice((1, 4, 60))):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        index.write_bytes(data)

    return damage


def _of_version(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("PRAGMA user_version = 1")


def _without(table: str) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        with closing(sqlite3.connect(index)) as connection:
            connection.execute(f"DROP TABLE {table}")

    return damage


def _folder_in_place(index: Path) -> None:
    index.unlink()
    index.mkdir()
    (index / "file").touch()


def _file_in_place_of_cache(index: Path) -> None:
    shutil.rmtree(index.parent)
    index.parent.touch()


def _torn(index: Path) -> None:
    index.write_bytes(index.read_bytes()[: index.stat().st_size // 2])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda index: index.write_bytes(b""),
    "no database": lambda index: index.write_bytes(b"SQLite format 4\0" * 512),
    "zeros": lambda index: index.write_bytes(bytes(index.stat().st_size)),
    "torn": _torn,
    "another version": _of_version,
    "without banks": _without("bank"),
    "without questions": _without("question"),
    "without words": _without("found"),
    "a folder": _folder_in_place,
    "a link in a circle": lambda index: (index.unlink(), index.symlink_to(index.name)),
    "no cache folder": _file_in_place_of_cache,
    "a damaged log": lambda index: Path(f"{index}-wal").write_bytes(b"\x37\x7f\x06\x82" + os.urandom(9000)),
}


def _filled(shelf: Shelf) -> None:
    for number in range(4):
        shelf.add(f"b{number}.yaml", [f"bees {WORDS[number]} {at}" for at in range(40)], "The marsh and the river")
    shelf.read().close()


@pytest.mark.parametrize("damage", [*DAMAGES.values()], ids=[*DAMAGES])
def test_a_damaged_index_is_replaced_or_done_without(
    shelf: Shelf, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    _filled(shelf)
    wanted = everything(shelf.read(tmp_path / "fresh"))
    for also_first in (False, True):
        with suppress(OSError):
            damage(shelf.index)
        if also_first:
            with suppress(OSError):
                (shelf.cache / "library.json").unlink()
        library = shelf.read()
        assert everything(library) == wanted
        library.close()


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bits_are_never_shown(shelf: Shelf, tmp_path: Path, seed: int) -> None:
    _filled(shelf)
    fresh = shelf.read(tmp_path / "fresh")
    (shelf.cache / "library.json").unlink()
    flipped(seed)(shelf.index)
    library = shelf.read()
    assert library.entries() == fresh.entries()
    for word in WORDS:
        found, right = find(library, word), find(fresh, word)  # words may be missing until the next reading
        assert set(ids(found)) <= set(ids(right)) | set(ids(find(fresh, "bees")))
    library.look_again()
    assert library.entries() == fresh.entries()
    shelf.add("b4.yaml", ["lamp"])  # and it can be written
    assert library.look_again()
    assert ids(find(library, "lamp")) == ["b4/q0"]


def test_damage_while_it_is_open_is_mended_by_looking_again(shelf: Shelf) -> None:
    _filled(shelf)
    library = shelf.read()
    wanted = everything(library)
    size = shelf.index.stat().st_size
    with shelf.index.open("r+b") as file:
        file.write(os.urandom(size))
    find(library, "bees")
    library.look_again()
    assert everything(library) == wanted


def test_what_is_lost_while_banks_are_read_is_read_again_at_once(shelf: Shelf) -> None:
    _filled(shelf)
    library = shelf.read()
    for number in range(4, 7):
        shelf.add(f"b{number}.yaml", [f"river {number}"])

    def damage(done: int, total: int) -> None:
        """Lose the index once, when two of the three new banks are in it."""
        if (done, total) == (2, 3):
            library.index._replace(sqlite3.DatabaseError("damaged"))

    assert library.look_again(damage)
    assert library.is_indexed
    assert library.index.works
    assert set(ids(find(library, "river"))) >= {"b4/q0", "b5/q0", "b6/q0"}


def test_an_index_that_another_program_has_locked_is_done_without(shelf: Shelf) -> None:
    _filled(shelf)
    before = shelf.read()
    wanted = everything(before)
    before.close()
    with closing(sqlite3.connect(shelf.index, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        shelf.add("b4.yaml", ["lamp"])
        library = shelf.read()
        assert ids(find(library, "lamp")) == ["b4/q0"]
    (shelf.folder / "b4.yaml").unlink()
    assert everything(shelf.read()) == wanted


_FULL = """
import resource, signal, sys
from pathlib import Path
from quizapp.services.found import Wanted
from quizapp.services.library import Library
from quizapp.texts import ENGLISH
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
library = Library([Path(sys.argv[1])], Path(sys.argv[2]) / "library.json")
library.scan()
library.look_again()
library.look_again()
found = library.search(Wanted("bees"), ENGLISH)
print(len(library.entries()), found.total)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit for the size of files")
@pytest.mark.parametrize("limit", [0, 40_000])
def test_a_full_disk_costs_nothing_but_the_next_start(shelf: Shelf, limit: int) -> None:
    for number in range(30):
        shelf.add(f"b{number}.yaml", [f"bees {WORDS[number % 8]} {at}" for at in range(30)])
    done = _python(_FULL, shelf.folder, shelf.cache, limit)
    assert done.communicate() == ("30 900\n", "")


_READ = """
import sys
from pathlib import Path
from quizapp.services.found import Wanted
from quizapp.services.library import Library
from quizapp.texts import ENGLISH
library = Library([Path(sys.argv[1])], Path(sys.argv[2]) / "library.json")
for _ in range(3):
    library.scan()
    library.look_again()
    found = library.search(Wanted("bees"), ENGLISH)
    print(len(library.entries()), found.total)
"""


def test_two_programs_keep_one_index_at_once(shelf: Shelf) -> None:
    for number in range(60):
        shelf.add(f"b{number}.yaml", [f"bees {at}" for at in range(40)])
    programs = [_python(_READ, shelf.folder, shelf.cache) for _ in range(2)]
    assert [each.communicate() for each in programs] == [("60 2400\n" * 3, "")] * 2
    library = Library([shelf.folder], shelf.cache / "library.json")
    library.scan()
    read: list[int] = []
    library.look_again(lambda done, total: read.append(done))
    assert read == []  # all is known
    assert find(library, "bees").total == 2400


def _python(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# Searching

TEXTS = {
    "english": "Don't sell the naïve keeper's tower!",
    "spanish": "¿Qué pidió la señora, según el artículo?",
    "german": "Die Straße führt zum Leuchtturm; er gefällt Ärzten.",
    "french": "L'œuvre de l’été : un cœur d'élève",
    "russian": "Всё ещё стоит большая башня",
    "greek": "Ποιος ζήτησε το ΚΑΛΟΚΑΙΡΙ;",
    "turkish": "Işık kulesi İstanbul",
    "arabic": "مَنْ طَلَبَ الصَّيْفَ؟",
    "hebrew": "מִי בִּקֵּשׁ אֶת הַקַּיִץ",
    "hindi": "मीनार किसने माँगी",
    "korean": "등대지기가 여름을 부탁했다",
    "chinese": "东京都的灯塔为什么空了十一年？",
    "japanese": "ミツバチが灯台に来たのはいつですか",
    "thai": "ใครขอเวลาหนึ่งฤดูร้อน",
    "formula": "H2SO4 and 1,000 km at 3.14 C++",
    "soft": "A light\u00adhouse and a zero\u200bwidth",
}


SEARCHES = (
    ("tower", "english"), ("TOW", "english"), ("tower keeper", "english"), ("ower", ""), ("naive", "english"),
    ("don't", "english"), ("don’t", "english"), ("dont", ""), ("keepers", ""), ("na\u00efve", "english"),
    ("nai\u0308ve", "english"), ("senora", "spanish"), ("SEÑORA segun", "spanish"), ("pidio", "spanish"),
    ("strasse", "german"), ("STRASSE", "german"), ("straß", "german"), ("arzten", "german"), ("gefallt", "german"),
    ("oeuvre", "french"), ("œuvre", "french"), ("l’été", "french"), ("coeur eleve", "french"), ("все еще", "russian"),
    ("ВСЁ", "russian"), ("башн", "russian"), ("ζητησε καλοκαιρι", "greek"), ("istanbul", "turkish"),
    ("من طلب", "arabic"), ("الصَّيْفَ", "arabic"), ("מי בקש", "hebrew"), ("मीनार", "hindi"), ("माँगी", "hindi"),
    ("등대", "korean"), ("여름", "korean"), ("东京", "chinese"), ("京都", "chinese"), ("塔", "chinese"),
    ("都灯", ""), ("灯塔 十一年", "chinese"), ("东京灯塔", ""), ("灯台", "japanese"), ("ミツバチ", "japanese"),
    ("いつ", "japanese"), ("ハチ", ""), ("バチ", "japanese"), ("เวลา", "thai"), ("ฤดูร้อน", "thai"), ("เวลาฤดู", ""),
    ("h2so4", "formula"), ("1,000", "formula"), ("3.14 c++", "formula"), ("lighthouse", "soft"), ("zerowidth", "soft"),
    ('"', ""), ("*", ""), ('tower"', "english"), ("tower*", "english"), ('"tower" OR "senora"', ""),
    ("tower -keeper", "english"),
    ("NEAR(tower keeper)", ""), ("words:tower", ""), ("^die", "german"), ("(tower", "english"),
    ("'; DROP TABLE bank; --", ""),
    ("tower AND keeper", ""), ("\x00tower", "english"), ("tower\ud800", "english"), ("\ue000truefalse", ""),
    (" ".join(["tower"] * 500), "english"), ("a" * 10_000, ""), ("%", ""), ("_", ""),
)  # fmt: skip


def test_what_is_typed_finds_questions_in_every_language(shelf: Shelf) -> None:
    for name, text in TEXTS.items():
        shelf.add(f"{name}.yaml", [text.replace("'", "''")], more="description: x\n")
    library = shelf.read()
    for search, name in SEARCHES:
        wanted = sorted(TEXTS) if name == "*" else [name] if name else []
        assert ids(find(library, search)) == [f"{each}/q0" for each in wanted], search


NOT_SHOWN = frozenset(
    ("id", "type", "skill", "role", "marking", "file", "format", "key", "kind", "decimal", "date_order", "language")
) | {"accepted", "anticipated", "within", "forgive", "units", "rubric", "points", "weight"}


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, each in value.items() if key not in NOT_SHOWN for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def test_a_question_is_found_by_all_that_is_shown_with_it_and_by_no_key() -> None:
    seen = set()
    for sample in ALL_SAMPLES:
        question: Question = sample.question
        words = folded(question_words(question)).split()
        bare = msgspec.to_builtins(question.without_key())
        for text in _texts(bare):
            assert set(folded(text.replace("*", " ").replace("\\", "")).split()) <= set(words), (question.id, text)
        seen.add(question.type_name)
    assert len(seen) == 16
    told = "accepted: [Zanzibar], explanation: Quetzal, hints: [{text: Yucca}]"
    stem = msgspec.json.encode(question_words(_short_answer(told)))
    assert b"who" in stem
    assert not any(word in stem for word in (b"zanzibar", b"quetzal", b"yucca"))


def _short_answer(more: str) -> Question:
    from quizapp.formats.native import read_kept_bank

    bank = read_kept_bank(
        f"id: a\ntitle: A\nquestions: [{{id: q, type: short_answer, stem: Who?, {more}}}]".encode(), {}
    )
    assert bank.bank is not None, bank.bank
    return bank.bank.questions[0]


def test_banks_and_questions_are_found_together(shelf: Shelf) -> None:
    shelf.add(
        "bees.yaml", ["Who wanted to vote?", "Who kept the *white* tower?"], "The marsh is wide.", "author: Ines\n"
    )
    shelf.add("ants.yaml", ["Who wanted to vote?"], more="description: About ants\n")
    shelf.add("bad.yaml", ["tower"], more="colour: blue\n")
    library = shelf.read()
    for search, in_banks, questions in (
        ("vote", ["ants", "bees"], ["ants/q0", "bees/q0"]),
        ("white", ["bees"], ["bees/q1"]),
        ("title bees", ["bees"], []),
        ("marsh", ["bees"], []),  # in its passage
        ("ines vote", ["bees"], ["bees/q0"]),  # the author of the one, in a question of it
        ("ines ants", [], []),
        ("marsh vote", [], []),
        ("tower", ["bees"], ["bees/q1"]),
        ("bad", ["bad"], []),  # by the name of the file
        ("true", ["ants", "bees"], ["ants/q0", "bees/q0", "bees/q1"]),  # by their type
    ):
        found = find(library, search)
        assert (sorted(banks(found)), sorted(ids(found)), found.total) == (in_banks, questions, len(questions)), search
    (question,) = find(library, "white").questions[shelf.folder / "bees.yaml"]
    assert question == (shelf.folder / "bees.yaml", 2, "q1", "true_false", "", "Who kept the white tower?")


def test_questions_are_found_by_type_and_skill(shelf: Shelf) -> None:
    path = shelf.add("a.yaml", ["Who wanted a vote?", "Who wanted the tower?"])
    path.write_text(
        path.read_text()
        .replace("q1, type: true_false", "q1, type: numeric, skill: locate, covers: [F07]")
        .replace("tower?', key: true", "tower?', key: '1'")
    )
    library = shelf.read()
    for wanted, questions in (
        (Wanted("wanted"), ["a/q0", "a/q1"]),
        (Wanted("wanted", "numeric"), ["a/q1"]),
        (Wanted("", "true_false"), ["a/q0"]),
        (Wanted("", "", "locate"), ["a/q1"]),
        (Wanted("vote", "numeric"), []),
        (Wanted("", "true_false", "locate"), []),
        (Wanted("f07"), ["a/q1"]),
        (Wanted("locate"), ["a/q1"]),
        (Wanted("number tower"), ["a/q1"]),  # “Number or date”
    ):
        assert ids(library.search(wanted, ENGLISH)) == questions, wanted
        assert bool(library.search(wanted, ENGLISH).units) == bool(questions)


def test_of_a_bank_in_several_languages_the_one_that_is_shown_is_searched(shelf: Shelf) -> None:
    shelf.add("bees.yaml", ["Who voted at the end?"])
    shelf.add("abejas.yaml", ["¿Quién votó al final?"], more="language: es\ntranslation_of: bees\n")
    library = shelf.read()
    for language, search, questions in (
        ("en", "end", ["bees/q0"]),
        ("es", "end", ["bees/q0"]),
        ("es", "voto", ["abejas/q0"]),
        ("es", "true", ["abejas/q0"]),
        ("en", "true", ["bees/q0"]),
    ):
        found = library.search(Wanted(search), ENGLISH, language)
        assert (ids(found), found.total) == (questions, 1)
