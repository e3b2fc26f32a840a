// The table of v1 is dropped in step 2: from then on there is nothing to go back to.
import { textBelow } from '../../facts/rows.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'rollback-irreversible',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'warning',
  prose: true,
  says: 'This step cannot be undone, and nothing says how the old version would still run.',
  because: 'A rollback brings back the code. What was dropped, renamed or rewritten it does not bring back.',
  source: 'production readiness review checklists',
  bad: [
    yaml`
      kind: runbook
      steps:
        - Switch traffic to v2
        - <|Drop the v1 table|> of scores
      rollback: {steps: [Switch traffic to v1], authority: "@sam"}
    `,
    markdown`
      ## Steps

      1. <|Migrate the feature schema|> to v8
      2. Set the flag to 5 %

      ## Rollback

      - Authority: @sam
    `,
  ],
  good: [
    yaml`
      kind: runbook
      steps:
        - Switch traffic to v2
        - Drop the v1 table of scores
      rollback: {steps: [Switch traffic to v1], data_reversibility: both tables are written for 14 days before the drop}
    `,
    markdown`
      ## Steps

      1. Migrate the feature schema to v8; both versions are written for two weeks
      2. Delete the temporary directory
      3. Set the flag to 5 %
    `,
  ],
  check({ artifact }, report) {
    if (textBelow(artifact, '/rollback/data_reversibility') !== '' || reversible.test(artifact.source)) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/(?:steps|stages|strategy|rollback)(?:\/|$)/.test(pointer)) continue;
      const found = lasting.exec(text.text);
      if (
        !found ||
        /\b(?:do not|don't|never|no|without|not|avoid)\b[^.;\n]{0,16}$/i.test(text.text.slice(Math.max(0, found.index - 24), found.index))
      )
        continue;
      report(
        { pointer, from: found.index, to: found.index + found[0].length },
        `"${found[0].length > 45 ? `${found[0].slice(0, 44)}…` : found[0]}" cannot be undone: on what would the old version run?`,
        {
          fix: {
            title: 'Say how it is reversed',
            sort: 'template',
            edits: [
              { add: '/rollback/data_reversibility', value: '${1:both versions are written for 14 days; nothing is dropped before}' },
            ],
          },
        },
      );
      return;
    }
  },
});

const lasting =
  /\b(?:drop|truncate|delete|remove|purge|destroy|overwrite|rename|alter|migrate|retire)s?\b(?: [\w"'`.-]{1,24}){0,3}? (?:tables?|columns?|schemas?|index(?:es)?|collections?|topics?|feature (?:store|group|schema|view)s?|embeddings|(?:old|previous|v\d+) (?:models?|images?|versions?|data|features?))\b|\b(?:tables?|columns?|schemas?|index(?:es)?|features?|collections?) (?:is|are|will be|gets?) (?:dropped|deleted|removed|purged|truncated|renamed|overwritten)\b|\bfeature[- ]schema\b[^.;\n]{0,20}(?:→|->|\bto\b) ?v?\d+|\b(?:run|apply|execute)\b[^.;\n]{0,24}\b(?:schema|database|db) migrations?\b/i;
/** A way to reverse it, wherever it is said. */
const reversible =
  /\bdual[- ]?(?:write|read|run)\w*|\bboth (?:schemas?|versions?|tables?|indexes)\b|\bbackward[s]?[- ]compatib|\bback(?:ed)?[- ]?ups?\b|\bsnapshots?\b|\brestore[ds]?\b|\bdown[- ]migrations?\b|\breversib|\bexpand\b[^.\n]{0,20}\bcontract\b|\bsoft[- ]delete|\bpoint-in-time\b|\bappend-only\b|\b(?:revert|undo|downgrade)\b[^.\n]{0,20}\bmigrations?\b|\badditive\b|\bkept (?:for|until)\b|\bkeep\b[^.\n]{0,30}\b(?:old|v\d+|for \d)/i;
