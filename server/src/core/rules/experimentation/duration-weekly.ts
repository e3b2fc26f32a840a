// Ten days hold two Mondays and one Thursday: part of a week weighs more than the rest.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'duration-weekly',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  says: 'The test does not last whole weeks, so some weekdays count more than others.',
  because: 'People behave differently on a Sunday. A result from part of a week need not hold for a normal one.',
  source: 'Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments',
  bad: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, duration: <|3 days|>}
    `,
    markdown`
      ## Online test

      - Split: 50/50
      - Duration: <|10 days|>
    `,
    markdown`
      ## Online test

      A/B on half of the applicants for <|10 days|>.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, duration: 14 days}
    `,
    markdown`
      ## Online test

      - Design: switchback
      - Duration: 36 hours
    `,
  ],
  check({ artifact, facts }, report) {
    const duration = facts.experiment?.duration;
    const design = artifact.data.online_test;
    if (!duration || duration.unit === 'month' || duration.unit === 'quarter' || duration.unit === 'year' || duration.unit === 'bd') return;
    if (duration.unit === 'sprint' || duration.days > 60 || duration.days % 7 === 0) return;
    if (/switchback|interleav/i.test(JSON.stringify(design ?? ''))) return;
    const weeks = Math.ceil(duration.days / 7) * 7;
    const said = facts.experiment?.said.duration;
    if (!said) return;
    const place = { from: said.words[0], to: said.words[1] };
    report(
      { pointer: said.pointer, ...place },
      duration.days < 7
        ? `${Math.round(duration.days * 10) / 10} days hold no whole week: the weekend, or the week, is missing.`
        : `${Math.round(duration.days * 10) / 10} days: some weekdays count twice. ${weeks} days are whole weeks.`,
      {
        fix: { title: `Make it ${weeks} days`, sort: 'choice', edits: [{ within: said.pointer, ...place, text: `${weeks} days` }] },
        ...(duration.days < 7 ? {} : { level: 'information' as const }),
      },
    );
  },
});
