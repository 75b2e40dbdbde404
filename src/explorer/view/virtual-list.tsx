import { type ComponentChildren, h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Browsers draw nothing beyond some millions of pixels: longer lists scroll faster than their rows are high. */
const TALLEST = 12_000_000;
/** Rows drawn beyond either end, so that a slow frame shows no gap. */
const SPARE = 6;

interface Props {
  readonly label: string;
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Place of the chosen row; -1: none. */
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
  /** What is in the window changed: `[from, to)`. */
  readonly onWindow: (from: number, to: number) => void;
  readonly row: (place: number) => ComponentChildren;
}

/** A list box that draws only the rows in sight; all rows are equally high. */
export function VirtualList(props: Props) {
  const { label, count, rowHeight, chosen, onChoose, onWindow, row } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0 });
  const tall = count * rowHeight;
  const drawn = Math.min(tall, TALLEST);
  const reach = drawn - view.height;
  const ratio = reach > 0 ? (tall - view.height) / reach : 1;
  const offset = view.top * ratio;
  const from = Math.max(0, Math.floor(offset / rowHeight) - SPARE);
  const to = Math.min(count, Math.ceil((offset + view.height) / rowHeight) + SPARE);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => onWindow(from, to), [from, to, onWindow]);
  useLayoutEffect(() => {
    const element = box.current!;
    if (chosen < 0 || view.height === 0) return;
    const at = chosen * rowHeight;
    const above = at < offset;
    if (!above && at + rowHeight <= offset + view.height) return;
    const target = above ? at : at + rowHeight - view.height;
    element.scrollTop = target / ratio;
  }, [chosen, count, view.height > 0]);

  const keyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key as keyof typeof steps];
    if (event.key === 'Enter') onChoose(Math.max(0, chosen));
    else if (step !== undefined && count > 0) onChoose(Math.max(0, Math.min(count - 1, chosen + step)));
    else return;
    event.preventDefault();
  };

  const rows = [];
  for (let place = from; place < to; place++) {
    rows.push(
      <div
        key={place}
        id={`row-${place}`}
        role="option"
        aria-selected={place === chosen}
        aria-setsize={count}
        aria-posinset={place + 1}
        class="row"
        style={{
          transform: `translateY(${place * rowHeight - offset + view.top}px)`,
          height: `${rowHeight}px`,
        }}
        onClick={() => onChoose(place)}
      >
        {row(place)}
      </div>,
    );
  }
  return (
    <div
      ref={box}
      class="rows"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={chosen >= from && chosen < to ? `row-${chosen}` : undefined}
      onScroll={(event) =>
        setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
      }
      onKeyDown={keyDown}
    >
      <div class="all-rows" style={{ height: `${drawn}px` }}>
        {rows}
      </div>
    </div>
  );
}
