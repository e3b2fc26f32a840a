// "Cheap": what a request costs, times how many there are, is the first thing that the budget's owner asks.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'inference-cost-missing',
  group: 'model-selection',
  kinds: ['prd'],
  level: errorFrom('build'),
  profile: 'strict',
  prose: true,
  says: 'What does a request cost, and how many are there? Without both nobody can say what a month costs.',
  because: 'Inference is paid by the request. A model that is cheap for a demo can cost more than it earns at full traffic.',
  source: '"PM responsibilities in AI": quantify the cost of inference with the infrastructure team',
  bad: [
    yaml`
      kind: prd
      phase: build
      cost: <|The model is cheap to run.|>
    `,
    markdown`
      ---
      kind: prd
      phase: build
      ---
      # Call summaries

      ## <|Cost|>

      - Cost per request: €0.004
      - Budget per month: €2,000
    `,
  ],
  good: [
    yaml`
      kind: prd
      phase: build
      cost: {cost_per_request: $0.0105, requests_per_day: 40000}
    `,
    markdown`
      ---
      kind: prd
      phase: build
      ---
      # Call summaries

      ## Cost

      €0.004 per request at 12,000 requests a day is about €1,440 a month.
    `,
  ],
  check({ artifact, facts }, report) {
    const field = '/cost';
    if (dataAt(artifact, field) === undefined) return;
    const text = textBelow(artifact, field);
    if (/^\s*(?:\[[^\]]*\]\s*)?$/.test(text) || findPlaceholders(text).length > 0) return;
    const { unit, requests, stated } = facts.cost ?? {};
    // A month's sum that somebody worked out elsewhere answers the question as well.
    if ((unit && requests) || stated || elsewhere.test(text)) return;
    const prose = artifact.places.get(field)?.text !== undefined;
    const missing = [...(unit ? [] : ['the cost of a request']), ...(requests ? [] : ['the requests a day'])];
    report(prose ? field : { keyOf: field }, `A month’s cost cannot be worked out without ${missing.join(' and ')}.`, {
      fix: {
        title: 'Add what is missing',
        sort: 'template',
        edits: prose
          ? [
              behind(
                field,
                text,
                text.trimEnd().length,
                ` ${unit ? '' : '\\$${1:0.01} per request'}${unit || requests ? '' : ' at '}${requests ? '' : '${2:40,000} requests a day'}.`,
              ),
            ]
          : [
              ...(unit ? [] : [{ add: `${field}/cost_per_request`, value: '\\$${1:0.01}' }]),
              ...(requests ? [] : [{ add: `${field}/requests_per_day`, value: '${2:40000}' }]),
            ],
      },
    });
  },
});

const elsewhere =
  /\b(?:see|cost model|spreadsheet|no inference|no (?:model|api) calls?|free tier|open[- ]source only|on[- ]device)\b|\.(?:xlsx|csv)\b/i;
