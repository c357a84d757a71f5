"""The tools that an attempt allows: by its mode, or as its assignment chose among those that it knew."""

from quizapp.domain.assignment import TOOLS, AssignmentSettings, usual_tools
from quizapp.domain.attempt import PRACTICE, REVIEW, TEST
from quizapp.domain.event import Started
from quizapp.domain.event_json import decode
from quizapp.services.taking import Taking
from tests.samples import BANK

IN_TEST = ("notes", "highlighter", "ruler", "find", "eliminator")


def allowed(mode, **more):
    taking = Taking(BANK, mode, None, lambda: 0.0)
    started = Started(**{field: getattr(taking.attempt.started, field) for field in Started.__struct_fields__} | more)
    taking.attempt.started = started
    return tuple(tool for tool in TOOLS if taking.allows(tool))


def test_a_test_gives_no_help_and_the_others_give_all():
    assert allowed(TEST) == usual_tools("test") == IN_TEST
    assert allowed(PRACTICE) == allowed(REVIEW) == usual_tools("practice") == TOOLS


def test_an_assignment_chooses_among_the_tools_that_it_knew():
    old = {"assignment": "a" * 32}
    assert allowed(PRACTICE, **old, tools=("hints",)) == tuple(tool for tool in TOOLS if tool != "notes")
    assert allowed(TEST, **old, tools=()) == tuple(tool for tool in IN_TEST if tool != "notes")
    chosen = ("notes", "glossary")
    assert allowed(TEST, **old, tools=chosen, known_tools=TOOLS) == chosen
    assert AssignmentSettings(tools=("notes",)).allowed == IN_TEST
    assert AssignmentSettings(tools=chosen, known_tools=TOOLS).allowed == chosen


def test_an_attempt_that_began_before_there_were_others_has_the_tools_of_its_mode():
    kept = (
        '{"type":"started","at":0,"bank_id":"b","content_hash":"h","mode":"test","order":["q"],"arrangements":{"q":[]}}'
    )
    (started,) = decode(kept)
    assert (started.tools, started.known_tools) == (("hints", "notes"), ("hints", "notes"))
