// What may stand at the cursor in shipworthy.yaml: keys, rules, levels, thresholds, kinds, fields.
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { type ConfigData, type Plain, readPlain } from '../core/config.js';
import { type ConfigShape, configShape } from '../core/schema/configLook.js';
import { type ConfigCursor, configCursors } from '../core/syntax/configCursor.js';
import { lineIndex } from '../core/text.js';
import { configWords, defaultWords } from './configWords.js';
import { toRange } from './ranges.js';

export function configCompletion(text: string, offset: number): CompletionItem[] {
  const { data } = readPlain(text);
  const said = (path: readonly string[]): Plain | undefined => valueAt(data, path);
  for (const cursor of configCursors(text, offset)) {
    const shape = configShape(cursor.path, said);
    const offers = shape ? (cursor.role === 'key' ? keys(cursor, shape, said) : values(shape)) : [];
    if (offers.length === 0) continue;
    const range = toRange(lineIndex(text), cursor.span);
    return offers.map(
      ({ label, insert, kind, detail, words }, at): CompletionItem => ({
        label,
        kind,
        detail,
        ...(words === '' ? {} : { documentation: { kind: 'markdown', value: words } }),
        filterText: label,
        sortText: String(at).padStart(4, '0'),
        insertTextFormat: InsertTextFormat.PlainText,
        textEdit: { range, newText: insert },
      }),
    );
  }
  return [];
}

interface Offer {
  readonly label: string;
  readonly insert: string;
  readonly kind: CompletionItemKind;
  readonly detail: string;
  readonly words: string;
}

/** Keys that the map does not have yet. */
function keys(cursor: ConfigCursor, shape: ConfigShape, said: (path: readonly string[]) => Plain | undefined): readonly Offer[] {
  const there = said(cursor.path);
  const taken = new Set(there && typeof there === 'object' && !Array.isArray(there) ? Object.keys(there) : []);
  return shape.keys
    .filter((key) => !taken.has(key))
    .flatMap((key): readonly Offer[] => {
      const own = configShape([...cursor.path, key], said);
      if (!own) return [];
      return [
        {
          label: key,
          insert: keyText(cursor, key, own),
          kind: CompletionItemKind.Property,
          detail: defaultWords(own),
          words: configWords(key, own),
        },
      ];
    });
}

function keyText({ closed, flow, indent }: ConfigCursor, key: string, shape: ConfigShape): string {
  if (closed) return key;
  const only = (type: string) => shape.types.length > 0 && shape.types.every((each) => each === type);
  if (flow) return only('object') ? `${key}: {}` : only('array') ? `${key}: []` : `${key}: `;
  const below = `\n${' '.repeat(indent + 2)}`;
  return only('object') ? `${key}:${below}` : only('array') ? `${key}:${below}- ` : `${key}: `;
}

function values(shape: ConfigShape): readonly Offer[] {
  if (shape.choices.length > 0)
    return shape.choices.map(({ value, description }) => ({
      label: value,
      insert: value,
      kind: CompletionItemKind.EnumMember,
      detail: value === shape.default ? 'default' : '',
      words: description,
    }));
  if (typeof shape.default === 'number')
    return [
      {
        label: String(shape.default),
        insert: String(shape.default),
        kind: CompletionItemKind.Value,
        detail: defaultWords(shape),
        words: shape.description,
      },
    ];
  return shape.examples
    .filter((example): example is string => typeof example === 'string')
    .map((example) => ({
      label: example,
      insert: /^[@`"'%&*!|>[{#-]|: | #/.test(example) ? JSON.stringify(example) : example,
      kind: CompletionItemKind.Text,
      detail: 'example',
      words: shape.description,
    }));
}

function valueAt(data: Plain, path: readonly string[]): Plain | undefined {
  let at: Plain | undefined = data;
  for (const key of path) {
    if (at === null || typeof at !== 'object') return undefined;
    at = Array.isArray(at) ? (at as readonly Plain[])[Number(key)] : Object.hasOwn(at, key) ? (at as ConfigData)[key] : undefined;
  }
  return at;
}
