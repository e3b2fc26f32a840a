// How documents are read that were not written for us: each case is one habit of real authors, in words of our own.
import { strict as assert } from 'node:assert';
import { check, readTree } from '../../../server/src/core/check.js';
import { dataAt } from '../../../server/src/core/model/artifact.js';
import { lower } from '../../../server/src/core/model/lower.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { counted, inside, sides, squash } from '../../../server/src/core/schema/names.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { inspection } from '../../../server/src/hosts/cli/inspect.js';

const read = (text: string, kind: Kind = 'prd', syntax: Syntax = 'markdown') => lower(readTree(text, syntax), kind);

/** Which fields were found, and under which words of the author. */
const found = (text: string, kind: Kind = 'prd', syntax: Syntax = 'markdown'): Record<string, string> =>
  Object.fromEntries(
    [...read(text, kind, syntax).places].flatMap(([pointer, { words }]) =>
      /^\/[^/]+$/.test(pointer) && words !== undefined && pointer !== '/title' ? [[pointer.slice(1), words]] : [],
    ),
  );

describe('names', () => {
  it('are the same without numbering, articles and contractions', () => {
    assert.equal(squash('2.1 🎯 Our Goals:'), squash('goal'));
    assert.equal(squash('What we still didn’t do'), squash('what did not do'));
    assert.notEqual(squash('1차'), squash('2차'));
  });

  it('may be counted', () => {
    assert.deepEqual(counted('Risk #3 – Bias'), { word: 'risk', time: false });
    assert.deepEqual(counted('Phase 2: Beta'), { word: 'phase', time: true });
    assert.equal(counted('Phase 2 success metrics'), undefined);
    assert.equal(counted('Section 4'), undefined);
  });

  it('have two sides', () => {
    assert.deepEqual(sides('Rollback — who and how'), ['Rollback', 'who and how']);
    assert.deepEqual(sides('목표 (Goals)'), ['Goals']);
  });

  it('stand inside longer words, but not behind a negation', () => {
    assert.ok(inside('Key risks of the pilot').includes('risks'));
    assert.ok(inside('Rollback criteria').includes('rollback'));
    assert.ok(!inside('Non-functional requirements').includes('requirements'));
    assert.ok(!inside('页面目标').includes('目标'));
  });
});

describe('reading real habits', () => {
  const cases: readonly [name: string, text: string, fields: Record<string, string>, kind?: Kind, syntax?: Syntax][] = [
    [
      'numbered and emoji headings',
      '# X\n\n## 1. 🎯 Goals\n\nSell more.\n\n## 2) ⚠️ Key Risks\n\n- Bias\n',
      { goal: '1. 🎯 Goals', risks_and_mitigations: '2) ⚠️ Key Risks' },
    ],
    [
      'both sides of a dash',
      '# X\n\n## Goals — Success Metrics\n\n- 5 %\n',
      { goal: 'Goals — Success Metrics', metrics: 'Goals — Success Metrics' },
    ],
    ['a second language in parentheses', '# X\n\n## Ziele (Goals)\n\nSell more.\n', { goal: 'Ziele (Goals)' }],
    ['a word that adds nothing', '# X\n\n## Rollback Criteria\n\n- errors > 2 %\n', { rollback: 'Rollback Criteria' }, 'runbook'],
    ['Chinese words around a name', '# X\n\n## 3. 用户问题\n\n很慢。\n\n## 4. 页面目标\n\n好看。\n', { problem: '3. 用户问题' }],
    ['a full-width colon', '# X\n\n**作者**：李伟\n**状态**：开发中\n', { owners: '作者', status: '状态' }],
    ['a status of the team’s own', '# X\n\nStatus: half built\n\n## Goal\n\nSell more.\n', { status: 'Status', goal: 'Goal' }],
    ['a role in the first lines', '# X\n\nRelease manager: Ana Lima\nEngineering: Li Wei\n', { owners: 'Release manager' }],
    ['the same word elsewhere', '# X\n\n## Work\n\nEngineering: three sprints\n', {}],
    ['a bold run-in heading', '# X\n\n## Numbers\n\n**Guardrails.** No more complaints than today.\n', { guardrails: 'Guardrails' }],
    [
      'a bold list item over a list',
      '# X\n\n## Solution\n\n1. **A search box**\n   - fast\n2. **Explicit non-goals for this version**\n   - no export\n',
      { feature: 'Solution', non_goals: 'Explicit non-goals for this version' },
    ],
    [
      'a label inside another field’s section',
      '# X\n\n## Rollout Plan\n\n- 5 % for a week\n\n**Rollback Plan:**\nSwitch it off.\n',
      { rollout_plan: 'Rollout Plan', rollback: 'Rollback Plan' },
    ],
    [
      '"out of scope for" below the scope',
      '# X\n\n## Scope\n\n### Out of scope for the first release\n\n- Export\n',
      { non_goals: 'Out of scope for the first release', feature: 'Scope' },
    ],
    [
      'a persona’s own goals',
      '# X\n\n## Personas\n\n### Olive\n\n- **Goals:** pay less\n- **Pain points:** time\n',
      { target_users: 'Personas' },
    ],
    [
      'a label in each of several sections',
      '# X\n\n## First\n\n### Fix\n\n- **Result**: green\n\n## Second\n\n### Fix\n\n- **Result**: green\n',
      {},
      'retrospective',
    ],
    ['entities that are called like fields', '# X\n\n## Main entities\n\n### User\n\nA row in a table.\n', {}],
    [
      'no heading at all',
      'Release of the ranker\n\nPre-requisites\n- green build\n\nSteps (example)\n1. tag\n\nRollback\n- revert\n',
      {
        preflight: 'Pre-requisites',
        steps: 'Steps (example)',
        rollback: 'Rollback',
      },
      'runbook',
    ],
    [
      'escaped marks of an export',
      '\\# X\n\n\\## Goals\n\n\\- Sell more\n\n\\## Risks\n\n\\- Bias\n',
      { goal: 'Goals', risks_and_mitigations: 'Risks' },
    ],
    [
      'phases that deliver',
      '# X\n\n## Phase 1: Base\n\nThe data model.\n\n## Phase 2: Polish\n\nThe screens.\n',
      { milestones: 'Phase 1: Base' },
    ],
    [
      'phases that release',
      '# X\n\n## Phase 1: Beta\n\n5 % of users for a week.\n\n## Phase 2: Everybody\n\n100 % of users.\n',
      { rollout_plan: 'Phase 1: Beta' },
    ],
    ['a field’s words behind a phase', '# X\n\n## Phase 1 Scope\n\n- Quiz\n', { feature: 'Phase 1 Scope' }],
    [
      'parts under headings of their own',
      '# X\n\n## Duration\n\n14 days\n\n## Traffic Allocation\n\n50/50\n\n## Primary Metric\n\nSign-ups\n',
      { online_test: 'Duration', primary_metric: 'Primary Metric' },
      'experiment-plan',
    ],
    ['a deployment that only names servers', '# X\n\n## Deployment Strategy\n\n- Front end on a CDN\n', {}],
    ['roles that are still to be filled', '# X\n\n## Stakeholders\n\n- Product: Name\n- Engineering: Name\n', { owners: 'Stakeholders' }],
    [
      'keys that only group',
      'scope:\n  in_scope: [search]\n  out_of_scope: [export]\n',
      { non_goals: 'out_of_scope', feature: 'scope' },
      'prd',
      'yaml',
    ],
    ['a part that is called like a field', 'rollback:\n  owner: "@ana"\n', { rollback: 'rollback' }, 'prd', 'yaml'],
    ['a no-break space behind the mark', '# X\n\n#\u00a0Goals\n\nSell more.\n', { goal: 'Goals' }],
    [
      'labels of fields below a compound heading',
      '# X\n\n## Context & Goal\n\n- **Problem:** slow search\n- **Goal:** sell more\n',
      { goal: 'Context & Goal', problem: 'Problem' },
    ],
    [
      'risks that are called like fields',
      '# X\n\n## Risks\n\n1. **Privacy.** Faces are seen.\n2. **Cost.** It grows.\n',
      { risks_and_mitigations: 'Risks' },
    ],
    ['a table of contents', '# X\n\n- [Goals](#goals)\n- [Risks](#risks)\n\n## Goals\n\nSell more.\n', { goal: 'Goals' }],
    ['headings in code', '# X\n\n```md\n## Goals\nSell more.\n```\n', {}],
    [
      'marks without a space, and closing ones',
      '# X\n\n##Goals\n\nSell more.\n\n###Key Risks##\n\n- Bias\n\n#todo later\n\n#1234 is closed\n',
      { goal: 'Goals', risks_and_mitigations: 'Key Risks' },
    ],
    ['every mark escaped', '\\# X\n\n\\#\\# Goals\n\nSell more.\n', { goal: 'Goals' }],
    [
      'lines below the last rule',
      '# X\n\n## Goal\n\nSell more.\n\n---\n\n**Document Owner:** Ana Lima\n**Last Updated:** 2026-01-02\n',
      { goal: 'Goal', owners: 'Document Owner', updated: 'Last Updated' },
    ],
    [
      'a table of metrics under a heading of its author’s own',
      '# X\n\n## How far we got\n\n| Metric | Baseline | Target | How we measure |\n|---|---|---|---|\n| CTR | 4 % | 5 % | weekly |\n',
      { metrics: 'Metric' },
    ],
    [
      'a table of risks',
      '# X\n\n## What keeps us awake\n\n| Risk | Probability | Mitigation | Owner |\n|---|---|---|---|\n| Privacy | low | slices | @ana |\n',
      { risks_and_mitigations: 'Risk' },
    ],
    [
      'a table of people',
      '# X\n\n## Whom we serve\n\n| Audience | Needs | Size |\n|---|---|---|\n| Shopper | speed | 300 |\n',
      { target_users: 'Audience' },
    ],
    [
      'a table of stages',
      '# X\n\n## Going out\n\n| Phase | Audience | Duration | Gate to next |\n|---|---|---|---|\n| Beta | 5 % of users | 2 weeks | errors < 1 % |\n',
      { stages: 'Phase' },
      'runbook',
    ],
    [
      'a table of alerts',
      '# X\n\n## When it rings\n\n| Symptom | Likely cause | Fix |\n|---|---|---|\n| 5xx | deploy | roll back |\n',
      { alerts: 'Symptom' },
      'monitoring',
    ],
    [
      'a table of actions, and one of numbers',
      '# X\n\n## What we owe\n\n| Action | Owner | Due date |\n|---|---|---|\n| Alert | Ana | Friday |\n\n## Numbers\n\n| Metric | Target | Actual |\n|---|---|---|\n| CTR | 5 % | 4 % |\n',
      { action_items: 'Action', goal_vs_actual: 'Metric' },
      'retrospective',
    ],
    ['a table of something else', '# X\n\n## Fields\n\n| Name | Type | Description |\n|---|---|---|\n| id | int | key |\n', {}],
    [
      'rows that are called like fields, in three columns',
      '# X\n\n## Summary\n\n| Area | Statement | Notes |\n|---|---|---|\n| Goal | Sell 8 % more | agreed |\n| Non-goals | Export | later |\n',
      { goal: 'Goal', non_goals: 'Non-goals' },
    ],
    [
      'questions',
      '# X\n\n## What problem are we solving?\n\nSlow.\n\n## Who are we building this for?\n\nAll.\n\n## How will we know it worked?\n\n- CTR +5 %\n\n## What are we not building?\n\nExport.\n',
      {
        problem: 'What problem are we solving?',
        target_users: 'Who are we building this for?',
        metrics: 'How will we know it worked?',
        non_goals: 'What are we not building?',
      },
    ],
    [
      'questions of a datasheet',
      '# X\n\n## Composition\n\n### Are there recommended data splits?\n\n80/20.\n\n### Does the dataset contain data that might be considered confidential?\n\nNo.\n',
      {
        sources: 'Composition',
        splits: 'Are there recommended data splits?',
        privacy: 'Does the dataset contain data that might be considered confidential?',
      },
      'data-readiness',
    ],
    [
      'a question inside another field',
      '# X\n\n## Features\n\n### Search\n\nFast.\n\n### What if a launch fails?\n\nRetry.\n',
      { feature: 'Features' },
    ],
    ['phases under one heading', '# X\n\n## Phases\n\n### Phase 1\n\nThe base, in May.\n', { milestones: 'Phases' }],
    ['weeks', '# X\n\n## Week 1: Base\n\nThe model.\n\n## Week 2: Polish\n\nThe screens.\n', { milestones: 'Week 1: Base' }],
    ['a title over other strategies', '# X\n\n## Backup Strategy\n\nEvery night.\n\n## Strategy: lookback\n\nTwo days.\n', {}, 'runbook'],
    [
      'a verb and its object',
      '# X\n\n### Rolling back a deployment\n\nRevert the tag.\n',
      { rollback: 'Rolling back a deployment' },
      'runbook',
    ],
    [
      'labels side by side over one row',
      '# X\n\n| Status | Version | Last Updated | Owner |\n|---|---|---|---|\n| Draft | 1.0 | 2026-01-02 | Ana |\n',
      { status: 'Status', updated: 'Last Updated', owners: 'Owner' },
    ],
    [
      'a section for what stands above the first heading',
      '# X\n\n## Document Information\n\n- **Author:** Ana\n- **Status:** [Draft | Approved]\n',
      { owners: 'Author', status: 'Status' },
    ],
    [
      'parts of a compound heading that have headings',
      '# X\n\n## Goals and Background Context\n\n### Goals\n\n- Sell more\n\n### Background Context\n\nSearch is slow.\n',
      { goal: 'Goals and Background Context', problem: 'Background Context' },
    ],
    [
      'what is left out of the features',
      '# X\n\n## Features\n\n### Search\n\nFast.\n\n### Out of scope\n\n- Export\n',
      { feature: 'Features', non_goals: 'Out of scope' },
    ],
    [
      'a name with a word that adds nothing inside another field',
      '# X\n\n## Launch plan\n\n- 5 % for a week\n\n### Rollback Criteria\n\n- errors > 2 %\n',
      { rollout_plan: 'Launch plan', rollback: 'Rollback Criteria' },
    ],
    ['a list of links in the appendix', '# X\n\n## Appendix\n\n### References\n\n- The design\n', { related: 'References' }],
    ['names of the program', '# X\n\n## Rows\n\n- `ground_truth`: the answer\n- `splits`: the part\n', {}, 'data-readiness'],
    ['a ticked list about the document', '# X\n\n## Checklist Results Report\n\n**Success Metrics**\n\n- [x] 3 KPIs defined\n', {}],
    [
      'one bold line in each of several sections',
      '# X\n\n## First\n\n**Validation:**\n\n- 95 %\n\n## Second\n\n**Validation:**\n\n- 90 %\n',
      {},
      'experiment-plan',
    ],
    [
      'groups of metrics that are called like fields',
      '# X\n\n## Success Metrics\n\n### User Adoption\n\n- 80 % use it\n\n### Performance\n\n- p95 < 1 s\n',
      { metrics: 'Success Metrics' },
    ],
    [
      'tags that wrap the document for a program',
      '<PRD>\n# Goals\n\nSell more.\n\n# Risks\n\n- Bias\n</PRD>\n',
      { goal: 'Goals', risks_and_mitigations: 'Risks' },
    ],
    [
      'a table of labels whose first one is its title',
      '# X\n\n| Target release | Q3 2026 |\n|---|---|\n| Document status | Draft |\n| Document owner | Ana |\n',
      { milestones: 'Target release', status: 'Document status', owners: 'Document owner' },
    ],
    [
      'a question behind its name',
      '# X\n\n## Audience: Who are we building for?\n\nAll.\n\n## Problem: What problem is this solving?\n\nSlow.\n',
      { target_users: 'Audience: Who are we building for?', problem: 'Problem: What problem is this solving?' },
    ],
    [
      'the weak half of a compound',
      '# X\n\n## Scope and Non-Goals\n\n- In: search\n- Out: export\n',
      { feature: 'Scope and Non-Goals', non_goals: 'Scope and Non-Goals' },
    ],
    [
      'three names in one heading',
      '# X\n\n## Risks, Assumptions, and Dependencies\n\n- bias\n',
      { risks_and_mitigations: 'Risks, Assumptions, and Dependencies' },
    ],
    [
      'a risk that is a part of something else',
      '# X\n\n## Lessons learned\n\n- **Over-Engineering Risk:**\n  - we built too much\n',
      { root_causes: 'Lessons learned' },
      'retrospective',
    ],
    ['a numbered first heading is no title', '### 3.2 Module\n\nx\n\n## Basics\n\n- **Product name**: Dash\n', {}],
    ['a list of contents without links', '# X\n\n## Contents\n\n- **Goals:** page 1\n- **Risks:** page 2\n', {}],
    ['a reference list of something else', '# X\n\n## Error classification reference\n\n- E1\n', {}],
  ];
  for (const [name, text, fields, kind, syntax] of cases) it(name, () => assert.deepEqual(found(text, kind, syntax), fields));

  it('reads the title of a text without headings', () => {
    assert.equal(dataAt(read('Release of the ranker\n\nSteps\n- tag\n', 'runbook'), '/title'), 'Release of the ranker');
  });

  it('reads a row’s cells as its value, not the titles above them', () => {
    const { data } = read(
      '# X\n\n## Summary\n\n| Area | Statement | Notes |\n|---|---|---|\n| Goal | Sell more | x |\n| Non-goals | Export | later |\n',
    );
    assert.deepEqual(data.non_goals, ['Export', 'later']);
  });

  it('takes a whole series for stages where one of it is', () => {
    const { data } = read('# X\n\n## Phase A — dry run\n\n- look\n\n## Phase B — pilot\n\n- 5 % of users\n', 'runbook');
    assert.equal((data.stages as readonly unknown[]).length, 2);
  });

  it('reads commands that stand alone as steps', () => {
    const { data } = read('# X\n\n## Steps\n\n```bash\nmake deploy\n```\n\n## Rollback\n\n```bash\nmake back\n```\n', 'runbook');
    assert.deepEqual(JSON.parse(JSON.stringify(data.steps)), [{ command: 'make deploy' }]);
    assert.match(JSON.stringify(data.rollback), /make back/);
  });

  it('reads metrics below headings that only group them', () => {
    const { data } = read(
      '# X\n\n## 目标与成功指标\n\n### 目标\n\n卖得更多\n\n### MVP 成功指标\n\n| 指标 | 目标值 |\n|---|---|\n| 转化率 | 8% |\n',
    );
    assert.match(JSON.stringify(data.metrics), /转化率/);
    assert.match(JSON.stringify(read('# X\n\n## 성공 지표\n\n### 8.1 정량적 지표\n- 전환율 8%\n').data.metrics), /전환율/);
  });

  it('keeps both of two lines for one part', () => {
    const { data } = read('# X\n\n## Users\n\n- **Primary user:** shoppers\n- **Secondary user:** merchants\n');
    assert.match(JSON.stringify(data.target_users), /shoppers.*merchants/);
  });

  it('keeps the names of counted sections', () => {
    const { data } = read('# X\n\n## Risk 1: Bias\n\nMitigation: slices\n\n## Risk 2: Cost\n\nMitigation: a cap\n');
    assert.equal((data.risks_and_mitigations as readonly unknown[]).length, 2);
  });

  it('reads the parts of an experiment together', () => {
    const artifact = read('# X\n\n## Duration\n\n14 days\n\n## Sample size\n\n4,000\n', 'experiment-plan');
    assert.equal(dataAt(artifact, '/online_test/duration'), '14 days');
    assert.equal(String(dataAt(artifact, '/online_test/sample_size')), '4000');
  });
});

describe('habits of later documents', () => {
  it('labels stand side by side with a dot between them', () =>
    assert.deepEqual(Object.keys(found('# X\n\n**Status:** draft · **Owner:** Ana Li · **Last updated:** 2026-08-31\n')).sort(), [
      'owners',
      'status',
      'updated',
    ]));

  it('bold labels stand side by side with nothing but space between them', () => {
    const { data } = read('# X\n\n**Author:** Dana Whitfield  **Status:** Draft  **Last updated:** Nov 12, 2026\n');
    assert.deepEqual([data.owners, data.status, data.updated], [['Dana Whitfield'], 'draft', 'Nov 12, 2026']);
  });

  it('what is left out below the goals is no goal, and not unclaimed', () => {
    const { data, unclaimed } = read('# X\n\n## Goals\n\n- Answer sooner\n\n### Non-goals\n\n- Voice\n');
    assert.deepEqual([data.goal, data.non_goals, unclaimed], ['Answer sooner', ['Voice'], []]);
    assert.equal(read('# X\n\n## Goals\n\n### Non-goals\n\n- Voice\n').data.goal, undefined);
  });

  it('sources that are told in sentences are not cut at commas', () =>
    assert.deepEqual(read('# X\n\n## Data\n\nTwo years of tickets, after scrubbing. Refreshed nightly by @li.\n').data.data_sources, [
      'Two years of tickets, after scrubbing. Refreshed nightly by @li.',
    ]));

  it('each alert below a heading of its own is one, with its labels', () => {
    const { data } = read(
      '# Playbook\n\n## Alert: Stale\n\n- **Fires when:** older than 26 h\n- **Severity:** high\n\n## Alert: Bias\n\n- **Fires when:** error > 8 %\n',
      'monitoring',
    );
    assert.deepEqual(
      (data.alerts as readonly object[]).map((alert) => Object.values(alert)),
      [
        ['Alert: Stale', 'older than 26 h', 'high'],
        ['Alert: Bias', 'error > 8 %'],
      ],
    );
  });

  it('rows that say which sort of metric they are go where they belong', () => {
    const { data } = read(
      '# X\n\n## Metrics\n\n| Type | Metric |\n|---|---|\n| Primary | bookings |\n| Secondary | revenue |\n| Guardrail | p95 ≤ 350 ms |\n',
      'experiment-plan',
    );
    assert.deepEqual(
      [data.primary_metric, data.guardrails].map((value) => JSON.stringify(value)),
      ['{"name":"bookings"}', '[{"metric":"p95 ≤ 350 ms"}]'],
    );
  });

  it('what stands below the heading of a stage says how much and how long', () => {
    const checked = check(
      {
        text: '---\nkind: runbook\n---\n# X\n\n## Rollout\n\n### 2.1 Canary\n\n5 % of shops for 3 days.\nExit: as many approvals as control.\n',
        syntax: 'markdown',
        kind: 'runbook',
        kindFrom: 'forced',
        candidate: false,
      },
      defaultSettings,
    );
    assert.deepEqual(
      checked.facts.stages.map(({ traffic, duration }) => [traffic, duration?.days]),
      [[5, 3]],
    );
  });

  it('a description inside a structure is its prose, or the name that it lacks', () => {
    const { data } = read(
      'baseline:\n  description: rules, 22 % on the same day\nrisks_and_mitigations:\n  - description: wrong office\n    mitigation: second look\n',
      'prd',
      'yaml',
    );
    assert.deepEqual(
      [{ ...(data.baseline as object) }, (data.risks_and_mitigations as readonly object[]).map((row) => ({ ...row }))],
      [{ value: 'rules, 22 % on the same day' }, [{ risk: 'wrong office', mitigation: 'second look' }]],
    );
  });

  it('the first lines stand below a subtitle, or in an overview', () => {
    assert.equal(found('# X\n\n## An A/B test of ranking\n\n**Author:** Ana Li\n', 'experiment-plan').owners, 'Author');
    assert.equal(found('# X\n\n## Product overview\n\nSorts mail.\n\n**Author:** Ana Li\n').owners, 'Author');
  });

  it('a rule stands above a heading where nothing else marks one', () => {
    const text = 'Mail sorter\n\nA tool.\n\n---\n\nTech stack\n\nPostgres\n\n---\n\nOut of scope\n\nCalendars\n';
    assert.deepEqual(found(text), { infra: 'Tech stack', non_goals: 'Out of scope' });
  });

  it('a runbook that is called a rollback is one; what follows a rollback is none', () => {
    const text = '# Runbook: Model rollback\n\n## Path A\n\n1. Revert the pin.\n\n## After rollback\n\nWrite a note.\n';
    assert.equal(found(text, 'runbook').rollback, 'Runbook: Model rollback');
    assert.equal(found('# Deploy\n\n## After rollback\n\nWrite a note.\n', 'runbook').rollback, undefined);
  });

  it('a heading asks without a question mark, with two words or more', () => {
    const text = '# X\n\n## What this run got right\n\n- The guard held.\n\n## What I’d do differently next time\n\n- Cap retries.\n';
    assert.deepEqual(Object.keys(found(text, 'retrospective')).sort(), ['action_items', 'went_well']);
    assert.equal(found('# X\n\n## What the milestone proves\n\nThat it runs.\n').milestones, undefined);
  });

  it('a name may stand before what is said of it', () => {
    assert.equal(found('# X\n\n## The problem it solves\n\nLost mail.\n').problem, 'The problem it solves');
    assert.equal(found('# X\n\n## Measures and guardrails\n\nOpens ≥ 40 %.\n').metrics, 'Measures and guardrails');
    assert.equal(found('# X\n\n## Deliberately out of MVP\n\nBilling.\n').non_goals, 'Deliberately out of MVP');
  });

  it('a row of code names a thing of the program', () =>
    assert.equal(
      found('# X\n\n## Events\n\n| Event | When |\n|---|---|\n| `user_feedback` | sent |\n| `x` | y |\n', 'monitoring').feedback,
      undefined,
    ));

  it('growing words alone make no stage of a phase', () => {
    assert.equal(found('# X\n\n## Phase 2: Core\n\n- Expand test coverage\n').rollout_plan, undefined);
    assert.equal(found('# X\n\n## Phase 2: Core\n\n- Expand to 20 % of users\n').rollout_plan, 'Phase 2: Core');
  });

  it('several experiments each have a metric and a design', () => {
    const one = (name: string) => `## 实验${name}\n\n方案：\n\n- A 与 B\n\n指标：\n\n- 完成率\n\n`;
    assert.deepEqual(Object.keys(found(`# 计划\n\n${one('一')}${one('二')}`, 'experiment-plan')).sort(), ['online_test', 'primary_metric']);
  });
});

describe('habits of the sixth set', () => {
  it('more than one small word may follow a name, and a version may stand before it', () => {
    assert.equal(found('# X\n\n## Out of scope for v0.2\n\n- Billing\n').non_goals, 'Out of scope for v0.2');
    assert.equal(found('# X\n\n## 2. v0.2 scope: the first loop\n\nSort mail.\n').feature, '2. v0.2 scope: the first loop');
  });

  it('what is built and what is not stand side by side', () => {
    const text = '# X\n\n## Scope\n\n| In scope | Out of scope |\n|---|---|\n| Search | Export |\n| Tags | |\n';
    assert.equal(dataAt(read(text), '/feature'), 'Search\nTags');
    assert.deepEqual(dataAt(read(text), '/non_goals'), ['Export']);
    const pairs = '# X\n\n| Went well | Went badly |\n|---|---|\n| The guard | The pager |\n';
    assert.deepEqual(found(pairs, 'retrospective'), { went_well: 'Went well', went_wrong: 'Went badly' });
    assert.equal(found('# X\n\n## Plan\n\n| Goal | Metric |\n|---|---|\n| Faster triage | minutes |\n').goal, 'Goal');
    assert.equal(found('# X\n\n## Plan\n\n| Persona | Goal |\n|---|---|\n| Nurse | rest |\n').goal, undefined);
  });

  it('rows are of the field that their role names', () => {
    const text = '# X\n\n## Measures\n\n| Role | Metric |\n|---|---|\n| Primary | Opens |\n| Guardrail | Refunds |\n';
    assert.equal(found(text, 'experiment-plan').guardrails, 'Guardrail');
    assert.deepEqual(Object.keys(found('# X\n\n## Owners\n\n| Role | Name |\n|---|---|\n| Adoption | @ana |\n| Data | @mei |\n')), [
      'owners',
    ]);
  });

  it('sections with the parts of one row are the rows', () => {
    const one = (name: string) => `### ${name}\n\n- **Severity:** page\n- **Threshold:** > 2 %\n- **Action:** look at the queue\n\n`;
    assert.equal(found(`# X\n\n## Availability\n\n${one('QueueFull')}${one('ModelDown')}`, 'monitoring').alerts, 'QueueFull');
    assert.equal(found(`# X\n\n## Availability\n\n${one('QueueFull')}`, 'monitoring').alerts, undefined);
  });

  it('a label inside one item is the item’s', () => {
    const text = '# X\n\n## Alerts\n\n### Queue full\n\n**Threshold**: > 900\n\n**Escalation**: ask Ana\n\n### Down\n\n**Threshold**: 0\n';
    assert.deepEqual(Object.keys(found(text, 'monitoring')), ['alerts']);
  });

  it('an aside may follow a bold heading, and a bold line below the title is no section', () => {
    const text = '# X\n**Lean validation — v1**\n\nx\n\n**Guardrail metrics** (none may fall)\n- Refunds\n';
    assert.deepEqual(found(text, 'experiment-plan'), { guardrails: 'Guardrail metrics' });
  });

  it('a sign of equality is a colon, and bold labels share a line', () => {
    assert.equal(found('# X\n\n## Design\n\n- Primary metric = CTR\n- Unit = user\n', 'experiment-plan').primary_metric, 'Primary metric');
    assert.deepEqual(dataAt(read('# X\n\n**Author:** Ana Li  **Last updated:** 2026-08-31\n'), '/owners'), ['Ana Li']);
  });

  it('the name of a column over rows that name nothing is none', () =>
    assert.deepEqual(found('# X\n\n## Rules\n\n| ID | Rule |\n|---|---|\n| S-1 | No keys in logs |\n'), {}));

  it('rows of a program’s own names are none of ours', () =>
    assert.equal(
      found('# X\n\n## Payload\n\n| Needed | Name |\n|---|---|\n| Link | `labels.link` |\n| Host | `labels.host` |\n', 'monitoring')
        .related,
      undefined,
    ));

  it('the field’s own name leads where others are the same field', () =>
    assert.equal(
      found('# X\n\n## Process improvements\n\n- Smaller changes\n\n## Action items\n\n- Alert: @ana\n', 'retrospective').action_items,
      'Action items',
    ));

  it('links to other documents are what the section says', () =>
    assert.ok(dataAt(read('# X\n\n## Related documents\n\n- [Plan](plan.md)\n- [Runbook](runbook.md)\n'), '/related')));
});

describe('forms without marks', () => {
  it('text pasted from elsewhere', () => {
    const pasted = 'Mail sorter\n\nOne page.\n\nGoals\n\nHalve the queue in 90 days.\n\nOut of scope\n\nCalls.\n';
    assert.deepEqual(found(pasted), { goal: 'Goals', non_goals: 'Out of scope' });
    assert.deepEqual(found('MAIL SORTER\n\nGOALS\nHalve the queue.\n\nRISKS\nShort mails.\n'), {
      goal: 'GOALS',
      risks_and_mitigations: 'RISKS',
    });
    assert.deepEqual(found('# Mail sorter\n\nSLA AND SLO\nare words of ours.\n'), {});
  });

  it('questions with answers, and definitions', () => {
    const asked = '# X\n\nQ: What problem are we solving?\nA: Mail is read twice.\n\n**Q: Who are the users?**\n\nAgents.\n';
    assert.deepEqual(found(asked), { problem: 'What problem are we solving?', target_users: 'Q: Who are the users?' });
    assert.equal(dataAt(read('# X\n\nProblem\n: Mail is read twice.\n'), '/problem'), 'Mail is read twice.');
  });

  it('a table on its side', () => {
    const text =
      '# X\n\n## How\n\n| | Shadow | Canary |\n|---|---|---|\n| Traffic | 0 % | 5 % |\n| Exit criteria | no errors | p95 < 300 ms |\n';
    assert.equal(dataAt(read(text), '/rollout_plan/stages/1/exit'), 'p95 < 300 ms');
    assert.deepEqual(found(text), { rollout_plan: 'Shadow' });
  });

  it('a table that two columns tell names its rows in the first', () => {
    const text =
      '# X\n\n## At night\n\n| Event/metric | Limit / threshold | Severity/priority |\n|---|---|---|\n| Queue | > 900 | page |\n';
    assert.deepEqual(found(text, 'monitoring'), { alerts: 'Event/metric' });
    assert.deepEqual(found('# X\n\n## Levels\n\n| Level | Severity | Example |\n|---|---|---|\n| 1 | high | down |\n', 'monitoring'), {});
  });

  it('boxes to tick in a retrospective', () => {
    assert.equal(
      found('# X\n\n## What we follow through on\n\n- [ ] Alert: @ana\n', 'retrospective').action_items,
      'What we follow through on',
    );
    assert.equal(found('# X\n\n## Methods that cost us time\n\nGuessing.\n', 'retrospective').cost_actual, undefined);
  });
});

describe('inspect', () => {
  const text = '# X\n\n## Risks\n\n| Risk | Mitigation |\n|---|---|\n| Bias | slices |\n\n## Rollback\n';
  const source = { text, syntax: 'markdown', kind: 'prd', kindFrom: 'forced', candidate: false } as const;
  const { fields } = inspection('x.md', { ...check(source, defaultSettings), path: '/x.md' });

  it('says of a cell where it stands, not its column', () => assert.equal(fields['/risks_and_mitigations/0/mitigation']?.line, 6));

  it('lists what was found and is empty', () =>
    assert.deepEqual(fields['/rollback'], { line: 8, heading: 'Rollback', from: 'heading', text: '' }));
});
