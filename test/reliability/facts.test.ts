// What was measured of the libraries and must not reach anybody: keys, aliases, marks, directives, messages and links.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../server/src/core/config.js';
import { schemas } from '../../server/src/core/schema/kinds.js';
import { misfits } from '../../server/src/core/schema/misfits.js';
import { readYaml } from '../../server/src/core/syntax/yaml.js';
import { lineIndex } from '../../server/src/core/text.js';
import { judged, noneThrew, said } from './engine.js';
import { quickest } from './sizes.js';

const problems = (text: string) => readYaml(text).problems.map(({ code }) => code);
const keys = (count: number) => Array.from({ length: count }, (_, at) => `  key${at}: x\n`).join('');

describe('facts of the libraries', function () {
  this.timeout(600_000);

  it('a key that stands twice is said, in a map, at the first level, in a configuration', () => {
    assert.deepEqual(problems('goal: a\ntitle: b\ngoal: c\n'), ['key-repeated']);
    assert.deepEqual(problems('owners:\n  product: a\n  product: b\n'), ['key-repeated']);
    assert.deepEqual(problems('owners: { a: 1, a: 2 }\n'), ['key-repeated']);
    assert.equal(readConfig('phase: build\nphase: deploy\n').problems.length, 1);
    assert.deepEqual(problems('a: 1\nb: 2\nc:\n  a: 1\n'), []);
  });

  it('keys are compared in linear time: four times as many take about four times as long', () => {
    const took = (count: number) => quickest(() => void readYaml(`map:\n${keys(count)}`));
    const few = took(4_000);
    const many = took(16_000);
    assert.ok(many / few < 8, `${few} → ${many} ms`);
    const flat = quickest(() => void readYaml(keys(30_000).replaceAll('  key', 'key')));
    assert.ok(flat < 2_000, `${flat} ms for 30,000 keys at the first level`);
  });

  it('aliases stay on the tree: 217 bytes of laughter are a handful of nodes', () => {
    const bomb = `a: &a [x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`).join('\n')}\n`;
    let nodes = 0;
    const count = (value: unknown): void => {
      if (value === null || typeof value !== 'object' || nodes > 200_000) return;
      nodes++;
      for (const inner of Object.values(value)) count(inner);
    };
    count(readYaml(bomb).root);
    assert.ok(nodes < 150_000, `${nodes} nodes`);
  });

  it('what does not fit a schema is asked of own properties only', () => {
    const inherited = Object.create({ kind: 1, title: 2, phase: 'x' }) as object;
    for (const [kind, schema] of Object.entries(schemas)) assert.deepEqual(misfits(inherited, schema), [], kind);
    assert.deepEqual(misfits({}, { type: 'object', required: ['constructor'] }).length, 1);
  });

  it('a byte order mark shifts every place by one and hides no heading', () => {
    for (const [text, syntax] of [
      ['# T\n\n## Goal\n\nImprove personalization\n', 'markdown'],
      ['kind: prd\ngoal: Improve personalization\n', 'yaml'],
    ] as const) {
      const plain = judged(text, syntax);
      const marked = judged(`\ufeff${text}`, syntax);
      assert.deepEqual(said(marked), said(plain));
      const places = (shift: number) => (check: typeof plain) =>
        check.findings.filter(({ span }) => span[1] > 0).map(({ rule, span }) => [rule, span[0] - shift, span[1] - shift]);
      const [own, others] = [places(0)(plain), places(1)(marked)];
      assert.deepEqual(
        others.filter(([, start]) => Number(start) >= 0),
        own.filter(([, start], at) => Number(others[at]?.[1]) >= 0 && Number(start) >= 0),
      );
    }
  });

  it('a lone CR ends a line for us as for the protocol and for Markdown', () => {
    assert.deepEqual(lineIndex('a\rb\r\nc\nd').positionAt(5), { line: 2, character: 0 });
    for (const end of ['\r', '\r\n']) {
      const markdown = judged('# T\n\n## Goal\n\nImprove personalization\n'.replaceAll('\n', end), 'markdown');
      assert.ok(
        markdown.findings.some(({ rule }) => rule === 'goal-vague'),
        JSON.stringify(end),
      );
      const yaml = judged('kind: prd\ntitle: T\ngoal: Improve personalization\n'.replaceAll('\n', end), 'yaml');
      noneThrew(yaml);
      assert.ok(
        yaml.findings.some(({ rule }) => rule === 'goal-vague'),
        `yaml ${JSON.stringify(end)}`,
      );
    }
  });

  it('%YAML 1.1 is said, and values stay as they are written', () => {
    const text = '%YAML 1.1\n---\nkind: prd\ntitle: yes\nid: 012\nbase: &b {a: 1}\nother:\n  <<: *b\n';
    assert.deepEqual(problems(text), ['old-yaml']);
    assert.deepEqual(problems(text.replace('1.1', '1.2')), []);
    const { artifact, findings } = judged(text, 'yaml');
    assert.equal(artifact.data.title, 'yes');
    assert.equal(artifact.data.id, '012');
    assert.equal(findings.filter(({ rule, level }) => rule === 'syntax' && level === 'information').length, 1);
  });

  it('no message and no process warning quotes what the library says of a document', () => {
    const secret = 'CANARY-7f3a';
    const warnings: string[] = [];
    const hear = (warning: Error) => void warnings.push(String(warning));
    process.on('warning', hear);
    const write = process.stderr.write;
    let written = '';
    process.stderr.write = ((text: string) => {
      written += text;
      return true;
    }) as typeof write;
    try {
      for (const text of [
        `? {${secret}: 1}\n: x\n`,
        `? [${secret}]\n: y\n`,
        `"${secret}\n`,
        `a: [${secret}\n`,
        `${secret}: @x\n`,
        `%${secret}\n---\na: 1\n`,
        `a: !${secret} b\n`,
      ]) {
        const { problems: found } = readYaml(text);
        for (const { message } of found) assert.ok(!message.includes(secret), message);
        noneThrew(judged(text, 'yaml'));
      }
    } finally {
      process.stderr.write = write;
      process.off('warning', hear);
    }
    assert.deepEqual(warnings, []);
    assert.equal(written, '');
  });

  it('nothing calls what expands aliases', () => {
    const sources = readdirSync('server/src', { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join('server/src', name), 'utf8'))
      .join('\n');
    assert.doesNotMatch(sources, /\.toJS\(|import \{[^}]*\bparse\b[^}]*\} from 'yaml'/);
    assert.match(sources, /uniqueKeys: false, logLevel: 'silent'/);
    assert.match(sources, /linkify: false/);
  });
});
