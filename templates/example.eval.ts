import { dataset, defineSuite, exactMatch } from 'assay';

// The cases. "expected" holds the right answers; the other columns fill the placeholders of the prompts.
const reviews = dataset('datasets/example.csv');

// What all variants share: any parameter of the Messages API. Thinking counts against max_tokens.
const haiku = { model: 'claude-haiku-5-5', max_tokens: 1024, prompt: '{{text}}' } as const;

export default defineSuite('example', reviews, {
  // What is compared. Each variant answers every case; the first is the baseline of the others.
  variants: {
    short: { ...haiku, system: 'Is this review positive, negative or neutral? Answer with one word.' },
    careful: {
      ...haiku,
      system:
        'Is this review positive, negative or neutral? Judge what the customer thinks of the product: ' +
        'irony is negative, plain facts are neutral. Answer with one word.',
    },
  },
  // What makes an answer right. "Positive." counts as "positive".
  graders: [exactMatch({ caseSensitive: false, ignorePunctuation: true })],

  // Answers in place of Claude for `assay run --simulate`, which needs no key. Delete it when you have one.
  simulate({ system, messages }) {
    const review = String(messages.at(-1)?.content);
    if (/broke|disagree/i.test(review)) return 'negative';
    if (String(system).includes('irony')) {
      if (/repairs/i.test(review)) return 'Negative.';
      if (/arrived|does what/i.test(review)) return 'neutral';
    }
    return 'positive';
  },
});
