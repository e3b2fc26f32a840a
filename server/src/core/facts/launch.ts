// When the first user meets the product, as stages, milestones or the launch date say it. Shadow mode touches no user.
import { daysFrom, type Moment, readMoments } from '../language/moment.js';
import { readStage } from '../language/stage.js';
import { type Artifact, child, type Pointer } from '../model/artifact.js';
import type { Initiative } from '../project.js';
import { mentions } from './mentions.js';
import { partOf, rowsAt, textBelow } from './rows.js';

export interface LaunchFact {
  readonly pointer: Pointer;
  readonly moment: Moment;
  /** The author's words for it: "canary", "launch". */
  readonly name: string;
}

/** The earliest of those that can be compared. */
export function launchOf(artifact: Artifact): LaunchFact | undefined {
  let first: LaunchFact | undefined;
  for (const launch of launches(artifact)) if (!first || (daysFrom(first.moment, launch.moment) ?? 1) < 0) first = launch;
  return first;
}

/** The own one, else that of another document of the initiative. */
export function launchIn(initiative: Initiative, own: Artifact): LaunchFact | undefined {
  for (const artifact of [own, ...initiative.members.map((member) => member.artifact)]) {
    const launch = launchOf(artifact);
    if (launch) return launch;
  }
  return undefined;
}

function* launches(artifact: Artifact): Generator<LaunchFact> {
  const stages = artifact.kind === 'runbook' ? '/stages' : '/rollout_plan/stages';
  for (const row of rowsAt(artifact, stages)) {
    const name = partOf(artifact, row, 'name') || row.text;
    const type = readStage(row.prose ? row.text : `${name} ${partOf(artifact, row, 'type')}`, artifact.vocabulary).type?.value;
    if (type === 'shadow' || type === 'internal' || /\bshadow|internal|staging|dry run/i.test(name)) continue;
    const own = ['start', 'duration'].find((key) => readMoments(partOf(artifact, row, key)).length > 0);
    const text = own ? partOf(artifact, row, own) : row.text;
    const moment = readMoments(text)[0];
    const word = noLaunch.test(name) ? undefined : launchWord.exec(name)?.[0];
    if (moment && (type !== undefined || word !== undefined))
      yield { pointer: own ? child(row.pointer, own) : row.pointer, moment, name: type ?? word ?? 'launch' };
  }
  for (const row of rowsAt(artifact, '/milestones')) {
    const name = row.prose ? row.text : partOf(artifact, row, 'name');
    if (!launchWord.test(name) || noLaunch.test(name)) continue;
    const moment = readMoments(row.text)[0];
    if (moment) yield { pointer: row.pointer, moment, name: launchWord.exec(name)?.[0] ?? 'launch' };
  }
  for (const pointer of ['/launch', '/launch_gate/date']) {
    const moment = readMoments(textBelow(artifact, pointer))[0];
    if (moment) yield { pointer, moment, name: 'launch' };
  }
  for (const { pointer, sentence, word } of mentions(artifact, inSentence)) {
    const moment = readMoments(word)[0];
    if (moment && !noLaunch.test(sentence.slice(sentence.indexOf(word)))) yield { pointer, moment, name: 'launch' };
  }
}

/** "launch in May", "goes live on 2026-05-18". */
const inSentence = /\b(?:launch(?:es|ed|ing)?|go(?:es)?[ -]live)\b(?: date)?:?(?: (?:is|in|on|by|at|planned|for)){0,3} [\w ,-]{3,18}/i;

const launchWord = /\b(?:launch|go[ -]?live|general availability|GA|public release|release|roll-?out|canary|pilot)\b/i;
const noLaunch =
  /\b(?:post|pre)-?\s?(?:launch|release)|\bafter\b|\breview\b|\bretrospective\b|\b(?:fairness|bias|privacy|dpia|threat|audit|training)\b/i;
