"""Taking a bank in a terminal: the passage, question after question, and going back."""

from collections.abc import Mapping

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Unmarked
from quizapp.domain.marked_attempt import MarkedQuestion
from quizapp.domain.question import Question, Response
from quizapp.domain.text import shortened
from quizapp.question_types.open_response import OpenResponse
from quizapp.reports.attempt_text import marked_lines, try_lines
from quizapp.reports.names import CERTAINTY_NAMES, certainty_name, minutes_text, time_text
from quizapp.reports.plain_text import visible, wrapped
from quizapp.reports.verdict import verdict_text
from quizapp.reports.words import hint_text, obstacle_text, open_text, points_of, stakes_text, tries_text
from quizapp.services.taking import Taking
from quizapp.services.typed_responses import Asking, NotUnderstoodError, asking
from quizapp.terminal.console import Console
from quizapp.terminal.language import translate
from quizapp.terminal.showing import passage_lines, question_lines, shown_parts
from quizapp.texts import N_

_PROMPT = "> "


def take(taking: Taking, console: Console) -> None:
    """Show the passage, ask the questions, and submit; the end of input or of the time ends it early."""
    bank, width = taking.bank, console.width
    console.say(wrapped(bank.title, width))
    if bank.description:
        console.say(wrapped(bank.description, width))
    told = translate.plural("%n questions.", len(taking.order))
    if bank.has_passage:
        minutes = minutes_text(bank.passage.minutes, translate)
        length = translate.plural("The passage has %n words, {minutes}.", bank.passage.words, minutes=minutes)
        told = f"{told} {length}"
    console.say(wrapped(told, width))
    if line := _level_line(bank):
        console.say(wrapped(line, width))
    for line in _rules(taking):
        console.say(wrapped(line, width))
    console.say()
    if bank.has_passage:
        console.say(passage_lines(bank.passage, width))
    index: int | None = 0
    while index is not None:
        index = _ask(taking, console, index) if index < len(taking.order) else _look_over(taking, console)
    taking.submit()
    if not taking.mode.tells_at_once:
        _rate_all(taking, console)


def _rules(taking: Taking) -> list[str]:
    """The rules of the attempt: time, tries and certainty, where it has any."""
    mode, lines = taking.mode, []
    if mode.time_limit:
        time = time_text(mode.time_limit, translate)
        lines.append(translate("You have {time}. Then the answers you have given count.", time=time))
    if mode.tries > 1 and mode.tells_at_once:
        lines.append(
            translate(
                "You have {tries} tries for each question. After the first, each costs {share} of the points.",
                tries=mode.tries,
                share=mode.penalty,
            )
        )
    if mode.certainty:
        sure = N_("After each answer, say how sure you are: the surer you are, the more points you can win or lose.")
        lines.append(translate(sure))
    return lines


def _typed(taking: Taking, console: Console, prompt: str = _PROMPT) -> str | None:
    """A line that was typed in time; None at the end of input or of the time."""
    typed = console.ask(prompt)
    if typed is not None and taking.time_left == 0:
        console.say(wrapped(translate("Time ran out, so this no longer counts."), console.width))
        return None
    return typed


def _ask(taking: Taking, console: Console, index: int) -> int | None:
    """Ask the question at `index`, and return the index of the next one; None if the learner is done."""
    taking.visit(index)
    question = taking.current
    form = asking(question, shown_parts(question, taking.arrangement(question.id), taking.bank.passage))
    _show(taking, console, index, form)
    while True:
        typed = _typed(taking, console)
        match _command(typed, form, can_change_level=taking.can_change_level):
            case None | "q":
                return None
            case "h":
                _hint(taking, console)
            case "p" if not taking.bank.has_passage:
                console.say([translate("This bank has no passage.")])
            case "p":
                console.say(passage_lines(taking.bank.passage, console.width))
                console.say()
                _show(taking, console, index, form)
            case "l" if taking.can_change_level:
                _take_next_level(taking, console)
                return index
            case "b" if index == 0:
                console.say([translate("This is the first question.")])
            case "b":
                return index - 1
            case "":
                return _next(taking, index)
            case "-" if taking.response(question.id) is not None and taking.respond(question.id, None):
                console.say([translate("Your answer is taken back.")])
            case text if taking.is_told(question.id):
                told = N_("This question is marked already, so “{text}” changes nothing. Enter goes on.")
                console.say([translate(told, text=_echo(text))])
            case text:
                try:
                    response = form.read(_lines(text, console) if form.lines else text)
                except NotUnderstoodError:
                    told = N_("“{text}” is not an answer here: type {expected}.")
                    console.say([translate(told, text=_echo(text), expected=form.expected)])
                    continue
                taking.respond(question.id, _whole(taking, response) or None)
                obstacle = taking.obstacle(question.id) if taking.mode.tells_at_once else ""
                if obstacle in ("illegible", "incomplete", "tried"):
                    console.say(wrapped(obstacle_text(obstacle, translate), console.width))
                    continue
                if taking.response(question.id) is not None and not _ask_certainty(taking, console):
                    return None
                if not taking.check(question.id):
                    return _next(taking, index)
                if not taking.is_told(question.id):
                    _tell_try(taking, console)
                    continue
                _tell(taking, console, index)
                _rate(taking, console, question.id)
                return _next(taking, index)


def _take_next_level(taking: Taking, console: Console) -> None:
    """Read the passage at the level after this one; after the last one, at the first."""
    levels = [level.id for level in taking.bank.levels]
    taking.change_level(levels[(levels.index(taking.bank.level) + 1) % len(levels)])
    console.say(wrapped(_level_line(taking.bank), console.width))
    console.say()
    console.say(passage_lines(taking.bank.passage, console.width))
    console.say()


def _level_line(bank: Bank) -> str:
    """The level at which the passage is read; empty where there is only one."""
    if len(bank.levels) < 2:
        return ""
    level = next(each for each in bank.levels if each.id == bank.level)
    return translate("Reading level: {level}.", level=level.shown_name(translate))


def _whole(taking: Taking, response: Response) -> Response:
    """`response`, and after a try also the parts of the earlier response that it leaves out."""
    id_ = taking.current.id
    given = taking.response(id_)
    if taking.last_try(id_) is not None and isinstance(given, Mapping) and isinstance(response, Mapping):
        return {**given, **response}
    return response


def _hint(taking: Taking, console: Console) -> None:
    """Show the next hint, or say why there is none."""
    id_ = taking.current.id
    if taking.show_hint(id_):
        shown = taking.hints(id_)
        console.say(wrapped(plain_text(shown[-1].text), console.width, _hint_head(len(shown))))
    elif not taking.mode.tells_at_once:
        console.say([translate("A test has no hints.")])
    else:
        console.say([translate("There is no other hint." if taking.hints(id_) else "There is no hint.")])


def _hint_head(number: int) -> str:
    return f"{translate('Hint {number}:', number=number)} "


def _ask_certainty(taking: Taking, console: Console) -> bool:
    """Ask how sure the learner is, where the mode does; False at the end of input or of the time."""
    if not taking.mode.certainty:
        return True
    question = taking.current
    console.say([translate("How sure are you?")])
    for certainty in CERTAINTY_NAMES:
        console.say(
            [f"  {certainty}  {certainty_name(certainty, translate)} ({stakes_text(question, certainty, translate)})"]
        )
    while True:
        typed = _typed(taking, console, f"{translate('1 to 3')}{_PROMPT}")
        if typed is None:
            return False
        if typed in ("1", "2", "3"):
            taking.give_certainty(question.id, int(typed))
            return True
        if not typed and not taking.mode.tells_at_once:  # not said, it counts as the lowest
            return True
        console.say([translate("Type 1, 2 or 3.")])


def _tell_try(taking: Taking, console: Console) -> None:
    """Print the outcome of a try after which others are left."""
    id_ = taking.current.id
    tried = taking.last_try(id_)
    assert tried is not None
    console.say(try_lines(taking.current, taking.arrangement(id_), tried, console.width, translate))
    told = tries_text(taking.tries_left(id_), taking.next_share(id_), translate)
    left_out = isinstance(taking.response(id_), Mapping)
    again = translate("What you leave out stays as it is." if left_out else "Type the whole answer again.")
    console.say(wrapped(f"{told} {again}", console.width))


def _lines(first: str, console: Console) -> str:
    """An answer of several lines that begins with `first`."""
    lines = [first]
    while line := console.ask(_PROMPT):
        lines.append(line)
    return "\n".join(lines)


def _rate_all(taking: Taking, console: Console) -> None:
    """Have the learner rate each written answer, beside its model answer."""
    for index, id_ in enumerate(taking.order):
        question = taking.bank.question(id_)
        if question.is_rated and isinstance(taking.mark(id_), Unmarked):
            taking.visit(index)
            console.say(wrapped(f"{index + 1}. {plain_text(question.stem)}", console.width))
            for line in question.correct_lines(translate):
                console.say(wrapped(line, console.width, f"  {translate('Model answer')}: "))
            if not _rate(taking, console, id_):
                return


def _rate(taking: Taking, console: Console, id_: str) -> bool:
    """Ask for the points of each criterion of a written answer; False at the end of input."""
    question, rating = taking.bank.question(id_), {}
    if not isinstance(question, OpenResponse):
        return True
    console.say(
        wrapped(translate("Rate your answer by the rubric. (Enter leaves a criterion for later)"), console.width)
    )
    for name, criterion in question.criteria.items():
        points = {str(level.points): number for number, level in enumerate(criterion.levels)}
        console.say(wrapped(plain_text(criterion.text), console.width, f"  {name}  "))
        for level in criterion.levels:
            console.say(wrapped(plain_text(level.text), console.width, f"     {level.points}  "))
        while True:
            typed = console.ask(f"{translate('points for {name}', name=name)}{_PROMPT}")
            if typed in points:
                rating[name] = points[typed]
            elif typed:
                told = N_("“{text}” is not one of these: type one of {choices}.")
                console.say([translate(told, text=_echo(typed), choices=", ".join(points))])
                continue
            break
        if typed is None:
            break
    if taking.rate(id_, rating):
        mark = taking.mark(id_)
        console.say(wrapped(f"{verdict_text(mark, True, translate)}: {points_of(mark, translate)}", console.width))
        console.say()
    return typed is not None


def _next(taking: Taking, index: int) -> int:
    """The index of the next open question after `index`; the number of questions if there is none."""
    places = range(index + 1, len(taking.order))
    return next((place for place in places if not taking.is_told(taking.order[place])), len(taking.order))


def _command(typed: str | None, form: Asking, *, can_change_level: bool) -> str | None:
    """The typed text, or the letter of a command, which may have a colon before it.

    If the bare letter is an answer to this question, a space after it keeps it from being the command.
    """
    if typed is None:
        return None
    lowered = typed.lower()
    letter = lowered.removeprefix(":")
    if letter not in ("h", "p", "b", "q") and not (letter == "l" and can_change_level):
        return typed
    return f"{letter} " if lowered == letter and letter in form.one_letter else letter


def _show(taking: Taking, console: Console, index: int, form: Asking) -> None:
    question = taking.current
    console.say(question_lines(taking, index, console.width))
    console.say()
    for number, hint in enumerate(taking.hints(question.id), 1):
        console.say(wrapped(plain_text(hint.text), console.width, _hint_head(number)))
    following = taking.next_hint(question.id)
    offered = []
    if following is not None:
        offered.append(("h", translate("hint, {cost}", cost=hint_text(following, translate))))
    if taking.bank.has_passage:
        offered.append(("p", translate("passage")))
    if taking.can_change_level:
        offered.append(("l", translate("next level")))
    commands = ", ".join(
        f"{':' if key in form.one_letter else ''}{key} {name}"
        for key, name in (*offered, ("b", translate("back")), ("q", translate("finish")))
    )
    if taking.is_told(question.id):
        _tell(taking, console, index)
        console.say([translate("(Enter goes on, {commands})", commands=commands)])
        return
    response = taking.response(question.id)
    enter = translate("Enter leaves it unanswered")
    if response is not None:
        console.say([translate("Your answer so far:")])
        for line in question.summarize_in(response, taking.bank.passage, translate):
            console.say(wrapped(line, console.width, "  "))
        enter = translate("Enter keeps your answer, - takes it back")
    if taking.last_try(question.id) is not None:
        _tell_try(taking, console)
    if taking.time_left is not None:
        console.say([translate("{time} left.", time=time_text(taking.time_left, translate))])
    asked = translate("Type {expected}.", expected=form.expected)
    console.say(wrapped(f"{asked} ({enter}, {commands})", console.width))


def _tell(taking: Taking, console: Console, index: int) -> None:
    question: Question = taking.current
    response = taking.response(question.id)
    mark = taking.mark(question.id)
    entry = MarkedQuestion(index + 1, question, taking.arrangement(question.id), response, mark)
    console.say(marked_lines(taking.bank, entry, console.width, translate=translate))
    console.say()


def _look_over(taking: Taking, console: Console) -> int | None:
    """After the last question: offer to go back to unanswered or partly answered ones; None if the learner finishes."""
    places = [str(index + 1) for index, id_ in enumerate(taking.order) if id_ in taking.attempt.unanswered]
    in_part = [
        f"{index + 1} ({_open_text(taking, id_)})"
        for index, id_ in enumerate(taking.order)
        if taking.is_answered_in_part(id_)
    ]
    if not places and not in_part:
        return None
    told = []
    if places:
        told.append(translate.plural("%n questions not answered: {numbers}.", len(places), numbers=", ".join(places)))
    if in_part:
        numbers = ", ".join(in_part)
        told.append(translate.plural("%n questions partly answered: {numbers}.", len(in_part), numbers=numbers))
    told.append(translate("Enter finishes; a number goes to that question, b to the last one."))
    console.say(wrapped(" ".join(told), console.width))
    while True:
        typed = _typed(taking, console)
        match typed.lower().removeprefix(":") if typed is not None else None:
            case None | "" | "q":
                return None
            case "b":
                return len(taking.order) - 1
            case "p":
                console.say(passage_lines(taking.bank.passage, console.width))
            case text if text.isdecimal() and 1 <= int(text[:9]) <= len(taking.order):
                return int(text[:9]) - 1
        console.say([translate("Type a number from 1 to {last}, b, or Enter to finish.", last=len(taking.order))])


def _open_text(taking: Taking, id_: str) -> str:
    return open_text(len(taking.open_parts(id_)), len(taking.bank.question(id_).open_parts(None)), translate)


def _echo(text: str) -> str:
    return shortened(visible(text), 20)
