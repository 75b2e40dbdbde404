import type { ReportFormat } from '../model/report.ts';
import { csv } from './csv.ts';
import { github } from './github.ts';
import { html } from './html.ts';
import { htmlStatic } from './html-static.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { junit } from './junit.ts';
import { markdown, stepSummary } from './markdown.ts';
import { parquet } from './parquet.ts';

/** The report formats by name. Another one is a file beside these and a line here. */
export const formats = {
  markdown,
  'step-summary': stepSummary,
  html,
  'html-static': htmlStatic,
  json,
  jsonl,
  csv,
  parquet,
  junit,
  github,
} satisfies Record<string, ReportFormat<string | Uint8Array>>;
