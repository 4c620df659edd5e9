/** Parses `Session: id;timeout=seconds` (RFC 2326 §12.37); 60 s when the camera gives none. */
export function parseSession(value: string): { id: string; timeoutMs: number } | undefined {
  const [id = '', ...parameters] = value.split(';').map((part) => part.trim());
  if (!/^[!-~]+$/.test(id)) return undefined;
  const timeout = parameters
    .map((p) => /^timeout\s*=\s*(\d{1,6})$/i.exec(p)?.[1])
    .find((t) => t !== undefined);
  return { id, timeoutMs: Math.max(1, Number(timeout ?? '60')) * 1000 };
}

/** Channels of an interleaved transport (RFC 2326 §12.39); 0-1, as requested, when the camera gives none. */
export function parseInterleaved(transport: string): { rtp: number; rtcp: number } | undefined {
  if (!/\bTCP\b/i.test(transport) && !/interleaved/i.test(transport)) return undefined;
  const [, first = '0', second] = /interleaved\s*=\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?/i.exec(transport) ?? [];
  return { rtp: Number(first), rtcp: second === undefined ? Number(first) + 1 : Number(second) };
}
