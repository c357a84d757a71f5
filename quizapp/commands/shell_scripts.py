"""Scripts by which shells complete what is typed, made of the parsers.

A script holds all that the parsers know, so nothing is started while somebody types; only the names of banks and of
classes are asked for, by `quizapp completion --list`.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizapp.commands.arguments import Argument, arguments_of
from quizapp.commands.catalog import COMMANDS, parser_of, start_parser
from quizapp.texts import LANGUAGES


class _Command(NamedTuple):
    name: str
    about: str
    options: tuple[Argument, ...]
    places: tuple[Argument, ...]


def _commands() -> Iterator[_Command]:
    """The options that can be typed without a command, and then with each."""
    for name in ("", *COMMANDS):
        parser = parser_of(name) if name else start_parser()
        told = arguments_of(parser)
        options, places = (tuple(each for each in told if bool(each.names) == is_option) for is_option in (True, False))
        yield _Command(name, (parser.description or "").rstrip("."), options, places)


def _words_of(argument: Argument) -> tuple[str, ...]:
    return tuple(LANGUAGES) if argument.kind == "languages" else argument.choices


def _quoted(text: str) -> str:
    """`text` in single quotation marks, for bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


# ---------------------------------------------------------------------------------------------------------------- bash

_BASH = r"""# Completion of quizapp in bash. Made by: quizapp completion bash

_quizapp_offer() {
    local word
    while IFS= read -r word; do
        [[ $word == "${current//\\/}"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
    done
}

_quizapp_complete() {
    case $1 in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        banks) _quizapp_offer < <(quizapp completion --list banks 2>/dev/null); compopt -o default ;;
        classes) _quizapp_offer < <(quizapp completion --list classes 2>/dev/null) ;;
        *) _quizapp_offer < <(printf '%s\n' $1) ;;
    esac
}

# Sets how many values an option takes, and what they are.
_quizapp_option() {
    values=0 kind=
    case $command$1 in
@OPTIONS@
    esac
}

_quizapp() {
    local current=${COMP_WORDS[COMP_CWORD]} command= option= word kind values waiting=0 place=0 at
    COMPREPLY=()
    [[ $current == = ]] && current=
    for ((at = 1; at < COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if [[ $word == = ]]; then
            continue
        elif [[ $word == -?* ]]; then
            option=$word
            _quizapp_option "$word"
            waiting=$values
        elif ((waiting > 0)); then
            ((waiting--))
        elif [[ -z $command && $place == 0 && ' @NAMES@ ' == *" $word "* ]]; then
            command=$word
        else
            ((place++))
        fi
    done
    if ((waiting > 0)) && [[ $current != -?* ]]; then
        _quizapp_option "$option"
        ((waiting == values)) && _quizapp_complete "$kind"
        return
    fi
    if [[ $current == -* ]]; then
        case $command in
@NAMED@
        esac
        return
    fi
    case $command,$place in
@PLACES@
    esac
}

complete -F _quizapp quizapp
"""


def bash() -> str:
    """Give the script for bash."""
    options, named, places = [], [], []
    names = " ".join(COMMANDS)
    for command in _commands():
        for option in command.options:
            if option.most != 0:
                patterns = "|".join(command.name + name for name in option.names)
                options.append(f"        {patterns}) values={option.most or 99} kind={_quoted(_bash_kind(option))} ;;")
        offered = " ".join(name for option in command.options for name in option.names)
        named.append(f"            {command.name or _quoted('')}) _quizapp_complete {_quoted(offered)} ;;")
        if not command.name:
            places.append(f"        ,0) _quizapp_complete {_quoted(names)}; compopt -o default ;;")
        for number, place in enumerate(command.places):
            until = "*" if place.most is None or not command.name else number
            if kind := _bash_kind(place):
                places.append(f"        {command.name},{until}) _quizapp_complete {_quoted(kind)} ;;")
    return _filled(_BASH, NAMES=(names,), OPTIONS=options, NAMED=named, PLACES=places)


def _bash_kind(argument: Argument) -> str:
    return " ".join(_words_of(argument)) or argument.kind


def _filled(template: str, **parts: Iterable[str]) -> str:
    for name, lines in parts.items():
        template = template.replace(f"@{name}@", "\n".join(lines))
    return template


# ----------------------------------------------------------------------------------------------------------------- zsh

_ZSH = r"""#compdef quizapp
# Completion of quizapp in zsh. Made by: quizapp completion zsh

_quizapp_banks() {
    local -a found=(${(f)"$(_call_program banks quizapp completion --list banks 2>/dev/null)"})
    _alternative "banks:bank:compadd -a found" "files:file:_files"
}

_quizapp_classes() {
    local -a found=(${(f)"$(_call_program classes quizapp completion --list classes 2>/dev/null)"})
    compadd -a found
}

_quizapp_first() {
    local -a commands=(
@COMMANDS@
    )
    _alternative "commands:command:{_describe command commands}" "files:file:_files"
}

_quizapp() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    _arguments -C \
@START@
        '1:: :_quizapp_first' \
        '*:: :->rest' && return
    case $words[1] in
@CASES@
        *) _files ;;
    esac
}

if [[ $funcstack[1] == _quizapp ]]; then
    _quizapp "$@"
else
    compdef _quizapp quizapp
fi
"""
_OF_ZSH = {
    "banks": "_quizapp_banks",
    "classes": "_quizapp_classes",
    "folders": "_files -/",
    "files": "_files",
    "": " ",
}


def zsh() -> str:
    """Give the script for zsh."""
    start, *others = _commands()
    commands = [f"        {_quoted(f'{each.name}:{each.about}')}" for each in others]
    cases = []
    for each in others:
        lines = [*_zsh_specs(each.options), *map(_zsh_place, each.places)]
        cases += [f"        {each.name})", "            _arguments \\"]
        cases += [f"                {line} \\" for line in lines[:-1]] + [
            f"                {lines[-1]}",
            "            ;;",
        ]
    starts = [f"        {line} \\" for line in _zsh_specs(start.options)]
    return _filled(_ZSH, COMMANDS=commands, START=starts, CASES=cases)


def _zsh_specs(options: Iterable[Argument]) -> Iterator[str]:
    for option in options:
        value = "".join(f":{_zsh_text(sign)}:{_zsh_action(option, at)}" for at, sign in enumerate(option.values))
        if option.most is None:
            value = f":*:{_zsh_text(option.values[-1])}: "  # up to the next option
        for name in option.names:
            yield _quoted(
                f"*{name}{'=' if option.most == 1 and name.startswith('--') else ''}[{_zsh_text(option.about)}]{value}"
            )


def _zsh_place(place: Argument) -> str:
    return _quoted(f"{'*' if place.most is None else ''}:{_zsh_text(place.values[0])}:{_zsh_action(place, 0)}")


def _zsh_action(argument: Argument, at: int) -> str:
    if words := _words_of(argument):
        return f"({' '.join(words)})"
    return _OF_ZSH[argument.kind if at == 0 else ""]


def _zsh_text(text: str) -> str:
    for sign in "\\[]:":
        text = text.replace(sign, f"\\{sign}")
    return text


# ---------------------------------------------------------------------------------------------------------------- fish

_FISH = r"""# Completion of quizapp in fish. Made by: quizapp completion fish

# True where the words before the cursor are of this command, and have at least and at most so many arguments.
function __quizapp_at
    set -l words (commandline -opc)
    set -e words[1]
    set -l command -
    set -l place 0
    set -l skipped 0
    for word in $words
        if string match -q -- '-?*' $word
            set skipped 0
            switch "$command$word"
@VALUES@
            end
        else if test $skipped -gt 0
            set skipped (math $skipped - 1)
        else if test "$command" = -; and test $place = 0; and contains -- $word @NAMES@
            set command $word
        else
            set place (math $place + 1)
        end
    end
    test "$command" = "$argv[1]"; or return 1
    test (count $argv) -ge 2; and test $place -lt $argv[2]; and return 1
    test (count $argv) -ge 3; and test $place -gt $argv[3]; and return 1
    return 0
end

complete -c quizapp -f
@LINES@
"""
_OF_FISH = {
    "banks": "-F -a '(quizapp completion --list banks 2>/dev/null)'",
    "classes": "-a '(quizapp completion --list classes 2>/dev/null)'",
    "folders": "-a '(__fish_complete_directories)'",
    "files": "-F",
    "": "",
}


def fish() -> str:
    """Give the script for fish."""
    values, lines = [], []
    commands = tuple(_commands())
    for each in commands:
        name = each.name or "-"
        takers: dict[int, list[str]] = {}
        for option in each.options:
            if option.most != 0:
                takers.setdefault(option.most or 99, []).extend(option.names)
            lines.append(_fish_line(f"__quizapp_at {name}", option, *map(_fish_name, option.names)))
        for number, names in takers.items():
            words = " ".join(_fish_quoted(name + each_name) for each_name in names)
            values += [f"                case {words}", f"                    set skipped {number}"]
        for number, place in enumerate(each.places):
            at = f" {number}" if place.most is None else f" {number} {number}"
            lines.append(_fish_line(f"__quizapp_at {name}{at}", place))
    for command in commands[1:]:
        about = _fish_quoted(command.about)
        lines.append(f"complete -c quizapp -n '__quizapp_at - 0 0' -a {command.name} -d {about}")
    return _filled(_FISH, VALUES=values, NAMES=(" ".join(COMMANDS),), LINES=lines)


def _fish_line(when: str, argument: Argument, *names: str) -> str:
    words = _words_of(argument)
    offered = f"-a {_fish_quoted(' '.join(words))}" if words else _OF_FISH[argument.kind]
    takes = ("-r" if "-F" in offered else "-x") if names and argument.most != 0 else ""
    about = f"-d {_fish_quoted(argument.about)}" if names else ""
    return " ".join(filter(None, (f"complete -c quizapp -n {_fish_quoted(when)}", *names, takes, offered, about)))


def _fish_name(name: str) -> str:
    return f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
