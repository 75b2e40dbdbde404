import { h } from 'preact';
import { count } from '../../render/wording/numbers.ts';
import { KINDS, lookOf, type Show } from '../query/kinds.ts';

interface Props {
  readonly show: Show;
  readonly compared: boolean;
  readonly byShow: Readonly<Record<Show, number>>;
  readonly isSearching: boolean;
  readonly onShow: (show: Show) => void;
}

/** What stands where no case is in the list, and where there are some. */
export function Nothing({ show, compared, byShow, isSearching, onShow }: Props) {
  const elsewhere = KINDS.filter((kind) => kind !== show && byShow[kind] > 0);
  return (
    <div class="nothing">
      <p>
        {isSearching ? 'Nothing found yet.' : 'No case matches.'}
        {elsewhere.length > 0 && ' Of other kinds there are:'}
      </p>
      {elsewhere.length > 0 && (
        <ul>
          {elsewhere.map((kind) => (
            <li key={kind}>
              <button type="button" class="link" onClick={() => onShow(kind)}>
                {lookOf(kind, compared).word}: {count(byShow[kind])}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
