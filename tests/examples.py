"""Numbers of examples that a property is tried with: fewer in every run, all of them by hand."""

from hypothesis import settings

PROFILE = "quizapp"
LONG = "long"


def register() -> None:
    """Make the two profiles, and take the one for every run; `--hypothesis-profile long` takes the other."""
    # The same examples on every run, and no verdict that depends on how fast the machine is.
    settings.register_profile(PROFILE, deadline=None, derandomize=True, database=None, max_examples=40)
    settings.register_profile(LONG, deadline=None, derandomize=True, database=None, max_examples=100)
    settings.load_profile(PROFILE)


def examples(number: int) -> int:
    """Return how many to try of the `number` by hand, in the proportion of the profile that is taken."""
    return max(1, number * settings().max_examples // 100)


def by_hand() -> bool:
    """Whether the profile is that of a run by hand, which has the time to look at everything."""
    return settings().max_examples >= 100
