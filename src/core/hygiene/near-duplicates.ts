import { fingerprintOf } from '../fingerprint.ts';
import { CaseList } from './case-list.ts';
import type { Check } from './check.ts';
import { agreement, BANDS, bandsOf, jaccard, mix, shinglesOf, signatureOf } from './min-hash.ts';

/** Share of five-character runs that two inputs must have in common. */
const SIMILAR = 0.8;
/** Agreement of signatures from which texts are compared: at a similarity of 0.8 it leaves out 6 in 1,000. */
const CANDIDATE = 0.6;
/** Places in each band's table: a later case takes the place of an earlier one. */
const PLACES = 2 ** 17;
/** Found, no more are looked for: a dataset of copies is plain by then, and comparing all of it would take long. */
const ENOUGH = 1000;
/** That are kept to be compared with. */
const CASES_AT_MOST = 100_000;
const CHARACTERS_AT_MOST = 32_000_000;

/**
 * Cases whose inputs differ in a few characters and that expect the same: found by MinHash with banding, then
 * compared exactly, so that none is named wrongly; a few in a hundred may be missed. Inputs that are equal to
 * the letter are not meant here, nor are those that expect different values: a pair that differs in one telling
 * word is a good test. Where no value is expected, the numbers in the input must agree.
 *
 * Each case is compared with eight others at most, until 1,000 have been found. The first 100,000 cases or 32 million characters are kept
 * (some 100 MB); later cases are held against these.
 */
export const nearDuplicates: Check = () => {
  const found = new CaseList();
  const kept: Kept[] = [];
  const tables = Array.from({ length: BANDS }, emptyTable);
  let characters = 0;
  return {
    case({ row, text, inputId, expectedId }) {
      if (text === '' || found.count === ENOUGH) return;
      const key = row.expected === null ? fingerprintOf(numbersIn(text)) : expectedId;
      const shingles = shinglesOf(text);
      const signature = signatureOf(shingles);
      // Only cases with the same key meet in a table: the others would take their places.
      const bands = bandsOf(signature).map((band) => mix(band ^ key));
      const compared: Kept[] = [];
      for (let band = 0; band < bands.length; band++) {
        const other = kept[at(tables[band]!, bands[band]!)];
        if (!other || other.key !== key || compared.includes(other)) continue;
        compared.push(other);
        if (other.inputId === inputId) return;
        if (agreement(signature, other.signature) < CANDIDATE) continue;
        if (jaccard(shingles, shinglesOf(other.text)) < SIMILAR) continue;
        found.add(row.id);
        return;
      }
      characters += text.length;
      if (characters > CHARACTERS_AT_MOST || kept.length === CASES_AT_MOST) return;
      for (let band = 0; band < bands.length; band++) put(tables[band]!, bands[band]!, kept.length);
      kept.push({ text, key, inputId, signature });
    },
    finish: () =>
      found.warn(
        (cases) =>
          `${found.count === ENOUGH ? 'at least ' : ''}${cases} whose input is nearly that of an earlier case, with the same expected value`,
        'they count nearly twice: keep one of each, unless the difference is the point',
      ),
  };
};

/** A case that later ones are compared with. */
interface Kept {
  readonly text: string;
  /** What pairs must share. */
  readonly key: number;
  readonly inputId: number;
  readonly signature: Uint32Array;
}

/** From a band's hash to the latest case that had it. */
interface Table {
  readonly hashes: Uint32Array;
  /** Its index plus one; 0: none. */
  readonly cases: Uint32Array;
}

function emptyTable(): Table {
  return { hashes: new Uint32Array(PLACES), cases: new Uint32Array(PLACES) };
}

/** −1: none. */
function at({ hashes, cases }: Table, hash: number): number {
  const place = hash % PLACES;
  return hashes[place] === hash ? cases[place]! - 1 : -1;
}

function put({ hashes, cases }: Table, hash: number, index: number): void {
  hashes[hash % PLACES] = hash;
  cases[hash % PLACES] = index + 1;
}

function numbersIn(text: string): string {
  return (text.match(/\p{Nd}+/gu) ?? []).join(' ');
}
