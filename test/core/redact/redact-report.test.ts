import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactReport } from '../../../src/core/redact/redact-report.ts';
import { parseRedaction, REDACTED } from '../../../src/core/redact/redaction.ts';
import type { Case } from '../../../src/model/case.ts';
import type { CaseDetail } from '../../../src/model/case-view.ts';
import type { TrialRecord } from '../../../src/model/record.ts';
import type { Report } from '../../../src/model/report.ts';
import { formats } from '../../../src/render/formats.ts';
import { renderTerminal } from '../../../src/render/terminal.ts';
import {
  classification,
  comparison,
  grader,
  record,
  report,
  slice,
  summary,
  variant,
} from '../../render/report-fixture.ts';

const COLUMNS = ['question', 'email', 'language'];
/** Each says what it is about. */
const SECRET = {
  question: 'secret-of-the-question',
  email: 'ann@secret.example',
  output: 'secret-of-the-output',
  expected: 'secret-of-the-expectation',
};
const EVERYTHING = Object.values(SECRET).join(' ');

const row: Case = {
  id: 'case-1',
  input: { question: `${SECRET.question}, asks ${SECRET.email}`, email: SECRET.email, language: 'de' },
  expected: SECRET.expected,
  tags: ['language:de', 'urgent'],
  cluster: SECRET.email,
};

function trial(changes: Partial<TrialRecord> = {}): TrialRecord {
  return record({
    case: row.id,
    tags: row.tags,
    output: `${SECRET.output} to ${SECRET.email.toUpperCase()}`,
    scores: {
      exact: {
        outcome: 'scored',
        score: 0,
        pass: false,
        reason: EVERYTHING,
        label: { expected: SECRET.expected, predicted: SECRET.output },
        human: { by: 'bob', at: null, why: EVERYTHING },
      },
      tone: { outcome: 'failed', reason: EVERYTHING },
    },
    ...changes,
  });
}

const error = { type: 'invalid_request_error', message: `no good: ${SECRET.question} ${SECRET.email}` };
const records = [
  trial(),
  trial({
    variant: 'haiku',
    output: null,
    outcome: { type: 'errored', error },
    earlier: [{ batch: 1, outcome: { type: 'errored', error }, tokens: null, cost: null }],
  }),
];
const detail: CaseDetail = {
  case: row,
  records,
  exchanges: records.map(() => ({
    request: { messages: [{ role: 'user', content: `${SECRET.question} ${SECRET.email}` }] },
    transcript: [{ role: 'assistant', content: `${SECRET.output} ${SECRET.question} ${SECRET.email}` }],
  })),
};

/** A report that holds every secret wherever one may stand. */
const whole: Report = report({
  summary: summary({
    variants: [
      variant('sonnet', {
        errors: [{ kind: error.type, count: 1, example: error.message }],
        graders: [
          grader('exact', {
            failed: 1,
            failedExample: EVERYTHING,
            classification: classification({
              labels: classification().labels.map((own, index) => ({
                ...own,
                label: [SECRET.expected, 'plain', SECRET.output][index]!,
              })),
              matrix: [{ expected: SECRET.expected, predicted: SECRET.output, count: 2 }],
            }),
          }),
        ],
      }),
      variant('haiku'),
    ],
    comparisons: [comparison({ slices: [slice('language:de'), slice('urgent')] })],
  }),
  cases: { shown: [{ case: row, records, change: 'broken' }], total: 1 },
  records,
  everyCase: [detail],
  details: () => [detail],
});

const redactedBy = (...words: string[]) => redactReport(whole, parseRedaction(words, COLUMNS));

/** All that a renderer can see, and all that the renderers make of it. */
function everythingIn(about: Report): string {
  const seen = {
    ...about,
    records: [...about.records],
    everyCase: [[...about.everyCase], [...about.details([0])]],
  };
  const written = Object.values(formats).flatMap((format) => [...format.render(about)]);
  return [
    JSON.stringify(seen),
    ...written,
    renderTerminal(about.summary, { columns: 200, color: false }),
  ].join('\n');
}

describe('what is redacted is nowhere', () => {
  it('is there before', () => {
    for (const secret of Object.values(SECRET)) expect(everythingIn(whole)).toContain(secret);
  });

  it.each([
    ['inputs', [SECRET.question]],
    ['outputs', [SECRET.output]],
    ['expected', [SECRET.expected]],
    ['email', [SECRET.email]],
    ['question', [SECRET.question]],
    ['inputs,outputs,expected', Object.values(SECRET)],
    ['inputs,outputs,expected,email', Object.values(SECRET)],
  ])('%s', (words, secrets) => {
    const text = everythingIn(redactedBy(...words.split(',')));
    for (const secret of secrets) expect(text.toLowerCase()).not.toContain(secret);
    expect(text).toContain(REDACTED);
  });

  it('nor is the tag that a redacted column makes, nor its slice', () => {
    const { everyCase, summary: own } = redactedBy('language');
    const [only] = everyCase;
    expect([only!.case.tags, only!.records[0]!.tags]).toEqual([['urgent'], ['urgent']]);
    expect(own.comparisons[0]!.slices.map(({ tag }) => tag)).toEqual(['urgent']);
  });
});

describe('quotes of what is redacted go with it', () => {
  const quoting = (words: string[], changes: Partial<Case>, output = '') => {
    const own = { ...detail, case: { ...row, ...changes }, records: [trial({ output })] };
    const about = { ...whole, everyCase: [own], details: () => [own] };
    return redactReport(about, parseRedaction(words, COLUMNS));
  };

  it('from expected values and from tags, and with those their slices', () => {
    const about = quoting(['email'], {
      expected: { to: SECRET.email },
      tags: ['urgent', `to ${SECRET.email}`],
    });
    const [only] = about.everyCase;
    expect(only!.case).toMatchObject({ expected: { to: REDACTED }, tags: ['urgent'] });
  });

  it('of inputs as a whole as of each of their columns', () => {
    const [only] = quoting(['inputs'], {}, `I read: ${SECRET.email}`).everyCase;
    expect(only!.records[0]!.output).toBe(`I read: ${REDACTED}`);
  });

  it('however long they are, and whatever stands in them', () => {
    const odd = '(a+)+$ [x] \\ ^*'.repeat(4);
    for (const value of [odd, 'x'.repeat(100_000)]) {
      const [only] = quoting(['email'], { input: { email: value } }, `<${value}>`).everyCase;
      expect(only!.records[0]!.output).toBe(`<${REDACTED}>`);
    }
  });
});

describe('what is not redacted stays', () => {
  it('figures, ids, and the other sides of a case', () => {
    const about = redactedBy('outputs');
    const [only] = about.details([0]);
    expect(only!.case).toEqual(row);
    expect(only!.exchanges[0]).toEqual({ request: detail.exchanges[0]!.request, transcript: null });
    expect(only!.records[0]).toMatchObject({
      case: 'case-1',
      pass: records[0]!.pass,
      cost: records[0]!.cost,
    });
    expect(about.summary.variants[0]!.accuracy).toEqual(whole.summary.variants[0]!.accuracy);
    expect(about.summary.variants[0]!.errors[0]!.example).toBe(error.message);
    expect(only!.records[1]!.output).toBeNull();
  });

  it('the other columns, and what quotes them', () => {
    const [only] = redactedBy('email').everyCase;
    expect(only!.case.input).toEqual({
      question: `${SECRET.question}, asks ${REDACTED}`,
      email: REDACTED,
      language: 'de',
    });
    expect(only!.records[0]!.output).toBe(`${SECRET.output} to ${REDACTED}`);
    expect(only!.case.expected).toBe(SECRET.expected);
  });

  it('the labels that outputs did not make up', () => {
    const labelsOf = (...words: string[]) =>
      redactedBy(...words).summary.variants[0]!.graders[0]!.classification!;
    expect(labelsOf('outputs').labels.map(({ label }) => label)).toEqual([
      SECRET.expected,
      'plain',
      'label 3',
    ]);
    expect(labelsOf('expected').matrix).toEqual([{ expected: 'label 1', predicted: 'label 3', count: 2 }]);
  });
});

it('reads nothing before it is asked for, and cases for their tags only where tags may tell', () => {
  let reads = 0;
  const watched: Report = {
    ...whole,
    everyCase: {
      *[Symbol.iterator]() {
        reads++;
        yield detail;
      },
    },
    get cases(): Report['cases'] {
      throw new Error('nobody asked for the selection');
    },
  };
  const readsOf = (...words: string[]) => {
    const about = redactReport(watched, parseRedaction(words, COLUMNS));
    const before = reads;
    void about.summary;
    void about.summary;
    return [before, reads];
  };
  expect(readsOf('outputs', 'expected')).toEqual([0, 0]);
  expect(readsOf('inputs')).toEqual([0, 1]);
  expect(readsOf('email')).toEqual([1, 2]);
});

it('is said in every format that people read', () => {
  const about = redactedBy('inputs', 'email');
  expect(about.summary.redacted).toEqual(['inputs', 'column email']);
  for (const name of ['html', 'markdown', 'step-summary'] as const) {
    const text = [...formats[name].render(about)].join('').replaceAll(/<\/?bdi>/g, '');
    expect(text).toContain('Redacted: inputs, column email; answers may still paraphrase it');
  }
  expect(renderTerminal(about.summary, { columns: 200, color: false })).toContain('Redacted: inputs');
});

it('takes values of a column out of any text that quotes them', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (value, before, after) => {
      const own = { ...detail, case: { ...row, input: { email: value } } };
      const told = { ...own, records: [trial({ output: before + value + after })] };
      const about = { ...whole, everyCase: [told], details: () => [told] };
      const [only] = redactReport(about, parseRedaction(['email'], ['email'])).everyCase;
      expect(only!.records[0]!.output!.replaceAll(REDACTED, '\0')).not.toContain(value);
    }),
  );
});

describe('a redaction', () => {
  it('is of something', () => {
    expect(() => parseRedaction([''], COLUMNS)).toThrow(
      expect.objectContaining({ hint: 'there are: inputs, outputs, expected, question, email, language' }),
    );
  });

  it('names what there is', () => {
    expect(() => parseRedaction(['emial'], COLUMNS)).toThrow(
      '--redact: there is no column "emial" in the inputs',
    );
    expect(() => parseRedaction(['output'], COLUMNS)).toThrow(
      expect.objectContaining({ hint: 'did you mean "outputs"?' }),
    );
  });
});
