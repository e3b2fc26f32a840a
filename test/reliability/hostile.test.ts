// Texts that somebody wrote to do harm, or that a program wrote by mistake: F16 to F24 of the table in README.md.
import { strict as assert } from 'node:assert';
import { readTree } from '../../server/src/core/check.js';
import { matchesGlob } from '../../server/src/core/glob.js';
import { rules } from '../../server/src/core/rules/index.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { readYaml } from '../../server/src/core/syntax/yaml.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { hover } from '../../server/src/features/hover.js';
import { judged, noneThrew } from './engine.js';
import { effort, nightly, quickest } from './sizes.js';

const syntaxes: readonly Syntax[] = ['yaml', 'markdown'];
const problemCodes = (text: string) => readYaml(text).problems.map(({ code }) => code);

describe('hostile texts', function () {
  this.timeout(600_000);

  it('F17 globs are the only patterns a team writes: 500 bad ones over a long path take no time', () => {
    const path = `${'a/'.repeat(2_000)}${'a'.repeat(4_000)}b`;
    const spent = effort(() => {
      for (let at = 0; at < 500; at++) {
        const bad = ['**/'.repeat(at), `${'*a'.repeat(at)}!`, `${'{a,'.repeat(at % 40)}b`, `${'[a-'.repeat(at)}`, `${'?'.repeat(at)}*b`][
          at % 5
        ];
        matchesGlob(bad as string, path);
      }
    });
    assert.ok(spent / 500 <= 100, `${spent / 500} ms each`);
  });

  describe('F18 bombs, loops and crowds of aliases', () => {
    const laughs = `a: &a [x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]},`.repeat(9)}]`).join('\n')}\ngoal: *j\n`;
    const crowd = (count: number) =>
      `base: &base Increase CTR by 8 %\nmetrics:\n  business:\n${Array.from({ length: count }, () => '    - *base\n').join('')}goal: *base\n`;

    it('never throw and take no time', () => {
      for (const [text, limit] of [
        [laughs, 200],
        ['a: &a\n  b: *a\ngoal: *a\n', 200],
        [crowd(1_000), 1_000],
      ] as const) {
        const took = quickest(() => noneThrew(judged(text, 'yaml')));
        assert.ok(took <= limit, `${took} ms for ${text.slice(0, 30)}`);
      }
      const read = quickest(() => void readTree(crowd(20_000), 'yaml'));
      assert.ok(read <= 1_000, `20,000 aliases are read in ${read} ms`);
    });

    it('an alias is the value that it names, a thousand times over', () => {
      const { artifact } = judged(crowd(1_000), 'yaml');
      assert.equal(artifact.data.goal, 'Increase CTR by 8 %');
      assert.equal((artifact.data.metrics as { business: readonly unknown[] }).business.length, 1_000);
    });

    it('an alias without an anchor, or to itself, is said', () => {
      assert.ok(problemCodes('goal: *nowhere\n').includes('alias'));
      assert.ok(problemCodes('a: &a\n  b: *a\n').includes('alias'));
    });
  });

  it('F19 depth is one finding and no stack runs over', () => {
    const deep: Readonly<Record<string, (depth: number) => readonly [string, Syntax]>> = {
      flow: (depth) => [`goal: ${'['.repeat(depth)}${']'.repeat(depth)}\n`, 'yaml'],
      maps: (depth) => [`goal: ${'{a: '.repeat(depth)}x${'}'.repeat(depth)}\n`, 'yaml'],
      sequence: (depth) => [`goal:\n  ${'- '.repeat(depth)}x\n`, 'yaml'],
      block: (depth) => [
        `goal:\n${Array.from({ length: Math.min(depth, 1_200) }, (_, at) => `${' '.repeat(at + 1)}a:\n`).join('')}`,
        'yaml',
      ],
      quote: (depth) => [`${'> '.repeat(depth)}x\n`, 'markdown'],
      list: (depth) => [`${'- '.repeat(depth)}x\n`, 'markdown'],
      emphasis: (depth) => [`${'*a '.repeat(depth)}${'b*'.repeat(depth)}\n`, 'markdown'],
      links: (depth) => [`${'[a'.repeat(depth)}${']'.repeat(depth)}\n`, 'markdown'],
      'front matter': (depth) => [`---\nkind: prd\ngoal: ${'['.repeat(depth)}\n---\n# T\n`, 'markdown'],
    };
    for (const [name, make] of Object.entries(deep))
      for (const depth of [10, 100, 1_000, 100_000]) {
        const [text, syntax] = make(depth);
        let messages: readonly string[] = [];
        const took = effort(() => {
          const result = judged(text, syntax);
          noneThrew(result);
          messages = result.findings.map(({ message }) => message);
        });
        const said = messages.filter((message) => /levels deep|too deep|is not checked/.test(message));
        if (syntax === 'yaml' && depth >= 1_000) assert.equal(said.length, 1, `${name} ${depth}: ${said.length} findings`);
        assert.ok(took < 3_000, `${name} ${depth} took ${took} ms`);
      }
  });

  describe('F20 huge and odd files', () => {
    const paragraph = `${'We increase CTR by 8 % within 90 days of full rollout while preserving NPS. '.repeat(4)}\n\n`;
    const markdownOf = (bytes: number) => `# T\n\n## Goal\n\n${paragraph.repeat(Math.ceil(bytes / paragraph.length))}\n## Rollout\n\nx\n`;
    const yamlOf = (bytes: number) =>
      `title: T\n${'note_: We increase CTR by 8 % within 90 days.\n'.repeat(Math.ceil(bytes / 47))}goal: x\n`;
    const only = (text: string, syntax: Syntax) => judged(text, syntax).findings.map(({ rule, level }) => `${rule} ${level}`);

    it('up to 1 MB is checked in full', () => {
      assert.ok(judged(markdownOf(200_000), 'markdown').findings.some(({ rule }) => rule === 'field-missing'));
    });

    it('up to 5 MB shows what it is made of, and says so once', () => {
      for (const [text, syntax] of [
        [markdownOf(1_200_000), 'markdown'],
        [yamlOf(1_200_000), 'yaml'],
        [markdownOf(4_800_000), 'markdown'],
      ] as const) {
        const took = effort(() => assert.deepEqual(only(text, syntax), ['syntax information']));
        assert.ok(took <= 1_000, `${text.length} in ${took} ms`);
        const { artifact } = judged(text, syntax);
        assert.ok(artifact.places.has('/goal'), 'the goal has a place');
      }
    });

    it('larger ones, endless lines and endless lists of lines are one information', () => {
      const before = process.memoryUsage().heapUsed;
      for (const [text, syntax] of [
        [markdownOf(10_000_000), 'markdown'],
        [yamlOf(10_000_000), 'yaml'],
        [markdownOf(50_000_000), 'markdown'],
        [`# T\n${'x'.repeat(10_000_000)}`, 'markdown'],
        [`goal: ${'x'.repeat(200_000)}\n`, 'yaml'],
        ['- x\n'.repeat(120_000), 'markdown'],
        [Array.from({ length: 100_001 }, (_, at) => `k${at}: x\n`).join(''), 'yaml'],
        ['| a | b |\n|---|---|\n| 1 | 2 |\n\n'.repeat(30_000), 'markdown'],
      ] as const) {
        const took = effort(() => assert.deepEqual(only(text, syntax), ['syntax information']));
        assert.ok(took <= 1_000, `${text.length} in ${took} ms`);
      }
      const grown = (process.memoryUsage().heapUsed - before) / 1e6;
      assert.ok(grown <= 400, `${grown} MB more`);
    });

    it('bytes of no text are read without harm', () => {
      const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256)).toString('utf8');
      for (const syntax of syntaxes) noneThrew(judged(bytes, syntax));
    });
  });

  it('F22 names that objects inherit are plain text everywhere', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'valueOf', 'prototype', '__defineGetter__'];
    const before = Object.getOwnPropertyNames(Object.prototype).sort().join();
    for (const name of names)
      for (const kind of kinds)
        for (const [text, syntax] of [
          [
            `id: ${name}\n${name}: x\nowners:\n  ${name}: "@ana"\nmetrics:\n  - name: ${name}\n    ${name}: 1\nrisks:\n  - ${name}\n`,
            'yaml',
          ],
          [
            `---\n${name}: x\n---\n# ${name}\n\n## ${name}\n\n**${name}:** x\n\n| ${name} | Owner |\n|---|---|\n| ${name} | ${name} |\n`,
            'markdown',
          ],
        ] as const) {
          const result = judged(text, syntax, kind);
          noneThrew(result);
          for (let offset = 0; offset < text.length; offset += 3) hover(result, offset);
        }
    assert.equal(Object.getOwnPropertyNames(Object.prototype).sort().join(), before);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });

  it('F23 twice the text takes about twice the time, for every rule', () => {
    const shapes: Readonly<Record<string, (n: number) => readonly [string, Syntax]>> = {
      paragraphs: (n) => [
        `# T\n\n## Goal\n\n${'We increase CTR by 8 % within 90 days while preserving NPS, unless the p95 latency is above 300 ms. '.repeat(n)}\n`,
        'markdown',
      ],
      bullets: (n) => [
        `# T\n\n## Metrics\n\n${Array.from({ length: n }, (_, at) => `- Metric ${at}: 4 % → 5 % by 2026-12-01 (@ana${at})\n`).join('')}`,
        'markdown',
      ],
      headings: (n) => [`# T\n\n${Array.from({ length: n }, (_, at) => `## Part ${at}\n\nOwner: @ana${at}\n\n`).join('')}`, 'markdown'],
      table: (n) => [
        `# T\n\n## Risks\n\n| Risk | Mitigation | Owner |\n|---|---|---|\n${Array.from({ length: n }, (_, at) => `| risk ${at} | roll back ${at} | @li${at} |\n`).join('')}`,
        'markdown',
      ],
      'list of maps': (n) => [
        `kind: prd\nrisks:\n${Array.from({ length: n }, (_, at) => `  - risk: drift ${at}\n    mitigation: alert ${at}\n    owner: "@ana${at}"\n`).join('')}`,
        'yaml',
      ],
      metrics: (n) => [
        `metrics:\n  business:\n${Array.from({ length: n }, (_, at) => `    - name: metric ${at}\n      target: 5 %\n      owner: "@ana"\n`).join('')}`,
        'yaml',
      ],
      links: (n) => [`# T\n\n## Links\n\n${Array.from({ length: n }, (_, at) => `[a${at}](./x${at}.md#y) `).join('')}\n`, 'markdown'],
      placeholders: (n) => [`# T\n\n## Goal\n\n${'TBD <metric> XX% '.repeat(n)}\n`, 'markdown'],
    };
    const small = nightly ? 1_000 : 250;
    const slow: string[] = [];
    for (const [name, make] of Object.entries(shapes)) {
      const took = [small, small * 2, small * 4].map((n) => {
        const [text, syntax] = make(n);
        return quickest(() => noneThrew(judged(text, syntax)), 2);
      }) as [number, number, number];
      const ratio = Math.sqrt(took[2] / took[0]);
      if (ratio > 2.4 && took[2] > 60) slow.push(`${name}: ${took.map(Math.round).join(' → ')} ms, × ${ratio.toFixed(2)} a doubling`);
    }
    assert.deepEqual(slow, []);
    assert.ok(rules.length > 0);
  });

  it('F24 numbers and versions that other readers change are left as they are written', () => {
    const values = [
      '12345678901234567890',
      '1e400',
      '-1e400',
      '1.10',
      '012',
      '0o14',
      '0x1F',
      '12:30:45',
      'yes',
      'No',
      'on',
      '.inf',
      '.nan',
      '1_000',
      '~',
      'null',
      '2026-11-24',
      '+1',
      '1.',
      '.5',
      '1e3',
      'NaN',
      'Infinity',
      '٣',
    ];
    for (const value of values)
      for (const field of ['title', 'version', 'baseline', 'id', 'owner', 'goal', 'phase', 'target']) {
        const text = `${field}: ${value}\n`;
        const result = judged(text, 'yaml');
        noneThrew(result);
        const [entry] = (result.tree.root as { readonly entries: readonly { readonly value: { readonly text?: string } }[] }).entries;
        assert.equal(entry?.value.text, value, `${field}: ${value}`);
      }
  });
});
