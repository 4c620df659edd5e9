import { z } from 'zod';
import { dayMs } from '../src/core/index.ts';
import { optional, setting, text } from './setting.ts';
import {
  addressList,
  duration,
  gigabytes,
  hours,
  ipAddress,
  minutes,
  seconds,
  slug,
  tileTemplate,
  timeZone,
  wardName,
  whole,
} from './values.ts';

/** The ward: sites, cameras, recording, requests, retention. */
export const wardSettings = {
  segmentMs: setting('MINHCHUNG_SEGMENT_SECONDS', '60', seconds(5, 600), 'Length of a segment, 5 to 600 s.'),
  site: setting(
    'MINHCHUNG_SITE',
    'ward',
    slug,
    'Site of this process: the network whose cameras its workers reach. A ward may have several; `minhchung site add` adds one.',
  ),
  ward: optional(
    'MINHCHUNG_WARD',
    wardName,
    'Ward of the catalogue, by name or id; a process refuses any other. At the first start on an empty catalogue: the name of the ward, else that of its site.',
  ),
  timeZone: setting(
    'MINHCHUNG_TIME_ZONE',
    'Asia/Ho_Chi_Minh',
    timeZone,
    'IANA zone in which times are shown and days begin. Inside and in the API, times are UTC.',
  ),
  clockIsStated: setting(
    'MINHCHUNG_CLOCK_SYNC',
    'asked',
    z.enum(['asked', 'stated'], 'must be asked or stated').transform((text) => text === 'stated'),
    'Whether the clock is synchronised. asked: timedatectl is asked, then chronyc. stated: where neither answers, as in a container, you state that the host synchronises it, and a policy that requires this expires footage.',
  ),
  mapTiles: optional(
    'MINHCHUNG_MAP_TILES',
    tileTemplate,
    'Map tiles, such as https://tiles.example.vn/{z}/{x}/{y}.png. Empty: the map shows the imported shapes only, and browsers contact this service only. Set: that server learns which places a user looks at.',
  ),
  mapCredit: setting(
    'MINHCHUNG_MAP_CREDIT',
    '',
    text,
    'Attribution in the corner of the map, which most tile servers require.',
  ),
  cameraNetworks: setting(
    'MINHCHUNG_CAMERA_NETWORKS',
    '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7',
    addressList,
    'Networks that cameras stand in, with commas between. An address that a camera, a file or a person gives leads into them only. Loopback, link-local and metadata addresses of clouds must be named by a network of their own, such as 127.0.0.0/8.',
  ),
  discoveryInterface: optional(
    'MINHCHUNG_DISCOVERY_INTERFACE',
    ipAddress,
    'IP address of the network interface for discovery. Empty: the interface of the default route.',
  ),
  discoveryEveryMs: setting(
    'MINHCHUNG_DISCOVERY_EVERY_MINUTES',
    '15',
    minutes(0, 1_440),
    'Time between two scheduled discoveries; 0: only on demand.',
  ),
  recorder: setting(
    'MINHCHUNG_RECORDER',
    'ffmpeg',
    z.enum(['ffmpeg', 'direct', 'auto'], 'must be ffmpeg, direct or auto'),
    'What writes the footage. ffmpeg: one ffmpeg a stream. direct: the recording worker itself, without a process a stream. auto: direct, and ffmpeg where direct cannot write the stream; the log names the reason.',
  ),
  recorderCapacity: setting(
    'MINHCHUNG_RECORDER_CAPACITY',
    '200',
    whole(1, 10_000),
    'Maximum number of streams of one recording worker.',
  ),
  relayReadEveryMs: setting(
    'MINHCHUNG_RELAY_READ_EVERY_MS',
    '200',
    whole(0, 2_000),
    "Time between two reads of a camera's socket, jittered; 0: reads as data arrive.",
  ),
  relayWriteEveryMs: setting(
    'MINHCHUNG_RELAY_WRITE_EVERY_MS',
    '1000',
    whole(0, 5_000),
    'Time between two writes to the recorder; a crash can lose that much more.',
  ),
  lookupMaxMs: setting(
    'MINHCHUNG_LOOKUP_MAX_HOURS',
    '744',
    hours(1, 744),
    'Longest time range of one look-up.',
  ),
  requestMaxMs: setting(
    'MINHCHUNG_REQUEST_MAX_HOURS',
    '2',
    hours(1, 744),
    'Longest time range of one request.',
  ),
  copyCpuPercent: setting(
    'MINHCHUNG_COPY_CPU_PERCENT',
    '50',
    whole(1, 100),
    'Share of the processors of this machine that may convert H.265 to H.264 for browsers that do not play it; at least one copy is made at a time. Recording comes first.',
  ),
  picturesCpuPercent: setting(
    'MINHCHUNG_PICTURES_CPU_PERCENT',
    '50',
    whole(1, 100),
    'Share of the processors of this machine that stills and storyboards may use. Beyond it they are made later: recording comes first.',
  ),
  unapprovedMostBytes: setting(
    'MINHCHUNG_UNAPPROVED_HELD_GB',
    '500',
    gigabytes(1, 1_000_000),
    'Maximum footage that unapproved requests and holds by hand may hold. Beyond it new ones are refused, but no emergency; at four fifths the inbox warns.',
  ),
  retentionFloorMs: setting(
    'MINHCHUNG_MINIMUM_RETENTION',
    '7d',
    duration(1_000, 3_660 * dayMs),
    'Retention floor, such as 30s, 12h or 7d. Nothing younger expires, whatever policy or quota is set in the console. Below 1d `/readyz` is degraded.',
  ),
  shorteningDelayMs: setting(
    'MINHCHUNG_SHORTENING_DELAY',
    '24h',
    duration(1_000, 30 * dayMs),
    'Time before a change that makes footage expire sooner takes effect, such as fewer days or a confirmed clock. Custodians get a mail, and can stop it.',
  ),
  emergencyUnreviewed: setting(
    'MINHCHUNG_EMERGENCY_UNREVIEWED',
    '2',
    whole(1, 100),
    'Emergencies that one officer may have opened without a review. A further one waits until a second person countersigns it.',
  ),
  emergencyCameras: setting(
    'MINHCHUNG_EMERGENCY_CAMERAS',
    '20',
    whole(1, 10_000),
    'Maximum number of cameras of one emergency.',
  ),
  emergencyServedBytes: setting(
    'MINHCHUNG_EMERGENCY_SERVED_GB',
    '2',
    gigabytes(1, 100_000),
    'Maximum footage that one emergency serves before its review.',
  ),
};
