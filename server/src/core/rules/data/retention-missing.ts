// Personal data and logs are kept for a time that somebody has chosen, or for ever because nobody has.

import { textBelow } from '../../facts/rows.js';
import { readDuration } from '../../language/duration.js';
import { findPlaceholders, readNotApplicable } from '../../language/placeholder.js';
import { dataAt, type Pointer, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { type Context, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'retention-missing',
  group: 'data',
  kinds: ['data-readiness', 'monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'It is not said how long this is kept.',
  because:
    'What has no end date is kept for ever: too long for the people in it, and sometimes too short for those who must prove something.',
  source: 'GDPR Art. 5(1)(e); EU AI Act Art. 19',
  bad: [
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the chat assistant

      ## Logging

      <|Prompts and answers are logged to the warehouse.|>
    `,
    yaml`
      kind: data-readiness
      personal_data: direct
      <|privacy|>:
        access: the recruiting team
        dpia: ./dpia.md
    `,
    yaml`
      kind: data-readiness
      <|fields|>:
        - {field: phone, class: direct, treatment: redact}
    `,
  ],
  good: [
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the chat assistant

      ## Logging

      Prompts and answers are logged and deleted after 13 months.
    `,
    yaml`
      kind: data-readiness
      personal_data: indirect
      privacy:
        retention: P13M
        access: the search team
    `,
    yaml`
      kind: data-readiness
      personal_data: none
      privacy: "none: weather and sales per store only"
    `,
  ],
  check(context, report) {
    const { artifact } = context;
    const field = placeOf(context);
    if (field === undefined) return;
    const text = `${textBelow(artifact, field)}\n${textBelow(artifact, '/privacy')}`;
    if (field !== '/logging' && (context.self.have ?? []).some(({ datasets }) => datasets.some(({ retention }) => retention !== '')))
      return;
    const loose = artifact.unclaimed.some(({ words }) => /\bretention\b|\bretain|\bdeletion\b|\bkept for\b/i.test(words));
    if (loose || findPlaceholders(text).length > 0 || readNotApplicable(text).stated) return;
    if (ended.test(text) || readDuration(text, artifact.vocabulary) !== undefined) return;
    const prose = textAt(artifact, field);
    report(
      prose === '' ? { keyOf: field } : field,
      field === '/logging' ? 'The logs: kept how long?' : 'The personal data: kept how long?',
      {
        fix: {
          title: 'Say how long it is kept',
          sort: 'template',
          edits:
            prose !== ''
              ? [behind(field, prose, prose.replace(/(?<![.\s])[.\s]+$/, '').length, ', deleted after ${1:13 months}')]
              : [{ add: field === '/fields' ? '/privacy/retention' : `${field}/retention`, value: '${1:13 months}' }],
        },
      },
    );
  },
});

const ended =
  /\b(?:delet|purg|expir|eras|rotat)\w* (?:after|when|once|with|on|upon|at|every|daily|weekly)|\bretention (?:policy|schedule|class)|\buntil\b|\bnot (?:stored|kept|retained|persisted|logged)|\bnothing is (?:stored|kept)|\bin memory only|\bephemeral|\bfor the (?:session|duration|life)|\b(?:ttl|lifecycle)\b|\bindefinitely\b|\bfor ever\b|\bforever\b/i;

/** The section that speaks of what is kept; where the whole section is missing, field-missing says so. */
function placeOf({ artifact, facts, flags }: Context): Pointer | undefined {
  if (artifact.kind === 'monitoring') return dataAt(artifact, '/logging') === undefined ? undefined : '/logging';
  const personal = facts.fields.some(({ class: own, treatment }) => own !== undefined && own !== 'none' && treatment !== undefined);
  if (flags.personalData === 'none' || (flags.personalData === undefined && !personal)) return undefined;
  if (dataAt(artifact, '/privacy') !== undefined) return '/privacy';
  return flags.personalData === undefined ? '/fields' : undefined;
}
