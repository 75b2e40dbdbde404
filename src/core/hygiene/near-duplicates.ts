import { contentId } from '../../model/digest.ts';
import type { JsonValue } from '../../model/json.ts';
import { CaseList } from './case-list.ts';
import type { Check } from './check.ts';
import { bandsOf, jaccard, mix, shinglesOf } from './min-hash.ts';
import { textOfValue } from './texts.ts';

/** Share of five-character runs that two inputs must have in common. */
const SIMILAR = 0.8;
/** Places in each band's table: a later case takes the place of an earlier one. */
const PLACES = 2 ** 18;
/** Of texts that are kept to be compared with. */
const CHARACTERS_AT_MOST = 32_000_000;

/**
 * Cases whose inputs differ in a few characters and that expect the same: found by MinHash with banding, then
 * compared exactly, so that none is named wrongly; a few in a hundred may be missed. Inputs that are equal to
 * the letter are not meant here, nor are those that expect different values: a pair that differs in one telling
 * word is a good test. Where no value is expected, the numbers in the input must agree.
 *
 * Each case is compared with eight others at most. Texts are kept up to 32 million characters; once these are
 * full, later cases are held against the kept ones only.
 */
export const nearDuplicates: Check = () => {
  const found = new CaseList();
  const tables: Int32Array[] = [];
  const texts: string[] = [];
  const keys: string[] = [];
  const exact: string[] = [];
  let characters = 0;
  return {
    case({ row }) {
      const text = textOfValue(row.input);
      if (text === '') return;
      const key = row.expected === null ? numbersIn(text) : contentId(row.expected as JsonValue);
      const input = contentId(row.input as JsonValue);
      const shingles = shinglesOf(text);
      const bands = bandsOf(shingles);
      const salt = saltOf(key);
      const compared = new Set<number>();
      for (const [band, hash] of bands.entries()) {
        tables[band] ??= new Int32Array(PLACES).fill(-1);
        const place = mix(hash ^ salt) % PLACES;
        const other = tables[band]![place]!;
        if (other < 0 || compared.has(other) || keys[other] !== key) continue;
        compared.add(other);
        if (exact[other] === input) return;
        if (jaccard(shingles, shinglesOf(texts[other]!)) < SIMILAR) continue;
        found.add(row.id);
        return;
      }
      if (characters + text.length > CHARACTERS_AT_MOST) return;
      characters += text.length;
      for (const [band, hash] of bands.entries()) tables[band]![mix(hash ^ salt) % PLACES] = texts.length;
      texts.push(text);
      keys.push(key);
      exact.push(input);
    },
    finish: () =>
      found.warn(
        (cases) => `${cases} whose input is nearly that of an earlier case, with the same expected value`,
        'they count nearly twice: keep one of each, unless the difference is the point',
      ),
  };
};

function numbersIn(text: string): string {
  return (text.match(/\p{Nd}+/gu) ?? []).join(' ');
}

function saltOf(key: string): number {
  let salt = 0;
  for (let i = 0; i < key.length; i++) salt = mix(salt ^ key.charCodeAt(i));
  return salt;
}
