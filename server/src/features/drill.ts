// The 3 am drill in words: the same lines on the command line and over the on-call.
import type { Check } from '../core/check.js';
import { clockChanges, type Drill, drillOf, type Hole } from '../core/drill.js';
import type { Report } from '../core/report.js';
import { contains } from '../core/text.js';
import { escapeMarkdown, hardBreak } from './words.js';

/**
 * Markdown for whoever looks at the on-call of a document: the hours of this week as all documents of the initiative say
 * them. The year's weeks in which clocks change are for whoever runs the drill.
 */
export function oncallWords({ artifact }: Check, report: Report, offset: number, day: string): string | undefined {
  const over = [...artifact.places].some(([pointer, { key, value }]) =>
    pointer === '/oncall' || pointer === '/oncall/hours' || pointer === '/oncall/shifts' ? contains(key ?? value, offset) : false,
  );
  const drill = over ? drillOf(report, day) : undefined;
  return (
    drill &&
    ['**The hours of this week**', ...drillWords(drill, []).map((line) => escapeMarkdown(line.replace(/^ +/, '· ')))].join(hardBreak)
  );
}

export function drillWords(drill: Drill, changes = clockChanges(drill)): readonly string[] {
  const { zone, week, covered, threeAm, chain, acknowledge, assumed } = drill;
  const open = week.holes.length === 0;
  return [
    `3 am: ${nights(threeAm)}`,
    open
      ? `Somebody answers in all ${week.hours} hours of the week.`
      : `Somebody answers in ${hours(covered)} of ${week.hours} hours of the week; nobody does:`,
    ...week.holes.map((hole) => `  ${holeWords(hole)}`),
    ...(acknowledge === undefined ? [] : [`Whoever is called has ${acknowledge} min to answer.`]),
    ...(chain.length > 0
      ? [
          `Without an answer: ${chain.map(({ who, minutes }) => `${who}${minutes === undefined ? '' : ` after ${minutes} min`}`).join(', then ')}.`,
        ]
      : []),
    ...changes.map(
      ({ monday, hours: length, holes }) =>
        `In the week of ${monday} clocks change (${length} hours): ${holes.length === 0 ? 'nobody is missing' : holes.map(holeWords).join('; ')}.`,
    ),
    ...(open && week.hours === 168 && covered === 168 ? [] : [`Times are those of ${zone}.`]),
    ...assumed,
  ];
}

/** "Sat 18:00 – Mon 08:00, 38 h" */
export const holeWords = ({ from, to, hours: length }: Hole): string => `${from} – ${to}, ${hours(length)} h`;

const hours = (number: number): string => String(Math.round(number * 100) / 100);

/** "@ana" where it is always the same, else by runs of days: "@ana Mon to Fri, nobody Sat, Sun". */
function nights(threeAm: readonly string[]): string {
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const runs: { readonly who: string; readonly from: number; to: number }[] = [];
  threeAm.forEach((who, day) => {
    const last = runs.at(-1);
    if (last && last.who === who) last.to = day;
    else runs.push({ who, from: day, to: day });
  });
  if (runs.length === 1) return runs[0]?.who || 'nobody';
  return runs.map(({ who, from, to }) => `${who || 'nobody'} ${from === to ? names[from] : `${names[from]} to ${names[to]}`}`).join(', ');
}
