"""Skill and syllabus points of a question as tags, as other tools keep them: ``skill:locate``, ``covers:F05``."""

from collections.abc import Iterable
from typing import Any

from quizapp.domain.question import SKILLS, Question
from quizapp.interchange.losses import Item


def question_tags(question: Question) -> list[str]:
    skill = [f"skill:{question.skill}"] if question.skill else []
    return [*skill, *(f"covers:{point}" for point in question.covers)]


def tag_fields(tags: Iterable[str], item: Item) -> dict[str, Any]:
    """The fields that `tags` give a question; other tags are reported and left out."""
    fields: dict[str, Any] = {}
    for tag in tags:
        name, _, value = tag.strip().partition(":")
        if name == "skill" and value in SKILLS:
            fields["skill"] = value
        elif name == "covers" and value:
            fields["covers"] = (*fields.get("covers", ()), value)
        elif tag.strip():
            item.lose("tag_left_out", tag=tag.strip())
    return fields
