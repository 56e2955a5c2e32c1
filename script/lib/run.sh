# shellcheck shell=bash disable=SC2034,SC2154
# Starts the program, from an AOT cache where there is one. Sourced after build.sh.

jar=$root/server/target/fetchlight.jar
aot=$cache/fetchlight.aot

# What the cache was made from: another JDK, another flag, another jar, and it is of no use.
aot_key() {
  cat "$JAVA_HOME/release" "$root/script/lib/java.args" "$root/script/lib/train.mjs" 2>/dev/null
  (cd "$root/server/target" && ls -ln fetchlight.jar lib)
}

# Sets `java` to the command that runs the program; its arguments follow.
find_java() {
  java=("$JAVA_HOME/bin/java" "@$root/script/lib/java.args")
  if [[ -f $aot ]]; then java+=("-XX:AOTCache=$aot"); fi
  java+=(-jar "$jar")
  # Each arena of the C library's allocator keeps memory; the program hardly allocates there.
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
}

# Makes the cache by letting the program live a short life with the very flags that run. Where that
# fails it is said once, not at every start: the program runs without.
train() {
  local key
  key=$(aot_key)
  [[ -f $aot.key && $(<"$aot.key") == "$key" ]] && return
  rm -f "$aot"*
  find_node
  say "Preparing a fast start ..."
  # The second command sees whether a JVM starts with it: one that cannot use its cache may give up.
  if node "$root/script/lib/train.mjs" "$JAVA_HOME/bin/java" "$jar" "$aot.new" >"$cache/train.log" 2>&1 &&
    "$JAVA_HOME/bin/java" "@$root/script/lib/java.args" "-XX:AOTCache=$aot.new" -version >>"$cache/train.log" 2>&1; then
    mv "$aot.new" "$aot"
  else
    say "That did not work, so starts stay slower: $cache/train.log says why."
  fi
  printf '%s\n' "$key" >"$aot.key"
}
