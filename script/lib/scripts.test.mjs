// Tests of the scripts themselves, on folders made up for them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

const lib = dirname(fileURLToPath(import.meta.url));
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fetchlight-scripts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs bash with the parts of script/lib that are named; $root is the test's own folder. */
function bash(parts, script, env = {}) {
  const sources = parts.map((part) => `source "${lib}/${part}.sh"`).join("\n");
  const answer = spawnSync("bash", ["--norc", "-euo", "pipefail", "-c", `root=${folder}\n${sources}\n${script}`], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder, JDK_FOLDERS: join(folder, "none"), ...env },
  });
  return { status: answer.status, out: answer.stdout.trim(), err: answer.stderr.trim() };
}

function file(path, text = "", mode = 0o644) {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  chmodSync(whole, mode);
  return whole;
}

function jdk(path, version) {
  file(`${path}/bin/java`, "#!/bin/sh\n", 0o755);
  file(`${path}/bin/javac`, "#!/bin/sh\n", 0o755);
  file(`${path}/release`, `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
  return join(folder, path);
}

const count = (kind, path) =>
  spawnSync("node", [join(lib, "count-tests.mjs"), kind, path], { encoding: "utf8" }).stdout.trim();

const find = "find_jdk; echo $JAVA_HOME";
const bare = { PATH: "/usr/bin:/bin" };

test("JAVA_HOME comes first", () => {
  const home = jdk("mine", "25.0.3");
  assert.equal(bash(["say", "tools"], find, { JAVA_HOME: home }).out, home);
});

test("a JAVA_HOME that is too old is passed over for the usual folders", () => {
  jdk("jvm/old", "17.0.15");
  const home = jdk("jvm/young", "26");
  const env = { ...bare, JAVA_HOME: jdk("mine", "21.0.2"), JDK_FOLDERS: join(folder, "jvm") };
  assert.equal(bash(["say", "tools"], find, env).out, home);
});

test("a JDK on PATH is found through links", () => {
  const home = jdk("far", "25");
  file("bin/unrelated");
  const env = { PATH: `${folder}/bin:/usr/bin:/bin` };
  const answer = bash(["say", "tools"], `ln -s ${home}/bin/java ${folder}/bin/java; ${find}`, env);
  assert.equal(answer.out, home);
});

test("without a JDK one line says what is missing and how to get it", () => {
  jdk("jvm/old", "24.0.1");
  const answer = bash(["say", "tools"], find, { ...bare, JDK_FOLDERS: join(folder, "jvm") });
  assert.equal(answer.status, 1);
  assert.match(answer.err, /^JDK 25 is missing: .*install.*$/);
});

test("without Node one line says what is missing and how to get it", () => {
  file("bin/node", "#!/bin/sh\necho v18.20.4\n", 0o755);
  file("bin/npm", "#!/bin/sh\n", 0o755);
  for (const tool of ["bash", "dirname", "awk"]) spawnSync("ln", ["-s", `/usr/bin/${tool}`, join(folder, "bin")]);
  const answer = bash(["say", "tools"], "shopt -s nullglob; PATH=$root/bin; find_node", {});
  assert.match(answer.err, /^(Node 20\.19 or newer is missing: .*)?$/);
});

test("a missing program elsewhere than on Debian is one line", () => {
  mkdirSync(join(folder, "bin"));
  const answer = bash(["say", "tools"], "PATH=$root/bin; need no-such=some-package");
  assert.equal(answer.status, 1);
  assert.match(answer.err, /^Missing: some-package\. Install .*$/);
});

test("apt is asked only for what is missing, without recommended packages", () => {
  file("bin/apt-get", '#!/bin/sh\necho "apt-get $*" >&2\n', 0o755);
  file("bin/sudo", '#!/bin/sh\nexec "$@"\n', 0o755);
  const env = { PATH: `${folder}/bin:/usr/bin:/bin` };
  const script = "apt_install() { echo \"install $*\"; }; need sh=dash no-such=some-package";
  assert.equal(bash(["say", "tools"], script, env).out, "install some-package");
});

test("package lists are fetched only when the package is not known", () => {
  file("bin/apt-get", '#!/bin/sh\n', 0o755);
  file("bin/sudo", '#!/bin/sh\nexec "$@"\n', 0o755);
  const script = `
    apt_install() { echo "install $*"; [[ -f $root/lists ]]; }
    apt_update() { echo update; touch "$root/lists"; }
    need no-such=some-package`;
  const answer = bash(["say", "tools"], script, { PATH: `${folder}/bin:/usr/bin:/bin` });
  assert.deepEqual(answer.out.split("\n"), ["install some-package", "update", "install some-package"]);
});

const build = ["say", "tools", "build"];
const ask = 'stale "$cache/it" "$root/src" && echo stale || echo fresh';
const make = 'stamped "$cache/it" "$root/src" -- true';

test("a build is fresh until a file changes", () => {
  const source = file("src/a");
  utimesSync(source, 1, 1);
  assert.equal(bash(build, `${ask}; ${make}; ${ask}`).out, "stale\nfresh");
  file("src/a", "another");
  utimesSync(source, Date.now() / 1000 + 5, Date.now() / 1000 + 5);
  assert.equal(bash(build, ask).out, "stale");
});

test("a build is stale when a file was added with an old date, or taken away", () => {
  utimesSync(file("src/a"), 1, 1);
  bash(build, make);
  utimesSync(file("src/b"), 1, 1);
  assert.equal(bash(build, ask).out, "stale");
  bash(build, make);
  rmSync(join(folder, "src/a"));
  assert.equal(bash(build, ask).out, "stale");
});

test("a copy in another folder is not stale, whatever the times of its files", () => {
  file("first/src/a.txt", "one");
  file("first/src/deep/b.txt", "two");
  const at = (root, script) => bash(build, `root=$root/${root}; cache=$root/.cache; ${script}`).out;
  assert.equal(at("first", `${make}; ${ask}`), "fresh");
  bash(build, "cp -r $root/first $root/second; cp -a $root/first $root/third");
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(folder, "second/src/a.txt"), later, later);
  assert.equal(at("second", ask), "fresh");
  assert.equal(at("third", ask), "fresh");
  file("second/src/a.txt", "another");
  utimesSync(join(folder, "second/src/a.txt"), later, later);
  assert.equal(at("second", ask), "stale");
});

test("what builds make does not make them stale", () => {
  utimesSync(file("src/a"), 1, 1);
  bash(build, make);
  file("src/node_modules/x");
  file("src/dist/index.html");
  assert.equal(bash(build, ask).out, "fresh");
});

test("a build that failed stays stale", () => {
  file("src/a");
  const answer = bash(build, `if stamped "$cache/it" "$root/src" -- false; then echo worked; fi; ${ask}`);
  assert.equal(answer.out, "stale");
});

test("two builds at once run one after the other", () => {
  const slow = 'step() { echo in; read -r -t 0.3 <> <(:) || true; echo out; }; one_at_a_time step';
  const both = `(${slow}) & (${slow}) & wait`;
  assert.equal(bash(build, both).out, "in\nout\nin\nout");
});

const suites = ["say", "tools", "build", "suites"];
const start = 'mkdir -p "$logs"; root=' + join(lib, "../..") + "\n";

test("a suite without a report counts as one failure", () => {
  const answer = bash(suites, `${start} suite "lost one" junit "$logs/none" false; sum_up`);
  assert.equal(answer.status, 1);
  assert.match(answer.out, /^lost one +0 passed, 1 failed$/m);
  assert.match(answer.out, /\n0 passed, 1 failed$/);
});

test("a suite without tests counts as one failure even when it exits well", () => {
  assert.match(bash(suites, `${start} suite empty junit "$logs/none" true; sum_up`).out, /\n0 passed, 1 failed$/);
});

test("a suite that fails after its tests passed counts as one failure", () => {
  const report = `<testsuite name="A" tests="3" errors="0" skipped="0" failures="0">`;
  const run = `crash() { mkdir "$logs/r"; echo '${report}' > "$logs/r/TEST-A.xml"; return 3; }`;
  assert.match(bash(suites, `${start} ${run}; suite server junit "$logs/r" crash; sum_up`).out, /\n3 passed, 1 failed$/);
});

test("failures are shown in full and later suites still run", () => {
  const run = `bad() { echo why it failed; return 1; }; check first bad; check second true`;
  const answer = bash(suites, `${start} ${run}; sum_up`);
  assert.match(answer.out, /first +FAILED\nsecond +ok\n[^]*why it failed\n\n0 passed, 1 failed$/);
  assert.equal(answer.status, 1);
});

test("only passes give a good exit", () => {
  const report = `<testsuite name="A" tests="2" errors="0" skipped="0" failures="0">`;
  const run = `good() { mkdir "$logs/r"; echo '${report}' > "$logs/r/TEST-A.xml"; }`;
  const answer = bash(suites, `${start} ${run}; suite server junit "$logs/r" good; sum_up`);
  assert.equal(answer.status, 0);
  assert.match(answer.out, /\n2 passed, 0 failed$/);
});

test("counts a JUnit folder", () => {
  file("r/TEST-A.xml", `<?xml?>\n<testsuite xmlns:x="y" name="A" time="1" tests="5" errors="1" skipped="1" failures="1">`);
  file("r/TEST-B.xml", `<testsuite tests="2" errors="0" skipped="0" failures="0">`);
  assert.equal(count("junit", join(folder, "r")), "4 2 1");
});

test("counts vitest, with files that could not be loaded", () => {
  const broken = { status: "failed", assertionResults: [] };
  const failed = { status: "failed", assertionResults: [{ status: "failed" }] };
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0, testResults: [broken, failed] };
  assert.equal(count("vitest", file("v.json", JSON.stringify(report))), "7 2 1");
});

test("counts Playwright, with flaky tests as failed", () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] };
  assert.equal(count("playwright", file("p.json", JSON.stringify(report))), "4 2 0");
});

test("counts TAP", () => {
  assert.equal(count("tap", file("t", "# tests 3\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 0\n")), "2 1 0");
});

test("counts nothing where there is no report", () => {
  assert.equal(count("junit", join(folder, "none")), "0 0 0");
});

const programs = ["say", "tools", "build", "programs"];

/** A command on the PATH of what follows. */
function command(name, script) {
  file(`bin/${name}`, `#!/bin/sh\n${script}\n`, 0o755);
  return { PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
}

test("deno is what npm brings, fetched once", () => {
  file("script/lib/programs/package.json", "{}");
  file("script/lib/programs/package-lock.json", "{}");
  const brings = `echo asked >>${folder}/asked
    for each in arm64 x64; do
      mkdir -p node_modules/@deno/linux-$each-glibc && cd node_modules/@deno/linux-$each-glibc
      printf '#!/bin/sh\\n[ %s = x64 ] && echo deno\\n' $each >deno && chmod +x deno && cd ../../..
    done`;
  const script = "find_node() { :; }; bring_deno; bring_deno; readlink $programs/deno; cat $root/asked";
  const { out, status } = bash(programs, script, command("npm", brings));
  assert.deepEqual([out, status], ["node_modules/@deno/linux-x64-glibc/deno\nasked", 0]);
});

test("without deno one line says what that means, and the start goes on", () => {
  file("script/lib/programs/package.json", "{}");
  file("script/lib/programs/package-lock.json", "{}");
  const { err, status } = bash(programs, "find_node() { :; }; try_deno", command("npm", "exit 1"));
  assert.match(err, /deno could not be had, so YouTube gives little or nothing/);
  assert.equal(status, 0);
});

const younger = "from_pip() { false; }; from_backports() { echo asked; cp $root/young $programs/yt-dlp; };";

test("a relic gives way to a yt-dlp that is younger, looked for once", () => {
  file("young", "#!/bin/sh\necho 2099.1.2\n", 0o755);
  const env = command("yt-dlp", "echo 2023.03.04");
  const { out } = bash(programs, `${younger} use_programs; bring_yt_dlp; bring_yt_dlp; yt-dlp`, env);
  assert.equal(out, "asked\n2099.1.2");
});

test("a yt-dlp that is young is left as it is", () => {
  const { out, err } = bash(programs, `${younger} use_programs; bring_yt_dlp; yt-dlp`, command("yt-dlp", "echo 2099.1.3"));
  assert.deepEqual([out, err], ["2099.1.3", ""]);
});

test("with a relic alone it is said what will not work", () => {
  const none = "from_pip() { false; }; from_backports() { false; }; use_programs; bring_yt_dlp";
  const { err, status } = bash(programs, none, command("yt-dlp", "echo 2023.3.4"));
  assert.match(err, /This yt-dlp is of 2023\.03\.04.*YouTube and other big ones fail/s);
  assert.equal(status, 0);
});

test("a yt-dlp is made of packages in a folder only where it runs and is young", () => {
  const make = (version) => {
    file("packages/yt_dlp/__init__.py", `def main():\n    print("${version}")\n`);
    return bash(programs, "mkdir -p $programs; keep_if_younger $root/packages 2026.01.01; $programs/yt-dlp --version", {});
  };
  assert.equal(make("2025.12.31").status, 1);
  assert.equal(make("2026.2.1").out, "2026.2.1");
});

/** What the doctor says of a machine with these programs. */
function examine(env, ...names) {
  for (const name of names) file(`bin/${name}`, `#!/bin/sh\n${DOINGS[name]}\n`, 0o755);
  const script = "look_at_java() { :; }; look_at_wall() { :; }; examine";
  return bash([...programs, "doctor"], script, { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, ...env });
}

const DOINGS = {
  "yt-dlp": "echo 2023.03.04",
  deno: "echo 'deno 2.2.9 (stable)'",
  ffmpeg: "echo ffmpeg version 7",
  ffprobe: "exit 0",
};

test("the doctor says what to do with what is old", () => {
  const { out, status } = examine({}, ...Object.keys(DOINGS));
  assert.match(out, /^poor {2}yt-dlp 2023\.03\.04 .* days old: .*/m);
  assert.match(out, /^poor {2}deno in .* is 2\.2\.9, and does not do: YouTube needs 2\.3 or newer\.$/m);
  assert.match(out, /^ok {4}the data folder/m);
  assert.equal(status, 0);
});

test("the doctor fails where nothing is downloaded, and shows no password", () => {
  const settings = {
    FETCHLIGHT_YT_DLP: join(folder, "nothing"),
    FETCHLIGHT_PROXY: "socks5h://me:sesame@127.0.0.1:9,*=direct",
  };
  const { out, status } = examine(settings, ...Object.keys(DOINGS));
  assert.match(out, /^LACKS yt-dlp at .*nothing: start script\/server/m);
  assert.match(out, /^LACKS the proxy at 127\.0\.0\.1:9 does not answer/m);
  assert.doesNotMatch(out, /sesame/);
  assert.equal(status, 1);
});

test("the doctor believes a runtime that is named only at a risk", () => {
  const { out } = examine({ FETCHLIGHT_JS_RUNTIME: "node:/usr/bin/node" }, ...Object.keys(DOINGS));
  assert.match(out, /^poor {2}node in \/usr\/bin\/node: .* only the wall keeps it in/m);
});
