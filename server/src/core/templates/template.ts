// A whole artifact that is still empty: every field that the kind needs, in its order, with guidance and tab stops.
// Made from the schema's own words. Guidance is a comment and every value is empty, so that nothing here counts as content.
import { type Kind, kinds } from '../schema/kinds.js';
import { headerKeys, type Shape, shapeOf } from '../schema/look.js';
import { literal } from '../syntax/write.js';
import type { Syntax } from '../tree.js';

/** Text with tab stops: `$1` is the initiative's id, `$3` holds links, `$4` is the title; `$2` is the phase. */
export function template(kind: Kind, syntax: Syntax): string {
  let next = 0;
  const stop = () => `$${++next}`;
  const head = header(kind, stop);
  const title = stop();
  const fields = fieldsOf(kind);
  const others = [...shapeOf(kind).properties.values()].filter((shape) => !headKeys.has(shape.key) && !fields.includes(shape));
  const more =
    others.length === 0
      ? []
      : [`Also read here, and offered by completion where a new field can stand: ${others.map((shape) => shape.title).join(', ')}.`];
  const parts =
    syntax === 'yaml'
      ? [
          [...head, `title: "${title}"`].join('\n'),
          ...fields.map((shape) => yamlField(shape, 0, stop)),
          ...more.map((words) => comment([words], 0)),
          ...(kind === 'data-readiness' ? [comment([checklistWords, ...checklist.map((box) => `[ ] ${box}`)], 0)] : []),
        ]
      : [
          ['---', ...head, '---'].join('\n'),
          `# ${title}`,
          ...fields.map((shape) => markdownField(shape, 2, stop)),
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

/** The four boxes of the readiness check; whether one is ticked follows from the fields. */
export const checklist: readonly string[] = [
  'Data sources listed and owners assigned',
  'Sample dataset exists and passes sanity checks',
  'Labeling plan and initial labels > 2000 items (or justified smaller)',
  'Data split strategy and drift detection defined',
];
const checklistWords = 'Shipworthy ticks these boxes from what is written above; nobody ticks them by hand.';

const headKeys: ReadonlySet<string> = new Set([...headerKeys, 'title']);

const header = (kind: Kind, stop: () => string): string[] => {
  const phases = shapeOf(kind).properties.get('phase')?.choices ?? [];
  return [
    `kind: ${kind}`,
    `id: "${stop()}"`,
    `phase: \${${stop().slice(1)}|${phases.map(({ value }) => value).join(',')}|}`,
    `related: [${stop()}]`,
  ];
};

/** What the kind cannot do without. A PRD begins with the ten lines of its skeleton; the rest comes as the phase asks for it. */
function fieldsOf(kind: Kind): readonly Shape[] {
  return [...shapeOf(kind).properties.values()].filter(
    ({ key, need }) => !headKeys.has(key) && need.as === 'required' && (kind !== 'prd' || (need.from ?? 'discover') === 'discover'),
  );
}

/** Parts that the field is not complete without get a line or a heading of their own. */
const neededParts = (shape: Shape): readonly Shape[] => [...shape.properties.values()].filter(({ need }) => need.as === 'required');
const isList = (shape: Shape): boolean => shape.types.has('array') || (shape.list !== undefined && neededParts(shape).length === 0);

function yamlField(shape: Shape, indent: number, stop: () => string): string {
  const pad = ' '.repeat(indent);
  const parts = neededParts(shape);
  const head = `${comment([`${shape.title} ${guidance(shape)}`], indent)}\n${pad}${shape.key}:`;
  if (parts.length > 0) return [head, ...parts.map((part) => yamlField(part, indent + 2, stop))].join('\n');
  return isList(shape) ? `${head}\n${pad}  - "${stop()}"` : `${head} "${stop()}"`;
}

function markdownField(shape: Shape, level: number, stop: () => string): string {
  const parts = neededParts(shape);
  const head = `${'#'.repeat(level)} ${shape.title}\n\n<!-- ${literal(guidance(shape))} -->`;
  // On the comment's next line, so that an empty template has no holes.
  if (parts.length === 0) return `${head}\n${stop()}`;
  return [head, ...parts.map((part) => markdownField(part, level + 1, stop))].join('\n\n');
}

/** "(numeric success metric) For example: …"; on one line, because a comment's later lines are easily mistaken for text. */
function guidance(shape: Shape): string {
  const lead = shape.guide ?? `(${firstSentence(shape.description)})`;
  const flags = Object.entries(shape.need.when ?? {}).map(([flag, values]) => `${flag} is ${either(values)}`);
  const when = flags.length > 0 ? ` Needed where ${flags.join(', or where ')}.` : '';
  const example = neededParts(shape).length > 0 ? '' : shortest(shape.examples);
  return `${lead}${when}${example === '' ? '' : ` For example: ${example}`}`;
}

const either = (values: readonly unknown[]): string =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}` : String(values[0]);

const firstSentence = (text: string): string => {
  const end = text.search(/[.:?](?:\s|$)/);
  return (end === -1 ? text : text.slice(0, end)).replace(/^./, (letter) => letter.toLowerCase());
};

/** The first example that fits on a line, else the shortest. */
function shortest(examples: readonly unknown[]): string {
  const texts = examples.map(inline).sort((a, b) => Number(a.length > lineLimit) - Number(b.length > lineLimit));
  return texts[0] ?? '';
}
const lineLimit = 170;

function inline(example: unknown): string {
  if (Array.isArray(example)) return example.map(inline).join('; ');
  if (example !== null && typeof example === 'object') return Object.values(example).map(inline).join(', ');
  return String(example);
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
