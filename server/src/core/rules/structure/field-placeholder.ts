// TBD, xx %, <metric>: text that holds a place and says nothing. One finding for each field.
import { isCalledTemplate } from '../../facts/template.js';
import { findPlaceholders, findPostponements, isEmptyAnswer, readOpenQuestion } from '../../language/placeholder.js';
import { type Artifact, leaves, spanAt, textAt } from '../../model/artifact.js';
import { reached, shapeAt } from '../../schema/look.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'field-placeholder',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: { discover: 'warning', build: 'warning', deploy: 'error', operate: 'error' },
  says: 'A placeholder is left; it counts as not started.',
  because: 'A heading with TBD below it looks finished from afar. Readers stop asking, and the question stays open until launch.',
  source: '"PM responsibilities in AI"; placeholders seen in real PRDs',
  bad: [
    yaml`
      kind: prd
      baseline: <|TBD|>
    `,
    markdown`
      ## Goal

      Increase <|<metric>|> by 8 % within 90 days.

      ## Owners

      - Product: <|to be defined|>
    `,
    markdown`
      | Metric | Target |
      |---|---|
      | CTR | ≥ 4.3 % |

      ## Success metrics

      - Resolution rate ≥ <|XX%|>
    `,
    yaml`
      kind: prd
      feature:
        fallback_ux: <|we'll figure it out|>
    `,
    yaml`
      kind: prd
      baseline: <|"Open question, what does the call centre reach today: @ana answers by 2026-11-01"|>
    `,
    markdown`
      ---
      kind: prd
      ---
      # <|PRD: [Product name]|>

      ## Goal

      Increase [metric] from [today's value] to [target] by [date].

      ## Risks

      | Risk | Mitigation |
      |---|---|
      | [What may go wrong] | [What is done about it] |
    `,
    markdown`
      ---
      kind: prd
      ---
      # Template engine for discharge letters

      ## Baseline

      <|TBD|>
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Transcription

      ## Signals

      | Signal | Target / SLO |
      |---|---|
      | Words wrong | <|[target]|> |
    `,
  ],
  good: [
    markdown`
      ---
      kind: prd
      ---
      # Template for a product's requirements

      ## Goal

      Increase [metric] by [amount].

      ## Baseline

      [today's value]
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Video encoder

      ## Steps

      Install the nvidia-driver-XXX package that the release notes name, then reboot.
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Shortlist

      ## Fairness

      Nationality is read from a voluntary form that 71 % fill in.
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Nightly forecast

      ## Steps

      Run {region}_refresh for each region, then check the totals.
    `,
    yaml`
      kind: prd
      baseline: "none, new surface; heuristic in EXP-3"
    `,
    markdown`
      ## Goal

      Reduce handling time by 12 % ([definition](metrics.md#aht)) by 2027-03-31.

      ## Rollout plan

      - [ ] Shadow mode for 2 weeks
      - [x] Canary on 5 % of traffic for 1 week<br>
    `,
    yaml`
      kind: prd
      baseline: "Open question, what does the call centre reach today: @ana answers by 2026-12-08"
      target_users: Buyers who decide later in the week, about 900 a day
    `,
  ],
  check({ artifact, facts, phase, self, settings, tongue }, report) {
    if (facts.template) {
      // What says that it is a template is kept empty on purpose.
      if (isKept.test(self.path.split('/').slice(-2).join('/')) || isCalledTemplate(textAt(artifact, '/title'))) return;
      const { fields, places } = facts.template;
      report(
        '/title',
        places > 1
          ? `Still a template: ${places} places in ${many(fields, 'field')} wait for words; it counts as not started.`
          : 'Still a template: it waits for a name and for words; it counts as not started.',
        reached(phase, 'deploy') ? {} : { level: 'hint' },
      );
      return;
    }
    const fields = new Map<string, { readonly at: Place; count: number; readonly whole: boolean; readonly word: string }>();
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code') continue;
      const masked = text.masked ? { masked: text.masked } : {};
      const found = findPlaceholders(text.text, masked);
      const field = pointer.split('/')[1] as string;
      // Who is named and what is done at night have rules of their own, which say more.
      const spans = found.length > 0 || tongue !== 'en' || answeredElsewhere.test(pointer) ? found : findPostponements(text.text, masked);
      const first = spans[0];
      const due = readOpenQuestion(text.text);
      if (due && due.until < settings.today) {
        const { title } = shapeAt(artifact.kind, `/${field}`) ?? { title: field };
        report(pointer, `This question about ${title} was to be answered by ${due.until}.`);
      }
      // Links and approvals at the end promise nothing. A product may be a to-do list.
      if (field === 'related') continue;
      if (!first || (field === 'title' && /^todo$/i.test(text.text.slice(...first)))) continue;
      const known = fields.get(field);
      if (known) known.count += spans.length;
      else
        fields.set(field, {
          at: { pointer, from: first[0], to: first[1] },
          count: spans.length,
          whole: isEmptyAnswer(text.text),
          word: found.length > 0 ? '' : text.text.slice(...first),
        });
    }
    // A table may be read as two fields: its gaps are named once.
    const seen = new Set<number>();
    for (const [field, { at, count, whole, word }] of fields) {
      const start = spanAt(artifact, at.pointer, at.from, at.to)[0];
      if (seen.has(start)) continue;
      seen.add(start);
      const title = shapeAt(artifact.kind, `/${field}`)?.title ?? field;
      const question = count === 1 ? ask(artifact, at, whole, settings.today) : undefined;
      report(
        at,
        word !== ''
          ? `"${word}" puts ${title} off; it counts as not started.`
          : count > 1
            ? `${count} placeholders are left in ${title}; they count as not started.`
            : whole
              ? `${title} is still a placeholder; it counts as not started.`
              : `A placeholder is left in ${title}; it counts as not started.`,
        question ? { fix: question } : {},
      );
    }
  },
});

/** `templates/prd.md`, `prd-template.md`, `PRD_TEMPLATE.md`. */
const isKept = /(?:^|[/_.-])templates?(?=[/_.-]|$)/i;

const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

interface Place {
  readonly pointer: string;
  readonly from: number;
  readonly to: number;
}

const answeredElsewhere = /^\/(?:oncall|rollback|owners|risks_and_mitigations|top_risks|evaluation_dataset|transparency)\b/;

/** An open question with a name and a day is still no answer, but somebody's. Only where a sentence may stand. */
function ask(artifact: Artifact, at: Place, whole: boolean, today: string): Fix | undefined {
  const shape = shapeAt(artifact.kind, at.pointer);
  const place = artifact.places.get(at.pointer);
  if (!whole || !shape || shape.key === 'title' || shape.choices.length > 0 || !shape.types.has('string') || place?.from === 'table')
    return undefined;
  if (shape.reads === 'owner' || shape.reads === 'owners')
    return { title: 'Name the person', sort: 'template', edits: [{ put: at.pointer, text: '${1:@name}' }] };
  if (shape.reads !== undefined) return undefined;
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10);
  return {
    title: 'Turn it into a question that somebody answers by a day',
    sort: 'template',
    edits: [{ put: at.pointer, text: `Open question, \${1:what has to be known}: \${2:@name} answers by \${3:${until}}` }],
  };
}
