// A sum or a product that the author wrote out: "$0.01 × 1 M = $1,000", "2 w + 1 w + 2 w = 4 weeks".

import { money } from '../../facts/sums/sum.js';
import { readDurations } from '../../language/duration.js';
import { durationWords, wrongTotal } from '../../language/totals.js';
import { leaves } from '../../model/artifact.js';
import { type Context, markdown, type ReportFinding, rule, yaml } from '../rule.js';

export default rule({
  id: 'total-wrong',
  group: 'arithmetic',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  prose: true,
  says: 'The total does not follow from its parts.',
  because: 'Budgets and calendars are copied from here into others, the slip with them.',
  source: 'arithmetic (A12)',
  bad: [
    yaml`
      kind: prd
      cost: $0.01 × 1 M requests = <|$1,000|> a month
    `,
    markdown`
      ## Rollout plan

      Shadow, canary and ramp: 2 weeks + 1 week + 2 weeks = <|4 weeks|>
    `,
    markdown`
      ## Cost

      A reading costs €0.02 per request; at 3,000 requests a day this is <|€18,000 a month|>.
    `,
    yaml`
      kind: prd
      rollout_plan: <|4 weeks|> in total (2 weeks shadow, 1 week canary, 2 weeks ramp)
    `,
  ],
  good: [
    yaml`
      kind: prd
      cost: $0.01 × 1 M requests = $10,000 a month
    `,
    markdown`
      ## Rollout plan

      Shadow, canary and ramp: 2 weeks + 1 week + 2 weeks = 5 weeks; 500 requests/day × $0.02 = $300/month

      ## Cost

      A reading costs €0.02 per request; at 3,000 requests a day this is about €1,800 a month.
    `,
  ],
  check(context, report) {
    for (const { pointer, text } of leaves(context.artifact)) {
      if (text.verbatim === 'code' || !/[=]|total|in all|altogether/i.test(text.text)) continue;
      for (const line of text.text.matchAll(/(?:[^;\n.]|\.(?!\s|$)){3,400}/g)) {
        const slip = wrongTotal(line[0], context.artifact.vocabulary);
        if (!slip) continue;
        const from = line.index + slip.from;
        const to = line.index + slip.to;
        report({ pointer, from, to }, `${slip.parts} is ${slip.wanted}, not ${line[0].slice(slip.from, slip.to)}.`.slice(0, 100), {
          fix: {
            title: `Write ${slip.wanted}`,
            sort: 'choice',
            edits: [{ within: pointer, from, to, text: slip.wanted.replace(/\$/g, '\\$') }],
          },
        });
      }
    }
    monthOf(context, report);
    stagesOf(context, report);
  },
});

/** A month's cost that does not follow from requests and price; a tenth may be overhead or rounding. */
function monthOf({ facts }: Context, report: ReportFinding): void {
  const { stated, monthly, unit } = facts.cost ?? {};
  if (!stated || monthly === undefined || !unit || stated.currency !== unit.currency || Math.abs(stated.value / monthly - 1) <= 0.12)
    return;
  // Without retries and grading it may still be what the author counted.
  const { requests } = facts.cost ?? {};
  if (requests && Math.abs(stated.value / (unit.value * requests.value * 30) - 1) <= 0.12) return;
  const wanted = money(monthly, unit.currency);
  report(
    { pointer: stated.pointer, from: stated.words[0], to: stated.words[1] },
    `Requests × cost is ${wanted} a month, not ${money(stated.value, stated.currency)}.\nAssumes 30 days.`,
    {
      fix: {
        title: `Write ${wanted}`,
        sort: 'choice',
        edits: [{ within: stated.pointer, from: stated.words[0], to: stated.words[1], text: `${wanted.replace('$', '\\$')} a month` }],
      },
    },
  );
}

/** "Total: 4 weeks" below stages of two, one and two. The last stage may be endless, any other without a length ends the sum. */
function stagesOf({ artifact, facts }: Context, report: ReportFinding): void {
  for (const { pointer, text } of leaves(artifact)) {
    if (!/^\/(?:rollout_plan|stages|strategy)(?:\/|$)/.test(pointer) || !/\b(?:total|in all|altogether)\b/i.test(text.text)) continue;
    const stages = facts.stages.filter((stage) => stage.pointer !== pointer);
    const whole = readDurations(text.text, artifact.vocabulary);
    const [slot] = whole;
    const timed = stages.filter(
      ({ duration, traffic, type }, nth) => duration !== undefined || nth < stages.length - 1 || (type !== 'full' && traffic !== 100),
    );
    if (whole.length !== 1 || !slot || timed.length < 2 || timed.some(({ duration }) => duration === undefined)) continue;
    const days = timed.reduce((sum, { duration }) => sum + (duration?.days ?? 0), 0);
    if (Math.abs(days / slot.value.days - 1) <= 0.06 || /\b(?:within|at most|up to|traffic|users)\b|≤|%/i.test(text.text)) continue;
    const wanted = durationWords(days, slot.value);
    report({ pointer, from: slot.span[0], to: slot.span[1] }, `The stages add up to ${wanted}, not ${text.text.slice(...slot.span)}.`, {
      fix: { title: `Write ${wanted}`, sort: 'choice', edits: [{ within: pointer, from: slot.span[0], to: slot.span[1], text: wanted }] },
    });
  }
}
