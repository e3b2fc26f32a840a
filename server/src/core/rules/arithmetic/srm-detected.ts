// The arms are not as large as planned: something sorted the users, and the effect cannot be read.
import { numberAt } from '../../facts/experiment.js';
import { textBelow } from '../../facts/rows.js';
import { checkSampleRatio } from '../../math/srm.js';
import { type Artifact, type Pointer, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'srm-detected',
  group: 'arithmetic',
  kinds: ['retrospective', 'experiment-plan'],
  level: 'error',
  says: 'The arms differ more in size than chance allows: the effect cannot be read.',
  because: 'Whatever lost users from one arm, a redirect, a bot filter, a crash, did not lose them at random.',
  source: 'Fabijan et al., Diagnosing sample ratio mismatch, KDD 2019; arithmetic (A4)',
  bad: [
    yaml`
      kind: retrospective
      experiment_result: {n_control: 44000, n_treatment: <|45000|>, planned_split: 50/50}
    `,
    markdown`
      ## Experiment result

      - N control: 90,000
      - N treatment: <|9,000|>
      - Planned split: 90/10
    `,
    markdown`
      ## Experiment result

      <|44,000 in control and 45,000 in treatment, planned 50/50; effect +3 % [1, 5].|>
    `,
    yaml`
      kind: experiment-plan
      online_test: {split: 50/50}
      results:
        n_per_arm: <|44,000 control, 45,000 treatment|>
    `,
  ],
  good: [
    yaml`
      kind: retrospective
      experiment_result: {n_control: 50100, n_treatment: 49900, planned_split: 50/50}
    `,
    markdown`
      ## Experiment result

      - N control: 90,000
      - N treatment: 10,050
      - Planned split: 90/10
    `,
  ],
  check({ artifact, threshold }, report) {
    const arms = artifact.kind === 'retrospective' ? readArms(artifact) : plannedArms(artifact);
    if (!arms || unread.test(`${textBelow(artifact, arms.field)}\n${textBelow(artifact, '/decision')}`)) return;
    const { control, treatment, split } = arms;
    const planned = split.length === 2 ? split : [50, 50];
    const found = checkSampleRatio([control, treatment], planned, threshold('srm_p'));
    if (!found?.mismatch) return;
    const p = found.pValue < 0.0001 ? '< 0.0001' : `= ${found.pValue.toFixed(4)}`;
    report(
      arms.at,
      `${control.toLocaleString('en')} against ${treatment.toLocaleString('en')} at ${planned.join('/')}: p ${p}. Do not read the effect.`,
      {
        ...(split.length === 0 ? { level: 'warning' as const } : {}),
        fix: {
          title: 'Say that the effect is not read',
          sort: 'template',
          edits:
            artifact.kind === 'retrospective' && arms.at !== arms.field
              ? [{ put: `${arms.field}/srm_p`, text: `p ${p}: the effect is not read until \${1:the cause} is found` }]
              : [
                  behind(
                    arms.at,
                    textAt(artifact, arms.at),
                    textAt(artifact, arms.at).trimEnd().length,
                    ` (SRM p ${p}: the effect is not read until \${1:the cause} is found)`,
                  ),
                ],
        },
      },
    );
  },
});

interface Arms {
  readonly control: number;
  readonly treatment: number;
  /** Empty where no split is stated. */
  readonly split: readonly number[];
  readonly field: Pointer;
  readonly at: Pointer;
}

const numbersIn = (text: string): readonly number[] => [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));

function readArms(artifact: Artifact): Arms | undefined {
  const field = '/experiment_result';
  const text = textAt(artifact, field);
  if (text !== '') return armsInSentence(text, field);
  const control = numberAt(artifact, `${field}/n_control`);
  const treatment = numberAt(artifact, `${field}/n_treatment`);
  const split = numbersIn(textAt(artifact, `${field}/planned_split`));
  if (control === undefined || treatment === undefined || (split.length !== 2 && split.length !== 0)) return undefined;
  return { control, treatment, split, field, at: `${field}/n_treatment` };
}

/** "44,000 in control vs 45,000 in treatment, planned 50/50". */
function armsInSentence(text: string, field: Pointer): Arms | undefined {
  const units = [
    ...text.matchAll(/(?<![\d.,])(\d{1,3}(?:[,. \u202f]\d{3})+|\d{3,9})(?! ?%)(?= (?:[a-z]+ ){0,2}(?:control|treatment|variant|test)\b)/gi),
  ];
  const [control, treatment] = units.map(([number]) => Number(number.replace(/\D/g, '')));
  const split = /\b(\d{1,2}) ?[/:] ?(\d{1,2})\b/.exec(text);
  if (units.length !== 2 || control === undefined || treatment === undefined) return undefined;
  return { control, treatment, split: split ? [Number(split[1]), Number(split[2])] : [], field, at: field };
}

/** "44,000 control, 45,000 treatment", "44 000 / 45 000". */
function plannedArms(artifact: Artifact): Arms | undefined {
  const at = '/results/n_per_arm';
  const counts = [...textAt(artifact, at).matchAll(/\d{1,3}(?:[,. \u202f]\d{3})+|\d{3,9}/g)].map(([number]) =>
    Number(number.replace(/\D/g, '')),
  );
  const split = numbersIn(textAt(artifact, '/online_test/split'));
  const [control, treatment] = counts;
  if (counts.length !== 2 || control === undefined || treatment === undefined || (split.length !== 2 && split.length !== 0))
    return undefined;
  return { control, treatment, split, field: '/results', at };
}

const unread =
  /\b(?:(?:not|cannot|can't|never) (?:be )?(?:read|used|interpret\w*|trusted)|invalid|discard(?:ed)?|run again|re-?run|srm (?:fail\w*|detected|found)|mismatch (?:found|detected))\b/i;
