import type { Grader, Label, Sample, Verdict } from '../../src/model/grader.ts';
import { type Message, textOf } from '../../src/model/result.ts';

/** A sample of which only the answer and the expected value matter. */
export function sample<Expected>(output: string, expected: Expected): Sample<{ text: string }, Expected> {
  return {
    input: { text: 'input' },
    expected,
    output,
    message: undefined as never,
    transcript: [],
    cost: null,
    caseId: 'case',
    tags: [],
    variant: 'variant',
    repetition: 0,
  };
}

/** A sample of which the whole answer matters: its blocks, stop reason and usage. */
export function answered<Expected>(message: Partial<Message>, expected: Expected): Sample<unknown, Expected> {
  const whole = { content: [], stop_reason: 'end_turn', ...message } as unknown as Message;
  return { ...sample(textOf(whole), expected), message: whole };
}

/** `pass`, `fail`, or `throws` for what becomes a failed score. Checks that score, pass and reason belong together. */
export function outcome(grader: Grader, output: string, expected: unknown): 'pass' | 'fail' | 'throws' {
  return outcomeOf(grader, sample(output, expected));
}

export function outcomeOf(grader: Grader, graded: Sample): 'pass' | 'fail' | 'throws' {
  let verdict: Verdict | Promise<Verdict>;
  try {
    verdict = grader.grade(graded);
  } catch {
    return 'throws';
  }
  if (typeof verdict !== 'object' || verdict instanceof Promise) throw new Error('no plain verdict');
  const { score, pass, reason } = verdict;
  if (score !== (pass ? 1 : 0)) throw new Error(`score ${score}, pass ${pass}`);
  if (!reason || /[\n\r\u2028\u2029]/.test(reason) || reason.length > 1000)
    throw new Error(`reason: ${reason}`);
  return pass ? 'pass' : 'fail';
}

export function reason(grader: Grader, output: string, expected: unknown): string | undefined {
  const verdict = grader.grade(sample(output, expected));
  return typeof verdict === 'object' && 'reason' in verdict ? verdict.reason : undefined;
}

export function label(grader: Grader, output: string, expected: unknown): Label | undefined {
  const verdict = grader.grade(sample(output, expected));
  return typeof verdict === 'object' && 'label' in verdict ? verdict.label : undefined;
}

/** What a measure says: its score, or `throws` for what becomes a failed score. Checks that it decides nothing by itself. */
export function measure(grader: Grader, output: string, expected: unknown): number | 'throws' {
  let verdict: Verdict | Promise<Verdict>;
  try {
    verdict = grader.grade(sample(output, expected));
  } catch {
    return 'throws';
  }
  if (typeof verdict !== 'object' || verdict instanceof Promise) throw new Error('no plain verdict');
  const { score, pass, reason } = verdict;
  if (pass !== undefined || !(score >= 0 && score <= 1)) throw new Error(`score ${score}, pass ${pass}`);
  if (!reason || /[\n\r\u2028\u2029]/.test(reason) || reason.length > 1000)
    throw new Error(`reason: ${reason}`);
  return score;
}
