/** A refusal of the service, in its own words (RFC 9457). */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    /** Stable; listed in src/api/README.md. Empty when the answer was no problem+json. */
    readonly code: string,
    readonly detail: string,
    /** The input field at fault. */
    readonly field?: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }

  static async of(response: Response): Promise<Refusal> {
    const text = await response.text();
    try {
      const { code, detail, title, field } = JSON.parse(text) as Record<string, string | undefined>;
      return new Refusal(response.status, code ?? '', detail ?? title ?? '', field);
    } catch {
      return new Refusal(response.status, '', text.slice(0, 200));
    }
  }
}
