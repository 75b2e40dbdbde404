import { dataset, defineSuite, json, type Sample } from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runSuite } from '../../src/run/run.ts';
import { loaded } from './workbench.ts';

const opinion = z.object({
  label: z.enum(['good', 'bad']),
  stars: z
    .number()
    .max(5)
    .transform((n) => n * 20),
});
const ANSWERS: Readonly<Record<string, string | { content: string; stop_reason: string }>> = {
  fine: '{"label": "good", "stars": 4}',
  cut: { content: '{"label": "go', stop_reason: 'max_tokens' },
  refused: { content: '', stop_reason: 'refusal' },
  bound: '{"label": "good", "stars": 6}',
};
const reviews = dataset(
  Object.keys(ANSWERS).map((name) => ({ id: name, input: { text: name }, expected: 'good' })),
);
const model = { model: 'claude-haiku-5-5', max_tokens: 64 } as const;

describe('a run whose variant has an output schema', () => {
  it('shows graders what it made of each answer, or why it made nothing', async () => {
    const seen: Pick<Sample, 'caseId' | 'variant' | 'parsed' | 'parseError'>[] = [];
    const asked: unknown[] = [];
    const suite = defineSuite('reviews', reviews, {
      variants: {
        schema: { ...model, prompt: ({ text }) => text, output: opinion },
        free: { ...model, prompt: '{{text}}' },
      },
      graders: [
        function right({ caseId, variant, expected, parsed, parseError }) {
          seen.push({ caseId, variant, parsed, ...(parseError !== undefined && { parseError }) });
          return parsed?.label === expected;
        },
        json(),
      ],
      simulate: ({ messages, output_config }) => {
        asked.push(output_config);
        return ANSWERS[String(messages[0]!.content)]!;
      },
    });
    const { folder, summary } = await runSuite(loaded(suite), {
      simulate: { batchSeconds: 0, retryAfterSeconds: null },
    });

    expect(asked).toContainEqual({
      format: {
        type: 'json_schema',
        schema: {
          type: 'object',
          properties: {
            label: { enum: ['good', 'bad'] },
            stars: { type: 'number', description: '{maximum: 5}' },
          },
          required: ['label', 'stars'],
          additionalProperties: false,
        },
      },
    });
    expect(asked).toContain(undefined);
    expect(seen.filter(({ variant }) => variant === 'schema')).toEqual([
      { caseId: 'fine', variant: 'schema', parsed: { label: 'good', stars: 80 } },
      { caseId: 'cut', variant: 'schema', parseError: expect.stringMatching(/^cut short \(max_tokens\)/) },
      { caseId: 'refused', variant: 'schema', parseError: 'the answer was refused' },
      { caseId: 'bound', variant: 'schema', parseError: expect.stringMatching(/^stars: Too big/) },
    ]);
    expect(seen.filter(({ variant }) => variant === 'free').every(({ parsed }) => parsed === undefined)).toBe(
      true,
    );
    expect([...folder.records].filter(({ variant }) => variant === 'schema').map(({ pass }) => pass)).toEqual(
      [true, false, false, false],
    );
    expect(summary.unanswered).toBe(0);
  });

  it('fits the schema also where nobody says what the simulator is to answer', async () => {
    const suite = defineSuite('reviews', reviews, {
      variants: {
        schema: { ...model, prompt: '{{text}}', output: z.object({ at: z.iso.date(), on: z.boolean() }) },
      },
      graders: [{ name: 'parsed', grade: ({ parsed }) => typeof parsed?.on === 'boolean' }],
    });
    const { folder } = await runSuite(loaded(suite), {
      simulate: { batchSeconds: 0, retryAfterSeconds: null },
    });
    expect([...folder.records].map(({ pass }) => pass)).toEqual([true, true, true, true]);
  });
});
