// The same as the unit test of misfits, over every example of every rule, the real documents, and many more that are wrong in every way.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../server/src/core/check.js';
import { rules } from '../../server/src/core/rules/index.js';
import { type Kind, kinds } from '../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { bothWays, compareMany } from '../unit/core/fullValidator.js';

describe('misfits, thoroughly', () => {
  for (const name of [...kinds, 'config'] as const)
    it(`are those of a full validator in a thousand: ${name}`, () => assert.ok(compareMany(name, 1000) > 1000)).timeout(60_000);

  it('are those of a full validator in the examples of all rules', () => {
    let looked = 0;
    for (const { kinds: of, bad, good } of rules)
      for (const { syntax, text } of [...bad, ...good]) {
        const kind = of[0] as (typeof of)[number];
        const { ours, theirs } = bothWays(dataOf(text, syntax, kind), kind);
        assert.deepEqual(ours, theirs, text);
        looked++;
      }
    assert.ok(looked > 500);
  }).timeout(60_000);

  it('are those of a full validator in real documents', function () {
    const corpus = join(process.cwd(), '..', 'shared', 'corpus');
    const index = join(corpus, 'index.jsonl');
    if (!existsSync(index)) return this.skip();
    const rows = readFileSync(index, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly file: string });
    for (const { file } of rows) {
      const path = join(corpus, file);
      if (!existsSync(path)) continue;
      const text = readFileSync(path, 'utf8');
      for (const kind of ['prd', 'runbook'] as const) {
        const { ours, theirs } = bothWays(dataOf(text, /\.ya?ml$/.test(file) ? 'yaml' : 'markdown', kind), kind);
        assert.deepEqual(ours, theirs, file);
      }
    }
  }).timeout(120_000);
});

const dataOf = (text: string, syntax: Syntax, kind: Kind): unknown =>
  read({ text, syntax, kind, kindFrom: 'forced', candidate: false }, defaultSettings).artifact.data;
