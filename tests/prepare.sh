#!/bin/sh
# Makes sure that what the tests need from the system is there: installs it as root, otherwise names it and fails.
set -eu

missing=""
need() { missing="$missing $1"; }

for program in git make; do command -v $program >/dev/null || need $program; done
# The Makefile names the interpreter that it chose, or none.
[ -z "${PYTHON+named}" ] || "${PYTHON:-false}" -c 'import ensurepip' 2>/dev/null || need python3-venv
command -v msgfmt >/dev/null || need gettext
command -v "${CHROMIUM:-chromium}" >/dev/null || {
    [ -z "${CHROMIUM:-}" ] || { echo "CHROMIUM names no program: $CHROMIUM" >&2; exit 1; }
    need chromium
}
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need postgresql
command -v strace >/dev/null || need strace

[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need:$missing. Install them (Debian: sudo apt-get install$missing) and run again." >&2
    exit 1
fi
echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
# shellcheck disable=SC2086 # one word for each package
apt-get install --quiet=2 --yes --no-install-recommends $missing
