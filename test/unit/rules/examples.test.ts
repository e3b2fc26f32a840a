// Every rule proves itself: each bad example yields exactly the marked spans, each good one none, and each fix leaves text
// that checks clean for the rule and offers nothing when run again.
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, check } from '../../../server/src/core/check.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { type Example, levelIn, type Rule } from '../../../server/src/core/rules/rule.js';
import { phases } from '../../../server/src/core/schema/look.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { plain, spell } from '../../../server/src/core/syntax/write.js';
import { applyEdits } from '../../../server/src/core/text.js';
import { recognise } from '../../../server/src/recognise.js';

describe('rules', () => {
  for (const rule of rules) {
    describe(rule.id, () => {
      rule.bad.forEach((example, at) => {
        it(`flags bad example ${at + 1}`, () => {
          const result = run(rule, example.text, example);
          assert.deepEqual(
            shown(result, rule, example.text),
            example.marks.map(([start, end]) => example.text.slice(start, end)),
          );
          assert.deepEqual(
            result.findings.filter((finding) => finding.rule === rule.id).map(({ span }) => [...span]),
            example.marks.map((mark) => [...mark]),
          );
        });

        it(`mends bad example ${at + 1}`, () => {
          for (const finding of run(rule, example.text, example).findings) {
            if (finding.rule !== rule.id) continue;
            assert.ok(finding.fixes.length > 0 || rule.noFix !== undefined || rule.bad.length > 1, 'no fix, and no reason given');
            for (const fix of finding.fixes) {
              const edits = spell(run(rule, example.text, example).artifact, fix.edits);
              assert.ok(edits, `"${fix.title}" has no place to go`);
              const mended = applyEdits(
                example.text,
                edits.map((edit) => ({ span: edit.span, text: plain(edit.text) })),
              );
              assert.notEqual(mended, example.text);
              // An insertion takes nothing away, wherever in the text it goes.
              fix.edits.forEach((edit, nth) => {
                if ('within' in edit && edit.from === edit.to)
                  assert.equal(edits[nth]?.span[0], edits[nth]?.span[1], `"${fix.title}" deletes text:\n${mended}`);
              });
              const again = run(rule, mended, example);
              const left = again.findings.filter((other) => other.rule === rule.id);
              assert.ok(
                left.length < example.marks.length || (rule.id === 'field-missing' && left[0]?.message !== finding.message),
                `"${fix.title}" leaves the finding:\n${mended}`,
              );
              assert.deepEqual(
                again.findings.filter(({ rule: id }) => id === 'syntax' && rule.id !== 'syntax'),
                [],
                `"${fix.title}" breaks the document:\n${mended}`,
              );
            }
          }
        });
      });
      rule.good.forEach((example, at) => {
        it(`is silent on good example ${at + 1}`, () => assert.deepEqual(shown(run(rule, example.text, example), rule, example.text), []));
      });

      it('has words, examples in both syntaxes and a page', () => {
        assert.match(rule.says, /[.?]$/);
        assert.match(rule.because, /[.?]$/);
        assert.ok(rule.says.length <= 100, `says has ${rule.says.length} characters`);
        assert.ok(rule.bad.length >= 2 && rule.good.length >= 2, 'two bad and two good examples at least');
        const syntaxes = new Set([...rule.bad, ...rule.good].map(({ syntax }) => syntax));
        assert.equal(syntaxes.size, 2);
        assert.ok(phases.some((phase) => levelIn(rule.level, phase) !== 'off'));
        assert.ok(
          existsSync(join(process.cwd(), 'server/src/core/rules', rule.group, `${rule.id}.ts`)),
          'the file is named after the rule, in its group',
        );
      });
    });
  }

  it('have ids of their own', () => assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length));

  it('speak in at most 100 characters on the first line', () => {
    for (const rule of rules)
      for (const example of rule.bad)
        for (const { message, rule: id } of run(rule, example.text, example).findings)
          if (id === rule.id) assert.ok((message.split('\n')[0] as string).length <= 100, `${id}: ${message}`);
  });
});

function run(rule: Rule, text: string, example: Example): Check {
  const declared = recognise(`x.${example.syntax === 'yaml' ? 'yaml' : 'md'}`, text);
  const kind = declared && !declared.candidate ? declared.kind : (rule.kinds[0] as NonNullable<(typeof rule.kinds)[0]>);
  return check({ text, syntax: example.syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });
}

const shown = (result: Check, rule: Rule, text: string): string[] =>
  result.findings.filter((finding) => finding.rule === rule.id).map(({ span }) => text.slice(...span));
