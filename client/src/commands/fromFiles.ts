// What teams have in other formats: "Shipworthy: New AI Artifact from File…" begins a document with what alert rules, OpenSLO, a model card
// or a data contract say; "Shipworthy: Write OpenSLO from SLOs" goes the other way. Both open unsaved documents and write no file.

import type { ExtensionContext } from 'vscode';
import { commands, Disposable, SnippetString, Uri, window, workspace } from 'vscode';
import { joining } from '../../../server/src/newFiles.js';
import { type OpenSloResult, openSloRequest } from '../../../server/src/protocol.js';
import type { Kind } from '../../../server/src/recognise.js';
import { type Ask, pickKind, pickSyntax, readTemplates, templatesFor, textOf } from '../templates.js';

/** A test may answer the questions beforehand. */
interface Given {
  readonly kind?: Kind;
  readonly syntax?: 'yaml' | 'markdown';
}

export const registerFromFiles = (context: ExtensionContext, ask: Ask): Disposable =>
  Disposable.from(
    commands.registerCommand('shipworthy.newFromFile', async (asked?: unknown, given?: unknown) => {
      const { kind: known, syntax: wanted } = (Array.isArray(given) ? {} : (given ?? {})) as Given;
      const uri = asked instanceof Uri ? asked : (window.activeTextEditor?.document.uri ?? (await pickFile()));
      const text = uri && (await textOf(uri).catch(() => ''));
      if (!uri || !text) return;
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      const from = { name, text };
      const folder = Uri.joinPath(uri, '..');
      const about = await templatesFor(ask, folder, { syntax: 'markdown', from });
      const begins = about?.begins ?? [];
      if (begins.length === 0) {
        void window.showInformationMessage(`${name} holds no alert rules, OpenSLO, model card or data contract to begin from.`);
        return;
      }
      const kind = known ?? (begins.length === 1 ? begins[0] : await pickKind(await readTemplates(context, 'markdown'), begins));
      const syntax = kind && (wanted ?? (await pickSyntax('New AI Artifact from File')));
      if (!kind || !syntax) return;
      const filled = await templatesFor(ask, folder, { syntax, kind, from });
      if (!filled) return;
      const document = await workspace.openTextDocument({ language: syntax, content: '' });
      const editor = await window.showTextDocument(document);
      const body = filled.of(kind);
      const related = `./${name}`;
      // The tab stop of the links: whoever begins from a file points at it.
      const linked = body.replace(/\$3(?!\d)/, related);
      await editor.insertSnippet(new SnippetString(filled.joined ? joining(body, kind, filled.joined, [related]) : linked));
    }),
    commands.registerCommand('shipworthy.writeOpenSlo', async () => {
      const uri = window.activeTextEditor?.document.uri;
      const { text, left } = ((uri && (await ask(openSloRequest, { uri: uri.toString() }))) ?? { text: '', left: [] }) as OpenSloResult;
      if (text === '') {
        void window.showInformationMessage('The document that is open promises no service level that can be kept or broken.');
        return;
      }
      await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content: text }));
      if (left.length > 0)
        void window.showInformationMessage(`Left out, because it holds no share and no limit: ${left.join(' · ').slice(0, 200)}`);
    }),
  );

async function pickFile(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({ title: 'Begin from which file?', openLabel: 'Begin', canSelectMany: false });
  return picked?.[0];
}
