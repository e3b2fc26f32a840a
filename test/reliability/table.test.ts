// What README.md and SECURITY.md name is there: each of F01–F37 and P1–P10 has its row, and every test that is named exists.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All tests as they are written, with both ways of giving them names. */
const written = readdirSync('test', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(join('test', name), 'utf8'))
  .join('\n')
  .replaceAll("\\'", "'");

const isWritten = (name: string): boolean => {
  if (["'", '`', '"'].some((quote) => written.includes(`(${quote}${name}${quote}`) || written.includes(`  ${quote}${name}${quote}`)))
    return true;
  // A name that is put together begins and ends as it is written.
  return [...written.matchAll(/\(`([^`]*\$\{[^`]*)`/g)].some(([, template]) => {
    const parts = (template as string).split(/\$\{[^}]*\}/);
    return (
      name.startsWith(parts[0] as string) &&
      name.endsWith(parts.at(-1) as string) &&
      (parts[0] as string).length + (parts.at(-1) as string).length > 12
    );
  });
};
const named = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`\n]{12,200})`/g)]
    .map(([, name]) => name as string)
    .filter((name) => /^[\w]+ \S+ /.test(name) && !name.startsWith('npm '));

describe('the table of reliability', () => {
  const table = readFileSync('test/reliability/README.md', 'utf8');

  it('has a row for each failure and each property', () => {
    const rows = new Set([...table.matchAll(/^\| ([FP]\d+) \|/gm)].map(([, id]) => id));
    const wanted = [
      ...Array.from({ length: 37 }, (_, at) => `F${String(at + 1).padStart(2, '0')}`),
      ...Array.from({ length: 10 }, (_, at) => `P${at + 1}`),
    ];
    assert.deepEqual(
      wanted.filter((id) => !rows.has(id)),
      [],
    );
  });

  for (const file of ['test/reliability/README.md', 'SECURITY.md'])
    it(`${file} names tests that exist`, () => {
      const names = named(readFileSync(file, 'utf8'));
      assert.ok(names.length >= 15, `${names.length} names`);
      assert.deepEqual(
        names.filter((name) => !isWritten(name)),
        [],
      );
    });

  it('what of other people is inside is listed with licences that allow it', () => {
    const list = readFileSync('dist/THIRD_PARTY.txt', 'utf8');
    const rows = list.split('\n').slice(2, list.split('\n').indexOf('', 2));
    assert.ok(rows.length >= 15 && rows.length <= 40, `${rows.length} packages`);
    for (const row of rows) assert.match(row, /^\S+ \d+\.\d+\.\d+\S*, (?:MIT|ISC|BSD-2-Clause|BSD-3-Clause|BlueOak-1\.0\.0|Apache-2\.0)$/);
    assert.ok(['yaml', 'markdown-it', 'vscode-languageserver', 'lit'].every((name) => rows.some((row) => row.startsWith(`${name} `))));
    assert.ok(list.split('\n').length > rows.length * 10, 'in full');
    assert.match(readFileSync('.vscodeignore', 'utf8'), /^!dist\/THIRD_PARTY\.txt$/m);
    assert.match(readFileSync('server/package.json', 'utf8'), /"THIRD_PARTY\.txt"/);
  });
});
