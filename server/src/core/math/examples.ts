// Every computation of this folder with one worked example. The tests run them, and the page about the arithmetic is
// written from them, so the page cannot say anything that the code does not do.
import {
  budgetMinutes,
  budgetRequests,
  burnErrorRate,
  burnFactor,
  detectionMinutes,
  fewestRequestsPerHour,
  incidentShare,
  serialAvailability,
  silentSpend,
  singleFailureBurn,
  singleFailureShare,
  withFallback,
} from './availability.js';
import { holdbackTest, layCalendar, testDays } from './calendar.js';
import { blastRadius, canaryDays, canaryDetectable, canaryPower, canaryUnits, promotionMinutes, rollbackCost } from './canary.js';
import { relativeChange } from './change.js';
import { f1, fourFifths, majorityAccuracy, selectionRatio } from './classification.js';
import { complexityFactor, errorReduction, judgeComplexity } from './complexity.js';
import { breakEvenCost, fallbackMs, liftValue, monthlyCost, overrun, requestCost } from './cost.js';
import { liftAmongAdopters } from './dilution.js';
import { alarmFlood, psi, quietAlarmShare, quietPsiMean, quietPsiQuantile, quietSample } from './drift.js';
import { bonferroniAlpha, familyError, guardrailPower, peekingError, pocockAlpha } from './inflation.js';
import { cleanTrialsFor, exactUpperBound, marginOfError, ruleOfThree, wilsonInterval } from './interval.js';
import { kappa, labelingDays, labelsForPositives, testPositives } from './labels.js';
import { alertLoad, peoplePerSite } from './oncall.js';
import { checkPlan, daysFor } from './power.js';
import { meanSample, pairedSample, rateSample, splitSample } from './sampleSize.js';
import { checkSampleRatio } from './srm.js';
import { guardrailSample, npsSd, standardError, surveyAnswers, surveyMargin, surveySample } from './survey.js';

export interface Example {
  /** Stable; the part before a hyphen is the number that messages quote: A1 … A18, and S for the small sums. */
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly inputs: readonly Input[];
  /** The result as a reader would be told it. */
  readonly compute: () => string;
  readonly assumption: string;
  readonly source: string;
}

export interface Input {
  readonly label: string;
  readonly value: string;
}

const ctr = { baseRate: 0.04, targetRate: 0.0432 };
const ctrInputs = { base: rate('Rate today', 0.04), target: rate('Rate to reach', 0.0432) };
const usual = 'α 0.05 two-sided, power 80 %';
const fleiss = 'Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed., ch. 4';
const workbook = 'Google, The Site Reliability Workbook, ch. 5 “Alerting on SLOs”';
const arithmetic = 'arithmetic';

export const examples: readonly Example[] = [
  worked({
    id: 'A1',
    title: 'Sample size for a rate',
    formula: 'n per arm = [z₁₋α/₂·√(2p̄q̄) + z₁₋β·√(p₁q₁ + p₂q₂)]² / (p₂ − p₁)²',
    given: ctrInputs,
    compute: ({ base, target }) => `${count(rateSample({ baseRate: base, targetRate: target }))} per arm`,
    assumption: `${usual}; two equal arms; one unit counts once`,
    source: fleiss,
  }),
  worked({
    id: 'A1-points',
    title: 'The same “8 %” read as percentage points',
    formula: 'as A1',
    given: { base: rate('Rate today', 0.04), target: rate('Rate to reach', 0.12) },
    compute: ({ base, target }) => `${count(rateSample({ baseRate: base, targetRate: target }))} per arm`,
    assumption: `${usual}; 8 % relative would be 4.32 %, 8 points are 12 %`,
    source: fleiss,
  }),
  worked({
    id: 'A1-split',
    title: 'Unequal arms',
    formula: 'n control = [z₁₋α/₂·√((1 + 1/k)p̄q̄) + z₁₋β·√(p₁q₁ + p₂q₂/k)]² / (p₂ − p₁)², k = treatment ÷ control',
    given: { ...ctrInputs, treatment: percentGiven('Treatment share', 0.1) },
    compute({ base, target, treatment }) {
      const plan = { baseRate: base, targetRate: target };
      const uneven = splitSample({ ...plan, treatmentPerControl: treatment / (1 - treatment) })?.total;
      const even = splitSample({ ...plan, treatmentPerControl: 1 })?.total;
      return `${count(uneven)} in total, ${decimal(ratio(uneven, even), 2)} times the ${count(even)} of a 50/50 split`;
    },
    assumption: usual,
    source: fleiss,
  }),
  worked({
    id: 'A1-mean',
    title: 'Sample size for a mean',
    formula: 'n per arm = 2·(sd·(z₁₋α/₂ + z₁₋β)/δ)²',
    given: { sd: plain('Standard deviation', 30), difference: plain('Difference to see', 1) },
    compute: ({ sd, difference }) => `${count(meanSample({ sd, difference }))} per arm`,
    assumption: `${usual}; both in the metric’s own unit`,
    source: fleiss,
  }),
  worked({
    id: 'A2',
    title: 'A plan against its need',
    formula: 'units = units/day × exposure × days; power = Φ((|δ| − z₁₋α/₂·√(p̄q̄(1/n₁ + 1/n₂))) / √(p₁q₁/n₁ + p₂q₂/n₂))',
    given: {
      ...ctrInputs,
      unitsPerDay: countGiven('Eligible units a day', 20_000),
      exposure: percentGiven('Exposure', 0.2),
      days: plain('Days', 14),
    },
    compute({ base, target, unitsPerDay, exposure, days }) {
      const plan = checkPlan({ baseRate: base, targetRate: target, unitsPerDay, exposure, days });
      return (
        `needs ${count(plan?.needed.control)} per arm; plan reaches ${count(plan?.reached.control)} (${percent(plan?.power)} power), ` +
        `which sees ${percent(plan?.detectable.relative, 1)} relative`
      );
    },
    assumption: `${usual}; nobody returns: who comes twice is counted twice, so the units are an upper bound`,
    source: fleiss,
  }),
  worked({
    id: 'A2-days',
    title: 'Days a test takes',
    formula: 'days = 2n ÷ (units/day × exposure), then whole weeks and at least two',
    given: { ...ctrInputs, unitsPerDay: countGiven('Eligible units a day', 20_000), exposures: shares('Exposure', [1, 0.2, 0.1]) },
    compute: ({ base, target, unitsPerDay, exposures }) =>
      exposures
        .map((exposure) => {
          const days = daysFor(2 * (rateSample({ baseRate: base, targetRate: target }) ?? Infinity), { unitsPerDay, exposure }) ?? Infinity;
          return `${percent(exposure)}: ${decimal(days, 1)} d, plan ${testDays(days)}`;
        })
        .join('; '),
    assumption: usual,
    source: arithmetic,
  }),
  worked({
    id: 'A3',
    title: 'Looking before the end',
    formula: '1 − ∫ f_k over sums that stayed inside ±z√j at every look j; f₁ = φ, f_{j+1}(y) = ∫ f_j(x)·φ(y − x) dx',
    given: { looks: list('Looks', [1, 2, 5, 7, 10, 14, 28]) },
    compute: ({ looks }) => looks.map((k) => `${k}: ${percent(peekingError(k), 1)}`).join(', '),
    assumption: 'evenly spaced looks, each at α 0.05 two-sided, nothing changed; looks are correlated, 1 − 0.95^k is wrong here',
    source: 'Armitage, McPherson & Rowe, Repeated significance tests on accumulating data, JRSS A 132 (1969)',
  }),
  worked({
    id: 'A3-pocock',
    title: 'A level that allows the looks',
    formula: 'the α′ for which A3 gives α',
    given: { looks: plain('Looks', 5) },
    compute: ({ looks }) => `α ${decimal(pocockAlpha(looks), 4)} at each look keeps 0.05 over all`,
    assumption: 'evenly spaced looks, the same level at each, two-sided',
    source: 'Pocock, Group sequential methods in the design and analysis of clinical trials, Biometrika 64 (1977)',
  }),
  worked({
    id: 'A3-metrics',
    title: 'Several primary metrics',
    formula: '1 − (1 − α)^k; Bonferroni α/k',
    given: { metrics: plain('Metrics', 5) },
    compute: ({ metrics }) =>
      `${percent(familyError(metrics), 1)} chance of a false alarm; test each at ${decimal(bonferroniAlpha(metrics), 3)}`,
    assumption: 'independent metrics, each at α 0.05',
    source: 'Bonferroni correction',
  }),
  worked({
    id: 'A3-guardrails',
    title: 'Guardrails that must all pass',
    formula: 'power per metric = 1 − β/(G + 1)',
    given: { ...ctrInputs, guardrails: plain('Guardrails', 2) },
    compute({ base, target, guardrails }) {
      const power = guardrailPower(guardrails);
      return `${percent(power, 1)} power for each, ${count(rateSample({ baseRate: base, targetRate: target, power }))} per arm`;
    },
    assumption: 'joint power 80 %; non-inferiority guardrails need no correction of α',
    source: 'Schultzberg, Ankargren & Frånberg, Risk-aware product decisions in A/B tests with multiple metrics (2024)',
  }),
  worked({
    id: 'A4',
    title: 'Sample ratio mismatch',
    formula: 'χ² = Σ (observed − expected)² / expected, df = arms − 1',
    given: { observed: list('Units per arm', [44_000, 45_000]), planned: list('Planned split', [50, 50]) },
    compute({ observed, planned }) {
      const check = checkSampleRatio(observed, planned);
      return `χ² ${decimal(check?.chiSquare, 2)}, p ${decimal(check?.pValue, 4)}: ${check?.mismatch ? 'do not read the effect' : 'as planned'}`;
    },
    assumption: 'stop below p 0.001; published practice is 0.01 to 0.001',
    source: 'Fabijan et al., Diagnosing sample ratio mismatch in online controlled experiments, KDD 2019',
  }),
  worked({
    id: 'A5',
    title: 'What a canary can see',
    formula: 'units = units/day × traffic × days; smallest rise by bisection on the power of A2, one-sided',
    given: {
      unitsPerDay: countGiven('Eligible units a day', 20_000),
      traffic: percentGiven('Canary traffic', 0.05),
      days: plain('Days', 7),
      base: rate('Error rate today', 0.005),
    },
    compute({ unitsPerDay, traffic, days, base }) {
      const stage = { unitsPerDay, traffic, days, baseRate: base };
      const seen = canaryDetectable(stage);
      const equal = canaryDetectable({ ...stage, control: 'equal' });
      return (
        `${count(canaryUnits(stage)?.treatment)} units see +${decimal(points(seen?.points), 2)} pp (+${percent(seen?.relative)}) against the rest, ` +
        `+${decimal(points(equal?.points), 2)} pp (+${percent(equal?.relative)}) against a baseline of equal size`
      );
    },
    assumption: 'α 0.05 one-sided, power 80 %; control at the same time',
    source: `${fleiss}; Kayenta, canary best practices`,
  }),
  worked({
    id: 'A5-power',
    title: 'A canary and product harm',
    formula: 'power as A2, days as A1, one-sided',
    given: {
      unitsPerDay: countGiven('Eligible units a day', 20_000),
      traffic: percentGiven('Canary traffic', 0.05),
      days: plain('Days', 7),
    },
    compute({ unitsPerDay, traffic, days }) {
      const stage = { unitsPerDay, traffic, days };
      const errors = (worse: number) => percent(canaryPower({ ...stage, baseRate: 0.005, targetRate: 0.005 * worse }));
      const harm = { ...stage, baseRate: 0.04, targetRate: 0.038 };
      return `errors +20 %: ${errors(1.2)}; errors +50 %: ${errors(1.5)}; CTR −5 %: ${percent(canaryPower(harm))}, ${canaryDays(harm)} days for 80 %`;
    },
    assumption: 'errors 0.5 % and CTR 4 % today; α 0.05 one-sided, compared with the rest',
    source: fleiss,
  }),
  worked({
    id: 'A5-radius',
    title: 'Blast radius',
    formula: 'traffic × failure rate ÷ (1 − objective) × time ÷ window',
    given: {
      traffic: percentGiven('Traffic', 0.05),
      failureRate: percentGiven('Requests that fail', 0.2),
      objective: percentGiven('Objective', 0.999, 1),
      windowDays: plain('Window in days', 30),
    },
    compute({ traffic, failureRate, objective, windowDays }) {
      const failure = { traffic, failureRate, objective, windowDays };
      const week = blastRadius({ ...failure, days: 7 });
      return `burn ${decimal(week?.burnRate, 0)}; 7 d spend ${percent(week?.budgetShare)} of the budget, 1 h ${percent(blastRadius({ ...failure, days: 1 / 24 })?.budgetShare, 1)}`;
    },
    assumption: 'the failure rate holds until the canary is stopped',
    source: 'Google, The Site Reliability Workbook, ch. 16 “Canarying Releases”',
  }),
  worked({
    id: 'A5-rollback',
    title: 'What a rollback costs',
    formula: '(minutes to detect + to restore) × traffic ÷ budget minutes',
    given: {
      detect: plain('Minutes to detect', 5),
      restore: plain('Minutes to restore', 30),
      objective: percentGiven('Objective', 0.999, 1),
    },
    compute({ detect, restore, objective }) {
      const cost = { detectMinutes: detect, restoreMinutes: restore, objective };
      return `${percent(rollbackCost(cost))} of ${decimal(budgetMinutes(objective, 30), 1)} min at full traffic, ${percent(rollbackCost({ ...cost, traffic: 0.05 }), 1)} at 5 %`;
    },
    assumption: 'everything fails until it is restored; 30 days',
    source: arithmetic,
  }),
  worked({
    id: 'A5-steps',
    title: 'Stepwise promotion',
    formula: 'interval × maxWeight ÷ stepWeight',
    given: { interval: plain('Interval in minutes', 1), maxWeight: plain('Largest weight in %', 50), stepWeight: plain('Step in %', 2) },
    compute: ({ interval, maxWeight, stepWeight }) =>
      `promoted after ${decimal(promotionMinutes(interval, maxWeight, stepWeight), 0)} min at the earliest`,
    assumption: 'every check passes',
    source: 'Flagger documentation, canary analysis',
  }),
  worked({
    id: 'A6',
    title: 'The rollout’s calendar',
    formula: 'shadow + canary + ramp + max(14, whole weeks of the test) + attribution + readout ≤ window',
    given: { exposures: shares('Exposure of the test', [1, 0.2, 0.1]), windowDays: plain('Window in days', 90) },
    compute: ({ exposures, windowDays }) =>
      exposures
        .map((exposure) => {
          const test = testDays(daysFor(2 * (rateSample(ctr) ?? Infinity), { unitsPerDay: 20_000, exposure }) ?? Infinity) ?? Infinity;
          const days = { shadow: 14, canary: 7, ramp: 6, test, attribution: 7, readout: 3 };
          const calendar = layCalendar(
            Object.entries(days).map(([name, length]) => ({ name, days: length })),
            windowDays,
          );
          const spare = calendar?.spareDays ?? 0;
          return `${percent(exposure)}: ${calendar?.totalDays} d (${spare < 0 ? `${-spare} late` : `${spare} spare`})`;
        })
        .join('; '),
    assumption: 'shadow 14 d, canary 7 d, three ramp steps of 2 d, CTR 4.0 → 4.32 % at 20,000 a day, attribution 7 d, readout 3 d',
    source: arithmetic,
  }),
  worked({
    id: 'A6-holdback',
    title: 'A test after full rollout',
    formula: 'A1 with k = (1 − h)/h treatment units per control unit',
    given: { ...ctrInputs, holdbacks: shares('Holdback', [0.1, 0.05]), unitsPerDay: countGiven('Eligible units a day', 20_000) },
    compute: ({ base, target, holdbacks, unitsPerDay }) =>
      holdbacks
        .map((holdback) => {
          const test = holdbackTest({ baseRate: base, targetRate: target, holdback, unitsPerDay });
          return `${percent(holdback)}: ${count(test?.total)} users, ${decimal(test?.days, 1)} d`;
        })
        .join('; '),
    assumption: `${usual}; without a holdback there is no control group left`,
    source: fleiss,
  }),
  worked({
    id: 'A7',
    title: 'NPS as a guardrail',
    formula: 'sd = 100·√(p + d − (p − d)²); n per arm = 2·(sd·(z₁₋α + z₁₋β)/margin)²',
    given: {
      promoters: percentGiven('Promoters', 0.5),
      detractors: percentGiven('Detractors', 0.2),
      margin: plain('Margin in points', 3),
      asked: countGiven('Users in the canary', 7000),
      response: percentGiven('Response rate', 0.02),
    },
    compute({ promoters, detractors, margin, asked, response }) {
      const sd = npsSd(promoters, detractors) ?? 100;
      const answers = surveyAnswers(asked, response) ?? 0;
      return (
        `sd ${decimal(sd, 1)}; ${count(answers)} answers have a standard error of ${decimal(standardError(sd, answers), 1)} and show ` +
        `${decimal(surveyMargin({ sd, answersPerArm: answers }), 0)} points at best; ${margin} points need ${count(surveySample({ sd, margin }))} answers per arm`
      );
    },
    assumption: 'α 0.05 one-sided, power 80 %; as many answers in the control',
    source: 'variance of a score of −100, 0 and 100; non-inferiority test',
  }),
  worked({
    id: 'A7-rate',
    title: 'A rate as a guardrail',
    formula: 'n per arm = 2pq·((z₁₋α + z₁₋β)/margin)²',
    given: { base: rate('Complaints today', 0.01), margin: rate('Margin', 0.001) },
    compute: ({ base, margin }) => `${count(guardrailSample({ rate: base, margin }))} per arm`,
    assumption: 'α 0.05 one-sided, power 80 %; margin in percentage points',
    source: 'non-inferiority test for two proportions',
  }),
  worked({
    id: 'A8',
    title: 'What a measured rate shows',
    formula: '(p + z²/2n ± z·√(pq/n + z²/4n²)) / (1 + z²/n)',
    given: { successes: plain('Successes', 85), n: plain('Trials', 100) },
    compute({ successes, n }) {
      const { low, high } = wilsonInterval(successes, n) ?? { low: undefined, high: undefined };
      return `${percent(low, 1)} to ${percent(high, 1)}`;
    },
    assumption: '95 %, two-sided',
    source: 'Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927)',
  }),
  worked({
    id: 'A8-clean',
    title: 'What a clean run shows',
    formula: 'upper bound = 1 − 0.05^(1/n) ≈ 3/n; n = ⌈ln 0.05 / ln(1 − bound)⌉',
    given: { n: plain('Trials without a failure', 50), bounds: shares('Bounds to show', [0.02, 0.01, 0.005]) },
    compute: ({ n, bounds }) =>
      `below ${percent(exactUpperBound(0, n), 1)} (rule of three ${percent(ruleOfThree(n), 1)}); ` +
      bounds.map((bound) => `${percent(bound, 1)} needs ${count(cleanTrialsFor(bound))}`).join(', '),
    assumption: '95 %, one-sided',
    source: 'Hanley & Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249 (1983)',
  }),
  worked({
    id: 'A9',
    title: 'What a number of labels shows',
    formula: 'half-width = 1.96·√(pq/n)',
    given: { n: countGiven('Labels', 2000), rate: percentGiven('Measured rate', 0.5) },
    compute: ({ n, rate: measured }) => `±${decimal(points(marginOfError(measured, n)), 1)} pp`,
    assumption: '95 %, two-sided, labels drawn at random',
    source: 'normal approximation of the binomial distribution',
  }),
  worked({
    id: 'A9-paired',
    title: 'Two models on the same items',
    formula: 'n = [z₁₋α/₂·√ψ + z₁₋β·√(ψ − δ²)]² / δ²',
    given: {
      base: percentGiven('Accuracy of one', 0.9),
      target: percentGiven('Accuracy of the other', 0.91),
      discordant: percentGiven('Items on which they differ', 0.06),
    },
    compute: ({ base, target, discordant }) =>
      `${count(pairedSample({ discordantRate: discordant, difference: target - base }))} items paired, ` +
      `${count(rateSample({ baseRate: base, targetRate: target }))} per model unpaired`,
    assumption: usual,
    source: 'Connor, Sample size for testing differences in proportions for the paired-sample design, Biometrics 43 (1987)',
  }),
  worked({
    id: 'A9-positives',
    title: 'Positives in the test part',
    formula: 'labels × prevalence × test share',
    given: { labels: countGiven('Labels', 2000), prevalence: percentGiven('Prevalence', 0.02), testShare: percentGiven('Test share', 0.1) },
    compute: ({ labels, prevalence, testShare }) =>
      `${decimal(testPositives(labels, prevalence, testShare), 0)} positives; 100 need ${count(labelsForPositives(100, prevalence, testShare))} labels`,
    assumption: 'a random split',
    source: arithmetic,
  }),
  worked({
    id: 'A9-majority',
    title: 'Accuracy for free',
    formula: 'max(prevalence, 1 − prevalence)',
    given: { prevalence: percentGiven('Prevalence', 0.04) },
    compute: ({ prevalence }) => `${percent(majorityAccuracy(prevalence))} without looking`,
    assumption: 'two classes, always the larger one',
    source: arithmetic,
  }),
  worked({
    id: 'A10',
    title: 'Labelling capacity',
    formula: 'days = items × redundancy ÷ (annotators × items/h × h/day)',
    given: {
      items: countGiven('Items', 2000),
      redundancy: plain('Judgements per item', 3),
      annotators: plain('Annotators', 2),
      itemsPerHour: plain('Items per hour and annotator', 40),
      hoursPerDay: plain('Hours a day', 5),
    },
    compute: (plan) => `${decimal(labelingDays(plan), 0)} working days`,
    assumption: 'everybody labels every working day',
    source: arithmetic,
  }),
  worked({
    id: 'A10-kappa',
    title: 'Agreement beyond chance',
    formula: 'κ = (p_o − p_e)/(1 − p_e)',
    given: { observed: percentGiven('Observed agreement', 0.9), chance: percentGiven('Agreement by chance', 0.82) },
    compute: ({ observed, chance }) => `κ ${decimal(kappa(observed, chance), 2)}`,
    assumption: 'two annotators, one class at 90 %',
    source: 'Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960)',
  }),
  worked({
    id: 'A11',
    title: 'Population stability index',
    formula: 'PSI = Σ (a − e)·ln(a/e)',
    given: { expected: shares('Reference', [0.2, 0.2, 0.2, 0.2, 0.2]), actual: shares('Now', [0.1, 0.15, 0.2, 0.25, 0.3]) },
    compute: ({ expected, actual }) => `PSI ${decimal(psi(expected, actual), 3)}`,
    assumption: 'below 0.1 stable, above 0.25 major',
    source: 'credit-scoring practice; Yurdakul, Statistical properties of the population stability index (2018)',
  }),
  worked({
    id: 'A11-noise',
    title: 'PSI when nothing drifts',
    formula: 'mean ≈ (B − 1)(1/N + 1/M) and its next term; 95 % ≈ χ²_{B−1,.95}·(1/N + 1/M)',
    given: { sample: plain('Rows in window and reference', 200), bins: plain('Bins', 10), warn: plain('Warning at', 0.1) },
    compute: ({ sample, bins, warn }) =>
      `mean ${decimal(quietPsiMean({ sample, bins }), 3)}, 95 % below ${decimal(quietPsiQuantile({ sample, bins }), 2)}; ` +
      `${percent(quietAlarmShare({ sample, bins }, warn))} of quiet windows warn; ${warn} needs ${quietSample({ threshold: warn, bins })} rows ` +
      `(${quietSample({ threshold: warn, bins }, 0.99)} for 99 %)`,
    assumption: 'bins of equal share; rows are independent',
    source: 'Yurdakul, Statistical properties of the population stability index (2018)',
  }),
  worked({
    id: 'A11-flood',
    title: 'A flood of drift alarms',
    formula: 'features × α × runs; at least one: 1 − (1 − α)^(features × runs)',
    given: { features: plain('Features', 40), alpha: plain('α of each test', 0.05) },
    compute({ features, alpha }) {
      const flood = alarmFlood(features, alpha);
      return `${decimal(flood?.perDay, 1)} false alarms a day; ${percent(flood?.atLeastOne)} of quiet days have one`;
    },
    assumption: 'one run a day, features independent',
    source: arithmetic,
  }),
  worked({
    id: 'A12',
    title: 'Inference cost',
    formula: 'cost per request = (tokens in × price in + tokens out × price out) / 10⁶; × requests × 30',
    given: {
      inputTokens: countGiven('Tokens in', 1500),
      outputTokens: plain('Tokens out', 400),
      inputPrice: money('Price per million in', 3),
      outputPrice: money('Price per million out', 15),
      requestsPerDay: countGiven('Requests a day', 40_000),
      budget: money('Budget a month', 10_000),
    },
    compute({ requestsPerDay, budget, ...tokens }) {
      const costPerRequest = requestCost(tokens) ?? Infinity;
      const cost = monthlyCost({ costPerRequest, requestsPerDay }) ?? Infinity;
      return (
        `$${costPerRequest} a request, ${dollars(cost)} a month: ${percent(overrun(cost, budget))} over ${dollars(budget)}; ` +
        `break-even $${decimal(breakEvenCost(budget, requestsPerDay * 30), 4)} a request`
      );
    },
    assumption: 'prices are the author’s; 30 days; no retries',
    source: arithmetic,
  }),
  worked({
    id: 'A12-overhead',
    title: 'Retries, a judge and a shadow stage',
    formula: 'requests × (cost × (1 + retries) + judged share × judge cost)',
    given: {
      costPerRequest: money('Cost per request', 0.0105),
      requestsPerDay: countGiven('Requests a day', 40_000),
      retryShare: percentGiven('Retries', 0.05),
      judgedShare: percentGiven('Judged', 0.1),
      judgeCost: money('Cost of a judgement', 0.004),
    },
    compute: (use) =>
      `${dollars(monthlyCost(use))} a month; a 14-day shadow adds ${dollars(monthlyCost({ costPerRequest: use.costPerRequest, requestsPerDay: use.requestsPerDay, days: 14 }))}`,
    assumption: '30 days; the shadow sees all requests, without retries and judge',
    source: arithmetic,
  }),
  worked({
    id: 'A12-value',
    title: 'What the lift is worth',
    formula: 'volume × base rate × relative lift × value per action',
    given: {
      volume: countGiven('Requests a month', 1_200_000),
      baseRate: percentGiven('Rate today', 0.04),
      lift: percentGiven('Relative lift', 0.08),
      valuePerAction: money('Value per action', 0.9),
    },
    compute: ({ lift, ...value }) => `${dollars(liftValue(value, lift))} a month`,
    assumption: 'the lift holds for the whole month and for everybody',
    source: arithmetic,
  }),
  worked({
    id: 'A12-latency',
    title: 'Timeout and fallback',
    formula: 'timeout + fallback ≤ objective',
    given: { timeout: plain('Timeout in ms', 500), fallback: plain('Fallback in ms', 50), objective: plain('Objective in ms', 300) },
    compute({ timeout, fallback, objective }) {
      const total = fallbackMs(timeout, fallback) ?? Infinity;
      return `${total} ms ${total <= objective ? 'keeps' : 'breaks'} ${objective} ms`;
    },
    assumption: 'percentiles do not add: a sum of stages’ p95 is only a rough, usually pessimistic check',
    source: arithmetic,
  }),
  worked({
    id: 'A13',
    title: 'Worth its complexity',
    formula: 'C = geometric mean of candidate ÷ baseline; thin if g ≤ 1 % and C ≥ 2, or C ≥ 1.5 and g/(C − 1) ≤ 1 %',
    given: {
      ratios: list('Ratios (features, services, p95, cost)', [3.17, 2.4, 2.5, 2.57]),
      from: plain('Metric of the baseline', 0.25),
      to: plain('Metric of the candidate', 0.2525),
    },
    compute({ ratios, from, to }) {
      const complexity = complexityFactor(ratios) ?? Infinity;
      const gain = relativeChange(from, to) ?? 0;
      const judged = judgeComplexity({ gain, complexity, errorReduction: errorReduction(from, to) });
      return `${percent(gain, 1)} better, ${decimal(complexity, 2)} times as heavy: ${percent(judged?.gainPerUnit, 1)} per extra unit, ${judged?.verdict}`;
    },
    assumption:
      'all dimensions weigh the same; softer when at least 20 % of the errors disappear; unproven when the gain’s interval reaches 0',
    source: 'own rule of thumb',
  }),
  worked({
    id: 'A14',
    title: 'A chain of dependencies',
    formula: 'serial Π aᵢ; with a fallback 1 − (1 − a)(1 − f)',
    given: {
      own: percentGiven('Own availability', 0.999, 1),
      api: percentGiven('API', 0.995, 1),
      fallback: percentGiven('Fallback', 0.99),
    },
    compute({ own, api, fallback }) {
      const covered = withFallback(api, fallback) ?? 0;
      return `${percent(serialAvailability([own, api]), 2)} at best; with the fallback ${percent(covered, 3)}, in total ${percent(serialAvailability([own, covered]), 3)}`;
    },
    assumption: 'failures are independent and the fallback is good enough',
    source: 'reliability of serial and parallel systems',
  }),
  worked({
    id: 'A15',
    title: 'Error budget',
    formula: '(1 − objective) × days × 1440 minutes; × requests',
    given: {
      objectives: shares('Objective', [0.99, 0.995, 0.999, 0.9995]),
      days: plain('Window in days', 30),
      requests: countGiven('Requests a day', 1_200_000),
    },
    compute: ({ objectives, days, requests }) =>
      `${objectives.map((objective) => `${percent(objective, 2)}: ${decimal(budgetMinutes(objective, days), 1)} min`).join(', ')}; ` +
      `99.9 % allows ${count(budgetRequests(0.999, requests, days))} bad requests`,
    assumption: 'traffic is even over time',
    source: 'Google, The Site Reliability Workbook, ch. 2 “Implementing SLOs”',
  }),
  worked({
    id: 'A15-burn',
    title: 'Burn-rate alerts',
    formula: 'factor = budget share × window ÷ alert window; error rate = factor × (1 − objective)',
    given: { windows: list('Windows in days', [30, 28, 7, 90]), objectives: shares('Objective', [0.999, 0.99, 0.93]) },
    compute({ windows, objectives }) {
      const factors = windows.map(
        (days) =>
          `${days} d: ${decimal(burnFactor(0.02, 1, days), 2)} / ${decimal(burnFactor(0.05, 6, days), 2)} / ${decimal(burnFactor(0.1, 72, days), 2)}`,
      );
      const rates = objectives.map((objective) => `${percent(objective, 1)}: ${percent(burnErrorRate(14.4, objective), 2)}`);
      return `${factors.join('; ')}. 14.4 fires at ${rates.join(', ')} of requests`;
    },
    assumption: '2 % in 1 h, 5 % in 6 h, 10 % in 3 d; above 100 % the alert can never fire',
    source: workbook,
  }),
  worked({
    id: 'A15-detection',
    title: 'How soon a burn alert speaks',
    formula: 'factor × (1 − objective) × alert window ÷ error rate',
    given: { rates: shares('Requests that fail', [1, 0.15]), objective: percentGiven('Objective', 0.999, 1) },
    compute: ({ rates, objective }) =>
      rates
        .map(
          (errorRate) =>
            `${percent(errorRate)}: ${decimal(detectionMinutes({ factor: 14.4, objective, alertMinutes: 60, errorRate }), 2)} min`,
        )
        .join(', '),
    assumption: 'factor 14.4 over 1 h, no errors before',
    source: workbook,
  }),
  worked({
    id: 'A15-traffic',
    title: 'Burn-rate alerts at low traffic',
    formula: 'burn of one failure = 1/(requests per hour × (1 − objective))',
    given: { requests: plain('Requests an hour', 10), objective: percentGiven('Objective', 0.999, 1) },
    compute: ({ requests, objective }) =>
      `one failure burns ${decimal(singleFailureBurn(requests, objective), 0)} times too fast and spends ${percent(singleFailureShare(requests, objective, 30), 1)} of the month; ` +
      `below ${decimal(fewestRequestsPerHour(14.4, objective), 1)} requests an hour one failure pages`,
    assumption: 'alert window 1 h, factor 14.4; the workbook prints 1,000 where its own 13.9 % implies 100',
    source: workbook,
  }),
  worked({
    id: 'A15-incident',
    title: 'An incident’s share',
    formula: 'minutes ÷ budget minutes',
    given: {
      minutes: plain('Minutes of full outage', 12),
      objective: percentGiven('Objective', 0.999, 1),
      days: plain('Window in days', 28),
    },
    compute: ({ minutes, objective, days }) =>
      `${percent(incidentShare(minutes, objective, days), 1)} of ${decimal(budgetMinutes(objective, days), 2)} min: a postmortem above 20 %`,
    assumption: 'nothing was served for that long',
    source: 'Google, The Site Reliability Workbook, example error budget policy',
  }),
  worked({
    id: 'A16',
    title: 'A static alert against the objective',
    formula: 'silent days = window × (1 − objective)/threshold',
    given: { objective: percentGiven('Objective', 0.995, 1), alert: percentGiven('Alert above', 0.02), days: plain('Window in days', 30) },
    compute({ objective, alert, days }) {
      const silent = silentSpend(objective, alert, days);
      return `burn ${decimal(silent?.burnRate, 0)}: the budget is gone after ${decimal(silent?.silentDays, 1)} days of silence`;
    },
    assumption: 'errors stay just below the alert',
    source: arithmetic,
  }),
  worked({
    id: 'A17',
    title: 'People on call',
    formula: 'people ≥ seats ÷ 0.25; two incidents in 12 h',
    given: { seats: plain('Seats (primary, secondary)', 2), alerts: plain('Alerts', 25), each: plain('Expected a day, each', 0.2) },
    compute({ seats, alerts, each }) {
      const load = alertLoad(new Array<number>(alerts).fill(each));
      return `${peoplePerSite(seats)} at one site, ${peoplePerSite(seats, 2)} at each of two; ${decimal(load?.perDay, 0)} pages a day, ${decimal(load?.perShift, 1)} a shift`;
    },
    assumption: 'around the clock; an incident takes about six hours with its follow-up',
    source: 'Google, Site Reliability Engineering, ch. 11 “Being On-Call”',
  }),
  worked({
    id: 'A18',
    title: 'Dilution',
    formula: 'lift among adopters = overall lift ÷ adoption',
    given: { lift: percentGiven('Overall lift', 0.08), adoption: percentGiven('Adoption', 0.3) },
    compute: ({ lift, adoption }) => `+${percent(liftAmongAdopters(lift, adoption), 1)} among adopters`,
    assumption: 'who does not use the feature does not change',
    source: arithmetic,
  }),
  worked({
    id: 'S-f1',
    title: 'F1 from precision and recall',
    formula: '2PR/(P + R)',
    given: { precision: plain('Precision', 0.8), recall: plain('Recall', 0.5) },
    compute: ({ precision, recall }) => `F1 ${decimal(f1(precision, recall), 3)}`,
    assumption: 'both of the same class and data',
    source: 'harmonic mean',
  }),
  worked({
    id: 'S-selection',
    title: 'Selection ratio',
    formula: 'lower selection rate ÷ higher one',
    given: { one: percentGiven('Selected in one group', 0.42), other: percentGiven('Selected in the other', 0.6) },
    compute({ one, other }) {
      const ratioOfRates = selectionRatio(one, other) ?? 1;
      return `${decimal(ratioOfRates, 2)}, ${ratioOfRates < fourFifths ? 'below' : 'not below'} four fifths`;
    },
    assumption: 'large groups; a screen that asks for a closer look, not a verdict',
    source: 'Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D)',
  }),
  worked({
    id: 'S-change',
    title: 'Percent change',
    formula: '(to − from) ÷ from',
    given: { from: rate('From', 0.04), to: rate('To', 0.044) },
    compute: ({ from, to }) => `+${percent(relativeChange(from, to))} relative, +${decimal(points(to - from), 1)} pp`,
    assumption: 'none',
    source: arithmetic,
  }),
];

/** The page about the arithmetic as Markdown: a table of all results, then each example with formula, inputs and source. */
export function renderArithmetic(): string {
  const results = examples.map((example) => ({ ...example, result: example.compute() }));
  return [
    '# Arithmetic',
    'Every number that Shipworthy computes, with a worked example. This page is generated from the examples that the tests run.',
    [
      '| | Computation | Result |',
      '|---|---|---|',
      ...results.map(({ id, title, result }) => `| [${id}](#${id.toLowerCase()}) | ${title} | ${result} |`),
    ].join('\n'),
    ...results.map(({ id, title, formula, inputs, result, assumption, source }) =>
      [
        `## ${id}`,
        `**${title}**`,
        `\`${formula}\``,
        ['| Input | Value |', '|---|---|', ...inputs.map(({ label, value }) => `| ${label} | ${value} |`)].join('\n'),
        `**Result:** ${result}.`,
        `Assumption: ${assumption}.`,
        `Source: ${source}.`,
      ].join('\n\n'),
    ),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

interface Given<T> {
  readonly label: string;
  readonly value: T;
  readonly shown: string;
}

type Values<G> = { readonly [K in keyof G]: G[K] extends Given<infer T> ? T : never };

/** Shows exactly the inputs that are computed with. */
function worked<G extends Record<string, Given<number> | Given<readonly number[]>>>(
  spec: Omit<Example, 'inputs' | 'compute'> & { readonly given: G; readonly compute: (values: Values<G>) => string },
): Example {
  const { given, compute, ...rest } = spec;
  const values = Object.fromEntries(Object.entries(given).map(([name, { value }]) => [name, value])) as Values<G>;
  return { ...rest, inputs: Object.values(given).map(({ label, shown }) => ({ label, value: shown })), compute: () => compute(values) };
}

function plain(label: string, value: number): Given<number> {
  return { label, value, shown: String(value) };
}

function countGiven(label: string, value: number): Given<number> {
  return { label, value, shown: count(value) };
}

function percentGiven(label: string, value: number, digits = 0): Given<number> {
  return { label, value, shown: percent(value, digits) };
}

function rate(label: string, value: number): Given<number> {
  return { label, value, shown: percent(value, 2) };
}

function money(label: string, value: number): Given<number> {
  return { label, value, shown: value < 1 ? `$${value}` : dollars(value) };
}

function list(label: string, value: readonly number[]): Given<readonly number[]> {
  return { label, value, shown: value.map(count).join(', ') };
}

function shares(label: string, value: readonly number[]): Given<readonly number[]> {
  return { label, value, shown: value.map((share) => percent(share, 2)).join(', ') };
}

function points(difference: number | undefined): number | undefined {
  return difference === undefined ? undefined : difference * 100;
}

function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

/** 61119 → 61,119 */
function count(value: number | undefined): string {
  return value === undefined
    ? '–'
    : String(Number.isInteger(value) || Math.abs(value) < 100 ? value : Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function dollars(value: number | undefined): string {
  return value === undefined ? '–' : `$${count(Math.round(value))}`;
}

/** At most `digits` decimals, without trailing zeros. */
function decimal(value: number | undefined, digits: number): string {
  return value === undefined ? '–' : String(Number(value.toFixed(digits)));
}

/** 0.119 → 11.9 % */
function percent(value: number | undefined, digits = 0): string {
  return `${decimal(points(value), digits)} %`;
}
