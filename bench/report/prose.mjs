import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOREIGN = ['größer', 'déjà', '返金', 'доставка', '“quoted”', '—', '🙂', 'señora'];

/**
 * Writes text that compresses about as text does: words of the project's documentation, each chosen by the two before
 * it, one in a hundred foreign.
 *
 * @param next numbers in [0, 1).
 * @returns a function from a number of characters to about as many.
 */
export function proseWriter(next) {
  const words = corpus().split(/\s+/);
  const follows = new Map();
  for (let i = 2; i < words.length; i++) {
    const key = `${words[i - 2]} ${words[i - 1]}`;
    const list = follows.get(key);
    if (list) list.push(words[i]);
    else follows.set(key, [words[i]]);
  }
  const start = () => Math.floor(next() * (words.length - 2));
  return (characters) => {
    const written = [];
    let [at, length] = [start(), 0];
    let [before, last] = [words[at], words[at + 1]];
    while (length < characters) {
      const list = follows.get(`${before} ${last}`);
      let word = list?.[Math.floor(next() * list.length)];
      // From time to time it begins anew, so that no page is copied whole.
      if (word === undefined || next() < 0.07) {
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
