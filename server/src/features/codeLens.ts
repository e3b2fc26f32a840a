// One line above three places: whether the goal is measurable, whether the rollout fits its window, who answers at 3 am.
// They say something and do nothing: an empty command is shown as plain text, and no client has to know a command.
import type { CodeLens } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { drillOf } from '../core/drill.js';
import type { GoalFact } from '../core/facts/goal.js';
import type { OncallFact } from '../core/facts/oncall.js';
import { isSomebody } from '../core/facts/ownership.js';
import { rowsAt, textBelow } from '../core/facts/rows.js';
import { minutesAt } from '../core/facts/sums/inputs.js';
import { calendarOf, calendarWords } from '../core/facts/sums/rollout.js';
import { decimal, short } from '../core/facts/sums/sum.js';
import { readDurations } from '../core/language/duration.js';
import { readOwners } from '../core/language/owner.js';
import { type Artifact, child, type Pointer, textAt } from '../core/model/artifact.js';
import { lineIndex } from '../core/text.js';
import { toRange } from './ranges.js';
import { isShown } from './shown.js';

/** `setting` is the editor's `shipworthy.codeLens`: false for none, or an object that switches kinds off. */
export function codeLens(check: Check, setting?: unknown): CodeLens[] {
  const { artifact, facts } = check;
  const lines = lineIndex(check.source.text);
  const lens = (pointer: Pointer, title: string): CodeLens[] => {
    const place = artifact.places.get(pointer);
    if (!place) return [];
    return [{ range: toRange(lines, place.key ?? place.value), command: { title: plain(title), command: '' } }];
  };
  const { goal, oncall } = facts;
  // Of a goal in a language that the readers do not know, every slot would look empty.
  const english = check.facts.tongue === 'en';
  const calendar = isShown(setting, 'rollout') ? calendarOf(artifact, facts) : undefined;
  return [
    ...(goal && english && isShown(setting, 'goal') ? lens(goal.field, slotWords(goal)) : []),
    ...(calendar ? lens(artifact.kind === 'runbook' ? '/stages' : '/rollout_plan', `rollout: ${calendarWords(calendar)}`) : []),
    ...(oncall && isShown(setting, 'oncall') ? lens('/oncall', `${nightWords(artifact, oncall)}${holeOf(check)}`) : []),
  ];
}

function slotWords({ has, targetInMetrics }: GoalFact): string {
  const slots: readonly (readonly [string, boolean])[] = [
    ['direction', has.direction],
    ['metric', has.metric],
    ['amount', has.magnitude || targetInMetrics],
    ['window', has.window],
    ['guardrail', has.guardrail],
  ];
  return `measurable: ${slots.map(([name, there]) => `${name} ${there ? '✓' : '○'}`).join(' ')}`;
}

/** "3 am: @ana → @li after 15 min" */
function nightWords(artifact: Artifact, oncall: OncallFact): string {
  if (oncall.aroundTheClock === false) return '3 am: nobody, office hours only';
  const chain = chainOf(artifact);
  if (chain.length === 0 && rowsAt(artifact, '/oncall/shifts').length > 0) return '3 am: whoever has the shift';
  if (chain.length === 0) return oncall.rota ? '3 am: whoever the rota names' : '3 am: nobody is named';
  const steps = chain.map(({ name, minutes }) => `${short(name, 30)}${minutes === undefined ? '' : ` after ${decimal(minutes, 1)} min`}`);
  const shown = steps.length > 4 ? [...steps.slice(0, 4), '…'] : steps;
  return `3 am: ${shown.join(' → ')}`;
}

/** " · nobody in 62 of 168 h", by this document alone. */
function holeOf({ artifact, facts, settings }: Check): string {
  if (facts.oncall?.aroundTheClock === false) return '';
  const drill = drillOf({ checks: [{ artifact, facts, path: '' }] }, settings.today);
  return !drill || drill.week.holes.length === 0
    ? ''
    : ` · nobody in ${decimal(drill.week.hours - drill.covered, 2)} of ${drill.week.hours} h`;
}

interface Called {
  readonly name: string;
  readonly minutes: number | undefined;
}

/** Who is called in which order: the first, the escalation, and the second where the escalation does not name them. */
function chainOf(artifact: Artifact): readonly Called[] {
  const sentence = textAt(artifact, '/oncall') || textAt(artifact, '/oncall/summary');
  const primary = peopleIn(textBelow(artifact, '/oncall/primary'));
  const secondary = peopleIn(textBelow(artifact, '/oncall/secondary'));
  const escalation = rowsAt(artifact, '/oncall/escalation').flatMap((row): readonly Called[] => {
    if (row.prose) return peopleIn(row.text);
    const minutes = minutesAt(artifact, child(row.pointer, 'minutes'))?.value;
    return peopleIn(textAt(artifact, child(row.pointer, 'who'))).map(({ name }) => ({ name, minutes }));
  });
  const wait = minutesAt(artifact, '/oncall/escalation_minutes')?.value;
  const second = secondary
    .filter(({ name }) => !escalation.some((step) => same(step.name, name)))
    .map((called) => ({ ...called, minutes: called.minutes ?? wait }));
  const all = [...primary, ...second, ...escalation];
  const named = all.length > 0 ? all : peopleIn(sentence);
  const once = named.filter((called, at) => named.findIndex(({ name }) => same(name, called.name)) === at);
  // Whoever is called first is called at once.
  return once.map((called, at) => (at === 0 ? { ...called, minutes: undefined } : called));
}

/** Names in the order of the text, with the minutes that stand right beside them: "@li after 15 min", "after 15 min: @li". */
function peopleIn(text: string): readonly Called[] {
  const waits = readDurations(text, {}).filter(({ value }) => value.days <= 1);
  return readOwners(text)
    .filter(({ value, confidence }) => isSomebody(value) && confidence >= 0.6)
    .map(({ value, span }): Called => {
      const ahead = waits.find((wait) => wait.span[1] <= span[0] && /^[\s:–—-]{0,4}$/.test(text.slice(wait.span[1], span[0])));
      const behind = waits.find(
        (wait) => wait.span[0] >= span[1] && /^[\s,(+]{0,3}(?:(?:after|within)\s)?$/i.test(text.slice(span[1], wait.span[0])),
      );
      const wait = ahead ?? behind;
      return { name: value.name, minutes: wait && wait.value.days * 1440 };
    });
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Titles are plain text, but VS Code draws `$(name)` in them as an icon. */
const plain = (title: string): string => title.replaceAll('$(', '$ (');
