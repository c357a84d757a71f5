"""Failures, in three kinds.

Bad content is told in `problems.Problem`s, which are collected and never raised. The surroundings (a missing folder, a
full disk) raise `QuizAppError`. Anything else is a bug.
"""

from quizapp.texts import ENGLISH, Message, Texts


class QuizAppError(Exception):
    """The surroundings failed: one plain sentence, and one that says what to do about it.

    Both are templates of `texts` that share `values`; they are put into the user's words when they are shown.
    """

    def __init__(self, message: str, remedy: str = "", /, **values: object) -> None:
        super().__init__(message, remedy)
        self.what = Message(message, values)
        self.what_to_do = Message(remedy, values)

    @property
    def message(self) -> str:
        return ENGLISH.say(self.what)

    @property
    def remedy(self) -> str:
        return ENGLISH.say(self.what_to_do)

    def in_words(self, texts: Texts) -> str:
        """Give both sentences in a user's language."""
        return f"{texts.say(self.what)} {texts.say(self.what_to_do)}".rstrip()

    def __str__(self) -> str:
        return self.in_words(ENGLISH)
