import { custom, dataset, defineSuite, exactMatch, matrix, promptFile } from 'assay';
import { z } from 'zod';
import { simulateTriage } from './support-triage.simulate.ts';

const LABELS = [
  'billing',
  'refund',
  'shipping',
  'account_access',
  'bug_report',
  'feature_request',
  'cancellation',
  'other',
] as const;

const tickets = dataset('datasets/support-tickets.csv', {
  input: z.object({ text: z.string() }),
  expected: z.enum(LABELS),
  columns: { tags: ['language', 'difficulty'] },
});

/** Says nothing about whether the label is right: a wrong label and a chatty answer need different repairs. */
const labelAlone = custom('labelAlone', ({ output }) =>
  Number(LABELS.some((label) => label === output.trim())),
);

export default defineSuite('support-triage', tickets, {
  description: 'Which team should read a support ticket first?',
  variants: matrix(tickets, {
    // Both models think before they answer, and thinking counts against max_tokens: a label is short, the
    // room for it is not.
    models: {
      haiku: { model: 'claude-haiku-5-5', max_tokens: 1024, output_config: { effort: 'low' } },
      sonnet: { model: 'claude-sonnet-5-5', max_tokens: 1024, output_config: { effort: 'low' } },
    },
    prompts: {
      v1: { system: promptFile('prompts/triage-v1.md'), prompt: '{{text}}' },
      v2: { system: promptFile('prompts/triage-v2.md'), prompt: '{{text}}' },
    },
  }),
  // "Billing." and "**billing**" are right answers; "This is about billing" is not.
  graders: [exactMatch({ caseSensitive: false, ignorePunctuation: true }), labelAlone],
  simulate: simulateTriage,
});
