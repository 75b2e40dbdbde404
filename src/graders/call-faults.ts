import type { ToolCall, WantedCall } from './expected-calls.ts';
import { quote } from './quote.ts';

/** What is wrong with the calls of an answer: wanted ones that are missing, and others that were made. */
export function callFaults(
  found: readonly ToolCall[],
  wanted: readonly WantedCall[],
  { ordered, extra }: { readonly ordered: boolean; readonly extra: boolean },
): string[] {
  const partners = ordered ? inOrder(found, wanted) : inAnyOrder(found, wanted);
  const taken = new Set(partners);
  const others = found.filter((_, index) => !taken.has(index));
  const faults = wanted
    .filter((_, index) => partners[index] === undefined)
    .map((call) => `no call of ${call.text}${ordered ? ' in its place' : ''}${nearMiss(call, others)}`);
  if (!extra && others.length > faults.length) {
    const all = [...new Set(others.map(({ name }) => quote(name)))].join(', ');
    faults.push(`${others.length - faults.length} too many among ${all}`);
  }
  return faults;
}

/** Of the calls that nobody wanted, the first of the same tool says what went wrong. */
function nearMiss(call: WantedCall, others: readonly ToolCall[]): string {
  const near = others.find(({ name }) => name === call.name);
  const fault = near && call.fault(near);
  return fault === undefined ? '' : `: ${fault}`;
}

/** By wanted call, the index of the one that answers it: the earliest that comes after the one before. */
function inOrder(found: readonly ToolCall[], wanted: readonly WantedCall[]): (number | undefined)[] {
  let next = 0;
  return wanted.map(({ fault }) => {
    const index = found.findIndex((call, at) => at >= next && fault(call) === undefined);
    if (index < 0) return undefined;
    next = index + 1;
    return index;
  });
}

/**
 * By wanted call, the index of the one that answers it, so that as many as possible are answered: a call may do for
 * several that are wanted, and must not be taken from the only one that has no other (augmenting paths).
 */
function inAnyOrder(found: readonly ToolCall[], wanted: readonly WantedCall[]): (number | undefined)[] {
  const fits = wanted.map(({ fault }) => found.map((call) => fault(call) === undefined));
  const partners: (number | undefined)[] = wanted.map(() => undefined);
  const answer = (own: number, tried: Set<number>): boolean => {
    for (let index = 0; index < found.length; index++) {
      if (!fits[own]![index] || tried.has(index)) continue;
      tried.add(index);
      const other = partners.indexOf(index);
      if (other < 0 || answer(other, tried)) {
        partners[own] = index;
        return true;
      }
    }
    return false;
  };
  for (let own = 0; own < wanted.length; own++) answer(own, new Set());
  return partners;
}
