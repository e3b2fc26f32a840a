// What the retrospective reports: each metric with its target, what came of it, the interval and the verdict.
import { findMetric } from '../language/metrics.js';
import { readQuantities, readQuantity } from '../language/quantity.js';
import type { Better, MetricEntry, Quantity } from '../language/types.js';
import { type Artifact, child, type Pointer } from '../model/artifact.js';
import { intervalIn } from './candidates.js';
import { partOf, rowsAt } from './rows.js';

export interface OutcomeFact {
  readonly pointer: Pointer;
  readonly name: string;
  readonly entry: MetricEntry | undefined;
  readonly better: Better | undefined;
  readonly target: Quantity | undefined;
  readonly actual: Quantity | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
  /** The target says how much worse would be accepted, and not what is to be gained. */
  readonly tolerance: boolean;
  readonly verdict: 'met' | 'not met' | 'inconclusive' | undefined;
  readonly verdictAt: Pointer;
  readonly text: string;
  readonly prose: boolean;
}

export function outcomesOf(artifact: Artifact): readonly OutcomeFact[] {
  if (artifact.kind !== 'retrospective') return [];
  return rowsAt(artifact, '/goal_vs_actual').map((row): OutcomeFact => {
    const name = partOf(artifact, row, 'metric') || row.text;
    const entry = findMetric(name, artifact.vocabulary)?.value.entry;
    const actual = partOf(artifact, row, 'actual');
    const verdict = partOf(artifact, row, 'verdict');
    const amounts = row.prose ? readQuantities(row.text) : [];
    return {
      pointer: row.pointer,
      name: row.prose ? (findMetric(name, artifact.vocabulary)?.value.name ?? name) : name,
      entry,
      better: entry?.better,
      target:
        readQuantity(partOf(artifact, row, 'target'))?.value ??
        afterWord(row.text, amounts, /\b(?:target|goal|plan(?:ned)?|promised|aimed)\b/i, row.prose),
      actual:
        readQuantity(actual)?.value ??
        afterWord(row.text, amounts, /\b(?:actual|measured|reached|got|came to|was|is|achieved)\b/i, row.prose),
      interval: intervalIn(partOf(artifact, row, 'ci')) ?? intervalIn(actual) ?? (row.prose ? intervalIn(row.text) : undefined),
      tolerance: tolerated.test(partOf(artifact, row, 'target') || (row.prose ? row.text : '')),
      verdict: verdictIn(verdict || (row.prose ? row.text : '')),
      verdictAt: verdict ? child(row.pointer, 'verdict') : row.pointer,
      text: row.text,
      prose: row.prose,
    };
  });
}

const tolerated =
  /\b(?:drops?|falls?|loses?|worse|decline|no (?:more|drop|change)|unchanged|hold|held|preserve|at most|within|not (?:below|above))\b|^\s*[−–-]\s?\d|≥\s*[−–-]\s?\d|guard-?rail/i;

/** "target ≤ 9 min, measured 8.4 min": the amount behind the word. */
function afterWord(text: string, amounts: ReturnType<typeof readQuantities>, word: RegExp, prose: boolean): Quantity | undefined {
  if (!prose) return undefined;
  const found = word.exec(text);
  return found ? amounts.find(({ span }) => span[0] >= found.index)?.value : undefined;
}

export function verdictIn(text: string): OutcomeFact['verdict'] {
  if (
    /\binconclusive\b|\bunclear\b|\bnot (?:shown|significant|conclusive)\b|\bno (?:difference|effect)\b|\btoo (?:few|early)\b/i.test(text)
  )
    return 'inconclusive';
  if (/\b(?:not|n't|never|barely not) (?:been )?(?:met|reached|achieved|hit)\b|\bmissed\b|\bfail(?:ed)?\b|\bunmet\b|❌|✗|🔴/i.test(text))
    return 'not met';
  return /\bmet\b|\breached\b|\bachieved\b|\bhit\b|\bsuccess(?:ful)?\b|\bpassed?\b|\bexceeded\b|✅|✓|🟢/i.test(text) ? 'met' : undefined;
}
