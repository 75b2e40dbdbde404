import { dataset } from '../../../src/core/dataset.ts';
import { defineSuite } from '../../../src/core/define-suite.ts';
import type { Found } from '../../../src/core/hygiene/check.ts';
import type { CHECKS } from '../../../src/core/hygiene/checks.ts';
import { inspect } from '../../../src/core/hygiene/inspect.ts';
import { openingRequest } from '../../../src/core/plan.ts';
import { loadModels } from '../../../src/load/tables.ts';
import type { Case } from '../../../src/model/case.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { AnySuite, LoadedVariants } from '../../../src/model/suite.ts';

/** A row as a test writes it: a text stands for `{ text }`, ids are counted. */
export interface Row {
  readonly input: unknown;
  readonly expected?: unknown;
}

export const MODEL = { model: 'claude-haiku-5-5', max_tokens: 64 } as const;

/** What all checks say of these rows, asked by these variants and graded by these graders. */
export function inspected(rows: Iterable<Row>, changes: object = {}): readonly Finding[] {
  const suite = (defineSuite as unknown as (name: string, ...rest: object[]) => AnySuite)(
    'suite',
    dataset([]),
    {
      variants: { a: { ...MODEL, prompt: '{{text}}' } },
      graders: [{ name: 'any', grade: () => true }],
      ...changes,
    },
  );
  const variants = Object.entries(suite.variants).map(([name, variant]) => ({
    name,
    variant,
  })) as LoadedVariants;
  const inspection = inspect({ suite, variants, models: loadModels() });
  let number = 0;
  for (const { input, expected = null } of rows) {
    const row: Case = {
      id: `c${++number}`,
      input: typeof input === 'string' ? { text: input } : input,
      expected,
      tags: [],
    };
    inspection.case({ row, openings: variants.map((_, index) => openingRequest(variants, index, row)) });
  }
  return inspection.finish();
}

/** What one check says. */
export function foundBy(
  check: keyof typeof CHECKS,
  rows: Iterable<Row>,
  changes: object = {},
): readonly Found[] {
  return inspected(rows, changes).flatMap(({ check: name, ...found }) => (name === check ? [found] : []));
}
