// What a team decides takes effect in every document: profiles, levels, metrics, words, headings, required fields, own checks.
import { strict as assert } from 'node:assert';
import { check, judge, read } from '../../../server/src/core/check.js';
import { readConfig, settingsFrom } from '../../../server/src/core/config.js';
import { rules } from '../../../server/src/core/rules/index.js';
import type { Rule } from '../../../server/src/core/rules/rule.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings, profiles } from '../../../server/src/core/settings.js';
import { spell } from '../../../server/src/core/syntax/write.js';
import { applyEdits } from '../../../server/src/core/text.js';
import type { Syntax } from '../../../server/src/core/tree.js';

function run(config: string, text: string, syntax: Syntax = 'yaml', own?: readonly Rule[]) {
  const { data, problems } = readConfig(config);
  assert.deepEqual(problems, [], config);
  const settings = settingsFrom(data, { ...defaultSettings, today: '2026-11-24' });
  return check({ text, syntax, kind: 'prd', kindFrom: 'suffix', candidate: false }, settings, own);
}

const readAs = (config: string, kind: Kind, text: string) => {
  const settings = settingsFrom(readConfig(config).data, { ...defaultSettings, today: '2026-11-24' });
  return { ...read({ text, syntax: 'yaml', kind, kindFrom: 'suffix', candidate: false }, settings), settings };
};
const findings = (...args: Parameters<typeof run>) => run(...args).findings.map(({ rule, level }) => `${rule} ${level}`);
const goal = 'goal: Cut false declines from 1.4 % to 1.0 % of payments without raising chargebacks\n';

describe('a team decides', () => {
  it('with a profile how much is said: light < standard < strict, and a rule’s own level beats profile and phase', () => {
    const probe = (profile: Rule['profile']): Rule => ({
      ...(rules[0] as Rule),
      id: `probe-${profile}`,
      level: { discover: 'hint', build: 'hint', deploy: 'error', operate: 'error' },
      ...(profile ? { profile } : {}),
      check: (_, report) => report('/title'),
    });
    const probes = profiles.map(probe);
    const spoken = (config: string) => findings(config, 'title: x\n', 'yaml', probes).filter((found) => found.startsWith('probe'));
    assert.deepEqual(spoken('profile: light\n'), ['probe-light hint']);
    assert.deepEqual(spoken(''), ['probe-light hint', 'probe-standard hint']);
    assert.deepEqual(spoken('profile: strict\nphase: deploy\n'), ['probe-light error', 'probe-standard error', 'probe-strict error']);
    const own = settingsFrom({ profile: 'light', phase: 'deploy', rules: { 'probe-strict': 'warning', 'probe-light': 'off' } });
    const found = check({ text: 'title: x\n', syntax: 'yaml', kind: 'prd', kindFrom: 'suffix', candidate: false }, own, probes);
    assert.deepEqual(
      found.findings.map(({ rule, level }) => `${rule} ${level}`),
      ['probe-strict warning'],
    );
  });

  it('in the catalogue too: what is light is in standard, what is standard in strict, and each profile adds something', () => {
    const size = (profile: (typeof profiles)[number]) =>
      rules.filter((rule) => profiles.indexOf(rule.profile ?? 'standard') <= profiles.indexOf(profile)).length;
    assert.ok(
      size('light') >= 5 && size('light') < size('standard') && size('standard') < size('strict') && size('strict') === rules.length,
    );
  });

  it('which metrics there are: the goal is read with them, and which way is good', () => {
    const text = 'goal: Increase blorp depth by 8 % relative within 90 days\n';
    const entry = (config: string) => run(config, text).facts.goal?.reading.metric?.value.entry;
    assert.equal(entry(''), undefined);
    const config = 'vocabulary: { metrics: [{ name: Blorp, names: [blorp depth], type: mean, better: down }] }\n';
    assert.deepEqual(
      { type: entry(config)?.type, better: entry(config)?.better, id: entry(config)?.id },
      { type: 'mean', better: 'down', id: 'blorp' },
    );
    assert.ok(!findings('', text).some((found) => found.startsWith('polarity-conflict')));
    assert.ok(findings(config, text).some((found) => found.startsWith('polarity-conflict')));
    // Nothing of it is left for the next document.
    assert.equal(entry(''), undefined);
  });

  it('that a known metric means something else here', () => {
    const metrics = (config: string) => run(config, 'metrics:\n  business: [activation ≥ 40 %]\n').facts.metrics[0]?.entry?.better;
    assert.equal(metrics('vocabulary: { metrics: [{ name: activation, better: band }] }\n'), 'band');
  });

  it('which metrics there are in service levels, triggers, alerts and guardrails too', () => {
    const config = 'vocabulary: { metrics: [{ name: Blorp, names: [blorp depth, deepness], type: proportion, better: down }] }\n';
    // The runbook goes back later than the guardrail allows, in another of the metric's names.
    const looser = (text: string) => {
      const runbook = { ...readAs(config, 'runbook', 'rollback: {triggers: [deepness > 9 %], authority: "@ana"}\n'), path: '/r' };
      const prd = { ...readAs(config, 'prd', text), path: '/p' };
      const { settings } = runbook;
      const { findings } = judge(runbook, settings, { id: 'x', from: 'id', members: [runbook, prd] });
      return findings.some(({ rule }) => rule === 'rollback-looser-than-guardrail');
    };
    assert.ok(looser('guardrails: [blorp depth ≤ 5 %]\n'));
    assert.ok(!looser('guardrails: [blorp depth ≤ 12 %]\n'));
    const { facts } = readAs(
      config,
      'monitoring',
      'alerts: [{name: Deep, signal: deepness, threshold: "> 7 %"}]\nslos: [blorp depth ≤ 5 %]\n',
    );
    assert.equal(facts.alerts[0]?.metric?.id, 'blorp');
  });

  it('how long a sprint is, wherever a duration stands', () => {
    const config = 'thresholds: { sprint_days: 7 }\n';
    const early = (config: string) => {
      const runbook = {
        ...readAs(config, 'runbook', 'stages: [{name: Canary, traffic: 5 %, duration: 10 days, exit: recall ≥ 0.8}]\n'),
        path: '/r',
      };
      const data = { ...readAs(config, 'data-readiness', 'labels: {count: 9000, latency: 1 sprint}\n'), path: '/d' };
      const { findings } = judge(runbook, { ...runbook.settings, profile: 'strict' }, { id: 'x', from: 'id', members: [runbook, data] });
      return findings.some(({ rule }) => rule === 'canary-shorter-than-label');
    };
    assert.deepEqual([early(''), early(config)], [true, false]);
    const wrong = (config: string) =>
      findings(config, 'problem: "2 sprints + 1 sprint = 3 weeks"\n').some((found) => found.startsWith('total-wrong'));
    assert.deepEqual([wrong(''), wrong(config)], [true, false]);
  });

  it('which words say nothing', () => {
    const text = `metrics:\n  business: [synergistic answers]\n`;
    assert.ok(!findings('', text).some((found) => found.startsWith('weasel-word')));
    assert.ok(findings('vocabulary: { weasel: [synergistic] }\n', text).includes('weasel-word warning'));
  });

  it('how its headings are called', () => {
    const goalOf = (config: string) => run(config, '# x\n\n## Zielsetzung\n\nimprove things\n', 'markdown').artifact.data.goal;
    assert.equal(goalOf('headings: { prd: { goal: [Zielsetzung] } }\n'), 'improve things');
    assert.equal(goalOf('headings: { prd: { baseline: [Zielsetzung] } }\n'), undefined);
  });

  it('which fields it wants, inside others too and in every row, with fixes that add them', () => {
    const config = 'require: { prd: [non_goals, privacy_concerns.sign_off] }\n';
    const text = `${goal}privacy_concerns:\n  - concern: faces\n    sign_off: "@eva, 2026-10-12"\n  - concern: plates\n`;
    const found = run(config, text).findings.find(({ rule }) => rule === 'field-missing');
    assert.match(found?.message ?? '', /Non-goals/);
    assert.match(found?.message ?? '', /Sign-off/);
    assert.deepEqual(
      found?.parts?.filter((part) => part.includes('sign_off')),
      ['/privacy_concerns/1/sign_off'],
    );
    const fix = found?.fixes.find(({ title }) => title.includes('Sign-off'));
    const mended = applyEdits(text, spell(run(config, text).artifact, fix?.edits ?? []) ?? []);
    assert.ok(!/Sign-off/.test(run(config, mended).findings.find(({ rule }) => rule === 'field-missing')?.message ?? ''), mended);
    assert.ok(!/Sign-off/.test(run('', text).findings.find(({ rule }) => rule === 'field-missing')?.message ?? ''));
  });

  it('its numbers: what a rule compares with, and how long a sprint is', () => {
    const text = `${goal}rollout_plan:\n  - Canary on 5 % for 2 sprints\n`;
    const jumps = (config: string) =>
      findings(config, `${goal}rollout_plan:\n  - Canary on 5 % for 2 weeks\n  - 100 %\n`).some((found) => found.startsWith('ramp-jump'));
    assert.deepEqual([jumps(''), jumps('thresholds: { ramp_factor: 50 }\n')], [true, false]);
    const days = (config: string) => run(config, text).facts.stages[0]?.duration?.days;
    assert.deepEqual([days(''), days('thresholds: { sprint_days: 21 }\n')], [28, 42]);
  });
});

describe('a check of a team', () => {
  const config = (more = '') =>
    `custom:\n  - id: acme-dpo\n    kinds: [prd]\n    when: { personal_data: direct }\n    require: [privacy_concerns.sign_off]\n    message: Direct personal data needs the sign-off of the DPO.\n${more}`;
  const text = 'personal_data: direct\nprivacy_concerns:\n  - concern: faces in photos\n    treatment: blurred on upload\n';

  it('speaks under its own id where its field is missing, with a fix, and is silent otherwise', () => {
    const found = run(config(), text).findings.find(({ rule }) => rule === 'acme-dpo');
    assert.equal(found?.message, 'Direct personal data needs the sign-off of the DPO.');
    assert.equal(found?.level, 'warning');
    const mended = applyEdits(text, spell(run(config(), text).artifact, found?.fixes[0]?.edits ?? []) ?? []);
    assert.notEqual(mended, text);
    assert.ok(!findings(config(), mended).some((one) => one.startsWith('acme-dpo')), mended);
    assert.ok(!findings(config(), text.replace('direct', 'none')).some((one) => one.startsWith('acme-dpo')));
    assert.ok(!findings('', text).some((one) => one.startsWith('acme-dpo')));
  });

  it('has a level and a phase, and rules: overrides it', () => {
    assert.ok(findings(config('    level: error\n'), text).includes('acme-dpo error'));
    assert.ok(!findings(config('    from: build\n'), text).some((one) => one.startsWith('acme-dpo')));
    assert.ok(findings(config('    from: build\nphase: deploy\n'), text).includes('acme-dpo warning'));
    assert.ok(findings(config('rules: { acme-dpo: hint }\n'), text).includes('acme-dpo hint'));
  });

  it('can be waived like any other, in both syntaxes', () => {
    const waiver = 'shipworthy-ignore acme-dpo until 2027-03-01 by @ana: DPO is hired in January';
    for (const [document, syntax] of [
      [`${text.replace('privacy', `# ${waiver}\nprivacy`)}`, 'yaml'],
      [`---\npersonal_data: direct\n---\n# x\n\n<!-- ${waiver} -->\n\n## Privacy concerns\n\n- Faces in photos: blurred\n`, 'markdown'],
    ] as const) {
      const { findings: found } = run(config(), document, syntax);
      assert.equal(found.find(({ rule }) => rule === 'acme-dpo')?.waiver?.by, '@ana', document);
      assert.ok(!found.some(({ rule }) => rule === 'waiver-invalid'));
    }
  });

  it('needs all its conditions, and any value of a list', () => {
    const when = (condition: string, document: string) =>
      findings(`custom:\n  - id: a-b\n    when: ${condition}\n    require: [non_goals]\n`, document).includes('a-b warning');
    assert.ok(when('{ regulated: true, personal_data: [direct, special] }', 'regulated: yes\npersonal_data: special\n'));
    assert.ok(!when('{ regulated: true, personal_data: [direct, special] }', 'personal_data: special\n'));
    assert.ok(!when('{ personal_data: [direct, special] }', 'personal_data: none\n'));
  });
});
