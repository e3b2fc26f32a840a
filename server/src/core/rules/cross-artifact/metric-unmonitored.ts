// A metric of the PRD that no panel, signal or alert shows: it will be asked for in the retrospective, and then looked for.
import { speaksOf } from '../../facts/guarded.js';
import { sameMetric } from '../../facts/promise.js';
import { speaksBeside } from '../../have/lookup.js';
import { membersOf } from '../../project.js';
import { titleOf } from '../disagree.js';
import { eachOrAll, type Lacking } from '../eachOrAll.js';
import { markdown, rule, together, yaml } from '../rule.js';

const watched = /^\/(?:signals|dashboards|alerts|slos|drift|human_audit|feedback)/;

export default rule({
  id: 'metric-unmonitored',
  group: 'cross-artifact',
  kinds: ['prd'],
  level: 'warning',
  across: true,
  prose: true,
  says: 'This metric cannot be seen in production: no panel, signal or alert names it.',
  because: 'What is not on a dashboard on launch day is not measured from launch day, and that first week does not come back.',
  source: '"PM responsibilities in AI": monitor both technical and business metrics',
  bad: [
    together(
      yaml`
        kind: prd
        metrics:
          business: [{name: <|CSAT|>, target: ≥ 4.2}]
      `,
      yaml`
        kind: monitoring
        signals: {technical: [p95 latency], business: [conversion rate]}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Demand forecast

        ## Metrics

        ### Technical

        | Metric | Target |
        |---|---|
        | <|WAPE|> | ≤ 18 % |
        | p95 latency | ≤ 2 s |
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring

        ## Alerts

        - Page @li when p95 latency > 3 s for 10 min
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        metrics:
          business: [{name: CSAT, target: ≥ 4.2}]
      `,
      yaml`
        kind: monitoring
        signals: {technical: [p95 latency], business: [customer satisfaction]}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Demand forecast

        ## Metrics

        ### Technical

        - WAPE ≤ 18 %
      `,
      yaml`
        kind: data-readiness
        sources: [{name: sales, owner: "@mei"}]
      `,
    ),
  ],
  check({ facts, initiative, artifact }, report) {
    const plans = membersOf(initiative, 'monitoring').filter((member) =>
      [...member.artifact.places.keys()].some((pointer) => /^\/(?:signals|dashboards|alerts)/.test(pointer)),
    );
    const [plan] = plans;
    if (!plan) return;
    const lacking = facts.metrics.flatMap(({ pointer, name, entry }): (Lacking & { readonly name: string })[] => {
      const short = name.replace(/\s*(?:[:(≤≥<>=]|\s[–—-]\s).*$/s, '').trim();
      // The goal's own is followed by metric-thread-broken.
      if (sameMetric(facts.promise?.metric?.value, { name: short, ...(entry ? { entry } : {}) })) return [];
      if (short === '' || short.length > 60 || (entry === undefined && short.split(/\s+/).length > 5)) return [];
      // A score on a frozen set is watched by labelled samples, under whatever name.
      if (entry?.group === 'model' && plans.some((member) => member.facts.watched.subjects.has('quality'))) return [];
      const metric = { name: short, ...(entry ? { entry } : {}) };
      if (plans.some((member) => speaksOf(member.artifact, metric, watched) || speaksBeside(member, metric))) return [];
      const at = artifact.places.has(`${pointer}/name`) ? `${pointer}/name` : pointer;
      const text = artifact.places.get(at)?.text?.text ?? '';
      const from = Math.max(0, text.indexOf(short));
      return [
        {
          name: short,
          at: { pointer: at, from, to: from + Math.min(short.length, text.length) },
          message: `${short} cannot be seen in production: the ${titleOf(plan)} does not name it.`,
        },
      ];
    });
    if (lacking.length > 3 && lacking.length === facts.metrics.length) {
      eachOrAll(
        report,
        { field: '/metrics', rows: facts.metrics.length, lacking },
        { all: `None of the ${lacking.length} metrics is in the ${titleOf(plan)}.`, title: '' },
      );
      return;
    }
    for (const { at, message, name } of lacking)
      report(at, message, {
        related: [{ member: plan, at: '/signals', message: `What the ${titleOf(plan)} watches.` }],
        fix: {
          title: `Add ${name} to the signals of the ${titleOf(plan)}`,
          sort: 'template',
          member: plan,
          edits: [{ append: '/signals/business', value: { name } }],
        },
      });
  },
});
