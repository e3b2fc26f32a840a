// "Engagement" alone: two analysts would compute it differently. Only names that are notorious for it, standing all alone.
import { rowsAt } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'metric-undefined',
  group: 'measurability',
  kinds: ['prd', 'experiment-plan', 'monitoring'],
  level: 'warning',
  prose: true,
  says: 'Two analysts would compute this differently: what is counted, and per what?',
  because: 'Until numerator, denominator and source are written down, the number can be chosen after the result is known.',
  source: 'Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments',
  bad: [
    yaml`
      kind: prd
      metrics:
        technical: [p95 latency < 300 ms]
        business: [<|engagement|>, complaint rate ≤ 0.5 %]
    `,
    markdown`
      ## Success metrics

      | Metric | Target |
      |---|---|
      | <|User satisfaction|> | +10 % |
      | Recall of urgent scans | ≥ 95 % |
    `,
  ],
  good: [
    yaml`
      kind: prd
      metrics:
        business:
          - engagement: sessions with a click on a suggestion ÷ sessions, from web_events
          - name: retention
            definition: active in week 4 ÷ signed up
    `,
    markdown`
      ## Success metrics

      - Share of drafts sent without an edit ≥ 40 %
      - User satisfaction score of at least 4.2 out of 5 in the monthly survey
    `,
  ],
  check({ artifact }, report) {
    const fields =
      artifact.kind === 'prd'
        ? ['/metrics/business', '/metrics/technical']
        : artifact.kind === 'monitoring'
          ? ['/signals/business', '/signals/technical']
          : [];
    const single = artifact.kind === 'experiment-plan' ? ['/primary_metric'] : [];
    for (const pointer of [...fields.flatMap((field) => rowsAt(artifact, field).map((row) => row.pointer)), ...single]) {
      if (['definition', 'source', 'unit', 'analysis_unit'].some((part) => dataAt(artifact, `${pointer}/${part}`) !== undefined)) continue;
      const at = [`${pointer}/name`, pointer].find((place) => artifact.places.get(place)?.text);
      const text = at === undefined ? '' : (artifact.places.get(at)?.text?.text ?? '');
      if (at === undefined || !notorious.test(text)) continue;
      const end = text.trimEnd().length;
      report(at, `"${text.trim()}": two analysts would compute this differently. What is counted, per what?`, {
        fix: {
          title: 'Define it: what is counted, per what, from where',
          sort: 'template',
          edits: [behind(at, text, end, ' (${1:what is counted} ÷ ${2:per what}, from ${3:source})')],
        },
      });
    }
  },
});

/** The whole name, perhaps with a direction before it. */
const notorious =
  /^\s*(?:(?:increased?|improved?|higher|better|overall|average|customer|user|client|employee|team)\s+){0,2}(?:engagement|satisfaction|productivity|happiness|experience|quality|relevance|stickiness|delight|trust|efficiency|performance)\s*$/i;
