// A whole artifact that is still empty: every field that the kind needs, in its order, with guidance and tab stops.
// Made from the schema's own words. Guidance is a comment and every value is empty, so that nothing here counts as content.

import { checklist } from '../facts/boxes.js';
import type { Template } from '../rules/rule.js';
import { type Kind, kinds } from '../schema/kinds.js';
import { headerKeys, type Shape, shapeOf } from '../schema/look.js';
import { literal, markdownTable, spellMarkdown, spellYaml } from '../syntax/write.js';
import type { Syntax } from '../tree.js';
import type { Prefilled } from './prefill.js';

/**
 * Text with tab stops: `$1` is the initiative's id, `$3` holds links, `$4` is the title; `$2` is the phase.
 * `known` is what the initiative has said already; it stands where the answer belongs.
 */
export function template(kind: Kind, syntax: Syntax, known: Prefilled = {}): string {
  let next = 0;
  const stop = () => `$${++next}`;
  const head = header(kind, stop, known);
  const title = stop();
  const fields = fieldsOf(kind, known);
  const others = [...shapeOf(kind).properties.values()].filter((shape) => !headKeys.has(shape.key) && !fields.includes(shape));
  const more =
    others.length === 0
      ? []
      : [`Also read here, and offered by completion where a new field can stand: ${others.map((shape) => shape.title).join(', ')}.`];
  const parts =
    syntax === 'yaml'
      ? [
          [...head, `title: "${title}"`].join('\n'),
          ...fields.map((shape) => yamlField(shape, 0, stop, known[shape.key])),
          ...more.map((words) => comment([words], 0)),
          ...(kind === 'data-readiness' ? [comment([checklistWords, ...checklist.map((box) => `[ ] ${box}`)], 0)] : []),
        ]
      : [
          ['---', ...head, '---'].join('\n'),
          `# ${title}`,
          ...fields.map((shape) => markdownField(shape, 2, stop, known[shape.key])),
          ...more.map((words) => `<!-- ${literal(words)} -->`),
          ...(kind === 'data-readiness'
            ? [['## Checklist', '', `<!-- ${checklistWords} -->`, '', ...checklist.map((box) => `- [ ] ${box}`)].join('\n')]
            : []),
        ];
  return `${parts.join('\n\n')}\n`;
}

/** The snippets of one syntax, as VS Code reads them from a file. */
export function snippets(syntax: Syntax): Readonly<Record<string, Snippet>> {
  return Object.fromEntries(
    kinds.map((kind) => [
      shapeOf(kind).title,
      {
        prefix: `ai-${kind}`,
        isFileTemplate: true,
        description: shapeOf(kind).description,
        body: template(kind, syntax).split('\n'),
      },
    ]),
  );
}

export interface Snippet {
  readonly prefix: string;
  readonly isFileTemplate: true;
  readonly description: string;
  readonly body: readonly string[];
}

const checklistWords = 'Each box follows from what is written above: Shipworthy says beside it whether it holds, and ticks it for you.';

const headKeys: ReadonlySet<string> = new Set([...headerKeys, 'title']);

const header = (kind: Kind, stop: () => string, known: Prefilled): string[] => {
  const phases = shapeOf(kind).properties.get('phase')?.choices ?? [];
  const id = stop();
  const phase = stop();
  const flags = [...headerKeys].filter((key) => key !== 'phase' && typeof known[key] === 'string');
  return [
    `kind: ${kind}`,
    `id: "${id}"`,
    `phase: ${typeof known.phase === 'string' ? known.phase : `\${${phase.slice(1)}|${phases.map(({ value }) => value).join(',')}|}`}`,
    `related: [${stop()}]`,
    ...(flags.length === 0 ? [comment([`Where it applies, also: ${flagKeys.join(', ')}.`], 0)] : []),
    ...flags.map((key) => flagLine(kind, key, known[key] as string)),
  ];
};

/** They switch checks on, and nobody guesses that they exist. */
const flagKeys = ['serving', 'generative', 'agentic', 'personal_data', 'regulated', 'customer_facing', 'risk_class', 'team_size'];

/** Numbers and true or false stand without quotes. */
const flagLine = (kind: Kind, key: string, value: string): string =>
  shapeOf(kind).properties.get(key)?.types.has('boolean') || /^\d{1,9}$/.test(value) ? `${key}: ${value}` : spellYaml(key, value, 0);

/** What the kind cannot do without, and what is known. A PRD begins with the ten lines of its skeleton; the rest comes as the phase asks for it. */
function fieldsOf(kind: Kind, known: Prefilled): readonly Shape[] {
  return [...shapeOf(kind).properties.values()].filter(
    ({ key, need }) =>
      !headKeys.has(key) &&
      (known[key] !== undefined ||
        (need.as === 'required' && (kind !== 'prd' || (need.from ?? 'discover') === 'discover') && !isRuledOut(need, known))),
  );
}

/** Every flag that would ask for it is known, and none does. */
function isRuledOut({ when }: Shape['need'], known: Prefilled): boolean {
  const flags = Object.entries(when ?? {});
  return (
    flags.length > 0 && flags.every(([flag, values]) => known[flag] !== undefined && !values.map(String).includes(known[flag] as string))
  );
}

/** Parts that the field is not complete without, or that are known, get a line or a heading of their own. */
const partsOf = (shape: Shape, known?: Template): readonly Shape[] =>
  [...shape.properties.values()].filter(({ key, need }) => need.as === 'required' || partAt(known, key) !== undefined);
const partAt = (known: Template | undefined, key: string): Template | undefined =>
  known !== undefined && typeof known === 'object' && !Array.isArray(known)
    ? (known as { readonly [key: string]: Template })[key]
    : undefined;
const isList = (shape: Shape): boolean => shape.types.has('array') || (shape.list !== undefined && partsOf(shape).length === 0);

function yamlField(shape: Shape, indent: number, stop: () => string, known?: Template): string {
  const pad = ' '.repeat(indent);
  const guide = comment([`${shape.title} ${guidance(shape)}`], indent);
  const parts = partsOf(shape, known);
  if (parts.length > 0)
    return [`${guide}\n${pad}${shape.key}:`, ...parts.map((part) => yamlField(part, indent + 2, stop, partAt(known, part.key)))].join('\n');
  if (known !== undefined && known !== '') return `${guide}\n${spellYaml(shape.key, withStops(known, stop), indent)}`;
  return `${guide}\n${pad}${shape.key}:${isList(shape) ? `\n${pad}  -` : ''} "${stop()}"`;
}

function markdownField(shape: Shape, level: number, stop: () => string, known?: Template): string {
  const head = `${'#'.repeat(level)} ${shape.title}\n\n<!-- ${literal(guidance(shape))} -->`;
  const parts = partsOf(shape, known);
  if (parts.length > 0) return [head, ...parts.map((part) => markdownField(part, level + 1, stop, partAt(known, part.key)))].join('\n\n');
  // On the comment's next line, so that an empty template has no holes.
  if (known === undefined || known === '') return `${head}\n${stop()}`;
  const value = withStops(known, stop);
  return `${head}\n\n${markdownTable(shape, value) ?? spellMarkdown(shape, value, level)}`;
}

/** What is known, with a tab stop in each of its gaps. */
function withStops(known: Template, stop: () => string): Template {
  if (typeof known === 'string') return known === '' ? stop() : known;
  if (Array.isArray(known)) return (known as readonly Template[]).map((item) => withStops(item, stop));
  return Object.fromEntries(Object.entries(known).map(([key, part]) => [key, withStops(part as Template, stop)]));
}

/** "(numeric success metric) For example: …"; on one line, because a comment's later lines are easily mistaken for text. */
function guidance(shape: Shape): string {
  const lead = shape.guide ?? `(${firstSentence(shape.description)})`;
  const flags = Object.entries(shape.need.when ?? {}).map(([flag, values]) => `${flag} is ${either(values)}`);
  const when = flags.length > 0 ? ` Needed where ${flags.join(', or where ')}.` : '';
  const example = partsOf(shape).length > 0 ? '' : shortest(shape);
  return `${lead}${when}${example === '' ? '' : ` For example: ${example}`}`;
}

const either = (values: readonly unknown[]): string =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}` : String(values[0]);

const firstSentence = (text: string): string => {
  const end = text.search(/[.:?](?:\s|$)/);
  return (end === -1 ? text : text.slice(0, end)).replace(/^./, (letter) => letter.toLowerCase());
};

/** The example that fits on a line, sentences before structures; else the first. */
function shortest(shape: Shape): string {
  const rank = (text: string, example: unknown) => (text.length > lineLimit ? 2 : 0) + (isStructured(example) ? 1 : 0);
  const texts = shape.examples.map((example) => ({ text: inline(example, shape), example }));
  return texts.sort((a, b) => rank(a.text, a.example) - rank(b.text, b.example))[0]?.text ?? '';
}
const lineLimit = 170;
const isStructured = (example: unknown): boolean =>
  Array.isArray(example) ? example.some(isStructured) : typeof example === 'object' && example !== null;

/** "basket size (input), measure PSI, warn 0.1"; the first part needs no name. */
function inline(example: unknown, shape: Shape | undefined): string {
  if (Array.isArray(example)) return example.map((item) => inline(item, shape?.items)).join('; ');
  if (example === null || typeof example !== 'object') return String(example);
  return Object.entries(example)
    .filter(([, value]) => value !== false)
    .map(([key, value], at) => {
      const part = shape?.properties.get(key);
      const name = (part?.title ?? key).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
      if (value === true) return name;
      return at === 0 ? inline(value, part) : `${name} ${inline(value, part)}`;
    })
    .join(', ');
}

/** Lines of a comment, each with its own sign, so that none of them can turn into text. */
function comment(paragraphs: readonly string[], indent: number): string {
  const start = `${' '.repeat(indent)}# `;
  return paragraphs
    .flatMap((paragraph) => wrap(literal(paragraph), 78 - start.length))
    .map((line) => start + line)
    .join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
