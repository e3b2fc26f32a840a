// A text that is read again after an edit gives what reading it from scratch gives: tree, artifact, findings, readiness.
// EDITS=100000 tries so many; each failure becomes a line of `once`. The seed is printed where one fails.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Reading, read } from '../../server/src/core/check.js';
import type { Member } from '../../server/src/core/project.js';
import { reportOf } from '../../server/src/core/report.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { readYaml } from '../../server/src/core/syntax/yaml.js';
import type { MapNode, Syntax, Tree } from '../../server/src/core/tree.js';
import { recognise } from '../../server/src/recognise.js';

const settings = { ...defaultSettings, today: '2026-11-25' };
const all = Number(process.env.EDITS ?? 3_000);
const perRun = 25;

const files = {
  yaml: ['recommender/recs.runbook.yaml', 'recommender-broken/recs.monitoring.yaml', 'recommender-broken/recs.runbook.yaml'],
  markdown: ['recommender/recs.prd.md', 'recommender-broken/recs.prd.md', 'recommender-broken/recs.experiment-plan.md'],
} as const;

describe('what is read again after an edit', () => {
  for (const syntax of ['yaml', 'markdown'] as const)
    it(`is what is read from scratch, in ${all / 2} edits of ${syntax}`, function () {
      this.timeout(0);
      const starts = files[syntax].map((file) => readFileSync(`examples/${file}`, 'utf8'));
      fc.assert(
        fc.property(fc.constantFrom(...starts), fc.array(edit, { minLength: perRun, maxLength: perRun }), (start, edits) => {
          let before: Member | undefined;
          let text = start;
          for (const each of edits) {
            text = edited(text, each);
            before = agree(text, syntax, before);
          }
        }),
        { numRuns: Math.ceil(all / 2 / perRun) },
      );
    });

  const once: readonly (readonly [what: string, syntax: Syntax, before: string, after: string])[] = [
    [
      'a fence that is opened above a heading',
      'markdown',
      '# A\n\n## Goal\n\nx\n\n## Risks\n\n- a\n',
      '# A\n\n## Goal\n\n```\nx\n\n## Risks\n\n- a\n',
    ],
    ['the only heading that goes', 'markdown', 'Goal\n\n- a\n# B\n', 'Goal\n\n- a\n'],
    ['a comment that is opened above a heading', 'markdown', '# A\n\n## Goal\n\nx\n\n## Risks\n', '# A\n\n## Goal\n\n<!-- x\n\n## Risks\n'],
    ['a quote that is opened in an item', 'yaml', 'risks:\n  - a\n  - b\n  - c\n', 'risks:\n  - a\n  - "b\n  - c\n'],
    ['an item that moves out', 'yaml', 'risks:\n  - a\n  - b\n  - c\n', 'risks:\n  - a\n - b\n  - c\n'],
  ];
  for (const [what, syntax, first, second] of once)
    it(`is what is read from scratch: ${what}`, () => {
      const before = agree(first, syntax, undefined);
      agree(second, syntax, before);
      agree(first, syntax, agree(second, syntax, undefined));
    });

  it('a list that is read item by item is the list that is read at once', () => {
    for (const text of files.yaml.map((file) => readFileSync(`examples/${file}`, 'utf8'))) {
      const inParts = readYaml(text);
      // An alias makes the reader take the text as a whole.
      const atOnce = readYaml(`${text}zz: [a, *b]\n`);
      assert.ok((inParts.parts?.size ?? 0) > 10 && atOnce.parts?.size === 1);
      assert.deepEqual((inParts.root as MapNode).entries, (atOnce.root as MapNode).entries.slice(0, -1));
    }
  });
});

function agree(text: string, syntax: Syntax, before: Member | undefined): Member {
  const again = member(text, syntax, before);
  const scratch = member(text, syntax, undefined);
  const told = () => `after ${JSON.stringify(before?.source.text)}\nnow ${JSON.stringify(text)}`;
  same(shown(again.tree), shown(scratch.tree), told);
  same({ ...again.artifact, places: [...again.artifact.places] }, { ...scratch.artifact, places: [...scratch.artifact.places] }, told);
  same(said(again), said(scratch), told);
  return again;
}

function same(a: unknown, b: unknown, told: () => string): void {
  try {
    assert.deepEqual(a, b);
  } catch (error) {
    throw new Error(`${told()}\n${(error as Error).message}`);
  }
}

function member(text: string, syntax: Syntax, before: Reading | undefined): Member {
  const name = syntax === 'yaml' ? 'a.prd.yaml' : 'a.prd.md';
  const { kind, kindFrom, candidate } = recognise(name, text) ?? { kind: 'prd', kindFrom: 'file name', candidate: false };
  return { ...read({ text, syntax, kind, kindFrom, candidate } as Reading['source'], settings, before), path: `/a/${name}` };
}

const shown = ({ parts: _, ...tree }: Tree) => tree;

function said(self: Member): unknown {
  const { checks, readiness } = reportOf({ id: 'a', from: 'folder', members: [self] }, () => settings);
  return {
    findings: checks.map(({ findings }) => findings.map(({ related, ...rest }) => ({ ...rest, related: related.length }))),
    readiness,
  };
}

/** Where (a share of the text), how many characters go, what comes; or lines that are taken along. */
interface Edit {
  readonly at: number;
  readonly goes: number;
  readonly comes: string;
  readonly lines: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  goes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 60 })),
  comes: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'abe 5%@.,') },
    fc.constantFrom(
      '\n',
      '\r\n',
      '\n\n',
      '  ',
      '\t',
      ': ',
      '- ',
      '\n- ',
      '\n  - ',
      '#',
      '\n# A\n',
      '\n## Goal\n\n',
      '"',
      "'",
      '`',
      '\n```\n',
      '\n~~~\n',
      '<!--',
      '-->',
    ),
    fc.constantFrom(
      '\n---\n',
      '---',
      '|',
      '[',
      '{',
      ']',
      '}',
      '&a ',
      '*a',
      '>',
      '\n> ',
      '**',
      '\n\n| a | b |\n|---|---|\n| c | d |\n',
      '\ngoal: x\n',
      '\n<div>\n',
      'é',
      '😀',
      '\u00a0',
      '\\#',
      'TBD',
      '',
    ),
    fc.constantFrom(
      'owner: @ana',
      'by 8 % within 90 days',
      '\n  - name: a\n    owner: "@li"\n',
      '\nGoal: raise it\n',
      '[x](a.md)',
      '[x]: b.md\n',
      'kind: runbook\n',
    ),
  ),
  lines: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6 })),
});

function edited(text: string, { at, goes, comes, lines }: Edit): string {
  const from = Math.floor(at * text.length);
  if (lines === 0) return text.slice(0, from) + comes + text.slice(from + goes);
  const all = text.split('\n');
  const first = Math.floor(at * all.length);
  const moved = goes > 0 ? all.splice(first, lines) : all.slice(first, first + lines);
  all.splice(Math.floor(all.length * (1 - at)), 0, ...moved);
  return all.join('\n');
}
