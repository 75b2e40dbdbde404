import type { PackIndex } from '../../pack/pack-index.ts';
import { parseSideIndex, SIDE_TAIL, type SideIndex, sideIndexLength } from '../../pack/side-file.ts';

/** The index of a side file that belongs to the page, or why it does not, in a line. */
export async function openSideFile(file: File, page: PackIndex): Promise<SideIndex | string> {
  const wanted = page.sideFile === null ? '' : `: choose ${page.sideFile}`;
  const bytes = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const end = file.size - SIDE_TAIL;
  const length = sideIndexLength(await bytes(Math.max(0, end), file.size));
  if (length === null || length > end) return `${file.name} is not a side file of a report${wanted}`;
  const index = parseSideIndex(await bytes(end - length, end));
  if (index === null) return `${file.name} was written by another version of Assay, or is damaged${wanted}`;
  if (index.run !== page.run || index.suite !== page.suite) {
    return `${file.name} is of run ${index.run} of ${index.suite}, this page is of run ${page.run} of ${page.suite}${wanted}`;
  }
  if (index.key !== page.key) {
    return `${file.name} is of this run, but of another report of it: graded or redacted otherwise`;
  }
  const whole = index.blocks.reduce((sum, block) => sum + block.bytes, 0) === end - length;
  return whole ? index : `${file.name} is not complete: copy it again`;
}
