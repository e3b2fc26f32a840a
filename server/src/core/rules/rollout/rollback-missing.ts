// No way back, or one in half a sentence.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, dataAt, textAt } from '../../model/artifact.js';
import { reached } from '../../schema/look.js';
import type { Span } from '../../text.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'rollback-missing',
  group: 'rollout',
  kinds: ['runbook', 'prd'],
  level: errorFrom('deploy'),
  profile: 'light',
  says: 'There is no way back: when, who decides, to which version, how?',
  because: 'The plan for going back is made while everything is calm, or at 3 am by whoever is awake.',
  source: '"PM responsibilities in AI": rollback plans exist; ML Test Score, Infra 7',
  bad: [
    yaml`
      kind: runbook
      title: <|Deploy the fraud scorer|>
      steps:
        - Push the image, watch the dashboard
    `,
    markdown`
      ---
      kind: prd
      phase: deploy
      ---
      # Recommendations

      ## <|Rollout plan|>

      Canary on 5 % of traffic for 1 week, then everybody. Redeploy the old build if needed.
    `,
  ],
  good: [
    markdown`
      ---
      kind: runbook
      ---
      # Deploy to the second region

      ## When it goes wrong

      - Readiness stays red for 5 min: run rollback.md, path A
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Restore the database

      ## Steps

      1. Stop the writers
      2. Load last night's dump
    `,
    yaml`
      kind: runbook
      title: Deploy the fraud scorer
      rollback:
        triggers: [5xx > 1.4 % for 5 min]
        authority: "@ana, without asking anybody"
        target_version: v41
        steps: [flip the flag scorer_v42 off]
    `,
    markdown`
      ---
      kind: prd
      phase: deploy
      ---
      # Recommendations

      ## Rollout plan

      Canary on 5 % of traffic for 1 week, then everybody.

      ## Rollback

      See the [runbook](recs.runbook.md#rollback).
    `,
  ],
  check({ artifact, phase }, report) {
    if (dataAt(artifact, '/rollback') !== undefined) return;
    if (artifact.kind === 'runbook') {
      const elsewhere = artifact.unclaimed.some(({ words }) => goingBack.test(words));
      // An outline with its brackets still open is about to say it.
      if (!reached(phase, 'deploy') && findPlaceholders(artifact.source).length > 1) return;
      if (elsewhere || (!reached(phase, 'deploy') && goingBack.test(artifact.source)) || (!reached(phase, 'deploy') && !releases(artifact)))
        return;
      report('/rollback', undefined, { fix: scaffold });
      return;
    }
    // While a PRD is drafted, its rollout is enough; the way back is the runbook's.
    const rollout = textBelow(artifact, '/rollout_plan');
    if (phase === 'discover' || rollout === '' || /runbook/i.test(rollout)) return;
    if (/\broll(?:ed|ing)?[- ]?back\b[^.;\n]{0,80}(?:\d|\bif\b|\bwhen\b)/i.test(rollout)) return;
    report({ keyOf: '/rollout_plan' }, undefined, {
      fix: {
        title: 'Add a rollback section',
        sort: 'template',
        edits: [
          {
            add: '/rollback',
            value: 'If ${1:<metric>} ${2:> <limit>} for ${3:5 min}, ${4:<who>} goes back to ${5:<version>} without asking.',
          },
        ],
      },
    });
  },
});

/** "run rollback.md", "roll back to the last known good build": a draft that says so has a way back, wherever it is written. */
const goingBack = /\broll(?:ed|ing|s)?[- ]?back\b|\brevert(?:s|ed|ing)?\b|\bback out\b|回滚|回退|롤백/i;

const scaffold = {
  title: 'Add a rollback plan',
  sort: 'template' as const,
  edits: [
    {
      add: '/rollback',
      value: {
        triggers: ['${1:<metric>} > ${2:<limit>} for ${3:5 min}'],
        authority: '${4:<who may decide alone>}',
        target_version: '${5:<version>}',
        steps: ['${6:<first step>}'],
        minutes_to_restore: '${7:5}',
      },
    },
  ],
};

/**
 * A page that restores a database or reads a dashboard changes no version: nothing has to be taken back, so a draft of one is
 * left alone. From deploy on the runbook of a launch is what it says it is.
 */
const releases = (artifact: Artifact): boolean =>
  artifact.syntax === 'yaml' ||
  ['/stages', '/strategy', '/artifact'].some((pointer) => dataAt(artifact, pointer) !== undefined) ||
  release.test(textAt(artifact, '/title')) ||
  [...artifact.unclaimed.filter(({ under }) => under === ''), ...fields(artifact)].some(
    ({ words, key }) => isHeading(artifact, key) && release.test(words ?? ''),
  );

const release = /\b(?:deploy|releas|roll-?\s?out|launch|go-?live|ship(?:ping|s)?\b|migrat|upgrad|promot|cut-?over|canar)|部署|发布|배포/i;

const fields = (artifact: Artifact) => [...artifact.places].filter(([pointer]) => /^\/[a-z_]+$/.test(pointer)).map(([, place]) => place);

/** A section of the page: neither what one of its steps is called nor another page in the same file. */
const isHeading = ({ source }: Artifact, key: Span | undefined): boolean =>
  key !== undefined && /^##[^#]/.test(source.slice(source.lastIndexOf('\n', key[0] - 1) + 1, key[1]));
