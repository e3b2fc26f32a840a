// What a reader switched off in the editor: a whole feature, or one kind of what it shows.
import { type SumKind, sumKinds } from '../core/facts/sums/sum.js';

/** The kinds of code lenses, in words for the settings. */
export const lensKinds = {
  goal: 'Whether the goal is measurable: direction, metric, amount, window, guardrail.',
  rollout: 'How long the rollout takes, against the goal’s window.',
  oncall: 'Who answers at 3 am, and who is next.',
} as const;

/** The calendar is a lens and no hint. */
export const hintKinds: Readonly<Record<string, string>> = {
  ...Object.fromEntries((Object.entries(sumKinds) as [SumKind, string][]).filter(([kind]) => kind !== 'calendar')),
  checklist: 'Whether each box of the data readiness checklist holds.',
};

/** On unless the setting, or the kind in it, is false; whatever else a client sends counts as on. */
export function isShown(setting: unknown, kind: string): boolean {
  if (setting === false) return false;
  if (typeof setting !== 'object' || setting === null || !Object.hasOwn(setting, kind)) return true;
  return (setting as Readonly<Record<string, unknown>>)[kind] !== false;
}
