import { UserError } from '../model/errors.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import type { PackIndex } from '../pack/pack-index.ts';
import { PAGE } from '../pack/page-layout.ts';
import { fillBudget, type HeldTexts } from './explorer/fill-budget.ts';
import { indexOf } from './explorer/index-of.ts';
import { pageJson } from './explorer/page-json.ts';
import { type PreparedCases, prepareCases, rowsOf } from './explorer/prepare-cases.ts';
import { sideFile, sideFileName } from './explorer/side-file.ts';
import { base64Length } from './explorer/text-blocks.ts';
import { app, css, worker } from './html/explorer.generated.ts';
import { explorerSection } from './html/explorer-section.ts';
import { opening } from './html/opening.ts';
import { pageHead, reportTitle, sourceHash } from './html/page-head.ts';
import { explorerLinks } from './html/page-links.ts';
import { runSection } from './html/run-section.ts';
import { style } from './html/style.ts';
import { furtherSections, mainSections } from './html/summary-sections.ts';
import { megabytes } from './wording/left-out.ts';

/** How large a page may be. */
export interface PageBudget {
  /** Null: as large as it takes. */
  readonly bytes: number | null;
  /** False: where the numbers of all cases take more, the page is larger, and has no texts. */
  readonly mustFit: boolean;
}

/** What mail takes, and GitHub and chats preview. */
export const DEFAULT_BUDGET: PageBudget = { bytes: 16_000_000, mustFit: false };

export interface PageOptions {
  readonly budget: PageBudget;
  /** Whether a side file can be written beside the page. */
  readonly beside: boolean;
}

/** A page, and what stands beside it. */
export interface ExplorerPage {
  readonly chunks: Iterable<string>;
  /** All texts, where the page has not all of them. */
  readonly sideFile: { readonly name: string; readonly chunks: Iterable<Uint8Array> } | null;
}

/**
 * One file that opens anywhere and asks nothing of the network: a finished summary without scripts, the numbers of all
 * cases, the program that explores them, and their texts, the telling ones first, until the budget is spent. The policy
 * lets in the page's own program and nothing else, whatever a model wrote.
 *
 * @throws UserError where the page must fit its budget, and cannot.
 */
export function explorerPage(report: Report, { budget, beside }: PageOptions): ExplorerPage {
  const { bytes, mustFit } = budget;
  const cases = prepareCases(report, bytes);
  const name = beside ? sideFileName(report.summary.run) : null;
  const index = (held: HeldTexts) => indexOf(report, cases, held, bytes, name);
  const least = sizeOf(page(report, cases, index(NO_TEXTS), NO_TEXTS)) + WORDS;
  if (mustFit && bytes !== null && least > bytes) throw tooSmall(least, bytes);
  const forTexts = (bytes ?? Number.POSITIVE_INFINITY) - least;
  const held = fillBudget(() => rowsOf(report, cases), forTexts, blockSize);
  const full = index(held);
  return {
    chunks: page(report, cases, full, held),
    sideFile: full.sideFile === null ? null : { name: full.sideFile, chunks: sideFile(report, cases) },
  };
}

const NO_TEXTS: HeldTexts = { blocks: [], cases: 0, clipped: false };

/** Bytes that the sentence about what is left out may grow by, wherever it stands. */
const WORDS = 1500;

export const html: ReportFormat = {
  extension: 'html',
  render: (report) => explorerPage(report, { budget: DEFAULT_BUDGET, beside: false }).chunks,
};

function* page(
  report: Report,
  cases: PreparedCases,
  index: PackIndex,
  { blocks }: HeldTexts,
): Iterable<string> {
  const { summary } = report;
  yield pageHead({ title: reportTitle(summary), styles: [style, css], policy: POLICY });
  yield opening(summary);
  yield '<main>\n';
  yield* mainSections(summary, explorerLinks);
  yield explorerSection(summary, cases, index);
  yield* furtherSections(summary);
  yield runSection(summary);
  yield '</main>\n';
  yield `<script type="application/json" id="${PAGE.index}">${pageJson(index)}</script>\n`;
  yield data(PAGE.columns, cases.columns.toString('base64'));
  yield data(PAGE.worker, worker);
  yield `<script>${app}</script>\n`;
  for (const [place, { deflated }] of blocks.entries())
    yield data(PAGE.block(place), deflated.toString('base64'));
  yield '</body>\n</html>\n';
}

/** Texts are shown as texts, so that no string is ever taken for HTML; scripts come from one policy, the worker's. */
const POLICY = [
  `script-src ${sourceHash(app)}`,
  'worker-src blob:',
  "require-trusted-types-for 'script'",
  `trusted-types ${PAGE.policy}`,
];

/** A browser runs no script of this type. */
function data(id: string, text: string): string {
  return `<script type="text/plain" id="${id}">${text}</script>\n`;
}

/** What a block adds to a page: its element and its entry in the index. */
function blockSize({ cases, deflated }: HeldTexts['blocks'][number], place: number): number {
  const entry = JSON.stringify({ cases, bytes: deflated.length });
  return data(PAGE.block(place), '').length + base64Length(deflated.length) + entry.length + 1;
}

function tooSmall(least: number, budget: number): UserError {
  const enough = Math.ceil(least / 1e4) * 1e4;
  return new UserError(
    `without any texts the page takes ${megabytes(enough)}, more than ${megabytes(budget)}`,
    `give at least --budget ${enough / 1e6}, or --format html-static`,
  );
}

function sizeOf(chunks: Iterable<string>): number {
  let bytes = 0;
  for (const chunk of chunks) bytes += Buffer.byteLength(chunk);
  return bytes;
}
