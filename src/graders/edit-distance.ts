/**
 * Levenshtein's distance: how many insertions, deletions and replacements it takes from one list to the other. In
 * time it is the product of what is left of their lengths without what both begin and end with, in memory one row.
 */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const width = endB - start;
  const row = Array.from({ length: width + 1 }, (_, index) => index);
  for (let i = start; i < endA; i++) {
    let diagonal = row[0]!;
    row[0] = diagonal + 1;
    for (let j = 1; j <= width; j++) {
      const above = row[j]!;
      const replaced = diagonal + (a[i] === b[start + j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, above + 1, row[j - 1]! + 1);
      diagonal = above;
    }
  }
  return row[width]!;
}

export interface TextLikeness {
  /** 1 − distance / longer; two empty texts are alike. */
  readonly score: number;
  readonly distance: number;
  /** The length of the longer text. */
  readonly longer: number;
}

/** How alike two texts are by code points, composed (NFC). */
export function textLikeness(a: string, b: string): TextLikeness {
  const [ours, theirs] = [[...a.normalize('NFC')], [...b.normalize('NFC')]];
  const distance = editDistance(ours, theirs);
  const longer = Math.max(ours.length, theirs.length);
  // Not 1 − d / n, which is less than 0.1 where it is 0.1 on paper.
  return { score: longer === 0 ? 1 : (longer - distance) / longer, distance, longer };
}
