// What was read of a text is remembered by the text: a keystroke changes one sentence, and the others are not read again.
// A pure memo of the texts that were asked for last: every answer is the same with and without it.
import { detached } from '../text.js';
import type { Reading, Vocabulary } from './tokens.js';

/** Characters (UTF-16) that a generation may hold, each text counted with what it costs to keep. */
const most = 1_500_000;
const costOfOne = 48;

/** Texts that are asked for move from `old` to `young`; when `young` is full it becomes `old`, and what nobody asked for is gone. */
interface Memory {
  young: Map<string, Known>;
  old: Map<string, Known>;
  size: number;
}

interface Known {
  readonly text: string;
  /** By reader. */
  readonly answers: unknown[];
}

/** Kept instead of an answer that is undefined. */
const nothing = Symbol('nothing');

type Kept<T> = T extends readonly (infer E)[] ? readonly E[] : T;

let readers = 0;

/** The same reader, which looks at each text once. What it returns is shared: nobody may change it. */
export function remembered<T>(read: (text: string) => T): (text: string) => Kept<T> {
  const own = readers++;
  return (text) => answer(everybodys, text, own, read) as Kept<T>;
}

/** The same for a reader that takes the words of a team. A text with parts to be skipped is read anew. */
export function rememberedReading<T, R extends Reading>(read: (text: string, reading: R) => T): (text: string, reading?: R) => Kept<T> {
  const own = readers++;
  return (text, reading = {} as R) =>
    (isPlain(reading) ? answer(memoryOf(reading), text, own, (same) => read(same, reading)) : read(text, reading)) as Kept<T>;
}

function answer(memory: Memory, text: string, own: number, read: (text: string) => unknown): unknown {
  const { answers, text: same } = recall(memory, text);
  if (answers[own] === undefined) answers[own] = read(same) ?? nothing;
  return answers[own] === nothing ? undefined : answers[own];
}

function recall(memory: Memory, text: string): Known {
  const last = memory.young.get(text);
  if (last) return last;
  const known = memory.old.get(text) ?? { text: detached(text), answers: [] };
  memory.young.set(known.text, known);
  memory.size += text.length + costOfOne;
  if (memory.size > most) {
    memory.old = memory.young;
    memory.young = new Map();
    memory.size = 0;
  }
  return known;
}

const everybodys: Memory = { young: new Map(), old: new Map(), size: 0 };
/** A team with words of its own reads the same text in its own way; the last few of them are kept. */
const teams: { readonly words: Vocabulary; readonly memory: Memory }[] = [];

function memoryOf({ metrics, sprintDays }: Vocabulary): Memory {
  if (metrics === undefined && sprintDays === undefined) return everybodys;
  const known = teams.find(({ words }) => words.metrics === metrics && words.sprintDays === sprintDays);
  if (known) return known.memory;
  const memory: Memory = { young: new Map(), old: new Map(), size: 0 };
  teams.unshift({ words: { ...(metrics ? { metrics } : {}), ...(sprintDays === undefined ? {} : { sprintDays }) }, memory });
  teams.length = Math.min(teams.length, 4);
  return memory;
}

function isPlain(reading: Reading): boolean {
  for (const key in reading)
    if (key !== 'metrics' && key !== 'sprintDays') {
      const value = reading[key as keyof Reading] as unknown;
      if (value !== undefined && !(Array.isArray(value) && value.length === 0)) return false;
    }
  return true;
}
