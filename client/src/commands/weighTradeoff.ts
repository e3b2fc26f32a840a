// "Shipworthy: Weigh a Trade-off…": the questions one after the other, then what decided and where the rationale shall go. What the
// documents' headers answer comes first; Escape ends it, and a question can be left open.

import { commands, type Disposable, env, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { type TradeoffParams, type TradeoffResult, tradeoffRequest } from '../../../server/src/protocol.js';
import type { Ask } from '../templates.js';

/** A keybinding or a test may answer questions beforehand, by their ids. */
export const registerWeighTradeoff = (ask: Ask): Disposable =>
  commands.registerCommand('shipworthy.weighTradeoff', async (given: Readonly<Record<string, string>> = {}) => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const weigh = (params: Omit<TradeoffParams, 'uri'>) =>
      ask(tradeoffRequest, { ...(uri === undefined ? {} : { uri }), ...params } satisfies TradeoffParams) as Promise<TradeoffResult>;
    const { questions, known } = await weigh({ answers: given });
    const answers: Record<string, string> = { ...given };
    const open = questions.filter(({ id }) => given[id] === undefined);
    for (const [at, question] of open.entries()) {
      const picked = await pickAnswer(question, known[question.id], `Trade-off (${at + 1} of ${open.length}): ${question.row}`);
      if (!picked) return;
      if (picked.key !== undefined) answers[question.id] = picked.key;
    }
    const result = await weigh({ answers });
    const chosen = await window.showQuickPick(outcome(result), {
      title: titleOf(result),
      placeHolder: result.rationale,
      ignoreFocusOut: true,
    });
    if (chosen?.copies) await env.clipboard.writeText(result.rationale);
    if (chosen?.uri === undefined) return;
    await weigh({ answers, write: chosen.uri });
    await window.showTextDocument(Uri.parse(chosen.uri), { preview: true });
  });

interface Answer extends QuickPickItem {
  readonly key?: string;
}

async function pickAnswer(
  { asks, choices }: TradeoffResult['questions'][number],
  known: string | undefined,
  title: string,
): Promise<Answer | undefined> {
  const items = choices.map(
    ({ key, title: label }): Answer => ({ key, label, ...(key === known ? { description: 'as the document says' } : {}) }),
  );
  // What the document says is one Enter away.
  items.sort((a, b) => Number(b.key === known) - Number(a.key === known));
  return window.showQuickPick<Answer>([...items, { label: 'Leave open', description: 'decides nothing' }], {
    title,
    placeHolder: asks,
    ignoreFocusOut: true,
  });
}

interface Outcome extends QuickPickItem {
  readonly uri?: string;
  readonly copies?: boolean;
}

function outcome({ rows, places, rationale }: TradeoffResult): readonly Outcome[] {
  const sides = rows.flatMap(({ title, favours, simple, complex }): Outcome[] => [
    { label: title, kind: QuickPickItemKind.Separator },
    { label: favours === undefined ? '$(circle-outline) open' : `$(law) ${favours}`, detail: said(simple, complex) },
  ]);
  const actions = [
    ...places.map(
      ({ uri, title }): Outcome => ({
        label: `$(edit) Write into the ${title}`,
        description: workspace.asRelativePath(Uri.parse(uri)),
        uri,
      }),
    ),
    ...(rationale === '' ? [] : [{ label: '$(copy) Copy the rationale', copies: true }]),
  ];
  return [...actions, ...sides];
}

const said = (simple: readonly string[], complex: readonly string[]): string =>
  [
    simple.length > 0 ? `for a simpler model: ${simple.join(', ')}` : '',
    complex.length > 0 ? `for a more complex one: ${complex.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('; ') || 'no answer decides';

function titleOf({ favours, decidedBy }: TradeoffResult): string {
  if (favours === undefined) return 'Open: no answer favours either side';
  return favours === 'mixed'
    ? 'Neither side wins'
    : `A ${favours === 'simple' ? 'simpler' : 'more complex'} model, decided by ${decidedBy.join(', ')}`;
}
