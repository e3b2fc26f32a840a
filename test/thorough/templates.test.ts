// A fresh template has gaps and nothing else: whatever is done to its lines, no guidance counts as content.
// All ways to a new document write the same text.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, readTree } from '../../server/src/core/check.js';
import { checklist } from '../../server/src/core/facts/boxes.js';
import { isEmptyAnswer } from '../../server/src/core/language/placeholder.js';
import { leaves } from '../../server/src/core/model/artifact.js';
import { lower } from '../../server/src/core/model/lower.js';
import type { Template } from '../../server/src/core/rules/rule.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { phases, type Shape, shapeOf } from '../../server/src/core/schema/look.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { blankOf, plain, spell, writeArtifact } from '../../server/src/core/syntax/write.js';
import { type Snippet, template } from '../../server/src/core/templates/template.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { newArtifact, newInitiative, newKinds, slug } from '../../server/src/newFiles.js';
import type { Kind } from '../../server/src/recognise.js';

const syntaxes: readonly Syntax[] = ['yaml', 'markdown'];
const all = kinds.flatMap((kind) => syntaxes.map((syntax) => ({ kind, syntax, text: template(kind, syntax) })));
/** What is missing, and the two rules that say it better for one field each. */
const gaps = new Set(['field-missing', 'rollback-missing', 'three-am-unanswered']);

const checked = (kind: Kind, syntax: Syntax, text: string) =>
  check({ text, syntax, kind, kindFrom: 'declared', candidate: false }, { ...defaultSettings });
/** What would earn something: a field that holds more than a placeholder, as the readiness map asks it. */
const content = (kind: Kind, syntax: Syntax, text: string) =>
  [...leaves(lower(readTree(text, syntax), kind))]
    .filter(({ pointer, text: leaf }) => !/^\/(?:kind|phase)$/i.test(pointer) && !isEmptyAnswer(leaf.text))
    .map(({ pointer, text: leaf }) => `${pointer}: ${leaf.text}`);
const both = (one: string, other: string) => (text: string, syntax: Syntax) => {
  const [first, second] = [mutations[one], mutations[other]];
  return first && second ? second(first(text, syntax), syntax) : text;
};

describe('templates', () => {
  for (const { kind, syntax, text } of all) {
    const fresh = plain(text);
    it(`${kind} in ${syntax}: nothing but gaps, in every phase`, () => {
      for (const phase of phases) {
        const { findings, artifact, phase: read } = checked(kind, syntax, fresh.replace('phase: discover', `phase: ${phase}`));
        assert.equal(read, phase);
        assert.deepEqual(
          findings.filter(({ rule }) => !gaps.has(rule)).map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
        assert.deepEqual(Object.keys(artifact.data).sort(), ['kind', 'phase']);
      }
    });

    it(`${kind} in ${syntax}: no mutation turns guidance into content`, () => {
      for (const [name, mutate] of Object.entries(mutations)) {
        if (syntax === 'yaml' && name.startsWith('Markdown')) continue;
        const mutant = mutate(fresh, syntax);
        assert.deepEqual(content(kind, syntax, mutant), [], `${name}\n${mutant}`);
      }
    });

    it(`${kind} in ${syntax}: tab stops come in reading order, one for each gap`, () => {
      const stops = [...text.matchAll(/(?<!\\)\$\{?(\d+)/g)].map((found) => Number(found[1]));
      assert.deepEqual(
        stops,
        stops.map((_stop, at) => at + 1),
      );
      assert.doesNotMatch(fresh.replace(/^# $/m, '#'), /[ \t]$/m);
    });

    it(`${kind} in ${syntax}: an answer at each tab stop is an answer to its field`, () => {
      const answered = plain(text.replace(/\$(\d+)/g, (_all, stop: string) => (stop === '3' ? './a.prd.md' : `answer ${stop}`)));
      const { artifact, findings } = checked(kind, syntax, answered.replace('phase: discover', 'phase: operate'));
      const stops = (text.match(/\$\d+/g) ?? []).length;
      const answers = [...artifact.places.values()].filter(({ text: value }) => /^answer \d+$/.test(value?.text ?? ''));
      const distinct = new Set(answers.map(({ text: value }) => value?.text));
      assert.equal(distinct.size, stops - 1);
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'syntax' || rule === 'field-unknown'),
        [],
      );
    });

    it(`${kind} in ${syntax}: every fix of what is missing leaves a document that can be read`, () => {
      const { findings, artifact } = checked(kind, syntax, fresh);
      for (const fix of findings.flatMap(({ fixes }) => fixes)) {
        let after = fresh;
        for (const { span, text: insert } of [...(spell(artifact, fix.edits) ?? [])].sort((a, b) => b.span[0] - a.span[0]))
          after = after.slice(0, span[0]) + plain(insert) + after.slice(span[1]);
        assert.deepEqual(readTree(after, syntax).problems, [], `${fix.title}\n${after}`);
        const { data } = lower(readTree(after, syntax), kind);
        for (const edit of fix.edits) if ('add' in edit) assert.ok(data[edit.add.slice(1)] !== undefined, `${fix.title}\n${after}`);
      }
    });
  }

  for (const kind of kinds)
    it(`${kind}: what a fix or a completion writes holds no answer, in any dress`, () => {
      // A closed header field has no room for a hint.
      const shapes = [...shapeOf(kind).properties.values()].filter(({ key }) => !['kind', 'id', 'title', 'phase'].includes(key));
      for (const syntax of syntaxes) {
        const blanks = Object.fromEntries(shapes.map((shape) => [shape.key, blankOf(shape, { next: 1 })]));
        const text = plain(writeArtifact(shapeOf(kind), blanks, syntax));
        for (const [name, mutant] of Object.entries({
          fresh: text,
          'upper case': lines(text, (line) => line.replace(/<.*>/, (hint) => hint.toUpperCase())),
          wrapped: syntax === 'yaml' ? text : body(text, (rest) => rest.replace(/<.*>/g, (hint) => hint.replaceAll(' ', '\n'))),
          quoted: syntax === 'yaml' ? text.replace(/<.*>/g, (hint) => `'${hint.replace(/'/g, "''")}'`) : lines(text, (line) => `> ${line}`),
        }))
          assert.deepEqual(content(kind, syntax, mutant), [], `${name}\n${mutant}`);
      }
      for (const shape of below(shapeOf(kind)))
        for (const hint of hintsIn(blankOf(shape, { next: 1 }))) assert.ok(isEmptyAnswer(plain(hint)), `${shape.key}: ${hint}`);
    });

  it('the PRD keeps the ten lines of the skeleton, in their order', () => {
    const headings = [...template('prd', 'markdown').matchAll(/^## (.+)$/gm)].map((found) => found[1]);
    assert.deepEqual(headings, [
      'Goal',
      'Target users',
      'Baseline',
      'Data sources',
      'Privacy concerns',
      'Rollout plan',
      'Metrics',
      'Risks & mitigations',
      'Owners',
    ]);
    assert.match(template('prd', 'markdown'), /^# \$4$/m);
    assert.match(template('prd', 'yaml'), /title: [\s\S]+goal: [\s\S]+target_users: [\s\S]+baseline: [\s\S]+owners:/);
  });

  it('the data readiness report ends with the four boxes, none of them ticked', () => {
    for (const syntax of syntaxes) {
      const lines = template('data-readiness', syntax).trimEnd().split('\n').slice(-checklist.length);
      assert.equal(
        lines.every((line) => /^[-#] \[ \] /.test(line)),
        true,
        lines.join('\n'),
      );
    }
  });

  it('are the same text by every way', () => {
    for (const syntax of syntaxes) {
      const stored = Object.values(JSON.parse(readFileSync(join(process.cwd(), 'snippets', `${syntax}.json`), 'utf8'))) as Snippet[];
      const carried = (kind: Kind) => (stored.find(({ prefix }) => prefix === `ai-${kind}`) as Snippet).body.join('\n');
      const made = (kind: Kind) => template(kind, syntax);
      const name = 'Answer suggestions "beta"';
      for (const kind of kinds) {
        assert.equal(carried(kind), made(kind));
        assert.equal(
          newArtifact(kind, name, syntax, made)?.text.replace(/\\?"beta\\?"/, ''),
          plain(named(made(kind))).replace(/\\?"beta\\?"/, ''),
        );
      }
      assert.deepEqual(newInitiative(name, syntax, carried), newInitiative(name, syntax, made));
    }
  });
});

describe('a new initiative', () => {
  it('is seven files that know each other', () => {
    assert.deepEqual([...newKinds].sort(), [...kinds].sort());
    for (const syntax of syntaxes) {
      const files = newInitiative('Réponses: "bêta" \\ $1', syntax, (kind) => template(kind, syntax));
      assert.equal(files.length, 7);
      for (const [at, { name, text }] of files.entries()) {
        const kind = newKinds[at] as Kind;
        const { artifact, findings } = checked(kind, syntax, text);
        assert.equal(artifact.data.id, 'reponses-beta-1');
        assert.equal(artifact.data.title, syntax === 'yaml' ? 'Réponses: "bêta" \\ $1' : 'Réponses: "bêta" \\ $1');
        assert.deepEqual(
          artifact.data.related,
          files.filter((file) => file.name !== name).map((file) => `./${file.name}`),
        );
        assert.deepEqual(
          findings.filter(({ rule }) => !gaps.has(rule)),
          [],
        );
      }
    }
  });

  it('has names that every system can store', () => {
    assert.equal(slug('  Recommendations,\n home page! '), 'recommendations-home-page');
    assert.equal(slug('../../etc/passwd'), 'etc-passwd');
    assert.equal(slug('推荐系统'), '推荐系统');
    assert.equal(slug('…'), '');
    assert.ok(slug('x'.repeat(500)).length <= 60);
    assert.deepEqual(
      newInitiative('!', 'yaml', () => ''),
      [],
    );
  });
});

function* below(shape: Shape): Generator<Shape> {
  for (const part of [...shape.properties.values(), ...(shape.items ? [shape.items] : [])]) {
    if (part.key !== 'kind' && part.key !== 'phase') yield part;
    yield* below(part);
  }
}
const hintsIn = (value: Template): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value).flatMap((part: Template) => hintsIn(part));

const named = (text: string) => text.replace('$1', 'answer-suggestions-beta').replace('$4', 'Answer suggestions "beta"');

const lines = (text: string, change: (line: string) => string) => text.split('\n').map(change).join('\n');
/** Front matter keeps its form: without it, it is none. */
const body = (text: string, change: (text: string) => string) => {
  const end = text.startsWith('---') ? text.indexOf('\n---\n', 4) + 5 : 0;
  return text.slice(0, end) + change(text.slice(end));
};
const wrapAt = (width: number) => (text: string, syntax: Syntax) =>
  body(text, (rest) =>
    lines(rest, (line) => {
      const sign = /^\s*# /.exec(line)?.[0];
      if (syntax === 'yaml' && sign === undefined) return line;
      if (syntax === 'markdown' && !line.startsWith('<!--')) return line;
      const start = syntax === 'yaml' ? (sign as string) : '';
      const parts = [''];
      for (const word of line.slice(start.length).split(' ')) {
        const last = parts[parts.length - 1] as string;
        if (last !== '' && last.length + word.length > width) parts.push(word);
        else parts[parts.length - 1] = last === '' ? word : `${last} ${word}`;
      }
      return parts.map((part) => start + part).join('\n');
    }),
  );

const mutations: Readonly<Record<string, (text: string, syntax: Syntax) => string>> = {
  'wrapped narrowly': wrapAt(24),
  'wrapped at 60': wrapAt(60),
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'blank lines doubled': (text) => body(text, (rest) => rest.replaceAll('\n', '\n\n')),
  'blank lines removed': (text) => text.replace(/\n{2,}/g, '\n'),
  'guidance indented by three': (text) =>
    lines(text, (line) => (/^(?:<!--|\s*#\s)/.test(line) && !/^#+ /.test(line) ? `   ${line}` : line)),
  'Markdown: wrapped and indented by two': (text, syntax) => body(wrapAt(40)(text, syntax), (rest) => lines(rest, (line) => `  ${line}`)),
  'Markdown: guidance as bullets': (text) => lines(text, (line) => (line.startsWith('<!--') ? `- ${line}` : line)),
  'Markdown: guidance as quotes': (text) => lines(text, (line) => (line.startsWith('<!--') ? `> ${line}` : line)),
  'Markdown: other bullets': (text) => text.replace(/^- /gm, '* '),
  'guidance indented by four': (text) =>
    lines(text, (line) => (/^(?:<!--|\s*#\s)/.test(line) && !/^#+ /.test(line) ? `    ${line}` : line)),
  'Markdown: all but the headings indented by four': (text, syntax) =>
    body(wrapAt(60)(text, syntax), (rest) => lines(rest, (line) => (line === '' || line.startsWith('#') ? line : `    ${line}`))),
  'upper case, wrapped': both('upper case', 'wrapped narrowly'),
  'lower case, blank lines doubled': both('lower case', 'blank lines doubled'),
  'other quotes': (text) => text.replace(/: ""$|- ""$/gm, (found) => found.replace('""', "''")),
  'no quotes': (text) => text.replace(/: ""$|- ""$/gm, (found) => found.replace(' ""', '')),
  'null for empty': (text) => text.replace(/: ""$|- ""$/gm, (found) => found.replace('""', 'null')),
  'quotation marks typed into the gaps': (text) => text.replace(/: ""$|- ""$/gm, (found) => found.replace('""', '"\u201c\u201d"')),
  'Markdown: everything quoted': (text) => body(text, (rest) => lines(rest, (line) => `> ${line}`)),
  'Markdown: wrapped and quoted': (text, syntax) => body(wrapAt(40)(text, syntax), (rest) => lines(rest, (line) => `> ${line}`)),
  'Markdown: everything in a list': (text) => body(text, (rest) => lines(rest, (line) => (line === '' ? '' : `  ${line}`))),
  'Markdown: headings one deeper': (text) => text.replace(/^##/gm, '###'),
};
