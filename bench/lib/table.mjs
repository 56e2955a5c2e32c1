// Medians, and the words and tables that are made of them.
export function median(values) {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of every number that the objects have in common. */
export function medians(objects) {
  const numbers = Object.keys(objects[0]).filter((key) => typeof objects[0][key] === "number");
  return Object.fromEntries(numbers.map((key) => [key, median(objects.map((each) => each[key]))]));
}

export function number(value, digits = 2) {
  return Number.isFinite(value) ? value.toFixed(digits) : "–";
}

export function percent(share) {
  return Number.isFinite(share) ? `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %` : "–";
}

export function count(value) {
  return value.toLocaleString("en-US");
}

/** @param rows of cells, the first of which is the head */
export function markdown([head, ...rows]) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
