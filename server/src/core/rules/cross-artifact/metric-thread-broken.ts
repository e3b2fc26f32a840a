// The metric of the goal, followed through the documents: each lane that exists and does not speak of it is named.
// Documents that are still to come are asked for by artifact-missing-for-phase, empty ones by field-missing.
import { sameMetric } from '../../facts/promise.js';
import { membersOf } from '../../project.js';
import { reached } from '../../schema/look.js';
import { threadOf } from '../../thread.js';
import { titleOf } from '../disagree.js';
import { type ModelEdit, markdown, rule, type Spot, together, yaml } from '../rule.js';

export default rule({
  id: 'metric-thread-broken',
  group: 'cross-artifact',
  kinds: ['prd', 'one-pager'],
  level: 'warning',
  across: true,
  prose: true,
  says: 'The metric of the goal is not followed all the way: a later document does not speak of it.',
  because:
    'A goal is kept by the test that can show it, the gate that waits for it, the alert that watches it and the retrospective that reports it. Where one of them is silent, the thread ends there.',
  source: '"PM responsibilities in AI": from framing the problem to production',
  bad: [
    together(
      yaml`
        kind: prd
        phase: build
        goal: cut <|handling time|> of claims by 12 % relative within 90 days while reopen rate stays at or below 4 %
      `,
      markdown`
        ---
        kind: experiment-plan
        ---
        # Routing of claims

        ## Hypothesis

        If letters are read by the model, then the reopen rate falls from 4 % to 3 %.

        ## Primary metric

        Reopen rate
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        phase: operate
        ---
        # Reading lists

        ## Goal

        Raise click-through on reading lists from 4.0 % to 4.4 % within 60 days of the start while complaint rate stays below 1 %.

        ## Metrics

        ### Business

        | Name | Target |
        |---|---|
        | <|<|CTR|>|> | 4.4 % |
      `,
      yaml`
        kind: monitoring
        signals: {technical: [p95 latency], business: [complaint rate]}
      `,
      yaml`
        kind: retrospective
        goal_vs_actual: [{metric: complaint rate, target: < 1 %, actual: 0.4 %, verdict: met}]
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        phase: build
        goal: cut handling time of claims by 12 % relative within 90 days while reopen rate stays at or below 4 %
      `,
      markdown`
        ---
        kind: experiment-plan
        ---
        # Routing of claims

        ## Hypothesis

        If letters are read by the model, then a case is closed 12 % faster because nobody sorts by hand.

        ## Primary metric

        Average handling time
      `,
    ),
    together(
      yaml`
        kind: prd
        phase: deploy
        goal: raise click-through from 4.0 % to 4.32 % within 90 days while complaint rate stays below 1 %
        rollout_plan: [canary on 5 % for 1 week, exit if error rate ≤ 0.6 %, A/B test on 50 % for 3 weeks, "all"]
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring

        ## Signals

        ### Business

        - CTR, daily, by market
      `,
    ),
  ],
  check({ artifact, facts, initiative, self, phase }, report) {
    // A PRD has the goal where both say it.
    if (artifact.kind === 'one-pager' && membersOf(initiative, 'prd').length > 0) return;
    const promised = facts.promise?.metric;
    if (!promised) return;
    const metric = promised.value.name;
    const row = facts.metrics.find(({ name, entry }) => sameMetric({ name, ...(entry ? { entry } : {}) }, promised.value));
    const definition: Spot = row ? (artifact.places.has(`${row.pointer}/name`) ? `${row.pointer}/name` : row.pointer) : promised.at;
    const name = metric.length > 40 ? `${metric.slice(0, 38)}…` : metric;
    // "Share of applications" is said in many ways; a name that nobody has listed can only be missed by its words.
    const known = promised.value.entry !== undefined;
    if (!known && !row) return;
    for (const { title, due, asked, places } of threadOf(initiative, metric, true)) {
      const others = reached(phase, due) ? asked : asked.filter((member) => member !== self);
      const [silent] = others;
      if (title === 'Goal' || places.length > 0 || !silent) continue;
      const fix = fixes[title]?.(metric);
      report(definition, `${title} (from ${due} on): the ${titleOf(silent)} does not speak of ${name}.`, {
        ...(known && reached(phase, due) ? (strict.has(title) ? {} : { level: 'information' }) : { level: 'hint' }),
        related: others.map((member) => ({ member, at: '', message: `Nothing of ${name} in this lane.` })),
        ...(fix ? { fix: { title: `Add ${name} to the ${titleOf(silent)}`, sort: 'template', member: silent, edits: [fix] } } : {}),
      });
    }
  },
});

/** A gate may wait for quicker numbers, and a step may serve any alert; the test, the watch and the report are about the goal. */
const strict: ReadonlySet<string> = new Set(['Experiment', 'Alert', 'Retrospective']);

const fixes: Readonly<Record<string, (metric: string) => ModelEdit>> = {
  Alert: (name) => ({ append: '/signals/business', value: { name } }),
  'Runbook step': (metric) => ({ append: '/rollback/triggers', value: { metric, threshold: '${1:> <limit>}', for: '${2:<how long>}' } }),
  Retrospective: (metric) => ({
    append: '/goal_vs_actual',
    value: { metric, target: '${1:target}', actual: '${2:actual}', ci: '${3:interval}', verdict: '${4:met, not met or inconclusive}' },
  }),
};
