/** Why the API would refuse a request's params: an error type and a message as it words them. */
export interface RequestFault {
  readonly type: 'invalid_request_error' | 'not_found_error';
  /** Where, from the params' root: `messages.0.content`. */
  readonly path: string;
  readonly message: string;
}

/** Params before anybody has checked them. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fault whose message starts with its path, as the API words faults of shape. */
export function misshaped(path: string, text: string): RequestFault {
  return { type: 'invalid_request_error', path, message: `${path}: ${text}` };
}

/** A fault with a text of its own, as the API words faults of meaning. */
export function refused(path: string, message: string): RequestFault {
  return { type: 'invalid_request_error', path, message };
}
