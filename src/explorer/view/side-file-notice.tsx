import { Fragment, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PackIndex } from '../../pack/pack-index.ts';
import type { SideIndex } from '../../pack/side-file.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { openSideFile } from '../data/side-file.ts';
import { Mark } from './mark.tsx';

interface Props {
  readonly index: PackIndex;
  /** The name of the file that is open; null: none is. */
  readonly opened: string | null;
  readonly onOpen: (file: File, index: SideIndex) => void;
}

const DRAGS = ['dragover', 'dragleave', 'drop'] as const;

/** Where a reader gives the file with the texts that the page leaves out: a drop anywhere on the page, or a choice. */
export function SideFileNotice({ index, opened, onOpen }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = await openSideFile(file, index).catch(({ message }: Error) => `${file.name}: ${message}`);
    setRefused(typeof found === 'string' ? found : null);
    if (typeof found !== 'string') onOpen(file, found);
  };

  useEffect(() => {
    const dragged = (event: DragEvent) => {
      if (event.type === 'dragleave') {
        if (event.relatedTarget === null) setOver(false);
      } else if (event.dataTransfer?.types.includes('Files')) {
        // Else the browser would leave the page for the file.
        event.preventDefault();
        setOver(event.type === 'dragover');
        if (event.type === 'drop') take(event.dataTransfer.files[0]);
      }
    };
    for (const type of DRAGS) addEventListener(type, dragged);
    return () => {
      for (const type of DRAGS) removeEventListener(type, dragged);
    };
  }, [index]);

  return (
    <>
      {isOver && <div class="drop-here">Drop the side file of this run</div>}
      {opened !== null && (
        <p class="note">
          <Mark kind="pass" glyph="✓" word="All texts" /> are read from <bdi>{visibleLine(opened)}</bdi>.
        </p>
      )}
      {opened === null && index.sideFile !== null && (
        <p class="note">
          <label class="file">
            <input type="file" onChange={({ currentTarget }) => take(currentTarget.files?.[0])} />
            <span class="link">Choose {visibleLine(index.sideFile)}</span>
          </label>{' '}
          where it cannot be dropped.
        </p>
      )}
      {refused !== null && (
        <p class="failure" role="alert">
          <span aria-hidden="true">!</span> {visibleLine(refused)}
        </p>
      )}
    </>
  );
}
