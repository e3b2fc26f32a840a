// One initiative as the map draws it: what the report says, and beside it each cell's evidence, the rollout in days, the metrics
// from goal to retrospective. And how a field that is not there yet is begun.

import { fileName } from '../core/have/have.js';
import { definedIn } from '../core/names.js';
import type { Initiative, Member } from '../core/project.js';
import type { Evidence } from '../core/readiness/evidence.js';
import { titleOf } from '../core/readiness/readiness.js';
import type { Report } from '../core/report.js';
import { phases, shapeAt, shapeOf } from '../core/schema/look.js';
import { blankOf, hasTabStops, literal, spell } from '../core/syntax/write.js';
import { threadOf } from '../core/thread.js';
import { timelineOf } from '../core/timeline.js';
import { kindNamed } from '../recognise.js';
import { workspaceEdit } from './edits.js';
import { closesGate, initiativeAsData, keyOf, once, placesIn } from './report.js';
import { uriOf } from './uris.js';

/** More than that and nobody follows the threads any longer. */
const shownThreads = 12;

export const mapAsData = once(write);

function write(report: Report) {
  const { initiative, checks, readiness } = report;
  const key = keyOf(initiative);
  const data = initiativeAsData(report);
  const placeOf = placesIn(initiative);
  const memberPlace = ({ path, artifact }: Member, pointer: string) => {
    const place = artifact.places.get(pointer);
    return placeOf(path, place ? (place.key ?? place.value) : [0, 0]);
  };
  const calendar = timelineOf(initiative);
  return {
    ...data,
    cells: data.cells.map((cell, at) => {
      const { evidence, closedBy } = readiness.cells[at] as (typeof readiness.cells)[number];
      return {
        ...cell,
        evidence: evidence.map((one) => ({
          title: `${titleOf(one.kind, one.pointer)}${one.from ? `, from ${fileName(one.from)}` : ''}`,
          artifact: one.kind === undefined ? 'any document' : shapeOf(one.kind).title,
          credit: one.credit,
          gaps: one.gaps,
          ...placeOf(one.path, one.span),
          ...begin(key, one, initiative),
        })),
        gate: closedBy.map(({ rule, message, waived, path, span }) => ({ rule, title: message, waived, ...placeOf(path, span) })),
      };
    }),
    next: data.next.map((action, at) => {
      const { kind, pointer } = readiness.next[at] as (typeof readiness.next)[number];
      const open = readiness.cells.flatMap(({ evidence }) => evidence).find((one) => one.kind === kind && one.pointer === pointer);
      return { ...action, ...(open ? begin(key, open, initiative) : {}) };
    }),
    blockers: checks.flatMap(({ path, findings }) =>
      findings
        .filter(closesGate)
        .map(({ rule, message, span }) => ({ rule, title: message.split('\n')[0] as string, ...placeOf(path, span) })),
    ),
    ...(calendar
      ? {
          calendar: {
            ...calendar,
            steps: calendar.steps.map(({ member, pointer, days, ...step }) => ({
              ...step,
              ...(days === undefined ? {} : { days }),
              ...memberPlace(member, pointer),
            })),
          },
        }
      : {}),
    threads: metricsOf(initiative).map((name) => ({
      name,
      lanes: threadOf(initiative, name).map(({ title, due, places }) => ({
        title,
        due,
        missed: places.length === 0 && phases.indexOf(due) <= phases.indexOf(readiness.phase),
        places: places.map(({ member, pointer }) => ({
          title: `${titleOf(member.source.kind, pointer)} (${shapeOf(member.source.kind).title})`,
          ...memberPlace(member, pointer),
        })),
      })),
    })),
  };
}

/** As the goal's documents name them, in the order of their first use there. */
const metricsOf = (initiative: Initiative): readonly string[] =>
  definedIn(initiative.members)
    .filter(({ sort }) => sort === 'metric')
    .map(({ name }) => name)
    .slice(0, shownThreads);

/** Only what is not there can be begun; a placeholder is opened instead. */
export function begin(initiative: string, { kind, path, pointer, credit, field }: Evidence, { members }: Initiative) {
  const holder = members.find((member) => member.path === path);
  const target = kind ?? (field.kind === '*' ? undefined : field.kind);
  if (credit > 0 || target === undefined || !shapeAt(target, pointer)) return {};
  if (holder && holder.artifact.places.get(pointer)?.text?.text.trim()) return {};
  return { write: { initiative, kind: target, pointer } };
}

/** A text with tab stops at the field's place, or what has to be made first; undefined where nothing can be written. */
export function beginning(initiative: Initiative, kindName: string, pointer: string) {
  const kind = kindNamed(kindName);
  const shape = kind && shapeAt(kind, pointer);
  if (!kind || !shape) return undefined;
  const member = initiative.members.find(({ source }) => source.kind === kind);
  if (!member) return firstOf(initiative, kind);
  const edits = spell(member.artifact, [{ add: pointer, value: blankOf(shape, { next: 1 }) }]);
  const [edit] = edits ?? [];
  if (!edit) return undefined;
  const uri = uriOf(member.path);
  const text = hasTabStops(edit.text) ? edit.text : `${literal(edit.text)}$0`;
  const written = workspaceEdit(uri, null, member.source.text, [{ ...edit, text }], { documentChanges: true, snippetEdits: true });
  const [change] = written.documentChanges ?? [];
  const [first] = change && 'edits' in change ? change.edits : [];
  return first && 'snippet' in first ? { uri, range: first.range, snippet: first.snippet.value } : undefined;
}

/** Beside the others, in the way that most of them are written. */
function firstOf({ members }: Initiative, kind: string) {
  const [first] = members;
  if (!first) return undefined;
  const folder = first.path.slice(0, first.path.lastIndexOf('/'));
  const inYaml = members.filter(({ artifact }) => artifact.syntax === 'yaml').length;
  return {
    kind,
    folder: uriOf(folder),
    syntax: inYaml * 2 > members.length ? ('yaml' as const) : ('markdown' as const),
    name: first.path.slice(folder.length + 1).replace(/\..*$/, ''),
  };
}
