// A waiver names rule, person, reason and last day; what lacks one silences nothing; it warns before it ends and is told when it did.
import { strict as assert } from 'node:assert';
import { judge, read } from '../../../server/src/core/check.js';
import type { Member } from '../../../server/src/core/project.js';
import { reportOf } from '../../../server/src/core/report.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import type { Kind } from '../../../server/src/recognise.js';

const member = (path: string, kind: Kind, text: string, syntax: Syntax = 'yaml', today = '2026-11-24'): Member => ({
  ...read({ text, syntax, kind, kindFrom: 'suffix', candidate: false }, { ...defaultSettings, today }),
  path,
});
const goal = 'Cut false declines from 1.4 % to 1.0 % of payments without raising chargebacks';
const withWaiver = (syntax: Syntax, waiver: string) =>
  syntax === 'yaml' ? `title: x\n# ${waiver}\ngoal: ${goal}\n` : `# x\n\n<!-- ${waiver} -->\n\n## Goal\n\n${goal}\n`;
function found(syntax: Syntax, waiver: string, today = '2026-11-24'): readonly string[] {
  const self = member('/a', 'prd', withWaiver(syntax, waiver), syntax, today);
  return judge(self, { ...defaultSettings, today })
    .findings.filter(({ rule }) => rule === 'goal-no-window' || rule === 'waiver-invalid')
    .map(({ rule, level, waiver: own, message }) => (rule === 'waiver-invalid' ? `${level}: ${message}` : own ? 'waived' : 'open'));
}

describe('waivers in both syntaxes', () => {
  for (const syntax of ['yaml', 'markdown'] as const) {
    it(`need rule, person, reason and day (${syntax})`, () => {
      assert.deepEqual(found(syntax, 'shipworthy-ignore goal-no-window until 2027-03-01 by @ana: OKR still open'), ['waived']);
      for (const [waiver, lacks] of [
        ['shipworthy-ignore goal-no-window by @ana: why', 'until when'],
        ['shipworthy-ignore goal-no-window until 2027-03-01: why', 'by whom'],
        ['shipworthy-ignore goal-no-window until 2027-03-01 by @ana', 'why'],
        ['shipworthy-ignore until 2027-03-01 by @ana: why', 'which rule'],
        ['shipworthy-ignore goal-no-window until 2027-02-30 by @ana: why', 'until when'],
      ] as const) {
        const [first, second] = [...found(syntax, waiver)].sort();
        assert.equal(first, 'open', waiver);
        assert.match(second ?? '', new RegExp(lacks), waiver);
      }
    });

    it(`warn fourteen days before they end and not earlier, and are told when they have ended (${syntax})`, () => {
      const on = (today: string) => found(syntax, 'shipworthy-ignore goal-no-window until 2027-03-01 by @ana: OKR still open', today);
      assert.deepEqual(on('2027-02-14'), ['waived']);
      assert.deepEqual([...on('2027-02-15')].sort(), ['waived', 'warning: This waiver ends on 2027-03-01; then the finding is back.']);
      assert.equal(on('2027-03-01').includes('waived'), true);
      assert.deepEqual([...on('2027-03-02')].sort(), ['open', 'warning: This waiver expired 1 day ago; the finding is back.']);
    });

    it(`of a rule that is not there are told, with the one that was meant (${syntax})`, () =>
      assert.match(
        found(syntax, 'shipworthy-ignore goal-no-windw until 2027-03-01 by @ana: why').join(),
        /no rule goal-no-windw.*Did you mean goal-no-window\?/,
      ));
  }

  it('waive a finding across artifacts in the artifact that has it, and only there', () => {
    const mismatch = rules.filter(({ id }) => id === 'goal-mismatch');
    const settings = { ...defaultSettings, profile: 'strict' as const, today: '2026-11-24' };
    const waiver = '# shipworthy-ignore goal-mismatch until 2027-03-01 by @ana: both are being renegotiated\n';
    const initiative = (inPrd: string, inPlan: string) => {
      const members = [
        member('/prd', 'prd', `id: recs\n${inPrd}goal: Increase click-through by 8 % relative within 90 days of full rollout\n`),
        member(
          '/exp',
          'experiment-plan',
          `id: recs\n${inPlan}hypothesis: Increase click-through by 5 % relative within 90 days of full rollout\n`,
        ),
      ];
      return reportOf({ id: 'recs', from: 'id', members }, () => settings, mismatch).checks.flatMap(({ path, findings }) =>
        findings.filter(({ rule }) => rule === 'goal-mismatch').map(({ waiver: own }) => `${path}${own ? ' waived' : ''}`),
      );
    };
    const open = initiative('', '');
    const at = open[0] as string;
    assert.ok(at, 'the two goals differ');
    const mine = at === '/prd' ? initiative(waiver, '') : initiative('', waiver);
    const other = at === '/prd' ? initiative('', waiver) : initiative(waiver, '');
    assert.ok(mine.includes(`${at} waived`), mine.join());
    assert.ok(other.includes(at), other.join());
  });
});
