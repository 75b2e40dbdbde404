import { summarizer } from '../../../src/core/summarize.ts';
import type { Case } from '../../../src/model/case.ts';
import type { Gate, GateOutcome, GateResult } from '../../../src/model/gate.ts';
import type { TrialRecord } from '../../../src/model/record.ts';
import type { Summary } from '../../../src/model/summary.ts';
import { expired, fail, failed, frame, pass, record } from '../builders.ts';

/** How a trial went: passed, failed, without an answer, or with one that could not be scored. */
export type Mark = 'P' | 'F' | '-' | '?';

const TRIALS: Readonly<Record<Mark, () => TrialRecord>> = {
  P: pass,
  F: fail,
  '-': expired,
  '?': () => record({ pass: null, scores: { exact: failed } }),
};

/**
 * How many cases went so: of each variant its samples, as in `{ 'P F': 3 }` for three that a passed and b did not.
 * Or one after the other. They are named `case-0` and so on, in this order.
 */
export type Cases = Readonly<Record<string, number>> | readonly string[];

/** A run of a and b, or of as many variants as there are, judged by gates. */
export function summaryOf(
  gates: readonly Gate[],
  cases: Cases,
  { changes = {}, tagsOf = () => [] }: Options = {},
): Summary {
  const patterns = Array.isArray(cases)
    ? (cases as readonly string[])
    : Object.entries(cases).flatMap(([pattern, count]) => Array<string>(count).fill(pattern));
  const shape = (patterns[0] ?? 'P P').split(' ');
  const variants = frame().variants;
  const own = ['a', 'b', 'c'].slice(0, shape.length).map((name) => ({ ...variants[0]!, name }));
  const summary = summarizer(frame({ gates, variants: own, repeat: shape[0]!.length, ...changes }));
  patterns.forEach((pattern, index) => {
    const row: Case = { id: `case-${index}`, input: index, expected: null, tags: [...tagsOf(index)] };
    const records = pattern.split(' ').flatMap((marks, v) =>
      [...marks].map((mark, repetition) => ({
        ...TRIALS[mark as Mark](),
        case: row.id,
        variant: own[v]!.name,
        repetition,
      })),
    );
    summary.addCase(row, records);
  });
  return summary.finish();
}

interface Options {
  readonly changes?: Parameters<typeof frame>[0];
  readonly tagsOf?: (index: number) => readonly string[];
}

/** What came of the gate itself, for each variant. */
export function judged(gate: Gate, cases: Cases, options?: Options): readonly GateResult[] {
  return summaryOf([gate], cases, options).gates.filter((result) => result.gate.type === gate.type);
}

/** What came of it for variant b, or for the one that there is. */
export function outcome(gate: Gate, cases: Cases, options?: Options): GateOutcome {
  return judged(gate, cases, options).at(-1)!.outcome;
}
