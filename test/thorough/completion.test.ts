// Every offer at every word of all examples and of all templates: taking it leaves a document that parses, a node without a new
// error, and every other field as it was. Equal offers at places of the same form are tried once.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { check } from '../../server/src/core/check.js';
import fieldUnknown from '../../server/src/core/rules/structure/field-unknown.js';
import handleUnquoted from '../../server/src/core/rules/structure/handle-unquoted.js';
import syntaxRule from '../../server/src/core/rules/structure/syntax.js';
import valueUnexpected from '../../server/src/core/rules/structure/value-unexpected.js';
import { type Kind, kinds } from '../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { plain } from '../../server/src/core/syntax/write.js';
import { template } from '../../server/src/core/templates/template.js';
import { applyEdits, lineIndex } from '../../server/src/core/text.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { completion } from '../../server/src/features/completion.js';

interface Document {
  readonly name: string;
  readonly text: string;
  readonly kind: Kind;
  readonly syntax: Syntax;
  /** A template has little to try but for its gaps. */
  readonly least: number;
  readonly halved?: true;
}

const examples = readdirSync('examples/recommender').flatMap((name): Document[] => {
  const [, kind, ending] = /^recs\.([a-z-]+)\.(md|yaml)$/.exec(name) ?? [];
  if (!kind) return [];
  const text = readFileSync(`examples/recommender/${name}`, 'utf8');
  return [{ name, text, kind: kind as Kind, syntax: ending === 'md' ? 'markdown' : 'yaml', least: 100 }];
});
/** The same half written, so that there is something to add: every other field is gone, and every other part of those that are left. */
const half = (document: Document): Document => {
  const { artifact } = run(document, document.text);
  const lines = lineIndex(document.text);
  const depth = (pointer: string) => pointer.split('/').length - 1;
  const written = [...artifact.places].filter(([pointer, { from }]) => depth(pointer) <= 2 && /^(?:key|heading|label)$/.test(from));
  const fields = written.filter(([pointer]) => depth(pointer) === 1 && !/^\/(?:kind|title|phase)$/.test(pointer));
  const goneFields = fields.filter((_, at) => at % 2 === 1);
  const isGone = (pointer: string) => goneFields.some(([field]) => pointer.startsWith(`${field}/`));
  const goneParts = written.filter(([pointer]) => depth(pointer) === 2 && !isGone(pointer)).filter((_, at) => at % 2 === 1);
  const edits = [...goneFields, ...goneParts].map(([, { whole }]) => ({
    span: [lines.lineSpan(lines.positionAt(whole[0]).line)[0], whole[1]] as const,
    text: '',
  }));
  return { ...document, text: applyEdits(document.text, edits), least: 100 };
};
const templates = kinds.flatMap((kind) =>
  (['yaml', 'markdown'] as const).map(
    (syntax): Document => ({ name: `template ${kind} ${syntax}`, text: plain(template(kind, syntax)), kind, syntax, least: 20 }),
  ),
);

describe('completion at every word', () => {
  for (const document of [
    ...examples.flatMap((whole) => [whole, { ...whole, name: `half of ${whole.name}`, halved: true as const }]),
    ...templates,
  ])
    it(`${document.name}: takes nothing away, whatever is taken`, function () {
      this.timeout(60_000);
      const { text } = document.halved ? half(document) : document;
      const checked = run(document, text);
      const before = mistakes(checked);
      const tried = new Set<string>();
      const failed = new Map<string, string>();
      for (const offset of places(text))
        for (const item of completion(checked, { offset, snippets: false })) {
          const form = formOf(text, item);
          if (tried.has(form)) continue;
          tried.add(form);
          const after = insert(text, item);
          const result = run(document, after);
          const wrong = worse(before, mistakes(result)) ?? lost(checked.artifact.data, result.artifact.data);
          if (wrong === undefined) continue;
          const kindOf = `${wrong.replace(/"[^"]*"/g, '"…"')} ${item.detail}`;
          if (!failed.has(kindOf)) failed.set(kindOf, `"${item.label}" at ${offset}: ${wrong}\n${shown(text, after)}`);
        }
      assert.deepEqual(
        [...failed.values()].slice(0, Number(process.env.SHOW ?? 3)).join('\n——\n'),
        '',
        `${failed.size} forms of failure in ${tried.size} tried`,
      );
      assert.ok(tried.size >= document.least, `${tried.size} tried`);
      if (process.env.SHOW) console.log(tried.size);
    });
});

/** The first letter of each word, the end of each line, each empty line. */
const places = (text: string): readonly number[] => [...text.matchAll(/(?<=^|\s)\S|(?=\n)/g)].map(({ index }) => index);

const structural = [syntaxRule, valueUnexpected, fieldUnknown, handleUnquoted];
const run = ({ kind, syntax }: Pick<Document, 'kind' | 'syntax'>, text: string) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' }, structural);
const mistakes = ({ findings }: ReturnType<typeof run>) => findings.map(({ rule, message }) => `${rule}: ${message}`);

function worse(before: readonly string[], after: readonly string[]): string | undefined {
  const left = [...before];
  for (const mistake of after) {
    const at = left.indexOf(mistake);
    if (at === -1) return mistake;
    left.splice(at, 1);
  }
  return undefined;
}

/** A field that reads otherwise than before, but for one: the one that the cursor is in. */
function lost(before: object, after: object): string | undefined {
  const other = new Map(Object.entries(after));
  const changed = Object.entries(before).filter(([key, value]) => JSON.stringify(other.get(key)) !== JSON.stringify(value));
  const gone = changed.find(([key]) => !other.has(key));
  if (changed.length > 1) return `${changed.map(([key]) => key).join(', ')} read otherwise`;
  return gone && `${gone[0]} is gone`;
}

/** What is put in, and the line around it with its words taken out. */
function formOf(text: string, { textEdit }: CompletionItem): string {
  const { range, newText } = textEdit as TextEdit;
  const lines = lineIndex(text);
  const line = (at: number) => text.slice(...lines.lineSpan(at));
  const bare = (words: string) => words.replace(/[\p{L}\p{N}]+(?:[ .,%-]+[\p{L}\p{N}]+)*/gu, 'w');
  const above = range.start.line > 0 ? line(range.start.line - 1) : '';
  return [
    newText,
    bare(line(range.start.line).slice(0, range.start.character)),
    bare(line(range.end.line).slice(range.end.character)),
    bare(above),
  ].join('¦');
}

function insert(text: string, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit;
  const lines = lineIndex(text);
  return applyEdits(text, [{ span: [lines.offsetAt(edit.range.start), lines.offsetAt(edit.range.end)], text: edit.newText }]);
}

function shown(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at] && at < before.length) at++;
  return after.slice(Math.max(0, after.lastIndexOf('\n', Math.max(0, at - 100))), at + 160);
}
