// How much is tried: what fits into every run, or, with SHIPWORTHY_NIGHTLY=1, what reliability was promised with. Seeds are printed, so
// that SHIPWORTHY_SEED repeats a run. The usual run has one seed, so that it fails for what changed and never by chance; the night looks further.
import fc from 'fast-check';

export const nightly = process.env.SHIPWORTHY_NIGHTLY === '1';

/** The count for every run, and the one for the night. */
export const times = (usual: number, atNight: number): number => (nightly ? atNight : usual);

export const seed = Number(process.env.SHIPWORTHY_SEED ?? (nightly ? Date.now() % 2 ** 31 : 43));

/** Tries a property that often; says with which seed. A failure names it again, with the smallest example. */
export function tryOut<T>(name: string, runs: number, of: fc.Arbitrary<T>, holds: (value: T) => void): void {
  const start = performance.now();
  fc.assert(fc.property(of, holds), { numRuns: runs, seed, endOnFailure: !nightly });
  console.log(`      ${name}: ${runs} runs, seed ${seed}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Milliseconds of processor time: on a machine that does other things as well a clock says little. */
export function effort(work: () => void): number {
  const { user, system } = process.cpuUsage();
  work();
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1_000;
}

/** The least of several, because what the runtime does besides only adds. */
export function quickest(work: () => void, tries = 3): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < tries; at++) best = Math.min(best, effort(work));
  return best;
}
