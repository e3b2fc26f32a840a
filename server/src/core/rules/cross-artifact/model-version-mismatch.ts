// The version that was evaluated and the version that is deployed: two names, one of them untested.
import { type Artifact, type Pointer, textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { disagree, type Said, titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'model-version-mismatch',
  group: 'cross-artifact',
  kinds: ['experiment-plan', 'runbook'],
  level: 'error',
  across: true,
  says: 'One version was evaluated, and another one is deployed.',
  because: 'All numbers of the experiment belong to the version that won it. The other one has none.',
  source: 'Breck et al., The ML Test Score, Infra 4',
  bad: [
    together(
      yaml`
        kind: experiment-plan
        decision: {winner: ranker <|v42|>, date: 2027-01-10}
      `,
      yaml`
        kind: runbook
        artifact: {model: "ranker:<|v41|>"}
      `,
    ),
    together(
      markdown`
        ---
        kind: experiment-plan
        ---
        # Fraud model

        ## Decision

        - Winner: fraud-gbm@<|2026-11-02|>
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Deploy

        ## Artifact

        - Model: fraud-gbm@<|2026-09-14|>
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: experiment-plan
        decision: {winner: ranker v42}
      `,
      yaml`
        kind: runbook
        artifact: {model: "ranker:v42"}
      `,
    ),
    together(
      markdown`
        ---
        kind: experiment-plan
        ---
        # Fraud model

        ## Decision

        - Winner: the gradient boosted trees
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Deploy

        ## Artifact

        - Model: fraud-gbm@2026-09-14
      `,
    ),
  ],
  check({ self, initiative }, report) {
    const mine = versionOf(self);
    if (!mine) return;
    const others = initiative.members
      .filter((member) => member !== self && member.source.kind !== self.source.kind)
      .flatMap((member) => versionOf(member) ?? []);
    const [first] = others;
    if (!first || others.some((other) => same(other.at.text, mine.at.text))) return;
    disagree(
      report,
      mine,
      [first],
      `${mine.at.text} here, ${first.at.text} in the ${titleOf(first.member)}: one was evaluated, the other is shipped.`,
    );
  },
});

function versionOf(member: Member): Said | undefined {
  const at = member.source.kind === 'runbook' ? ['/artifact/model', '/artifact'] : ['/decision/winner', '/decision'];
  for (const pointer of at) {
    const found = versionIn(member.artifact, pointer);
    if (found) return { member, at: found };
  }
  return undefined;
}

/** "v42", "@2026-11-02", ":1.4.2", "sha256:…". */
function versionIn(artifact: Artifact, pointer: Pointer) {
  const text = textAt(artifact, pointer);
  const found = /(?:^|[\s@:/_-])(v\d{1,6}(?:\.\d{1,6}){0,3}|\d{4}-\d{2}-\d{2}|\d{1,6}\.\d{1,6}(?:\.\d{1,6})?|[0-9a-f]{7,64}(?=\s|$))/i.exec(
    text,
  );
  if (!found?.[1]) return undefined;
  const from = found.index + found[0].length - found[1].length;
  return { pointer, from, to: from + found[1].length, text: found[1] };
}

/** "v1.4" and "1.4", a short digest and its long form. */
const same = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((text) => text.toLowerCase().replace(/^v/, '')) as [string, string];
  return x === y || (/^[0-9a-f]{7,}$/.test(x) && /^[0-9a-f]{7,}$/.test(y) && (x.startsWith(y) || y.startsWith(x)));
};
