import type { Case } from '../model/case.ts';
import type { TrialRecord } from '../model/record.ts';
import { type ScoreTable, ScoreTableBuilder, type TableOrigin } from './score-table.ts';

/** The halves of a variant's samples, by their repetition: what they are called where they are compared. */
export const HALVES = ['even repetitions', 'odd repetitions'] as const;

/** Splits a variant's samples of each case in two, so that it can be compared with itself. */
export interface SampleSplitter {
  addCase(row: Case, records: readonly TrialRecord[]): void;
  finish(origin: TableOrigin): SplitSamples;
}

export interface SplitSamples {
  readonly table: ScoreTable;
  /** Cases with several answers, and those of them whose answers are all the same text. */
  readonly cases: number;
  readonly identical: number;
}

export function sampleSplitter(model: string | null, metrics: readonly string[]): SampleSplitter {
  const builder = new ScoreTableBuilder(
    HALVES.map((name) => ({ name, model })),
    metrics,
  );
  let cases = 0;
  let identical = 0;
  return {
    addCase(row, records) {
      const outputs = records.flatMap(({ output }) => output ?? []);
      if (outputs.length > 1) {
        cases++;
        if (outputs.every((output) => output === outputs[0])) identical++;
      }
      builder.addCase(row, [
        records.filter(({ repetition }) => repetition % 2 === 0),
        records.filter(({ repetition }) => repetition % 2 === 1),
      ]);
    },
    finish: (origin) => ({ table: builder.finish(origin), cases, identical }),
  };
}
