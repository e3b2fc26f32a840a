// Readiness over random initiatives: the next step brings exactly what it promises, and no field that is added takes anything away.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Readiness } from '../../server/src/core/readiness/readiness.js';
import { cappedMean } from '../../server/src/core/readiness/score.js';
import { reportOf } from '../../server/src/core/report.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { phases } from '../../server/src/core/schema/look.js';
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

  it('really rises by what the first action says, where it is done and nothing is found in it', () => {
    const parts = whole.flatMap((one) => topLevel(one).map((pointer) => ({ path: one.path, kind: one.kind, pointer })));
    const lacking = (left: typeof parts) => {
      const of = (path: string) => left.filter((one) => one.path === path).map(({ pointer }) => pointer);
      return readinessOfTexts(whole.map((one) => ({ ...one, text: without(one, of(one.path)) })));
    };
    const credits = ({ cells: own }: Readiness, except: { readonly kind: string; readonly pointer: string }) =>
      own.flatMap(({ evidence }) =>
        evidence.filter(({ kind, pointer }) => kind !== except.kind || pointer !== except.pointer).map(({ credit }) => credit),
      );
    let done = 0;
    fc.assert(
      fc.property(fc.subarray(parts, { minLength: 3 }), (left) => {
        const before = lacking(left);
        const [action] = before.next;
        const written = left.find(({ kind, pointer }) => kind === action?.kind && pointer === action.pointer);
        if (!action || !written) return;
        const after = lacking(left.filter((one) => one !== written));
        const own = after.cells.flatMap(({ evidence }) =>
          evidence.filter(({ kind, pointer }) => kind === written.kind && pointer === written.pointer),
        );
        if (own.some(({ credit }) => credit < 1) || String(credits(after, written)) !== String(credits(before, written))) return;
        done++;
        const score = (of: Readiness) => of.phases.find(({ phase }) => phase === action.phase)?.score ?? 0;
        assert.ok(Math.abs(score(after) - score(before) - action.gain) < 1e-9, `${action.action}: ${score(after) - score(before)}`);
      }),
      { numRuns: 60 },
    );
    assert.ok(done > 10, `${done} of 60 were done`);
  });

  it('never falls when any evidence improves', () => {
    const parts = whole.flatMap((one) => topLevel(one).map((pointer) => ({ path: one.path, pointer })));
    const scores = (list: Readiness['cells']) =>
      phases.map((phase) => cappedMean(list.filter((cell) => cell.phase === phase && cell.status !== 'not applicable')));
    fc.assert(
      fc.property(fc.subarray(parts, { minLength: 3 }), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (left, nth, more) => {
        const of = (path: string) => left.filter((one) => one.path === path).map(({ pointer }) => pointer);
        const { cells: before } = readinessOfTexts(whole.map((one) => ({ ...one, text: without(one, of(one.path)) })));
        const open = before.flatMap(({ evidence }) => evidence.filter(({ credit }) => credit < 1));
        const better = open[nth % Math.max(1, open.length)];
        const after = before.map((cell) => {
          const evidence = cell.evidence.map((one) => (one === better ? { ...one, credit: Math.max(one.credit, more) } : one));
          return {
            ...cell,
            score: evidence.length === 0 ? cell.score : evidence.reduce((sum, { credit }) => sum + credit, 0) / evidence.length,
          };
        });
        for (const [at, score] of scores(after).entries()) assert.ok(score >= (scores(before)[at] as number) - 1e-12, phases[at]);
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
