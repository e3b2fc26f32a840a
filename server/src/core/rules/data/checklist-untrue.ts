// A box that somebody ticked by hand, and that the report above does not bear out; or one that is true and not ticked yet.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'checklist-untrue',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  prose: true,
  says: 'A box of the checklist says something other than the report above it.',
  because: 'A ticked box is what people read in place of the report. It follows from the report, so that nobody has to believe it.',
  source: '"PM responsibilities in AI": the quick checklist of data readiness',
  bad: [
    markdown`
      ## Sources

      - orders
      - events_db: @mei

      ## Checklist

      - <|[x] Data sources listed and owners assigned|>
      - [ ] Sample dataset exists and passes sanity checks
    `,
    yaml`
      kind: data-readiness
      labeling:
        method: vendor
        who: "@noor"
        items_per_hour: 40
      labels:
        count: 900
      # <|[x] Labeling plan and initial labels > 2000 items (or justified smaller)|>
    `,
    markdown`
      ## Splits

      By time, 80/10/10

      ## Drift detection

      - PSI of basket size, warn 0.1, alert 0.25, daily

      ## Checklist

      - <|[ ] Data split strategy and drift detection defined|>
    `,
  ],
  good: [
    markdown`
      ## Sources

      - orders: @noor

      ## Checklist

      - [x] Data sources listed and owners assigned
      - [ ] Sample dataset exists and passes sanity checks
      - [x] The legal team has seen this
    `,
    yaml`
      kind: data-readiness
      sample_dataset:
        location: gs://recs/sample
        checks: [{name: null rate, result: pass}]
      # [x] Sample dataset exists and passes sanity checks
      # [ ] Data sources listed and owners assigned
    `,
  ],
  check({ facts }, report) {
    for (const { ticked, holds, because, mark, span, words } of facts.boxes) {
      if (ticked === holds) continue;
      const said = `"${words.slice(0, 30).trimEnd()}${words.length > 30 ? '…' : ''}"`;
      report({ span, pointer: '' }, ticked ? `${said} is ticked, but ${because}.` : `${said} can be ticked: ${because}.`, {
        ...(ticked ? {} : { level: 'hint' as const }),
        fix: { title: ticked ? 'Take the tick out' : 'Tick it', sort: 'safe', edits: [{ rename: mark, text: ticked ? ' ' : 'x' }] },
      });
    }
  },
});
