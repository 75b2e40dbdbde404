const STATUS_OF = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  conflict_error: 409,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
} as const;

type ErrorType = keyof typeof STATUS_OF;

/** A call that the API refuses. Thrown by the endpoints, answered by the server. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    type: ErrorType | (string & {}),
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = statusOf(type);
    this.type = type;
    this.headers = headers;
  }
}

/** The HTTP status of an error type; 500 for one that is not known. */
function statusOf(type: string): number {
  return STATUS_OF[type as ErrorType] ?? 500;
}

/** The error type that comes with an HTTP status. */
export function errorTypeOf(status: number): string {
  const entry = Object.entries(STATUS_OF).find(([, known]) => known === status);
  return entry?.[0] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
}

/** The body of an error reply, and the `error` of an errored result. */
export function errorBody(type: string, message: string, requestId: string, errorCode?: string) {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return { type: 'error', error: { type, message, ...details }, request_id: requestId };
}
