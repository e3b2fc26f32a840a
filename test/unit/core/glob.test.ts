// Globs: what they mean is what everybody's globs mean, and no pattern takes long.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { matchesGlob } from '../../../server/src/core/glob.js';

describe('globs', () => {
  it('mean what they mean elsewhere', () => {
    const part = fc.constantFrom('a', 'b', 'ab', '*', '?', '[ab]', '[^a]', 'a*', '*.md', '{a,b}', '{a,b*}.md');
    const glob = fc
      .tuple(fc.array(fc.oneof(part, fc.constant('**')), { maxLength: 3 }), part)
      .map(([above, last]) => [...above, last].join('/'));
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'ba', 'a.md', 'b.md', 'c'), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(glob, path, (pattern, name) => {
        assert.equal(matchesGlob(pattern, name), picomatch(pattern, { dot: true, noextglob: true })(name), `${pattern} on ${name}`);
      }),
      { numRuns: 2_000 },
    );
    // A folder's `**` takes in what lies in it, at any depth.
    assert.ok(matchesGlob('a/**', 'a/b.md') && matchesGlob('a/**', 'a/b/c.md') && !matchesGlob('a/**', 'b/a.md'));
    assert.ok(matchesGlob('./product/**/*.md', 'product/x.md') && matchesGlob('product/**/*.md', 'product/a/b/x.md'));
  });

  it('take no longer than pattern times path, whatever is written', () => {
    // Trying every way would take years; mocha's own limit is the clock.
    for (const [pattern, path] of [
      ['*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(120)],
      [`${'**/'.repeat(60)}x`, 'a/'.repeat(120)],
      [`${'**/*a*'.repeat(40)}b`, 'a/'.repeat(200)],
      ['+(a|aa)+(a|aa)+(a|aa)b', 'a'.repeat(60)],
      ['*(*(*(a)))b', 'a'.repeat(60)],
      [`${'{a,aa,aaa}'.repeat(30)}b`, 'a'.repeat(60)],
      ['['.repeat(500), 'a'.repeat(60)],
      ['{'.repeat(500), 'a'.repeat(60)],
    ] as const)
      assert.equal(matchesGlob(pattern, path), false);
  });
});
