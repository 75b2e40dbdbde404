import type { Report } from '../../model/report.ts';
import type { BlockEntry } from '../../pack/pack-index.ts';
import { SIDE_FORMAT, sideEnd } from '../../pack/side-file.ts';
import { type PreparedCases, rowsOf } from './prepare-cases.ts';
import { textBlocks } from './text-blocks.ts';

/** Of compression: half the time of a page's, and 4 % more bytes, of which nobody sends these. */
const LEVEL = 4;

/** The texts of all cases, none of them cut, a block at a time. */
export function* sideFile(report: Report, prepared: PreparedCases): Generator<Uint8Array> {
  const { suite, run, dataset } = report.summary;
  const blocks: BlockEntry[] = [];
  for (const block of textBlocks(rowsOf(report, prepared), LEVEL)) {
    blocks.push({ cases: block.cases, bytes: block.deflated.length });
    yield block.deflated;
  }
  yield sideEnd({
    format: SIDE_FORMAT,
    suite,
    run,
    dataset: dataset.hash,
    key: prepared.key,
    cases: prepared.order.length,
    blocks,
    redacted: report.redacted,
  });
}

/** A name that every file system takes, whatever the run is called. */
export function sideFileName(run: string): string {
  const safe = run
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 100);
  return `${safe === '' ? 'run' : safe}.evalpack`;
}
