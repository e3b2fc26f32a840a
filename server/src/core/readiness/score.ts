// Cells → phases → one number, by the capped mean: a weighted mean that never sits more than half-way above the weakest
// primary cell. Arithmetic only.

export interface Weighed {
  /** 0 to 1. */
  readonly score: number;
  readonly primary: boolean;
}

/**
 * min(Σu·c/Σu, (1 + m)/2) with u = 2 for primary cells, else 1, and m the weakest primary score; 0 to 1.
 * Without any cell nothing is open: 1. Without a primary one it is the plain mean.
 */
export function cappedMean(cells: readonly Weighed[]): number {
  if (cells.length === 0) return 1;
  const weight = ({ primary }: Weighed) => (primary ? 2 : 1);
  const mean = cells.reduce((sum, cell) => sum + weight(cell) * cell.score, 0) / cells.reduce((sum, cell) => sum + weight(cell), 0);
  const weakest = Math.min(1, ...cells.filter(({ primary }) => primary).map(({ score }) => score));
  return Math.min(mean, (1 + weakest) / 2);
}

/**
 * The one that holds the number down: the weakest primary cell where it caps, else the one whose completion brings most.
 * Undefined where everything is complete.
 */
export function bindingOf<T extends Weighed>(cells: readonly T[]): T | undefined {
  const now = cappedMean(cells);
  let best: { readonly cell: T; readonly gain: number } | undefined;
  for (const cell of cells) {
    if (cell.score >= 1) continue;
    const gain = cappedMean(cells.map((other) => (other === cell ? { ...other, score: 1 } : other))) - now;
    if (!best || gain > best.gain + 1e-12 || (Math.abs(gain - best.gain) <= 1e-12 && weaker(cell, best.cell))) best = { cell, gain };
  }
  return best?.cell;
}

const weaker = (a: Weighed, b: Weighed): boolean => (a.primary !== b.primary ? a.primary : a.score < b.score);
