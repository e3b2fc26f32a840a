// How ready an initiative was at each of some commits: the data of a small chart, with nothing left to compute for whoever draws it.
import type { Readiness } from './readiness/readiness.js';
import { type Phase, phases } from './schema/look.js';

export interface TrendPoint {
  /** The hash of the commit. */
  readonly commit: string;
  /** YYYY-MM-DD: the day of the commit, as of which it was judged. */
  readonly day: string;
  /** 0 to 1: where on the axis of time it stands; points of one day stand side by side. */
  readonly x: number;
  readonly phase: Phase;
  /** 0 to 1, as all scores. */
  readonly score: number;
  readonly phases: Readonly<Record<Phase, number>>;
}

export interface Trend {
  /** From the oldest to the newest. */
  readonly points: readonly TrendPoint[];
  /** There are older commits that nobody looked at. */
  readonly capped: boolean;
  /** In a sentence: from where to where, and what was looked at. */
  readonly words: string;
}

export interface Step {
  readonly commit: string;
  readonly day: string;
  readonly readiness: Readiness;
}

/** `steps` from the oldest to the newest. */
export function trendOf(steps: readonly Step[], capped: boolean): Trend {
  const days = steps.map(({ day }) => Date.parse(day) / 86_400_000);
  const first = days[0] ?? 0;
  const length = Math.max(0, (days.at(-1) ?? 0) - first);
  const points = steps.map(({ commit, day, readiness }, at): TrendPoint => {
    const sameDay = days.filter((other) => other === days[at]).length;
    const place = days.indexOf(days[at] as number);
    // Several commits of one day share its width.
    const fraction = sameDay > 1 ? (at - place) / sameDay : 0;
    return {
      commit,
      day,
      x:
        steps.length < 2
          ? 0
          : length === 0
            ? at / (steps.length - 1)
            : Math.min(1, ((days[at] as number) - first + fraction) / (length + shareOfLast(days))),
      phase: readiness.phase,
      score: readiness.score,
      phases: Object.fromEntries(phases.map((phase) => [phase, readiness.phases.find((one) => one.phase === phase)?.score ?? 0])) as Record<
        Phase,
        number
      >,
    };
  });
  return { points, capped, words: wordsOf(points, capped) };
}

/** The last day is as wide as its commits need. */
function shareOfLast(days: readonly number[]): number {
  const same = days.filter((day) => day === days.at(-1)).length;
  return same > 1 ? (same - 1) / same : 0;
}

function wordsOf(points: readonly TrendPoint[], capped: boolean): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'No commit has touched its documents yet.';
  const counted = `${capped ? 'the last ' : ''}${points.length} ${points.length === 1 ? 'commit' : 'commits'} that touched its documents${capped ? '; there are older ones' : ''}`;
  if (points.length === 1)
    return `${percent(first.score)} ready in ${first.phase} on ${first.day}, at the only commit that touched its documents.`;
  return `From ${percent(first.score)} in ${first.phase} on ${first.day} to ${percent(last.score)} in ${last.phase} on ${last.day}, over ${counted}.`;
}

const percent = (score: number): string => `${score >= 1 ? 100 : Math.min(99, Math.round(score * 100))} %`;
