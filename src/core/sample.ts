import type { Case } from '../model/case.ts';
import type { Sample } from '../model/grader.ts';
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
  /** Made only where somebody looks at it. */
  readonly transcript: () => Messages;
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
    caseId: row.id,
    tags: row.tags,
    variant,
    repetition,
  };
}
