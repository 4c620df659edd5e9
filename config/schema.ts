import { resolve } from 'node:path';
import { z } from 'zod';
import { dayMs } from '../src/core/index.ts';
import {
  addressList,
  duration,
  gigabytes,
  hostNameList,
  hours,
  ipAddress,
  minutes,
  seconds,
  serverUrl,
  slug,
  tileTemplate,
  timeZone,
  url,
  wardName,
  whole,
} from './values.ts';

/** One setting: its variable, and the parser of its text. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly variable: string;
  /** The text used when the variable is absent or empty. `undefined`: the setting is then absent too. */
  readonly fallback: string | undefined;
  readonly meaning: string;
  readonly secret: boolean;
  readonly parse: z.ZodType<Value, string>;
}

/** Only our settings have this prefix. An unknown variable with it is a typing mistake and is refused. */
export const prefix = 'MINHCHUNG_';

const text = z.string();

function setting<Value>(
  variable: string,
  fallback: string,
  parse: z.ZodType<Value, string>,
  meaning: string,
): Setting<Value> {
  return { variable, fallback, meaning, secret: false, parse };
}

function optional<Value>(
  variable: string,
  parse: z.ZodType<Value, string>,
  meaning: string,
): Setting<Value | undefined> {
  return { variable, fallback: undefined, meaning, secret: false, parse };
}

const secret = <Value>(of: Setting<Value>): Setting<Value> => ({ ...of, secret: true });

/** All settings. README.md and example.env are generated from this table. */
export const settings = {
  dataDir: setting(
    'MINHCHUNG_DATA_DIR',
    './data',
    text.transform((path) => resolve(path)),
    'Directory for all data on this host: spool, keys, and the embedded PostgreSQL, Redis and object store.',
  ),
  diskReserveBytes: setting(
    'MINHCHUNG_DISK_RESERVE_GB',
    '1',
    gigabytes(0, 100_000),
    'Free space that recording leaves on the disk of the data directory, and the disk store half of it, because expiry needs some. 0: no reserve.',
  ),
  databaseUrl: secret(
    optional(
      'DATABASE_URL',
      serverUrl('postgres:', 'postgresql:'),
      'PostgreSQL server. Empty: an embedded one is started in the data directory.',
    ),
  ),
  databasePassword: secret(
    optional(
      'DATABASE_PASSWORD',
      text,
      'Password for DATABASE_URL, where that has none. Any character may be in it, as it is.',
    ),
  ),
  redisUrl: secret(
    optional(
      'REDIS_URL',
      serverUrl('redis:', 'rediss:', 'unix:'),
      'Redis server (AOF on, `noeviction`), or unix:///path of its socket. Empty: an embedded one is started.',
    ),
  ),
  redisPassword: secret(
    optional(
      'REDIS_PASSWORD',
      text,
      'Password for REDIS_URL, where that has none. Any character may be in it, as it is.',
    ),
  ),
  s3Endpoint: optional(
    'S3_ENDPOINT',
    url('http:', 'https:'),
    'S3 server for segments. Empty: segments are stored on the local disk in the data directory.',
  ),
  s3AccessKey: secret(optional('S3_ACCESS_KEY', text, 'Access key; required with S3_ENDPOINT.')),
  s3SecretKey: secret(optional('S3_SECRET_KEY', text, 'Secret key; required with S3_ENDPOINT.')),
  s3RootAccessKey: secret(
    optional(
      'S3_ROOT_ACCESS_KEY',
      text,
      'Root user of a MinIO. Only `minhchung store prepare` uses it, to make the bucket and the user of S3_ACCESS_KEY: set it for that command alone.',
    ),
  ),
  s3RootSecretKey: secret(
    optional('S3_ROOT_SECRET_KEY', text, 'Password of the root user; required with S3_ROOT_ACCESS_KEY.'),
  ),
  s3Bucket: setting('S3_BUCKET', 'minh-chung', text, 'Bucket; created at first start if missing.'),
  s3Region: setting('S3_REGION', 'us-east-1', text, 'Region of the bucket.'),
  host: setting(
    'HOST',
    '127.0.0.1',
    text,
    'Address to listen on. Off loopback TLS is served, with a self-signed certificate made at first start unless TLS_CERT or MINHCHUNG_TRUSTED_PROXY is set.',
  ),
  port: setting('PORT', '8080', whole(0, 65_535), 'Port to listen on; 0: chosen by the operating system.'),
  tlsCertFile: optional(
    'TLS_CERT',
    text.transform((path) => resolve(path)),
    'Certificate chain, PEM file.',
  ),
  tlsKeyFile: optional(
    'TLS_KEY',
    text.transform((path) => resolve(path)),
    'Private key, PEM file.',
  ),
  trustedProxies: optional(
    'MINHCHUNG_TRUSTED_PROXY',
    addressList,
    'Address or subnet of the proxy that does TLS for us, several separated by commas. Plain HTTP is then served to it only, and the caller’s address in its header is trusted.',
  ),
  hostNames: optional(
    'MINHCHUNG_HOST_NAMES',
    hostNameList,
    'Names by which browsers call this service, with commas between, besides addresses, localhost, the name of this machine and those in TLS_CERT. Calls under other names are refused (421). Not used behind MINHCHUNG_TRUSTED_PROXY.',
  ),
  metricsToken: secret(
    optional(
      'MINHCHUNG_METRICS_TOKEN',
      text.min(20, 'must have 20 characters or more'),
      'Bearer token that opens /metrics to callers from other hosts; without it only this host may read them.',
    ),
  ),
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
    '24',
    hours(1, 744),
    'Longest time range of one look-up.',
  ),
  requestMaxMs: setting(
    'MINHCHUNG_REQUEST_MAX_HOURS',
    '2',
    hours(1, 744),
    'Longest time range of one request.',
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
    'Time before a change counts that makes footage expire sooner, such as fewer days or a confirmed clock. Custodians are told, and can stop it.',
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
  smtpUrl: secret(
    optional(
      'SMTP_URL',
      serverUrl('smtp:', 'smtps:'),
      'Mail server, with user and password. Empty: no mail is sent.',
    ),
  ),
  mailFrom: optional(
    'MAIL_FROM',
    z.email('must be an address'),
    'Address that mail comes from; required with SMTP_URL.',
  ),
  webhookUrl: optional(
    'WEBHOOK_URL',
    url('https:', 'http:'),
    'Address of a program of the ward that receives events of requests. Empty: none.',
  ),
  webhookSecret: secret(
    optional(
      'WEBHOOK_SECRET',
      text.min(20, 'must have 20 characters or more'),
      'Key of the HMAC-SHA256 that signs webhook events; required with WEBHOOK_URL.',
    ),
  ),
  publicUrl: optional(
    'MINHCHUNG_PUBLIC_URL',
    url('https:', 'http:').transform((address) => address.replace(/\/+$/, '')),
    'URL of the console, for links in mail and on the command line. Empty: mail has no link.',
  ),
  sessionMs: setting(
    'MINHCHUNG_SESSION_HOURS',
    '12',
    hours(1, 168),
    'Time after which a user must sign in again.',
  ),
  requiresSecondFactor: setting(
    'MINHCHUNG_SECOND_FACTOR',
    'required',
    z.enum(['required', 'optional'], 'must be required or optional').transform((text) => text === 'required'),
    'Whether all users but technicians must have a second factor: required or optional. Counts from the next sign-in.',
  ),
  agencyName: optional(
    'MINHCHUNG_AGENCY',
    text,
    'Office that signs printed papers, such as UBND PHƯỜNG HOA SIM. Empty: a dotted line.',
  ),
  agencySuperior: optional(
    'MINHCHUNG_AGENCY_SUPERIOR',
    text,
    'Superior office, printed above its name. Empty: no line.',
  ),
  agencyPlace: optional(
    'MINHCHUNG_AGENCY_PLACE',
    text,
    'Place in the date line of printed papers, such as Hoa Sim. Empty: a dotted line.',
  ),
  legalBasesFile: optional(
    'MINHCHUNG_LEGAL_BASES',
    text.transform((path) => resolve(path)),
    'CSV of the legal bases that the request form offers, as in config/legal-bases.example.csv, once a lawyer has confirmed each. Empty: the officer types one.',
  ),
  logLevel: setting(
    'MINHCHUNG_LOG_LEVEL',
    'info',
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be trace, debug, info, warn, error or silent',
    ),
    'Least severe log lines written: trace, debug, info, warn, error or silent.',
  ),
} satisfies Record<string, Setting<unknown>>;

type Settings = typeof settings;
/** The value of every setting, before settings are combined. */
export type SettingValues = {
  readonly [Key in keyof Settings]: Settings[Key] extends Setting<infer Value> ? Value : never;
};
