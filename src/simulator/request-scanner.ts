const QUOTE = 0x22;
const REQUESTS_KEY = 'requests';
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Finds the elements of `requests` in a body of any size, which is never held as a whole. */
export interface RequestScanner {
  /** Takes the next bytes. Calls `onRequest` for each element that ends in them. */
  push(chunk: Buffer): void;
  /**
   * The parsed body with `{}` in place of each element that was handed out. Throws a SyntaxError when the
   * body is no JSON.
   */
  end(): unknown;
}

/**
 * Elements are told apart by counting brackets outside strings; what is inside is for `JSON.parse` to
 * judge. The bytes between elements are kept, so that parsing them at the end checks the commas, too.
 */
export function createRequestScanner(onRequest: (element: Buffer) => void): RequestScanner {
  let between = '';
  let started: Buffer[] = [];
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isInRequests = false;
  let isInElement = false;
  let key = '';

  return {
    push(chunk) {
      let from = 0;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        if (isInString) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) isInString = false;
          else if (depth === 1 && key.length <= REQUESTS_KEY.length) key += String.fromCharCode(byte);
          continue;
        }
        switch (byte) {
          case QUOTE:
            isInString = true;
            if (depth === 1) key = '';
            break;
          case OPEN_BRACE:
          case OPEN_BRACKET:
            if (byte === OPEN_BRACE && depth === 2 && isInRequests) {
              // latin1 keeps bytes as they are, whatever a chunk boundary has cut in two.
              between += `${chunk.toString('latin1', from, i)}{}`;
              from = i;
              isInElement = true;
            }
            if (depth === 1) isInRequests = byte === OPEN_BRACKET && key === REQUESTS_KEY;
            depth++;
            break;
          case CLOSE_BRACE:
          case CLOSE_BRACKET:
            depth--;
            if (isInElement && depth === 2) {
              isInElement = false;
              const last = chunk.subarray(from, i + 1);
              from = i + 1;
              const element = started.length === 0 ? last : Buffer.concat([...started, last]);
              started = [];
              onRequest(element);
            }
            break;
        }
      }
      if (isInElement) started.push(chunk.subarray(from));
      else between += chunk.toString('latin1', from);
    },

    end: () => JSON.parse(Buffer.from(between, 'latin1').toString('utf8')),
  };
}
