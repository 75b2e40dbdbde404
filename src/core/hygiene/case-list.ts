import type { Found } from './check.ts';

/** How many ids are told; the rest is a number. */
const SHOWN = 3;

/** Cases that have something in common: the first few by id, all by number. */
export class CaseList {
  readonly cases: string[] = [];
  count = 0;

  add(id: string): void {
    if (this.count < SHOWN) this.cases.push(id);
    this.count++;
  }

  /** A warning about them; nothing when there are none. */
  warn(message: (cases: string) => string, hint: string): readonly Found[] {
    if (this.count === 0) return [];
    const { cases, count } = this;
    const some = count === 1 ? '1 case' : `${count.toLocaleString('en')} cases`;
    return [{ severity: 'warning', message: message(some), hint, cases, count }];
  }
}
