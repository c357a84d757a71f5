#!/bin/sh
# Adds Quizapp to the menu and to the file manager of whoever runs it, or takes it out again:
#     ./menu.sh          adds it, or adds it anew after the folder was moved
#     ./menu.sh remove   takes it out; your banks and your history stay
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
id=org.quizapp.Quizapp

each() { (cd "$here/share" && find applications icons mime -type f); }

case ${1:-add} in
add)
    each | while read -r file; do
        mkdir -p "$data/$(dirname "$file")"
        cp "$here/share/$file" "$data/$file"
    done
    escaped=$(printf '%s' "$here/quizapp" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g; s/[\\&|]/\\&/g')
    sed "s|^Exec=quizapp |Exec=\"$escaped\" |" "$here/share/applications/$id.desktop" > "$data/applications/$id.desktop"
    ;;
remove)
    each | while read -r file; do rm -f "$data/$file"; done
    ;;
*)
    echo "usage: $0 [add|remove]" >&2
    exit 2
    ;;
esac
for update in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    # shellcheck disable=SC2086
    command -v "${update%% *}" > /dev/null && [ -d "${update#* }" ] && "${update%% *}" "${update#* }" || true
done
