import type { Summary, VariantSummary } from '../../model/summary.ts';
import { perThousandCorrect, runCost, tokens, variantDollars } from '../wording/numbers.ts';
import { unpricedStatements } from '../wording/statements.ts';
import { type HtmlColumn, htmlTable, name, section } from './element.ts';
import { variantName } from './variant-name.ts';

/** What each variant cost, and what it costs to use. */
export function costsSection(summary: Summary): string {
  const columns: HtmlColumn<VariantSummary>[] = [
    { head: 'Variant', align: 'text', cell: (variant) => variantName(summary, variant) },
    {
      head: 'Cost',
      align: 'number',
      cell: (variant) => `<strong>${variantDollars(variant, variant.cost.total)}</strong>`,
    },
    {
      head: 'per 1,000 cases',
      align: 'number',
      cell: (variant) => variantDollars(variant, variant.cost.perThousandCases),
    },
    { head: 'per 1,000 correct', align: 'number', cell: perThousandCorrect },
  ];
  if (summary.mode === 'batch') {
    columns.push({
      head: 'Without batches',
      align: 'number',
      cell: (variant) => variantDollars(variant, variant.cost.unbatched),
    });
  }
  columns.push(
    { head: 'Tokens in', align: 'number', cell: (variant) => tokens(variant.tokens.input) },
    { head: 'Cache written', align: 'number', cell: (variant) => tokens(variant.tokens.cacheWrite) },
    { head: 'Cache read', align: 'number', cell: (variant) => tokens(variant.tokens.cacheRead) },
    { head: 'Tokens out', align: 'number', cell: (variant) => tokens(variant.tokens.output) },
  );
  const notes = [
    ...unpricedStatements(summary, name),
    `Total: ${runCost(summary)}, at the prices of ${name(summary.pricesDate)}. Reruns are included.`,
  ];
  const body = htmlTable('Cost and tokens by variant', columns, summary.variants);
  return section('costs', 'Costs', body + notes.map((note) => `<p class="note">${note}</p>`).join(''));
}
