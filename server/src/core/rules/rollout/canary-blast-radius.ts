// A broken canary that nobody stops for a week spends more than the month's budget, at five per cent of the traffic.
import { textBelow } from '../../facts/rows.js';
import { readDurations } from '../../language/duration.js';
import { readQuantities } from '../../language/quantity.js';
import { blastRadius } from '../../math/canary.js';
import { child } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'canary-blast-radius',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Nothing stops this stage by itself: a broken version could spend the error budget in it.',
  because: 'Share of traffic × failures × time until somebody stops it: of the three only the time can be made small.',
  source: 'arithmetic (A5); Site Reliability Workbook, canarying releases',
  bad: [
    yaml`
      kind: runbook
      stages:
        - {name: <|Canary|>, traffic: 5 %, duration: 7 days}
        - {name: Full, traffic: 100 %}
    `,
    markdown`
      ## Stages

      - <|Canary on 10 % of calls for 3 days|>
      - Ramp to 100 %
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 7 days, auto_abort: after 1 h}
        - {name: Full, traffic: 100 %}
    `,
    markdown`
      ## Stages

      - Canary on 10 % of calls for 3 days
      - Ramp to 100 %

      ## Rollback

      On-call turns the flag off if the error rate is above 2 % for 10 minutes.
    `,
  ],
  check({ artifact, facts, initiative, threshold }, report) {
    // A trigger with a number stops any stage within minutes.
    if (facts.rollback?.triggers.some(({ conditions }) => conditions.length > 0)) return;
    const promised = initiative.members
      .flatMap((member) => member.facts.slos)
      .find(({ errors, objective }) => errors !== undefined && errors > 0 && objective !== undefined)?.objective;
    const objective = promised?.value ?? 0.999;
    const windowDays = promised?.windowDays ?? 30;
    for (const stage of facts.stages) {
      const { traffic, duration } = stage;
      if (stage.type !== 'canary' || traffic === undefined || traffic <= 0 || traffic > 100 || !duration) continue;
      const abort = stage.prose
        ? (/\b(?:auto\w*[- ]?)?(?:abort|roll(?:s|ed)?[- ]?back|stop)s?\b.*/i.exec(stage.text)?.[0] ?? '')
        : ['abort', 'auto_abort']
            .map((key) => textBelow(artifact, child(stage.pointer, key)))
            .join(' ')
            .trim();
      const stopped =
        abort !== '' &&
        !/^\W*(?:false|no|none|manual\w*)\b/i.test(abort) &&
        !/\b(?:no|without(?: an?)?) (?:auto\w*[- ]?)?(?:abort|roll[- ]?back|stop)/i.test(stage.text);
      // An abort takes the time it names, else an hour until somebody has seen it.
      const days = stopped ? Math.max(...readDurations(abort, artifact.vocabulary).map(({ value }) => value.days), 1 / 24) : duration.days;
      const stated = readQuantities(stage.text).find(
        ({ value, span }) => value.unit === '%' && /^\s{0,2}(?:errors?|fail)/i.test(stage.text.slice(span[1], span[1] + 10)),
      )?.value.value;
      const failureRate = stated === undefined ? threshold('canary_failure') : stated / 100;
      const share = blastRadius({ traffic: traffic / 100, failureRate, days, objective, windowDays })?.budgetShare;
      if (share === undefined || share <= threshold('rollback_budget_share')) continue;
      report(
        stage.prose ? stage.at : child(stage.pointer, 'name'),
        `Broken for ${number(days)} days, this stage spends ${Math.round(share * 100)} % of the error budget: what stops it?\nAssumes that ${number(failureRate * 100)} % of its requests fail, and an objective of ${number(objective * 100)} % over ${number(windowDays)} days${promised ? '' : ' (none is written)'}.`,
        {
          fix: {
            title: 'Stop it automatically',
            sort: 'template',
            edits: [
              addTo(
                stage,
                'abort',
                '${1:error rate} > ${2:1.4 %} for ${3:5 min}',
                '; abort if ${1:error rate} > ${2:1.4 %} for ${3:5 min}',
              ),
            ],
          },
        },
      );
    }
  },
});

const number = (value: number): string => String(Number(value.toPrecision(4)));
