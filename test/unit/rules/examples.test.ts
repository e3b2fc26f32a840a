// Every rule proves itself: each bad example yields exactly the marked spans, each good one none, and each fix leaves text
// that checks clean for the rule and offers nothing when run again.
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, judge, read } from '../../../server/src/core/check.js';
import { readHave } from '../../../server/src/core/have/have.js';
import { pointedAt } from '../../../server/src/core/have/pointed.js';
import type { Initiative, Member } from '../../../server/src/core/project.js';
import { reportOf } from '../../../server/src/core/report.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { type Example, levelIn, type Rule } from '../../../server/src/core/rules/rule.js';
import { phases } from '../../../server/src/core/schema/look.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { plain, spell } from '../../../server/src/core/syntax/write.js';
import { applyEdits } from '../../../server/src/core/text.js';
import { recognise } from '../../../server/src/recognise.js';

const syntaxRule = rules.find(({ id }) => id === 'syntax') as Rule;

describe('rules', () => {
  for (const rule of rules) {
    describe(rule.id, () => {
      rule.bad.forEach((example, at) => {
        const documents = [example, ...(example.beside ?? [])];
        it(`flags bad example ${at + 1}`, () => {
          const texts = documents.map(({ text }) => text);
          const checks = run(rule, example, texts);
          documents.forEach(({ text, marks }, nth) => {
            const found = checks[nth]?.findings.filter((finding) => finding.rule === rule.id) ?? [];
            const words = ([start, end]: readonly [number, number]) => text.slice(start, end);
            assert.deepEqual(
              found.map(({ span }) => words(span)),
              marks.map(words),
            );
            assert.deepEqual(
              found.map(({ span }) => [...span]),
              marks.map((mark) => [...mark]),
            );
            for (const { message } of found) assert.ok((message.split('\n')[0] as string).length <= 100, `over 100 characters: ${message}`);
          });
          assert.ok(
            documents.some(({ marks }) => marks.length > 0),
            'a bad example has a mark',
          );
        });

        it(`mends bad example ${at + 1}`, () => {
          const texts = documents.map(({ text }) => text);
          const checks = run(rule, example, texts);
          checks.forEach((check, nth) => {
            for (const finding of check.findings) {
              if (finding.rule !== rule.id) continue;
              assert.ok(finding.fixes.length > 0 || rule.noFix !== undefined || rule.bad.length > 1, 'no fix, and no reason given');
              for (const fix of finding.fixes) {
                const target = fix.member ? Number(fix.member.path) : nth;
                const before = texts[target] as string;
                const edits = spell((checks[target] as Check).artifact, fix.edits);
                assert.ok(edits, `"${fix.title}" has no place to go`);
                const mended = applyEdits(
                  before,
                  edits.map((edit) => ({ span: edit.span, text: plain(edit.text) })),
                );
                assert.notEqual(mended, before);
                // An insertion takes nothing away, wherever in the text it goes.
                fix.edits.forEach((edit, which) => {
                  if ('within' in edit && edit.from === edit.to)
                    assert.equal(edits[which]?.span[0], edits[which]?.span[1], `"${fix.title}" deletes text:\n${mended}`);
                });
                const again = run(
                  rule,
                  example,
                  texts.map((text, other) => (other === target ? mended : text)),
                );
                const left = again[nth]?.findings.filter((other) => other.rule === rule.id) ?? [];
                assert.ok(
                  left.length < (documents[nth] as Example).marks.length ||
                    (rule.id === 'field-missing' && left[0]?.message !== finding.message),
                  `"${fix.title}" leaves the finding:\n${mended}`,
                );
                if (rule !== syntaxRule)
                  assert.deepEqual(
                    again[target]?.findings.filter(({ rule: id }) => id === 'syntax'),
                    [],
                    `"${fix.title}" breaks the document:\n${mended}`,
                  );
              }
            }
          });
        });
      });
      rule.good.forEach((example, at) => {
        it(`is silent on good example ${at + 1}`, () => {
          const documents = [example, ...(example.beside ?? [])];
          run(
            rule,
            example,
            documents.map(({ text }) => text),
          ).forEach((check, nth) => {
            const found = check.findings.filter((finding) => finding.rule === rule.id);
            assert.deepEqual(
              found.map(({ span }) => documents[nth]?.text.slice(...span)),
              [],
            );
          });
        });
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
});

/** The rule alone, over all documents of an example as one initiative; nothing is switched off by the profile. */
function run(rule: Rule, example: Example, texts: readonly string[]): readonly Check[] {
  const key = JSON.stringify([rule.id, texts]);
  const known = ran.get(key) ?? runOnce(rule, example, texts);
  ran.set(key, known);
  return known;
}

/** Both questions of an example, whether it is found and whether it is mended, begin with the same run. */
const ran = new Map<string, readonly Check[]>();

function runOnce(rule: Rule, example: Example, texts: readonly string[]): readonly Check[] {
  const settings = { ...defaultSettings, profile: 'strict' as const, today: '2026-11-24', ...rule.given };
  const members = [example, ...(example.beside ?? [])].map(({ syntax }, nth): Member => {
    const text = texts[nth] as string;
    const declared = recognise(`x.${syntax === 'yaml' ? 'yaml' : 'md'}`, text);
    const kind = declared && !declared.candidate ? declared.kind : (rule.kinds[0] as (typeof rule.kinds)[number]);
    const found = { ...read({ text, syntax, kind, kindFrom: 'forced', candidate: false }, settings), path: String(nth) };
    const beside = [...pointedAt(found).map(({ path }) => path), 'CODEOWNERS'];
    const have = beside.flatMap((path) => readHave(path, example.files?.[path] ?? '') ?? []);
    return { ...found, have };
  });
  const initiative: Initiative = { id: 'example', from: 'id', members };
  // What looks at readiness needs what all others say.
  if (rule.late) return reportOf(initiative, () => settings, rules).checks;
  const asked = rule === syntaxRule ? [rule] : [rule, syntaxRule];
  return members.map((member) => judge(member, settings, initiative, asked));
}
