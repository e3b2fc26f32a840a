// Reading never fails: whatever the bytes, there is a tree, an artifact and findings, and no rule throws.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { check } from '../../server/src/core/check.js';
import { rule } from '../../server/src/core/rules/rule.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import type { Syntax } from '../../server/src/core/tree.js';

const run = (text: string, syntax: Syntax, kind = kinds[0] as (typeof kinds)[number]) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });

describe('reading never fails', () => {
  const piece = fc.constantFrom(
    'goal: ',
    'Increase CTR by 8 %',
    '\n',
    '\r\n',
    '  ',
    '- ',
    '## Goal\n',
    '| a | b |\n|---|---|\n',
    '"',
    "'",
    '[',
    '{',
    '}',
    '&a ',
    '*a',
    '|\n',
    '>-\n',
    ': ',
    '#',
    '```',
    '<!--',
    '---\n',
    '\ufeff',
    '\t',
    '**',
    '🎯',
    '\0',
    '\ud800',
    '__proto__: ',
    'constructor',
    '@ana',
    '%YAML 1.1\n',
    '? ',
    '!!str ',
  );
  const noise = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));

  for (const syntax of ['yaml', 'markdown'] as const) {
    it(`for any ${syntax}`, () => {
      fc.assert(
        fc.property(noise, fc.constantFrom(...kinds), (text, kind) => {
          const { findings } = run(text, syntax, kind);
          for (const { rule: id, span, message, thrown } of findings) {
            assert.notEqual(id, 'internal', `${message}\n${thrown}`);
            assert.ok(span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length, `${id} at ${span}`);
          }
        }),
        { numRuns: 600 },
      );
    });
  }

  it('nor at depth, nor with bombs and loops of aliases', () => {
    const bomb = `a: &a [x,x]\n${'bcdefghij'
      .split('')
      .map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]},`.repeat(9)}]`)
      .join('\n')}\ngoal: *j\n`;
    for (const text of ['['.repeat(5000), `${'- '.repeat(3000)}x`, 'a: &a\n  b: *a\ngoal: *a\n', 'goal: *nowhere\n', bomb]) {
      run(text, 'yaml');
    }
    for (const text of ['> '.repeat(3000), '- '.repeat(3000), `${'#'.repeat(5000)} x`, '**'.repeat(5000), '['.repeat(5000)])
      run(text, 'markdown');
  });

  it('and a rule that throws becomes one finding, with no document text in the log line', () => {
    const bad = rule({
      id: 'throws',
      group: 'structure',
      kinds: ['prd'],
      level: 'error',
      says: 'x.',
      because: 'x.',
      source: 'x',
      bad: [],
      good: [],
      check: ({ artifact }) => {
        throw new Error(`secret ${artifact.source}`);
      },
    });
    const good = rule({ ...bad, id: 'reports', check: (_context, report) => report('/goal') });
    const { findings } = check(
      { text: 'goal: secret\n', syntax: 'yaml', kind: 'prd', kindFrom: 'forced', candidate: false },
      defaultSettings,
      [bad, good],
    );
    assert.deepEqual(findings.map((finding) => finding.rule).sort(), ['internal', 'reports']);
    assert.ok(!findings.some(({ thrown }) => thrown?.includes('secret')));
  });

  it('and names such as __proto__ are plain keys', () => {
    run('__proto__:\n  polluted: yes\nconstructor: x\nowners:\n  __proto__: "@ana"\n', 'yaml');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
