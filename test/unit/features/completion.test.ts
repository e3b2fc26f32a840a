// What is offered where, in both spellings. That any of it may be taken anywhere is tested in thorough/.
import { strict as assert } from 'node:assert';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { check, read, readTree } from '../../../server/src/core/check.js';
import { readConfig, settingsFrom } from '../../../server/src/core/config.js';
import type { Member } from '../../../server/src/core/project.js';
import { readMarks } from '../../../server/src/core/rules/rule.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings, type Settings } from '../../../server/src/core/settings.js';
import { applyEdits, lineIndex } from '../../../server/src/core/text.js';
import { decide } from '../../../server/src/core/tradeoff.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { completion } from '../../../server/src/features/completion.js';

describe('completion', () => {
  const cases: readonly (readonly [string, Syntax, Kind, string, readonly string[], readonly string[]])[] = [
    ['a missing field on an empty line', 'yaml', 'prd', 'kind: prd\n<||>\n', ['goal', 'owners'], ['kind']],
    ['a field half typed between others', 'yaml', 'prd', 'kind: prd\nbas<||>\ntitle: x\n', ['baseline'], ['title', 'kind']],
    ['the choices of an enum', 'yaml', 'prd', 'phase: <||>\n', ['discover', 'deploy'], ['goal']],
    ['the parts of a structure', 'yaml', 'runbook', 'rollback:\n  steps: [x]\n  <||>\n', ['authority', 'triggers'], ['steps', 'oncall']],
    ['the parts of a list item', 'yaml', 'prd', 'risks_and_mitigations:\n  - risk: bias\n    mi<||>\n', ['mitigation'], ['risk', 'goal']],
    ['the five slots in a goal', 'yaml', 'prd', 'goal: <||>\n', ['Measurable goal in five slots'], []],
    ['choices in front matter', 'markdown', 'prd', '---\nkind: prd\nphase: <||>\n---\n# T\n', ['build'], []],
    ['fields in front matter', 'markdown', 'prd', '---\nkind: prd\nse<||>\n---\n# T\n', ['serving'], ['kind']],
    ['a section after a hash', 'markdown', 'prd', '# T\n\n## Goal\n\nx\n\n## <||>\n', ['## Owners', '## Baseline'], ['## Goal']],
    ['a section on an empty line', 'markdown', 'prd', '# T\n\n## Goal\n\nx\n\n<||>\n', ['## Owners'], ['## Goal']],
    ['the five slots in a goal section', 'markdown', 'prd', '# T\n\n## Goal\n\n<||>\n', ['Measurable goal in five slots'], []],
    ['people who are named already', 'yaml', 'prd', 'owners:\n  product: "@ana"\n  data: <||>\n', ['@ana'], []],
  ];
  for (const [name, syntax, kind, marked, has, lacks] of cases) {
    it(`offers ${name}`, () => {
      const labels = offers(marked, syntax, kind).items.map(({ label }) => label);
      for (const label of has) assert.ok(labels.includes(label), `${label} is not among ${labels.join(', ')}`);
      for (const label of lacks) assert.ok(!labels.includes(label), `${label} is offered`);
    });
  }

  it('offers the names of the whole initiative in keys, tables, lists and prose of both syntaxes', () => {
    const others = [
      member('x.data-readiness.yaml', 'data-readiness', 'sources: [{name: events_db, owner: "@noor"}]\n'),
      member('x.prd.yaml', 'prd', 'metrics: {technical: [{name: p95 latency}]}\nslos: [{sli: requests answered}]\n'),
      member('x.experiment-plan.yaml', 'experiment-plan', 'candidates: [{name: gbdt_42}, {name: popularity}]\n'),
    ];
    for (const [marked, syntax, kind, label, after] of [
      ['data_sources:\n  ev<||>\n', 'yaml', 'prd', 'events_db', 'data_sources:\n  events_db: \n'],
      ['data_sources:\n  - <||>\n', 'yaml', 'prd', 'events_db', 'data_sources:\n  - events_db\n'],
      ['artifact:\n  model: gb<||>\n', 'yaml', 'runbook', 'gbdt_42', 'artifact:\n  model: gbdt_42\n'],
      [
        'rollback:\n  steps:\n    - switch back to gb<||>\n',
        'yaml',
        'runbook',
        'gbdt_42',
        'rollback:\n  steps:\n    - switch back to gbdt_42\n',
      ],
      [
        '## Alerts\n\n| Name | Signal |\n|---|---|\n| Slow | <||> |\n',
        'markdown',
        'monitoring',
        'requests answered',
        '## Alerts\n\n| Name | Signal |\n|---|---|\n| Slow | requests answered |\n',
      ],
      ['## Steps\n\n- Compare p95 la<||>\n', 'markdown', 'runbook', 'p95 latency', '## Steps\n\n- Compare p95 latency\n'],
      [
        '## Problem\n\nNobody reads the rows of even<||>\n',
        'markdown',
        'prd',
        'events_db',
        '## Problem\n\nNobody reads the rows of events_db\n',
      ],
    ] as const) {
      const { text, marks } = readMarks(marked);
      const items = completion(run(text, syntax, kind), { offset: marks[0]?.[0] ?? 0, snippets: false, others });
      const item = items.find((offer) => offer.label === label);
      assert.ok(item, `${marked}\n${items.map((offer) => offer.label).join(', ')}`);
      assert.equal(insert(text, item), after);
    }
    // An everyday word is no name in a sentence.
    const { text, marks } = readMarks('## Problem\n\nThey trust popu<||>\n');
    const labels = completion(run(text, 'markdown', 'prd'), { offset: marks[0]?.[0] ?? 0, snippets: false, others }).map(
      ({ label }) => label,
    );
    assert.ok(!labels.includes('popularity'));
  });

  it('offers under a team’s own heading what it offers under the built-in one', () => {
    const settings = settingsFrom(
      readConfig('headings: { prd: { goal: [Zielsetzung], transparency: [Offenheit] } }\n').data,
      defaultSettings,
    );
    const under = (heading: string, own: Settings) => {
      const { text, marks } = readMarks(`# T\n\n## ${heading}\n\n<||>\n`);
      const checked = check({ text, syntax: 'markdown', kind: 'prd', kindFrom: 'forced', candidate: false }, own);
      return completion(checked, { offset: marks[0]?.[0] ?? 0, snippets: false }).map(({ label }) => label);
    };
    for (const [own, usual] of [
      ['Zielsetzung', 'Goal'],
      ['Offenheit', 'Transparency'],
    ] as const) {
      assert.deepEqual(under(own, settings), under(usual, settings));
      assert.notDeepEqual(under(own, defaultSettings), under(usual, defaultSettings));
    }
  });

  it('writes what the trade-off helper and the stand-up say', () => {
    const flags = 'serving: realtime\nteam_size: 2\n';
    const { rationale } = decide({ serving: 'realtime', team: 'small' });
    const standup = () => 'Success: "8 %" more. Biggest risk: bias.';
    for (const [marked, syntax, kind, label, after] of [
      [`${flags}model_decision: <||>\n`, 'yaml', 'prd', 'Trade-off rationale', `${flags}model_decision: "${rationale}"\n`],
      [
        `---\n${flags}---\n# T\n\n## Model decision\n\n- Rationale: <||>\n`,
        'markdown',
        'prd',
        'Trade-off rationale',
        `---\n${flags}---\n# T\n\n## Model decision\n\n- Rationale: ${rationale}\n`,
      ],
      [
        `${flags}decision:\n  rationale: <||>\n`,
        'yaml',
        'experiment-plan',
        'Trade-off rationale',
        `${flags}decision:\n  rationale: "${rationale}"\n`,
      ],
      ['title: x\nst<||>\n', 'yaml', 'one-pager', 'Stand-up', 'title: x\nx-standup: "Success: \\"8 %\\" more. Biggest risk: bias."\n'],
      [
        '# T\n\nstand<||>\n\n## Goal\n',
        'markdown',
        'prd',
        'Stand-up',
        '# T\n\n## Stand-up\n\nSuccess: "8 %" more. Biggest risk: bias.\n\n## Goal\n',
      ],
    ] as const) {
      const { text, marks } = readMarks(marked);
      const items = completion(run(text, syntax, kind), { offset: marks[0]?.[0] ?? 0, snippets: false, standup });
      const item = items.find((offer) => offer.label === label);
      assert.ok(item, `${marked}\n${items.map((offer) => offer.label).join(', ')}`);
      const written = insert(text, item);
      assert.equal(readTree(written, syntax).problems.length, 0, written);
      assert.equal(written, after);
    }
    // Nothing is known, nothing is said.
    assert.ok(!offers('model_decision: <||>\n', 'yaml', 'prd').items.some(({ label }) => label === 'Trade-off rationale'));
    assert.ok(!offers('title: x\nst<||>\n', 'yaml', 'one-pager').items.some(({ label }) => label === 'Stand-up'));
  });

  it('offers nothing in a comment', () => assert.deepEqual(offers('kind: prd\n# go<||>\n', 'yaml', 'prd').items, []));

  it('offers a row like the one above, in tables, lists and YAML', () => {
    const taken = (marked: string, syntax: Syntax, kind: Kind) => {
      const { text, items } = offers(marked, syntax, kind);
      const row = items.find(({ label }) => label.startsWith('One more'));
      assert.ok(row, items.map(({ label }) => label).join(', '));
      return insert(text, row);
    };
    assert.equal(
      taken(
        '# T\n\n## Risks\n\n| Risk | Mitigation | Owner | Cost |\n|---|---|---|---|\n| Bias | gate | @li | 3 |\n<||>\n## Owners\n',
        'markdown',
        'prd',
      ),
      '# T\n\n## Risks\n\n| Risk | Mitigation | Owner | Cost |\n|---|---|---|---|\n| Bias | gate | @li | 3 |\n' +
        '| <what may go wrong> | <what is done about it, by whom> | <risk owner> | <cost> |\n\n## Owners\n',
    );
    assert.equal(
      taken('## Data sources\n\n- orders: @noor\n- <||>\n', 'markdown', 'prd').split('\n')[3],
      '- <source, owner, how often refreshed>',
    );
    assert.equal(
      taken('kind: runbook\nstages:\n  - name: Canary\n    traffic: 5 %\n<||>\n', 'yaml', 'runbook'),
      'kind: runbook\nstages:\n  - name: Canary\n    traffic: 5 %\n  - name: <stage>\n    traffic: <traffic>\n',
    );
  });

  it('replaces a choice as a whole, and puts a person into a sentence', () => {
    const first = (marked: string, syntax: Syntax, kind: Kind, label: string) => {
      const { text, items } = offers(marked, syntax, kind);
      const item = items.find((offer) => offer.label === label);
      assert.ok(item, items.map((offer) => offer.label).join(', '));
      return insert(text, item);
    };
    assert.equal(first('serving: real<||>time\n', 'yaml', 'prd', 'batch'), 'serving: batch\n');
    assert.equal(
      first('## Stages\n\n| Stage | Type |\n|---|---|\n| First | can<||>ary |\n', 'markdown', 'runbook', 'ramp'),
      '## Stages\n\n| Stage | Type |\n|---|---|\n| First | ramp |\n',
    );
    assert.equal(
      first('owners:\n  product: "@ana"\noncall:\n  summary: first @<||> and then nobody\n', 'yaml', 'runbook', '@ana'),
      'owners:\n  product: "@ana"\noncall:\n  summary: first @ana and then nobody\n',
    );
    assert.equal(
      first('oncall:\n  primary: "@li"\n  secondary: "<||>"\n', 'yaml', 'runbook', '@li'),
      'oncall:\n  primary: "@li"\n  secondary: "@li"\n',
    );
  });

  it('offers nothing where taking it would take something away', () => {
    for (const [name, marked, syntax, kind] of [
      ['a name that is right', 'kind: prd\n<||>goal: x\n', 'yaml', 'prd'],
      ['above the title', '---\nkind: prd\n---\n<||>\n# T\n\n## Goal\n\nx\n', 'markdown', 'prd'],
      ['on a fence of front matter', '---<||>\nkind: prd\n---\n', 'markdown', 'prd'],
      ['above what is indented', 'rollback:\n<||>\n  authority: "@ana"\n', 'yaml', 'runbook'],
      ['in a field that has parts', 'rollback: <||>\n  authority: "@ana"\n', 'yaml', 'runbook'],
      ['in the middle of a sentence', 'goal: increase <||>click-through by 8 % relative within 90 days of full rollout\n', 'yaml', 'prd'],
      ['above the rest of a section', '# T\n\n## Problem\n\n<||>\n\nVisitors leave without a click.\n', 'markdown', 'prd'],
    ] as const)
      assert.deepEqual(
        offers(marked, syntax, kind).items.map(({ label }) => label),
        [],
        name,
      );
  });
});

function offers(marked: string, syntax: Syntax, kind: Kind): { readonly text: string; readonly items: CompletionItem[] } {
  const { text, marks } = readMarks(marked);
  return { text, items: complete(text, marks[0]?.[0] ?? 0, syntax, kind) };
}

const member = (path: string, kind: Kind, text: string): Member => ({
  ...read({ text, syntax: 'yaml', kind, kindFrom: 'forced', candidate: false }, defaultSettings),
  path,
});
const run = (text: string, syntax: Syntax, kind: Kind) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });
const complete = (text: string, offset: number, syntax: Syntax, kind: Kind) =>
  completion(run(text, syntax, kind), { offset, snippets: false });
function insert(text: string, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit;
  const lines = lineIndex(text);
  return applyEdits(text, [{ span: [lines.offsetAt(edit.range.start), lines.offsetAt(edit.range.end)], text: edit.newText }]);
}
