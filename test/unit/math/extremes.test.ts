// Whatever numbers a document holds: no function throws, hangs or lets a NaN out.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as availability from '../../../server/src/core/math/availability.js';
import * as binomial from '../../../server/src/core/math/binomial.js';
import * as calendar from '../../../server/src/core/math/calendar.js';
import * as canary from '../../../server/src/core/math/canary.js';
import * as change from '../../../server/src/core/math/change.js';
import * as chiSquare from '../../../server/src/core/math/chiSquare.js';
import * as classification from '../../../server/src/core/math/classification.js';
import * as complexity from '../../../server/src/core/math/complexity.js';
import * as cost from '../../../server/src/core/math/cost.js';
import * as dilution from '../../../server/src/core/math/dilution.js';
import * as drift from '../../../server/src/core/math/drift.js';
import * as inflation from '../../../server/src/core/math/inflation.js';
import * as interval from '../../../server/src/core/math/interval.js';
import * as labels from '../../../server/src/core/math/labels.js';
import { normalQuantile } from '../../../server/src/core/math/normal.js';
import * as oncall from '../../../server/src/core/math/oncall.js';
import * as power from '../../../server/src/core/math/power.js';
import * as sampleSize from '../../../server/src/core/math/sampleSize.js';
import * as srm from '../../../server/src/core/math/srm.js';
import * as survey from '../../../server/src/core/math/survey.js';

type Call = (...inputs: never[]) => unknown;

/** Functions that take one record; every field is drawn. Those that take a record and a number stand here too. */
const records: readonly (readonly [call: unknown, fields: string])[] = [
  [sampleSize.rateSample, 'baseRate targetRate alpha power'],
  [sampleSize.splitSample, 'baseRate targetRate treatmentPerControl alpha power'],
  [sampleSize.meanSample, 'sd difference alpha power'],
  [sampleSize.pairedSample, 'discordantRate difference alpha power'],
  [power.ratePower, 'baseRate targetRate control treatment alpha'],
  [power.meanPower, 'sd difference control treatment alpha'],
  [power.detectableChange, 'baseRate control treatment alpha power'],
  [power.detectableDifference, 'sd control treatment alpha power'],
  [power.unitsAfter, 'unitsPerDay exposure days uniqueUnits'],
  [power.checkPlan, 'baseRate targetRate unitsPerDay exposure days treatmentShare'],
  [canary.canaryUnits, 'unitsPerDay traffic days'],
  [canary.canaryPower, 'unitsPerDay traffic days baseRate targetRate'],
  [canary.canaryDetectable, 'unitsPerDay traffic days baseRate'],
  [canary.canaryDays, 'unitsPerDay traffic baseRate targetRate'],
  [canary.blastRadius, 'traffic failureRate days objective windowDays'],
  [canary.rollbackCost, 'detectMinutes restoreMinutes traffic objective windowDays'],
  [calendar.holdbackTest, 'baseRate targetRate holdback unitsPerDay'],
  [survey.surveySample, 'sd margin alpha power'],
  [survey.surveyMargin, 'sd answersPerArm alpha power'],
  [survey.guardrailSample, 'rate margin alpha power'],
  [labels.labelingDays, 'items redundancy annotators itemsPerHour hoursPerDay'],
  [drift.quietPsiMean, 'sample reference bins'],
  [drift.quietPsiQuantile, 'sample reference bins'],
  [drift.quietAlarmShare, 'sample reference bins'],
  [drift.quietSample, 'threshold reference bins'],
  [cost.requestCost, 'inputTokens outputTokens inputPrice outputPrice'],
  [cost.monthlyCost, 'costPerRequest requestsPerDay retryShare judgedShare judgeCost days'],
  [cost.liftValue, 'volume baseRate valuePerAction'],
  [cost.breakEvenLift, 'volume baseRate valuePerAction'],
  [complexity.judgeComplexity, 'gain complexity errorReduction gainLow'],
  [availability.detectionMinutes, 'factor objective alertMinutes errorRate'],
];

/** Functions of plain numbers. */
const plain: readonly unknown[] = [
  normalQuantile,
  chiSquare.chiSquareTail,
  chiSquare.chiSquareQuantile,
  binomial.binomialCdf,
  inflation.familyError,
  inflation.bonferroniAlpha,
  inflation.guardrailPower,
  canary.promotionMinutes,
  canary.abortMinutes,
  canary.metricPoints,
  calendar.testDays,
  calendar.lagFactor,
  survey.npsSd,
  survey.surveyAnswers,
  survey.standardError,
  interval.wilsonInterval,
  interval.ruleOfThree,
  interval.exactUpperBound,
  interval.cleanTrialsFor,
  interval.trialsFor,
  interval.marginOfError,
  labels.testPositives,
  labels.labelsForPositives,
  labels.labelingCost,
  labels.kappa,
  drift.alarmFlood,
  cost.overrun,
  cost.breakEvenCost,
  cost.fallbackMs,
  cost.longestTimeoutMs,
  complexity.errorReduction,
  availability.withFallback,
  availability.budgetMinutes,
  availability.budgetRequests,
  availability.incidentShare,
  availability.burnFactor,
  availability.burnedShare,
  availability.burnErrorRate,
  availability.burnCanFire,
  availability.singleFailureBurn,
  availability.singleFailureShare,
  availability.fewestRequestsPerHour,
  availability.silentSpend,
  availability.latencyAlertInside,
  oncall.peoplePerSite,
  oncall.onCallShare,
  dilution.liftAmongAdopters,
  dilution.dilutedLift,
  classification.f1,
  classification.majorityAccuracy,
  classification.selectionRatio,
  change.relativeChange,
  change.afterRelative,
];

/** Functions of one or two lists. */
const lists: readonly unknown[] = [
  srm.checkSampleRatio,
  labels.chanceAgreement,
  drift.psi,
  complexity.complexityFactor,
  availability.serialAvailability,
  oncall.alertLoad,
  cost.roughChainMs,
];

const nasty = fc.oneof(
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, 5e-324, 1e-300, 1e-17, 1 - 2 ** -53, 0.5, 2, 3, 1e9, 1e15, 1e59, 1e308),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1e4, noNaN: true }),
  fc.integer({ min: 0, max: 40 }),
  fc.double(),
);

function holdsNoNaN(value: unknown, what: string): void {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) holdsNoNaN(part, what);
  else assert.ok(!Number.isNaN(value), what);
}

describe('extremes', () => {
  it('leave every function of a record with a clear answer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...records),
        fc.array(nasty, { minLength: 6, maxLength: 6 }),
        fc.constantFrom(1, 2),
        nasty,
        ([call, fields], drawn, sides, last) => {
          const input = { ...Object.fromEntries(fields.split(' ').map((field, i) => [field, drawn[i]])), sides };
          holdsNoNaN((call as Call)(input as never, last as never), fields);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('leave every function of numbers with a clear answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plain), fc.array(nasty, { minLength: 3, maxLength: 3 }), (call, drawn) => {
        holdsNoNaN((call as Call)(...(drawn as never[])), (call as Call).name);
      }),
      { numRuns: 1500 },
    );
  });

  it('leave every function of lists with a clear answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lists), fc.array(nasty, { maxLength: 5 }), fc.array(nasty, { maxLength: 5 }), (call, one, other) => {
        holdsNoNaN((call as Call)(one as never, other as never), (call as Call).name);
        holdsNoNaN((call as Call)(one as never, one as never), (call as Call).name);
      }),
      { numRuns: 500 },
    );
  });

  it('leave repeated looks with a clear answer, soon', () => {
    fc.assert(
      fc.property(
        fc.oneof(nasty, fc.integer({ min: 1, max: 40 })),
        nasty,
        fc.constantFrom(1 as const, 2 as const),
        (looks, alpha, sides) => {
          holdsNoNaN(inflation.peekingError(looks, alpha, sides), 'peekingError');
          if (!(looks > 40)) holdsNoNaN(inflation.pocockAlpha(looks, alpha, sides), 'pocockAlpha');
        },
      ),
      { numRuns: 30 },
    );
    // Summing look by look would take years; mocha's own limit is the clock here, as everywhere.
    assert.ok((inflation.peekingError(1e15) as number) > 0.45);
    assert.ok((inflation.pocockAlpha(90) as number) < 0.005);
  });

  it('leave no function of the folder out', () => {
    const folder = [
      availability,
      calendar,
      canary,
      change,
      chiSquare,
      classification,
      complexity,
      cost,
      dilution,
      drift,
      inflation,
      interval,
      labels,
      oncall,
      power,
      sampleSize,
      srm,
      survey,
    ];
    const known = new Set<unknown>([
      ...records.map(([call]) => call),
      ...plain,
      ...lists,
      calendar.layCalendar,
      inflation.peekingError,
      inflation.pocockAlpha,
      power.daysFor,
      availability.shortWindowHours,
    ]);
    const missing = folder.flatMap((file) => Object.values(file)).filter((part) => typeof part === 'function' && !known.has(part));
    assert.deepEqual(missing, []);
  });

  it('leave calendars and days with a clear answer', () => {
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 6 }), nasty, nasty, (days, window, more) => {
        holdsNoNaN(
          calendar.layCalendar(
            days.map((length) => ({ name: 'part', days: length })),
            window,
          ),
          'layCalendar',
        );
        holdsNoNaN(power.daysFor(window, { unitsPerDay: more, exposure: 0.5 }), 'daysFor');
        holdsNoNaN(power.daysFor(window, { unitsPerDay: 0, exposure: more }), 'daysFor');
      }),
      { numRuns: 300 },
    );
  });
});
