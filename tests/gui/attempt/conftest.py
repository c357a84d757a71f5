"""What the tests of taking a bank need: the program, which stays from one test of a file to the next."""

from tests.gui.kept_program import kept, leaves_nothing_behind, looks_as_before, program  # noqa: F401
