# shellcheck shell=bash disable=SC2034,SC2154
# Finds the tools, and gets from apt what may be had there. Sourced after say.sh.

# The major version of the JDK at $1, or nothing. Its release file answers without starting a JVM.
jdk_major() {
  [[ -x $1/bin/java && -x $1/bin/javac ]] || return 0
  if [[ -r $1/release ]]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
  fi
}

# Where a JDK may lie, best guess first.
jdk_places() {
  local java
  if [[ -n ${JAVA_HOME:-} ]]; then printf '%s\n' "$JAVA_HOME"; fi
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    printf '%s\n' "${java%/bin/java}"
  fi
  local parent home
  for parent in ${JDK_FOLDERS:-/usr/lib/jvm /opt /usr/local /Library/Java/JavaVirtualMachines \
    "$HOME/.sdkman/candidates/java" "$HOME/.jdks"}; do
    for home in "$parent"/*/ "$parent"/*/Contents/Home/; do
      if [[ -x ${home}bin/javac ]]; then printf '%s\n' "${home%/}"; fi
    done
  done
}

# Sets and exports JAVA_HOME to a JDK of version 25 or newer.
find_jdk() {
  local home major
  while IFS= read -r home; do
    major=$(jdk_major "$home")
    if ((${major:-0} >= 25)); then
      export JAVA_HOME=$home
      return
    fi
  done < <(jdk_places)
  die "JDK 25 is missing: install it (Debian 13: apt install openjdk-25-jdk-headless; elsewhere:" \
    "https://adoptium.net) or set JAVA_HOME to one."
}

# Puts Node 20.19 or newer, with npm, first on PATH.
find_node() {
  local folder version
  for folder in "$(dirname "$(command -v node || true)")" /usr/local/bin /opt/*/bin \
    /opt/homebrew/bin "$HOME"/.nvm/versions/node/*/bin; do
    [[ -x $folder/node && -x $folder/npm ]] || continue
    version=$("$folder/node" --version | awk -F'[v.]' '{ print $2 * 1000 + $3 }')
    if ((${version:-0} >= 20019)); then
      PATH=$folder:$PATH
      return
    fi
  done
  die "Node 20.19 or newer is missing: install it with npm (Debian 13: apt install nodejs npm; elsewhere:" \
    "https://nodejs.org) or put it on PATH."
}

find_maven() { need mvn=maven; }

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null
}

apt_update() {
  as_root apt-get -qq -o DPkg::Lock::Timeout=300 update </dev/null >/dev/null
}

# need PROGRAM=PACKAGE...: gets the packages of those programs that are not on PATH.
need() {
  local pair packages=()
  for pair in "$@"; do
    type -P "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
  done
  ((${#packages[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    die "Missing: ${packages[*]}. Install with your system's package manager and start again."
  fi
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "Missing: ${packages[*]}. As root: apt-get install --no-install-recommends ${packages[*]}"
  fi
  say "Installing ${packages[*]} ..."
  # The package lists may be missing or old: get them only when it does not work without.
  apt_install "${packages[@]}" 2>/dev/null || { apt_update && apt_install "${packages[@]}"; } ||
    die "apt could not install ${packages[*]}: see above."
}
