// What an initiative has said stands in its new documents: the same in both syntaxes, placeholders left out, gaps left open.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { readTree } from '../../../server/src/core/check.js';
import { type Artifact, dataAt } from '../../../server/src/core/model/artifact.js';
import { lower } from '../../../server/src/core/model/lower.js';
import { kinds } from '../../../server/src/core/schema/kinds.js';
import { plain } from '../../../server/src/core/syntax/write.js';
import { prefill } from '../../../server/src/core/templates/prefill.js';
import { template } from '../../../server/src/core/templates/template.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { beside } from '../../../server/src/hosts/beside.js';
import type { Kind } from '../../../server/src/recognise.js';

const syntaxes: readonly Syntax[] = ['yaml', 'markdown'];
const prd = (text: string): Artifact => lower(readTree(text, 'markdown'), 'prd');
const fresh = (kind: Kind, syntax: Syntax, others: readonly Artifact[]): Artifact =>
  lower(readTree(plain(template(kind, syntax, prefill(kind, others))), syntax), kind);

const example = prd(readFileSync('examples/recommender/recs.prd.md', 'utf8'));
const seed = prd(`
# Personalisation

## Goal

Increase click-through on recommended items by 8% within 90 days while preserving NPS.

## Target users

TBD

## Data sources

- orders: @noor, daily 02:00
- events_db (@mei)

## Rollout plan

- Shadow mode for 2 weeks (no impact on users)
- Canary on 5% traffic for 1 week
- Monitor metrics, then ramp to 100% if green
- Post-launch A/B test for business lift

## Metrics

- p95 latency ≤ 300 ms
- Complaint rate < 0.5 %

## Guardrails

- <metric>
`);

describe('new documents of an initiative', () => {
  for (const kind of kinds.filter((name) => name !== 'prd'))
    it(`${kind}: both syntaxes hold the same, and every tab stop comes in reading order`, () => {
      for (const others of [[example], [seed]]) {
        const [yaml, markdown] = syntaxes.map((syntax) => fresh(kind, syntax, others)) as [Artifact, Artifact];
        assert.deepEqual(JSON.parse(JSON.stringify(markdown.data)), JSON.parse(JSON.stringify(yaml.data)));
        const known = prefill(kind, others);
        assert.ok(Object.keys(known).length > 0);
        for (const key of Object.keys(known)) assert.notEqual(dataAt(yaml, `/${key}`), undefined, key);
        for (const syntax of syntaxes) {
          const stops = [...template(kind, syntax, known).matchAll(/(?<!\\)\$\{?(\d+)/g)].map((found) => Number(found[1]));
          assert.deepEqual(
            stops,
            [...stops].sort((a, b) => a - b),
          );
          assert.equal(new Set(stops).size, stops.length);
        }
      }
    });

  it('the runbook has the stages of the PRD, and its flags', () => {
    const runbook = fresh('runbook', 'markdown', [example]);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((at) => ['name', 'type', 'traffic', 'duration'].map((key) => dataAt(runbook, `/stages/${at}/${key}`))),
      [
        ['Shadow', 'shadow', '0 %', '2 weeks'],
        ['Canary', 'canary', '5 %', '1 week'],
        ['Ramp', 'ramp', '25 %', '2 days'],
        ['A/B test', 'ab', '50 %', '14 days'],
        ['Full', 'full', '90 %', undefined],
      ],
    );
    assert.equal(dataAt(runbook, '/stages/1/exit'), 'error rate ≤ 0.06 % and p95 latency ≤ 300 ms');
    assert.equal(dataAt(runbook, '/generative'), false);
    assert.equal(dataAt(runbook, '/personal_data'), 'indirect');
  });

  it('the retrospective has a row for each metric and guardrail, nothing reached yet', () => {
    const { data } = fresh('retrospective', 'yaml', [example]);
    const rows = data.goal_vs_actual as readonly Readonly<Record<string, string>>[];
    assert.deepEqual(
      rows.map(({ metric, target }) => `${metric}: ${target}`),
      [
        'Click-through on recommended items: ≥ 4.32 %',
        'Revenue per visitor, 28 days: ≥ €1.94',
        'NPS: drop of at most 3 points',
        'Complaint rate: at or below 0.5 %',
        'p95 latency: ≤ 300 ms',
        'Error rate: ≤ 0.06 %',
        'NDCG@10: ≥ 0.34',
      ],
    );
    for (const row of rows) assert.deepEqual(Object.keys(row).sort(), ['metric', 'target']);
  });

  it('the experiment tests the metric of the goal', () => {
    const plan = fresh('experiment-plan', 'markdown', [example]);
    assert.equal(dataAt(plan, '/primary_metric/name'), 'Click-through on recommended items');
    assert.equal(dataAt(plan, '/primary_metric/target'), '≥ 4.32 %');
    assert.equal(dataAt(plan, '/guardrails/0/worst_acceptable'), 'drop of at most 3 points');
    assert.match(String(dataAt(plan, '/hypothesis/then')), /^Increase click-through/);
  });

  it('data readiness has the sources, monitoring the metrics and promises', () => {
    assert.deepEqual(
      (fresh('data-readiness', 'yaml', [example]).data.sources as readonly Readonly<Record<string, string>>[]).map(
        ({ name, owner }) => `${name} ${owner}`,
      ),
      ['events_db @mei', 'orders @noor', 'catalogue @tom'],
    );
    const monitoring = fresh('monitoring', 'markdown', [example]);
    assert.equal(dataAt(monitoring, '/signals/technical/0/name'), 'p95 latency');
    assert.equal(dataAt(monitoring, '/signals/business/0/threshold'), '≥ 4.32 %');
    assert.equal((monitoring.data.slos as readonly unknown[]).length, 2);
  });

  it('a PRD is filled from the one-pager and the data readiness report', () => {
    const others = (['one-pager', 'data-readiness'] as const).map((kind) => fresh(kind, 'yaml', [example]));
    const again = fresh('prd', 'markdown', others);
    assert.equal(dataAt(again, '/goal'), dataAt(example, '/goal'));
    assert.equal(dataAt(again, '/data_sources/2/name'), 'catalogue');
    assert.equal(dataAt(again, '/metrics/business/0/target'), '≥ 4.32 %');
    assert.equal(dataAt(again, '/risks_and_mitigations/1/owner'), '@li');
  });

  it('sentences are taken apart, placeholders stay where they are', () => {
    assert.deepEqual(
      prefill('runbook', [seed]).stages,
      [
        ['Shadow mode', 'shadow', '', '2 weeks', ''],
        ['Canary', 'canary', '5%', '1 week', ''],
        ['Ramp', 'full', '100%', '', 'green'],
        ['A/B test', 'ab', '', '', ''],
      ].map(([name, type, traffic, duration, exit]) => ({ name, type, traffic, duration, exit, abort: '' })),
    );
    assert.deepEqual(prefill('data-readiness', [seed]).sources, [
      { name: 'orders', owner: '@noor', refresh_cadence: 'daily 02:00', schema_drift_risk: '' },
      { name: 'events_db', owner: '@mei', refresh_cadence: '', schema_drift_risk: '' },
    ]);
    const page = prefill('one-pager', [seed]);
    assert.equal(page.who_is_affected, undefined);
    assert.doesNotMatch(JSON.stringify([page, prefill('retrospective', [seed])]), /TBD|<metric>/);
  });

  it('join the initiative that is named, or the only one of the folder', () => {
    const neighbour = (id: string, kind: Kind) => ({ name: `${id}.${kind}.yaml`, text: `kind: ${kind}\nid: ${id}\ntitle: About ${id}\n` });
    const joins = (name: string, kind: Kind | undefined, ...ids: readonly string[]) =>
      beside(
        ids.map((id) => neighbour(id, 'prd')),
        { syntax: 'yaml', name, ...(kind ? { kind } : {}) },
      ).joined?.id;
    assert.equal(joins('recs', 'runbook', 'recs', 'fraud'), 'recs');
    assert.equal(joins('About fraud', 'runbook', 'recs', 'fraud'), 'fraud');
    assert.equal(joins('Deploy it', 'runbook', 'recs'), 'recs');
    assert.equal(joins('Deploy it', 'runbook', 'recs', 'fraud'), undefined);
    // A second PRD is the start of something else, and so is a new initiative.
    assert.equal(joins('Fraud', 'prd', 'recs'), undefined);
    assert.equal(joins('Fraud', undefined, 'recs'), undefined);
    assert.equal(beside([{ name: 'notes.md', text: '# recs' }], { syntax: 'yaml', name: 'recs' }).joined, undefined);
  });
});
