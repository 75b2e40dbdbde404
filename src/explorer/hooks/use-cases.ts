import { useMemo } from 'preact/hooks';
import { changesBetween } from '../../pack/changes.ts';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';
import { pairOf, showOf } from '../query/choose.ts';
import { filterCases } from '../query/filter.ts';
import type { Link } from '../query/link.ts';
import { parseQuery } from '../query/parse-query.ts';
import { sortCases } from '../query/sort.ts';
import { useSearch } from './use-search.ts';

/** The cases that a link asks for, in its order, and all that says how they were found. */
export function useCases(run: Run, texts: TextWorker, link: Link, source: unknown) {
  const { index, columns } = run;
  const pair = useMemo(() => pairOf(run, link), [run, link.a, link.b]);
  const graders = useMemo(() => index.graders.map(({ name }) => name), [index]);
  const kinds = useMemo(() => {
    const asked = graders.indexOf(link.grader ?? '');
    return changesBetween(
      columns,
      { baseline: pair.a, grader: asked < 0 ? index.judging.grader : asked },
      pair.b,
    );
  }, [columns, pair, link.grader]);
  const query = useMemo(
    () => parseQuery(link.query, { tags: columns.tagNames, graders }),
    [link.query, columns, graders],
  );
  const { search, isSearching } = useSearch(run, texts, query.needles, source);
  const named = useMemo(
    () => (link.case === null ? -1 : columns.ids.indexOf(link.case)),
    [link.case, columns],
  );
  // What is shown at first stays while one goes from case to case.
  const show = useMemo(() => showOf(link, named, kinds), [link.show, kinds]);
  const tag = link.tag === null ? null : columns.tagNames.indexOf(link.tag);
  const filtered = useMemo(
    () =>
      filterCases(columns, {
        pair,
        kinds,
        conditions: query.conditions,
        tag,
        hits: search?.hits ?? null,
        show,
      }),
    [columns, pair, kinds, query, tag, search?.hits, show],
  );
  const places = useMemo(
    () => sortCases(filtered.places, columns, pair, link.sort),
    [filtered, columns, pair, link.sort],
  );
  const problems =
    tag === -1
      ? [...query.problems, { message: `There is no tag “${link.tag}”`, mended: null }]
      : query.problems;
  const lost = link.case !== null && named < 0 ? link.case : null;
  return { pair, kinds, query, problems, search, isSearching, show, filtered, places, named, lost };
}
