#!/bin/sh
# Starts Quizapp from this stick; the first start on a Mac sets it up there. Open this file in the Finder.
{
    here=$(cd "$(dirname "$0")" && pwd)
    python=
    for version in @PYTHONS@; do
        # Not /usr/bin/python3: without Apple's developer tools, that only asks to install them.
        for folder in "/Library/Frameworks/Python.framework/Versions/$version/bin" /opt/homebrew/bin /usr/local/bin; do
            if [ -z "$python" ] && [ -x "$folder/python$version" ]; then
                python="$folder/python$version"
            fi
        done
    done
    if [ -z "$python" ]; then
        echo "Quizapp needs Python @NEWEST@, which is not on this Mac: install it from python.org, and start again."
        exit 1
    fi
    export QUIZAPP_LET_GO=1
    cd "$HOME" || cd /
    "$python" "$here/start.py" "$@"
    exit $?
}
