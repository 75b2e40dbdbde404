import type { Case } from '../model/case.ts';
import type { Sample } from '../model/grader.ts';
import type { Dollars } from '../model/record.ts';
import { type Message, textOf } from '../model/result.ts';
import type { LoadedVariants } from '../model/suite.ts';
import type { Messages } from './converse.ts';
import { parseOutput } from './parse-output.ts';

/** What graders and judges look at: an answer, beside its case. */
export function sampleOf(facts: {
  readonly row: Case;
  readonly variant: string;
  readonly repetition: number;
  readonly message: Message;
  /** The variant whose schema parses the answer; undefined: none does. */
  readonly asked?: LoadedVariants[number]['variant'];
  /** These are found only where somebody looks at them. */
  readonly transcript: () => Messages;
  /** US dollars of all attempts; null: not known. */
  readonly cost: () => Dollars;
}): Sample {
  const { row, variant, repetition, message } = facts;
  return {
    input: row.input,
    expected: row.expected,
    output: textOf(message),
    ...parseOutput(facts.asked, message),
    message,
    get transcript() {
      return facts.transcript();
    },
    get cost() {
      return facts.cost();
    },
    caseId: row.id,
    tags: row.tags,
    variant,
    repetition,
  };
}
