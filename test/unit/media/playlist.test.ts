import { describe, expect, it } from 'vitest';
import { formatMediaPlaylist, type PlaylistSegment } from '../../../src/media/index.ts';

const startMs = Date.UTC(2026, 10, 21, 13, 5, 0, 123);

const aSegment = (id: string, fromMs: number, ...durations: number[]): PlaylistSegment => ({
  id,
  gops: durations.map((mediaDurationMs, i) => ({
    number: i + 3,
    wallMs: fromMs + i * 2000,
    mediaDurationMs,
  })),
});

const urls = {
  mapUrl: (id: string): string => `segments/${id}/init`,
  gopUrl: (id: string, number: number): string => `segments/${id}/gops/${number}`,
};

describe('when two stored segments are played', () => {
  it('lists every GOP with its wall time, and a map and a discontinuity per segment', () => {
    const segments = [aSegment('a', startMs, 2000, 1933), aSegment('b', startMs + 60_000, 2001)];
    expect(formatMediaPlaylist(segments, { ...urls, isOpen: false })).toBe(
      `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:3
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="segments/a/init"
#EXT-X-PROGRAM-DATE-TIME:2026-11-21T13:05:00.123Z
#EXTINF:2.000,
segments/a/gops/3
#EXT-X-PROGRAM-DATE-TIME:2026-11-21T13:05:02.123Z
#EXTINF:1.933,
segments/a/gops/4
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="segments/b/init"
#EXT-X-PROGRAM-DATE-TIME:2026-11-21T13:06:00.123Z
#EXTINF:2.001,
segments/b/gops/3
#EXT-X-ENDLIST
`,
    );
  });
});

describe('when each GOP has an initialisation section of its own', () => {
  it('names it before each, without a discontinuity between them', () => {
    const mapUrl = (id: string, number: number) => `segments/${id}/copies/${number}/init`;
    const text = formatMediaPlaylist([aSegment('a', startMs, 2000, 2000)], {
      ...urls,
      mapUrl,
      isOpen: false,
    });
    const maps = ['#EXT-X-MAP:URI="segments/a/copies/3/init"', '#EXT-X-MAP:URI="segments/a/copies/4/init"'];
    expect(text.match(/^#EXT-X-MAP.*$/gm)).toEqual(maps);
    expect(text).not.toContain('#EXT-X-DISCONTINUITY');
  });
});

describe('when more may follow', () => {
  it('is an event without an end', () => {
    const text = formatMediaPlaylist([aSegment('a', startMs, 2000)], { ...urls, isOpen: true });
    expect(text).toContain('#EXT-X-PLAYLIST-TYPE:EVENT\n');
    expect(text).not.toContain('#EXT-X-ENDLIST');
  });
});

describe('when there is nothing to play', () => {
  it('is an empty list, also for segments of which no GOP was chosen', () => {
    const text = formatMediaPlaylist([aSegment('a', startMs)], { ...urls, isOpen: false });
    expect(text).not.toContain('#EXT-X-MAP');
    expect(text).toContain('#EXT-X-TARGETDURATION:1\n');
  });
});

describe('when a URL would leave its line or its quotes', () => {
  it.each(['a\n#EXT-X-KEY:METHOD=NONE', 'a\r', 'a"b', 'a b', '', '#a', 'ngày'])('refuses %j', (url) => {
    const segments = [aSegment('a', startMs, 2000)];
    expect(() => formatMediaPlaylist(segments, { ...urls, gopUrl: () => url, isOpen: false })).toThrow('URL');
    expect(() => formatMediaPlaylist(segments, { ...urls, mapUrl: () => url, isOpen: false })).toThrow('URL');
  });
});
