// Up, fast and wrong: nothing measures whether the predictions are still right.
import { subjectsBeside } from '../../have/lookup.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';
import { watchSignal } from '../watchSignal.js';

export default rule({
  id: 'quality-unmonitored',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: { discover: 'hint', build: 'hint', deploy: 'hint', operate: 'warning' },
  profile: 'strict',
  prose: true,
  says: 'Nothing measures whether the predictions are still right.',
  because: 'A model can be wrong at 100 % uptime. Without labels from live traffic its quality is that of the day it was tested.',
  source: 'ML Test Score, Monitor 7: prediction quality has not regressed on served data',
  bad: [
    yaml`
      kind: monitoring
      phase: operate
      <|signals|>:
        technical: [p95 latency, 5xx rate, requests per second]
        business: [orders per visitor]
    `,
    markdown`
      ## <|Dashboards|>

      - https://grafana.example.org/d/mt: latency and 5xx panels
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      phase: operate
      signals:
        technical: [p95 latency, 5xx rate, "precision on 200 labelled claims a week ≥ 0.80"]
    `,
    markdown`
      ## Signals

      - p95 latency, 5xx rate

      ## Human audit

      Monthly, 100 translations, two reviewers.
    `,
  ],
  check({ artifact, facts, self }, report) {
    const field = ['/signals', '/dashboards', '/alerts'].find((place) => dataAt(artifact, place) !== undefined);
    if (
      field === undefined ||
      !facts.watched.ofModel ||
      facts.watched.elsewhere.has('quality') ||
      facts.watched.subjects.has('quality') ||
      subjectsBeside(self).has('quality') ||
      facts.watched.text.trim() === ''
    )
      return;
    if (field === '/alerts' && facts.alerts.length < 2) return;
    // Somebody reads outputs, or says when the labels come: that is a plan.
    if (['/human_audit', '/feedback/latency'].some((place) => dataAt(artifact, place) !== undefined) || planned.test(artifact.source))
      return;
    report({ keyOf: field }, undefined, {
      fix: watchSignal(artifact, 'Measure it on labels', '${1:precision} on ${2:200} labelled ${3:cases} a week ≥ ${4:0.80}'),
    });
  },
});

const planned =
  /\blabel(?:l?ed|s)? (?:sample|arrive|delay|latency|lag)|\bback-?test|\bspot[- ]checks?\b|\b(?:reviewed|graded|scored|judged) by (?:a |two |\d )?(?:humans?|people|reviewers?|experts?|annotators?)/i;
