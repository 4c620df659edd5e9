import { describe, expect, it } from 'vitest';
import {
  bodyLength,
  formatMessage,
  headerValues,
  parseHead,
  requestLineOf,
  statusOf,
} from '../../../src/relay/rtsp/message.ts';

const parsed = (head: string) => ({ ...parseHead(head), body: '' });

describe('when a head is read', () => {
  it('takes bare line feeds, folded lines, odd spaces and lines without a colon', () => {
    const message = parsed(
      'RTSP/1.0 200 OK\nCSeq:4\nSession :  12 ;timeout=60\n  ;x=1\nrubbish\nPublic: A\nPublic: B',
    );
    expect(statusOf(message)).toBe(200);
    expect(message.headers).toEqual([
      ['cseq', '4'],
      ['session', '12 ;timeout=60 ;x=1'],
      ['public', 'A'],
      ['public', 'B'],
    ]);
    expect(headerValues(message, 'public')).toEqual(['A', 'B']);
  });

  it('tells requests from responses', () => {
    expect(requestLineOf(parsed('OPTIONS rtsp://h/x RTSP/1.0'))).toEqual({
      method: 'OPTIONS',
      url: 'rtsp://h/x',
    });
    expect(requestLineOf(parsed('RTSP/1.0 200 OK'))).toBeUndefined();
    expect(statusOf(parsed('OPTIONS rtsp://h/x RTSP/1.0'))).toBeUndefined();
  });

  it.each([
    ['too many headers', `RTSP/1.0 200 OK\r\n${'A: b\r\n'.repeat(65)}`],
    ['a line is too long', `RTSP/1.0 200 OK\r\nA: ${'b'.repeat(5000)}`],
  ])('refuses what breaks a limit: %s', (what, head) => {
    expect(() => parseHead(head)).toThrow(what);
  });

  it('refuses a body beyond its limit and takes an unreadable length for none', () => {
    expect(() => bodyLength(parseHead('RTSP/1.0 200 OK\r\nContent-Length: 65537'))).toThrow(
      'body is too long',
    );
    expect(bodyLength(parseHead('RTSP/1.0 200 OK\r\nContent-Length: many'))).toBe(0);
  });
});

describe('when a message is written', () => {
  it('counts its body in bytes', () => {
    expect(formatMessage('RTSP/1.0 200 OK', [['CSeq', 3]], 'é')).toBe(
      'RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 2\r\n\r\né',
    );
  });

  it('refuses a value that would start another header', () => {
    expect(() => formatMessage('PLAY rtsp://h RTSP/1.0', [['Session', '1\r\nX: y']])).toThrow(
      'control character',
    );
  });
});
