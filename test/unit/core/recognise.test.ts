// Which file is ours: by declaration, double suffix, or a well-known name whose content agrees. Everything else gets silence.
import { strict as assert } from 'node:assert';
import { defaultSettings, type Settings } from '../../../server/src/core/settings.js';
import { readArtifact } from '../../../server/src/hosts/artifacts.js';
import { mayBeOurs, recognise } from '../../../server/src/recognise.js';

const found = (name: string, text: string): string => {
  const result = recognise(`/folder/${name}`, text);
  return result ? `${result.kind} ${result.kindFrom}${result.candidate ? '?' : ''}` : 'not ours';
};

const skeleton = '# PRD\n\n## Goals\n\nx\n\n## Success metrics\n\ny\n';
const rows: readonly (readonly [string, string, string | undefined])[] = [
  ['recs.prd.md', '', 'prd suffix'],
  ['recs.prd.yaml', '', 'prd suffix'],
  ['recs.PRD.yml', '', 'prd suffix'],
  ['a.runbook.md', '', 'runbook suffix'],
  ['a.data-readiness.yaml', '', 'data-readiness suffix'],
  ['a.one-pager.md', '', 'one-pager suffix'],
  ['notes.md', '---\nkind: prd\n---\n', 'prd declared'],
  ['notes.md', '---\nartifact: runbook\ntitle: x\n---\n', 'runbook declared'],
  ['notes.md', '\ufeff---\r\nkind: "prd"\r\n---\r\n', 'prd declared'],
  ['notes.md', '---\nkind: prd\n', undefined],
  ['notes.md', 'kind: prd\n', undefined],
  ['notes.yaml', 'kind: prd\n', 'prd declared'],
  ['notes.yaml', 'title: x\nkind: experiment_plan\n', 'experiment-plan declared'],
  ['deploy.yaml', 'apiVersion: v1\nkind: Deployment\n', undefined],
  ['notes.yaml', 'spec:\n  kind: prd\n', undefined],
  ['a.prd.md', '---\nkind: runbook\n---\n', 'runbook declared'],
  ['PRD.md', skeleton, 'prd name?'],
  ['prd.md', skeleton, 'prd name?'],
  ['product-requirements.md', skeleton, 'prd name?'],
  ['PRD.md', '# Press\n\nhello\n', undefined],
  ['PRD.md', '# PRD\n\n```\n## Goals\n## Success metrics\n```\n', undefined],
  ['RUNBOOK.md', '# R\n\n## Rollback\n\n## Steps\n', 'runbook name?'],
  ['prd.yaml', 'services:\n  web: 1\ngoal: x\nmetrics: y\n', undefined],
  ['prd.yaml', 'replicas: 3\nimage: x\n', undefined],
  ['prd.yaml', 'goal: x\nmetrics: y\n', 'prd name?'],
  ['prd.yaml', 'features:\n  dark: true\nusers: [root]\nmetrics: on\n', undefined],
  ['playbook.yml', '- hosts: all\n', undefined],
  ['rollback.yml', 'on: push\njobs: {}\n', undefined],
  ['MODEL_CARD.md', '## Goals\n## Metrics\n', undefined],
  ['README.md', skeleton, undefined],
  ['prd.txt', skeleton, undefined],
  ['x.prd.txt', '', undefined],
  ['prd.md.bak', skeleton, undefined],
];

/** A team's own globs, on paths below its configuration. */
const globs: readonly (readonly [Settings['files'], string, string, string])[] = [
  [{ prd: ['product/**/*.md'] }, 'product/search/ranking.md', '# x\n', 'prd config'],
  [{ prd: ['product/**/*.md'] }, 'product/ranking.md', '', 'prd config'],
  [{ prd: ['product/**/*.md'] }, 'docs/ranking.md', '', 'not ours'],
  [{ prd: ['product/**/*.md'] }, 'product/ranking.txt', '', 'not ours'],
  [{ prd: ['product/**/*.md'] }, 'product/x.runbook.md', '', 'prd config'],
  [{ prd: ['product/**/*.md'] }, 'product/x.md', '---\nkind: runbook\n---\n', 'prd config'],
  [{ runbook: ['ops/*.yaml'] }, 'ops/deploy.yaml', 'apiVersion: v1\n', 'runbook config'],
  [{ runbook: ['ops/*.yaml'] }, 'ops/deep/deploy.yaml', '', 'not ours'],
  [{ 'one-pager': ['ideas/*'] }, 'ideas/a b.md', '', 'one-pager config'],
  [{ 'data-readiness': ['**/data.md'] }, 'a/b/data.md', '', 'data-readiness config'],
  [{ monitoring: ['{ops,sre}/*.md'] }, 'sre/watch.md', '', 'monitoring config'],
  [{ retrospective: ['retros/[0-9]*.md'] }, 'retros/2026-03.md', '', 'retrospective config'],
  [{ retrospective: ['retros/[0-9]*.md'] }, 'retros/how-to.md', '', 'not ours'],
  [{ prd: [] }, 'PRD.md', skeleton, 'prd name?'],
];

/** One content under many names: what each of them is. */
const tables: readonly { readonly about: string; readonly text: string; readonly are: Readonly<Record<string, readonly string[]>> }[] = [
  {
    about: 'an empty file is ours only by its suffix',
    text: '',
    are: {
      'prd suffix': ['recs.prd.markdown', 'a b.prd.md', 'recs.v2.prd.md', 'recs.PRD.MD', '推荐.prd.md'],
      'one-pager suffix': ['a.one-pager.yaml', 'a.onepager.md', 'a.one_pager.md', 'A.One-Pager.yml'],
      'data-readiness suffix': ['a.data-readiness.md', 'a.data_readiness.yaml', 'a.datareadiness.md'],
      'experiment-plan suffix': ['a.experiment-plan.md', 'a.experiment_plan.yaml', 'a.experiment.md'],
      'runbook suffix': ['a.runbook.yaml', 'a.deployment-runbook.md'],
      'monitoring suffix': ['a.monitoring.md', 'a.monitoring.yaml', 'a.alert-playbook.md'],
      'retrospective suffix': ['a.retrospective.md', 'a.retro.yaml', 'a.post-launch-retrospective.md'],
      'not ours': [
        'prd.md',
        'PRD.md',
        'runbook.md',
        'RUNBOOK.yaml',
        'one-pager.md',
        'recs.prd',
        'recs.prd.json',
        'recs.prd.html',
        'recs.prd.mdx',
        'recsprd.md',
        'recs-prd.md',
        'recs.prds.md',
        'recs.prd.md.orig',
        'recs.spec.md',
        'recs.test.yaml',
        'recs.constructor.md',
        'recs.toString.yaml',
        'recs.__proto__.md',
        '.md',
        '',
      ],
    },
  },
  {
    about: 'a PRD as people write it',
    text: '# Checkout assistant\n\n## 1. Overview\n\nx\n\n## 2. Goals\n\nx\n\n## 3. Target Users\n\nx\n\n## 9. Success Metrics\n\ny\n',
    are: {
      'prd name?': [
        'PRD.md',
        'prd.md',
        'Prd.markdown',
        'docs/PRD.md',
        'docs/prd.md',
        'docs/product/PRD.md',
        'ai-prd.md',
        'AI_PRD.md',
        'product-requirements.md',
        'product_requirements_document.md',
        'Product Requirements.md',
        'docs/product-requirement-document.md',
      ],
      'prd suffix': ['checkout.prd.md', 'docs/checkout.prd.md'],
      'not ours': [
        'README.md',
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'notes.md',
        'spec.md',
        'design.md',
        'MODEL_CARD.md',
        'model-card.md',
        'DATASHEET.md',
        'datasheet.md',
        'data_card.md',
        'alerts.md',
        'rollback.md',
        'monitoring.md',
        'playbook.md',
        'POSTMORTEM.md',
        'incident-response.md',
        'model-drift.md',
        'prd-template-guide.md',
        'prd-checklist-results.md',
        'validation-report-prd.md',
        'epic-1.prdx.md',
        'story-rollback.md',
        'adr-0007-monitoring.md',
        'wiki/prd-review.md',
        'RUNBOOK.md',
        'experiment-plan.md',
      ],
    },
  },
  {
    about: 'labels, bold lines and tables of contents carry names too',
    text: '# PRD\n\n**Goal:** more\n\n**Target users:** all\n\n- **Risks:** some\n',
    are: { 'prd name?': ['PRD.md', 'docs/prd.md'], 'not ours': ['README.md', 'TODO.md', 'runbook.md', 'one-pager-old.md'] },
  },
  {
    about: 'bold, numbered and compound headings',
    text: '# **PRD**\n\n### **2. Core Goals**\n\nx\n\n## 3. Risks & Mitigations\n\ny\n',
    are: { 'prd name?': ['PRD.md', 'docs/product/prd.md'], 'not ours': ['README.md', 'goals.md', 'one-pager.txt', 'monitoring-plan.md'] },
  },
  {
    about: 'two names in one heading, and no other',
    text: '# PRD\n\n## Goals & Success Metrics\n\nx\n',
    are: { 'prd name?': ['PRD.md'], 'not ours': ['RUNBOOK.md', 'data-readiness.md', 'wiki.md'] },
  },
  {
    about: 'a Chinese PRD',
    text: '# 产品需求文档\n\n## 目标用户\n\nx\n\n## 成功指标\n\nx\n',
    are: { 'prd name?': ['PRD.md', 'docs/prd.md'], 'prd suffix': ['a.prd.md'], 'not ours': ['需求.md', 'README.zh.md', 'runbook.md'] },
  },
  {
    about: 'a Korean PRD',
    text: '# 제품 요구사항\n\n## 목표\n\nx\n\n## 성공 지표\n\nx\n',
    are: { 'prd name?': ['PRD.md', 'product-requirements.md'], 'not ours': ['기획서.md', 'monitoring-plan.md'] },
  },
  {
    about: 'a French document whose words nobody here knows',
    text: '# Cahier des charges\n\n## Objectifs\n\nx\n\n## Utilisateurs\n\nx\n',
    are: { 'not ours': ['PRD.md', 'cahier.md', 'prd.markdown'], 'prd suffix': ['a.prd.md'] },
  },
  {
    about: 'a press release under a known name',
    text: '# Press\n\n## About us\n\nGoal: win. Metrics: none.\n',
    are: { 'not ours': ['PRD.md', 'RUNBOOK.md', 'retrospective.md', 'one-pager.md', 'rollout-plan.md', 'launch-plan.md'] },
  },
  {
    about: 'headings in code are no headings',
    text: '# How to\n\n~~~md\n## Goals\n## Success metrics\n## Rollback\n## Escalation\n~~~\n',
    are: { 'not ours': ['PRD.md', 'RUNBOOK.md', 'prd.md', 'docs/prd.md'] },
  },
  {
    about: 'a runbook as people write it',
    text: '# Deploy\n\n## Prerequisites\n\nx\n\n## Deployment Steps\n\nx\n\n## Rollback Procedure\n\nx\n\n## Escalation\n\ny\n',
    are: {
      'runbook name?': [
        'RUNBOOK.md',
        'docs/RUNBOOK.md',
        'runbook.md',
        'deployment-runbook.md',
        'docs/deployment-runbook.md',
        'deploy_runbook.md',
        'ROLLBACK_PLAN.md',
        'docs/rollback-plan.md',
        'docs/rollout-plan.md',
        'launch-plan.md',
      ],
      'not ours': [
        'README.md',
        'DEPLOY.md',
        'deployment.md',
        'docs/runbooks/rollback.md',
        'docs/runbooks/model-rollback.md',
        'playbook.md',
        'PRD.md',
        'INSTALL.md',
        'release-process.md',
        'rollback-story.md',
      ],
    },
  },
  {
    about: 'monitoring plans',
    text: '# Watching it\n\n## Alerts\n\nx\n\n## Dashboards\n\nx\n\n## On-call\n\nx\n',
    are: {
      'monitoring name?': ['monitoring-plan.md', 'docs/monitoring-playbook.md', 'alert-playbook.md', 'Alert Playbook.md'],
      'not ours': ['alerts.md', 'docs/runbooks/alerts.md', 'monitoring.md', 'dashboards.md', 'grafana.md', 'observability.md'],
    },
  },
  {
    about: 'retrospectives',
    text: '# After launch\n\n## What went well\n\nx\n\n## Action items\n\nx\n',
    are: {
      'retrospective name?': ['RETROSPECTIVE.md', 'docs/RETROSPECTIVE.md', 'post-launch-review.md', 'post_launch_retro.md'],
      'not ours': ['POSTMORTEM.md', 'docs/postmortems/template.md', 'sprint-42.md', 'retrospectives-howto.md', 'meeting.md'],
    },
  },
  {
    about: 'experiment plans',
    text: '# Ranking test\n\n## Hypothesis\n\nx\n\n## Sample size\n\nx\n\n## Guardrails\n\nx\n',
    are: {
      'experiment-plan name?': ['experiment_plan.md', 'docs/experiment-plan.md', 'ab-test-plan.md', 'docs/ab_test_plan.md'],
      'not ours': ['experiment.md', 'experiments.md', 'test-plan.md', 'hypotheses.md', 'prd.md'],
    },
  },
  {
    about: 'one-pagers and readiness reports',
    text: '# Short\n\n## Problem\n\nx\n\n## Top risks\n\nx\n\n## Data sources\n\nx\n\n## Splits\n\nx\n',
    are: {
      'one-pager name?': ['one-pager.md', 'docs/one-pager.md', 'One Pager.md', 'onepager.md'],
      'data-readiness name?': ['data-readiness.md', 'docs/data_readiness_report.md'],
      'not ours': ['pager.md', 'data.md', 'summary.md', 'readiness.md'],
    },
  },
  {
    about: 'YAML of ours without a declaration',
    text: 'title: Ranking\ngoal: more\ntarget_users: all\nmetrics: []\n',
    are: {
      'prd name?': ['prd.yaml', 'PRD.yml', 'docs/prd.yaml', 'ai-prd.yaml'],
      'prd suffix': ['x.prd.yaml'],
      'not ours': ['values.yaml', 'config.yaml', 'ranking.yaml', 'mkdocs.yml', 'runbook.yaml', 'openapi.yaml'],
    },
  },
  {
    about: 'production configuration',
    text: 'database:\n  host: db\nusers:\n  - root\nmetrics:\n  enabled: true\nowners: [ops]\n',
    are: {
      'not ours': [
        'prd.yaml',
        'prd.yml',
        'config/prd.yaml',
        'PRD.yaml',
        'environments/prd.yml',
        'values.monitoring.yaml',
        'config.monitoring.yml',
      ],
    },
  },
  {
    about: 'a deployment pipeline',
    text: 'stages: [build, deploy, rollback]\ndeploy:\n  script: make\nrollback:\n  script: make back\n',
    are: {
      'not ours': [
        'rollback-plan.yml',
        'runbook.yaml',
        'deploy-runbook.yml',
        'rollout-plan.yaml',
        '.gitlab-ci.yml',
        '.gitlab-ci.monitoring.yml',
      ],
    },
  },
  {
    about: 'a compose file',
    text: 'services:\n  grafana:\n    image: grafana\nalerts: x\ndashboards: y\n',
    are: {
      'not ours': [
        'docker-compose.monitoring.yml',
        'docker-compose.monitoring.yaml',
        'stack.monitoring.yml',
        'monitoring-plan.yaml',
        'prd.yaml',
      ],
    },
  },
  {
    about: 'a compose file without services',
    text: 'volumes:\n  data: {}\n',
    are: {
      'not ours': ['docker-compose.monitoring.yml', 'compose.monitoring.yaml', 'prometheus.monitoring.yml'],
      'monitoring suffix': ['recs.monitoring.yml'],
    },
  },
  {
    about: 'a cluster’s resource of a kind that we have too',
    text: 'apiVersion: argoproj.io/v1alpha1\nkind: Experiment\nmetadata:\n  name: x\n',
    are: { 'not ours': ['experiment.yaml', 'x.experiment.yaml', 'prd.yaml', 'k8s/experiment-plan.yaml', 'runbook.yml'] },
  },
  {
    about: 'a workflow',
    text: 'name: x\non: push\njobs:\n  rollback:\n    runs-on: ubuntu\n',
    are: { 'not ours': ['.github/workflows/rollback.yml', 'runbook.yml', 'rollback-plan.yaml', 'x.runbook.yml'] },
  },
  {
    about: 'an Ansible playbook',
    text: '- hosts: all\n  roles: [web]\n  tasks:\n    - name: rollback\n',
    are: { 'not ours': ['playbook.yml', 'alert-playbook.yml', 'runbook.yml', 'site.yml'] },
  },
  {
    about: 'a declaration beats the name',
    text: '---\nkind: monitoring\n---\n# x\n',
    are: {
      'monitoring declared': ['a.md', 'README.md', 'PRD.md', 'x.prd.md', 'RUNBOOK.md', 'docs/deep/er/x.markdown'],
      'not ours': ['a.txt.bak', 'a.html'],
    },
  },
  {
    about: 'a declaration in YAML, however it is spelled',
    text: 'title: x\n"kind" : "Data Readiness Report"\n',
    are: { 'data-readiness declared': ['a.yaml', 'prd.yaml', 'x.prd.yaml', 'values.yaml'] },
  },
  {
    about: 'kinds of other people',
    text: '---\nkind: article\nartifact: model-card\n---\n# x\n\n## Goals\n',
    are: { 'not ours': ['a.md', 'README.md', 'PRD.md', 'notes.markdown'], 'runbook suffix': ['a.runbook.md'] },
  },
];

describe('recognise', () => {
  rows.forEach(([name, text, wanted], at) => {
    it(`${at + 1}: ${name} is ${wanted ?? 'not ours'}`, () => assert.equal(found(name, text), wanted ?? 'not ours'));
  });

  for (const { about, text, are } of tables)
    it(about, () => {
      for (const [wanted, names] of Object.entries(are)) for (const name of names) assert.equal(found(name, text), wanted, name);
    });

  it('is tried on at least 200 files', () => {
    const count = tables.reduce((sum, { are }) => sum + Object.values(are).flat().length, rows.length + globs.length);
    assert.ok(count >= 200, String(count));
  });

  globs.forEach(([files, path, text, wanted]) => {
    it(`${JSON.stringify(files)} makes ${path} ${wanted}`, () => {
      const force = { settings: { ...defaultSettings, files }, uri: 'file:///w/shipworthy.yaml' };
      const source = readArtifact({ uri: `file:///w/${path}`, text }, force)?.source;
      assert.equal(source ? `${source.kind} ${source.kindFrom}${source.candidate ? '?' : ''}` : 'not ours', wanted);
    });
  });

  it('comes to an end on long and hostile files', () => {
    for (const text of [
      'kind'.repeat(100_000),
      `${'#'.repeat(200_000)}\n`,
      `kind:${' '.repeat(200_000)}`,
      '**'.repeat(100_000),
      '\n'.repeat(300_000),
    ])
      for (const name of ['a.md', 'PRD.md', 'prd.yaml', 'a.prd.md']) recognise(name, text);
  });

  it('is asked by the client with the editor’s language for unsaved buffers', () => {
    assert.equal(mayBeOurs('Untitled-1', 'yaml', 'kind: prd\n'), true);
    assert.equal(mayBeOurs('Untitled-1', 'plaintext', 'kind: prd\n'), false);
    assert.equal(mayBeOurs('/a/shipworthy.yaml', 'yaml', ''), true);
    assert.equal(mayBeOurs('/a/README.md', 'markdown', '# Hi'), false);
  });
});
