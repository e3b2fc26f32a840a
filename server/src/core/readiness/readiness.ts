// How far an initiative is: cells from evidence, phases from cells, the gate, and what to do next with exactly what it brings.
// Every surface draws this and computes nothing of its own.

import { joinFlags } from '../facts/flags.js';
import type { Kind } from '../schema/kinds.js';
import { type Phase, phases, shapeAt, shapeOf } from '../schema/look.js';
import type { Span } from '../text.js';
import { type CellDefinition, cells as definitions, type EvidenceItem, type Field, type Responsibility } from './cells.js';
import { type Evidence, evidenceFor, type Gap, isContent, type Judged } from './evidence.js';
import { bindingOf, cappedMean } from './score.js';

export type Status = 'not started' | 'in progress' | 'ready' | 'not applicable';

export interface Cell {
  readonly responsibility: Responsibility;
  readonly phase: Phase;
  readonly primary: boolean;
  readonly status: Status;
  /** Mean of the credits, 0 to 1; 1 where the cell is not applicable. */
  readonly score: number;
  /** The best offer for each item, in the order of the definition. */
  readonly evidence: readonly Evidence[];
  /** Findings of the gate's rules, wherever they stand. */
  readonly closedBy: readonly (Gap & { readonly path: string; readonly span: Span })[];
  /** Why it does not apply. */
  readonly reason?: string;
}

export interface PhaseReadiness {
  readonly phase: Phase;
  /** Capped mean of its cells, 0 to 1. */
  readonly score: number;
  readonly status: Status;
  /** Every primary cell up to here is ready, and nothing is an unwaived error. */
  readonly gate: boolean;
  readonly boundBy: Responsibility | undefined;
}

export interface Action {
  readonly action: string;
  readonly kind: Kind | undefined;
  readonly pointer: string;
  /** The artifact to write in; undefined: it has to be created first. */
  readonly path: string | undefined;
  readonly span: Span;
  /** The phase whose score rises, and by how much: exactly. */
  readonly phase: Phase;
  readonly gain: number;
}

/** The three ways in which such projects fail. */
export interface Lens {
  readonly id: 'goals' | 'data' | 'long-tail';
  readonly title: string;
  /** Unwaived errors and warnings of its rules. */
  readonly open: number;
  readonly score: number;
  /** What it looks at. */
  readonly of: readonly Responsibility[];
}

export interface Readiness {
  readonly phase: Phase;
  /** The capped mean of the phases up to the current one, 0 to 1. */
  readonly score: number;
  readonly phases: readonly PhaseReadiness[];
  readonly cells: readonly Cell[];
  readonly next: readonly Action[];
  readonly lenses: readonly Lens[];
}

/** `judged`: every artifact of one initiative with its findings. */
export function readinessOf(judged: readonly Judged[]): Readiness {
  const phase = phaseOf(judged);
  const cells = cellsOf(judged);
  const errors = judged.some(({ check }) => check.findings.some(({ level, waiver }) => level === 'error' && !waiver));
  const scores = phaseScores(cells);
  return {
    phase,
    score: overall(scores, phase),
    cells,
    phases: phases.map((one) => {
      const own = counted(cells, one);
      const upTo = cells.filter((cell) => phases.indexOf(cell.phase) <= phases.indexOf(one));
      return {
        phase: one,
        score: scores.get(one) as number,
        status: statusOf(own),
        gate: !errors && upTo.every((cell) => !cell.primary || cell.status === 'ready' || cell.status === 'not applicable'),
        boundBy: bindingOf(own)?.responsibility,
      };
    }),
    next: nextActions(cells, phase),
    lenses: lensesOf(judged, cells),
  };
}

/** The latest phase that any of its artifacts declares. */
export const phaseOf = (judged: readonly Judged[]): Phase =>
  judged.reduce<Phase>((latest, { check }) => (phases.indexOf(check.phase) > phases.indexOf(latest) ? check.phase : latest), 'discover');

function cellsOf(judged: readonly Judged[]): readonly Cell[] {
  const [first, ...others] = judged.map(({ check }) => check.facts.flags);
  const flags = first && joinFlags(first, others);
  const left = notApplicable(judged);
  return definitions.map((definition) => {
    const items = definition.evidence.filter(({ unless }) => !(flags && unless?.(flags)));
    const reason = left.get(`${definition.responsibility} ${definition.phase}`);
    return cellOf(definition, items, judged, reason);
  });
}

function cellOf(definition: CellDefinition, items: readonly EvidenceItem[], judged: readonly Judged[], reason: string | undefined): Cell {
  const { responsibility, phase, primary } = definition;
  const evidence = items.map((item) => bestOf(item, judged));
  const closedBy = judged.flatMap(({ path, check }) =>
    check.findings
      .filter(({ rule, level }) => definition.gates.includes(rule) && (level === 'error' || level === 'warning'))
      .map(({ rule, message, waiver, span }) => ({
        rule,
        message: message.split('\n')[0] as string,
        waived: waiver !== undefined,
        path,
        span,
      })),
  );
  if (reason !== undefined || evidence.length === 0)
    return {
      responsibility,
      phase,
      primary,
      status: 'not applicable',
      score: 1,
      evidence,
      closedBy,
      reason: reason ?? 'nothing is needed here for such a product',
    };
  const score = evidence.reduce((sum, { credit }) => sum + credit, 0) / evidence.length;
  const ready = evidence.every(({ credit }) => credit === 1) && closedBy.every(({ waived }) => waived);
  return {
    responsibility,
    phase,
    primary,
    status: score === 0 ? 'not started' : ready ? 'ready' : 'in progress',
    score,
    evidence,
    closedBy,
  };
}

/** The best offer for an item, of whichever of its fields. */
export function bestOf(item: EvidenceItem, judged: readonly Judged[]): Evidence {
  const offers = item.any.map((field) => evidenceFor(field, judged));
  const best = Math.max(...offers.map(({ credit }) => credit));
  // Of equal ones the first that has an artifact to stand in.
  return (offers.find(({ credit, path }) => credit === best && path !== undefined) ?? offers[0]) as Evidence;
}

/** `not_applicable: [{cell: R6 deploy, reason: …}]` in any of the artifacts; without a reason it does not count. */
function notApplicable(judged: readonly Judged[]): ReadonlyMap<string, string> {
  const left = new Map<string, string>();
  for (const { check } of judged) {
    const rows = check.artifact.data.not_applicable;
    if (!Array.isArray(rows)) continue;
    for (const row of rows as readonly unknown[]) {
      const { cell, reason } = (typeof row === 'object' && row !== null ? row : {}) as {
        readonly cell?: unknown;
        readonly reason?: unknown;
      };
      const name = /^\s*(R[1-8])[\s./·_-]+(dis|bui|bld|dep|ope)[a-z]*\s*$/i.exec(String(cell ?? ''));
      if (!name || typeof reason !== 'string' || !isContent(reason) || reason.trim().split(/\s+/).length < 3) continue;
      const phase = phases.find((one) => one.startsWith((name[2] as string).toLowerCase().replace('bld', 'bui')));
      left.set(`${(name[1] as string).toUpperCase()} ${phase}`, reason.trim());
    }
  }
  return left;
}

const counted = (cells: readonly Cell[], phase: Phase): readonly Cell[] =>
  cells.filter((cell) => cell.phase === phase && cell.status !== 'not applicable');

function statusOf(cells: readonly Cell[]): Status {
  if (cells.length === 0) return 'not applicable';
  if (cells.every(({ status }) => status === 'ready')) return 'ready';
  return cells.every(({ status }) => status === 'not started') ? 'not started' : 'in progress';
}

const phaseScores = (cells: readonly Cell[]): ReadonlyMap<Phase, number> =>
  new Map(phases.map((phase) => [phase, cappedMean(counted(cells, phase))]));

const overall = (scores: ReadonlyMap<Phase, number>, now: Phase): number =>
  cappedMean(phases.slice(0, phases.indexOf(now) + 1).map((phase) => ({ score: scores.get(phase) as number, primary: true })));

/** Each field that could be worth more, with what it would bring; what the current phase needs comes first. */
function nextActions(cells: readonly Cell[], now: Phase): readonly Action[] {
  const before = phaseScores(cells);
  const open = new Map<string, Evidence>();
  for (const { evidence, status } of cells) {
    if (status === 'not applicable') continue;
    for (const one of evidence) if (one.credit < 1) open.set(keyOf(one.field), open.get(keyOf(one.field)) ?? one);
  }
  const actions = [...open.values()].map((one): Action => {
    const after = phaseScores(cells.map((cell) => completed(cell, one.field)));
    const rises = phases.map((phase) => ({ phase, gain: (after.get(phase) as number) - (before.get(phase) as number) }));
    const due = rises.filter(({ phase }) => phases.indexOf(phase) <= phases.indexOf(now));
    const most = (list: typeof rises) => list.reduce((best, other) => (other.gain > best.gain + 1e-12 ? other : best));
    const rise = due.some(({ gain }) => gain > 1e-12) ? most(due) : most(rises);
    return {
      action: sentence(one),
      kind: one.kind,
      pointer: one.pointer,
      path: one.path ?? undefined,
      span: one.span,
      phase: rise.gain > 1e-12 ? rise.phase : firstPhase(cells, one.field),
      gain: rise.gain,
    };
  });
  const later = (action: Action) => (phases.indexOf(action.phase) <= phases.indexOf(now) ? 0 : phases.indexOf(action.phase));
  return actions.sort((a, b) => later(a) - later(b) || b.gain - a.gain || (a.action < b.action ? -1 : 1));
}

/** The cell with one field at full worth, wherever that field is its evidence. */
function completed(cell: Cell, field: Field): Cell {
  if (cell.status === 'not applicable' || !cell.evidence.some((one) => keyOf(one.field) === keyOf(field))) return cell;
  const evidence = cell.evidence.map((one) => (keyOf(one.field) === keyOf(field) ? { ...one, credit: 1 } : one));
  return { ...cell, evidence, score: evidence.reduce((sum, { credit }) => sum + credit, 0) / evidence.length };
}

/** Who writes a field writes its parts. */
const keyOf = ({ kind, pointer }: Field): string => `${kind} ${pointer}`;
const firstPhase = (cells: readonly Cell[], field: Field): Phase =>
  cells.find(({ evidence }) => evidence.some((one) => keyOf(one.field) === keyOf(field)))?.phase ?? 'discover';

function sentence({ kind, path, pointer, credit, gaps, field }: Evidence): string {
  const holder = kind === undefined ? 'an artifact' : `the ${shapeOf(kind).title}`;
  const title = titleOf(kind, pointer);
  const heaviest = gaps.find(({ waived }) => !waived);
  if (credit > 0 && heaviest) return `${title} in ${holder}: ${heaviest.message}`;
  if (credit > 0) return `Say more about ${title} in ${holder}`;
  const part = field.part === undefined || kind === undefined ? '' : ` with ${titleOf(kind, `${pointer}/0/${field.part}`)}`;
  return path === undefined ? `Write ${holder}, with ${title}` : `Write ${title}${part} in ${holder}`;
}

/** "Rollback · Last tested" */
export function titleOf(kind: Kind | undefined, pointer: string): string {
  if (kind === undefined) return pointer.slice(1).replaceAll('_', ' ');
  const parts = pointer.split('/').slice(1);
  return parts
    .map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)
    .filter((step) => !/\/\d+$/.test(step))
    .map((step) => shapeAt(kind, step)?.title ?? step.slice(step.lastIndexOf('/') + 1))
    .join(' · ');
}

const lensRules: readonly {
  readonly id: Lens['id'];
  readonly title: string;
  readonly of: readonly Responsibility[];
  readonly rules: RegExp;
}[] = [
  {
    id: 'goals',
    title: 'Vague goals',
    of: ['R1'],
    rules: /^(?:goal-|percent-ambiguous$|metric-undefined$|metrics-one-sided$|window-unanchored$|weasel-word$)/,
  },
  {
    id: 'data',
    title: 'Bad data',
    of: ['R2'],
    rules:
      /^(?:source-|schema-|sample-|label|split-|eval-set-|drift-|pii-|special-category|provenance|coverage|skew|refresh|rare-class|agreement|retention)/,
  },
  {
    id: 'long-tail',
    title: 'Nobody owns the long tail',
    of: ['R6', 'R8'],
    rules:
      /^(?:three-am|responsibility-unowned|owner|alert-|feedback|audit|retrain|staleness|quality-unmonitored|oncall|action-item|adoption-)/,
  },
];

function lensesOf(judged: readonly Judged[], cells: readonly Cell[]): readonly Lens[] {
  return lensRules.map(({ id, title, of, rules }) => {
    const open = judged
      .flatMap(({ check }) => check.findings)
      .filter(({ rule, level, waiver }) => !waiver && (level === 'error' || level === 'warning') && rules.test(rule));
    const own = cells.filter((cell) => of.includes(cell.responsibility) && cell.status !== 'not applicable');
    return { id, title, open: open.length, score: cappedMean(own), of };
  });
}
