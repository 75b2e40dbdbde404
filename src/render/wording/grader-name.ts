import type { Role } from '../../model/grader.ts';
import type { Quote } from './comparison.ts';

/** A grader as it is shown: an advisory never without the word, since it counts for nothing. */
export function graderName(
  { name, role }: { readonly name: string; readonly role?: Role | undefined },
  quote: Quote,
): string {
  return role === 'advisory' ? `${quote(name)} (advisory)` : quote(name);
}
