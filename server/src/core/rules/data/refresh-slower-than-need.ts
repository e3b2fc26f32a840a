// A feed that comes once a week cannot be a day old.

import type { SourceFact } from '../../facts/sources.js';
import { decimal } from '../../facts/sums/sum.js';
import type { Duration } from '../../language/types.js';
import { textAt } from '../../model/artifact.js';
import { type Context, type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'refresh-slower-than-need',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'The source is refreshed less often than it is needed.',
  because: 'Between two refreshes the model answers from what was true before; the need was written down because that matters.',
  source: 'Arithmetic: cadence against freshness',
  bad: [
    yaml`
      kind: data-readiness
      sources:
        - name: merchant risk list
          owner: "@mei"
          refresh_cadence: <|weekly|>
          freshness_needed: 24 h
    `,
    markdown`
      ## Sources

      | Source | Owner | Refresh | Freshness |
      |---|---|---|---|
      | Bed occupancy | Jo Weiss | <|daily 06:00|> | 1 hour |
      | Staff plan | Jo Weiss | monthly | 31 days |
    `,
    markdown`
      ## Sources

      - <|Price list|> (@tom), monthly, needed within 7 days
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      sources:
        - name: merchant risk list
          owner: "@mei"
          refresh_cadence: hourly
          freshness_needed: 24 h
    `,
    markdown`
      ## Sources

      - Street closures (@tom), every 5 minutes, no older than 15 minutes
    `,
  ],
  check({ artifact, facts }, report) {
    for (const source of facts.sources) {
      const { every, needed } = source;
      if (!every || !needed || needed.days <= 0 || every.days <= needed.days * 1.05) continue;
      const cadence = `${source.pointer}/refresh_cadence`;
      const structured = textAt(artifact, cadence) !== '';
      report(
        structured ? cadence : { pointer: source.nameAt, from: 0, to: source.name.length },
        `"${source.name.slice(0, 30)}" comes every ${words(every)} and is needed every ${words(needed)}: ${times(every, needed)} too slow.`,
        { fix: structured ? either(artifact, source, every, needed) : [] },
      );
    }
  },
});

const units: Readonly<Record<Duration['unit'], string>> = {
  ms: 'ms',
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  bd: 'working day',
  w: 'week',
  sprint: 'sprint',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};
/** "week", "24 hours". */
const words = ({ value, unit }: Duration): string =>
  value === 1 ? units[unit] : `${decimal(value, 2)} ${units[unit]}${unit === 'ms' ? '' : 's'}`;

const times = (every: Duration, needed: Duration): string => {
  const factor = every.days / needed.days;
  return `${decimal(factor, factor < 10 ? 1 : 0)} times`;
};

function either(artifact: Context['artifact'], source: SourceFact, every: Duration, needed: Duration): readonly Fix[] {
  const need = `${source.pointer}/freshness_needed`;
  return [
    {
      title: `Refresh it every ${words(needed)}`,
      sort: 'choice',
      edits: [{ put: `${source.pointer}/refresh_cadence`, text: `every ${words(needed)}` }],
    },
    ...(textAt(artifact, need) === ''
      ? []
      : [
          {
            title: `Be content with every ${words(every)}`,
            sort: 'choice' as const,
            edits: [{ put: need, text: every.value === 1 ? `1 ${words(every)}` : words(every) }],
          },
        ]),
  ];
}
