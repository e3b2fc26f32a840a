// Documents to measure with: generated, the same each time, with a realistic share of what is wrong with real ones.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A PRD of about so many lines, in YAML or Markdown. */
export const prd = (lines, syntax, seed = 1) => (syntax === 'yaml' ? yamlPrd : markdownPrd)(lines, random(seed));

/** `count` artifacts, seven a folder, one initiative each; returns the files. */
export function workspace(folder, count, syntax, lines = 60) {
  const kinds = ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'];
  const ending = syntax === 'yaml' ? 'yaml' : 'md';
  const files = [];
  for (let at = 0; at < count; at++) {
    const initiative = `team-${Math.floor(at / 70)}/product-${Math.floor(at / 7)}`;
    const kind = kinds[at % 7];
    const file = join(folder, initiative, `p${Math.floor(at / 7)}.${kind}.${ending}`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(
      file,
      prd(lines, syntax, at + 1)
        .replace('kind: prd', `kind: ${kind}`)
        .replace(/^id: .*$/m, `id: product-${Math.floor(at / 7)}`),
    );
    files.push(file);
  }
  mkdirSync(join(folder, '.git'), { recursive: true });
  return files;
}

const metrics = [
  'click-through rate',
  'p95 latency',
  'recall',
  'precision',
  'cost per request',
  'error rate',
  'retention',
  'ticket volume',
];
const sources = ['events_db', 'crm_export', 'clickstream', 'support_tickets', 'orders', 'product_catalogue'];
const people = ['@ana', '@li', '@noor', '@sam', '@mei', '@kofi'];

function yamlPrd(lines, next) {
  const out = [
    'kind: prd',
    'id: recs',
    'title: Recommendations',
    'phase: build',
    'owners:',
    `  accountable: "${pick(people, next)}"`,
    'goal: increase click-through rate on recommended items by 8 % within 90 days while preserving NPS',
    'target_users: returning shoppers with at least three orders',
    'problem: half of all sessions end without a click on the list',
  ];
  const lists = {
    data_sources: () => [
      `  - name: ${pick(sources, next)}_${int(next, 900)}`,
      ...(next() < 0.8 ? [`    owner: "${pick(people, next)}"`] : []),
      `    refresh_cadence: every ${1 + int(next, 24)} hours`,
    ],
    metrics: () => [
      `    - name: ${pick(metrics, next)} ${int(next, 900)}`,
      `      target: ${next() < 0.8 ? `${50 + int(next, 400)} ms` : 'fast'}`,
    ],
    risks_and_mitigations: () => [
      `  - risk: the model prefers popular items in segment ${int(next, 900)}`,
      ...(next() < 0.8
        ? [`    mitigation: cap each item at ${1 + int(next, 9)} % of impressions`, `    owner: "${pick(people, next)}"`]
        : []),
    ],
  };
  const share = Math.max(1, (lines - out.length - 4) / 3);
  for (const [key, item] of Object.entries(lists)) {
    out.push(key === 'metrics' ? 'metrics:\n  technical:' : `${key}:`);
    for (let begun = out.length; out.length - begun < share; ) out.push(...item());
  }
  return `${out.join('\n')}\n`;
}

function markdownPrd(lines, next) {
  const out = [
    '---',
    'kind: prd',
    'id: recs',
    'phase: build',
    'owners: "@ana"',
    '---',
    '',
    '# Recommendations',
    '',
    '## Goal',
    '',
    'Increase click-through rate on recommended items by 8 % within 90 days while preserving NPS.',
    '',
    '## Target users',
    '',
    'Returning shoppers with at least three orders.',
  ];
  const share = Math.max(4, (lines - out.length) / 4);
  const section = (title, head, row) => {
    out.push('', `## ${title}`, '', ...head);
    for (let begun = out.length; out.length - begun < share - 4; ) out.push(row());
  };
  section(
    'Data sources',
    ['| Source | Owner | Refreshed |', '|---|---|---|'],
    () => `| ${pick(sources, next)}_${int(next, 900)} | ${next() < 0.8 ? pick(people, next) : ''} | every ${1 + int(next, 24)} hours |`,
  );
  section(
    'Success metrics',
    [],
    () => `- ${pick(metrics, next)} ${int(next, 900)}: ${next() < 0.8 ? `${50 + int(next, 400)} ms` : 'fast and seamless'}`,
  );
  section(
    'Risks',
    [],
    () =>
      `- Segment ${int(next, 900)} sees the same items again: ${next() < 0.8 ? `cap each item at ${1 + int(next, 9)} % of impressions, ${pick(people, next)}` : ''}`,
  );
  section(
    'Notes',
    [],
    () =>
      `See [the plan](./plan-${int(next, 900)}.md) and *segment* ${int(next, 900)}; the list was \`${pick(sources, next)}\` until March.`,
  );
  return `${out.join('\n')}\n`;
}

const int = (next, below) => Math.floor(next() * below);
const pick = (list, next) => list[int(next, list.length)];

/** Mulberry32: small, and the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
