import { policyOf } from '../../model/result-policy.ts';
import type { Summary } from '../../model/summary.ts';
import { count } from '../wording/numbers.ts';
import { ERRORS_LEFT_OUT, undecidedStatements } from '../wording/statements.ts';
import { htmlTable, mark, name, section } from './element.ts';

/** What has no answer or no verdict, and what was odd; empty where all went well. */
export function errorsSection(summary: Summary): string {
  const rows = summary.variants.flatMap(({ name: variant, errors }) =>
    errors.map((error) => ({ variant, error })),
  );
  const undecided = undecidedStatements(summary, name);
  const notices = summary.notices.map(name);
  if (rows.length + undecided.length + notices.length === 0) return '';
  const table = htmlTable(
    'Errors by kind and variant',
    [
      { head: 'Error', align: 'text', cell: ({ error }) => mark('error', '!', name(error.kind)) },
      { head: 'Variant', align: 'text', cell: ({ variant }) => name(variant) },
      { head: 'Count', align: 'number', cell: ({ error }) => count(error.count) },
      { head: 'Meaning', align: 'text', cell: ({ error }) => policyOf(error.kind).meaning },
      {
        head: 'Example',
        align: 'text',
        cell: ({ error }) => (error.example === null ? '' : name(error.example)),
      },
    ],
    rows,
  );
  const list = [...undecided, ...notices].map((sentence) => `<li>${sentence}</li>`).join('');
  return section(
    'errors',
    'Errors and notices',
    (rows.length > 0 ? `${table}<p class="note">${ERRORS_LEFT_OUT}</p>` : '') +
      (list === '' ? '' : `<ul class="notices">${list}</ul>`),
  );
}
