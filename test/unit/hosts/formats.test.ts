// What `check` found, in the notations of others: words of documents stay words, counts agree, what is too much is cut and said.
import { strict as assert } from 'node:assert';
import { formats } from '../../../server/src/hosts/cli/formats/index.js';
import { sarifLog } from '../../../server/src/hosts/cli/formats/sarif.js';
import { type CheckReport, type ReportedFinding, whole } from '../../../server/src/hosts/cli/report.js';

const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } };
const finding = (more: Partial<ReportedFinding>): ReportedFinding => ({
  rule: 'goal-vague',
  level: 'error',
  message: 'What will change?',
  path: 'docs/a b.prd.md',
  range,
  pointer: '/goal',
  kind: 'prd',
  fixes: 0,
  related: [],
  fingerprint: '00',
  ...more,
});
const report = (findings: readonly ReportedFinding[]): CheckReport =>
  whole({
    asOf: '2026-11-25',
    files: 3,
    artifacts: [
      { path: 'docs/a b.prd.md', kind: 'prd' },
      { path: 'b.prd.md', kind: 'prd' },
    ],
    findings,
    initiatives: [],
  });
const waived = finding({ waived: true, waiver: { rule: 'goal-vague', until: '2027-01-01', by: '@ana', reason: 'OKR <open>' } });
const payload =
  '</failure><script>alert(1)</script> & ]]> \u001b[31m @everyone #12 ##[error]x\n::error::owned | `a` [x](javascript:1) \ud800';

describe('formats of check', () => {
  it('sarif: names the place from 1, knows a finding by its print, and tells a waiver as a suppression', () => {
    const { runs } = sarifLog(report([finding({}), waived, finding({ rule: 'acme-own', level: 'hint', fingerprint: '01' })]));
    const [run] = runs;
    assert.ok(run?.results);
    const [first, second, third] = run.results;
    assert.deepEqual(first?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'docs/a%20b.prd.md');
    assert.deepEqual(first?.locations?.[0]?.physicalLocation?.region, { startLine: 5, startColumn: 1, endLine: 5, endColumn: 10 });
    assert.deepEqual(first?.partialFingerprints, { 'shipworthy/v1': '00' });
    assert.equal(first?.suppressions, undefined);
    assert.equal(second?.suppressions?.[0]?.justification, '@ana until 2027-01-01: OKR <open>');
    assert.equal(third?.level, 'note');
    for (const { ruleId, ruleIndex } of run.results) assert.equal(run.tool.driver.rules?.[ruleIndex ?? -1]?.id, ruleId);
  });

  it('sarif: keeps the worst where there are more than code scanning takes, and says how many are left out', () => {
    const many = Array.from({ length: 25_003 }, (_, at) => finding({ level: at < 25_000 ? 'hint' : 'error', fingerprint: String(at) }));
    const [run] = sarifLog(report(many)).runs;
    assert.equal(run?.results?.length, 25_000);
    assert.equal(run?.results?.filter(({ level }) => level === 'error').length, 3);
    assert.match(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text ?? '', /^3 of/);
  });

  it('junit: only errors fail; a waived one is skipped, a clean file has one green case', () => {
    const xml = formats.junit(report([finding({}), finding({ level: 'warning' }), waived]));
    assert.match(xml, /<testsuites name="shipworthy" tests="4" failures="1" errors="0" skipped="1">/);
    assert.equal(xml.match(/<testcase /g)?.length, 4);
    assert.match(xml, /<testsuite name="b\.prd\.md" tests="1" failures="0"/);
  });

  it('junit: words of documents are never markup', () => {
    const xml = formats.junit(report([finding({ message: payload, path: 'a"<b>.prd.md', rule: 'x"y' })]));
    const tags = new Set(xml.match(/<[^\s>/?]+/g));
    assert.deepEqual([...tags].sort(), ['<failure', '<testcase', '<testsuite', '<testsuites']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(xml, /[\u0000-\u0008\u000b-\u001f]|&(?!#\d+;)/);
  });

  it('github: the worst first, ten of a kind, all of it as text behind', () => {
    const many = Array.from({ length: 14 }, (_, at) =>
      finding({ level: at < 2 ? 'warning' : 'error', range: { ...range, start: { line: at, character: 0 } } }),
    );
    const lines = formats.github(report([...many, waived])).split('\n');
    const commands = lines.filter((line) => line.startsWith('::') && !line.includes('group::')).map((line) => line.split(' ')[0]);
    assert.deepEqual(commands, [...Array(10).fill('::error'), '::warning', '::warning']);
    assert.equal(lines.filter((line) => /goal-vague$/.test(line)).length, 15);
  });

  it('github: words of documents start no command', () => {
    const out = formats.github(report([finding({ message: payload, path: 'a,b:c.prd.md' }), finding({ level: 'hint', message: payload })]));
    const commands = out.split('\n').filter((line) => line.trim().startsWith('::'));
    assert.deepEqual(
      commands.map((line) => line.trim().split(/[\s:]+/)[1]),
      ['error', 'group', 'endgroup'],
    );
    assert.ok(!out.includes('##['));
    assert.match(out, /file=a%2Cb%3Ac\.prd\.md,/);
  });

  it('every one lists what is waived, with who, until when and why', () => {
    for (const [name, format] of Object.entries(formats)) {
      const text = format(report([waived]), { colour: false });
      for (const word of ['ana', '2027-01-01', 'OKR']) assert.ok(text.includes(word), `${name}: ${word}`);
    }
  });

  it('gitlab: what is waived or in the baseline is information', () => {
    const issues = JSON.parse(formats.gitlab(report([waived, finding({}), finding({ level: 'hint', baselined: true })])));
    assert.deepEqual(
      issues.map(({ severity }: { readonly severity: string }) => severity),
      ['info', 'major', 'info'],
    );
    assert.deepEqual(issues[1].location, { path: 'docs/a b.prd.md', lines: { begin: 5, end: 5 } });
  });

  it('markdown: fits into a comment and says what is left out; calls nobody, links nothing', () => {
    const many = Array.from({ length: 3000 }, () => finding({ message: payload }));
    const comment = formats.markdown(report(many));
    assert.ok(comment.length < 65_536, String(comment.length));
    const rows = comment.match(/^\| 5 \| error/gm)?.length ?? 0;
    assert.match(comment, new RegExp(`^And ${3000 - rows} more\\.$`, 'm'));
    assert.doesNotMatch(comment, /@everyone|<script|(?<!\\)\]\(|[^\\]#12/);
    assert.match(comment, /^<!-- shipworthy -->\n/);
  });
});
