import type { TableConstructorOptions } from 'cli-table3';

/** A table without rules or colours, for cells that have been made visible already. */
export function plainTable(head: readonly string[]): TableConstructorOptions {
  const nothing = [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ];
  return {
    head: [...head],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: { ...Object.fromEntries(nothing.map((place) => [place, ''])), middle: '' },
  };
}
