import { Fragment, h } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { count, counted } from '../../render/wording/numbers.ts';
import type { Run } from '../data/run.ts';
import type { TextWorker } from '../data/text-worker.ts';
import { useCaseText } from '../hooks/use-case-text.ts';
import { useCases } from '../hooks/use-cases.ts';
import { useCopyLink } from '../hooks/use-copy-link.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { useLines } from '../hooks/use-lines.ts';
import { useLink } from '../hooks/use-link.ts';
import type { Search } from '../hooks/use-search.ts';
import { writeLink } from '../query/link.ts';
import { CaseDetail } from './case-detail.tsx';
import { CaseRow } from './case-row.tsx';
import { DetailBar } from './detail-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Help } from './help.tsx';
import { Nothing } from './nothing.tsx';
import { SideFileNotice } from './side-file-notice.tsx';
import { VirtualList } from './virtual-list.tsx';

/** Pixels of a row, as in the stylesheet. */
const ROW = 52;

interface Props {
  readonly run: Run;
  readonly texts: TextWorker;
  /** Where the explorer stands in the page. */
  readonly root: HTMLElement;
}

/** The cases of a run: which of them, one after the other, and each in full. */
export function Explorer({ run, texts, root }: Props) {
  const { index, columns } = run;
  const [link, change] = useLink(useCallback(() => root.scrollIntoView({ block: 'start' }), [root]));
  const [blanks, setBlanks] = useState(false);
  const [isHelpOpen, openHelp] = useState(false);
  const [keys, setKeys] = useState(true);
  const [sideFile, setSideFile] = useState<File | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const cases = useCases(run, texts, link, sideFile);
  const { pair, kinds, places, named, show, filtered, search, query } = cases;
  const available = sideFile === null ? index.texts : columns.ids.length;

  // Where no case was asked for, a wide page shows the first one; on a narrow page the list comes first.
  const chosen = named >= 0 ? named : (places[0] ?? -1);
  const at = useMemo(() => places.indexOf(chosen), [places, chosen]);
  const go = (next: number) => {
    const place = places[Math.max(0, Math.min(places.length - 1, next))];
    if (place !== undefined) change({ case: columns.ids[place]! });
  };
  const { lineOf, load } = useLines(run, texts, available);
  const onWindow = useCallback(
    (from: number, to: number) => load([...places.subarray(from, to)]),
    [places, load],
  );
  const reading = useCaseText(run, texts, chosen, available, sideFile);
  const { copied, copy } = useCopyLink(
    () => location.href.split('#')[0] + writeLink({ ...link, show, case: columns.ids[chosen] ?? null }),
  );
  // On a narrow page the case takes the place of the list, which may have been scrolled far down.
  useEffect(() => {
    if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: 'start' });
  }, [named >= 0]);
  useKeys(
    {
      j: () => go(at + 1),
      k: () => go(at - 1),
      '/': () => box.current?.focus(),
      '?': () => openHelp(true),
      d: () => change({ diff: !link.diff }),
      i: () => setBlanks(!blanks),
      c: copy,
      Escape: () => change(named >= 0 ? { case: null } : { query: '' }),
    },
    keys && !isHelpOpen,
  );

  return (
    <div class={named >= 0 ? 'explorer reading' : 'explorer'}>
      <SideFileNotice
        index={index}
        opened={sideFile?.name ?? null}
        onOpen={(file, side) => {
          texts.useFile(file, side.blocks);
          setSideFile(file);
        }}
      />
      <FilterBar
        run={run}
        link={link}
        cases={cases}
        box={box}
        onChange={change}
        onHelp={() => openHelp(true)}
      />
      <p class="status" role="status">
        {counted(places.length, 'case')}
        {places.length < columns.ids.length && ` of ${count(columns.ids.length)}`}
        {search !== null && progress(search, columns.ids.length)}
        {cases.lost !== null && ` · there is no case “${cases.lost}” in this run`}
      </p>
      <div class="panes">
        <div class="list" aria-busy={cases.isSearching}>
          {places.length === 0 ? (
            <Nothing
              show={show}
              compared={pair.a !== pair.b}
              byShow={filtered.byShow}
              isSearching={cases.isSearching}
              onShow={(next) => change({ show: next })}
            />
          ) : (
            <VirtualList
              label="Cases"
              count={places.length}
              rowHeight={ROW}
              chosen={at}
              onChoose={go}
              onWindow={onWindow}
              row={(row) => (
                <CaseRow
                  run={run}
                  place={places[row]!}
                  pair={pair}
                  kind={kinds[places[row]!]!}
                  line={lineOf(places[row]!)}
                />
              )}
            />
          )}
        </div>
        <div class="detail">
          {chosen < 0 ? (
            <p class="empty">no case to show</p>
          ) : (
            <>
              <DetailBar
                at={at}
                listed={places.length}
                copied={copied}
                onGo={go}
                onBack={() => change({ case: null })}
                onCopy={copy}
              />
              <CaseDetail
                run={run}
                texts={texts}
                place={chosen}
                kind={kinds[chosen]!}
                pair={pair}
                reading={reading}
                drawing={{ needles: query.needles, blanks }}
                diff={link.diff}
                onDiff={(diff) => change({ diff })}
                onBlanks={() => setBlanks(!blanks)}
                onTag={(tag) => change({ tag })}
                onVariant={(variant) => change({ b: index.variants[variant]!.name })}
              />
            </>
          )}
        </div>
      </div>
      <Help isOpen={isHelpOpen} onClose={() => openHelp(false)} keys={keys} onKeys={setKeys} />
    </div>
  );
}

function progress({ searched, total, done }: Search, cases: number): string {
  if (!done) return ` · searching, ${count(searched)} of ${count(total)} done`;
  return total < cases ? ` · only the texts of the ${counted(total, 'case')} in this file were searched` : '';
}
