import type { Summary, VariantSummary } from '../../model/summary.ts';
import { clipName } from '../wording/clip.ts';
import { headline } from '../wording/comparison.ts';
import { counted, NONE, perThousandCorrect, totalDollars, withEnds } from '../wording/numbers.ts';
import { costRatio } from '../wording/ratios.ts';
import { originOf, simulatedStatement } from '../wording/statements.ts';
import { element } from './xml.ts';

/** Where a variant's results come from and what they come to, in the words of every report. */
export function properties(summary: Summary, variant: VariantSummary): string {
  const { dataset } = summary;
  const warning = simulatedStatement(summary);
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ['suite', summary.suite],
    ['run', summary.run],
    ['created', summary.createdAt],
    ['commit', summary.commit],
    ['dataset', `${clipName(dataset.name)}, ${counted(dataset.cases, 'case')}, SHA-256 ${dataset.hash}`],
    ['sent as', summary.mode],
    ['assay', summary.assayVersion],
    ['model', variant.model],
    ['answered by', variant.answeredModels.map(clipName).join(', ') || null],
    ['origin', originOf(variant)],
    ['warning', warning],
    ['accuracy', variant.accuracy && withEnds(variant.accuracy)],
    ['cost', variant.model === null ? NONE : totalDollars(variant.cost)],
    ['cost per 1,000 correct', perThousandCorrect(variant)],
    ...summary.comparisons
      .filter((comparison) => comparison.variant === variant.name)
      .map((comparison) => ['comparison', headline(comparison, clipName) + costRatio(comparison)] as const),
  ];
  const known = facts.flatMap(([name, value]) =>
    value === null ? [] : [element('property', { name, value })],
  );
  return element('properties', {}, `\n${known.join('\n')}\n`);
}
