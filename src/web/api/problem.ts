/** What the service refused (RFC 9457), or `code` `network` when it could not be asked at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly field?: string,
  ) {
    super(detail);
  }
}

export const unreachable = (): Problem => new Problem(0, 'network', 'The service does not answer.');

/** An answer that is no success, as what it says of itself. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Record<string, string>>;
  return new Problem(response.status, body.code ?? 'internal', body.detail ?? '', body.field);
}

export const asProblem = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem(0, 'internal', String(thrown));
