"""Conversion to records: each mistake of form, what stands in its place, and what then is certain."""

from decimal import Decimal
from typing import Any, Literal

import msgspec

from quizapp.formats.authored import Converted, convert
from quizapp.problems import Mistake


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    key: bool = False
    share: Decimal = Decimal(1)


class Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    quote: str
    level: int = 0


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    points: Decimal = Decimal(1)
    count: int = 0
    shuffle: bool = True
    marking: Literal["whole", "partial", "true"] = "whole"
    accepted: tuple[str, ...] = ()
    options: tuple[Entry, ...] = ()
    evidence: tuple[Quote, ...] = ()
    notes: dict[str, str] = {}
    shares: dict[int, Decimal] = {}
    said: dict[Literal["true", "false"], str] = {}
    feedback: str | tuple[str, ...] = ""


def told(**fields: Any) -> list[tuple[object, ...]]:
    """The mistakes of a whole with these fields, each as code, path and values."""
    mistakes: list[Mistake] = []
    convert({"title": "T", **fields}, Whole, ("at", 1), mistakes)
    return [(mistake.code, mistake.path[2:], dict(mistake.values)) for mistake in mistakes]


def converted(raw: object) -> Converted[Whole]:
    return convert(raw, Whole, (), [])


def test_what_fits_is_converted_with_its_short_forms() -> None:
    found = converted(
        {
            "title": "T",
            "points": "2.5",
            "count": "3",
            "shuffle": "false",
            "accepted": "one",
            "options": ["A", {"text": "B", "key": "yes", "share": "1/2"}],
        }
    )
    assert found.record is not None
    assert found.doubtful == {("options", 1, "share")}
    plain = converted({"title": "T", "shuffle": "off", "accepted": "one", "options": ["A", {"text": "B", "key": "ON"}]})
    assert plain.record == Whole("T", shuffle=False, accepted=("one",), options=(Entry("A"), Entry("B", key=True)))
    assert not plain.is_doubtful
    assert plain.doubtful == frozenset()
    assert told(points="2.5", count="3", marking="yes", feedback=["a", "b"], notes={"a": "b"}) == []
    assert converted({"title": "T", "marking": "Yes", "points": "1"}).record == Whole("T", marking="true")


def test_each_mistake_of_form_is_told_with_its_place() -> None:
    fields = "title, points, count, shuffle, marking, accepted, options, evidence, notes, shares, said, feedback"
    for given, *expected in (
        ({"points": "many"}, ("not_a_number", ("points",), {"value": "many"})),
        ({"count": "1.5"}, ("not_a_number", ("count",), {"value": "1.5"})),
        ({"count": ["1"]}, ("not_a_number", ("count",), {"value": "['1']"})),
        ({"shuffle": "perhaps"}, ("not_a_truth_value", ("shuffle",), {"value": "perhaps"})),
        ({"shuffle": ["yes"]}, ("not_a_truth_value", ("shuffle",), {"value": "['yes']"})),
        ({"marking": ["whole"]}, ("not_a_text", ("marking",), {})),
        ({"accepted": {"a": "b"}}, ("not_a_list", ("accepted",), {})),
        ({"accepted": ""}, ("not_a_list", ("accepted",), {})),
        ({"accepted": ["a", ["b"], {"c": ["d"]}]}, ("not_a_text", ("accepted", 1), {}),
         ("not_a_text", ("accepted", 2), {})),
        ({"accepted": [{"a": "b"}]}, ("text_with_colon", ("accepted", 0), {"quoted": '"a: b"'})),
        ({"accepted": [{'say "a"': "it's"}]}, ("text_with_colon", ("accepted", 0), {"quoted": "'say \"a\": it''s'"})),
        ({"accepted": [{"a": "b", "c": "d"}]}, ("not_a_text", ("accepted", 0), {})),
        ({"title": {"a": "b"}}, ("not_a_text", ("title",), {})),
        ({"options": "A"}, ("not_a_list", ("options",), {})),
        ({"options": [["A"]]}, ("not_a_mapping", ("options", 0), {})),
        ({"options": [{"A": "b"}]}, ("text_with_colon", ("options", 0), {"quoted": '"A: b"'})),
        ({"options": [{"A": ""}]}, ("text_with_colon", ("options", 0), {"quoted": '"A:"'})),
        ({"options": [{"A": "b", "key": "true"}]}, ("text_with_colon", ("options", 0), {"quoted": '"A: b"'})),
        ({"options": [{"key": "true"}]}, ("missing_field", ("options", 0), {"name": "text"})),
        ({"evidence": [{"They said": "no"}]}, ("text_with_colon", ("evidence", 0), {"quoted": '"They said: no"'})),
        ({"notes": ["a"]}, ("not_a_mapping", ("notes",), {})),
        ({"notes": {"a": ["b"]}}, ("not_a_text", ("notes", "a"), {})),
        ({"said": {"true": "a", "yes": "b"}}, ("duplicate_meaning", ("said", "yes"), {"name": "yes", "other": "true"})),
        ({"said": {"true": "a", "yes": ["b"]}}, ("not_a_text", ("said", "yes"), {})),
        ({"shares": {"1": "2", "x": "3"}}, ("not_a_number", ("shares", "x"), {"value": "x"})),
        ({"shares": {"x": "2"}}, ("not_a_number", ("shares", "x"), {"value": "x"})),
        ({"shares": {"1": "x"}}, ("not_a_number", ("shares", "1"), {"value": "x"})),
        ({"feedback": {"a": "b"}}, ("not_a_text", ("feedback",), {})),
        ({" count": "1"}, ("field_name_space", (" count",), {"name": "count"})),
        (
            {"marking": "partal"},
            ("not_a_choice_suggest", ("marking",),
             {"value": "partal", "suggestion": "partial", "choices": "partial, true, whole"}),
        ),
        (
            {"marking": "xyz"},
            ("not_a_choice", ("marking",), {"value": "xyz", "suggestion": "", "choices": "partial, true, whole"}),
        ),
        (
            {"pionts": "1"},
            ("unknown_field_suggest", ("pionts",), {"name": "pionts", "suggestion": "points", "choices": fields}),
        ),
        (
            {"marks": "1"},
            ("unknown_field_suggest", ("marks",), {"name": "marks", "suggestion": "points", "choices": fields}),
        ),
        (
            {"score": "1", "points": "1"},
            ("unknown_field", ("score",), {"name": "score", "suggestion": "", "choices": fields}),
        ),
        ({"xyz": "1"}, ("unknown_field", ("xyz",), {"name": "xyz", "suggestion": "", "choices": fields})),
    ):  # fmt: skip
        assert told(**given) == expected, given
    mistakes: list[Mistake] = []
    ((_, _, values),) = told(accepted=[{"a": "b" * 200}])
    assert len(str(values["quoted"])) == 92  # with its marks
    assert convert(["x"], Whole, ("a",), mistakes).record is not None
    assert [(mistake.code, mistake.path) for mistake in mistakes] == [("not_a_mapping", ("a",))]
    mistakes.clear()
    convert({"titel": "T"}, Whole, (), mistakes)
    assert [mistake.code for mistake in mistakes] == ["unknown_field_suggest"]  # it is not missing, too
    mistakes.clear()
    found = convert({"accepted": [["x"]] * 201, "title": "T"}, Whole, (), mistakes)
    assert (found.record, len(mistakes)) == (None, 200)
    mistakes.clear()
    assert convert({"accepted": [["x"]] * 200, "title": "T"}, Whole, (), mistakes).record is not None


def test_what_cannot_be_read_has_a_stand_in_that_is_like_nothing_else() -> None:
    found = converted({"points": "x", "shuffle": "x", "marking": "x", "accepted": [["a"], ["b"]], "options": [["x"]]})
    record = found.record
    assert record is not None
    assert (record.points, record.shuffle, record.marking) == (1, False, "partial")
    texts = [record.title, *record.accepted, record.options[0].text]
    assert len(set(texts)) == 4
    assert all(text.startswith("\0") for text in texts)
    assert found.doubtful == {
        *(("points",), ("shuffle",), ("marking",), ("accepted", 0), ("accepted", 1), ("options", 0), ("title",)),
    }
    assert converted({"titel": "T"}).doubtful == {("titel",), ("title",)}
    assert converted({"title": "T", " count": "1"}).doubtful == {(" count",), ("count",)}


def test_only_what_rests_on_no_stand_in_is_certain() -> None:
    def certain(doubtful: set[tuple[str | int, ...]], code: str, *path: str | int) -> bool:
        return bool(list(Converted(1, frozenset(doubtful)).certain([Mistake(code, path)])))  # type: ignore[type-var]

    for doubtful, code, path, expected in (
        (set(), "empty_text", ("title",), True),
        ({("title",)}, "empty_text", ("title",), False),
        ({("options", 1)}, "empty_text", ("options", 1, "text"), False),
        ({("options", 1, "text")}, "empty_text", ("options", 1), False),
        ({("options", 1)}, "empty_text", ("options", 2), True),
        ({("options", 1)}, "empty_text", ("options",), False),
        ({("options", 1)}, "too_few", ("options",), True),
        ({("options",)}, "too_few", ("options",), False),
        ({("options",)}, "too_many", ("options",), False),
        ({("options",)}, "too_many", ("keys",), True),
        ({("columns",)}, "unknown_column", ("rows", 1, "key"), False),
        ({("columns", 2)}, "unknown_column_suggest", ("rows", 1, "key"), False),
        ({("rows", 2)}, "unknown_column", ("rows", 1, "key"), True),
        ({("rows", "columns")}, "unknown_column", ("rows", 1, "key"), True),
        ({("stem",)}, "unknown_column", ("rows", 1, "key"), True),
    ):
        assert certain(doubtful, code, *path) == expected, (doubtful, code, path)
    for inner, path, expected in (
        (Converted(1), ("part_a", "key"), True),  # type: ignore[type-var]
        (Converted(1, frozenset({("key",)})), ("part_a", "key"), False),  # type: ignore[type-var]
        (Converted(1, frozenset({("key",)})), ("part_a", "stem"), True),  # type: ignore[type-var]
        (Converted(None), ("part_a", "key"), False),
        (Converted(None), ("part_b", "key"), True),
        (Converted(None), ("part_a",), True),
    ):
        whole: Converted[Any] = Converted(1, frozenset(), {"part_a": inner})  # type: ignore[type-var]
        assert bool(list(whole.certain([Mistake("x", path)]))) == expected, path
        assert whole.is_doubtful == (inner != Converted(1))  # type: ignore[type-var]
