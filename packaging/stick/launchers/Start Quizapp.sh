#!/bin/sh
# Starts Quizapp from this stick; the first start on a computer sets it up there. On Linux: open this file with
# "Run as a program", or type in a terminal: sh "Start Quizapp.sh"
{
    here=$(cd "$(dirname "$0")" && pwd)
    if [ ! -t 1 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${QUIZAPP_IN_TERMINAL:-}" ]; then
        # From a file manager nobody would see how far it is: do it in a terminal.
        export QUIZAPP_IN_TERMINAL=1
        for terminal in "x-terminal-emulator -e" "gnome-terminal --wait --" "kgx -e" "ptyxis --" "konsole -e" \
            "xfce4-terminal -x" "mate-terminal -x" "xterm -e"; do
            if command -v "${terminal%% *}" >/dev/null 2>&1; then
                $terminal sh "$0" "$@"
                code=$?
                [ "$code" -lt 126 ] && exit "$code" # more: the terminal itself could not start
            fi
        done
    fi
    python=
    for version in @PYTHONS@; do
        if "python$version" -c "import venv" >/dev/null 2>&1; then
            python="python$version"
            break
        fi
    done
    if [ -z "$python" ] && command -v python3 >/dev/null 2>&1; then
        python=python3 # it says what is wrong with it
    fi
    if [ -z "$python" ]; then
        echo "Quizapp needs Python @NEWEST@, which is not on this computer: install the package python3 of your system, and start again."
        code=1
    else
        [ $# -eq 0 ] && export QUIZAPP_LET_GO=1
        cd "${HOME:-/}" || cd /
        "$python" "$here/start.py" "$@"
        code=$?
    fi
    if [ "$code" -ne 0 ] && [ -n "${QUIZAPP_IN_TERMINAL:-}" ]; then
        printf 'Press Enter to close this window. '
        read -r _
    fi
    exit "$code"
}
