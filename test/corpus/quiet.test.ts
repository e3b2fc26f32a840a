// Documents of careful authors, each beside the others of its initiative: nothing above information, in standard and in strict.
// What they keep is precision; they are written as people write, and not to please a rule.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportOf } from '../../server/src/core/report.js';
import { defaultSettings, type Settings } from '../../server/src/core/settings.js';
import { readArtifact } from '../../server/src/hosts/artifacts.js';
import { project } from '../../server/src/hosts/project.js';

const root = join(process.cwd(), 'test', 'fixtures', 'quiet');

describe('quiet documents', () => {
  for (const profile of ['standard', 'strict'] as const)
    for (const folder of readdirSync(root))
      it(`${folder} has nothing above information under ${profile}`, () => {
        const settings: Settings = { ...defaultSettings, profile, today: '2026-11-24' };
        const names = readdirSync(join(root, folder));
        assert.ok(names.length >= 2, `${folder} is an initiative`);
        const index = project();
        for (const name of names) {
          const text = readFileSync(join(root, folder, name), 'utf8');
          const member = readArtifact({ uri: `file:///${name}`, text }, { settings, uri: 'file:///shipworthy.yaml' });
          assert.ok(member, `${name} is one of ours`);
          index.put(member);
        }
        assert.equal(index.initiatives().length, 1, 'they share an id');
        const loud = index
          .initiatives()
          .flatMap((initiative) => reportOf(initiative, () => settings).checks)
          .flatMap(({ path, findings }) =>
            findings
              .filter(({ level }) => level === 'warning' || level === 'error')
              .map(({ rule, message }) => `${path.slice(1)}: ${rule}: ${message}`),
          );
        assert.deepEqual(loud, []);
      });
});
