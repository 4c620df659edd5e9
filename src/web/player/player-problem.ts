import type { ErrorData } from 'hls.js';
import { Problem } from '../api/problem.ts';

/** What ended the playing, in our codes. */
export function playerProblem({ details, response, networkDetails }: ErrorData): Problem {
  if (['levelEmptyError', 'levelParsingError'].includes(details))
    return new Problem(0, 'nothing-recorded', '');
  if (response?.code === 401) return new Problem(401, 'sign-in-needed', '');
  const refusal = response && refusalIn(networkDetails);
  return refusal
    ? new Problem(response?.code ?? 0, ...refusal)
    : new Problem(0, 'player-failed', String(details));
}

/** Footage that is not given out, because it is not what was recorded. */
export const isAltered = ({ code }: Problem): boolean =>
  code === 'segment-altered' || code === 'footage-altered';

/** A stretch that is not played, with footage behind it that may. */
export const isRefusedStretch = (problem: Problem): boolean =>
  isAltered(problem) || problem.code === 'copy-failed';

/** Nothing comes of asking once more. */
export const endsPlaying = (problem: Problem): boolean =>
  isRefusedStretch(problem) || ['copy-encoder-missing', 'copy-late'].includes(problem.code);

/** The browser takes no footage of this codec, or fails in decoding it. */
export const isCodecRefused = ({ code, detail }: Problem): boolean =>
  code === 'player-failed' && detail.startsWith('buffer');

/** Code and detail of the problem that the service answered with (RFC 9457), where it did. */
function refusalIn(request: unknown): [code: string, detail: string] | undefined {
  if (!(request instanceof XMLHttpRequest)) return undefined;
  const response: unknown = request.response;
  const text = response instanceof ArrayBuffer ? new TextDecoder().decode(response) : String(response);
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown };
    return typeof code === 'string' ? [code, String(detail)] : undefined;
  } catch {
    return undefined;
  }
}
