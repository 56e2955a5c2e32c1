# shellcheck shell=bash disable=SC2154
# Gets the peers of the benchmark of downloads and prints their paths as JSON. Run by engines.mjs
# with $root set.
set -euo pipefail
for part in say tools build run; do
  # shellcheck source=/dev/null
  source "$root/script/lib/$part.sh"
done
# shellcheck source=/dev/null
source "$root/script/lib/apt.sh"

find_node
need taskset=util-linux curl=curl aria2c=aria2 xargs=findutils
# The package itself, whatever yt-dlp else is on PATH: both ways to start it come from there.
/usr/bin/python3 -c 'import yt_dlp' 2>/dev/null || apt_install yt-dlp ||
  { apt_update && apt_install yt-dlp; } || die "apt could not install yt-dlp: see above."
npm_install "$root/bench"
one_at_a_time unpack nginx nginx
printf '{"nginx":"%s","python":"/usr/bin/python3","ytDlp":"/usr/bin/yt-dlp"}\n' "$cache/nginx/usr/sbin/nginx"
