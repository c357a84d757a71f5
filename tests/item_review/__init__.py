"""Scripts by which the items of a unit are reviewed; run by hand, such as `python -m tests.item_review.leaks`."""
