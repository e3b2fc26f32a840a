// Medians, percentiles, and one measured row after the other.
export const median = (values) => percentile(values, 50);
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))];
}

/** So many values, one after the other. */
export async function repeat(times, once) {
  const values = [];
  for (let at = 0; at < times; at++) values.push(await once(at));
  return values;
}

/** The same of several, in turn, so that a machine that becomes slower is slower for all. */
export async function inTurn(names, times, once) {
  const values = Object.fromEntries(names.map((name) => [name, []]));
  for (let at = 0; at < times; at++) for (const name of names) values[name].push(await once(name, at));
  return values;
}
