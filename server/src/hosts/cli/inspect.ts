// `shipworthy inspect`: how a file is read. For the author who wonders why, and for scripts.
import { URI } from 'vscode-uri';
import { typedAt } from '../../core/facts/typed.js';
import { dataAt, type Pointer } from '../../core/model/artifact.js';
import type { Member } from '../../core/project.js';
import { kinds } from '../../core/schema/kinds.js';
import { defaultSettings } from '../../core/settings.js';
import { lineIndex } from '../../core/text.js';
import { havesOf } from '../../features/have.js';
import { type Kind, kindNamed } from '../../recognise.js';
import { readArtifact } from '../artifacts.js';
import { configurations } from '../configuration.js';
import { knownFiles } from '../known.js';
import { boundsOf, nodeFiles, repositoryRoot } from '../nodeFiles.js';
import { today } from '../today.js';
import { Misuse, options } from './misuse.js';
import { relativePath } from './run.js';
import { readInputs, workspaceOf } from './sources.js';

export async function inspectCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: { kind: { type: 'string' }, format: { type: 'string' }, 'stdin-filename': { type: 'string' } },
  });
  if (positionals.length !== 1) throw new Misuse('inspect takes one file.');
  if (values.format !== undefined && values.format !== 'text' && values.format !== 'json')
    throw new Misuse(`There is no format "${values.format}". Known are text, json.`);
  const kind = values.kind === undefined ? undefined : kindNamed(values.kind);
  if (values.kind !== undefined && (!kind || !kinds.includes(kind)))
    throw new Misuse(`There is no kind "${values.kind}". Known are ${kinds.join(', ')}.`);
  const { path, check } = await readOne(positionals[0] as string, { kind, stdinName: values['stdin-filename'] });
  process.stdout.write(values.format === 'json' ? `${JSON.stringify(inspection(path, check), null, 2)}\n` : asText(path, check));
  return 0;
}

/** One file as the engine reads it, by the configuration that is in force there. */
export async function readOne(
  name: string,
  { kind, stdinName }: { readonly kind?: Kind | undefined; readonly stdinName?: string | undefined } = {},
): Promise<{ readonly path: string; readonly check: Member }> {
  const file = (await readInputs([name], stdinName))[0];
  if (!file || file.unreadable !== undefined) throw new Misuse(`${name} cannot be read${file ? `: ${file.unreadable}` : ''}.`);
  const uri = URI.file(file.absolute).toString();
  const root = URI.file(repositoryRoot(file.absolute) ?? process.cwd()).toString();
  const force = await configurations(nodeFiles, () => ({ ...defaultSettings, today: today() })).forFile(uri, [root]);
  const known = knownFiles(nodeFiles, boundsOf([workspaceOf(file.absolute)]));
  await known.learn(uri, file.text);
  const check = readArtifact({ uri, text: file.text }, force, kind ? { kind, kindFrom: 'forced', candidate: false } : undefined);
  if (!check) throw new Misuse(`${file.path} is not an artifact. Say which kind it is with "kind: prd" at its top, or with --kind.`);
  return { path: file.path, check: { ...check, have: known.besideOf(check) } };
}

interface FieldView {
  readonly line: number;
  readonly heading?: string;
  readonly from: string;
  readonly text: string;
  readonly value?: unknown;
}

export function inspection(
  path: string,
  check: Member,
): {
  readonly schemaVersion: 1;
  readonly path: string;
  readonly kind: string;
  readonly kindFrom: string;
  readonly syntax: string;
  readonly fields: Readonly<Record<Pointer, FieldView>>;
  readonly unclaimed: readonly { readonly line: number; readonly heading: string }[];
  /** Files of other formats that it points at, and which of its fields they answer. */
  readonly have?: readonly { readonly path: string; readonly line: number; readonly fields: readonly Pointer[]; readonly says: string }[];
} {
  const lines = lineIndex(check.source.text);
  const fields: Record<Pointer, FieldView> = {};
  for (const [pointer, place] of [...check.artifact.places].sort(([, a], [, b]) => a.whole[0] - b.whole[0])) {
    const data = dataAt(check.artifact, pointer);
    // A heading or key that nothing stands below was found all the same.
    if (data === undefined && place.key === undefined) continue;
    // A number or a yes is itself; of prose the value is what its reader understood.
    const plain = data !== undefined && typeof data !== 'object' && place.text && String(data) !== place.text.text ? data : undefined;
    const value = typeof data === 'string' || plain === undefined ? (typedAt(check.artifact, check.facts, pointer) ?? plain) : plain;
    // A cell stands in its row, not under its column's title.
    const inRow = place.from === 'table' && pointer.lastIndexOf('/') > 0;
    fields[pointer] = {
      line: lines.positionAt(inRow ? place.value[0] : (place.key?.[0] ?? place.value[0])).line,
      ...(place.words !== undefined ? { heading: place.words } : {}),
      from: place.from,
      text: place.text?.text ?? '',
      ...(value === undefined ? {} : { value }),
    };
  }
  const unclaimed = check.artifact.unclaimed
    .filter(({ from, under }) => under === '' || from === 'heading')
    .map(({ words, key }) => ({ line: lines.positionAt(key[0]).line, heading: words }));
  const have = havesOf(check).map(({ have: { path: from }, span, fields: answered, says }) => ({
    path: relativePath(from),
    line: lines.positionAt(span[0]).line,
    fields: answered,
    says,
  }));
  return {
    schemaVersion: 1,
    path,
    kind: check.source.kind,
    kindFrom: check.source.kindFrom,
    syntax: check.source.syntax,
    fields,
    unclaimed,
    ...(have.length > 0 ? { have } : {}),
  };
}

function asText(path: string, check: Member): string {
  const view = inspection(path, check);
  const rows = Object.entries(view.fields).map(
    ([pointer, field]) => `  ${String(field.line + 1).padStart(4)}  ${pointer.padEnd(36)} ${field.from.padEnd(12)} ${short(field.text)}`,
  );
  const rest = view.unclaimed.map(({ line, heading }) => `  ${String(line + 1).padStart(4)}  ${heading}`);
  const have = (view.have ?? []).map(
    ({ path: from, line, fields, says }) =>
      `  ${String(line + 1).padStart(4)}  ${fields.length > 0 ? `${fields.join(', ')} ` : ''}from ${from}: ${says}`,
  );
  return [
    `${path}: ${view.kind} (${view.kindFrom}), ${view.syntax}`,
    ...rows,
    ...(have.length > 0 ? ['', 'From files that it points at:', ...have] : []),
    ...(rest.length > 0 ? ['', 'Claimed by no field:', ...rest] : []),
    '',
  ].join('\n');
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 72 ? `${line.slice(0, 71)}…` : line;
};
