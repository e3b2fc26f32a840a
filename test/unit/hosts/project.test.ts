// What belongs together: by id, else by folder; and after any changes the same as from scratch.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { read } from '../../../server/src/core/check.js';
import { initiativesOf, type Member } from '../../../server/src/core/project.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { project } from '../../../server/src/hosts/project.js';
import { recognise } from '../../../server/src/recognise.js';

describe('initiatives', () => {
  it('are what shares an id, wherever it lies', () =>
    assert.deepEqual(
      groups(member('/a/recs.prd.yaml', 'recs'), member('/b/deep/recs.runbook.yaml', 'recs'), member('/a/other.prd.yaml', 'other')),
      ['other: /a/other.prd.yaml', 'recs: /a/recs.prd.yaml /b/deep/recs.runbook.yaml'],
    ));

  it('are a folder where nobody gives an id', () =>
    assert.deepEqual(groups(member('/a/x.prd.yaml'), member('/a/x.runbook.yaml'), member('/b/y.prd.yaml')), [
      '/a: /a/x.prd.yaml /a/x.runbook.yaml',
      '/b: /b/y.prd.yaml',
    ]));

  it('take in what lies beside the only id of a folder, and nothing beside two', () => {
    assert.deepEqual(groups(member('/a/x.prd.yaml', 'recs'), member('/a/x.runbook.yaml')), ['recs: /a/x.prd.yaml /a/x.runbook.yaml']);
    assert.deepEqual(groups(member('/a/x.prd.yaml', 'recs'), member('/a/y.prd.yaml', 'ads'), member('/a/z.runbook.yaml')), [
      'recs: /a/x.prd.yaml',
      'ads: /a/y.prd.yaml',
      '/a: /a/z.runbook.yaml',
    ]);
  });

  it('leave candidates out', () => {
    const candidate = made('/a/PRD.md', '# PRD\n\n## Goals\n\nx\n\n## Success metrics\n\ny\n');
    assert.equal(candidate?.source.candidate, true);
    assert.deepEqual(groups(candidate as Member, member('/a/x.prd.yaml', 'recs')), ['recs: /a/x.prd.yaml']);
  });

  it('the index equals one built from scratch after 10,000 random changes', () => {
    const paths = ['/a', '/a/b', '/c'].flatMap((folder) => ['prd', 'runbook', 'monitoring'].map((kind) => `${folder}/x.${kind}.yaml`));
    const change = fc.record({
      path: fc.constantFrom(...paths),
      id: fc.constantFrom(undefined, undefined, 'recs', 'ads', ''),
      goes: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
      asks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 100, maxLength: 100 }), (changes) => {
        const index = project();
        const files = new Map<string, Member>();
        for (const { path, id, goes, asks } of changes) {
          if (goes) {
            files.delete(path);
            index.remove(path);
          } else {
            const next = member(path, id);
            files.set(path, next);
            index.put(next);
          }
          if (asks) assert.equal(index.initiativeOf(path) === undefined, goes);
        }
        assert.deepEqual(shown(index.initiatives()), shown(initiativesOf([...files.values()])));
        for (const initiative of index.initiatives())
          for (const { path } of initiative.members) {
            assert.equal(index.initiativeOf(path), initiative);
            assert.equal(
              initiative.members.find((other) => other.path === path),
              files.get(path),
            );
          }
      }),
      { numRuns: 100 },
    );
  });
});

const groups = (...members: readonly Member[]): readonly string[] => shown(initiativesOf(members));
const shown = (initiatives: ReturnType<typeof initiativesOf>): readonly string[] =>
  initiatives.map(({ id, members }) => `${id}: ${members.map(({ path }) => path).join(' ')}`);

const readings = new Map<string, Omit<Member, 'path'>>();

/** Reading is not what is tried here, so each text is read once. */
function member(path: string, id?: string): Member {
  const kind = path.split('.').at(-2);
  const text = `kind: ${kind}\n${id === undefined ? '' : `id: ${JSON.stringify(id)}\n`}title: x\n`;
  const known = readings.get(text) ?? (made(path, text) as Member);
  readings.set(text, known);
  return { ...known, path };
}

function made(path: string, text: string): Member | undefined {
  const recognised = recognise(path, text);
  return recognised && { ...read({ text, syntax: path.endsWith('.md') ? 'markdown' : 'yaml', ...recognised }, defaultSettings), path };
}
