// High-risk systems keep their logs for six months at least; a complaint may come later than the log rotation.
import { conditions } from '../../facts/flags.js';
import { readDurations } from '../../language/duration.js';
import { leaves } from '../../model/artifact.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'log-retention-short',
  group: 'risk',
  kinds: ['monitoring'],
  level: errorFrom('discover'),
  prose: true,
  says: 'High-risk systems keep their logs for at least six months.',
  because: 'Complaints, audits and patterns of harm surface after months. By then the log has to be there.',
  source: 'EU AI Act, Art. 19 and 26(6)',
  bad: [
    yaml`
      kind: monitoring
      risk_class: high
      logging:
        fields: [time, model version, input reference, output, decision]
        retention: <|30 d|>
    `,
    markdown`
      ---
      kind: monitoring
      risk_class: high
      ---
      # Monitoring of exam grading

      ## Logging

      Every grade with its time, model version, essay id, score and the teacher's change; kept for <|12 weeks|>.
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      risk_class: high
      logging:
        fields: [time, model version, input reference, output, decision]
        retention: 13 months
    `,
    markdown`
      ---
      kind: monitoring
      risk_class: minimal
      ---
      # Monitoring of the help centre search

      ## Logging

      - **Fields:** time, model version, query, results, clicks
      - **Retention:** 30 days
    `,
  ],
  check({ artifact, flags }, report) {
    const high = conditions['high-risk'].holds(flags);
    // Who has said that it is not high-risk may keep less, and often must.
    if (!high && flags.riskClass !== undefined && flags.riskClass !== 'unknown') return;
    for (const { pointer, text } of leaves(artifact)) {
      if (pointer !== '/logging/retention' && !(pointer.startsWith('/logging') && keeps.test(text.text))) continue;
      const own = pointer === '/logging/retention' ? 0 : text.text.search(keeps);
      const kept = readDurations(text.text, artifact.vocabulary).filter(
        ({ span }) => span[0] >= own || /\bretention\b/i.test(text.text.slice(span[1], span[1] + 14)),
      );
      const longest = kept.reduce<(typeof kept)[number] | undefined>(
        (most, each) => (most && most.value.days >= each.value.days ? most : each),
        undefined,
      );
      // Six months of thirty days; nobody is caught by a day.
      if (!longest || longest.value.days >= 180 || longest.value.days < 1) continue;
      const words = text.text.slice(...longest.span);
      report(
        { pointer, from: longest.span[0], to: longest.span[1] },
        high
          ? `Logs are kept for ${words}; a high-risk system keeps them for at least six months.`
          : `Logs are kept for ${words}; if this is high-risk, six months are the least.`,
        {
          fix: {
            title: 'Keep them for six months',
            sort: 'choice',
            edits: [{ within: pointer, from: longest.span[0], to: longest.span[1], text: '6 months' }],
          },
          ...(high ? {} : { level: 'information' as const }),
        },
      );
      return;
    }
  },
});

const keeps = /\b(?:kept|keep|retain(?:ed)?|retention|stored|deleted after|purged|expire)\b/i;
