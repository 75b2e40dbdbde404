import type { ReportFormat } from '../model/report.ts';

/** Harmless to JSON, not to a terminal that shows the file: written as escapes, which are the same value. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}/gu;

/** The summary as JSON. */
export const json: ReportFormat = {
  extension: 'json',
  *render({ summary }) {
    yield `${JSON.stringify(summary, null, 2).replace(UNSEEN, escaped)}\n`;
  },
};

function escaped(character: string): string {
  let text = '';
  for (let unit = 0; unit < character.length; unit++) {
    text += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return text;
}
