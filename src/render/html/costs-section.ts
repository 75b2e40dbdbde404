import type { LedgerLine } from '../../model/ledger.ts';
import type { Summary, VariantSummary } from '../../model/summary.ts';
import { billStatement, ledgerColumns, moneyStatements } from '../wording/money.ts';
import { perThousandCorrectWithEnds, runCost, tokens, variantDollars } from '../wording/numbers.ts';
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
    { head: 'per 1,000 correct', align: 'number', cell: perThousandCorrectWithEnds },
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
    ...moneyStatements(summary, name).map((sentence) => `${sentence}.`),
    ...unpricedStatements(summary, name),
    `Total: ${runCost(summary)}, at the prices of ${name(summary.pricesDate)}. Reruns are included.`,
  ];
  const body = htmlTable('Cost and tokens by variant', columns, summary.variants);
  return section(
    'costs',
    'Costs',
    body + notes.map((note) => `<p class="note">${note}</p>`).join('') + ledger(summary),
  );
}

/** Where the money went, by attempt and purpose; empty where all was recorded. */
function ledger({ ledger: own }: Summary): string {
  const lines = own.lines.filter(({ estimate, settled }) => estimate?.most !== 0 || settled !== 0);
  const shown = own.lines.some(({ purpose }) => purpose === 'reused') ? own.lines : lines;
  if (shown.length === 0) return '';
  const columns = ledgerColumns(own, name).map(
    ([head, align, cell]): HtmlColumn<LedgerLine> => ({
      head,
      align: align === 'right' ? 'number' : 'text',
      cell,
    }),
  );
  const bill = billStatement(own);
  return `<h3>Ledger</h3>${htmlTable('Money by variant, purpose and attempt', columns, shown)}<p class="note">${bill[0]!.toUpperCase()}${bill.slice(1)}.</p>`;
}
