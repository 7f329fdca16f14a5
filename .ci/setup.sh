#!/bin/sh
# Sets up the environment for the Makefile.  setup.sh venv DIR  |  setup.sh install DIR REQUIREMENT
# A Python >= 3.11 is all that has to be there. uv does the installing where it can be had (seconds), pip where not.
set -eu

say() { printf '%s\n' "breakeven set-up: $*" >&2; }
fail() { say "$*"; exit 1; }

find_python() {
  for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    [ -n "$name" ] || continue
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$name"; return; }
  done
  return 1
}

make_venv() {
  python=$(find_python) || fail "no Python >= 3.11 found. Install one, or name it: make PYTHON=/path/to/python3.11 run"
  "$python" -m venv "$1" >/dev/null 2>&1 || {
    rm -rf "$1"
    fail "$("$python" --version) cannot make an environment. Install its venv package (Debian, Ubuntu: apt-get install python3-venv)."
  }
}

install() {
  python="$1/bin/python"
  say "installing what $2 needs (once, a minute or so)"
  [ -x "$1/bin/uv" ] || "$python" -m pip install -q --disable-pip-version-check uv >/dev/null 2>&1 || say "no uv to be had, so pip does it"
  if [ -x "$1/bin/uv" ]; then
    VIRTUAL_ENV="$PWD/$1" "$1/bin/uv" pip install -q --compile-bytecode -c constraints.txt -e "$2" && return
    say "uv did not manage, so pip tries"
  fi
  "$python" -m pip install -q --disable-pip-version-check -c constraints.txt -e "$2" || fail "the installation failed, see above. Is a package index reachable?"
}

command=$1; shift
case "$command" in
  venv) make_venv "$1" ;;
  install) install "$1" "$2" ;;
  *) fail "unknown command $command" ;;
esac
