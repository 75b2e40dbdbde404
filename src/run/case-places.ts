import { caseOf } from '../core/trial-order.ts';
import { type Place, readRawLines } from './disk.ts';
import { FILES, type RunFolder } from './run-folder.ts';

/** Where a case that has records stands in the files of its run, and where they do. */
export interface CasePlace {
  readonly row: Place;
  /** Of all its records: lines that follow each other. */
  readonly records: Place;
}

/** What a record's line begins with. */
const ORDINAL = /^\{"trial":(\d+)/;
const ORDINAL_BYTES = 24;

/** The places of all cases that have records, in the order of the run: 32 bytes a case. */
export function casePlaces(folder: RunFolder): { at(place: number): CasePlace } {
  const { variants, repeat, dataset } = folder.manifest;
  const order = { variants: variants.length, repeat };
  const numbers = new Float64Array(dataset.cases * 4);
  let count = 0;
  const rows = readRawLines(folder.file(FILES.cases));
  let index = -1;
  let row = rows.next();
  for (const { bytes, offset, length } of readRawLines(folder.file(FILES.records))) {
    const ordinal = ORDINAL.exec(bytes.toString('latin1', 0, ORDINAL_BYTES))![1];
    const own = caseOf(order, Number(ordinal));
    if (own === index) {
      numbers[count * 4 - 1] = offset + length - numbers[count * 4 - 2]!;
      continue;
    }
    while (index < own) {
      if (index >= 0) row = rows.next();
      index++;
    }
    if (row.done) break;
    numbers.set([row.value.offset, row.value.length, offset, length], count++ * 4);
  }
  rows.return(undefined);
  return {
    at(place) {
      const [rowOffset, rowLength, offset, length] = numbers.subarray(place * 4) as unknown as number[];
      return {
        row: { offset: rowOffset!, length: rowLength! },
        records: { offset: offset!, length: length! },
      };
    },
  };
}
