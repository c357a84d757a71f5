"""Classes and learners come by name."""

import msgspec
import pytest

from quizapp.domain.classroom import Member
from quizapp.storage.desk.errors import DeskError
from tests.storage.desk.records import ANA, LI, OMAR


def test_classes_and_learners_come_by_name_and_what_is_not_there_is_told(file_store):
    room = file_store.add_class("b", [OMAR, LI])
    for name in ("C", "a"):
        file_store.add_class(name, [])
    assert [each.name for each in file_store.classes()] == ["a", "b", "C"]
    file_store.set_members(room.id, [])
    file_store.change_learner(msgspec.structs.replace(LI, name="ä"))
    file_store.add_class("d", [ANA, Member("d" * 32, "ana")])
    assert [(each.id, each.name) for each in file_store.learners()] == [
        (ANA.id, "Ana"),
        ("d" * 32, "ana"),
        (LI.id, "ä"),
        (OMAR.id, OMAR.name),
    ]
    for change in (
        lambda: file_store.set_members("none", []),
        lambda: file_store.rename_class("none", "x"),
        lambda: file_store.delete_class("none"),
        lambda: file_store.classroom("none"),
    ):
        with pytest.raises(DeskError, match="no such class anymore"):
            change()
    with pytest.raises(DeskError, match="no such learner anymore"):
        file_store.change_learner(Member("f" * 32, "Nobody"))
    (last,) = (each for each in file_store.classes() if each.name == "d")
    file_store.delete_class(last.id)
    assert [each.name for each in file_store.classes()] == ["a", "b", "C"]
    assert len(file_store.learners()) == 4
