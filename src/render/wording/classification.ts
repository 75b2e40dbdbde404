import type {
  ClassificationSummary,
  GraderSummary,
  LabelSummary,
  Summary,
  VariantSummary,
} from '../../model/summary.ts';
import { LISTED_LABELS } from '../../model/summary.ts';
import { count, counted } from './numbers.ts';

/** A variant's part of a classification. */
export interface Classified {
  readonly variant: VariantSummary;
  readonly classification: ClassificationSummary;
}

export interface Classification {
  readonly grader: GraderSummary;
  readonly variants: readonly Classified[];
}

/** So many labels are a classification, whether they repeat or not. */
const FEW = 20;

/**
 * What a report says of labels, by grader. Where hardly any expected text comes twice there are no
 * classes, and the figures are left to the summary.
 */
export function classifications({ variants }: Summary): readonly Classification[] {
  const names = new Set(variants.flatMap(({ graders }) => graders.map(({ name }) => name)));
  return [...names].flatMap((name) => {
    const classified = variants.flatMap((variant) => {
      const grader = variant.graders.find((entry) => entry.name === name);
      return grader?.classification ? [{ variant, grader, classification: grader.classification }] : [];
    });
    const [first] = classified;
    return first && classified.some(({ classification }) => hasClasses(classification))
      ? [{ grader: first.grader, variants: classified }]
      : [];
  });
}

function hasClasses({ labels, lumped, trials }: ClassificationSummary): boolean {
  const expected = labels.filter(({ support }) => support > 0).length;
  return expected <= FEW || trials - lumped.expected >= 2 * expected;
}

/** A row of the figures by label. */
export type LabelRow = Omit<LabelSummary, 'label' | 'correct'> & { readonly label: string | null };

/** The labels, and below them the answers that have none. */
export function labelRows({ labels, noLabel }: ClassificationSummary): readonly LabelRow[] {
  const none = { label: null, support: 0, predicted: noLabel, precision: null, recall: null, f1: null };
  return noLabel > 0 ? [...labels, none] : labels;
}

/** What stands for the label of an answer that has none. */
export const NO_LABEL = '(no label)';

export type Confusion = ClassificationSummary['matrix'][number];

/** The answers that were wrong in the same way, the most frequent first. */
export function worstConfusions({ matrix }: ClassificationSummary, most: number): readonly Confusion[] {
  return matrix.filter(({ expected, predicted }) => expected !== predicted).slice(0, most);
}

/** What the figures do not hold; empty where they hold everything. */
export function leftOutOf(classification: ClassificationSummary): readonly string[] {
  const { unanswered, unlabelled, lumped } = classification;
  const out = [];
  if (unanswered > 0) out.push(`${counted(unanswered, 'trial')} without an answer`);
  if (unlabelled > 0) out.push(`${counted(unlabelled, 'answer')} without a score or an expected label`);
  const sentences = out.length > 0 ? [`left out: ${out.join(', ')}`] : [];
  if (lumped.expected + lumped.predicted > 0) {
    const parts = [];
    if (lumped.expected > 0) parts.push(`${count(lumped.expected)} expected`);
    if (lumped.predicted > 0) parts.push(`${count(lumped.predicted)} answered`);
    sentences.push(`labels beyond the first ${LISTED_LABELS} are in no row: ${parts.join(', ')}`);
  }
  return sentences;
}

/** Said under the figures. */
export const CLASSIFICATION_NOTE =
  'Macro F1 is the mean F1 of the labels that are expected, each counting the same. Trials are counted, repetitions included; an answer without a label is wrong. In parentheses: 95 % intervals. No precision (–): never answered. No recall (–): never expected.';
