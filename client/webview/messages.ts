// What the page of the map and the extension say to each other. Both sides look at what arrives before they use it: the page
// because it draws it, the extension because a page is never trusted.
import type { MapResult, ProjectionParams, ProjectionResult, TrendResult } from '../../server/src/protocol.js';
import { flag, type Guard, list, maybe, number, oneOf, shape, text } from './shapes.js';

const phase = oneOf('discover', 'build', 'deploy', 'operate');
const status = oneOf('not started', 'in progress', 'ready', 'not applicable');
/** A line or a column: the editor refuses everything else. */
const count = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const position = shape({ line: count, character: count });
const range = shape({ start: position, end: position });
const place = { uri: maybe(text), range: maybe(range) };
const write = shape({ initiative: text, kind: text, pointer: text });
const phaseState = shape({ score: number, status, gate: flag, boundBy: maybe(text) });

const cell = shape({
  responsibility: text,
  title: text,
  short: text,
  phase,
  primary: flag,
  status,
  score: number,
  held: number,
  reason: maybe(text),
  gaps: list(shape({ ...place, title: text, waived: maybe(flag) })),
  evidence: list(
    shape({
      ...place,
      title: text,
      artifact: text,
      credit: number,
      gaps: list(shape({ rule: text, message: text, waived: flag })),
      write: maybe(write),
    }),
  ),
  gate: list(shape({ ...place, rule: text, title: text, waived: maybe(flag) })),
});

const calendar = shape({
  steps: list(
    shape({
      ...place,
      name: text,
      sort: oneOf('stage', 'test', 'maturation', 'readout'),
      traffic: maybe(number),
      days: maybe(number),
      known: oneOf('written', 'computed', 'usual', 'unknown'),
      start: number,
      atEarliest: flag,
    }),
  ),
  window: maybe(shape({ start: number, days: number, atEarliest: flag })),
  totalDays: number,
  words: text,
});

const owners = shape({
  responsibilities: list(shape({ responsibility: text, title: text, accountable: list(shape({ ...place, person: text, pointer: text })) })),
  people: list(shape({ name: text, owns: list(shape({ ...place, what: text, pointer: text })) })),
  open: list(shape({ ...place, rule: text, message: text, pointer: text })),
  singlePoints: list(shape({ person: text, why: text })),
});

const map = shape({
  key: text,
  id: text,
  phase,
  score: number,
  blocking: number,
  phases: shape({ discover: phaseState, build: phaseState, deploy: phaseState, operate: phaseState }),
  cells: list(cell),
  next: list(shape({ ...place, action: text, phase, gain: number, write: maybe(write) })),
  lenses: list(shape({ id: text, title: text, open: number, score: number, of: list(text) })),
  owners,
  blockers: list(shape({ ...place, rule: text, title: text })),
  calendar: maybe(calendar),
  threads: list(
    shape({
      name: text,
      lanes: list(shape({ title: text, due: phase, missed: flag, places: list(shape({ ...place, title: text })) })),
    }),
  ),
});

const result = shape({
  initiatives: list(shape({ key: text, id: text, score: maybe(number) })),
  map: maybe(map),
  candidates: list(shape({ uri: text, kind: text, title: text })),
  reading: flag,
});

/** Extension to page. */
export interface MapMessage {
  readonly type: 'map';
  readonly result: MapResult;
}

/** History takes its time and comes when it is there. */
export interface TrendMessage {
  readonly type: 'trend';
  /** The key of the initiative that it is about. */
  readonly initiative: string;
  readonly trend: NonNullable<TrendResult>;
}

export const isTrendMessage = shape({
  type: oneOf('trend'),
  initiative: text,
  trend: shape({
    points: list(
      shape({
        day: text,
        x: number,
        phase,
        score: number,
        phases: shape({ discover: number, build: number, deploy: number, operate: number }),
      }),
    ),
    words: text,
  }),
}) as Guard<TrendMessage>;

export const isMapMessage = shape({ type: oneOf('map'), result }) as Guard<MapMessage>;

/** Extension to page: the list that somebody chose. */
export interface ProjectionMessage {
  readonly type: 'projection';
  readonly initiative: string;
  readonly name: ProjectionParams['name'];
  readonly projection: ProjectionResult;
}

const projectionName = oneOf('ml-test-score', 'nist-ai-rmf', 'eu-ai-act', 'iso-42001');

export const isProjectionMessage = shape({
  type: oneOf('projection'),
  initiative: text,
  name: projectionName,
  projection: shape({
    title: text,
    source: text,
    asOf: text,
    note: text,
    points: maybe(shape({ score: number, of: text, says: text })),
    groups: list(
      shape({
        title: text,
        points: maybe(number),
        rows: list(
          shape({
            id: text,
            title: text,
            state: oneOf('evidence', 'partly', 'none', 'outside'),
            points: maybe(number),
            evidence: list(shape({ ...place, title: text, credit: number, write: maybe(write) })),
          }),
        ),
      }),
    ),
  }),
}) as Guard<ProjectionMessage>;

/** What somebody looks at; kept over a reload. */
export interface Look {
  readonly initiative?: string;
  readonly view: 'map' | 'table';
  readonly lens?: string;
  readonly cell?: string;
  readonly projection?: ProjectionParams['name'];
}

export const isLook = shape({
  initiative: maybe(text),
  view: oneOf('map', 'table'),
  lens: maybe(text),
  cell: maybe(text),
  projection: maybe(projectionName),
}) as Guard<Look>;

/** Page to extension. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'choose'; readonly initiative: string }
  | { readonly type: 'project'; readonly name: ProjectionParams['name'] }
  | {
      readonly type: 'open';
      readonly uri: string;
      readonly range?: { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } };
    }
  | { readonly type: 'write'; readonly write: { readonly initiative: string; readonly kind: string; readonly pointer: string } }
  | { readonly type: 'explain'; readonly rule: string }
  | { readonly type: 'export'; readonly format: 'svg' | 'html' | 'markdown' }
  | { readonly type: 'new' };

/** What a page has to say is short; whatever is longer comes from no page of ours. */
const short = (value: unknown): value is string => text(value) && value.length <= 8_000;

const pageMessages: Readonly<Record<PageMessage['type'], Guard<object>>> = {
  ready: shape({}),
  choose: shape({ initiative: short }),
  project: shape({ name: projectionName }),
  open: shape({ uri: short, range: maybe(range) }),
  write: shape({ write: shape({ initiative: short, kind: short, pointer: short }) }),
  explain: shape({ rule: (value): value is string => text(value) && /^[a-z0-9-]{1,80}$/.test(value) }),
  export: shape({ format: oneOf('svg', 'html', 'markdown') }),
  new: shape({}),
};

export const isPageMessage = (value: unknown): value is PageMessage => {
  const type = typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : undefined;
  return typeof type === 'string' && Object.hasOwn(pageMessages, type) && pageMessages[type as PageMessage['type']](value);
};
