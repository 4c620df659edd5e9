import { describe, expect, it } from 'vitest';
import { baseUrl, type CameraUrl, controlUrl, parseCameraUrl } from '../../../src/relay/rtsp/camera-url.ts';

describe('when a stream address is read', () => {
  it.each([
    ['rtsp://10.0.0.1/a?b=c&d', '10.0.0.1', 554, 'rtsp://10.0.0.1/a?b=c&d'],
    [' \n rtsp://cam:8554/x \n', 'cam', 8554, 'rtsp://cam:8554/x'],
    ['RTSP://user:p@ss:w@10.0.0.1:554/x', '10.0.0.1', 554, 'rtsp://10.0.0.1/x'],
    ['rtsp://[fe80::1]:555', 'fe80::1', 555, 'rtsp://[fe80::1]:555/'],
    ['rtsp://h?channel=1', 'h', 554, 'rtsp://h?channel=1'],
  ])('keeps its path and drops credentials (quirk 15): %s', (address, host, port, text) => {
    expect(parseCameraUrl(address)).toEqual({ host, port, text });
  });

  it.each([
    'http://a/',
    'rtsp://',
    'rtsp://h:80:554/x',
    'rtsp://h:0/',
    'rtsp://h/a b',
    'rtsp://h/a\r\nX: y',
    'x',
  ])('refuses anything else: %s', (address) => {
    expect(parseCameraUrl(address)).toBeUndefined();
  });
});

const asked: CameraUrl = { host: 'h', port: 8554, text: 'rtsp://h:8554/live?x=1' };

describe('when the base of controls is chosen', () => {
  it.each([
    [[undefined, 'rtsp://h/live/'], 'rtsp://h/live/'],
    [['rtsp://u:p@h/session', 'rtsp://h/live/'], 'rtsp://h/session'],
    [['/live/'], 'rtsp://h:8554/live/'],
    [['h/live/'], asked.text],
    [['', 'rtsp://h/a b'], asked.text],
    [[], asked.text],
  ])('believes %j as far as it makes sense (quirk 19)', (offers, base) => {
    expect(baseUrl(asked, offers)).toBe(base);
  });
});

describe('when a control is resolved', () => {
  it.each([
    ['rtsp://h/a/', 'track1', 'rtsp://h/a/track1'],
    ['rtsp://h/a', 'track1', 'rtsp://h/a/track1'],
    ['rtsp://h/a?b=c', 'track1', 'rtsp://h/a?b=c/track1'],
    ['rtsp://h/a/', '/track1', 'rtsp://h/a/track1'],
    ['rtsp://h/a', '/track1', 'rtsp://h/a/track1'],
    ['rtsp://h/a', '?ctype=video', 'rtsp://h/a?ctype=video'],
    ['rtsp://h/a', 'rtsp://u:p@h/other?x', 'rtsp://h/other?x'],
    ['rtsp://h/a', '*', 'rtsp://h/a'],
    ['rtsp://h/a', undefined, 'rtsp://h/a'],
  ])('joins %s and %s', (base, control, url) => {
    expect(controlUrl(base, control)).toBe(url);
  });
});
