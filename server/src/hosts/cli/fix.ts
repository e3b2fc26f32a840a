// `shipworthy fix [PATH…]`: everything that has one right answer, until nothing of the kind is left. What is waived, known to the
// baseline or only named like an artifact is left alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { plain } from '../../core/syntax/write.js';
import { applyEdits, lineIndex } from '../../core/text.js';
import { safeFixes } from '../../features/codeActions.js';
import { escapeTerminal } from '../../features/escape.js';
import { runOf } from './map.js';
import { Misuse, options } from './misuse.js';
import type { CheckedFile } from './run.js';

/** One fix can make room for another; more rounds than this would be two that undo each other. */
const rounds = 10;

export async function fixCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, 'as-of': { type: 'string' } },
  });
  if (positionals.includes('-')) throw new Misuse('fix changes files; standard input is none.');
  const texts = new Map<string, string>();
  const rows: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { files } = await runOf(positionals, values['as-of'], texts);
    const found = files.flatMap(fixesIn);
    if (found.length === 0) break;
    for (const { file, after, told } of found) {
      texts.set(file, after);
      rows.push(...told);
    }
  }
  if (!values['dry-run']) for (const [file, text] of texts) writeFileSync(file, text);
  process.stdout.write(`${[...rows, summary(rows.length, texts.size, values['dry-run'] === true)].join('\n')}\n`);
  return 0;
}

interface Fixed {
  readonly file: string;
  readonly after: string;
  readonly told: readonly string[];
}

function fixesIn({ file, check }: CheckedFile): readonly Fixed[] {
  const fixes = check ? safeFixes(check) : [];
  if (!check || fixes.length === 0) return [];
  const { text } = check.source;
  // What is no UTF-8 would not come back as it was.
  if (text.includes('\ufffd') && !readFileSync(file.absolute).equals(Buffer.from(text))) return [];
  const lines = lineIndex(text);
  const edits = fixes.flatMap(({ edits: some }) => some.map((edit) => ({ ...edit, text: plain(edit.text) })));
  return [
    {
      file: file.absolute,
      after: applyEdits(text, edits),
      told: fixes.map(({ finding, title }) => {
        const { line, character } = lines.positionAt(finding.span[0]);
        return escapeTerminal(`${file.path}:${line + 1}:${character + 1}  ${title}  ${finding.rule}`);
      }),
    },
  ];
}

function summary(fixes: number, files: number, dry: boolean): string {
  if (fixes === 0) return 'Nothing here has one right answer that is not written yet.';
  const counted = `${fixes} ${fixes === 1 ? 'fix' : 'fixes'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  return `${counted}${dry ? ', nothing was written' : ''}.`;
}
