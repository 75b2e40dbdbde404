import { Fragment, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PackIndex } from '../../pack/pack-index.ts';
import type { SideIndex } from '../../pack/side-file.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { openSideFile } from '../data/side-file.ts';

interface Props {
  readonly index: PackIndex;
  /** The name of the file that is open; null: none is. */
  readonly opened: string | null;
  readonly onOpen: (file: File, index: SideIndex) => void;
}

/** What this file leaves out, and where a reader gives the file that has it: a drop anywhere on the page, or a choice. */
export function SideFileNotice({ index, opened, onOpen }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = await openSideFile(file, index).catch(
      (error: Error) => `${file.name} cannot be read: ${error.message}`,
    );
    setRefused(typeof found === 'string' ? found : null);
    if (typeof found !== 'string') onOpen(file, found);
  };

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Else the browser would leave the page for the file.
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files[0]);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [index]);

  return (
    <div class="side-file">
      {isOver && (
        <div class="drop-here">
          Drop the run’s side file{index.sideFile !== null && `, ${visibleLine(index.sideFile)}`}
        </div>
      )}
      {opened !== null ? (
        <p class="note">
          <span class="mark pass">
            <span aria-hidden="true">✓</span> All texts
          </span>{' '}
          are read from <bdi>{visibleLine(opened)}</bdi>.
        </p>
      ) : (
        (index.leftOut !== null || index.sideFile !== null) && (
          <p class="note">
            {index.leftOut !== null && <bdi>{visibleLine(index.leftOut)} </bdi>}
            {index.sideFile !== null && (
              <>
                All texts are in <code>{visibleLine(index.sideFile)}</code>: drop it on this page, or{' '}
                <label class="file">
                  <span class="link">choose the file</span>
                  <input type="file" onChange={({ currentTarget }) => take(currentTarget.files?.[0])} />
                </label>
                .
              </>
            )}
          </p>
        )
      )}
      {refused !== null && (
        <p class="failure" role="alert">
          <span aria-hidden="true">!</span> {visibleLine(refused)}
        </p>
      )}
    </div>
  );
}
