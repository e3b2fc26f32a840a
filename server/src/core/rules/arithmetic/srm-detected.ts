// The arms are not as large as planned: something sorted the users, and the effect cannot be read.
import { numberAt } from '../../facts/experiment.js';
import { checkSampleRatio } from '../../math/srm.js';
import { textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'srm-detected',
  group: 'arithmetic',
  kinds: ['retrospective'],
  level: 'error',
  says: 'The arms differ more in size than chance allows: the effect cannot be read.',
  because: 'Whatever lost users from one arm, a redirect, a bot filter, a crash, did not lose them at random.',
  source: 'Fabijan et al., Diagnosing sample ratio mismatch, KDD 2019; arithmetic (A4)',
  noFix: 'the cause has to be found, and the test run again',
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
  check({ artifact }, report) {
    const base = '/experiment_result';
    const control = numberAt(artifact, `${base}/n_control`);
    const treatment = numberAt(artifact, `${base}/n_treatment`);
    const split = [...textAt(artifact, `${base}/planned_split`).matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
    if (control === undefined || treatment === undefined || (split.length !== 2 && split.length !== 0)) return;
    const planned = split.length === 2 ? split : [50, 50];
    const found = checkSampleRatio([control, treatment], planned);
    if (!found?.mismatch) return;
    report(
      `${base}/n_treatment`,
      `${control.toLocaleString('en')} against ${treatment.toLocaleString('en')} at ${planned.join('/')}: p ${found.pValue < 0.0001 ? '< 0.0001' : `= ${found.pValue.toFixed(4)}`}. Do not read the effect.`,
      split.length === 0 ? { level: 'warning' } : {},
    );
  },
});
