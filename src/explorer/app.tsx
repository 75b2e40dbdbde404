import { h, render } from 'preact';
import { PAGE } from '../pack/page-layout.ts';
import { readIndex, readRun, textOf } from './data/run.ts';
import { TextWorker } from './data/text-worker.ts';
import { Explorer } from './view/explorer.tsx';
import { ThemeButton } from './view/theme-button.tsx';

/** Draws the explorer where the page has a place for it; until then, and without scripts, its first rows stand there. */
async function start(place: HTMLElement): Promise<void> {
  const index = readIndex();
  // What stands there already says it.
  if (index.columns.cases === 0) return;
  const texts = new TextWorker(textOf(PAGE.worker));
  texts.takeBlocks(index.blocks);
  const run = await readRun(index);
  place.replaceChildren();
  render(<Explorer run={run} texts={texts} root={place} />, place);
}

const corner = document.createElement('div');
corner.className = 'corner';
document.body.prepend(corner);
render(<ThemeButton />, corner);

const place = document.getElementById(PAGE.explorer);
if (place !== null) {
  start(place).catch((error: unknown) => {
    const line = document.createElement('p');
    line.className = 'failure';
    line.setAttribute('role', 'alert');
    line.textContent = `The cases of this page cannot be read; it is damaged, or this browser is too old. (${error})`;
    place.prepend(line);
  });
}
