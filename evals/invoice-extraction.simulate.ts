import { readFileSync } from 'node:fs';

interface Invoice {
  readonly vendor: string;
  readonly invoice_number: string;
  readonly date: string;
  readonly total: number;
  readonly currency: string;
}

interface Request {
  readonly model: string;
  readonly output_config?: { readonly format?: unknown } | undefined;
  readonly messages: readonly { readonly content: unknown }[];
}

interface Row {
  readonly input: { readonly text: string };
  readonly expected: Invoice;
}

const file = new URL('../datasets/invoices.jsonl', import.meta.url);
const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
const known = new Map(
  lines.map((line) => JSON.parse(line) as Row).map((row) => [row.input.text, row.expected]),
);

/**
 * Stands in for the model with --simulate. It looks the answer up, misreads it now and then, and, where no
 * schema holds it, spoils the form.
 */
export function simulateExtraction(
  { model, output_config, messages }: Request,
  { random }: { random: () => number },
): string {
  const text = String(messages.at(-1)?.content);
  const right = known.get(text);
  if (!right) return 'This is not an invoice that I know.';
  const misreads = random() < (model.includes('sonnet') ? 0.07 : 0.15);
  const invoice = misreads ? misread(right, text, random()) : right;
  return output_config?.format ? JSON.stringify(invoice) : inFreeForm(invoice, random());
}

function misread(invoice: Invoice, text: string, kind: number): Invoice {
  if (kind < 0.3) return { ...invoice, invoice_number: invoice.invoice_number.replace(/^\D+/, '') };
  if (kind < 0.5) return { ...invoice, vendor: invoice.vendor.replace(/ \S+$/, '') };
  const amounts = text.match(/\d+\.\d\d\b/g) ?? [];
  const other = amounts.map(Number).find((amount) => amount !== invoice.total);
  return { ...invoice, total: other ?? Math.round(invoice.total / 1.2) };
}

function inFreeForm(invoice: Invoice, kind: number): string {
  const { date, currency, ...rest } = invoice;
  if (kind < 0.08) return JSON.stringify({ ...rest, currency, date: date.split('-').reverse().join('.') });
  if (kind < 0.14) return JSON.stringify({ ...rest, date });
  if (kind < 0.2) return `Here is the data you asked for:\n\n${JSON.stringify(invoice)}`;
  const pretty = JSON.stringify(invoice, null, 2);
  return kind < 0.5 ? `\`\`\`json\n${pretty}\n\`\`\`` : pretty;
}
