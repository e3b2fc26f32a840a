// What somebody looks at and where the keyboard stands, as plain data: the page draws it, keys and clicks change it.
import type { InitiativeMap, MapCell, PhaseName } from '../../server/src/protocol.js';

export const phases: readonly PhaseName[] = ['discover', 'build', 'deploy', 'operate'];

export const nameOf = ({ responsibility, phase }: { readonly responsibility: string; readonly phase: string }): string =>
  `${responsibility} ${phase}`;

export const cellNamed = (map: InitiativeMap, name: string | undefined): MapCell | undefined =>
  map.cells.find((cell) => nameOf(cell) === name);

export const responsibilitiesOf = (map: InitiativeMap): readonly MapCell[] =>
  map.cells.filter(({ responsibility }, at) => map.cells.findIndex((other) => other.responsibility === responsibility) === at);

/** Where a key leads from a cell; undefined for keys that lead nowhere. */
export function moved(map: InitiativeMap, name: string, key: string): string | undefined {
  const rows = responsibilitiesOf(map).map(({ responsibility }) => responsibility);
  const [responsibility = '', phase = ''] = name.split(' ');
  const row = rows.indexOf(responsibility);
  const column = phases.indexOf(phase as PhaseName);
  const to = (r: number, c: number) => `${rows[clamp(r, rows.length)]} ${phases[clamp(c, phases.length)]}`;
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, phases.length - 1);
    case 'PageUp':
      return to(0, column);
    case 'PageDown':
      return to(rows.length - 1, column);
    default:
      return undefined;
  }
}

const clamp = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at));

/** Nothing is rounded up to complete; the sign stays with its number. */
export const percent = (score: number): string => `${score >= 1 ? 100 : Math.min(99, Math.round(score * 100))}\u00a0%`;

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

/** What closes a cell, in two or three words; the number beside it says how far it is. */
export function stateOf({ status, score, held, evidence }: MapCell): string {
  if (status !== 'in progress' && status !== 'not started') return status;
  if (score >= 1) return `${count(held, 'finding')} open`;
  const absent = evidence.filter(({ credit }) => credit === 0).length;
  if (absent > 0) return `${absent} of ${evidence.length} to write`;
  return `${evidence.filter(({ credit }) => credit < 1).length} of ${evidence.length} to mend`;
}
