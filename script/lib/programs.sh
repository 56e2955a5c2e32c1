# shellcheck shell=bash disable=SC2034,SC2154
# Programs that the service starts and that no system brings as it needs them. Sourced after
# build.sh; they lie in $programs, which whoever starts the service puts first on PATH.

programs=$cache/programs

# What the service finds first.
use_programs() { export PATH=$programs:$PATH; }

# The JavaScript runtime without which YouTube gives little: one file, of the very bytes that the
# lock file sums up.
bring_deno() {
  local from=$root/script/lib/programs found
  [[ -x $programs/deno && $programs/.deno -nt $from/package-lock.json ]] && return
  [[ $(uname -s) == Linux ]] || return 1
  find_node
  say "Fetching deno, which YouTube needs ..."
  mkdir -p "$programs"
  cp "$from/package.json" "$from/package-lock.json" "$programs/" &&
    (cd "$programs" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) >&2 || return
  # One for another processor or another C library does not run.
  for found in "$programs"/node_modules/@deno/*/deno; do
    "$found" --version >/dev/null 2>&1 || continue
    ln -sfn "${found#"$programs"/}" "$programs/deno" && touch "$programs/.deno"
    return
  done
  return 1
}

# The service works without it, and its health report says so.
try_deno() {
  (bring_deno) || say "deno could not be had, so YouTube gives little or nothing: see above, or install it."
}

# A yt-dlp that is no relic: the one on PATH where that is young, else one from pip or from Debian's
# backports, else whatever apt has. Asked once, at the first start, since the network is; whoever
# wants to ask again removes $programs/.yt-dlp.
bring_yt_dlp() {
  local oldest version
  [[ -f $programs/.yt-dlp && -n $(type -P yt-dlp) ]] && return
  mkdir -p "$programs"
  oldest=$(date -u -d '90 days ago' +%Y.%m.%d 2>/dev/null || echo 0)
  version=$(version_of "$(type -P yt-dlp || true)")
  if [[ $version < $oldest || -z $version ]]; then
    say "Looking for a current yt-dlp ..."
    for source in pip backports; do
      from_$source "$oldest" && break
    done
    need yt-dlp=yt-dlp
    version=$(version_of "$(type -P yt-dlp)")
  fi
  if [[ $version < $oldest ]]; then
    say "This yt-dlp is of $version, and none that is newer could be had. What sites have changed since" \
      "does not work: YouTube and other big ones fail or come in low quality."
  fi
  touch "$programs/.yt-dlp"
}

# As 2026.08.19, so that versions compare as text; nothing where it does not run.
version_of() {
  [[ -n $1 ]] || return 0
  "$1" --ignore-config --version 2>/dev/null | awk -F. 'NR == 1 && NF >= 3 { printf "%04d.%02d.%02d\n", $1, $2, $3 }'
}

# from_pip OLDEST: the wheel, with the scripts that solve challenges where they are there too.
from_pip() {
  local folder=$programs/.pip python solver
  python=$(type -P python3) && "$python" -m pip --version >/dev/null 2>&1 || return
  rm -rf "$folder" && mkdir -p "$folder/whole"
  pip_download yt-dlp || return
  solver=$(unzip_text "$folder"/yt_dlp-*.whl '*/METADATA' | sed -n 's/^Requires-Dist: \(yt-dlp-ejs==[0-9.]*\).*/\1/p')
  if [[ -n $solver ]]; then pip_download "$solver" || true; fi
  for each in "$folder"/*.whl; do
    "$python" -m zipfile -e "$each" "$folder/whole" || return
  done
  keep_if_younger "$folder/whole" "$1"
}

pip_download() {
  "$python" -m pip download -q --no-deps --retries 1 --timeout 15 --only-binary :all: -d "$folder" "$1" >/dev/null 2>&1
}

unzip_text() {
  "$python" - "$@" <<'PYTHON'
import fnmatch, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for name in fnmatch.filter(wheel.namelist(), sys.argv[2]):
        print(wheel.read(name).decode())
PYTHON
}

# from_backports OLDEST: Debian's own package for its stable release, unpacked and not installed. It
# is signed like every other; the system's own list of sources stays as it is.
from_backports() {
  local folder=$programs/.apt site key apt
  type -P apt-get dpkg-deb >/dev/null || return
  # The mirror that this system has of Debian.
  # shellcheck disable=SC2016 # apt reads the words with dollars
  site=$(apt-get indextargets --format '$(SITE) $(ORIGIN) $(LABEL)' 2>/dev/null |
    awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }')
  [[ -n $site ]] || return
  key=/usr/share/keyrings/debian-archive-keyring.gpg
  [[ -f $key ]] || key=
  rm -rf "$folder" && mkdir -p "$folder"/{lists/partial,archives/partial,whole}
  printf 'deb [%s] %s stable-backports main\n' "${key:+signed-by=$key}" "$site" >"$folder/sources.list"
  : >"$folder/status"
  apt=(apt-get -qq -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=-
    -o "Dir::State=$folder" -o "Dir::State::status=$folder/status" -o "Dir::Cache=$folder"
    -o APT::Sandbox::User=)
  "${apt[@]}" update >/dev/null 2>&1 &&
    (cd "$folder" && "${apt[@]}" download yt-dlp >/dev/null 2>&1 && dpkg-deb -x ./yt-dlp_*.deb whole) || return
  keep_if_younger "$folder/whole/usr/lib/python3/dist-packages" "$1"
}

# keep_if_younger FOLDER OLDEST: makes one file of the packages in the folder, where that runs and
# is young enough, and removes the folder that it came in.
keep_if_younger() {
  local folder=$1 new=$programs/.yt-dlp.new version
  printf 'import sys\nimport yt_dlp\nsys.exit(yt_dlp.main())\n' >"$folder/__main__.py"
  python3 -m zipapp "$folder" -c -p '/usr/bin/env python3' -o "$new" || return
  version=$(version_of "$new")
  if [[ -n $version && ! $version < $2 ]]; then
    chmod 755 "$new" && mv "$new" "$programs/yt-dlp"
  fi
  rm -rf "$new" "$programs/.pip" "$programs/.apt"
  [[ -n $version && ! $version < $2 ]]
}
