import type { ClassificationSummary, GraderSummary, Summary } from '../../model/summary.ts';
import { REDACTED, type Redaction, redactionWords } from './redaction.ts';

/** A summary without the texts that quote what is redacted; its figures stay. */
export function redactSummary(
  summary: Summary,
  redaction: Redaction,
  hiddenTags: ReadonlySet<string>,
): Summary {
  const { inputs, columns } = redaction;
  const quotesInputs = inputs || columns.size > 0;
  return {
    ...summary,
    redacted: redactionWords(redaction),
    variants: summary.variants.map((variant) => ({
      ...variant,
      errors: quotesInputs ? variant.errors.map((error) => ({ ...error, example: null })) : variant.errors,
      graders: variant.graders.map((grader) => redactGrader(grader, redaction)),
    })),
    comparisons: summary.comparisons.map((comparison) => ({
      ...comparison,
      slices: comparison.slices.filter(({ tag }) => !hiddenTags.has(tag)),
    })),
  };
}

function redactGrader(grader: GraderSummary, redaction: Redaction): GraderSummary {
  const { failedExample, classification } = grader;
  return {
    ...grader,
    failedExample: failedExample === null ? null : REDACTED,
    classification: classification && redactLabels(classification, redaction),
  };
}

/** Labels become numbers: all where the expected ones are redacted or may be a part of inputs, else those that none of them is. */
function redactLabels(
  classification: ClassificationSummary,
  { inputs, outputs, expected, columns }: Redaction,
): ClassificationSummary {
  const names = new Map<string, string>();
  for (const { label, support } of classification.labels) {
    const isHidden = inputs || expected || columns.size > 0 || (outputs && support === 0);
    names.set(label, isHidden ? `label ${names.size + 1}` : label);
  }
  const nameOf = (label: string) => names.get(label) ?? REDACTED;
  return {
    ...classification,
    labels: classification.labels.map((row) => ({ ...row, label: nameOf(row.label) })),
    matrix: classification.matrix.map((cell) => ({
      ...cell,
      expected: nameOf(cell.expected),
      predicted: cell.predicted === null ? null : nameOf(cell.predicted),
    })),
  };
}
