// The examples keep what they promise: one initiative with nothing left to say, and the same with the mistakes that people make.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../../server/src/core/check.js';
import { reportOf } from '../../../server/src/core/report.js';
import { kinds } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { readArtifact } from '../../../server/src/hosts/artifacts.js';
import { project } from '../../../server/src/hosts/project.js';

const force = { settings: defaultSettings, uri: 'file:///shipworthy.yaml' };

/** One initiative, each file judged among the others. */
function read(folder: string): readonly { readonly name: string; readonly check: Check }[] {
  const index = project();
  for (const name of readdirSync(join(process.cwd(), 'examples', folder))) {
    const text = readFileSync(join(process.cwd(), 'examples', folder, name), 'utf8');
    const member = readArtifact({ uri: `file:///${name}`, text }, force);
    if (member) index.put(member);
  }
  return index
    .initiatives()
    .flatMap((initiative) => reportOf(initiative, () => defaultSettings).checks)
    .map((check) => ({ name: check.path.slice(1), check }));
}

const loud = ({ findings }: Check) =>
  findings.filter(({ level }) => level === 'warning' || level === 'error').map(({ rule, message }) => `${rule}: ${message}`);

describe('examples', () => {
  for (const folder of ['recommender', 'recommender-broken'])
    it(`${folder} holds all seven artifacts of one initiative, in both syntaxes`, () => {
      const files = read(folder);
      assert.deepEqual(files.map(({ check }) => check.source.kind).sort(), [...kinds].sort());
      assert.deepEqual([...new Set(files.map(({ check }) => check.artifact.data.id))], [folder === 'recommender' ? 'recs' : 'recs-draft']);
      assert.ok(files.filter(({ check }) => check.source.syntax === 'yaml').length >= 2);
    });

  for (const { name, check } of read('recommender'))
    it(`recommender/${name} has nothing at warning or above in its phase, and no line that is not understood`, () => {
      assert.equal(check.phase, check.artifact.data.phase);
      assert.deepEqual(loud(check), []);
      assert.deepEqual(check.artifact.unclaimed, []);
    });

  for (const { name, check } of read('recommender-broken'))
    it(`recommender-broken/${name} has something to find`, () => assert.ok(loud(check).length >= 2, loud(check).join('\n')));
});
