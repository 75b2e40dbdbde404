import { ApiError } from './api-error.ts';

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

/**
 * One page of a list, newest first. The query's `after_id` goes to older items, `before_id` to newer ones;
 * `limit` is 20 unless told, 1 to 1000.
 */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: URLSearchParams,
): Page<Item> {
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit)) throw invalid('limit: Input should be a valid integer');
  if (limit < 1) throw invalid('limit: Input should be greater than or equal to 1');
  if (limit > 1000) throw invalid('limit: Input should be less than or equal to 1000');

  const before = query.get('before_id');
  const after = query.get('after_id');
  let start = after === null ? 0 : indexOf(items, after, 'after_id') + 1;
  let end = Math.min(items.length, start + limit);
  let hasMore = end < items.length;
  if (before !== null) {
    end = indexOf(items, before, 'before_id');
    start = Math.max(0, end - limit);
    hasMore = start > 0;
  }
  const data = items.slice(start, end);
  return { data, has_more: hasMore, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}

function indexOf(items: readonly { readonly id: string }[], id: string, name: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) throw invalid(`${name}: no item has the id ${id}`);
  return index;
}

function invalid(message: string): ApiError {
  return new ApiError('invalid_request_error', message);
}
