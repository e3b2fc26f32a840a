// A small set of labels may be enough. Then somebody can say why, and what can be measured with it.

import { textBelow } from '../../facts/rows.js';
import { marginOfError } from '../../math/interval.js';
import { behind } from '../behind.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'labels-below-2000',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  prose: true,
  says: 'There are few labels, and it is not said why they are enough.',
  because: 'Labels decide what can be learned, and how far a measured rate can be believed.',
  source: '"PM responsibilities in AI": more than 2000 labels, or justified; A9',
  bad: [
    yaml`
      kind: data-readiness
      labels:
        count: <|1400|>
        latency: 2 days
    `,
    markdown`
      ## Labels

      <|900|> labelled chest X-rays from two hospitals.
    `,
    yaml`
      kind: data-readiness
      labels:
        per_class:
          - {class: fraud, count: <|60|>}
          - {class: legitimate, count: 1500}
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      labels:
        count: 2,001
    `,
    yaml`
      kind: data-readiness
      labels:
        count: 1,400 labelled tickets
        justification: ±2.6 points are enough for the gate, and 400 a week follow
    `,
    markdown`
      ## Labels

      1.2k sentence pairs. The learning curve is flat from 800 pairs on.
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    const labels = facts.labels;
    const count = labels?.count;
    if (!labels || !count || count.value > threshold('labels') || reason.test(labels.text)) return;
    if (textBelow(artifact, '/labels/justification').trim() !== '') return;
    // "400 now; 6,000 more are being labelled": the plan is the reason.
    if (/\b(?:more|further|additional|another)\b/i.test(facts.labeling?.text ?? '')) return;
    const margin = marginOfError(0.5, count.value);
    const points = margin === undefined ? undefined : `±${(margin * 100).toFixed(1)} points`;
    const words = `${count.value.toLocaleString('en-US')} ${count.value === 1 ? 'label' : 'labels'}`;
    const known = points === undefined ? '' : `\nA rate that is measured on all of them is known to ${points} at worst (95 %).`;
    report(
      count.to > 0 ? { pointer: count.pointer, from: count.from, to: count.to } : `${count.pointer}/0/count`,
      `${words}, and no word on why that is enough, or on when more will follow.${known}`,
      { fix: justify(labels.prose, labels.text, points ?? '±<n> points') },
    );
    function justify(prose: boolean, text: string, margins: string): Fix {
      const why = `enough because \${1:<reason>} (a rate is known to ${margins})`;
      const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
      return {
        title: 'Say why that is enough',
        sort: 'template',
        edits:
          prose && artifact.places.has('/labels')
            ? [behind('/labels', text, end, `, ${why}`)]
            : [{ add: '/labels/justification', value: why }],
      };
    }
  },
});

const reason =
  /\b(?:because|enough|suffic\w*|ci|confidence|interval|margin|justif\w*|saturat\w*|learning curve|plateau\w*|few-?shot|zero-?shot|fine-?tun\w*|pre-?train\w*|transfer learning|power|detects?|more (?:are|will|labels|follow)|plann?ed|grow\w*|increas\w*|ramp\w*|rare disease|all (?:there (?:are|is)|known)|no more exist|(?:a|per|each|every) (?:day|week|month)|by (?:end|mid|q[1-4]|\d{4})|until|up to \d|target(?:ing)? \d|so far|currently|only for (?:testing|evaluation))\b|±|\/(?:day|week)/i;
