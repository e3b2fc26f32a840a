// The trade-off helper for an editor: the questions with what the documents answer already, the decision, and where it can be written.
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { joinFlags } from '../core/facts/flags.js';
import type { Member } from '../core/project.js';
import { shapeOf } from '../core/schema/look.js';
import { spell } from '../core/syntax/write.js';
import { type Answers, answersFrom, decide, questions, rationaleEdit } from '../core/tradeoff.js';
import type { TradeoffResult } from '../protocol.js';
import { workspaceEdit } from './edits.js';
import { pathOf, uriOf } from './uris.js';

/** `members`: the initiative, the document that is looked at first; `small`: up to this many people a team is small. */
export function tradeoff(members: readonly Member[], answers: Answers, small: number): TradeoffResult {
  const [first, ...others] = members.map(({ facts }) => facts.flags);
  const { rows, favours, decidedBy, rationale } = decide(answers);
  return {
    questions: questions.map(({ id, row, asks, choices }) => ({
      id,
      row,
      asks,
      choices: choices.map(({ key, title }) => ({ key, title })),
    })),
    known: first ? answersFrom(joinFlags(first, others), small) : {},
    rows: rows.map(({ title, favours: side, simple, complex }) => ({ title, ...(side ? { favours: side } : {}), simple, complex })),
    ...(favours ? { favours } : {}),
    decidedBy,
    rationale,
    places: members
      .filter(({ artifact }) => rationaleEdit(artifact, rationale))
      .map(({ path, source }) => ({ uri: uriOf(path), title: shapeOf(source.kind).title })),
  };
}

/** Writes the rationale of these answers into one of the members; undefined where it stands there or has no place. */
export function tradeoffEdit(
  members: readonly Member[],
  answers: Answers,
  uri: string,
  version: number | null,
  documentChanges: boolean,
): WorkspaceEdit | undefined {
  const member = members.find(({ path }) => path === pathOf(uri));
  const edit = member && rationaleEdit(member.artifact, decide(answers).rationale);
  const spelled = member && edit && spell(member.artifact, [edit]);
  return spelled && workspaceEdit(uri, version, member.source.text, spelled, { documentChanges, snippetEdits: false });
}
