// What teams have in other formats: read as far as it can be, copied nowhere, never judged; and written as OpenSLO, read back the same.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readTree } from '../../../server/src/core/check.js';
import { ownersOfPath } from '../../../server/src/core/have/codeowners.js';
import { type Have, largestHave, readHave, type ServiceLevel } from '../../../server/src/core/have/have.js';
import { levelsOf } from '../../../server/src/core/have/levels.js';
import { writeOpenSlo } from '../../../server/src/core/have/openslo.js';
import { lower } from '../../../server/src/core/model/lower.js';
import { prefill } from '../../../server/src/core/templates/prefill.js';
import { template } from '../../../server/src/core/templates/template.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import type { Kind } from '../../../server/src/recognise.js';

const words = (have: { readonly text: string } | undefined, span: readonly [number, number] | undefined) =>
  have && span && have.text.slice(span[0], span[1]);

describe('what teams have already', () => {
  it('alert rules: name, expression, duration, severity, owner, playbook', () => {
    const text = `
groups:
  - name: recs
    interval: 30s
    rules:
      - record: job:errors:rate5m
        expr: sum(rate(errors[5m]))
      - alert: RecsErrorsHigh
        expr: |
          sum(rate(http_errors_total{app="recs"}[5m]))
            / sum(rate(http_requests_total{app="recs"}[5m])) > 0.02
        for: 5m
        labels: {severity: page, team: recs-oncall}
        annotations:
          summary: "{{ $labels.instance }} fails"
          runbook_url: https://example.org/runbooks/recs#errors
      - alert: RecsSlow
        expr: histogram_quantile(0.95, rate(latency_bucket[5m])) > 0.3
`;
    const have = readHave('/w/alerts.yml', text);
    assert.deepEqual(
      have?.alerts.map(({ span, exprSpan: _, forSpan: __, ...alert }) => [words(have, span), alert]),
      [
        [
          'RecsErrorsHigh',
          {
            name: 'RecsErrorsHigh',
            expr: 'sum(rate(http_errors_total{app="recs"}[5m])) / sum(rate(http_requests_total{app="recs"}[5m])) > 0.02',
            for: '5m',
            severity: 'page',
            owner: 'recs-oncall',
            runbook: 'https://example.org/runbooks/recs#errors',
          },
        ],
        [
          'RecsSlow',
          {
            name: 'RecsSlow',
            expr: 'histogram_quantile(0.95, rate(latency_bucket[5m])) > 0.3',
            for: '',
            severity: '',
            owner: '',
            runbook: '',
          },
        ],
      ],
    );
    const inKubernetes = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n${text.replace(/^(?=.)/gm, '  ')}`;
    assert.equal(readHave('/w/rule.yaml', inKubernetes)?.alerts.length, 2);
  });

  it('OpenSLO: target, window, indicator, in several documents of one file', () => {
    const have = readHave(
      '/w/slo.yaml',
      `apiVersion: openslo/v1
kind: Service
metadata: {name: recs}
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: recs-availability, displayName: Recommendation requests answered}
spec:
  service: recs
  indicator: {metadata: {name: ok-ratio}, spec: {ratioMetric: {counter: true}}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives:
    - target: 0.995
---
apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: recs-latency}
spec:
  timeWindows: [{unit: Month, count: 1}]
  objectives:
    - {displayName: fast enough, op: lte, value: 300, target: 0.95}
    - {op: nonsense, target: many}
`,
    );
    assert.deepEqual(
      have?.slos.map(({ sli, target, bound, window, span }) => ({ sli, target, bound, window, at: words(have, span) })),
      [
        { sli: 'Recommendation requests answered', target: 0.995, bound: undefined, window: { count: 28, unit: 'd' }, at: '0.995' },
        { sli: 'fast enough', target: 0.95, bound: { op: '<=', value: 300, unit: '' }, window: { count: 1, unit: 'M' }, at: '0.95' },
      ],
    );
  });

  it('CODEOWNERS: by path, the last line that fits, from the three places', () => {
    const text = '* @acme/all # everybody\n\n/docs/ @ana\ndocs/*.yaml @li li@example.org\n/docs/old/\n[Section] @nobody\n*.sql @mei\n';
    for (const place of ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS']) {
      const file = readHave(`/w/${place}`, text);
      const of = (path: string) => ownersOfPath(file ? [file] : [], path);
      assert.deepEqual(of('/w/src/a.ts'), ['@acme/all']);
      assert.deepEqual(of('/w/docs/deep/a.md'), ['@ana']);
      assert.deepEqual(of('/w/docs/a.yaml'), ['@li', 'li@example.org']);
      assert.deepEqual(of('/w/docs/old/a.md'), []);
      assert.deepEqual(of('/w/x/y/q.sql'), ['@mei']);
      assert.deepEqual(of('/elsewhere/a.ts'), []);
    }
  });

  it('model cards: front matter, JSON, and whether they speak of limits', () => {
    const hub = readHave(
      '/w/card.md',
      '---\nlicense: apache-2.0\npipeline_tag: text-classification\nmodel-index:\n  - name: triage-v3\n    results:\n      - dataset: {name: Triage 2026, type: triage}\n        metrics: [{type: f1, value: 0.91}]\n---\n# Model card for Triage\n\n## Limitations\n\nEnglish only.\n',
    )?.model;
    assert.deepEqual(hub && { ...hub, span: 0 }, {
      name: 'triage-v3',
      version: '',
      licence: 'apache-2.0',
      owners: [],
      limits: true,
      results: [{ metric: 'f1', value: '0.91', dataset: 'Triage 2026' }],
      evaluatedOn: ['Triage 2026'],
      span: 0,
    });
    const toolkit = readHave(
      '/w/card.json',
      JSON.stringify({
        model_details: { name: 'Triage', version: { name: '3.1' }, owners: [{ name: 'Ana', contact: 'ana@example.org' }] },
        quantitative_analysis: { performance_metrics: [{ type: 'recall', value: '0.88', slice: 'night' }] },
        considerations: { limitations: ['English only'] },
      }),
    )?.model;
    assert.deepEqual(
      [toolkit?.name, toolkit?.version, toolkit?.owners, toolkit?.limits, toolkit?.results[0]?.metric],
      ['Triage', '3.1', ['Ana'], true, 'recall'],
    );
    assert.equal(readHave('/w/notes.md', '---\ntitle: Limitations\nlicense: mit\n---\n# Notes\n'), undefined);
  });

  it('data contracts of both standards: owner, columns, freshness, checks', () => {
    const specified = readHave(
      '/w/orders.yaml',
      `dataContractSpecification: 1.1.0
id: orders-latest
info: {title: Orders, version: 2.0.0, owner: Checkout team}
models:
  orders:
    fields:
      order_id: {type: text, required: true}
      customer_email: {type: text, pii: true, classification: sensitive}
      country: {type: text, classification: public}
    quality: [{type: sql, query: SELECT 1}]
servicelevels:
  freshness: {threshold: 25h}
  frequency: {type: batch, interval: daily}
  retention: {period: P1Y}
`,
    )?.datasets[0];
    assert.deepEqual(
      specified && [
        specified.names,
        specified.owner,
        specified.columns.map(({ name, personal }) => [name, personal]),
        specified.checks,
        specified.freshness,
        specified.refresh,
        specified.retention,
      ],
      [
        ['Orders', 'orders-latest', 'orders'],
        'Checkout team',
        [
          ['order_id', undefined],
          ['customer_email', true],
          ['country', false],
        ],
        1,
        '25h',
        'daily',
        'P1Y',
      ],
    );
    const standard = readHave(
      '/w/odcs.yaml',
      `apiVersion: v3.0.2
kind: DataContract
name: visits
team:
  - {username: old@example.org, role: owner, dateOut: 2025-01-01}
  - {username: mei@example.org, role: Data steward}
schema:
  - name: visits
    properties:
      - {name: patient_id, logicalType: string, tags: [PII]}
    quality: [{rule: rowCount}]
slaProperties:
  - {property: latency, value: 4, unit: d}
`,
    )?.datasets[0];
    assert.deepEqual(standard && [standard.names, standard.owner, standard.columns[0]?.personal, standard.checks, standard.freshness], [
      ['visits'],
      'mei@example.org',
      true,
      1,
      '4 days',
    ]);
  });

  it('reads the other ways in which each of them is written', () => {
    const list = readHave(
      '/w/s.yaml',
      '- apiVersion: openslo.com/v2alpha\n  kind: SLO\n  metadata: {name: web}\n  spec:\n    sli: {metadata: {name: web-ok}}\n    objectives: [{displayName: Good, targetPercent: 99.5}]\n',
    );
    assert.deepEqual(
      list?.slos.map(({ sli, target }) => [sli, target]),
      [['Good', 0.995]],
    );
    assert.equal(readHave('/w/a.yml', '- alert: Bare\n  expr: up == 0\n')?.alerts[0]?.name, 'Bare');
    const shared = readHave(
      '/w/c.yaml',
      "dataContractSpecification: 0.9.3\nid: parcels\nmodels:\n  parcels:\n    fields:\n      phone: {$ref: '#/definitions/phone'}\ndefinitions:\n  phone: {type: text, pii: true}\nserviceLevels: {freshness: {threshold: 2h}}\n",
    )?.datasets[0];
    assert.deepEqual([shared?.columns[0]?.personal, shared?.freshness], [true, '2h']);
    const agreed = readHave(
      '/w/o.yaml',
      'kind: DataContract\napiVersion: v3.1.0\ndataProduct: parcels\nslaProperties:\n  - {property: frequency, value: 1, unit: d}\n  - {property: retention, value: 3, unit: y}\n',
    )?.datasets[0];
    assert.deepEqual([agreed?.names, agreed?.refresh, agreed?.retention], [['parcels'], 'every 1 day', '3 years']);
    const titled = readHave('/w/MODEL_CARD.md', '# Model Card: Parcel sorter\n\n## Out-of-scope use\n\nLetters.\n')?.model;
    assert.deepEqual([titled?.name, titled?.limits], ['Parcel sorter', true]);
    const registered = readHave('/w/m.yaml', 'model_name: Parcel sorter\nversion: "3.1"\nrisk_tier: low\nowner: "@li"\n')?.model;
    assert.deepEqual(
      [registered?.name, registered?.version, registered?.owners, registered?.limits],
      ['Parcel sorter', '3.1', ['@li'], false],
    );
    assert.equal(readHave('/w/app.yaml', 'model_name: parcel-sorter\nport: 8080\n'), undefined);
  });

  it('is forgiving: whatever stands there, nothing is thrown, and what is none of them is nothing', () => {
    for (const text of [
      '',
      'groups:',
      'groups: [{rules: 3}, 7, null]',
      'groups:\n  - rules:\n      - alert: {a: b}\n',
      'kind: prd\ntitle: x\n',
      '{',
      '- a',
    ])
      assert.equal(readHave('/w/a.yaml', text), undefined, text);
    assert.equal(readHave('/w/a.yaml', `groups:\n  - rules:\n      - alert: Open\n        expr: "up == 0\n`)?.alerts[0]?.name, 'Open');
    assert.equal(readHave('/w/a.yaml', `groups:\n  - rules: [{alert: Big}]\n#${' '.repeat(largestHave)}`), undefined);
    const piece = fc.constantFrom(
      'groups:',
      '  - rules:',
      '      - alert: A',
      'apiVersion: openslo/v1',
      'kind: SLO',
      'spec:',
      '  objectives: [{target: 2',
      'dataContractSpecification: 1',
      'models: *x',
      '---',
      'model_details:',
      '\t',
      '{',
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('a.yml', 'a.json', 'a.md', 'CODEOWNERS'), (lines, name) => {
        readHave(`/w/${name}`, lines.join('\n'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('OpenSLO of a PRD', () => {
  const prd = (slos: string) => levelsOf(lower(readTree(`kind: prd\nslos:\n${slos}`, 'yaml'), 'prd'));

  it('says what sentences and structures promise', () => {
    const { levels, left } = prd(
      `  - "99.9 % of requests are answered in under 300 ms over 30 days"
  - {sli: uptime, objective: 99.5 %, window: 1 month, budgeting: Timeslices}
  - "p95 latency ≤ 0.4 s over 4 weeks"
  - it is always fast
`,
    );
    assert.deepEqual(levels, [
      {
        sli: '99.9 % of requests are answered in under 300 ms over 30 days',
        target: 0.999,
        bound: { op: '<', value: 300, unit: 'ms' },
        window: { count: 30, unit: 'd' },
      },
      { sli: 'uptime', target: 0.995, window: { count: 1, unit: 'M' }, budgeting: 'Timeslices' },
      {
        sli: 'p95 latency ≤ 0.4 s over 4 weeks',
        target: 0.95,
        bound: { op: '<=', value: 0.4, unit: 's' },
        window: { count: 4, unit: 'w' },
      },
    ]);
    assert.deepEqual(
      left.map(({ text }) => text),
      ['it is always fast'],
    );
  });

  it('begins a PRD that promises the same', () => {
    const level = fc.record(
      {
        sli: fc.constantFrom('requests answered', 'p95 latency of search', 'uptime', 'answers with a cited source'),
        target: fc.integer({ min: 9000, max: 9999 }).map((parts) => parts / 10_000),
        bound: fc.record(
          { op: fc.constantFrom('<' as const, '<=' as const), value: fc.integer({ min: 1, max: 900 }), unit: fc.constantFrom('ms', 's') },
          { noNullPrototype: true },
        ),
        window: fc.record(
          { count: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom(...(['h', 'd', 'w', 'M'] as const)) },
          { noNullPrototype: true },
        ),
        budgeting: fc.constant('Occurrences'),
      },
      { requiredKeys: ['sli', 'target'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('yaml' as const, 'markdown' as const),
        (levels, syntax) => {
          const have = readHave('./slo.yaml', writeOpenSlo(levels as readonly ServiceLevel[], 'recs'));
          const text = begun('prd', syntax, have);
          assert.deepEqual(levelsOf(lower(readTree(text, syntax), 'prd')).levels, levels, text);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('begins a monitoring plan with the alerts of a rules file', () => {
    const have = readHave(
      './alerts.yml',
      'groups:\n  - rules:\n      - {alert: Errors, expr: \'rate(errors{code=~"4..|5.."}[5m]) > 0.02\', for: 1h30m, labels: {severity: critical}, annotations: {runbook_url: ./rb.md#errors}}\n',
    );
    const text = begun('monitoring', 'markdown', have);
    const { data } = lower(readTree(text, 'markdown'), 'monitoring');
    assert.deepEqual(JSON.parse(JSON.stringify(data.alerts)), [
      {
        name: 'Errors',
        signal: 'rate(errors{code=~"4..|5.."}[5m])',
        op: '>',
        threshold: '0.02',
        for: '90 min',
        severity: 'page',
        runbook: './rb.md#errors',
      },
    ]);
  });

  it('is read back to an equal model', () => {
    const level = fc.record(
      {
        sli: fc
          .oneof(fc.string({ minLength: 1, maxLength: 60 }), fc.constantFrom('p95: fast', '- x', '99 %', 'yes', '"a"', '#1', 'é 日本'))
          .map((text) => text.replace(/\s+/g, ' ').trim() || 'x'),
        target: fc.integer({ min: 500_000, max: 999_999 }).map((millionths) => millionths / 1_000_000),
        bound: fc.record(
          {
            op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
            value: fc.integer({ min: 1, max: 100_000 }).map((tenths) => tenths / 10),
            unit: fc.constantFrom('ms', 's', 'h', ''),
          },
          { noNullPrototype: true },
        ),
        window: fc.record(
          { count: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom(...(['m', 'h', 'd', 'w', 'M', 'Q', 'Y'] as const)) },
          { noNullPrototype: true },
        ),
        budgeting: fc.constantFrom('Occurrences', 'Timeslices'),
      },
      { requiredKeys: ['sli', 'target'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), (levels) => {
        const text = writeOpenSlo(levels as readonly ServiceLevel[], 'recs');
        const read = readHave('/w/slo.yaml', text)?.slos ?? [];
        assert.deepEqual(
          read.map(({ name: _, service: __, words: ___, span: ____, ...rest }) => rest),
          levels,
        );
        assert.equal(new Set(read.map(({ name }) => name)).size, levels.length);
        for (const { name } of read) assert.match(name, /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
      }),
      { numRuns: 40 },
    );
  });
});

/** The template with what a file says, and without its tab stops. */
const begun = (kind: Kind, syntax: Syntax, have: Have | undefined): string =>
  template(kind, syntax, prefill(kind, [], have ? [have] : [])).replace(/\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+/g, '$1');
