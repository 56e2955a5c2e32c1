// The options of a benchmark: --name=value or --name=value,value over what it does by default.

/** @param options by name; one that is a list takes several values. `--record` is known to all. */
export function readOptions(options) {
  const read = { ...options, record: process.argv.includes("--record") };
  for (const each of process.argv.slice(2).filter((argument) => argument !== "--record")) {
    const [, name, value] = /^--(\w+)=(.+)$/.exec(each) ?? [];
    if (!(name in options)) throw new Error(`What is ${each}? There are: ${Object.keys(options).join(", ")}.`);
    const parts = value.split(",").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    read[name] = Array.isArray(options[name]) ? parts : parts[0];
  }
  return read;
}
