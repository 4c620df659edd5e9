import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { offline } from '../../../src/relay/camera/camera-failure.ts';
import { RequestChannel } from '../../../src/relay/camera/request-channel.ts';
import type { RtspMessage } from '../../../src/relay/rtsp/message.ts';
import { WakeUps } from '../../../src/relay/wake-ups.ts';

const reply = (status: number, ...headers: [string, string][]): RtspMessage => ({
  startLine: `RTSP/1.0 ${status} x`,
  headers,
  body: '',
});
const challenge = (rest: string): [string, string] => ['www-authenticate', `Digest realm="r", ${rest}`];

/** A channel whose camera answers each request by the next of `answers`. */
function aChannel(answers: RtspMessage[], isAnonymous = false) {
  const sent: string[] = [];
  const channel = new RequestChannel({
    credentials: isAnonymous ? undefined : { user: 'u', password: 's3cret' },
    allowsBasic: false,
    timeoutMs: 1000,
    wakeUps: new WakeUps(),
    send: (text) => {
      sent.push(text);
      const answer = answers.shift();
      if (answer) queueMicrotask(() => channel.onResponse(answer));
    },
  });
  return { channel, sent };
}

describe('when a camera asks for a password', () => {
  it('answers at once, and unasked from then on, counting the nonce', async () => {
    const { channel, sent } = aChannel([
      reply(401, challenge('nonce="a", qop="auth"')),
      reply(200),
      reply(200),
    ]);
    await channel.request('DESCRIBE', 'rtsp://h/x');
    await channel.request('SETUP', 'rtsp://h/x/1');
    expect(sent.map((text) => /nc=(\d+)/.exec(text)?.[1])).toEqual([undefined, '00000001', '00000002']);
    expect(sent[2]).toContain('uri="rtsp://h/x/1"');
    expect(sent.join()).not.toContain('s3cret');
  });

  it('tries a wrong password once: cameras lock accounts (quirk 11)', async () => {
    const refusals = ['a', 'b', 'c', 'd'].map((nonce) => reply(401, challenge(`nonce="${nonce}"`)));
    const { channel, sent } = aChannel(refusals);
    await expect(channel.request('DESCRIBE', 'rtsp://h/x')).rejects.toMatchObject({
      code: 'camera-refused-password',
    });
    expect(sent).toHaveLength(2);
  });

  it('tries once more for a stale nonce, and no more than that', async () => {
    const refusals = ['a', 'b', 'c', 'd'].map((nonce) =>
      reply(401, challenge(`nonce="${nonce}", stale=true`)),
    );
    const { channel, sent } = aChannel(refusals);
    await expect(channel.request('DESCRIBE', 'rtsp://h/x')).rejects.toMatchObject({
      code: 'camera-refused-password',
    });
    expect(sent).toHaveLength(3);
  });

  it('takes a new nonce for a later request', async () => {
    const { channel, sent } = aChannel([
      reply(401, challenge('nonce="a"')),
      reply(200),
      reply(401, challenge('nonce="b"')),
      reply(200),
    ]);
    await channel.request('DESCRIBE', 'rtsp://h/x');
    await channel.request('GET_PARAMETER', 'rtsp://h/x');
    expect(sent.at(-1)).toContain('nonce="b"');
  });

  it.each([
    ['without having one', true, 'Digest realm="r", nonce="a"', 'camera-refused-password'],
    ['by Basic, which is not allowed', false, 'Basic realm="r"', 'camera-basic-only'],
    ['by nothing we know', false, 'Negotiate', 'camera-refused-password'],
  ])('sends nothing more when asked %s', async (_, isAnonymous, header, code) => {
    const { channel, sent } = aChannel([reply(401, ['www-authenticate', header])], isAnonymous);
    await expect(channel.request('DESCRIBE', 'rtsp://h/x')).rejects.toMatchObject({ code });
    expect(sent).toHaveLength(1);
  });
});

describe('when answers come', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('matches them by CSeq, and gives one without to the oldest', async () => {
    const { channel } = aChannel([]);
    const [first, second] = [channel.request('OPTIONS', 'rtsp://h'), channel.request('OPTIONS', 'rtsp://h')];
    channel.onResponse(reply(202, ['cseq', '2']));
    channel.onResponse(reply(201));
    channel.onResponse(reply(203));
    expect([await first, await second].map(({ startLine }) => startLine)).toEqual([
      'RTSP/1.0 201 x',
      'RTSP/1.0 202 x',
    ]);
  });

  it('gives up on one that does not', async () => {
    const { channel } = aChannel([]);
    const request = expect(channel.request('OPTIONS', 'rtsp://h')).rejects.toMatchObject({
      code: 'camera-offline',
    });
    await vi.advanceTimersByTimeAsync(1100);
    await request;
  });

  it('fails all, also later ones, once closed', async () => {
    const { channel } = aChannel([]);
    const request = channel.request('OPTIONS', 'rtsp://h');
    channel.close(offline('went'));
    await expect(request).rejects.toMatchObject({ code: 'camera-offline' });
    await expect(channel.request('OPTIONS', 'rtsp://h')).rejects.toMatchObject({ code: 'camera-offline' });
    vi.advanceTimersByTime(2000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
