// A scripted history: each change of meaning in plain words, and silence about everything that only looks different.
import { strict as assert } from 'node:assert';
import { changesBetween, type State } from '../../../server/src/core/diff/changes.js';
import { reportOf } from '../../../server/src/core/report.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { examples, memberOf, type Text } from './texts.js';

describe('what changed', () => {
  const whole = examples('recommender');
  const file = (kind: Kind): Text => whole.find((text) => text.kind === kind) as Text;

  /** A step of the history: in which artifact, which words became which, and what is said of it. */
  const steps: readonly (readonly [kind: Kind, old: string | RegExp, now: string, ...says: readonly string[]])[] = [
    // The goal
    ['prd', /by 8 % relative, from 4\.0 % to 4\.32 %, within/, 'from 4.0 % within', 'The goal lost its number (4.32 %).'],
    [
      'prd',
      'by 8 % relative, from 4.0 % to 4.32 %',
      'by 5 % relative, from 4.0 % to 4.2 %',
      "The goal's number loosened from 4.32 % to 4.2 %.",
    ],
    ['prd', 'by 8 % relative, from 4.0 % to 4.32 %', 'by 8 % relative', 'The goal lost its starting level (4.0 %).'],
    ['prd', ' within 90 days of full rollout', '', 'The goal lost its deadline (within 90 days of full rollout).'],
    [
      'prd',
      'within 90 days',
      'within 120 days',
      "The goal's deadline went from within 90 days of full rollout to within 120 days of full rollout.",
    ],
    ['prd', ' while NPS drops by at most 3 points.\n', '.\n', 'The goal lost its guardrail on NPS (NPS drops by at most 3 points).'],
    [
      'prd',
      'NPS drops by at most 3 points.\n',
      'NPS drops by at most 5 points.\n',
      "The goal's guardrail on NPS loosened from NPS drops by at most 3 points to NPS drops by at most 5 points.",
    ],
    [
      'prd',
      'Increase click-through on recommended items',
      'Increase revenue per visitor',
      "The goal's metric went from click-through to revenue per visitor.",
    ],
    ['one-pager', 'to 4.32 %', 'to 4.4 %', "The success statement's number tightened from 4.32 % to 4.4 %."],
    // Service levels
    ['prd', '- 99.9 % of recommendation', '- 99.5 % of recommendation', 'The availability SLO loosened from 99.9 % to 99.5 %.'],
    ['monitoring', 'objective: 99.9 %', 'objective: 99.95 %', 'The availability SLO tightened from 99.9 % to 99.95 %.'],
    [
      'monitoring',
      'threshold: 300 ms\n    objective',
      'threshold: 500 ms\n    objective',
      'The p95 latency SLO loosened from 300 ms to 500 ms.',
    ],
    ['monitoring', 'threshold: 300 ms\n    objective', 'threshold: 0.3 s\n    objective'],
    [
      'monitoring',
      '    objective: 99.9 %\n    window: 30 days',
      '    objective: 99.9 %\n    window: 7 days',
      "The availability SLO's window went from 30 days to 7 days.",
    ],
    ['prd', '- 95 % of recommendation requests are answered in under 300 ms over 30 days\n', '', 'The p95 latency SLO is gone.'],
    // Stages
    ['prd', '| Canary   | 5 % ', '| Canary   | 10 %', "The canary stage's traffic went from 5 % to 10 %."],
    [
      'runbook',
      'traffic: 5 %\n    duration: 1 week',
      'traffic: 5 %\n    duration: 2 days',
      "The canary stage's duration went from 1 week to 2 days.",
    ],
    ['runbook', 'traffic: 5 %\n    duration: 1 week', 'traffic: 5 %\n    duration: 7 d'],
    ['runbook', / {2}- name: ramp[\s\S]*?(?= {2}- name: A\/B)/, '', 'The ramp stage is gone.'],
    // People
    ['monitoring', /oncall:[\s\S]*?(?=logging:)/, '', 'Nobody is on call any more; it was @sam, @li, @ana.'],
    ['prd', '| Monitoring      | @sam ', '| Monitoring      | @li  ', '@li answers for Monitoring now, no longer @sam.'],
    ['prd', '| Monitoring      | @sam       |\n', '', 'Monitoring has no owner any more; it was @sam.'],
    ['monitoring', 'no_data: alert\n    owner: "@ana"', 'no_data: alert', 'The alert "ComplaintsUp" lost its owner (@ana).'],
    ['data-readiness', 'owner: "@noor"', 'owner: "@tom"', '@tom owns the source "orders" now, no longer @noor.'],
    // Rows
    ['prd', '- Complaint rate stays at or below 0.5 %\n', '', 'The guardrail on Complaint rate is gone.'],
    [
      'prd',
      '- Complaint rate stays at or below 0.5 %',
      '- Complaint rate stays at or below 1 %',
      'The guardrail on Complaint rate loosened from 0.5 % to 1 %.',
    ],
    ['monitoring', / {2}- name: BasketDrift[\s\S]*?(?=drift:\n)/, '', 'The alert "BasketDrift" is gone.'],
    ['monitoring', 'threshold: 3.6 %', 'threshold: 3.2 %', 'The threshold of the alert "ClickThroughDrop" went from 3.6 % to 3.2 %.'],
    [
      'runbook',
      'error rate > 1.4 % for 5 min\n    - p95',
      'error rate > 3 % for 5 min\n    - p95',
      'The rollback trigger loosened from "error rate > 1.4 % for 5 min" to "error rate > 3 % for 5 min".',
    ],
    [
      'prd',
      '## Error budget policy\n\n- 50 %: the team looks at what spends it\n- 75 %: no ramp beyond the current stage\n- 100 %: only fixes and security patches\n',
      '',
      'Nothing is left of the error budget policy: 50 %: the team looks at what spends it, 75 %: no ramp beyond the current stage, 100 %: only fixes and security patches.',
    ],
    [
      'prd',
      'Scorer outage empties the home page           | 2 ',
      'Scorer outage empties the home page           | 4 ',
      'The likelihood of the risk "Scorer outage empties the home page" went from 2 to 4.',
    ],
    // Header
    ['prd', 'risk_class: minimal', 'risk_class: high', 'The risk class went from minimal to high.'],
    ['prd', 'personal_data: indirect', 'personal_data: direct', 'The personal data went from indirect to direct.'],
    ['data-readiness', 'retention: 13 months', 'retention: 25 months', "The privacy's retention went from 13 months to 25 months."],
    ['data-readiness', 'count: 6400', 'count: 1400', 'The count of the labels went from 6400 to 1400.'],
    [
      'data-readiness',
      'refresh_cadence: daily 02:00',
      'refresh_cadence: weekly',
      'The refresh cadence of the source "orders" went from daily 02:00 to weekly.',
    ],
    ['experiment-plan', '**Duration:** 14 days', '**Duration:** 7 days', "The online test's duration went from 14 days to 7 days."],
    ['prd', 'Budget per month:** €9,000', 'Budget per month:** €12,000', "The cost's budget per month went from €9,000 to €12,000."],
    [
      'runbook',
      'target_version: recs-ranker@v41',
      'target_version: recs-ranker@v40',
      "The rollback's target version went from recs-ranker@v41 to recs-ranker@v40.",
    ],
    ['runbook', 'model: recs-ranker@v42', 'model: recs-ranker@v43', "The artifact's model went from recs-ranker@v42 to recs-ranker@v43."],
    ['prd', '- Prices or discounts by visitor: never\n', '', 'The non-goal "Prices or discounts by visitor: never" is gone.'],
    [
      'prd',
      'Returning visitors see the same best sellers',
      'Visitors who come back see the same best sellers',
      'The problem was reworded.',
    ],
  ];

  it(`is a table of at least 30 changes`, () => assert.ok(steps.filter(([, , , ...says]) => says.length > 0).length >= 30));

  for (const [kind, old, now, ...says] of steps)
    it(`${kind}: ${says.join(' ') || `nothing of ${String(old)}`}`, () => {
      const before = file(kind);
      const text = before.text.replace(old, now);
      assert.notEqual(text, before.text, 'the step changes something');
      assert.deepEqual(sentences([before], [{ ...before, text }]), says);
    });

  // Nothing of it changes what is stated.
  const looks: readonly (readonly [what: string, kind: Kind, change: (text: string) => string])[] = [
    [
      'wrapped lines',
      'prd',
      (text) =>
        text.slice(0, 700) + text.slice(700).replace(/(\w) (\w+) (\w+) (\w+) (\w+) (\w+)(?=[ .][^|\n]*\.\n)/g, '$1 $2 $3\n$4 $5 $6'),
    ],
    ['aligned tables', 'prd', (text) => text.replace(/ {2,}\|/g, ' |').replace(/-{4,}/g, '---')],
    ['other bullets', 'prd', (text) => text.replace(/^- /gm, '* ')],
    ['Windows line ends', 'prd', (text) => text.replace(/\n/g, '\r\n')],
    [
      'sections in another order',
      'prd',
      (text) => swapped(text, /## Non-goals[\s\S]*?(?=## Milestones)/, /## Milestones[\s\S]*?(?=## Launch)/),
    ],
    ['rows in another order', 'prd', (text) => swapped(text, /\| Product {2}.*\n/, /\| Data {2}.*\n/)],
    [
      'keys in another order',
      'monitoring',
      (text) => swapped(text, /feedback:\n[\s\S]*?(?=retraining:)/, /retraining:\n[\s\S]*?(?=human_audit:)/),
    ],
    [
      'alerts in another order',
      'monitoring',
      (text) => swapped(text, / {2}- name: LatencyHigh[\s\S]*?(?= {2}- name: Click)/, / {2}- name: Click[\s\S]*?(?= {2}- name: Compl)/),
    ],
    ['other quotes', 'monitoring', (text) => text.replace(/"(@\w+)"/g, "'$1'")],
    ['folded text', 'runbook', (text) => text.replace('strategy: shadow, then canary', 'strategy: >-\n  shadow,\n  then canary')],
    [
      'deeper indentation',
      'runbook',
      (text) =>
        text
          .replace(/^ {2}(?=primary|secondary|hours)/gm, '  ')
          .replace(/^comms:\n(?: {2}.*\n)+/m, (block) => block.replace(/^ {2}/gm, '      ')),
    ],
    ['a new day of review', 'prd', (text) => text.replace('updated: 2026-11-02', 'updated: 2026-11-20')],
    ['emphasis', 'prd', (text) => text.replace('about 20,000 a day', '**about 20,000** a day')],
    ['a comment', 'monitoring', (text) => `# Checked by the team\n${text}`],
  ];
  for (const [what, kind, change] of looks)
    it(`is nothing where only the looks changed: ${what}`, () => {
      const before = file(kind);
      const text = change(before.text);
      assert.notEqual(text, before.text, 'the step changes something');
      assert.deepEqual(sentences([before], [{ ...before, text }]), []);
    });

  it('is nothing where a file moved', () =>
    assert.deepEqual(
      sentences(
        whole,
        whole.map((text) => ({ ...text, path: `/elsewhere${text.path}` })),
      ),
      [],
    ));

  it('says of a whole artifact that it came or went, and not each of its fields', () => {
    const rest = whole.filter(({ kind }) => kind !== 'runbook');
    assert.deepEqual(sentences(whole, rest), ['The deployment runbook is gone: recs.runbook.yaml.']);
    assert.deepEqual(sentences(rest, whole), ['A deployment runbook was added: recs.runbook.yaml.']);
  });

  it('says what becomes of readiness, and what binds it', () => {
    const rest = whole.filter(({ kind }) => kind !== 'runbook');
    const said = changesBetween(stateOf(whole, true), stateOf(rest, true)).map(({ sentence }) => sentence);
    assert.ok(said.includes('Deploy went from 100 % to 50 %, bound by R5.'), said.join('\n'));
    assert.ok(said.includes('The gate of deploy closed.'), said.join('\n'));
  });

  it('stands where the words now are', () => {
    const before = file('prd');
    const [change] = changesBetween(stateOf([before]), stateOf([{ ...before, text: before.text.replace('- 99.9 %', '- 99.5 %') }]));
    const { at } = change as NonNullable<typeof change>;
    assert.equal(at?.member.source.text.slice(...at.span), '99.5 %');
  });

  const swapped = (text: string, first: RegExp, second: RegExp): string => {
    const [a, b] = [first, second].map((pattern) => pattern.exec(text)?.[0] ?? '');
    return text.replace(`${a}${b}`, () => `${b}${a}`);
  };
  const stateOf = (texts: readonly Text[], withReadiness = false): State => {
    const members = texts.map(({ path, text, kind }) => memberOf(path, text, kind));
    const initiative = { id: 'recs', from: 'id', members } as const;
    return {
      initiative,
      ...(withReadiness ? { readiness: reportOf(initiative, () => ({ ...defaultSettings, today: '2026-11-24' })).readiness } : {}),
    };
  };
  const sentences = (before: readonly Text[], after: readonly Text[]) =>
    changesBetween(stateOf(before), stateOf(after)).map(({ sentence }) => sentence);
});
