// Nightly retraining, deployed by itself: so is the night with the broken feed.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt, textAt } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'retrain-without-gate',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: { discover: 'warning', build: 'warning', deploy: 'warning', operate: 'error' },
  profile: 'strict',
  prose: true,
  says: 'A retrained model ships itself: nothing says what it must pass first.',
  because: 'One bad batch of data becomes the live model, and nobody decided it.',
  source: '"PM responsibilities in AI": retraining trigger; ML Test Score, Infra 4: quality is validated before serving',
  bad: [
    yaml`
      kind: monitoring
      retraining: <|nightly retrain, auto-deploy|>
    `,
    markdown`
      ## Retraining

      - Trigger: <|PSI above 0.3|>
      - Cadence: weekly
    `,
    yaml`
      kind: monitoring
      retraining: <|the pipeline retrains every Sunday and replaces the model without review|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      retraining: {cadence: weekly, quality_gate: MAPE at most that of the live model, canary_again: true}
    `,
    markdown`
      ## Retraining

      Nightly; the new model is deployed only if its recall on the frozen set is at least that of the live one, then canaried at 5 %.
    `,
    yaml`
      kind: monitoring
      retraining: by hand, when @li sees the need
    `,
  ],
  check({ artifact }, report) {
    const text = textBelow(artifact, '/retraining');
    if (dataAt(artifact, '/retraining') === undefined || findPlaceholders(text).length > 0) return;
    const part = (key: string): string => textBelow(artifact, `/retraining/${key}`);
    const prose = artifact.places.get('/retraining')?.text !== undefined;
    const gated =
      ['quality_gate', 'approver'].some((key) => stated(part(key))) || /^(?!\s*(?:false|no\b|none)).*\S/i.test(part('canary_again'));
    if (gated && !ungated.test(text)) return;
    const automatic = prose ? auto.test(text) && !manual.test(text) : part('cadence') !== '' || part('trigger') !== '';
    if (!automatic || (manual.test(text) && !ungated.test(text)) || (gate.test(text) && !ungated.test(text))) return;
    const at = prose
      ? '/retraining'
      : (['trigger', 'cadence'].map((key) => `/retraining/${key}`).find((place) => textAt(artifact, place) !== '') ?? '/retraining');
    const words = text.replace(/\s+/g, ' ');
    report(
      at,
      `"${words.length > 48 ? `${words.slice(0, 47)}…` : words}" ships itself: what must it pass first?`,
      ungated.test(text)
        ? {}
        : {
            fix: {
              title: 'Add a quality gate',
              sort: 'template',
              edits: [
                addTo(
                  { pointer: '/retraining', text: prose ? text : '', prose },
                  'quality_gate',
                  '${1:metric} at least that of the live model',
                  '; deployed only if ${1:metric} is at least that of the live model',
                ),
              ],
            },
          },
    );
  },
});

const stated = (text: string): boolean => text.trim() !== '' && !/^\s*(?:none|no\b|n\/?a|-|–)/i.test(text);
const auto =
  /\bauto\w*|\bnightly\b|\bhourly\b|\bdaily\b|\bweekly\b|\bmonthly\b|\bquarterly\b|\bschedul\w+|\bcron\b|\bcontinuous\w*|\bpipeline\b|\bevery\b|\bself[- ]|\bonline learning\b/i;
const manual = /\bmanual\w*|\bby hand\b|\b(?:when|if|once) @?\w+ (?:decides?|sees?|approves?|asks?)|\bad[- ]hoc\b/i;
const gate =
  /\bgates?\b|\bvalidat\w+|\bapprov\w+|\bcanar\w+|\bshadow\w*|\bevaluat\w+|\bcompar\w+|\bchampion\b|\bchallenger\b|\bonly if\b|\bunless\b|\bmust (?:beat|pass|reach)\b|\bpass(?:es|ing)?\b|\bbeats?\b|\bif (?:it|the new)\b|\breview\w*|\bsign[- ]?off\b|\ba\/b\b|\bholdout\b|\bat least\b|\bthreshold for\b|[≥≤]|\btests?\b|\bpromot\w+|\bchecked\b|\bbacktest\w*/i;
const ungated =
  /\b(?:no|without(?: a| any| further| human)?|skip\w*|bypass\w*) (?:quality )?(?:gates?|validation|review|approval|canary|evaluation|checks?|tests?)\b/i;
