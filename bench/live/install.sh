# shellcheck shell=bash disable=SC2154
# Gets the peers of the benchmark of live frames, compiles our side of it, and prints the paths that
# peers.mjs needs as JSON. Run by live.mjs with $root set.
set -euo pipefail
for part in say tools build run; do
  # shellcheck source=/dev/null
  source "$root/script/lib/$part.sh"
done
# shellcheck source=/dev/null
source "$root/script/lib/apt.sh"

nchan=$cache/nchan

# The folder is one that this Nchan wants whatever its configuration says.
unpack_nchan() {
  [[ -d /var/lib/nginx ]] || as_root mkdir -p /var/lib/nginx
  unpack nchan nginx libnginx-mod-nchan
}

compile_host() {
  local sources=("$root/server/src" "$root/server/pom.xml" "$root/api")
  if [[ ! -d $root/server/target/test-classes ]] || stale "$cache/bench-classes" "${sources[@]}"; then
    say "Compiling the load generator ..."
    stamped "$cache/bench-classes" "${sources[@]}" -- maven test-compile >&2
  fi
}

find_jdk
find_node
find_maven
python3=(python3-fastapi python3-uvicorn python3-websockets python3-uvloop python3-httptools)
/usr/bin/python3 -c 'import fastapi, httptools, uvicorn, uvloop, websockets' 2>/dev/null ||
  apt_install "${python3[@]}" || { apt_update && apt_install "${python3[@]}"; } || die "apt could not install them."
need taskset=util-linux
npm_install "$root/bench"
one_at_a_time unpack_nchan
one_at_a_time compile_host
target=$root/server/target
printf '{"java":"%s","classpath":"%s","nginx":"%s","module":"%s"}\n' "$JAVA_HOME/bin/java" \
  "$target/test-classes:$target/classes:$target/lib/*" \
  "$nchan/usr/sbin/nginx" "$nchan/usr/lib/nginx/modules/ngx_nchan_module.so"
