// An end before its start, a canary after the full rollout: the dates contradict the order.

import { partOf, rowsAt } from '../../facts/rows.js';
import { daysFrom, type Moment, readMoments } from '../../language/moment.js';
import { readQuantity } from '../../language/quantity.js';
import { readStage } from '../../language/stage.js';
import { type Artifact, leaves, type Pointer, textAt } from '../../model/artifact.js';
import { literal } from '../../syntax/write.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'date-order',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  prose: true,
  says: 'These dates contradict their order.',
  because: 'One of the two is wrong. Whoever plans with it plans for the wrong week.',
  source: 'own arithmetic',
  bad: [
    yaml`
      kind: runbook
      stages:
        - name: canary
          traffic: 5 %
          start: 2026-05-12
          end: <|2026-05-05|>
    `,
    markdown`
      # Release of the triage model

      ## Stages

      | Stage | Traffic | Start |
      |---|---|---|
      | Canary | 5 % | <|12 May|> |
      | Full | 100 % | 3 May |
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Six months of the voice bot

      ## Period

      <|2026-09-08 to 2026-06-10|>
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - name: canary
          traffic: 5 %
          start: 2026-05-03
          end: 2026-05-10
        - name: full
          traffic: 100 %
          start: 2026-05-12
    `,
    markdown`
      # Release of the triage model

      ## Stages

      - Canary on 5 % from 3 May
      - 100 % on 12 May
      - A/B test with a holdback of 10 % from 20 December to 10 January
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer } of leaves(artifact)) {
      if (!pointer.endsWith('/end')) continue;
      const start = `${pointer.slice(0, -'/end'.length)}/start`;
      const [from, to] = [at(artifact, start), at(artifact, pointer)];
      if (!from || !to || !isBefore(to.moment, from.moment)) continue;
      report(spot(to), `It ends on ${to.moment.words} and starts on ${from.moment.words}.`, { fix: swap(from, to) });
    }

    const stages = stagesWithDates(artifact);
    for (const stage of stages) {
      const later = stages.find((other) => other.rank > stage.rank && isBefore(other.place.moment, stage.place.moment));
      if (!later) continue;
      report(
        spot(stage.place),
        `${stage.name} starts on ${stage.place.moment.words}, after ${later.name} on ${later.place.moment.words}.`,
        {
          fix: swap(stage.place, later.place),
        },
      );
    }

    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !twoDates.test(text.text)) continue;
      const moments = readMoments(text.text, text.masked ? { masked: text.masked } : {});
      for (let i = 0; i + 1 < moments.length; i++) {
        const [a, b] = [moments[i] as Moment, moments[i + 1] as Moment];
        // "2026-05-12 to 2026-05-03"; without years only days that are close, because "June to March" may cross the year.
        const close = a.day !== undefined && b.day !== undefined && Math.abs(a.month - b.month) < 2;
        if (
          !((a.date && b.date) || close) ||
          !/^\s*(?:to|until|till|–|—|-|→|\.\.)\s*$/.test(text.text.slice(a.span[1], b.span[0])) ||
          !isBefore(b, a)
        )
          continue;
        report({ pointer, from: a.span[0], to: b.span[1] }, `${a.words} to ${b.words} runs backwards.`, {
          fix: swap({ pointer, moment: a }, { pointer, moment: b }),
        });
      }
    }
  },
});

/** Most texts hold no two dates, and reading them is not free. */
const twoDates = /\d[^\n]{0,30}(?:\b(?:to|until|till)\b|[–—→-]|\.\.)[^\n]{0,30}\d/;

interface Dated {
  readonly pointer: Pointer;
  readonly moment: Moment;
}

const at = (artifact: Artifact, pointer: Pointer): Dated | undefined => {
  const moment = readMoments(textAt(artifact, pointer))[0];
  return moment && { pointer, moment };
};

const spot = ({ pointer, moment }: Dated) => ({ pointer, from: moment.span[0], to: moment.span[1] });
const isBefore = (a: Moment, b: Moment): boolean => (daysFrom(b, a) ?? 0) < 0;

const swap = (a: Dated, b: Dated): Fix => ({
  title: 'Swap the dates',
  sort: 'choice',
  edits: [
    { within: a.pointer, from: a.moment.span[0], to: a.moment.span[1], text: literal(b.moment.words) },
    { within: b.pointer, from: b.moment.span[0], to: b.moment.span[1], text: literal(a.moment.words) },
  ],
});

interface DatedStage {
  readonly name: string;
  readonly rank: number;
  readonly place: Dated;
}

/** Shadow before few users before all; an A/B test or a holdback may stand anywhere. */
function stagesWithDates(artifact: Artifact): readonly DatedStage[] {
  const field = artifact.kind === 'runbook' ? '/stages' : '/rollout_plan/stages';
  return rowsAt(artifact, field).flatMap((row): DatedStage[] => {
    const name = row.prose ? row.text : partOf(artifact, row, 'name');
    const reading = readStage(row.prose ? row.text : `${name} ${partOf(artifact, row, 'type')}`, artifact.vocabulary);
    const traffic = reading.traffic?.value.value ?? readQuantity(partOf(artifact, row, 'traffic'))?.value.value;
    const type = reading.type?.value ?? (traffic === 100 || /^(?:full|GA|everybody|all users)\b/i.test(name) ? 'full' : undefined);
    const rank = type === undefined ? undefined : ranks[type];
    const place = ['/start', '/duration', ''].map((part) => at(artifact, `${row.pointer}${part}`)).find((found) => found !== undefined);
    return rank === undefined || !place ? [] : [{ name: reading.name?.value || type || name, rank, place }];
  });
}

const ranks: Readonly<Record<string, number | undefined>> = { shadow: 0, internal: 0, beta: 1, pilot: 1, canary: 1, full: 3 };
