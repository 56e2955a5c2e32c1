# shellcheck shell=bash disable=SC2034,SC2154
# Words to the person at the terminal. Sourced.

say() { printf '%s\n' "$*" >&2; }

# One line that says what is wrong and what to do; then the end.
die() {
  say "$*"
  exit 1
}
