// The best product is the one that people use. Nothing here measures whether they do.
import { mentions } from '../../facts/mentions.js';
import { textBelow } from '../../facts/rows.js';
import { findMetrics } from '../../language/metrics.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { readQuantities } from '../../language/quantity.js';
import { dataAt } from '../../model/artifact.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'adoption-metric-missing',
  group: 'adoption',
  kinds: ['prd', 'monitoring'],
  level: errorFrom('build'),
  prose: true,
  says: 'Are people actually using it? No metric with a target says so.',
  because: 'The product with the highest score is not the one that wins, but the one that people use consistently.',
  source: '"PM responsibilities in AI": measure adoption; HEART framework, adoption and retention',
  bad: [
    yaml`
      kind: prd
      <|metrics|>:
        technical: [p95 latency ≤ 300 ms]
        business: [CTR on recommended items ≥ 4.32 %]
    `,
    markdown`
      # Second opinions for radiologists

      ## <|Adoption|>

      Two lunch sessions a site, and a leaflet at each workstation.
    `,
    yaml`
      kind: monitoring
      signals:
        technical: [error rate]
        <|business|>:
          - name: chargebacks
            threshold: ≤ 0.3 %
    `,
  ],
  good: [
    markdown`
      # Move the label printer to the new driver

      ## Success metrics

      - All 38 print tests pass before and after
      - Each dispatch returns a clean completion
      - p95 latency ≤ 80 ms
    `,
    markdown`
      # Referral letters

      ## Goals

      - Reach 400 monthly users in two clinics

      ## Success metrics

      - CSAT ≥ 4.2
    `,
    yaml`
      kind: prd
      metrics:
        technical: [p95 latency ≤ 300 ms]
        business: [CTR on recommended items ≥ 4.32 %]
      adoption: 40 % of eligible visitors weekly by day 60
    `,
    markdown`
      # Drafts for translators

      ## Success metrics

      - Editing time per page: 14 min → 11 min
      - Translators who start from the draft: ≥ 60 % of pages
      - p95 latency ≤ 2 s
    `,
  ],
  check({ artifact, facts }, report) {
    const field = artifact.kind === 'prd' ? '/adoption' : '/signals/business';
    const own = artifact.kind === 'prd' ? textBelow(artifact, field) : '';
    if (findPlaceholders(`${own}\n${textBelow(artifact, '/metrics')}`).length > 0) return;
    if (own !== '' && hasNumber(own)) return;
    const among = artifact.kind === 'prd' ? new Set(['metrics', 'goal', 'guardrails']) : new Set(['signals', 'dashboards', 'alerts']);
    let unnumbered = false;
    for (const { sentence, pointer } of mentions(artifact, used, among)) {
      // A signal is watched whatever its limit; a target among the metrics needs a number.
      if (artifact.kind === 'monitoring' || hasNumber(sentence) || hasNumber(textBelow(artifact, pointer.replace(/\/name$/, '')))) return;
      unnumbered = true;
    }
    for (const group of ['technical', 'business'])
      if (
        findMetrics(textBelow(artifact, `/metrics/${group}`), artifact.vocabulary).some(
          ({ value }) => value.entry?.group === 'adoption' && value.entry.id !== 'thumbs-down',
        )
      )
        return;
    // A page about pods and queues has no users to count.
    if (
      artifact.kind === 'monitoring' &&
      !findMetrics(textBelow(artifact, field), artifact.vocabulary).some(({ value }) => value.entry?.group === 'business')
    )
      return;
    // A list of things to build names no metric at all, and where only machines are measured there may be nobody to count.
    const named = findMetrics(textBelow(artifact, '/metrics'), artifact.vocabulary);
    const measured = named.flatMap(({ value }) => value.entry ?? []);
    // "Completion", "renewal" and "open" are words of machines as well.
    const outcome = named.some(
      ({ value }) => value.entry?.group === 'business' && /\s|^[A-Z]{3,4}$|[Cc]hurn|[Cc]onvers|[Rr]evenue|[Ss]atisf/.test(value.name),
    );
    if (artifact.kind === 'prd' && own === '' && measured.length === 0) return;
    // Where no outcome for customers is measured either, the work may be on the inside: a refactoring, a migration, a server.
    if (artifact.kind === 'prd' && own === '' && !unnumbered && !outcome && !measured.some(({ group }) => group === 'model')) return;
    // "Monthly active users: 1,000+" may stand in a goal, or in a list of figures that no field holds.
    if (artifact.kind === 'prd' && own === '' && counted.test(artifact.source)) return;
    const guessed =
      unnumbered ||
      (artifact.kind === 'prd' &&
        own === '' &&
        !facts.metrics.some(({ entry, text }) => entry?.group === 'business' && text.length <= 120 && /\d/.test(text)));
    const spot = [field, '/metrics'].find((pointer) => dataAt(artifact, pointer) !== undefined);
    if (spot === undefined) return;
    report(
      { keyOf: spot },
      own === '' && !unnumbered ? undefined : 'How many of those who could use it do, and by when? Adoption has no number yet.',
      {
        ...(guessed ? { level: 'hint' as const } : {}),
        fix: {
          title: 'Add an adoption metric',
          sort: 'template',
          edits: [
            artifact.kind === 'monitoring'
              ? {
                  append: '/signals/business',
                  value: { name: 'adoption', threshold: '≥ ${1:40 %} of eligible users a week', window: 'weekly' },
                }
              : own === ''
                ? {
                    add: '/adoption',
                    value: {
                      metric: '${1:eligible users who use it in a week}',
                      target: '${2:40 %}',
                      window: '${3:60 days of full rollout}',
                    },
                  }
                : { add: '/adoption/target', value: '${1:40 %} of eligible users a week, by ${2:day 60}' },
          ],
        },
      },
    );
  },
});

const hasNumber = (text: string): boolean =>
  readQuantities(text).some(({ value }) => value.unit === '%' || value.comparator !== undefined || value.unit !== '') && /\d/.test(text);

/** People or work that goes through it, with a number in the same line. */
const counted =
  /\b(?:adoption|active users?|monthly users|[DWM]AUs?|retention|usage|uptake|sign-?ups?|engagement)\b[^\n]{0,80}\d|\d[\d,.%+k]*[^\n.]{0,40}\b(?:adoption|active users?|monthly users|unique users|[DWM]AUs?|retention|sign-?ups?)\b|\b(?:process|handle|serve|reach|onboard)\s+(?:at least |over )?\d[\d,.]*\+?k?\s\w+[^\n]{0,40}\b(?:in|within|by|per|a)\b/i;

/** People who use it, however that is called. */
const used =
  /\badopt(?:ion|ed|ers?|s)?\b|\busage\b|\buptake\b|\btake[ -]?up\b|\b[DWM]AUs?\b|\b(?:daily|weekly|monthly)?[ -]?active (?:users?|customers?|accounts?|agents?|seats?)\b|\b(?:users?|agents?|customers?|visitors?|teams?|translators?|doctors?|radiologists?|recruiters?|planners?|employees?|analysts?|people|sellers?|teachers?|drivers?|clinicians?|nurses?|shoppers?|subscribers?) (?:who|that|which) (?:\w{2,12} )?(?:use|used|try|start|open|accept|rely|return|enable|keep)\b|\b(?:use|used|using) (?:it|the (?:feature|tool|assistant|row|drafts?)|the)\b|\bretention\b|\bretained\b|\bactivation\b|\bacceptance rate\b|\baccepted (?:suggestions|drafts|answers|recommendations)\b|\bopt-in rate\b|\bsign-?ups?\b|\bstickiness\b|\b(?:share|rate|%) of (?:\w{2,14} ){1,4}(?:using|with|through|started|handled)\b|\bsessions per\b|\bengage(?:ment|d)\b|\breturn(?:ing)? (?:rate|users?|visitors?|customers?)\b|\bcompletion rates?\b|\bsession (?:length|duration)\b/i;
