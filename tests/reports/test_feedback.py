"""What is said of a marked question, and which places of the passage are shown for it."""

import msgspec

from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.question_types.single_choice import SingleChoice
from quizapp.reports.feedback import _LONGEST_PLACE, feedback_of
from tests.samples import BANK


def test_a_place_is_shown_unless_a_remark_has_told_all_of_its_words():
    words = "bees " * (_LONGEST_PLACE // 5)
    for length, is_shown in ((_LONGEST_PLACE - 1, False), (_LONGEST_PLACE, False), (_LONGEST_PLACE + 1, True)):
        sentence = (words + "x" * 9)[: length - 1] + "y"
        bank = msgspec.structs.replace(BANK, passage=read_passage(f"# Bees\n\nThere were {sentence} here."))
        options = (Option("Many", key=True, feedback="So it is.", evidence=sentence), Option("Few"))
        question = SingleChoice(id="q", stem="How many?", options=options)
        (span,) = bank.passage.find(sentence)
        found = feedback_of(bank, question, "A", question.mark("A"))
        assert [remark.text for remark in found.remarks] == ["So it is."]
        assert found.places == ((span,) if is_shown else ()), length
        of_the_question = msgspec.structs.replace(question, evidence=(sentence,))
        assert feedback_of(bank, of_the_question, "A", question.mark("A")).places == (span,)
        assert feedback_of(bank, question, None, question.mark(None)).places == (span,)
