# shellcheck shell=bash disable=SC2034,SC2154
# Builds what is stale. Sourced after say.sh and tools.sh, with $root set.

cache=$root/.cache

# Only one build at a time, whoever starts it; runs "$@" while the others wait.
one_at_a_time() {
  mkdir -p "$cache"
  # macOS has no flock; there nobody starts two at once from a supervisor.
  command -v flock >/dev/null && exec 9>"$cache/lock" && flock 9
  "$@"
  exec 9>&-
}

# What builds make themselves, for `find`.
made=(\( -name node_modules -o -name dist -o -name generated -o -name 'test-results*' \) -prune)

# Lists the files below the given folders that a build reads, as they lie below $root: a copy of the
# whole folder has other absolute names.
sources() {
  (cd "$root" && find "${@#"$root"/}" "${made[@]}" -o -type f -print | LC_ALL=C sort)
}

# Sums up what stands in them.
contents() { sources "$@" | (cd "$root" && tr '\n' '\0' | xargs -0 cat --) | cksum; }

# stale STAMP PATH...: whether a file was changed since the stamp, added or taken away. The stamp
# sums up the names of the files, then what stands in them; its time is when its build began. A file
# that is newer but the same, as in a copy, makes nothing stale.
stale() {
  local stamp=$1 lines
  shift
  [[ -f $stamp ]] || return 0
  mapfile -t lines <"$stamp"
  [[ ${lines[0]:-} == "$(sources "$@" | cksum)" ]] || return 0
  [[ -n $(find "$@" "${made[@]}" -o -type f -newer "$stamp" -print) ]] || return 1
  [[ ${lines[1]:-} == "$(contents "$@")" ]] || return 0
  touch "$stamp"
  return 1
}

# stamped STAMP PATH... -- COMMAND...: runs the command; the stamp is set only when it worked.
stamped() {
  local stamp=$1 paths=()
  shift
  while [[ $1 != -- ]]; do
    paths+=("$1")
    shift
  done
  shift
  mkdir -p "$cache"
  { sources "${paths[@]}" | cksum && contents "${paths[@]}"; } >"$stamp.new"
  "$@" || return
  mv "$stamp.new" "$stamp"
}

web_sources=("$root/web" "$root/api")
# The page goes into the jar: what it was built from stands in its stamp.
server_sources=("$root/server/src/main" "$root/server/pom.xml" "$root/server/.mvn" "$root/api" "$cache/web")

# The steps are chained, since a shell that asks whether a function failed ignores `set -e` in it.
npm_install() {
  local folder=$1 installed=$1/node_modules/.installed
  if [[ ! -f $installed || $folder/package-lock.json -nt $installed ]]; then
    say "Installing the libraries of ${folder#"$root"/} ..."
    find_node &&
      (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error) >&2 &&
      touch "$installed"
  fi
}

build_web() {
  if [[ ! -f $root/web/app/dist/index.html ]] || stale "$cache/web" "${web_sources[@]}"; then
    find_node && npm_install "$root/web" || return
    say "Building the page ..."
    stamped "$cache/web" "${web_sources[@]}" -- npm --prefix "$root/web" run --silent build >&2
  fi
}

# Maven's own libraries make newer JDKs warn at every start.
maven() {
  (cd "$root/server" &&
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
      mvn -B -ntp -q -Dstyle.color=never "$@")
}

# The jar, with the page inside it and its libraries beside it.
build_server() {
  if [[ ! -f $root/server/target/fetchlight.jar ]] || stale "$cache/server" "${server_sources[@]}"; then
    find_maven || return
    say "Building the server ..."
    stamped "$cache/server" "${server_sources[@]}" -- maven package -Dmaven.test.skip=true >&2
  fi
}
