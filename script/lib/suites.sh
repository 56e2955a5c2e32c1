# shellcheck shell=bash disable=SC2034,SC2154
# Runs checks and suites of tests one after another and adds them up. Sourced after build.sh.

logs=$cache/test
passed=0
failed=0
broken=() # what went wrong, by the name of its log

log_of() { printf '%s/%s.log' "$logs" "${1// /-}"; }

# check NAME COMMAND...: something without tests that has to work; a failure counts as one.
check() {
  local name=$1 log
  shift
  log=$(log_of "$name")
  if ("$@") >"$log" 2>&1 </dev/null; then
    printf '%-22s ok\n' "$name"
  else
    printf '%-22s FAILED\n' "$name"
    failed=$((failed + 1))
    broken+=("$name")
  fi
}

# suite NAME KIND REPORT COMMAND...: tests, counted from the report that the command writes. Without
# a test, or with a bad exit and no failed test, the suite itself counts as one that failed.
suite() {
  local name=$1 kind=$2 report=$3 log status=0 good bad skipped
  shift 3
  log=$(log_of "$name")
  rm -rf "$report"
  ("$@") >"$log" 2>&1 </dev/null || status=$?
  # A report that cannot be read counts like none.
  read -r good bad skipped < <(node "$root/script/lib/count-tests.mjs" "$kind" "$report" 2>>"$log" || echo 0 0 0)
  if ((bad == 0 && (status != 0 || good == 0))); then
    bad=1
    printf '\n(exit status %s, %s tests passed in the report)\n' "$status" "$good" >>"$log"
  fi
  printf '%-22s %s passed, %s failed' "$name" "$good" "$bad"
  ((skipped == 0)) || printf ', %s skipped' "$skipped"
  printf '\n'
  passed=$((passed + good))
  failed=$((failed + bad))
  ((bad == 0)) || broken+=("$name")
}

# What failed in full, then the sum; false when anything failed.
sum_up() {
  local name
  for name in ${broken[@]+"${broken[@]}"}; do
    printf '\n===== %s =====\n' "$name"
    cat "$(log_of "$name")"
  done
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  ((failed == 0))
}
