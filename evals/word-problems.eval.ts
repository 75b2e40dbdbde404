import { dataset, defineSuite, numeric, recorded } from 'assay';
import { z } from 'zod';
import { simulateArithmetic } from './word-problems.simulate.ts';

const problems = dataset('datasets/word-problems.csv', {
  input: z.object({ question: z.string() }),
  // A CSV file holds text only; the schema makes a number of it.
  expected: z.coerce.number(),
  columns: { tags: ['topic', 'operations'] },
});

// Without thinking, what the prompt asks for is all the reasoning there is: that is what is compared here.
const haiku = { model: 'claude-haiku-5-5', thinking: { type: 'disabled' } } as const;

export default defineSuite('word-problems', problems, {
  description: 'Does it help to ask for the steps, and is either prompt better than the old calculator?',
  variants: {
    direct: { ...haiku, max_tokens: 64, prompt: '{{question}}\n\nAnswer with the number alone.' },
    steps: {
      ...haiku,
      max_tokens: 1024,
      system: 'Think step by step. End with a line of the form "Answer: 12.5", without a unit.',
      prompt: '{{question}}',
      examples: [
        {
          input: { question: 'A cinema has 18 rows of 22 seats. 45 seats are taken. How many are free?' },
          output: 'There are 18 × 22 = 396 seats.\nOf these, 396 − 45 = 351 are free.\nAnswer: 351',
        },
      ],
    },
    // What the system answered that is to be replaced. Nothing is asked, it is only graded. The file has a
    // row for each repetition.
    calculator: recorded('datasets/word-problems-calculator.jsonl', { output: 'answer' }),
  },
  // The last number counts, so that the steps before it do no harm.
  graders: [numeric()],
  // The same question is not always answered alike; three trials show how often it is answered rightly.
  repeat: 3,
  simulate: simulateArithmetic,
});
