// Readiness over random initiatives: the next step brings exactly what it promises, and no field that is added takes anything away.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Readiness } from '../../server/src/core/readiness/readiness.js';
import { cappedMean } from '../../server/src/core/readiness/score.js';
import { reportOf } from '../../server/src/core/report.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { plain } from '../../server/src/core/syntax/write.js';
import { template } from '../../server/src/core/templates/template.js';
import { examples, memberOf, readinessOfTexts, topLevel, without } from '../unit/core/texts.js';

describe('readiness of random initiatives', () => {
  const whole = examples('recommender');

  it('of templates is nothing, whatever their lines and case', () => {
    for (const syntax of ['markdown', 'yaml'] as const)
      for (const change of [(text: string) => text, (text: string) => text.toUpperCase(), (text: string) => text.replace(/ /g, '  ')])
        for (const kind of kinds) {
          const text = change(plain(template(kind, syntax)));
          const member = memberOf(`/t/x.${kind}.${syntax === 'yaml' ? 'yaml' : 'md'}`, text, kind);
          const { cells: own } = reportOf({ id: 't', from: 'folder', members: [member] }, () => defaultSettings).readiness;
          const earned = own.flatMap(({ evidence }) =>
            evidence.filter(({ credit }) => credit > 0).map((one) => `${one.kind}${one.pointer}`),
          );
          assert.deepEqual(earned, [], `${kind} in ${syntax}:\n${text}`);
        }
  });

  it('rises by exactly what the first action says, over random initiatives', () => {
    const parts = whole.flatMap((one) => topLevel(one).map((pointer) => ({ path: one.path, pointer })));
    fc.assert(
      fc.property(fc.subarray(parts, { minLength: 3 }), (left) => {
        const texts = whole.map((one) => ({
          ...one,
          text: without(
            one,
            left.filter(({ path }) => path === one.path).map(({ pointer }) => pointer),
          ),
        }));
        const { cells: before, next } = readinessOfTexts(texts);
        for (const action of next.slice(0, 3)) {
          const after = before.map((cell) => {
            const evidence = cell.evidence.map((one) =>
              one.kind === action.kind && one.pointer === action.pointer ? { ...one, credit: 1 } : one,
            );
            return { ...cell, score: evidence.reduce((sum, { credit }) => sum + credit, 0) / evidence.length };
          });
          const score = (list: Readiness['cells']) =>
            cappedMean(list.filter(({ phase, status }) => phase === action.phase && status !== 'not applicable'));
          assert.ok(Math.abs(score(after) - score(before) - action.gain) < 1e-9, action.action);
        }
        for (let at = 1; at < next.length; at++)
          if (next[at]?.phase === next[at - 1]?.phase)
            assert.ok((next[at]?.gain ?? 0) <= (next[at - 1]?.gain ?? 0) + 1e-12, 'the greatest gain comes first');
      }),
      { numRuns: 40 },
    );
  });

  it('never falls when a field is added that was not there', () => {
    const full = new Map(readinessOfTexts(whole).phases.map(({ phase, score }) => [phase, score]));
    const parts = whole.flatMap((one) => topLevel(one).map((pointer) => ({ one, pointer })));
    fc.assert(
      fc.property(fc.constantFrom(...parts), ({ one, pointer }) => {
        const fewer = readinessOfTexts(whole.map((other) => (other === one ? { ...one, text: without(one, [pointer]) } : other)));
        for (const { phase, score } of fewer.phases) assert.ok(score <= (full.get(phase) ?? 0) + 1e-12, `${one.path}${pointer}`);
      }),
      { numRuns: 60 },
    );
  });
});
