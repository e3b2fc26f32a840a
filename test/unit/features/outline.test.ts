// Outline and folding of an editor that has none of its own: what lies in what, in both syntaxes.
import { strict as assert } from 'node:assert';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { check } from '../../../server/src/core/check.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { documentSymbols, foldingRanges } from '../../../server/src/features/outline.js';

const checked = (text: string, syntax: 'yaml' | 'markdown') =>
  check({ text, syntax, kind: 'prd', kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-25' });
const drawn = (symbols: readonly DocumentSymbol[], depth = 0): string =>
  symbols
    .map(
      ({ name, children, range }) =>
        `${'  '.repeat(depth)}${name} ${range.start.line}-${range.end.line}\n${drawn(children ?? [], depth + 1)}`,
    )
    .join('');

const markdown = `---
kind: prd
owners: ["@ana"]
---

# Search

## Goal

Increase CTR by 8 % within 90 days

### Why

Because.

## Metrics

| Metric | Target |
|---|---|
| CTR | 5 % |
`;

const yaml = `kind: prd
goal: increase CTR by 8 % within 90 days
metrics:
  technical:
    - name: p95 latency
      target: 300 ms
    - recall
rollout_plan:
  - stage: canary
    traffic: 5 %
`;

describe('outline', () => {
  it('follows the headings of Markdown, front matter first', () => {
    assert.equal(
      drawn(documentSymbols(checked(markdown, 'markdown'))).replace(/ \d+-\d+/g, ''),
      'kind\nowners\nSearch\n  Goal\n    Why\n  Metrics\n',
    );
  });

  it('follows the keys of YAML, items by their name', () => {
    assert.equal(
      drawn(documentSymbols(checked(yaml, 'yaml'))).replace(/ \d+-\d+/g, ''),
      'kind\ngoal\nmetrics\n  technical\n    p95 latency\n      name\n      target\nrollout_plan\n',
    );
  });

  it('every selection lies in its range, and every range in that of its parent', () => {
    const visit = (symbols: readonly DocumentSymbol[], from: number, to: number): void => {
      for (const { range, selectionRange, children = [], name } of symbols) {
        assert.ok(from <= range.start.line && range.end.line <= to, name);
        assert.ok(range.start.line <= selectionRange.start.line && selectionRange.end.line <= range.end.line, name);
        visit(children, range.start.line, range.end.line);
      }
    };
    visit(documentSymbols(checked(markdown, 'markdown')), 0, 99);
    visit(documentSymbols(checked(yaml, 'yaml')), 0, 99);
  });

  it('folds front matter, sections and blocks, without the empty lines at their end', () => {
    const folds = (text: string, syntax: 'yaml' | 'markdown') =>
      foldingRanges(checked(text, syntax)).map(({ startLine, endLine }) => `${startLine}-${endLine}`);
    assert.deepEqual(folds(markdown, 'markdown'), ['0-3', '5-19', '7-13', '11-13', '15-19']);
    assert.deepEqual(folds(yaml, 'yaml'), ['2-6', '3-6', '4-5', '7-9', '8-9']);
  });
});
