/** A part of a drawing, y downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A point that is to be named, and the size of its name. */
export interface Named {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Between a point and its name. */
const GAP = 10;
/** Names that find no room beside their point try so many lines above and below. */
const LINES = 12;

/**
 * Where each name begins (its left end on its base line): beside its point, within the frame, and clear of all that is
 * drawn and of the names before it. Where no place is clear, the one that covers least.
 */
export function placeLabels(
  names: readonly Named[],
  drawn: readonly Box[],
  frame: Box,
): readonly { readonly x: number; readonly y: number }[] {
  const taken: Box[] = [...drawn];
  return names.map((named) => {
    const candidates = placesOf(named).map((box) => within(box, frame));
    const covered = candidates.map((box) => taken.reduce((sum, other) => sum + overlap(box, other), 0));
    const best = candidates[covered.indexOf(Math.min(...covered))]!;
    taken.push(best);
    // A fifth of the height is below the base line.
    return { x: best.left, y: best.bottom - named.height / 5 };
  });
}

/** The nearest first. */
function placesOf({ x, y, width, height }: Named): readonly Box[] {
  const shifts = Array.from({ length: LINES }, (_, line) => (line === 0 ? [0] : [-line, line])).flat();
  return shifts.flatMap((line) => {
    const middle = y + line * height * 0.75;
    const [top, bottom] = [middle - height / 2, middle + height / 2];
    return [x + GAP, x - GAP - width].map((left) => ({ left, right: left + width, top, bottom }));
  });
}

/** Moved as far as it must be. */
function within(box: Box, frame: Box): Box {
  const right = Math.max(0, box.right - frame.right);
  const dx = box.left - right < frame.left ? frame.left - box.left : -right;
  const dy = box.top < frame.top ? frame.top - box.top : -Math.max(0, box.bottom - frame.bottom);
  return { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
