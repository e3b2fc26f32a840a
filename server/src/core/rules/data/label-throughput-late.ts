// Judgements ÷ capacity against the day on which the labels are due.

import { countIn } from '../../facts/labels.js';
import { numberAt } from '../../facts/sums/inputs.js';
import { count, decimal } from '../../facts/sums/sum.js';
import { readDate } from '../../language/date.js';
import { readDuration } from '../../language/duration.js';
import { labelingDays } from '../../math/labels.js';
import { type Artifact, textAt } from '../../model/artifact.js';
import { type Context, type Fix, markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'label-throughput-late',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'At this speed the labels are not ready when they are due.',
  because: 'Everything that needs the labels moves with them: training, the baseline, the launch.',
  source: 'Arithmetic: items × redundancy ÷ capacity; A10',
  bad: [
    yaml`
      kind: data-readiness
      labeling: 6 000 judgements at 400/day by the vendor, guideline v2, due in <|10 d|>
    `,
    yaml`
      kind: data-readiness
      updated: 2026-03-02
      labels: {count: 4000}
      labeling:
        method: in-house
        who: "@noor and one more"
        items_per_hour: 20
        annotators: 2
        redundancy: 3
        due: <|2026-04-01|>
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      labeling: 6 000 judgements at 400/day by the vendor, guideline v2, due in 20 d
    `,
    markdown`
      ---
      updated: 2026-03-02
      ---
      # Data for the phrase book

      ## Labels

      4,000 sentence pairs, kappa 0.8.

      ## Labelling

      - Who: @yuki and three translators
      - Guideline: v3
      - Items per hour: 40
      - Annotators: 4
      - Due: 2026-03-31
    `,
  ],
  check(context, report) {
    const need = neededDays(context);
    const left = need && dueIn(context.artifact);
    if (!need || !left || need.days <= left.days + 0.5) return;
    report(
      left.at,
      `That takes ${decimal(Math.ceil(need.days - 1e-9), 0)} working days, and ${decimal(Math.floor(left.days), 0)} are left.\n${need.how}`,
      {
        fix: [...moreAnnotators(need, left.days), ...later(left, need.days)],
      },
    );
  },
});

interface Need {
  readonly days: number;
  readonly how: string;
  /** How many people it takes for one day. */
  readonly personDays: number | undefined;
}

function neededDays({ artifact, facts, threshold }: Context): Need | undefined {
  const at = (key: string): number | undefined => numberAt(artifact, `/labeling/${key}`)?.value;
  const text = textAt(artifact, '/labeling');
  const items = (text === '' ? undefined : countIn(text, false)?.value) ?? facts.labels?.count?.value;
  if (items === undefined || /\b(?:done|complete[d]?|finished)\b/i.test(`${facts.labeling?.text}\n${facts.labels?.text}`)) return undefined;
  const redundancy = /\bjudg/i.test(text) ? 1 : (at('redundancy') ?? 1);
  const [annotators, itemsPerHour, hoursPerDay] = [at('annotators'), at('items_per_hour'), threshold('labelling_hours')];
  if (annotators !== undefined && itemsPerHour !== undefined) {
    const days = labelingDays({ items, redundancy, annotators, itemsPerHour, hoursPerDay });
    if (days === undefined || !Number.isFinite(days)) return undefined;
    return {
      days,
      personDays: days * annotators,
      how: `${count(items)} items × ${redundancy} ÷ (${annotators} people × ${decimal(itemsPerHour, 1)} an hour × ${hoursPerDay} hours a day).`,
    };
  }
  const perDay = facts.labeling?.perDay;
  if (!perDay || at('items_per_hour') !== undefined) return undefined;
  return { days: (items * redundancy) / perDay, personDays: undefined, how: `${count(items)} × ${redundancy} ÷ ${count(perDay)} a day.` };
}

interface Left {
  readonly days: number;
  readonly at: Exclude<Spot, string>;
  readonly prose: boolean;
}

/** "Due in 10 d" counts working days; a date counts from the day of the document's last change, five days a week. */
function dueIn(artifact: Artifact): Left | undefined {
  for (const pointer of ['/labeling/due', '/labeling']) {
    const text = textAt(artifact, pointer);
    const date = readDate(text);
    const updated = readDate(textAt(artifact, '/updated'));
    if (date && updated) {
      const days = ((Date.parse(date.value) - Date.parse(updated.value)) / 86_400_000) * (5 / 7);
      return days > 0 ? { days, at: { pointer, from: date.span[0], to: date.span[1] }, prose: false } : undefined;
    }
    const word =
      pointer === '/labeling'
        ? /\b(?:due|needed|ready|done|deadline|finished)\b[^.;\n\d]{0,12}\b(?:in|within)\s/i.exec(text)
        : /^(?:in |within )?/.exec(text);
    const start = word ? word.index + word[0].length : -1;
    const duration = start < 0 ? undefined : readDuration(text.slice(start, start + 24), artifact.vocabulary);
    if (duration && duration.span[0] === 0) {
      const { unit, value, days } = duration.value;
      const working = unit === 'd' || unit === 'bd' ? value : (days * 5) / 7;
      return { days: working, at: { pointer, from: start, to: start + duration.span[1] }, prose: true };
    }
  }
  return undefined;
}

function moreAnnotators({ personDays }: Need, days: number): readonly Fix[] {
  if (personDays === undefined || days < 1) return [];
  const people = Math.ceil(personDays / Math.floor(days));
  return [{ title: `Let ${people} people label`, sort: 'choice', edits: [{ put: '/labeling/annotators', text: String(people) }] }];
}

function later(left: Left, days: number): readonly Fix[] {
  const at = left.at;
  if (!left.prose || !('from' in at)) return [];
  const text = `${Math.ceil(days)} d`;
  return [{ title: `Move it to ${text}`, sort: 'choice', edits: [{ within: at.pointer, from: at.from, to: at.to, text }] }];
}
