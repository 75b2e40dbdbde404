import { findModel } from '../../model/models.ts';
import { estimateInputTokens } from '../../model/token-estimate.ts';
import { CaseList } from './case-list.ts';
import type { Check, Found } from './check.ts';

/** No text has so many characters to a token that the estimate is more than twice what the API counts. */
const CERTAIN = 2;

/**
 * Prompts that are longer than the model's context: the API refuses them. Tokens are estimated from the
 * length of the text, so only a prompt of twice the context is an error; between, it is a warning.
 */
export const promptTooLong: Check = ({ variants, models }) => {
  const found = new Map<number, { context: number; certain: CaseList; likely: CaseList }>();
  return {
    case({ row, openings }) {
      for (const { variant, params, json } of openings) {
        if ('recorded' in params) continue;
        const facts = findModel(models, params.model);
        const context = facts?.contextTokens;
        // The estimate is of fewer tokens than characters.
        if (!facts || !context || json.length <= context) continue;
        const tokens = estimateInputTokens({ ...params }, facts.tokenizer);
        if (tokens <= context) continue;
        const own = found.get(variant) ?? { context, certain: new CaseList(), likely: new CaseList() };
        found.set(variant, own);
        (tokens > CERTAIN * context ? own.certain : own.likely).add(row.id);
      }
    },
    finish: () =>
      [...found].flatMap(([variant, { context, certain, likely }]): Found[] => {
        const limit = `the ${context.toLocaleString('en')} tokens that the model of "${variants[variant]!.name}" reads`;
        const hint = 'shorten the input, or choose a model with a larger context';
        return [
          ...certain
            .warn((cases) => `${cases} whose prompt is more than ${limit}`, hint)
            .map((one) => ({ ...one, severity: 'error' as const })),
          ...likely.warn((cases) => `${cases} whose prompt may be more than ${limit} (estimated)`, hint),
        ];
      }),
  };
};
