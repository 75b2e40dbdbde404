/** What of the explorer stands in a link: what it shows, not what a reader has scrolled to. */
export interface Link {
  /** The kind of change that is listed; null: not chosen, so the first kind that there is. */
  readonly show: string | null;
  readonly tag: string | null;
  /** The grader by whose scores changes are told; null: as the run does. */
  readonly grader: string | null;
  readonly query: string;
  /** Names of the variants that stand side by side; null: the run's first comparison. */
  readonly a: string | null;
  readonly b: string | null;
  readonly sort: string | null;
  /** An id of the dataset's. */
  readonly case: string | null;
  readonly diff: boolean;
}

export const NO_LINK: Link = {
  show: null,
  tag: null,
  grader: null,
  query: '',
  a: null,
  b: null,
  sort: null,
  case: null,
  diff: false,
};

/** `#f=broken&tag=billing&q=refund&case=case-25`; an empty string where nothing is chosen. */
export function writeLink(link: Link): string {
  const parts = new URLSearchParams();
  const put = (key: string, value: string | null) => {
    if (value !== null && value !== '') parts.set(key, value);
  };
  put('f', link.show);
  put('tag', link.tag);
  put('grader', link.grader);
  put('q', link.query);
  put('a', link.a);
  put('b', link.b);
  put('sort', link.sort);
  put('view', link.diff ? 'diff' : null);
  put('case', link.case);
  const text = parts.toString();
  return text === '' ? '' : `#${text}`;
}

/** Null: the hash names a place of the page (`#costs`) or nothing. */
export function readLink(hash: string): Link | null {
  if (!hash.includes('=')) return null;
  const parts = new URLSearchParams(hash.slice(1));
  return {
    show: parts.get('f'),
    tag: parts.get('tag'),
    grader: parts.get('grader'),
    query: parts.get('q') ?? '',
    a: parts.get('a'),
    b: parts.get('b'),
    sort: parts.get('sort'),
    case: parts.get('case'),
    diff: parts.get('view') === 'diff',
  };
}
