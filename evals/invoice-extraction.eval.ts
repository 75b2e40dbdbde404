import { dataset, defineSuite, json } from 'assay';
import { z } from 'zod';
import { simulateExtraction } from './invoice-extraction.simulate.ts';

/** Checks the dataset, tells the model what to return, and grades what it returned. */
const invoice = z.object({
  vendor: z.string(),
  invoice_number: z.string(),
  date: z.iso.date(),
  total: z.number(),
  currency: z.enum(['CHF', 'EUR', 'GBP', 'JPY', 'SEK', 'USD']),
});

const invoices = dataset('datasets/invoices.jsonl', {
  input: z.object({ text: z.string() }),
  expected: invoice,
});

const system = `Read the invoice and return JSON with these keys:
- vendor: who sends the invoice, as the text names them
- invoice_number: as printed
- date: of the invoice, as YYYY-MM-DD
- total: the amount of the invoice including taxes, as a number; without late fees, before any payments
- currency: the code, such as EUR
Return the JSON alone.`;

// Thinking counts against max_tokens, and JSON that is cut off is no JSON: there is room to spare.
const haiku = { model: 'claude-haiku-5-5', max_tokens: 2048, system, prompt: '{{text}}' } as const;

export default defineSuite('invoice-extraction', invoices, {
  description: 'Is it enough to ask for JSON, or does it take a schema? And does a larger model read better?',
  variants: {
    asked: haiku,
    schema: { ...haiku, output: invoice },
    'schema-sonnet': {
      ...haiku,
      model: 'claude-sonnet-5-5',
      output: invoice,
      output_config: { effort: 'low' },
    },
  },
  // Two graders, because two things go wrong: the form, and what was read.
  graders: [json({ name: 'wellFormed', schema: invoice }), json({ name: 'equal', equals: true })],
  simulate: simulateExtraction,
});
