import type { ReportFormat } from '../model/report.ts';
import type { Summary } from '../model/summary.ts';
import type { TableComparison } from '../model/table-comparison.ts';

/** Harmless to JSON, not to a terminal that shows the file: written as escapes, which are the same value. */
const UNSEEN =
  /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}/gu;

/** The summary as JSON. */
export const json: ReportFormat = {
  extension: 'json',
  *render({ summary }) {
    yield namedJson(summary);
  },
};

/** As JSON that names its schema, which is in `data/schemas/`: `assay-summary/3` → `urn:assay-summary:3`. */
export function namedJson(value: Summary | TableComparison): string {
  const $schema = `urn:${value.format.replace('/', ':')}`;
  return `${harmlessJson({ $schema, ...value }, 2)}\n`;
}

/** As JSON in which everything can be seen. */
export function harmlessJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSEEN, escaped);
}

function escaped(character: string): string {
  let text = '';
  for (let unit = 0; unit < character.length; unit++) {
    text += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return text;
}
