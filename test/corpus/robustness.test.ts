// Real documents of other people, under every kind: no exception, and quick. The documents are not part of this project;
// where they are not there, the test says so and is skipped.
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../server/src/core/check.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../server/src/core/settings.js';

const corpus = join(process.cwd(), '..', 'shared', 'corpus');

const settings = { ...defaultSettings, today: '2026-11-24' };

describe('real documents', () => {
  it('are read under each kind without an exception, and none of them for long', function () {
    if (!existsSync(corpus)) this.skip();
    const slow: string[] = [];
    const broken = new Set<string>();
    for (const file of documents(corpus)) {
      const text = readFileSync(file, 'utf8');
      for (const kind of kinds) {
        const source = { text, syntax: /\.ya?ml$/.test(file) ? 'yaml' : 'markdown', kind, kindFrom: 'forced', candidate: false } as const;
        const { findings } = check(source, settings);
        // The second time: the first may have waited for the compiler or the collector. How long it takes is the bench's to say; a second is a defect.
        const start = performance.now();
        check(source, settings);
        const time = performance.now() - start;
        if (time > 1000) slow.push(`${file} as ${kind}: ${time.toFixed(0)} ms`);
        for (const { rule, message } of findings) if (rule === 'internal') broken.add(message);
      }
    }
    assert.deepEqual([...broken], []);
    assert.deepEqual(slow, []);
  });
});

function documents(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => /\.(?:md|ya?ml)$/.test(file) && !file.endsWith('README.md'));
}
