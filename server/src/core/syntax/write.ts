// Model → text: how a field, a row or a whole artifact is spelled in YAML and in Markdown, and where a new one goes.
// Texts may hold tab stops (`${1:metric}`); `plain` takes them out. It never rewrites what it was not asked to change.
import { findPlaceholders, isEmptyAnswer } from '../language/placeholder.js';
import { type Artifact, child, type Data, dataAt, type Place, type Pointer, parent } from '../model/artifact.js';
import type { ModelEdit, Template } from '../rules/rule.js';
import { headerKeys, matchNames, type Shape, shapeAt, shapeOf } from '../schema/look.js';
import type { Edit, Span } from '../text.js';
import { type Syntax, spanWithin } from '../tree.js';
import { frontMatter } from './markdown.js';
import { literal, plain } from './tabStops.js';

export { hasTabStops, literal, plain } from './tabStops.js';

/** Text edits for model edits; undefined where one of them has no place to go. */
export function spell(artifact: Artifact, edits: readonly ModelEdit[]): readonly Edit[] | undefined {
  const spelled: Edit[] = [];
  const eol = artifact.source.includes('\r\n') ? '\r\n' : '\n';
  for (const edit of edits) {
    const text = spellOne(artifact, edit);
    if (text === undefined) return undefined;
    spelled.push({ span: text.span, text: eol === '\n' ? text.text : text.text.replace(/\n/g, eol) });
  }
  return spelled;
}

/** A whole artifact in its canonical order. */
export function writeArtifact(shape: Shape, data: { readonly [key: string]: Template }, syntax: Syntax): string {
  const given = [...shape.properties.values()].filter((property) => data[property.key] !== undefined);
  if (syntax === 'yaml') return given.map((property) => `${property.key}:${yamlValue(data[property.key] as Template, 0)}\n`).join('');
  const isHead = (property: Shape) => typeof data[property.key] === 'string' && property.key !== 'title' && headerKeys.has(property.key);
  const front = given.filter(isHead);
  const title = data.title;
  const sections = given.filter((property) => !isHead(property) && property.key !== 'title');
  return [
    front.length > 0
      ? `---\n${front.map((property) => `${property.key}:${yamlValue(data[property.key] as Template, 0)}\n`).join('')}---\n`
      : '',
    typeof title === 'string' ? `# ${title}\n` : '',
    ...sections.map((property) => `## ${property.title}\n\n${markdownBody(property, data[property.key] as Template, 2)}`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function spellOne(artifact: Artifact, edit: ModelEdit): Edit | undefined {
  if ('rename' in edit) return { span: edit.rename, text: edit.text };
  if ('note' in edit) return note(artifact, edit.note, edit.text);
  if ('within' in edit) {
    const place = artifact.places.get(edit.within);
    const node = place?.text;
    if (!place || !node) return undefined;
    const opens = edit.from === 0 && reserved.test(plain(edit.text));
    if (isPlain(artifact, place) && (opens || breaksPlain(edit.text, inBrackets(artifact, edit.within)))) {
      const whole = `${literal(node.text.slice(0, edit.from))}${edit.text}${literal(node.text.slice(edit.to))}`;
      return { span: place.node.span, text: quoted(whole) };
    }
    return { span: spanWithin(node, edit.from, edit.to), text: quotedInside(artifact, node.span, edit.text) };
  }
  if ('put' in edit) return put(artifact, edit.put, edit.text);
  if ('append' in edit) return append(artifact, edit.append, edit.value);
  return add(artifact, edit.add, edit.value);
}

/** Above the whole field, where it changes nothing of what is stated; of front matter, behind it. */
export function note(artifact: Artifact, pointer: Pointer, text: string): Edit {
  const { source, syntax } = artifact;
  const field = artifact.places.get(`/${pointer.split('/')[1] ?? ''}`);
  const inFront = field?.from === 'front-matter';
  const start = field && !inFront ? source.lastIndexOf('\n', field.whole[0] - 1) + 1 : (frontMatter(source)?.end ?? 0);
  return { span: [start, start], text: syntax === 'yaml' ? `# ${text}\n` : `<!-- ${text} -->\n\n` };
}

/** The value's text is replaced, in the quotes that it has. */
function put(artifact: Artifact, pointer: Pointer, text: string): Edit | undefined {
  const place = artifact.places.get(pointer);
  if (!place) return add(artifact, pointer, text);
  const shape = shapeAt(artifact.kind, pointer);
  if (dataAt(artifact, pointer) === undefined) return fillEmpty(artifact, place, shape, text);
  if (isYaml(artifact, place) && inBrackets(artifact, pointer)) return { span: place.node.span, text: flowScalar(text) };
  if (isYaml(artifact, place)) return { span: place.node.span, text: yamlScalar(text, indentAt(artifact.source, place.whole[0])) };
  if (place.from === 'table') return { span: place.value, text: text.replace(/\|/g, '\\|').replace(/\n/g, ' ') };
  return { span: place.value, text };
}

function fillEmpty(artifact: Artifact, place: Place, shape: Shape | undefined, value: Template): Edit {
  const end = emptyEnd(artifact, place);
  if (isYaml(artifact, place)) {
    // `goal: ""` and a list of nothing are empty too; what was there makes room.
    const until = artifact.source.slice(end, place.node.span[1]).trim() === '' ? end : place.node.span[1];
    return { span: [end, until], text: yamlValue(value, indentAt(artifact.source, place.whole[0])) };
  }
  if (place.from === 'heading' && shape?.key === 'title' && typeof value === 'string') return { span: [end, end], text: ` ${value}` };
  if (place.from === 'heading') return { span: [end, end], text: `\n\n${markdownBody(shape, value, levelOf(artifact, place)).trimEnd()}` };
  if (place.from === 'table') return { span: place.value, text: `${inline(value)} ` };
  return typeof value === 'string'
    ? { span: [end, end], text: ` ${value}` }
    : { span: [end, end], text: `\n${markdownBody(shape, value, 7).trimEnd()}` };
}

function emptyEnd(artifact: Artifact, place: Place): number {
  const from = place.key?.[1] ?? place.value[1];
  const rest =
    artifact.source
      .slice(from)
      .match(/^(?:\*\*)?\s?#*[ \t]*[::]?(?:\*\*)?/)?.[0]
      .trimEnd().length ?? 0;
  return from + rest;
}

/** A field that is not there yet: at its canonical place among its siblings. */
function add(artifact: Artifact, pointer: Pointer, value: Template): Edit | undefined {
  const place = artifact.places.get(pointer);
  const shape = shapeAt(artifact.kind, pointer);
  if (place && dataAt(artifact, pointer) === undefined) return fillEmpty(artifact, place, shape, value);
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const above = parent(pointer);
  if (above === '') return addField(artifact, key, value);
  const parentPlace = artifact.places.get(above);
  if (!parentPlace) return add(artifact, above, { [key]: value });
  if (isYaml(artifact, parentPlace)) return addYamlChild(artifact, above, parentPlace, key, value);
  return addMarkdownChild(artifact, above, parentPlace, key, value);
}

function addField(artifact: Artifact, key: string, value: Template): Edit | undefined {
  const shape = shapeOf(artifact.kind);
  const property = shape.properties.get(key);
  const front = artifact.syntax === 'markdown' && headerKeys.has(key) ? frontMatterEnd(artifact.source) : undefined;
  if (artifact.syntax === 'markdown' && headerKeys.has(key)) {
    const line = `${key}:${yamlValue(value, 0)}\n`;
    return front === undefined ? { span: [0, 0], text: `---\n${line}---\n\n` } : { span: [front, front], text: line };
  }
  const order = [...shape.properties.keys()];
  const at = order.indexOf(key);
  const before = order
    .slice(0, at)
    .reverse()
    .find((name) => isTopLevel(artifact, artifact.places.get(child('', name))));
  const after = order.slice(at + 1).find((name) => isTopLevel(artifact, artifact.places.get(child('', name))));
  if (artifact.syntax === 'yaml') {
    if (artifact.unclaimed.some(({ under, words }) => under === '' && words === key)) return undefined;
    const text = `${key}:${yamlValue(value, 0)}\n`;
    if (before === undefined) return { span: startOf(artifact, after), text };
    const end = lineEnd(artifact.source, (artifact.places.get(child('', before)) as Place).whole[1]);
    return { span: [end, end], text: `\n${text.trimEnd()}` };
  }
  const neighbour = artifact.places.get(child('', before ?? after ?? ''));
  if (neighbour && (neighbour.from === 'label' || neighbour.from === 'list')) {
    const bold = artifact.source.slice(neighbour.whole[0] - 2, neighbour.whole[0] + 2).includes('**');
    const label = `${bold ? '**' : ''}${property?.title ?? key}:${bold ? '**' : ''} ${inline(value)}`;
    return before === undefined
      ? { span: [lineStart(artifact.source, neighbour.whole[0]), lineStart(artifact.source, neighbour.whole[0])], text: `${label}\n` }
      : { span: [neighbour.whole[1], neighbour.whole[1]], text: `\n${label}` };
  }
  const level = neighbour?.from === 'heading' ? Math.min(6, levelOf(artifact, neighbour)) : 2;
  const section = `${'#'.repeat(level)} ${property?.title ?? key}\n\n${markdownBody(property, value, level).trimEnd()}`;
  if (before !== undefined) {
    const end = lineEnd(artifact.source, (artifact.places.get(child('', before)) as Place).whole[1]);
    return { span: [end, end], text: `\n\n${section}` };
  }
  const [start] = startOf(artifact, after);
  return after === undefined
    ? {
        span: [artifact.source.length, artifact.source.length],
        text: `${artifact.source.endsWith('\n') || artifact.source === '' ? '' : '\n'}\n${section}\n`,
      }
    : { span: [start, start], text: `${section}\n\n` };
}

/** Sections and keys of the first level; a title, a label far up or a row of a table is no neighbour. */
function isTopLevel(artifact: Artifact, place: Place | undefined): boolean {
  if (!place) return false;
  return artifact.syntax === 'yaml' ? place.from === 'key' : (place.from === 'heading' || place.from === 'label') && place.strength >= 2;
}

function startOf(artifact: Artifact, key: string | undefined): Span {
  const place = key === undefined ? undefined : artifact.places.get(child('', key));
  const start = place ? lineStart(artifact.source, place.whole[0]) : artifact.source.length;
  return [start, start];
}

function addYamlChild(artifact: Artifact, above: Pointer, place: Place, key: string, value: Template): Edit | undefined {
  const outer = indentAt(artifact.source, place.whole[0]);
  if (place.node.type === 'map' && place.node.entries.length > 0) {
    // It is there and says something that was not understood: a second one would hide it.
    if (place.node.entries.some((entry) => entry.key === key)) return undefined;
    const flow = artifact.source[place.node.span[0]] === '{';
    const last = place.node.entries[place.node.entries.length - 1] as { readonly span: Span };
    if (flow) return { span: [last.span[1], last.span[1]], text: `, ${key}: ${yamlFlow(value)}` };
    const first = place.node.entries[0] as { readonly keySpan: Span };
    const indent = first.keySpan[0] - lineStart(artifact.source, first.keySpan[0]);
    return { span: [last.span[1], last.span[1]], text: `\n${' '.repeat(indent)}${key}:${yamlValue(value, indent)}` };
  }
  const shape = shapeAt(artifact.kind, above);
  const old = dataAt(artifact, above);
  const holder = shape?.prose ?? shape?.name;
  const data: { readonly [key: string]: Template } = {
    ...(typeof old === 'string' && holder ? { [holder]: literal(old) } : {}),
    [key]: value,
  };
  const inList = /^\d+$/.test(above.slice(above.lastIndexOf('/') + 1));
  const text = yamlValue(data, inList ? outer : outer);
  const from = inList ? place.node.span[0] : (place.key?.[1] ?? place.node.span[0]) + 1;
  return { span: [from, place.node.span[1]], text: inList ? text.trimStart() : text };
}

function addMarkdownChild(artifact: Artifact, above: Pointer, place: Place, key: string, value: Template): Edit | undefined {
  const property = shapeAt(artifact.kind, child(above, key));
  const label = property?.title ?? key;
  if (place.from === 'table') return undefined;
  if (place.from === 'heading') {
    const body = place.node;
    const firstSection = body.type === 'body' ? body.blocks.find((block) => block.type === 'map') : undefined;
    const simple = typeof value === 'string';
    const level = Math.min(6, levelOf(artifact, place) + 1);
    const text = simple ? `**${label}:** ${value}` : `${'#'.repeat(level)} ${label}\n\n${markdownBody(property, value, level).trimEnd()}`;
    if (firstSection && simple) {
      const start = lineStart(artifact.source, firstSection.span[0]);
      return { span: [start, start], text: `${text}\n\n` };
    }
    const end = lineEnd(artifact.source, place.whole[1]);
    return { span: [end, end], text: `\n\n${text}` };
  }
  const end = lineEnd(artifact.source, place.node.span[1]);
  const start = lineStart(artifact.source, place.whole[0]);
  const bullet = /^(\s*)(?:[-*+]|\d+[.)])\s/.exec(artifact.source.slice(start, end));
  if (!bullet) return { span: [end, end], text: `\n${label}: ${inline(value)}` };
  return { span: [end, end], text: `\n${bulletLines(label, value, property, bullet[0].length)}` };
}

/** A new row at the end of a list, in the form that the rows before it have. */
function append(artifact: Artifact, pointer: Pointer, value: Template): Edit | undefined {
  const place = artifact.places.get(pointer);
  const count = Array.isArray(dataAt(artifact, pointer)) ? (dataAt(artifact, pointer) as readonly unknown[]).length : 0;
  const last = artifact.places.get(child(pointer, count - 1));
  if (!place || !last) return add(artifact, pointer, [value]);
  // "[a, b]" takes it before its bracket.
  if (isYaml(artifact, last) && artifact.source[place.node.span[0]] === '[')
    return { span: [last.whole[1], last.whole[1]], text: `, ${yamlFlow(value)}` };
  const end = lineEnd(artifact.source, last.whole[1]);
  const indent = indentAt(artifact.source, last.whole[0]);
  if (last.from === 'table' && last.node.type === 'map') {
    const items = shapeAt(artifact.kind, pointer)?.items;
    const parts =
      typeof value === 'string' ? [[items?.name ?? '', value] as const] : Object.entries(value as { readonly [key: string]: Template });
    const cells = last.node.entries.map((entry, column) => {
      const keys = items ? matchNames(items, entry.key).map(({ shape }) => shape.key) : [];
      const part = parts.find(([key]) => keys.includes(key)) ?? (column === 0 ? parts[0] : undefined);
      return part ? tableCell(inline(part[1])) : '';
    });
    return { span: [end, end], text: `\n| ${cells.join(' | ')} |` };
  }
  if (isYaml(artifact, last)) return { span: [end, end], text: `\n${' '.repeat(indent)}-${yamlItem(value, indent)}` };
  const shape = shapeAt(artifact.kind, pointer)?.items;
  return { span: [end, end], text: `\n${markdownItem(value, shape, indent)}` };
}

/** One more row of a list, with the indent and in the form of its last one: cells, parts or a sentence, all of them hints. */
export function spellRow(artifact: Artifact, pointer: Pointer): string | undefined {
  const rows = dataAt(artifact, pointer);
  const count = Array.isArray(rows) ? (rows as readonly unknown[]).length : 0;
  const last = artifact.places.get(child(pointer, count - 1));
  const shape = shapeAt(artifact.kind, pointer)?.items;
  if (!last || !shape) return undefined;
  const stops = { next: 1 };
  if (last.from === 'table' && last.node.type === 'map') {
    const cells = last.node.entries.map(({ key }) => {
      const part = matchNames(shape, key)[0]?.shape;
      return `\${${stops.next++}:${literal(part ? hintOf(part) : `<${key.toLowerCase().replace(/[<>|]/g, '')}>`)}}`;
    });
    return `| ${cells.join(' | ')} |`;
  }
  const data = (rows as readonly Data[])[count - 1];
  const parts = typeof data === 'object' && !Array.isArray(data) ? Object.keys(data).flatMap((key) => shape.properties.get(key) ?? []) : [];
  const blank =
    parts.length > 0
      ? Object.fromEntries(parts.map((part) => [part.key, blankOf(part, stops)]))
      : `\${${stops.next++}:${literal(hintOf(shape))}}`;
  const indent = indentAt(artifact.source, last.whole[0]);
  if (isYaml(artifact, last)) {
    // [a, b] goes on in its brackets.
    const isOnItsOwn = /^\s*-\s+$/.test(artifact.source.slice(lineStart(artifact.source, last.whole[0]), last.whole[0]));
    return isOnItsOwn ? `${' '.repeat(indent)}-${yamlItem(blank, indent)}` : undefined;
  }
  return last.from === 'list' || last.from === 'label' ? markdownItem(blank, shape, indent) : undefined;
}

const isYaml = (artifact: Artifact, place: Place): boolean => artifact.syntax === 'yaml' || place.from === 'front-matter';

function levelOf(artifact: Artifact, place: Place): number {
  const line = artifact.source.slice(lineStart(artifact.source, place.whole[0]), place.whole[1]);
  return /^\s{0,3}(#{1,6})/.exec(line)?.[1]?.length ?? 2;
}

const lineStart = (text: string, at: number): number => Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
function lineEnd(text: string, at: number): number {
  const found = text.slice(at).search(/[\r\n]/);
  return found === -1 ? text.length : at + found;
}
function indentAt(text: string, at: number): number {
  const start = lineStart(text, at);
  let end = start;
  while (text[end] === ' ') end++;
  return end - start;
}
function frontMatterEnd(text: string): number | undefined {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (!open) return undefined;
  const close = text.slice(open[0].length).search(/^(?:---|\.\.\.)[ \t]*$/m);
  return close === -1 ? undefined : open[0].length + close;
}

/** A key and its value, as lines. */
export const spellYaml = (key: string, value: Template, indent: number): string =>
  `${' '.repeat(indent)}${key}:${yamlValue(value, indent)}`;

/** What stands below a heading of that level. */
export const spellMarkdown = (shape: Shape, value: Template, level: number): string => markdownBody(shape, value, level).trimEnd();

/** Rows with the same parts as a table; undefined where they are no such rows. */
export function markdownTable(shape: Shape, value: Template): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = shape.items ?? shape.properties.get(shape.list ?? '')?.items;
  const rows = (value as readonly Template[]).map((row) => (typeof row === 'object' && !Array.isArray(row) ? Object.entries(row) : []));
  const keys = rows[0]?.map(([key]) => key) ?? [];
  if (
    keys.length < 2 ||
    rows.some((row) => row.length !== keys.length || row.some(([key, cell], at) => key !== keys[at] || typeof cell !== 'string'))
  )
    return undefined;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(keys.map((key) => items?.properties.get(key)?.title ?? key)),
    line(keys.map(() => '---')),
    ...rows.map((row) => line(row.map(([, cell]) => tableCell(cell as string)))),
  ].join('\n');
}

const tableCell = (text: string): string => text.replace(/(?<!\\)\|/g, '\\|').replace(/\n/g, ' ');

/** What follows a key's colon. */
function yamlValue(value: Template, indent: number): string {
  if (typeof value === 'string') return value === '' ? '' : ` ${yamlScalar(value, indent)}`;
  const pad = ' '.repeat(indent + 2);
  if (Array.isArray(value)) return (value as readonly Template[]).map((item) => `\n${pad}-${yamlItem(item, indent + 2)}`).join('');
  return Object.entries(value)
    .map(([key, part]) => `\n${pad}${key}:${yamlValue(part, indent + 2)}`)
    .join('');
}

/** On one line, for lists and maps in brackets. */
function yamlFlow(value: Template): string {
  if (typeof value !== 'string')
    return Array.isArray(value)
      ? `[${(value as readonly Template[]).map(yamlFlow).join(', ')}]`
      : `{${Object.entries(value)
          .map(([key, part]) => `${key}: ${yamlFlow(part)}`)
          .join(', ')}}`;
  return flowScalar(value.replace(/\n/g, ' '));
}

function yamlItem(value: Template, indent: number): string {
  if (typeof value === 'string') return ` ${yamlScalar(value, indent)}`;
  const text = yamlValue(value, indent);
  return ` ${text.trimStart()}`;
}

/** A value on one line, in quotes where it needs them. */
export const spellYamlScalar = (text: string): string => yamlScalar(text, 0);

/** Plain where YAML reads it back as the same words, else in double quotes, or as a block where it has lines. */
function yamlScalar(text: string, indent: number): string {
  if (text.includes('\n'))
    return `|-${text
      .split('\n')
      .map((line) => `\n${' '.repeat(indent + 2)}${line}`)
      .join('')}`;
  const words = plain(text);
  const risky =
    words === '' || /^[\s\-?:,[\]{}#&*!|>'"%@`]|^(?:true|false|yes|no|on|off|null|~)$|:(?:\s|$)|\s#|\s$|^[\d.+-]+$|^<<$/i.test(words);
  return risky ? quoted(text) : text;
}

/** Inside brackets a comma or a bracket ends a plain value. */
const flowScalar = (text: string): string => (/[,[\]{}]/.test(plain(text)) ? quoted(text) : yamlScalar(text, 0));

const quoted = (text: string): string => `"${text.replace(/\\(?![$}\\])|"/g, (found) => (found === '"' ? '\\"' : '\\\\'))}"`;

/** A YAML value on one line and without quotes: new words in it may end it. */
function isPlain(artifact: Artifact, place: Place): boolean {
  const source = artifact.source.slice(...place.node.span);
  return (
    isYaml(artifact, place) && place.node.type === 'scalar' && !/^["'|>]/.test(source) && !source.includes('\n') && source.trim() !== ''
  );
}

/** What a value of YAML may not begin with, unless it is quoted. */
const reserved = /^(?:[@`%&*!|>#,[\]{}"']|[?:-](?:\s|$))/;

const breaksPlain = (text: string, flow: boolean): boolean => /:(?:\s|$)|\s#/.test(plain(text)) || (flow && /[,[\]{}]/.test(plain(text)));

/** Inside `{…}` or `[…]`, where commas and brackets mean something. */
function inBrackets(artifact: Artifact, pointer: Pointer): boolean {
  for (let at = parent(pointer); at !== ''; at = parent(at)) {
    const place = artifact.places.get(at);
    if (place && /[[{]/.test(artifact.source[place.node.span[0]] ?? '') && isYaml(artifact, place) && place.node.type !== 'scalar')
      return true;
  }
  return false;
}

/** New words inside a quoted YAML value are escaped as its quotes ask. */
function quotedInside(artifact: Artifact, span: Span, text: string): string {
  const quote = artifact.source[span[0]];
  if (artifact.syntax !== 'yaml') return text;
  return quote === '"' ? text.replace(/"/g, '\\"') : quote === "'" ? text.replace(/'/g, "''") : text;
}

/** A value on one line. */
function inline(value: Template): string {
  if (typeof value === 'string') return value.replace(/\n/g, ' ');
  if (Array.isArray(value)) return (value as readonly Template[]).map(inline).join('; ');
  return Object.values(value).map(inline).join(', ');
}

function markdownBody(shape: Shape | undefined, value: Template, level: number): string {
  if (typeof value === 'string') return `${value}\n`;
  if (Array.isArray(value)) return (value as readonly Template[]).map((item) => `${markdownItem(item, shape?.items, 0)}\n`).join('');
  const parts = Object.entries(value);
  const own = parts.filter(([, part]) => typeof part === 'string');
  const nested = parts.filter(([, part]) => typeof part !== 'string');
  const title = (key: string) => shape?.properties.get(key)?.title ?? key;
  return [
    ...own.map(([key, part]) =>
      key === shape?.prose && own.length === 1 && !shape.properties.get(key)?.items
        ? `${part as string}\n`
        : `**${title(key)}:** ${part as string}\n`,
    ),
    ...nested.map(([key, part]) =>
      level >= 6
        ? `- ${title(key)}:\n${nestedLines(part, shape?.properties.get(key), 2)}\n`
        : `${'#'.repeat(level + 1)} ${title(key)}\n\n${markdownBody(shape?.properties.get(key), part, level + 1)}`,
    ),
  ].join('\n');
}

function markdownItem(value: Template, shape: Shape | undefined, indent: number): string {
  const pad = ' '.repeat(indent);
  if (typeof value === 'string') return `${pad}- ${value.replace(/\n/g, ' ')}`;
  if (Array.isArray(value)) return `${pad}- ${inline(value)}`;
  const [first, ...others] = Object.entries(value);
  if (!first) return `${pad}-`;
  const title = (key: string) => shape?.properties.get(key)?.title ?? key;
  const head =
    typeof first[1] === 'string'
      ? `${pad}- ${title(first[0])}: ${first[1].replace(/\n/g, ' ')}`
      : `${pad}- ${title(first[0])}:\n${nestedLines(first[1], shape?.properties.get(first[0]), indent + 2)}`;
  return [head, ...others.map(([key, part]) => bulletLines(title(key), part, shape?.properties.get(key), indent + 2))].join('\n');
}

function bulletLines(label: string, value: Template, shape: Shape | undefined, indent: number): string {
  const pad = ' '.repeat(indent);
  return typeof value === 'string'
    ? `${pad}- ${label}: ${value.replace(/\n/g, ' ')}`
    : `${pad}- ${label}:\n${nestedLines(value, shape, indent + 2)}`;
}

function nestedLines(value: Template, shape: Shape | undefined, indent: number): string {
  if (typeof value === 'string') return `${' '.repeat(indent)}- ${value}`;
  if (Array.isArray(value)) return (value as readonly Template[]).map((item) => markdownItem(item, shape?.items, indent)).join('\n');
  return Object.entries(value)
    .map(([key, part]) => bulletLines(shape?.properties.get(key)?.title ?? key, part, shape?.properties.get(key), indent))
    .join('\n');
}

/** A field to be filled in, as a text with tab stops: name, colon or heading, and the hint of what belongs there. */
export function spellField(shape: Shape, syntax: Syntax, indent: number, level: number): string {
  const blank = blankOf(shape, { next: 1 });
  if (syntax === 'yaml') return `${shape.key}:${yamlValue(blank, indent)}`;
  return `${'#'.repeat(level)} ${shape.title}\n\n${markdownBody(shape, blank, level).trimEnd()}`;
}

/** `<value today, unit, period>`: what belongs there, in words that every reader takes for a placeholder. */
export function hintOf({ guide, title }: Pick<Shape, 'guide' | 'title'>): string {
  const name = title.toLowerCase();
  // `<source>` and `<link>` would be tags.
  return [guide?.toLowerCase().replace(/^\(|\)$/g, '') ?? name, name].map((words) => `<${words}>`).find(isHint) ?? `<the ${name}>`;
}

const isHint = (text: string): boolean => isEmptyAnswer(text) && findPlaceholders(text)[0]?.[1] === text.length;

/** A value of the right form with nothing in it but hints. */
export function blankOf(shape: Shape, stops: { next: number }): Template {
  const hint = () => `\${${stops.next++}:${literal(hintOf(shape))}}`;
  // The hint comes first: a choice that nobody made must not stand there as one.
  if (shape.choices.length > 0)
    return `\${${stops.next++}|${[hintOf({ title: shape.title }), ...shape.choices.map(({ value }) => value)].join(',')}|}`;
  if (shape.types.has('array') && shape.items) {
    // Plain texts have no title of their own; the list's is theirs.
    const { title, guide, items } = shape;
    return [blankOf(items.title === items.key ? { ...items, title, ...(guide === undefined ? {} : { guide }) } : items, stops)];
  }
  const parts = [...shape.properties.values()];
  const needed = parts.filter(({ need }) => need.as === 'required');
  const spelled = (chosen: readonly Shape[]) => Object.fromEntries(chosen.map((property) => [property.key, blankOf(property, stops)]));
  if (needed.length > 0) return spelled(needed);
  if (shape.list !== undefined && shape.properties.get(shape.list)) return blankOf(shape.properties.get(shape.list) as Shape, stops);
  if (parts.length > 0 && !shape.types.has('string')) return spelled(parts.slice(0, 2));
  return hint();
}
