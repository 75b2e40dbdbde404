import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { seeded } from '../../dist/core/stats/seeded.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOREIGN = ['größer', 'déjà', '返金', 'доставка', '“quoted”', '—', '🙂', 'señora'];

/** How many times deflate makes 64 kB of it smaller, whatever the documentation says by now: real answers are at 2.6 to 3.9. */
const RATIO = 2.62;
const SAMPLE = 1 << 16;
const SAMPLES = 12;

/**
 * Writes text that compresses about as text does: words of the project's documentation, each chosen by the two before
 * it, one in a hundred foreign. From time to time it begins anew, so that no page is copied whole: as often as makes it
 * compress as it should.
 *
 * @param next numbers in [0, 1).
 * @returns a function from a number of characters to about as many.
 */
export function proseWriter(next) {
  const chain = chainOf(corpus().split(/\s+/));
  let [seldom, often] = [0, 0.5];
  for (let step = 0; step < 10; step++) {
    const middle = (seldom + often) / 2;
    if (ratioOf(writer(chain, seeded(step), middle)) > RATIO) seldom = middle;
    else often = middle;
  }
  return writer(chain, next, seldom);
}

function chainOf(words) {
  const follows = new Map();
  for (let i = 2; i < words.length; i++) {
    const key = `${words[i - 2]} ${words[i - 1]}`;
    const list = follows.get(key);
    if (list) list.push(words[i]);
    else follows.set(key, [words[i]]);
  }
  return { words, follows };
}

function writer({ words, follows }, next, anew) {
  const start = () => Math.floor(next() * (words.length - 2));
  return (characters) => {
    const written = [];
    let [at, length] = [start(), 0];
    let [before, last] = [words[at], words[at + 1]];
    while (length < characters) {
      const list = follows.get(`${before} ${last}`);
      let word = list?.[Math.floor(next() * list.length)];
      if (word === undefined || next() < anew) {
        at = start();
        word = words[at];
      }
      [before, last] = [last, word];
      written.push(next() < 0.01 ? FOREIGN[Math.floor(next() * FOREIGN.length)] : word);
      length += word.length + 1;
    }
    return written.join(' ');
  };
}

function ratioOf(prose) {
  let [bytes, deflated] = [0, 0];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const text = Buffer.from(prose(SAMPLE));
    bytes += text.length;
    deflated += deflateRawSync(text, { level: 6 }).length;
  }
  return bytes / deflated;
}

function corpus() {
  const folders = ['docs', 'docs/graders', 'docs/decisions'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => join(root, folder, name)),
  );
  return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}
