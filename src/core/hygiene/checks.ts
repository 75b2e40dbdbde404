import { answerInPrompt } from './answer-in-prompt.ts';
import type { Check } from './check.ts';
import { duplicates } from './duplicates.ts';
import { examplesAmongCases } from './examples-among-cases.ts';
import { goldFails } from './gold-fails.ts';
import { judgeIsVariant } from './judge-is-variant.ts';
import { labelImbalance } from './label-imbalance.ts';
import { missingExpected } from './missing-expected.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { promptTooLong } from './prompt-too-long.ts';

/** What is looked at before money is spent, by the name under which it is told. */
export const CHECKS = {
  'prompt-too-long': promptTooLong,
  duplicates,
  'near-duplicates': nearDuplicates,
  'missing-expected': missingExpected,
  'answer-in-prompt': answerInPrompt,
  'examples-among-cases': examplesAmongCases,
  'gold-fails': goldFails,
  'label-imbalance': labelImbalance,
  'judge-is-variant': judgeIsVariant,
} as const satisfies Readonly<Record<string, Check>>;
