// An incident that spent a large share of the error budget and has no postmortem.

import { rowsAt } from '../../facts/rows.js';
import { readDuration } from '../../language/duration.js';
import { budgetMinutes } from '../../math/availability.js';
import { type Artifact, child, type Pointer, textAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { addPart } from '../addPart.js';
import { markdown, rule, yaml } from '../rule.js';

const windowDays = 28;
/** Where no document of the initiative gives an objective. */
const usualObjective = 0.999;

export default rule({
  id: 'incident-no-postmortem',
  group: 'cross-artifact',
  kinds: ['retrospective', 'monitoring'],
  level: 'warning',
  says: 'This incident spent a large share of the error budget, and nobody wrote down why.',
  because: 'What is not understood comes back, and the next one starts with less budget.',
  source: 'Site Reliability Workbook, error budget policy; arithmetic (A15)',
  bad: [
    yaml`
      kind: retrospective
      incidents:
        - {start: 2027-02-03, severity: high, detect_min: <|4|>, restore_min: 8, cause: a bad feature file}
    `,
    markdown`
      ## Incidents

      | Start | Severity | Detect min | Restore min | Cause | Postmortem |
      |---|---|---|---|---|---|
      | 2027-02-03 | page | <|5|> | 30 | the scorer ran out of memory | |
      | 2027-02-20 | ticket | 1 | 2 | a slow deploy | |
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Watching the letter sorter

      ## SLOs

      - Availability 99.5 % over 28 days

      ## Incident log

      | Start | Detect min | Restore min | Cause | Postmortem |
      |---|---|---|---|---|
      | 2027-05-11 | <|25|> | 40 | the camera of line 3 was turned | |
      | 2027-06-02 | 3 | 9 | restart after an update | |
    `,
  ],
  good: [
    markdown`
      ---
      kind: retrospective
      ---
      # Incident report and postmortem: no labels printed

      ## Incident summary

      - Duration: 41 minutes
    `,
    yaml`
      kind: retrospective
      incidents:
        - {start: 2027-02-03, severity: high, detect_min: 4, restore_min: 8, cause: a bad feature file, postmortem: ./postmortems/2027-02-03.md}
        - {start: 2027-02-20, severity: low, detect_min: 1, restore_min: 4, cause: a slow deploy}
    `,
    markdown`
      ## Incidents

      None: the error budget was not touched in the first 28 days.
    `,
    yaml`
      kind: monitoring
      incidents:
        - {start: 2027-05-11, detect_min: 25, restore_min: 40, cause: the camera was turned, postmortem: ./postmortems/camera.md}
        - "2027-06-02: restarted for 4 minutes after an update"
    `,
  ],
  check({ artifact, initiative, threshold }, report) {
    // This is it.
    if (/\bpost-?\s?mortem\b|\bincident (?:report|review)\b/i.test(textAt(artifact, '/title'))) return;
    const largest = threshold('incident_budget_share');
    const objective =
      membersOf(initiative, 'monitoring', 'prd')
        .flatMap((member) => member.facts.slos.flatMap((slo) => (slo.latency ? [] : (slo.objective?.value ?? []))))
        .at(0) ?? usualObjective;
    const budget = budgetMinutes(objective, windowDays);
    if (budget === undefined || !(budget > 0)) return;
    for (const row of rowsAt(artifact, '/incidents')) {
      const at = child(row.pointer, 'detect_min');
      const minutes = [minutesAt(artifact, at), minutesAt(artifact, child(row.pointer, 'restore_min'))].reduce<number>(
        (sum, part) => sum + (part ?? 0),
        0,
      );
      const share = minutes / budget;
      if (
        !(share > largest) ||
        textAt(artifact, child(row.pointer, 'postmortem')).trim() !== '' ||
        /post-?mortem|\brca\b|write-?up|5 whys/i.test(row.text)
      )
        continue;
      const edits = addPart(artifact, row.pointer, 'postmortem', '${1:./postmortems/<date>.md}');
      report(
        textAt(artifact, at) === '' ? row.pointer : at,
        `${minutes} min are ${Math.round(share * 1000) / 10} % of ${Math.round(budget * 100) / 100} min: where is the postmortem?\nAssumes a full outage and ${Number((objective * 100).toPrecision(6))} % over ${windowDays} days; above ${Math.round(largest * 100)} % one is due.`,
        edits.length > 0 ? { fix: { title: 'Link the postmortem', sort: 'template', edits } } : {},
      );
    }
  },
});

function minutesAt(artifact: Artifact, pointer: Pointer): number | undefined {
  const text = textAt(artifact, pointer).trim();
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text)) return Number(text);
  const days = readDuration(text, artifact.vocabulary)?.value.days;
  return days === undefined ? undefined : Math.round(days * 14_400) / 10;
}
