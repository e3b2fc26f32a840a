// "Users like it": how many could use it, how many saw it, how many did, how many came back?
import { textBelow } from '../../facts/rows.js';
import { readNumbers } from '../../language/numbers.js';
import { findPlaceholders, readNotApplicable } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { literal } from '../../syntax/write.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'adoption-unreported',
  group: 'adoption',
  kinds: ['retrospective'],
  level: 'error',
  prose: true,
  says: 'Adoption has no numbers: how many could use it, saw it, used it, kept using it?',
  because: 'A feature that nobody uses has no effect, however well it scores. The funnel shows where people were lost.',
  source: '"PM responsibilities in AI": measure adoption: are users actually using the feature?',
  bad: [
    yaml`
      kind: retrospective
      adoption_actual: <|users like it|>
    `,
    markdown`
      # Six months of the voice bot

      ## Adoption

      <|Callers got used to it quickly and the feedback is positive.|>
    `,
  ],
  good: [
    yaml`
      kind: retrospective
      adoption_actual:
        eligible: 10000
        exposed: 6100
        active: 2400
    `,
    markdown`
      # Six months of the voice bot

      ## Adoption

      10 k callers → 6.1 k heard the offer → 2.4 k finished with the bot; 900 of them called again and used it.
    `,
  ],
  check({ artifact }, report) {
    const field = '/adoption_actual';
    const data = dataAt(artifact, field);
    if (data === undefined) return;
    const parts = ['eligible', 'exposed', 'active', 'retained'].filter((part) => /\d/.test(textBelow(artifact, `${field}/${part}`)));
    const text = textBelow(artifact, field);
    if (parts.length >= 2 || findPlaceholders(text).length > 0 || readNotApplicable(text).reason !== undefined) return;
    const numbers = readNumbers(text).length;
    if (numbers >= 2) return;
    const spot = [field, `${field}/notes`].find((pointer) => artifact.places.get(pointer)?.text) ?? field;
    report(spot, numbers === 1 ? 'One number is no funnel: how many could use it, saw it, used it, kept using it?' : undefined, {
      // A share alone is at least measured.
      ...(numbers === 1 ? { level: 'information' as const } : {}),
      fix: {
        title: 'Add the funnel',
        sort: 'template',
        edits: artifact.places.get(spot)?.text
          ? [
              {
                put: spot,
                text: `\${1:10,000} could use it → \${2:6,100} saw it → \${3:2,400} used it → \${4:1,700} came back; ${literal(text)}`,
              },
            ]
          : ['eligible', 'exposed', 'active', 'retained']
              .filter((part) => !parts.includes(part))
              .map((part, at) => ({ add: `${field}/${part}`, value: `\${${at + 1}:<count>}` })),
      },
    });
  },
});
