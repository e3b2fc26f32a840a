// Every piece of every tree points at the very characters that it stands for: with CRLF, a byte order mark, emoji, tabs,
// tables and nested lists. Documents are generated; the seed is printed where one fails.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readMarkdown } from '../../server/src/core/syntax/markdown.js';
import { readYaml } from '../../server/src/core/syntax/yaml.js';
import type { Node, ScalarNode, Tree } from '../../server/src/core/tree.js';

describe('positions', () => {
  it('hold for generated Markdown', () => {
    fc.assert(
      fc.property(markdownDocument, (text) => holds(readMarkdown(text))),
      { numRuns: 400 },
    );
  });

  it('hold for generated YAML', () => {
    fc.assert(
      fc.property(yamlDocument, (text) => holds(readYaml(text))),
      { numRuns: 400 },
    );
  });

  it('hold for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => holds(readMarkdown(text))),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => holds(readYaml(text))),
      { numRuns: 300 },
    );
  });

  const samples: readonly (readonly [string, string, string])[] = [
    ['a heading after a byte order mark', '\ufeff# Title\n\n## Goal\n\nRaise CTR', 'Raise CTR'],
    ['CRLF and emphasis', '# T\r\n\r\n**Goal:** raise *CTR* now\r\n', 'CTR'],
    ['a table cell behind an emoji', '| 🎯 | B |\n|---|---|\n| 🚀 x | `p95` ≤ 300 |\n', ' ≤ 300'],
    ['a nested list with tabs', '- a\n\t- Owner: @ana\n', '@ana'],
    ['a quotation', '> **Owner:** @li\n> next\n', '@li'],
    ['an escaped pipe', '| A | B |\n|---|---|\n| x \\| y | z |\n', 'z'],
    ['a link', 'See [the *plan*](http://x.y/(a) "t t") then go\n', ' then go'],
    ['front matter', '---\nkind: prd\nowner: mei\n---\n# T\n', 'mei'],
  ];
  for (const [name, text, wanted] of samples) {
    it(`are exact for ${name}`, () => {
      const found = scalars(readMarkdown(text).root).some(
        (node) =>
          node.pieces.some((piece) => piece.size === piece.length && text.slice(piece.start, piece.start + piece.size) === wanted) ||
          [...pieceTexts(node, text)].some((part) => part.includes(wanted)),
      );
      assert.ok(found, `no piece stands at ${JSON.stringify(wanted)}`);
      holds(readMarkdown(text));
    });
  }
});

/** The invariant: an exact piece reads the same in the value and in the source, spans stay inside, nothing throws. */
function holds(tree: Tree): void {
  for (const node of scalars(tree.root)) {
    assert.ok(node.span[0] >= 0 && node.span[1] <= tree.text.length && node.span[0] <= node.span[1], `span ${node.span}`);
    let last = 0;
    for (const piece of node.pieces) {
      assert.ok(piece.at >= last, 'pieces in order');
      last = piece.at + piece.length;
      assert.ok(last <= node.text.length + 1, `piece ends at ${last} of ${node.text.length}`);
      if (piece.size !== piece.length) continue;
      const value = node.text.slice(piece.at, piece.at + piece.length);
      const source = tree.text.slice(piece.start, piece.start + piece.size);
      assert.equal(normal(source), normal(value));
    }
  }
}

/** Line breaks become LF and NUL becomes U+FFFD on reading. */
const normal = (text: string): string => text.replace(/[\r\n\t ]/g, ' ').replaceAll('\0', '\ufffd');

function* pieceTexts(node: ScalarNode, text: string): Generator<string> {
  for (const piece of node.pieces) yield text.slice(piece.start, piece.start + piece.size);
}

function scalars(node: Node): ScalarNode[] {
  if (node.type === 'scalar') return [node, ...(node.label ? scalars(node.label.value) : []), ...(node.below ? scalars(node.below) : [])];
  if (node.type === 'seq') return node.items.flatMap(scalars);
  if (node.type === 'body') return node.blocks.flatMap(scalars);
  return node.entries.flatMap((entry) => scalars(entry.value));
}

const word = fc.constantFrom(
  'CTR',
  'p95',
  '🎯',
  'naïve',
  '成功指标',
  'e\u0301',
  '8 %',
  '@ana',
  'a_b',
  '<metric>',
  '`code`',
  '**bold**',
  '*it*',
  '[link](x.md)',
  '\\*',
  '&amp;',
  'Goal:',
  'x|y',
  '~~old~~',
  '<br>',
  'https://a.b/c_d',
  '"q"',
  "'s'",
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
const eol = fc.constantFrom('\n', '\r\n');
const block = fc.oneof(
  words.map((text) => `## ${text}`),
  words,
  words.map((text) => `- ${text}\n- [x] ${text}\n  - ${text}\n\t- ${text}`),
  words.map((text) => `1. ${text}\n   more ${text}`),
  words.map((text) => `> ${text}\n> ${text}`),
  fc.tuple(words, words).map(([a, b]) => `| A | B |\n|---|---|\n| ${a.replaceAll('|', '\\|')} | ${b.replaceAll('|', '\\|')} |`),
  words.map((text) => `**Goal:** ${text}\n**Owner**: ${text}`),
  words.map((text) => `\`\`\`sh\n${text}\n\`\`\``),
  words.map((text) => `<!-- ${text} -->`),
);
const markdownDocument = fc
  .tuple(fc.boolean(), eol, fc.array(block, { maxLength: 8 }))
  .map(([bom, end, blocks]) => (bom ? '\ufeff' : '') + blocks.join('\n\n').replaceAll('\n', end));

const plainWord = fc.constantFrom('CTR', '8 %', 'naïve', '🎯', '成功', 'p95 ≤ 300', 'https://a.b/c');
const yamlValue = fc.oneof(
  plainWord,
  plainWord.map((text) => `"${text} \\n \\u00e9 \\" end"`),
  plainWord.map((text) => `'it''s ${text}'`),
  plainWord.map((text) => `|\n    ${text}\n      deep\n\n    ${text}`),
  plainWord.map((text) => `>-\n    ${text}\n    folded ${text}`),
  plainWord.map((text) => `${text}\n    goes on ${text}`),
  plainWord.map((text) => `[${text}, "${text}", ${text}]`),
  plainWord.map((text) => `{a: ${text}, b: '${text}'}`),
  plainWord.map((text) => `\n  - ${text}\n  - name: ${text}\n    owner: '@ana'`),
  fc.constant(''),
  fc.constant('@ana'),
  fc.constant('"unclosed'),
);
const yamlDocument = fc
  .tuple(
    fc.boolean(),
    eol,
    fc.array(
      fc.tuple(fc.constantFrom('goal', 'Risks & mitigations', '"quoted key"', 'Metrics (technical + business)', '目标'), yamlValue),
      { maxLength: 8 },
    ),
  )
  .map(
    ([bom, end, entries]) =>
      (bom ? '\ufeff' : '') +
      entries
        .map(([key, value]) => `${key}: ${value}`)
        .join('\n')
        .replaceAll('\n', end),
  );
