// `shipworthy diff REF [PATH…]`: what changed in meaning since a commit, a sentence a change. It reads git and writes nothing.
import type { Change } from '../../core/diff/changes.js';
import { lineIndex } from '../../core/text.js';
import { escapeTerminal as clean } from '../../features/escape.js';
import { changesSince, type Since } from '../since.js';
import { version } from '../version.js';
import { runOf } from './map.js';
import { Misuse, options } from './misuse.js';
import { forceOn, insideOf, repositoryAt, unknownCommit } from './past.js';
import { nameOf, relativePath } from './run.js';

export async function diffCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' }, 'as-of': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') throw new Misuse(`There is no format "${format}". Known are text, json.`);
  const [ref, ...paths] = positionals;
  if (ref === undefined)
    throw new Misuse('diff takes a commit to compare with, such as HEAD, a branch or a tag; then paths if not all here.');
  const repository = await repositoryAt(paths[0] ?? '.');
  const commit = await repository.commit(ref);
  if (!commit) throw new Misuse(unknownCommit(ref));
  const { asOf, initiatives } = await runOf(paths, values['as-of']);
  const found = await changesSince(
    repository,
    commit.id,
    initiatives.map(({ report }) => report),
    {
      inForce: forceOn(asOf),
      isOurs: insideOf(paths),
    },
  );
  const since = { ref, commit: commit.id, day: commit.day };
  const rows = found
    .map(({ initiative, changes }) => ({ id: nameOf(initiative), changes }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  process.stdout.write(format === 'json' ? asJson(since, rows) : asText(since, rows));
  return 0;
}

interface SinceWhen {
  readonly ref: string;
  readonly commit: string;
  readonly day: string;
}
type Row = { readonly id: string } & Pick<Since, 'changes'>;

function asText({ ref, commit, day }: SinceWhen, rows: readonly Row[]): string {
  const when = `since ${clean(ref)} (${commit.slice(0, 7)}, ${day})`;
  const changed = rows.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return `Nothing changed in meaning ${when}.\n`;
  return `${changed
    .map(({ id, changes }) =>
      [`${clean(id)}, ${when}`, ...changes.map((change) => `  ${signs[change.way]} ${clean(change.sentence)}${placeWords(change)}`)].join(
        '\n',
      ),
    )
    .join('\n\n')}\n`;
}

const signs: Readonly<Record<Change['way'], string>> = { less: '−', more: '+', moved: '~', worded: '·' };

function placeWords({ at }: Change): string {
  const place = at && lineOf(at);
  return place ? `  ${place.path}:${place.range.start.line + 1}` : '';
}

function lineOf({ member, span }: NonNullable<Change['at']>) {
  const lines = lineIndex(member.source.text);
  return { path: relativePath(member.path), range: { start: lines.positionAt(span[0]), end: lines.positionAt(span[1]) } };
}

function asJson(since: SinceWhen, rows: readonly Row[]): string {
  const initiatives = rows.map(({ id, changes }) => ({
    id,
    changes: changes.map(({ way, sentence, kind, at }) => ({
      way,
      sentence,
      ...(kind ? { kind } : {}),
      ...(at ? { pointer: at.pointer, ...lineOf(at) } : {}),
    })),
  }));
  return `${JSON.stringify({ schemaVersion: 1, tool: { name: 'shipworthy', version }, since, initiatives }, null, 2)}\n`;
}

const help = `Usage: shipworthy diff REF [PATH…] [OPTIONS]

  REF                       a commit, branch, tag: what the documents said then
  --format text|json
  --as-of YYYY-MM-DD        "today", for both sides

Signs: − less is promised or named, + more, ~ moved, · only other words. Both sides are judged by today's rules.`;
