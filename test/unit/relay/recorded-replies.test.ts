import { describe, expect } from 'vitest';
import { baseUrl, controlUrl, parseCameraUrl } from '../../../src/relay/rtsp/camera-url.ts';
import { InterleavedFramer } from '../../../src/relay/rtsp/interleaved-framer.ts';
import { headerValue, type RtspMessage, statusOf } from '../../../src/relay/rtsp/message.ts';
import { parseSdp } from '../../../src/relay/rtsp/sdp.ts';
import { parseInterleaved, parseSession } from '../../../src/relay/rtsp/session-header.ts';
import { corpus, itWithCorpora } from './corpora.ts';

function reply(name: string): RtspMessage {
  const messages: RtspMessage[] = [];
  const framer = new InterleavedFramer({ onFrame: () => {}, onMessage: (message) => messages.push(message) });
  framer.push(corpus(`rtsp/${name}.txt`));
  const [message] = messages;
  if (!message || messages.length !== 1) throw new Error(`${name}: ${messages.length} messages`);
  return message;
}

const lan = 'rtsp://192.168.5.';
const described: [name: string, codec: string, sets: number, setup: string][] = [
  ['bunny_describe', 'h264', 2, 'rtsp://wowzaec2demo-stream.invalid/vod/mp4:BigBuckBunny_115k.mov/trackID=2'],
  [
    'dahua_describe_h264_aac_onvif',
    'h264',
    2,
    `${lan}111:554/cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif/trackID=0`,
  ],
  [
    'dahua_describe_h265_pcma',
    'h265',
    3,
    'rtsp://cam-driveway/cam/realmonitor?channel=1&subtype=2/trackID=0',
  ],
  ['foscam_describe', 'h264', 2, `${lan}107:65534/videoMain/track1`],
  [
    'gw_main_describe',
    'h264',
    2,
    'rtsp://192.168.1.110:5050/H264?channel=1&subtype=0&unicast=true&proto=Onvif/video',
  ],
  [
    'gw_sub_describe',
    'h264',
    2,
    'rtsp://192.168.1.110:5049/H264?channel=1&subtype=1&unicast=true&proto=Onvif/video',
  ],
  [
    'hikvision_describe',
    'h264',
    2,
    `${lan}106:554/Streaming/Channels/101/trackID=1?transportmode=unicast&profile=Profile_1`,
  ],
  ['reolink_describe', 'h264', 2, `${lan}206/h264Preview_01_main/trackID=1`],
  ['reolink_describe_control_first', 'h264', 2, `${lan}206/h264Preview_01_main/trackID=1`],
];

describe('when a recorded camera describes itself', () => {
  for (const [name, codec, sets, setup] of described) {
    itWithCorpora(`finds the video of ${name} and where to set it up`, () => {
      const message = reply(name);
      const { control, video } = parseSdp(message.body);
      const asked = parseCameraUrl('rtsp://asked/')?.text ?? '';
      const offers = [control === '*' ? undefined : control, headerValue(message, 'content-base')];
      const base = baseUrl({ host: '', port: 0, text: asked }, offers);
      expect(video).toMatchObject({ codec, clockRate: 90_000 });
      expect(video?.parameterSets).toHaveLength(sets);
      expect(controlUrl(base, video?.control)).toBe(setup);
    });
  }

  itWithCorpora('skips the media line of TP-Link that is none', () => {
    const { video } = parseSdp(corpus('rtsp/tplink_sdp.txt').toString());
    expect(video).toMatchObject({ codec: 'h265', payloadType: 96, control: 'track1' });
    expect(video?.parameterSets.map((set) => (set[0] ?? 0) >> 1)).toEqual([32, 33, 34]);
  });
});

describe('when a recorded camera sets up and plays', () => {
  const setups: [string, string, number, number][] = [
    ['bunny_setup', '1642021126', 60_000, 0],
    ['dahua_setup', '634214675641', 60_000, 0],
    ['gw_main_setup_video', '9a90de54', 60_000, 0],
    ['gw_main_setup_audio', '9a90de54', 60_000, 2],
    ['gw_sub_setup', '9b0d0e54', 60_000, 0],
    ['hikvision_setup', '708345999', 60_000, 0],
    ['reolink_setup', 'F8F8E425', 60_000, 0],
    ['gw_main_play', '9a90de54', 120_000, 0],
  ];
  for (const [name, id, timeoutMs, rtp] of setups) {
    itWithCorpora(`reads session and channels of ${name}`, () => {
      const message = reply(name);
      expect(parseSession(headerValue(message, 'session') ?? '')).toEqual({ id, timeoutMs });
      const transport = headerValue(message, 'transport');
      if (transport !== undefined) expect(parseInterleaved(transport)).toEqual({ rtp, rtcp: rtp + 1 });
    });
  }

  for (const name of [
    'bunny_play',
    'dahua_options',
    'dahua_play',
    'gw_sub_play',
    'hikvision_play',
    'reolink_play',
    'reolink_teardown',
  ]) {
    itWithCorpora(`reads ${name}`, () => {
      expect(statusOf(reply(name))).toBe(200);
    });
  }
});
