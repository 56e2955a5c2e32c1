# shellcheck shell=bash disable=SC2154
# Debian's packages for tests and benchmarks. Sourced after say.sh, tools.sh and build.sh.

# unpack NAME PACKAGE...: into $cache/NAME, not installed, since that would start a service.
unpack() {
  local folder=$cache/$1
  shift
  [[ -f $folder/.unpacked ]] && return
  say "Fetching $* ..."
  mkdir -p "$folder"
  (cd "$folder" && download "$@" && for each in ./*.deb; do dpkg-deb -x "$each" .; done && touch .unpacked)
}

download() {
  apt-get -qq download "$@" 2>/dev/null || { apt_update && apt-get -qq download "$@"; } ||
    die "apt could not download $*: see above."
}
