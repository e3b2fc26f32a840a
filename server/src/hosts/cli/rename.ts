// `shipworthy rename OLD NEW [PATH…]`: one name in all files of the initiatives that the paths belong to, or in none of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { URI } from 'vscode-uri';
import { type Name, namesOf, renaming } from '../../core/names.js';
import { applyEdits, lineIndex } from '../../core/text.js';
import { slashes } from '../nodeFiles.js';
import { runOf } from './map.js';
import { Misuse, options } from './misuse.js';

export async function renameCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({ args: [...args], allowPositionals: true, options: { 'dry-run': { type: 'boolean' } } });
  const [old, wanted, ...paths] = positionals;
  if (old === undefined || wanted === undefined) throw new Misuse('rename takes the old name, the new name, and paths if not all here.');
  const { initiatives } = await runOf(paths, undefined);
  const rows: string[] = [];
  const after = new Map<string, string>();
  for (const { report } of initiatives) {
    const name = named(namesOf(report.initiative), old);
    if (!name) continue;
    const result = renaming(report.initiative, name, wanted);
    if ('refused' in result) throw new Misuse(result.refused);
    for (const [{ path, source }, edits] of result.edits) {
      const file = URI.from({ scheme: 'file', path }).fsPath;
      // What is no UTF-8 would not come back as it was.
      if (!readFileSync(file).equals(Buffer.from(source.text))) throw new Misuse(`${shown(file)} is not UTF-8, or it changed meanwhile.`);
      const lines = lineIndex(source.text);
      for (const { span, text } of edits) {
        const { line, character } = lines.positionAt(span[0]);
        rows.push(`${shown(file)}:${line + 1}:${character + 1}  ${source.text.slice(...span)} → ${text}`);
      }
      after.set(file, applyEdits(source.text, edits));
    }
  }
  if (after.size === 0) throw new Misuse(`No metric, source, stage, SLO, model, alert, risk or person is called "${old}" here.`);
  if (!values['dry-run']) for (const [file, text] of after) writeFileSync(file, text);
  process.stdout.write(`${rows.join('\n')}\n${rows.length} ${rows.length === 1 ? 'place' : 'places'} in ${after.size} `);
  process.stdout.write(`${after.size === 1 ? 'file' : 'files'}${values['dry-run'] ? ', nothing was written' : ''}.\n`);
  return 0;
}

/** As it is spelled, else whatever the capitals. */
const named = (names: readonly Name[], wanted: string): Name | undefined =>
  names.find(({ name }) => name === wanted) ?? names.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());

const shown = (file: string): string => slashes(relative(process.cwd(), file));
