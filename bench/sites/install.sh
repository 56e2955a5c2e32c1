# shellcheck shell=bash disable=SC2154
# Gets what the benchmark of sites needs and prints its paths as JSON: a current yt-dlp that solves
# challenges, and deno. Run by sites.mjs with $root set.
set -euo pipefail
for part in say tools build programs; do
  # shellcheck source=/dev/null
  source "$root/script/lib/$part.sh"
done

solves() {
  [[ -f $1 ]] && /usr/bin/python3 -I -X utf8 - "$1" 2>/dev/null \
    <"$root/server/src/main/resources/dev/fetchlight/engine/ytdlp/program/about.py" | grep -q solver
}

find_node
use_programs
need python3=python3 ffmpeg=ffmpeg openssl=openssl
bring_deno || die "deno could not be had: see above."
npm_install "$root/bench"
for yt_dlp in "$programs/yt-dlp" "$root/server/target/yt-dlp-zipapp/res/raw/ytdlp" ''; do
  if [[ -z $yt_dlp ]]; then
    mkdir -p "$programs/.bench"
    programs=$programs/.bench from_pip 0 >&2 && yt_dlp=$programs/.bench/yt-dlp
  fi
  if solves "$yt_dlp"; then break; fi
done
solves "$yt_dlp" || die "No yt-dlp with the scripts that solve challenges could be had."
printf '{"python":"/usr/bin/python3","ytDlp":"%s","deno":"%s"}\n' "$yt_dlp" "$(readlink -f "$programs/deno")"
