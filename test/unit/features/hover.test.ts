// Hovers teach: what a field is for, what was understood of a goal; and no document text ever becomes markup.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { MarkupContent } from 'vscode-languageserver-types';
import { check } from '../../../server/src/core/check.js';
import { readMarks } from '../../../server/src/core/rules/rule.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { shapeAt } from '../../../server/src/core/schema/look.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { hover } from '../../../server/src/features/hover.js';
import { escapeMarkdown } from '../../../server/src/features/words.js';

const at = (marked: string): string => {
  const { text, marks } = readMarks(marked);
  const result = check(
    { text, syntax: 'markdown', kind: 'prd', kindFrom: 'forced', candidate: false },
    { ...defaultSettings, today: '2026-11-24' },
  );
  return (hover(result, marks[0]?.[0] ?? 0)?.contents as MarkupContent | undefined)?.value ?? '';
};

describe('hover', () => {
  it('says what a heading is for, and gives an example', () => {
    const words = at('# T\n\n## Ba<||>seline\n\nCTR 4 %\n');
    assert.match(words, /\*\*Baseline\*\*/);
    assert.match(words, /Example:/);
  });

  it('says what was understood of the goal, and what nobody can tell', () => {
    const words = at('# T\n\n## Goal\n\nIncrease click-through on recommended it<||>ems by 8% within 90 days while preserving NPS\n');
    assert.match(words, /\*\*Measurable\*\*/);
    assert.match(words, /✓ Amount/);
    assert.match(at('# T\n\n## Goal\n\nImprove pers<||>onalization\n'), /Not measurable yet/);
  });

  it('says what a field is for on every key and something on every value of the examples', () => {
    for (const name of readdirSync('examples/recommender')) {
      const [, kind, ending] = /^recs\.([a-z-]+)\.(md|yaml)$/.exec(name) ?? [];
      if (!kind) continue;
      const text = readFileSync(`examples/recommender/${name}`, 'utf8');
      const syntax = ending === 'md' ? 'markdown' : 'yaml';
      const checked = check({ text, syntax, kind: kind as Kind, kindFrom: 'declared', candidate: false }, { ...defaultSettings }, []);
      let asked = 0;
      for (const [pointer, place] of checked.artifact.places) {
        const shape = shapeAt(checked.artifact.kind, pointer);
        if (!shape || asked++ % 5 > 0) continue;
        const words = (offset: number) => (hover(checked, offset)?.contents as MarkupContent | undefined)?.value ?? '';
        if (place.key) assert.ok(words(place.key[0] + 1).includes(escapeMarkdown(shape.title)), `${name} ${pointer}`);
        if (place.text?.text) assert.notEqual(words(place.text.span[0] + 1), '', `${name} ${pointer}`);
      }
      assert.ok(asked > 50);
    }
  });

  it('says what a choice means', () => assert.match(at('---\nkind: prd\npersonal_data: indi<||>rect\n---\n# T\n'), /`indirect`: \S/));

  it('says nothing where there is nothing to say', () => assert.equal(at('# T\n\nSome pro<||>se.\n'), ''));

  it('never shows document text as markup', () => {
    const nasty = fc.array(
      fc.constantFrom('[a](command:x)', '<img src=x>', '`', '```', '**', '$(zap)', '![i](http://x)', 'raise', 'CTR', '8 %', '|'),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const words = at(`# T\n\n## Goal\n\nraise CT<||>R ${parts.join(' ')} within 90 days\n`);
        assert.doesNotMatch(words, /(?<!\\)\]\(|(?<!\\)<img|(?<!\\)\$\(/);
      }),
      { numRuns: 60 },
    );
  });
});
