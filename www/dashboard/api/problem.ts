import type { ProblemBody } from './types';

/** Why a question got no answer; `code` is the API's, or `network` or `unreadable`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? '');
    this.status = status;
    this.code = body.code ?? `http_${status}`;
  }

  /** Whether another token would help. */
  get isDenied(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

/** The problem in a refused response, whatever its body turns out to be. */
export async function problemOf(response: Response): Promise<Problem> {
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson ? await response.json().catch(() => null) : null;
  return new Problem(response.status, body !== null && typeof body === 'object' ? body : {});
}
