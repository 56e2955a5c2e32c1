# shellcheck shell=bash disable=SC2154
# What script/doctor looks at. Each look prints lines of three kinds: well, poor (works, but badly)
# and lacking (nothing works without). Sourced after programs.sh.

python_rooms=$root/server/src/main/resources/dev/fetchlight/engine/ytdlp
lacks=0

well() { printf 'ok    %s\n' "$*"; }
poor() { printf 'poor  %s\n' "$*"; }
lacking() {
  printf 'LACKS %s\n' "$*"
  lacks=$((lacks + 1))
}

examine() {
  data=${FETCHLIGHT_DATA_DIR:-$root/data}
  look_at_java
  use_programs
  look_at_python
  look_at_yt_dlp
  look_at_runtime
  look_at_ffmpeg
  look_at_wall
  look_at_disk
  look_at_proxy
  ((lacks == 0))
}

look_at_java() {
  if (find_jdk) 2>/dev/null; then
    find_jdk
    well "JDK $(jdk_major "$JAVA_HOME") in $JAVA_HOME"
  else
    lacking "JDK 25 or newer: install it, or set JAVA_HOME to one."
  fi
  if (find_node) 2>/dev/null; then
    find_node
    well "Node $(node --version)"
  else
    lacking "Node 20.19 or newer, which builds the page: install it with npm."
  fi
}

look_at_python() {
  local each version
  python=
  for each in $(type -aP python3 || true); do
    version=$("$each" -I -c 'import sys; print("%d.%d.%d" % sys.version_info[:3] if sys.version_info >= (3, 9) else "")' 2>/dev/null) || continue
    [[ -n $version ]] || continue
    python=$each
    well "Python $version in $each"
    return
  done
  poor "Python 3.9 or newer: without it yt-dlp must be a standalone binary, and starts slowly and without a wall."
}

look_at_yt_dlp() {
  local program=${FETCHLIGHT_YT_DLP:-} version days can
  [[ -n $program ]] || program=$(type -P yt-dlp || true)
  if [[ -z $program || ! -e $program ]]; then
    lacking "yt-dlp${program:+ at $program}: start script/server, which brings one, or set FETCHLIGHT_YT_DLP to its file."
    return
  fi
  version=$(version_of "$program")
  if [[ -z $version ]]; then
    lacking "yt-dlp: $program does not run. Try it: $program --version"
    return
  fi
  days=$(days_since "$version")
  if ((days > 90)); then
    poor "yt-dlp $version in $program is $days days old: YouTube and other big sites fail or come in low quality." \
      "Install a current one, or remove $programs/.yt-dlp and start script/server, which looks for one."
  else
    well "yt-dlp $version in $program, $days days old"
  fi
  can=$(abilities "$program")
  [[ -n $can ]] || return 0
  if [[ $can == *solver* ]]; then
    well "yt-dlp-ejs, which solves challenges by the JavaScript runtime"
  else
    poor "yt-dlp-ejs: without these scripts YouTube's challenges are not solved. The official yt-dlp has them."
  fi
  if [[ $can == *impersonation* ]]; then
    well "curl_cffi, which looks like a browser"
  else
    well "no curl_cffi: a few sites refuse whoever does not look like a browser"
  fi
}

# What a yt-dlp of Python can do; nothing where that is not known.
abilities() {
  [[ -n $python && $(head -c 64 "$1" | tr -d '\0' | head -n 1) == '#!'*python* ]] || return 0
  printf 'can: %s' "$("$python" -I -X utf8 - "$1" <"$python_rooms/program/about.py" 2>/dev/null)"
}

days_since() {
  local then
  then=$(date -u -d "${1//./-}" +%s 2>/dev/null || date -u -j -f %Y.%m.%d "$1" +%s 2>/dev/null || date +%s)
  printf '%s' $((($(date +%s) - then) / 86400))
}

look_at_runtime() {
  local named=${FETCHLIGHT_JS_RUNTIME:-} each version
  case $named in
    node:* | bun:* | quickjs:*)
      poor "${named%%:*} in ${named#*:}: the JavaScript of sites has the network and files there; only the wall keeps it in. deno is safer."
      return
      ;;
    ?*) set -- "${named#deno:}" ;;
    *) set -- "$data/programs/deno" "$(dirname "$(type -P yt-dlp || echo /)")/deno" "$(type -P deno || true)" ;;
  esac
  for each in "$@"; do
    [[ -x $each ]] || continue
    version=$("$each" --version 2>/dev/null | awk 'NR == 1 && $1 == "deno" { print $2 }')
    if [[ -n $version ]] && printf '2.3.0\n%s\n' "$version" | sort -CV; then
      well "deno $version in $each"
    else
      poor "deno in $each ${version:+is $version, and }does not do: YouTube needs 2.3 or newer."
    fi
    return
  done
  poor "deno: without it YouTube gives little or nothing. Start script/server, which brings it, or set FETCHLIGHT_JS_RUNTIME to its file."
}

look_at_ffmpeg() {
  local program=${FETCHLIGHT_FFMPEG:-}
  [[ -n $program ]] || program=$(type -P ffmpeg || true)
  if [[ -z $program || ! -x $program ]]; then
    lacking "ffmpeg: install it, or set FETCHLIGHT_FFMPEG to its file."
  elif [[ ! -x $(dirname "$program")/ffprobe && -z $(type -P ffprobe) ]]; then
    lacking "ffprobe, which comes with ffmpeg: install both."
  else
    well "$("$program" -version | awk 'NR == 1 { print $1, $3 }') in $program"
  fi
}

look_at_wall() {
  local refused=
  if [[ -n $python ]]; then
    refused=$({ cat "$python_rooms/process/wall.py" && printf '\ncheck()\n'; } | "$python" -I - 2>/dev/null) || true
  fi
  case $refused in
    *files*ports*) well "the wall: the kernel keeps downloads from $refused" ;;
    '' | nothing) poor "the wall: this kernel keeps downloads from nothing, and only the gate stands. Linux 6.7 with Landlock has it." ;;
    *) poor "the wall: the kernel keeps downloads from $refused alone. Linux 6.7 with Landlock keeps them from more." ;;
  esac
}

look_at_disk() {
  local place=$data free
  until [[ -e $place ]]; do place=$(dirname "$place"); done
  free=$(df -Pk "$place" | awk 'NR == 2 { print int($4 / 1024) }')
  if [[ ! -w $place ]]; then
    lacking "the data folder $data: $place may not be written by this user. Set FETCHLIGHT_DATA_DIR to another."
  elif ((free < 1024)); then
    poor "the disk of $data has $free MiB left: below 1 GiB downloads wait (FETCHLIGHT_MIN_FREE_SPACE)."
  else
    well "the data folder $data, $free MiB free"
  fi
  if [[ $(df -P "$place" | awk 'NR == 2 { print $6 }' | xargs -I{} awk '$2 == "{}" { print $4 }' /proc/mounts 2>/dev/null | tail -n 1) == *noexec* ]]; then
    lacking "the disk of $data is mounted with noexec: ffmpeg and deno could not be started there."
  fi
}

# Whether somebody listens there; what goes through it is for the service to find out.
look_at_proxy() {
  local each place host port
  if [[ -z ${FETCHLIGHT_PROXY:-} ]]; then
    well "no proxy: downloads go out directly"
    return
  fi
  for each in ${FETCHLIGHT_PROXY//,/ }; do
    [[ $each == *://* ]] || continue
    # Neither user nor password is for anybody to read.
    place=${each#*://}
    place=${place##*@}
    place=${place%%/*}
    port=${place##*:}
    host=${place%:*}
    host=${host#[}
    host=${host%]}
    if [[ -n $python ]] && "$python" -I -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)' "$host" "$port" 2>/dev/null; then
      well "the proxy at $place listens"
    else
      lacking "the proxy at $place does not answer: start it, or take it out of FETCHLIGHT_PROXY."
    fi
  done
}
