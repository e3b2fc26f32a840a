// Readiness as data: what scripts read of `check` and `map --format json`, and what an editor draws. Where a place is, the host says
// in its own way.
import { fileName } from '../core/have/have.js';
import type { Readiness } from '../core/readiness/readiness.js';
import type { Span } from '../core/text.js';

/** Where a span of an artifact is: a path and a line for people, an address and a range for an editor. */
export type PlaceOf<Place> = (path: string, span: Span) => Place;

/** As people and scripts are told it: relative to where they stand, the line from 0. */
export interface LinePlace {
  readonly path: string;
  readonly line: number;
}

export function readinessAsJson<Place extends object>(id: string, readiness: Readiness, placeOf: PlaceOf<Place>) {
  return {
    id,
    phase: readiness.phase,
    score: readiness.score,
    phases: Object.fromEntries(
      readiness.phases.map(({ phase, score, status, gate, boundBy }) => [
        phase,
        { score: rounded(score), status, gate, ...(boundBy ? { boundBy } : {}) },
      ]),
    ),
    cells: readiness.cells.map(({ responsibility, phase, primary, status, score, evidence, closedBy, reason }) => ({
      responsibility,
      phase,
      primary,
      status,
      score: rounded(score),
      evidence: evidence
        .filter(({ credit }) => credit > 0)
        .map(({ kind, pointer, path, span, credit, from }) => ({
          kind,
          pointer,
          ...(path === undefined ? {} : placeOf(path, span)),
          credit,
          ...(from ? { from: fileName(from) } : {}),
        })),
      gaps: [
        ...evidence
          .filter(({ credit, gaps }) => credit < 1 || gaps.some(({ waived }) => waived))
          .map(({ kind, pointer, path, span, credit, gaps }) => ({
            kind,
            pointer,
            ...(path === undefined ? {} : placeOf(path, span)),
            credit,
            findings: gaps.map(({ rule, message, waived }) => ({ rule, message, ...(waived ? { waived } : {}) })),
          })),
        ...closedBy.map(({ rule, message, waived, path, span }) => ({
          rule,
          message,
          ...placeOf(path, span),
          ...(waived ? { waived } : {}),
        })),
      ],
      ...(reason === undefined ? {} : { reason }),
    })),
    next: readiness.next.map(({ action, path, span, phase, gain, kind, pointer }) => ({
      action,
      kind,
      pointer,
      ...(path === undefined ? {} : placeOf(path, span)),
      phase,
      gain: rounded(gain),
    })),
    lenses: readiness.lenses.map(({ id: lens, title, open, score }) => ({ id: lens, title, open, score: rounded(score) })),
  };
}

/** 0.4924 → "49 %"; nothing is rounded up to complete. */
export const percent = (score: number): string => `${score >= 1 ? 100 : Math.min(99, Math.round(score * 100))} %`;

/** Six digits: more would only show how computers divide. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6;
