import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { ComparisonVerdict, Difference } from '../../src/model/comparison.ts';
import type { Manifest } from '../../src/model/run.ts';
import type { Summary } from '../../src/model/summary.ts';
import { startView, type View } from '../../src/view/server.ts';
import { comparison, cost, difference, estimate, haiku, summary, variant } from '../render/report-fixture.ts';

/** A folder of runs of the test's own. */
export function reportsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-view-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a test wants of a run; `null` for a summary: the run is not finished. */
export interface RunParts {
  readonly suite?: string;
  readonly id?: string;
  /** The folder, below that of all runs. */
  readonly folder?: string;
  readonly manifest?: Partial<Manifest>;
  readonly summary?: Partial<Summary> | null;
}

/** Writes a run's folder: its manifest, and its summary. */
export function writeRun(reports: string, parts: RunParts = {}): string {
  const { suite = 'support-triage', id = '20261120-123105-abcdef' } = parts;
  const path = join(reports, parts.folder ?? `${suite}/${id}`);
  mkdirSync(path, { recursive: true });
  const base = summary({ suite, run: id, ...parts.summary });
  const manifest: Manifest = {
    format: 'assay-run/1',
    id,
    key: '0123456789',
    createdAt: base.createdAt,
    suite,
    description: null,
    file: null,
    mode: 'batch',
    endpoint: 'https://api.anthropic.com',
    variants: base.variants.map(({ name, model }) => ({ name, model, converses: false })),
    baseline: base.baseline,
    baselineFile: null,
    graders: ['exact-match'],
    repeat: 1,
    confidence: 0.95,
    instalments: null,
    retries: 2,
    dataset: base.dataset,
    trials: 0,
    gates: [],
    planHash: '',
    assayVersion: '0.1.0',
    commit: base.commit,
    recovered: null,
    ...parts.manifest,
  };
  writeFileSync(join(path, 'run.json'), JSON.stringify(manifest));
  if (parts.summary !== null) writeFileSync(join(path, 'summary.json'), JSON.stringify(base, null, 2));
  return path;
}

/** A suite's runs of some nights: two variants that rise and fall, and cost what they cost. */
export function writeNights(reports: string, nights: number, parts: Partial<Summary> = {}): void {
  for (let night = 0; night < nights; night++) {
    const day = new Date(Date.UTC(2026, 9, 20 + night, 1, 5)).toISOString();
    const arm = 0.02 + 0.01 * Math.abs(Math.sin(night));
    const [a, b] = [0.64 + 0.03 * Math.sin(night / 3), 0.68 + 0.05 * Math.sin(night / 5 + 1)];
    const gap = difference(b - a, b - a - arm, b - a + arm);
    writeRun(reports, {
      id: `${day.slice(0, 10).replaceAll('-', '')}-010500-${String(night).padStart(6, '0')}`,
      ...(parts.suite && { suite: parts.suite }),
      summary: {
        createdAt: day,
        commit: `${night}be19c2a7`,
        variants: [
          variant('sonnet', { accuracy: estimate(a, arm), cost: cost(60 + 8 * Math.sin(night)) }),
          haiku({ accuracy: estimate(b, arm), cost: cost(22 + 3 * Math.cos(night)) }),
        ],
        comparisons: [
          comparison({
            difference: gap,
            verdict: verdictOf(gap),
          }),
        ],
        dataset: { name: 'tickets.csv', hash: (night < nights / 2 ? 'a' : 'b').repeat(64), cases: 10_000 },
        ...parts,
      },
    });
  }
}

function verdictOf({ low, high }: Difference): ComparisonVerdict {
  if (low! > 0) return { type: 'better' };
  return high! < 0 ? { type: 'worse' } : { type: 'unclear', dependsOn: 0 };
}

/** The server of a folder of runs, for as long as the test lasts; a bug in it fails the test. */
export async function viewOf(reports: string, now?: () => number): Promise<View> {
  const bugs: unknown[] = [];
  const view = await startView({
    reports,
    port: 0,
    lookEveryMs: 20,
    onBug: (error) => bugs.push(error),
    ...(now && { now }),
  });
  onTestFinished(async () => {
    await view.close();
    if (bugs.length > 0) throw bugs[0];
  });
  return view;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Asks as no client would that resolves paths or sets headers by itself: the path goes out as it stands here. */
export async function get(
  { port }: View,
  path = '/',
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Got> {
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host: `127.0.0.1:${port}`, ...headers },
    agent: false,
  }).end();
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    sent.on('response', resolve).on('error', reject),
  );
  return { status: response.statusCode!, headers: response.headers, body: await text(response) };
}

/** What a reader without eyes for markup gets. */
export function words(html: string): string {
  return html
    .replaceAll(/<(style|script)>[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ');
}
