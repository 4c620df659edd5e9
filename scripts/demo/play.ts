import { clockErrorMs, decodeClocks } from '../ward/index.ts';
import type { ApiClient } from './api-client.ts';

/** One entry of a playlist: a GOP, its initialisation section, and the wall time of its start. */
interface Entry {
  readonly mapUrl: string;
  readonly url: string;
  readonly startMs: number;
  readonly lengthMs: number;
}

export interface PlayedMinute {
  readonly gops: number;
  readonly frames: number;
  /** Wall time of the first and last frame, from the playlist. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Largest difference between burnt-in clock and playlist wall time, signed. */
  readonly clockErrorMs: number;
  /** Number of frames whose burnt-in clock could not be read. */
  readonly unread: number;
}

/**
 * Plays the footage of a request as a player would: fetches the playlist, then each GOP after its
 * initialisation section, and decodes them with ffmpeg. Compares each frame's burnt-in clock with the
 * playlist's wall time.
 */
export async function play(
  officer: ApiClient,
  playlistPath: string,
  range: { readonly fromMs: number; readonly toMs: number },
): Promise<PlayedMinute> {
  const query = new URLSearchParams({
    from: new Date(range.fromMs).toISOString(),
    to: new Date(range.toMs).toISOString(),
  });
  const { bytes } = await officer.bytes(`${playlistPath}?${query.toString()}`);
  const entries = parsePlaylist(bytes.toString('utf8'), playlistPath);
  const stretches: PlayedStretch[] = [];
  for (const stretch of stretchesOf(entries)) stretches.push(await playStretch(officer, stretch));
  return summary(entries, stretches);
}

/** Groups entries that share an initialisation section: a player decodes them in one go. */
function stretchesOf(entries: readonly Entry[]): Entry[][] {
  const stretches: Entry[][] = [];
  for (const entry of entries) {
    const last = stretches.at(-1);
    if (last?.[0]?.mapUrl === entry.mapUrl) last.push(entry);
    else stretches.push([entry]);
  }
  return stretches;
}

interface PlayedStretch {
  readonly errorsMs: readonly number[];
  readonly unread: number;
}

async function playStretch(officer: ApiClient, entries: readonly Entry[]): Promise<PlayedStretch> {
  const urls = [...entries.slice(0, 1).map(({ mapUrl }) => mapUrl), ...entries.map(({ url }) => url)];
  const parts: Buffer[] = [];
  for (const url of urls) parts.push((await officer.bytes(url)).bytes);
  const frames = await decodeClocks({ input: Buffer.concat(parts) });
  const firstMs = Math.min(...frames.map(({ ptsMs }) => ptsMs));
  const errorsMs = frames.flatMap(({ ptsMs, loopMs }) =>
    loopMs === null ? [] : [clockErrorMs(loopMs, wallOf(entries, ptsMs - firstMs))],
  );
  return { errorsMs, unread: frames.length - errorsMs.length };
}

/** Wall time at `playedMs` after the start of the entries, as a player computes it. */
function wallOf(entries: readonly Entry[], playedMs: number): number {
  let [leftMs, startMs] = [playedMs, Number.NaN];
  for (const entry of entries) {
    startMs = entry.startMs;
    // By rounding, a frame on the border may fall to either side.
    if (leftMs < entry.lengthMs - 1) break;
    if (entry !== entries.at(-1)) leftMs -= entry.lengthMs;
  }
  return startMs + leftMs;
}

function summary(entries: readonly Entry[], played: readonly PlayedStretch[]): PlayedMinute {
  const errors = played.flatMap(({ errorsMs }) => errorsMs);
  const worst = errors.reduce((far, error) => (Math.abs(error) > Math.abs(far) ? error : far), 0);
  const last = entries.at(-1);
  return {
    gops: entries.length,
    frames: errors.length,
    fromMs: entries[0]?.startMs ?? Number.NaN,
    toMs: last ? last.startMs + last.lengthMs : Number.NaN,
    clockErrorMs: worst,
    unread: played.reduce((sum, { unread }) => sum + unread, 0),
  };
}

/** Parses the entries of a media playlist (RFC 8216), whose URLs are relative to its own. */
function parsePlaylist(text: string, playlistPath: string): Entry[] {
  const absolute = (uri: string): string => new URL(uri, new URL(playlistPath, 'http://host')).pathname;
  const entries: Entry[] = [];
  let [mapUrl, startMs, lengthMs] = ['', Number.NaN, Number.NaN];
  for (const line of text.split('\n')) {
    const [, tag, value = ''] =
      /^#(EXT-X-MAP:URI=|EXT-X-PROGRAM-DATE-TIME:|EXTINF:)"?([^",]*)/.exec(line) ?? [];
    if (tag === 'EXT-X-MAP:URI=') mapUrl = absolute(value);
    else if (tag === 'EXT-X-PROGRAM-DATE-TIME:') startMs = Date.parse(value);
    else if (tag === 'EXTINF:') lengthMs = Number(value) * 1000;
    else if (line !== '' && !line.startsWith('#'))
      entries.push({ mapUrl, url: absolute(line), startMs, lengthMs });
  }
  return entries;
}
