// The metrics an artifact names, however they are written.
import { findMetric } from '../language/metrics.js';
import type { MetricEntry } from '../language/types.js';
import type { Artifact, Pointer } from '../model/artifact.js';
import { partOf, rowsAt } from './rows.js';

export interface MetricFact {
  readonly pointer: Pointer;
  readonly name: string;
  readonly entry: MetricEntry | undefined;
  readonly group: 'technical' | 'business';
  readonly target: string;
  readonly baseline: string;
  readonly text: string;
}

export function metricsOf(artifact: Artifact): readonly MetricFact[] {
  const groups = artifact.kind === 'prd' ? (['technical', 'business'] as const) : [];
  return groups.flatMap((group) =>
    rowsAt(artifact, `/metrics/${group}`).map((row): MetricFact => {
      const name = partOf(artifact, row, 'name') || row.text;
      return {
        pointer: row.pointer,
        name,
        entry: findMetric(name, artifact.vocabulary)?.value.entry,
        group,
        target: partOf(artifact, row, 'target'),
        baseline: partOf(artifact, row, 'baseline'),
        text: row.text,
      };
    }),
  );
}
