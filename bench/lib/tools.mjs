// The programs that a benchmark needs, found or fetched by our scripts.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./report.mjs";

/** Runs bench/NAME/install.sh, which answers with what it found as JSON. */
export function install(name) {
  return JSON.parse(bash([join(root, `bench/${name}/install.sh`)]));
}

/** The command that runs the built program, from its AOT cache where there is one. */
export function findJava() {
  const script = `for part in say tools build run; do source "$root/script/lib/$part.sh"; done
    find_jdk && find_java && printf '%s\\n' "\${java[@]}"`;
  return bash(["-euc", script]).trim().split("\n");
}

function bash(args) {
  const env = { ...process.env, root };
  return execFileSync("bash", args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
