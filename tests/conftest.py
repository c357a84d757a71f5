"""What all tests need."""

from hypothesis import settings

# The same examples on every run, and no verdict that depends on how fast the machine is.
settings.register_profile("quizapp", deadline=None, derandomize=True, database=None)
settings.load_profile("quizapp")
