"""Work is done once for the same response to the same question, and never mixed up."""

from quizapp.services.desk.per_response import OncePerResponse
from tests.samples import SAMPLES


def test_each_response_to_each_question_is_worked_on_once():
    done = []
    once = OncePerResponse(lambda question, response: done.append((question, response)) or len(done))
    first, second = SAMPLES["true_false"][0].question, SAMPLES["single_choice"][0].question
    asked = [
        (first, "true"),
        (second, "true"),
        (first, "false"),
        (first, None),
        (first, ("true",)),
        (first, {"a": "b"}),
    ]
    assert [once(*each) for each in asked] == [1, 2, 3, 4, 5, 6]
    assert [once(*each) for each in reversed(asked)] == [6, 5, 4, 3, 2, 1]
    assert done == asked
