// Latency and errors are green, and the business goal falls: of what must be watched, something is not.
import type { Subject } from '../../facts/watched.js';
import { subjectsBeside } from '../../have/lookup.js';
import { membersOf } from '../../project.js';
import { literal } from '../../syntax/write.js';
import { errorFrom, type Fix, type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'signal-gap',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: errorFrom('deploy'),
  prose: true,
  says: 'Of latency, errors, drift, the business goal and complaints something is not watched.',
  because: 'A model can be fast, free of errors and useless. Each of the five shows a failure that the others do not.',
  source: '"PM responsibilities in AI": technical (latency, error rate, drift) and business (conversion lift, complaint rates)',
  bad: [
    yaml`
      kind: monitoring
      <|signals|>:
        technical: [p95 latency, error rate, PSI of the transaction amount]
    `,
    markdown`
      ## <|Signals|>

      ### Technical

      - p95 latency
      - error rate

      ### Business

      - conversion lift against the holdback
      - complaint rate
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      signals:
        technical: [p95 latency, error rate, PSI of the transaction amount]
        business: [fraud loss per month, disputed blocks per week]
    `,
    markdown`
      ## Signals

      | Metric | Threshold |
      |---|---|
      | Response time p95 | 2 s |
      | Failed answers | 1 % |
      | Share of resolved tickets | 40 % |
      | CSAT | 4.2 |

      ## Drift

      - PSI of the topic mix, daily, alert at 0.25
    `,
  ],
  check({ artifact, facts, flags, initiative, self }, report) {
    const { subjects, elsewhere, ofModel } = facts.watched;
    if (!ofModel) return;
    const field = artifact.data.signals !== undefined ? '/signals' : '/alerts';
    // Two alerts are a plan for monitoring; one may be a note.
    if (field === '/alerts' && facts.alerts.length < 2) return;
    // What is watched in words that no field claimed is watched all the same.
    const covered = new Set([...subjects, ...elsewhere, ...subjectsBeside(self)]);
    if (Array.isArray((artifact.data.signals as { readonly business?: unknown } | undefined)?.business)) covered.add('business');
    const kpis = membersOf(initiative, 'prd').flatMap((member) => member.facts.metrics.filter(({ group }) => group === 'business'));
    if (kpis.some(({ name }) => facts.watched.text.toLowerCase().includes(name.toLowerCase()))) covered.add('business');
    const missing = needed.filter(({ subject }) => !covered.has(subject)).filter(({ subject }) => !excused(subject));
    if (missing.length === 0 || missing.length === needed.length) return;
    const kpi = kpis[0]?.name;
    const names = missing.map(({ words }) => words);
    report({ keyOf: field }, `Nobody watches ${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]}.`, {
      fix: watch(
        artifact.data.signals,
        missing.map((gap) => (gap.subject === 'business' && kpi ? { ...gap, example: literal(kpi) } : gap)),
      ),
    });

    function excused(subject: Subject): boolean {
      return (subject === 'latency' && flags.serving === 'batch') || (subject === 'complaints' && flags.customerFacing === false);
    }
  },
});

interface Gap {
  readonly subject: Subject;
  readonly words: string;
  readonly group: 'technical' | 'business';
  readonly example: string;
}

const needed: readonly Gap[] = [
  { subject: 'latency', words: 'latency', group: 'technical', example: 'p95 latency, ${1:limit}' },
  { subject: 'errors', words: 'errors', group: 'technical', example: 'error rate, ${2:limit}' },
  { subject: 'drift', words: 'drift', group: 'technical', example: 'drift of ${3:input}, ${4:PSI limit}' },
  { subject: 'business', words: 'the business goal', group: 'business', example: '${5:conversion} lift' },
  { subject: 'complaints', words: 'complaints', group: 'business', example: 'complaint rate, ${6:limit}' },
];

function watch(signals: unknown, gaps: readonly Gap[]): Fix {
  const edits = (['technical', 'business'] as const).flatMap((group): ModelEdit[] => {
    const lines = gaps.filter((gap) => gap.group === group).map(({ example }) => example);
    const there = Array.isArray((signals as { readonly [key: string]: unknown } | undefined)?.[group]);
    if (lines.length === 0) return [];
    return there ? lines.map((value) => ({ append: `/signals/${group}`, value })) : [{ add: `/signals/${group}`, value: lines }];
  });
  return { title: 'Watch what is missing', sort: 'template', edits };
}
