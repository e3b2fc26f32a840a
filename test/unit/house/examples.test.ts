// The examples keep what they promise: one initiative with nothing left to say, and the same with the mistakes that people make.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../../server/src/core/check.js';
import { kinds } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { checkText } from '../../../server/src/hosts/workspace.js';

const read = (folder: string): readonly { readonly name: string; readonly check: Check }[] =>
  readdirSync(join(process.cwd(), 'examples', folder)).flatMap((name) => {
    const check = checkText(name, readFileSync(join(process.cwd(), 'examples', folder, name), 'utf8'), defaultSettings);
    return check ? [{ name, check }] : [];
  });
const loud = ({ findings }: Check) =>
  findings.filter(({ level }) => level === 'warning' || level === 'error').map(({ rule, message }) => `${rule}: ${message}`);

describe('examples', () => {
  for (const folder of ['recommender', 'recommender-broken'])
    it(`${folder} holds all seven artifacts of one initiative, in both syntaxes`, () => {
      const files = read(folder);
      assert.deepEqual(files.map(({ check }) => check.source.kind).sort(), [...kinds].sort());
      assert.deepEqual([...new Set(files.map(({ check }) => check.artifact.data.id))], ['recs']);
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
