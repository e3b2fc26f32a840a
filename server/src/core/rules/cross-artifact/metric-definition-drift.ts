// One metric id with two definitions: two teams will report two numbers under one name.
import { type Artifact, leaves, type Pointer, textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { disagree, titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'metric-definition-drift',
  group: 'cross-artifact',
  kinds: ['prd', 'one-pager', 'experiment-plan', 'monitoring'],
  level: 'error',
  across: true,
  says: 'The same metric is defined in two ways.',
  because: 'Two analysts compute two numbers, both are right by their own page, and nobody can say whether the goal was met.',
  source: 'Breck et al., The ML Test Score',
  bad: [
    together(
      yaml`
        kind: prd
        metrics:
          business:
            - {id: ctr, name: click-through, definition: {numerator: <|clicks|>, denominator: <|impressions|>}}
      `,
      yaml`
        kind: experiment-plan
        primary_metric: {id: ctr, name: click-through, definition: {numerator: <|users who clicked|>, denominator: <|users|>}}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Deflection

        ## Metrics

        ### Business

        | ID | Name | Unit | Target |
        |---|---|---|---|
        | aht | handling time | <|minutes|> | ≤ 9 |
      `,
      yaml`
        kind: experiment-plan
        primary_metric: {id: aht, name: handling time, unit: <|seconds|>}
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        metrics:
          business:
            - {id: ctr, name: click-through, definition: {numerator: Clicks, denominator: impressions}}
      `,
      yaml`
        kind: experiment-plan
        primary_metric: {id: ctr, name: click-through, definition: {numerator: clicks, denominator: impressions}}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Deflection

        ## Metrics

        ### Business

        | ID | Name | Unit |
        |---|---|---|
        | aht | handling time | minutes |
      `,
      yaml`
        kind: experiment-plan
        primary_metric: {id: fcr, name: first contact resolution, unit: "%"}
      `,
    ),
  ],
  check({ artifact, initiative, self }, report) {
    for (const { id, row } of metricRows(artifact))
      for (const part of ['definition/numerator', 'definition/denominator', 'definition/filter', 'definition', 'unit', 'better']) {
        const mine = placed(artifact, `${row}/${part}`);
        if (!mine) continue;
        const others = initiative.members
          .filter((member) => member !== self)
          .flatMap((member) =>
            metricRows(member.artifact)
              .filter((other) => other.id === id)
              .map((other) => ({ member, at: placed(member.artifact, `${other.row}/${part}`) })),
          )
          .filter(
            (said): said is { member: Member; at: NonNullable<typeof said.at> } =>
              said.at !== undefined && plain(said.at.text) !== plain(mine.text),
          );
        const [first] = others;
        if (!first) continue;
        disagree(
          report,
          { member: self, at: mine },
          others,
          `${id} is ${short(mine.text)} here and ${short(first.at.text)} in the ${titleOf(first.member)}: same name, two meanings.`,
        );
      }
  },
});

function metricRows(artifact: Artifact): readonly { readonly id: string; readonly row: Pointer }[] {
  const rows: { id: string; row: Pointer }[] = [];
  for (const { pointer, text } of leaves(artifact)) {
    if (
      !/^\/(?:metrics\/(?:technical|business)\/\d+|success_metrics\/\d+|primary_metric|signals\/(?:technical|business)\/\d+)\/id$/.test(
        pointer,
      )
    )
      continue;
    rows.push({ id: text.text.trim().toLowerCase(), row: pointer.replace(/\/id$/, '') });
  }
  return rows;
}

function placed(artifact: Artifact, pointer: Pointer) {
  const text = textAt(artifact, pointer);
  return text.trim() === '' ? undefined : { pointer, from: 0, to: text.length, text };
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
const short = (text: string): string => (text.length > 24 ? `"${text.slice(0, 22)}…"` : `"${text}"`);
