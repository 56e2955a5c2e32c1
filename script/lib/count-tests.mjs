// Counts the tests of one suite from its report, as `PASSED FAILED SKIPPED`.
// Usage: count-tests.mjs junit FOLDER | vitest FILE | playwright FILE | tap FILE
// No report counts as nothing ran; who calls decides what that means.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const readers = { junit, vitest, playwright, tap };
const [kind, path] = process.argv.slice(2);
const { passed, failed, skipped } = existsSync(path)
  ? readers[kind](path)
  : { passed: 0, failed: 0, skipped: 0 };
console.log(passed, failed, skipped);

function junit(folder) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const name of readdirSync(folder).filter((each) => /^TEST-.*\.xml$/.test(each))) {
    const suite = /<testsuite\s[^>]*>/.exec(readFileSync(join(folder, name), "utf8"))?.[0] ?? "";
    const count = (attribute) => Number(new RegExp(`\\s${attribute}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const failed = count("failures") + count("errors");
    sum.failed += failed;
    sum.skipped += count("skipped");
    sum.passed += Math.max(0, count("tests") - failed - count("skipped"));
  }
  return sum;
}

function vitest(file) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  // A file that could not even be loaded has failed without naming a test.
  const broken = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwright(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

function tap(file) {
  const text = readFileSync(file, "utf8");
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  return { passed: count("pass"), failed: count("fail") + count("cancelled"), skipped: count("skipped") };
}
