// Which file is ours: by declaration, double suffix, or a well-known name whose content agrees. Everything else gets silence.
import { strict as assert } from 'node:assert';
import { mayBeOurs, recognise } from '../../../server/src/recognise.js';

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
  ['playbook.yml', '- hosts: all\n', undefined],
  ['rollback.yml', 'on: push\njobs: {}\n', undefined],
  ['MODEL_CARD.md', '## Goals\n## Metrics\n', undefined],
  ['README.md', skeleton, undefined],
  ['prd.txt', skeleton, undefined],
  ['x.prd.txt', '', undefined],
  ['prd.md.bak', skeleton, undefined],
];

describe('recognise', () => {
  rows.forEach(([name, text, wanted], at) => {
    it(`${at + 1}: ${name} is ${wanted ?? 'not ours'}`, () => {
      const found = recognise(`/work/${name}`, text);
      assert.equal(found && `${found.kind} ${found.kindFrom}${found.candidate ? '?' : ''}`, wanted);
    });
  });

  it('is asked by the client with the editor’s language for unsaved buffers', () => {
    assert.equal(mayBeOurs('Untitled-1', 'yaml', 'kind: prd\n'), true);
    assert.equal(mayBeOurs('Untitled-1', 'plaintext', 'kind: prd\n'), false);
    assert.equal(mayBeOurs('/a/shipworthy.yaml', 'yaml', ''), true);
    assert.equal(mayBeOurs('/a/README.md', 'markdown', '# Hi'), false);
  });
});
