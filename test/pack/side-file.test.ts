import { expect, it } from 'vitest';
import {
  parseSideIndex,
  SIDE_FORMAT,
  SIDE_TAIL,
  type SideIndex,
  sideEnd,
  sideIndexLength,
} from '../../src/pack/side-file.ts';

const index: SideIndex = {
  format: SIDE_FORMAT,
  suite: 'größe',
  run: '2026-11-20T12-31-05-4be1',
  dataset: '9c41'.repeat(16),
  key: 'f00d',
  cases: 3,
  blocks: [{ cases: 3, bytes: 100 }],
  redacted: [],
};

it('a side file is read from its end', () => {
  const file = Uint8Array.from([...new Uint8Array(100), ...sideEnd(index)]);
  const length = sideIndexLength(file.slice(-SIDE_TAIL))!;
  expect(parseSideIndex(file.slice(-SIDE_TAIL - length, -SIDE_TAIL))).toEqual(index);
});

it('another file is none', () => {
  expect(sideIndexLength(new TextEncoder().encode('{"a": "pdf"}'))).toBeNull();
  expect(sideIndexLength(new Uint8Array())).toBeNull();
  expect(parseSideIndex(new TextEncoder().encode('{"format":"assay-evalpack/9"}'))).toBeNull();
  expect(parseSideIndex(Uint8Array.of(1, 2, 3))).toBeNull();
});
