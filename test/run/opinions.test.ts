import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  closedQA,
  exactMatch,
  factuality,
  findRun,
  formats,
  judge,
  pairwise,
  panel,
  readReport,
  recorded,
  renderTerminal,
  resumeRun,
  rubric,
  runSuite,
  score,
} from 'assay';
import { describe, expect, it } from 'vitest';
import type { Score } from '../../src/model/grader.ts';
import type { Judge } from '../../src/model/judge.ts';
import { textOf } from '../../src/model/result.ts';
import type { AnySuite, Simulate } from '../../src/model/suite.ts';
import { standIn } from '../../src/simulator/stand-in.ts';
import { bench, bought, journalOf, loaded, sums } from './workbench.ts';

/** Asks whether the answer is right, so often; says so by majority. */
function referee(opinions: number, changes: Partial<Judge> = {}): Judge {
  return {
    name: 'referee',
    settings: { question: 1, opinions },
    opinions,
    ask: ({ input, output }, other) =>
      Array.from({ length: opinions }, () => ({
        model: 'claude-opus-5-5',
        max_tokens: 2048,
        messages: [
          {
            role: 'user' as const,
            content: `JUDGE ${JSON.stringify(input)} = ${output}${other ? ` or ${other.output}` : ''}?`,
          },
        ],
      })),
    read(messages) {
      const said = messages.map((message) => (message ? textOf(message) : null));
      const unread = said.find((text) => text !== 'yes' && text !== 'no');
      if (unread !== undefined) throw new Error(`off the menu: ${unread}`);
      return said.filter((text) => text === 'yes').length * 2 > said.length;
    },
    ...changes,
  };
}

/** Answers sums, and judges them rightly. */
const simulate: Simulate = (params, context) => {
  const text = String(params.messages[0]!.content);
  const asked = /^JUDGE \{"a":(\d+),"b":(\d+)\} = (\d+)/.exec(text);
  if (!asked) return sums().simulate!(params, context);
  return Number(asked[1]) + Number(asked[2]) === Number(asked[3]) ? 'yes' : 'no';
};

const passOf = (score: Score | undefined) => (score?.outcome === 'scored' ? score.pass : score?.reason);

const judged = (judge: Judge): AnySuite => ({ ...sums(), graders: [exactMatch(), judge], simulate });

describe('a judge', () => {
  it('is asked in batches of its own about every answer, and counted apart', async () => {
    const suite = judged(referee(3));
    const { calls, options, simulator } = await bench(suite);
    const { folder, summary } = await runSuite(loaded(suite), options);
    // Two variants of twelve cases, then three opinions of each.
    expect(bought(calls)).toEqual(Array(8).fill(12));
    expect(simulator.account.requests).toBe(24 * 4);
    for (const { scores } of folder.records) expect(passOf(scores.referee)).toBe(passOf(scores.exactMatch));
    const [sonnet] = summary.ledger.lines.filter(({ judge, variant }) => judge && variant === 'sonnet');
    expect(sonnet).toMatchObject({ purpose: 'judge', judge: 'referee', requests: 36, batches: 3 });
    const judging = [...folder.records].reduce((sum, record) => sum + record.judging!, 0);
    const ledger = summary.ledger.lines.filter(({ purpose }) => purpose === 'judge');
    expect(ledger.reduce((sum, { settled }) => sum + settled!, 0)).toBeCloseTo(judging, 12);
    expect(summary.variants[0]!.cost.total).toBeLessThan(judging);
    expect(summary.ledger.due).toBe(0);
  });

  it('is asked only about what was answered', async () => {
    const suite = judged(referee(1));
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        JSON.stringify(params).includes('"What is 3+3?"')
          ? { error: { type: 'invalid_request_error', message: 'no' } }
          : simulate(params, context),
    });
    const { folder } = await runSuite(loaded(suite), options);
    expect(bought(calls).sort()).toEqual([11, 12, 12, 12]);
    expect([...folder.records].filter(({ scores }) => scores.referee)).toHaveLength(23);
  });

  it('goes along with retries: each variant’s answers are judged as they come', async () => {
    const suite = judged(referee(1));
    const { calls, options } = await bench(suite, { shares: { expired: 0.3 } });
    const { folder, summary } = await runSuite(loaded(suite), options);
    expect(summary.unanswered).toBe(0);
    for (const { scores } of folder.records) expect(passOf(scores.referee)).toBe(passOf(scores.exactMatch));
    const retried = bought(calls).reduce((sum, count) => sum + count, 0) - 48;
    expect(retried).toBeGreaterThan(0);
  });

  it('whose verdict cannot be read gives a failed score, never a pass or a zero', async () => {
    const suite = judged(referee(1));
    const { options } = await bench(suite, {
      simulate: (params, context) =>
        String(params.messages[0]!.content).startsWith('JUDGE') ? 'grade: pass' : simulate(params, context),
    });
    const { folder, summary } = await runSuite(loaded(suite), options);
    for (const { scores, pass } of folder.records) {
      expect(scores.referee).toEqual({ outcome: 'failed', reason: 'off the menu: grade: pass' });
      if (scores.exactMatch!.outcome === 'scored' && scores.exactMatch!.pass) expect(pass).toBeNull();
    }
    expect(renderTerminal(summary, { columns: 100, color: false })).toContain('off the menu');
  });

  it('that has no question about a case says why, and is not asked again and again', async () => {
    const judge = referee(1);
    const suite = judged({
      ...judge,
      ask: (sample) => {
        if (sample.caseId === 'sum-5' && sample.output !== '') throw new Error('nothing to judge here');
        return judge.ask(sample);
      },
    });
    const { calls, options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([12, 12, 11, 11]);
    for (const { case: id, scores } of folder.records) {
      if (id === 'sum-5')
        expect(scores.referee).toEqual({ outcome: 'failed', reason: 'nothing to judge here' });
    }
  });

  it('that the simulator played is labelled so, also where the answers are recorded', async () => {
    const suite = {
      ...judged(referee(1)),
      variants: { old: recorded('old.jsonl', { output: 'answer' }) },
      baseline: 'old',
    };
    const { options } = await bench(suite as AnySuite);
    const project = loaded(suite as AnySuite);
    writeFileSync(
      join(project.root, 'old.jsonl'),
      Array.from({ length: 12 }, (_, i) => `${JSON.stringify({ id: `sum-${i}`, answer: String(i) })}\n`).join(
        '',
      ),
    );
    const { summary } = await runSuite(project, options);
    expect(summary).toMatchObject({ simulated: true, simulatedJudges: true });
    expect(renderTerminal(summary, { columns: 200, color: false })).toMatch(
      /^SIMULATED ANSWERS: the judges' opinions were made up by a local simulator, not Claude's\./,
    );
    expect(
      [...formats.markdown.render(readReport(findRun(join(project.root, 'reports'))))].join(''),
    ).toContain("the judges' opinions were made up by a local simulator");
  });

  it('against the baseline sees both answers, and does not judge the baseline itself', async () => {
    const seen: string[] = [];
    const suite = judged(
      referee(2, {
        against: 'baseline',
        read: (messages) => messages.every((message) => message !== null) || 0,
      }),
    );
    const { calls, options } = await bench(suite, {
      simulate: (params, context) => {
        const text = String(params.messages[0]!.content);
        if (text.startsWith('JUDGE')) seen.push(text);
        return simulate(params, context);
      },
    });
    const { folder } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
    expect(seen).toHaveLength(24);
    for (const text of seen) expect(text).toMatch(/ = \d+ or \d+\?$/);
    for (const { variant, scores } of folder.records) {
      if (variant === 'haiku') expect(scores.referee).toBeUndefined();
      else expect(scores.referee).toMatchObject({ outcome: 'scored' });
    }
  });

  it('is held to the budget before the first answer is bought', async () => {
    const suite = judged(referee(3));
    const { calls, options } = await bench(suite);
    const answers = 12 * 64 * 5.25e-6 * 1.2;
    await expect(runSuite(loaded(suite), { ...options, maxCost: answers })).rejects.toMatchObject({
      message: expect.stringMatching(/^over budget/),
      exitCode: 4,
    });
    expect(bought(calls)).toEqual([]);
    await runSuite(loaded(suite), { ...options, maxCost: 24 * 3 * 2100 * 1e-5 + answers });
    expect(bought(calls)).toHaveLength(8);
  });

  it('whose request the API would refuse is found before anything is sent', async () => {
    const judge = referee(1);
    const suite = judged({
      ...judge,
      ask: (sample) => judge.ask(sample).map((params) => ({ ...params, temperature: 0 }) as never),
    });
    const { calls, options } = await bench(suite);
    await expect(runSuite(loaded(suite), options)).rejects.toThrow(
      /judge "referee": the API would refuse its request: temperature/,
    );
    expect(bought(calls)).toEqual([]);
  });

  it('is taken up again where a stopped run left it', async () => {
    const suite = judged(referee(2));
    const { calls, options } = await bench(suite);
    const project = loaded(suite);
    const stop = new AbortController();
    let path = '';
    const stopped = runSuite(project, {
      ...options,
      signal: stop.signal,
      onStart: (folder) => {
        path = folder.path;
      },
      onChange: ({ batches }) => {
        if (batches.some(({ thread, status }) => thread > 0 && status === 'created'))
          stop.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    const { folder } = await resumeRun(path, project, options);
    expect(bought(calls).reduce((sum, count) => sum + count, 0)).toBe(72);
    for (const { scores } of folder.records) expect(passOf(scores.referee)).toBe(passOf(scores.exactMatch));
    expect(journalOf(folder.path).filter(({ type }) => type === 'threads')).toHaveLength(1);
  });
});

describe('the library of judges', () => {
  it('rides in batches of its own, the baseline’s pair left out', async () => {
    const asking = { model: 'claude-opus-5-5' } as const;
    const polite = judge({
      ...asking,
      name: 'polite',
      question: 'Is it polite?',
      choices: { yes: 1, no: 0 },
    });
    const suite = {
      ...sums(4),
      graders: [
        polite,
        rubric({
          ...asking,
          name: 'essay',
          criteria: { clear: 'Is it clear?', short: { asks: 'Is it short?', weight: 2 } },
        }),
        score({
          ...asking,
          name: 'marks',
          question: 'How good is it?',
          anchors: { 1: 'bad', 5: 'good' },
        }),
        closedQA({ ...asking, criterion: 'It is a number.' }),
        factuality(asking),
        pairwise({ ...asking, name: 'duel', question: 'Which is better?' }),
        panel({ name: 'jury', judges: [polite, polite, polite], rule: 'mean' }),
      ],
    } as unknown as AnySuite;
    const { calls, options } = await bench(suite, {
      // The stand-in answers any form that is asked for.
      simulate: (params, context) =>
        params.output_config?.format ? standIn(params, context) : sums().simulate!(params, context),
    });
    const { folder, summary } = await runSuite(loaded(suite), options);
    // Opinions about each answer: one of five judges, three of the jury, and two of the duel about the other variant.
    expect(bought(calls)).toHaveLength(2 + 2 * (5 + 3) + 2);
    expect(bought(calls).reduce((sum, count) => sum + count, 0)).toBe(8 + 8 * 8 + 4 * 2);
    for (const { variant, scores } of folder.records) {
      const names = ['polite', 'essay', 'marks', 'closedQA', 'factuality', 'duel', 'jury'];
      expect(Object.keys(scores)).toEqual(
        variant === 'haiku' ? names.filter((name) => name !== 'duel') : names,
      );
      for (const [name, one] of Object.entries(scores))
        expect([name, one]).toEqual([name, expect.objectContaining({ outcome: 'scored' })]);
    }
    const evidenceOf = (grader: string) =>
      summary.variants[1]!.graders.find(({ name }) => name === grader)!.evidence;
    expect(Object.keys(evidenceOf('duel'))).toContain('positionBias');
    expect(Object.keys(evidenceOf('jury'))).toContain('agreement');
    expect(new Set(summary.ledger.lines.flatMap(({ judge: own }) => own ?? []))).toEqual(
      new Set(['polite', 'essay', 'marks', 'closedQA', 'factuality', 'duel', 'jury']),
    );
  });
});
