// "Shipworthy: What Changed Since…" and "Shipworthy: Run the 3 am Drill": sentences to read and to go to, in native lists.

import { commands, Disposable, type QuickPickItem, QuickPickItemKind, Range, Uri, window } from 'vscode';
import { type ChangesResult, changesRequest, type DrillResult, drillRequest, type ReportPlace } from '../../../server/src/protocol.js';
import type { Ask } from '../templates.js';

interface Line extends QuickPickItem {
  readonly place?: ReportPlace;
}

/** A keybinding or a test may name the commit beforehand. */
export const registerWhatChanged = (ask: Ask): Disposable =>
  Disposable.from(
    commands.registerCommand('shipworthy.whatChanged', async (given?: unknown) => {
      const ref = typeof given === 'string' ? given : await askForCommit();
      if (ref === undefined) return;
      const found = (await ask(changesRequest, { ref })) as ChangesResult;
      const title = `Changed in meaning since ${ref}`;
      if (!found) return choose([], title, `No repository here knows "${ref}": is it a commit, a branch or a tag?`);
      const lines = found.initiatives.flatMap(({ id, changes }): readonly Line[] => [
        { label: id, kind: QuickPickItemKind.Separator },
        ...changes.map(({ way, sentence, ...place }): Line => ({ label: `$(${icons[way]}) ${sentence}`, place })),
      ]);
      await choose(lines, `${title} (${found.day})`, 'Nothing changed in meaning.');
    }),
    commands.registerCommand('shipworthy.drill', async () => {
      const { initiatives } = (await ask(drillRequest, undefined)) as DrillResult;
      const lines = initiatives.flatMap(({ id, lines: words, place }): readonly Line[] => [
        { label: id, kind: QuickPickItemKind.Separator },
        ...(words.length > 0 ? words : ['No document says who answers when.']).map((label): Line => ({ label: label.trim(), place })),
      ]);
      await choose(lines, '3 am drill', 'No initiative here.');
    }),
  );

const askForCommit = (): Thenable<string | undefined> =>
  window.showInputBox({
    title: 'What Changed Since…',
    prompt: 'A commit, a branch or a tag.',
    value: 'HEAD',
    validateInput: (text) => (text.trim() === '' ? 'Which commit?' : undefined),
  });

async function choose(lines: readonly Line[], title: string, nothing: string): Promise<void> {
  const items = lines.length > 0 ? lines : [{ label: nothing }];
  const chosen = await window.showQuickPick<Line>([...items], { title, placeHolder: 'Enter goes there.', matchOnDetail: true });
  if (!chosen?.place?.uri) return;
  const { uri, range } = chosen.place;
  const selection = range && new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  await window.showTextDocument(Uri.parse(uri), { preview: true, ...(selection ? { selection } : {}) });
}

/** less, more, moved, worded */
const icons = { less: 'remove', more: 'add', moved: 'arrow-swap', worded: 'edit' } as const;
