"""The places of what was read are told as people write them."""

from quizapp.interchange.losses import ItemReport


def test_a_line_is_named_without_signs_between_its_digits():
    assert ItemReport(1234, "", 0, ()).place() == "Line 1234, a question without a name"
    assert ItemReport(1234, "Bees", 0, ()).place() == "Line 1234, “Bees”"
    assert ItemReport(0, "Bees", 0, ()).place() == "“Bees”"
