// From 5 % to everybody in one step: the load and the rare cases that show at 50 % are met by all.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'ramp-jump',
  group: 'rollout',
  kinds: ['runbook', 'prd'],
  level: { discover: 'hint', build: 'information', deploy: 'information', operate: 'information' },
  prose: true,
  says: 'One step multiplies the traffic by more than ten.',
  because: 'Load, caches and rare cases show themselves on the way. A step in between meets them with fewer users.',
  source: 'Site Reliability Workbook, canarying releases',
  bad: [
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 1 week}
        - {name: Full, traffic: <|100 %|>}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Reply drafts

      ## Rollout plan

      - Canary on 2 % of tickets for 1 week
      - <|Ramp to 50 % for 3 days|>
      - Ramp to 100 %
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 1 week}
        - {name: Ramp, traffic: 25 %, duration: 2 days}
        - {name: Full, traffic: 100 %}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Reply drafts

      ## Rollout plan

      - Canary on 5 % of tickets for 1 week
      - Ramp to 25 %, 50 %, 100 %
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    const most = threshold('ramp_factor');
    let before: number | undefined;
    for (const { type, traffic, pointer, prose, text, lead, at: place } of facts.stages) {
      if (type === 'shadow' || type === 'internal' || type === 'beta' || type === 'pilot' || type === 'holdback') continue;
      if (traffic === undefined || traffic <= 0 || traffic > 100) continue;
      const steps = [...text.matchAll(/(\d+(?:\.\d+)?)\s*%/g)].map(([, number]) => Number(number));
      const first = prose && type === 'ramp' ? Math.min(traffic, ...steps) : traffic;
      if (before !== undefined && first / before > most) {
        const at = !prose && artifact.places.has(`${pointer}/traffic`) ? `${pointer}/traffic` : place;
        const between = [10, 25, 50].filter((step) => step > (before as number) && step < first);
        report(
          at,
          `${before} % to ${first} % is ${round(first / before)} times the traffic in one step.`,
          prose && between.length > 0
            ? {
                fix: {
                  title: `Ramp over ${between.join(' % and ')} %`,
                  sort: 'choice',
                  edits: [{ within: pointer, ...amountIn(text, first, lead.length), text: `${[...between, first].join(' %, ')} %` }],
                },
              }
            : {},
        );
        return;
      }
      before = Math.max(traffic, ...(prose ? steps : []));
    }
  },
});

function amountIn(text: string, amount: number, lead: number): { readonly from: number; readonly to: number } {
  const found = new RegExp(`\\b${String(amount).replace('.', '\\.')}\\s*%`).exec(text);
  const from = lead + (found?.index ?? text.length);
  return { from, to: found ? from + found[0].length : lead + text.length };
}
const round = (value: number): number => Number(value.toPrecision(3));
