// What does not fit a schema is what a full validator says too: on the examples, and on data that is wrong in every way.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../server/src/core/config.js';
import { kinds } from '../../../server/src/core/schema/kinds.js';
import { misfits } from '../../../server/src/core/schema/misfits.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { readArtifact } from '../../../server/src/hosts/artifacts.js';
import { bothWays, compareMany } from './fullValidator.js';

describe('misfits', () => {
  for (const name of [...kinds, 'config'] as const)
    it(`are those of a full validator: ${name}`, () => assert.ok(compareMany(name, 25) > 40));

  it('are those of a full validator in the examples', () => {
    const root = join(process.cwd(), 'examples', 'recommender-broken');
    let looked = 0;
    for (const name of readdirSync(root, { recursive: true }).map(String)) {
      if (!/\.(?:ya?ml|md)$/.test(name)) continue;
      const text = readFileSync(join(root, name), 'utf8');
      const config = name.endsWith('shipworthy.yaml');
      const force = { settings: defaultSettings, uri: 'file:///shipworthy.yaml' };
      const member = config ? undefined : readArtifact({ uri: `file:///${name}`, text }, force);
      if (!config && !member) continue;
      const data = member ? member.artifact.data : readConfig(text).data;
      const { ours, theirs } = bothWays(data, member ? member.source.kind : 'config');
      assert.deepEqual(ours, theirs, name);
      looked++;
    }
    assert.ok(looked > 6, `only ${looked}`);
  });

  it('name the key that stands where none may, and nothing of a prototype', () => {
    const schema = { type: 'object', required: ['constructor'], properties: { a: { type: 'string' } }, additionalProperties: false };
    assert.deepEqual(misfits({ toString: 1 }, schema), [
      { pointer: '', keyword: 'required', limit: 'constructor' },
      { pointer: '', keyword: 'additionalProperties', limit: 'toString' },
    ]);
  });
});
