import { deflateRawSync } from 'node:zlib';
import { encodeBlock } from '../../src/pack/blocks.ts';
import { packCase } from '../../src/pack/case-text.ts';
import { encodeColumns } from '../../src/pack/columns.ts';
import type { BlockEntry, PackIndex } from '../../src/pack/pack-index.ts';
import { PAGE } from '../../src/pack/page-layout.ts';
import { type SideIndex, SIDE_FORMAT, sideEnd } from '../../src/pack/side-file.ts';
import { textOrder } from '../../src/pack/text-order.ts';
import { app, appHash, css, cssHash, worker } from '../../src/render/html/explorer.generated.ts';
import { html } from '../../src/render/html.ts';
import { style, styleHash } from '../../src/render/html/style.ts';
import { report } from '../render/report-fixture.ts';
import type { SyntheticRun } from './synthetic-run.ts';

const BLOCK = 60;

/** The page of a made-up run, and its side file. */
export function packPage({ index, columns, texts }: SyntheticRun, kept = texts.length) {
  const order = [...textOrder(columns, index.judging)];
  const blocksOf = (places: readonly number[]) => {
    const blocks: { entry: BlockEntry; bytes: Buffer }[] = [];
    for (let at = 0; at < places.length; at += BLOCK) {
      const own = places.slice(at, at + BLOCK);
      const bytes = deflateRawSync(encodeBlock(own.map((place) => packCase(texts[place]!))));
      blocks.push({ entry: { cases: own.length, bytes: bytes.length }, bytes });
    }
    return blocks;
  };
  const { layout, bytes } = encodeColumns(columns, { coarse: false, exactGrader: null });
  const inPage = blocksOf(order.slice(0, kept));
  const all = blocksOf(order);
  const full: PackIndex = {
    ...index,
    columns: layout,
    blocks: inPage.map(({ entry }) => entry),
    texts: kept,
    clipped: false,
    leftOut:
      kept < texts.length
        ? `This file holds the full text of ${kept} of ${texts.length} cases, to stay under 16 MB. The numbers, filters and slices cover all ${texts.length} cases.`
        : null,
    sideFile: kept < texts.length ? `${index.run}.evalpack` : null,
  };
  const side: SideIndex = {
    format: SIDE_FORMAT,
    suite: index.suite,
    run: index.run,
    dataset: index.dataset,
    cases: texts.length,
    blocks: all.map(({ entry }) => entry),
    redacted: [],
  };
  const policy = `default-src 'none'; script-src '${appHash}'; style-src '${styleHash}' '${cssHash}'; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types assay`;
  const data = (id: string, text: string, type = 'text/plain') =>
    `<script type="${type}" id="${id}">${text}</script>\n`;
  const summary = [...html.render(report())].join('');
  const page = summary
    .replace(/content="default-src[^"]*"/, `content="${policy}"`)
    .replace(`<style>${style}</style>`, () => `<style>${style}</style>\n<style>${css}</style>`)
    .replace(
      /<section id="cases"[\s\S]*?<\/section>/,
      `<section id="cases" aria-labelledby="cases-heading"><h2 id="cases-heading">Cases</h2><div id="${PAGE.explorer}"></div></section>`,
    )
    .replace('</body>', () =>
      [
        data(PAGE.index, JSON.stringify(full).replaceAll('<', '\\u003c'), 'application/json'),
        data(PAGE.columns, deflateRawSync(bytes).toString('base64')),
        data(PAGE.worker, worker),
        `<script>${app}</script>\n`,
        ...inPage.map((block, i) => data(PAGE.block(i), block.bytes.toString('base64'))),
        '</body>',
      ].join(''),
    );
  return { page, side: Buffer.concat([...all.map((block) => block.bytes), sideEnd(side)]) };
}
