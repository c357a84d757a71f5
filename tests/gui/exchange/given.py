"""What there is at the beginning of the stories of the exchange."""

from quizapp.gui.exchange import long_work
from tests.gui.full_disk import full_disk_steps
from tests.gui.story import given
from tests.images import png
from tests.services.test_exchange import moodle_file

GIFT = """\
::Tower:: Who climbed the tower? {=Marta#Yes, she did. ~%50%Ada ~Nobody}

::Bees:: How many bees came? {#40:2}

::Broken:: Who said so? {=Marta ~Marta}

::Letter:: Who wrote the letter? {=Marta ~The council}
"""
"""Two questions that stay, one that is changed, and one that cannot be carried."""


@given("somebody with questions of other tools, whose work can be held back")
def held_back(start, tmp_path, monkeypatch):
    program, steps = files_of_others(start, tmp_path, monkeypatch)
    jobs = program.jobs

    def tell():
        """Have the newest work tell how far it is, as long after the last time as it takes to tell it again."""
        program.window.exchange._work._told_next = 0.0
        long = [work for _, work in jobs.waiting if getattr(work, "func", None) is long_work._work]
        long[-1].args[1](1, 3)

    return program, steps | {"a third of it is done": tell}


@given("somebody with questions of other tools")
def files_of_others(start, tmp_path, monkeypatch):
    (tmp_path / "more").mkdir()
    (tmp_path / "term 2").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in ("harbor.txt", "more/harbor.txt"):
        (tmp_path / name).write_text(GIFT, "utf-8")
    (tmp_path / "none.txt").write_text(GIFT.split("\n\n")[2], "utf-8")
    (tmp_path / "letter.txt").write_text("Please mark these.", "utf-8")
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 damaged")
    (tmp_path / "old.txt").write_bytes("Who came?\n{=Zoë}".encode("latin-1"))
    (tmp_path / "empty.txt").write_bytes(b"")
    moodle_file(tmp_path / "bees.xml", png(2, 2))
    (tmp_path / "evidence.yaml").write_text(
        "id: e\ntitle: Evidence\npassage:\n  text: |\n    The harbor closed. It was cold.\nquestions:\n"
        "  - {id: q, type: evidence, stem: Which sentence says so?, keys: [The harbor closed.]}\n",
        "utf-8",
    )
    program = start()
    return program, full_disk_steps(monkeypatch)
