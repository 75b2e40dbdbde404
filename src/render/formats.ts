import type { ReportFormat } from '../model/report.ts';
import { csv } from './csv.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { markdown, stepSummary } from './markdown.ts';

/** The report formats by name. Another one is a file beside these and a line here. */
export const formats = { markdown, 'step-summary': stepSummary, html, json, csv } satisfies Record<
  string,
  ReportFormat
>;
