import { describe, expect, it } from 'vitest';
import { parseSdp } from '../../../src/relay/rtsp/sdp.ts';
import { parseInterleaved, parseSession } from '../../../src/relay/rtsp/session-header.ts';

describe('when a description is odd (quirks 19, 20)', () => {
  it('does without o=, takes bare line feeds, a trailing semicolon and empty sprop', () => {
    const text =
      'v=0\nm=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:96 packetization-mode=1; sprop-parameter-sets=;\n';
    expect(parseSdp(text).video).toEqual({
      codec: 'h264',
      payloadType: 96,
      clockRate: 90_000,
      control: undefined,
      parameterSets: [],
    });
  });

  it('passes over a video it cannot record for one it can, and over audio (quirk 24)', () => {
    const { video } = parseSdp(
      [
        'm=audio 0 RTP/AVP 8',
        'm=video 0 RTP/AVP 26',
        'a=rtpmap:26 JPEG/90000',
        'm=video 0 RTP/AVP 97 98',
        'a=rtpmap:97 rtx/90000',
        'a=rtpmap:98 hevc / 90000',
        'a=control:two',
      ].join('\r\n'),
    );
    expect(video).toMatchObject({ codec: 'h265', payloadType: 98, control: 'two' });
  });

  it.each(['', 'm=video', 'm=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', '\0\0'])(
    'finds none in %j',
    (text) => {
      expect(parseSdp(text).video).toBeUndefined();
    },
  );

  it('takes parameter sets of its own payload type alone', () => {
    const text =
      'm=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:97 sprop-parameter-sets=Z00=\na=fmtp:96 sprop-parameter-sets=aO48gA==,';
    expect(parseSdp(text).video?.parameterSets).toEqual([Buffer.from('aO48gA==', 'base64')]);
  });
});

describe('when session and transport are read', () => {
  it.each([
    ['  12;timeout=30', { id: '12', timeoutMs: 30_000 }],
    ['12 ; Timeout = 10', { id: '12', timeoutMs: 10_000 }],
    ['12', { id: '12', timeoutMs: 60_000 }],
    ['12;timeout=0', { id: '12', timeoutMs: 1_000 }],
    ['', undefined],
    ['a b', undefined],
  ])('reads session %j', (value, session) => {
    expect(parseSession(value)).toEqual(session);
  });

  it.each([
    ['RTP/AVP/TCP;unicast;interleaved=2-3;ssrc= 30A98EE7', { rtp: 2, rtcp: 3 }],
    ['RTP/AVP/TCP;unicast', { rtp: 0, rtcp: 1 }],
    ['RTP/AVP;unicast;interleaved=4', { rtp: 4, rtcp: 5 }],
    ['RTP/AVP;unicast;client_port=5000-5001', undefined],
  ])('reads transport %j', (value, channels) => {
    expect(parseInterleaved(value)).toEqual(channels);
  });
});
