// The colours of a waiver: what the quick fix writes is what the grammar knows, and it knows nothing else.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { waiverText } from '../../../server/src/core/waivers.js';

const { patterns, injectionSelector } = JSON.parse(readFileSync('syntaxes/waiver.tmLanguage.json', 'utf8'));
const { match, captures } = patterns[0];
const parts = (text: string) => new RegExp(match).exec(text)?.slice(1);

describe('the colours of a waiver', () => {
  it('tell rule, day and person apart in what the quick fix writes', () => {
    for (const [before, after] of [
      ['# ', ''],
      ['<!-- ', ' -->'],
    ]) {
      const text = before + waiverText('goal-vague', '2026-11-25').replace(/\$\{\d:([^}]*)\}/g, '$1') + after;
      const [keyword, rule, , day, , person] = parts(text) ?? [];
      assert.deepEqual([keyword, rule, person], ['shipworthy-ignore', 'goal-vague', '@name']);
      assert.match(day ?? '', /^\d{4}-\d{2}-\d{2}$/);
      assert.equal(Object.keys(captures).length, 6);
    }
  });

  it('stay inside comments, and leave every other comment alone', () => {
    for (const scope of injectionSelector.split(', ')) assert.match(scope, /^L:comment\./);
    assert.equal(parts('# a comment until 2027-03-01 by @ana'), undefined);
    assert.deepEqual(parts('# shipworthy-ignore goal-vague')?.filter(Boolean), ['shipworthy-ignore', 'goal-vague'], 'while it is typed');
  });
});
