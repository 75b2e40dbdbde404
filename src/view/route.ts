/** What an address asks for. */
export type Route =
  | { readonly page: 'index' }
  /** `skip` newer runs come before those that are shown. */
  | { readonly page: 'suite'; readonly suite: string; readonly skip: number }
  /** `path`: the folders that lead to it, below the folder of all runs. */
  | { readonly page: 'run'; readonly path: readonly string[]; readonly format: string };

export interface Address {
  readonly route: Route;
  /** The digest of what the reader sees who wants to be told of changes; null: the page itself is asked for. */
  readonly following: string | null;
}

/** Null: no such page. The path is taken as it came: nothing in it is resolved, and no name in it may lead elsewhere. */
export function addressOf(url: string): Address | null {
  const [pathname, ...rest] = url.split('?') as [string, ...string[]];
  const query = new URLSearchParams(rest.join('?'));
  const [empty, kind = '', ...names] = pathname.split('/');
  // The folder of all runs may be a run itself, whose path is empty.
  const path = kind === 'runs' && names.length === 1 && names[0] === '' ? [] : names.map(nameOf);
  if (empty !== '' || !path.every((name) => name !== null)) return null;
  const route = routeOf(kind, names.length, path, query);
  return route && { route, following: query.get('follow') };
}

function routeOf(kind: string, depth: number, path: readonly string[], query: URLSearchParams): Route | null {
  if (kind === '' && depth === 0) return { page: 'index' };
  if (kind === 'suite' && depth === 0) {
    const skip = Number(query.get('skip') ?? 0);
    const suite = query.get('name');
    return suite !== null && Number.isSafeInteger(skip) && skip >= 0 ? { page: 'suite', suite, skip } : null;
  }
  if (kind === 'runs' && depth > 0) return { page: 'run', path, format: query.get('format') ?? 'html' };
  return null;
}

/** Null: a name that is none, or more than one. */
function nameOf(encoded: string): string | null {
  try {
    const name = decodeURIComponent(encoded);
    return name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name) ? null : name;
  } catch {
    return null;
  }
}
