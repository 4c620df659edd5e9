import { AppError } from '../src/core/index.ts';
import { crossFaults, isLoopback } from './cross-rules.ts';
import { type Environment, fileVariable, readConfigFile } from './file.ts';
import { type SettingValues, settings } from './schema.ts';
import { withPassword } from './server-url.ts';
import { prefix, type Setting } from './setting.ts';

type Grouped =
  | 'databasePassword'
  | 'redisPassword'
  | 's3Endpoint'
  | 's3AccessKey'
  | 's3SecretKey'
  | 's3Bucket'
  | 's3Region'
  | 's3RootAccessKey'
  | 's3RootSecretKey'
  | 'tlsCertFile'
  | 'tlsKeyFile'
  | 'trustedProxies'
  | 'retentionFloorMs'
  | 'shorteningDelayMs'
  | 'emergencyUnreviewed'
  | 'emergencyCameras'
  | 'emergencyServedBytes'
  | 'smtpUrl'
  | 'mailFrom'
  | 'webhookUrl'
  | 'webhookSecret'
  | 'agencyName'
  | 'agencySuperior'
  | 'agencyPlace';

interface S3Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface S3Config extends S3Keys {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
}

/** How calls are encrypted. Loopback needs no encryption. */
export type TlsConfig =
  | { readonly kind: 'files'; readonly certFile: string; readonly keyFile: string }
  /** A self-signed certificate, made at the first start. */
  | { readonly kind: 'self-signed' }
  /** A proxy does TLS; calls from other addresses are refused. */
  | { readonly kind: 'proxy'; readonly trusted: readonly string[] };

export interface MailConfig {
  readonly url: string;
  readonly from: string;
}

export interface WebhookConfig {
  readonly url: string;
  readonly secret: string;
}

/** Limits of retention that no admin can change in the console. */
export interface RetentionConfig {
  /** Nothing younger expires. */
  readonly floorMs: number;
  /** Time before a change counts that makes footage expire sooner. */
  readonly delayMs: number;
}

/** What one officer alone may open before a second person has spoken. */
export interface EmergencyConfig {
  /** Limit for one officer. */
  readonly unreviewed: number;
  /** Limit for one emergency. */
  readonly cameras: number;
  readonly servedBytes: number;
}

/** The office that signs printed papers. An absent part is left blank on paper. */
export interface AgencyConfig {
  readonly name?: string;
  readonly superior?: string;
  readonly place?: string;
}

/**
 * The complete, checked configuration. An absent server (`undefined`) means the embedded one; the URL of a server holds its
 * password.
 */
export interface Config extends Omit<SettingValues, Grouped> {
  readonly s3: S3Config | undefined;
  /** Credentials of the root user of the S3 server. */
  readonly s3Root: S3Keys | undefined;
  readonly tls: TlsConfig | undefined;
  readonly retention: RetentionConfig;
  readonly emergencyLimits: EmergencyConfig;
  readonly mail: MailConfig | undefined;
  readonly webhook: WebhookConfig | undefined;
  readonly agency: AgencyConfig;
}

/**
 * Reads the configuration from environment variables and from the file that MINHCHUNG_CONFIG names. No other
 * code reads them.
 * @throws AppError `invalid` / `config-invalid`: its message lists every fault, one per line, without values.
 */
export function loadConfig(env: Environment = process.env): Config {
  const faults = unknownVariables(env, prefix);
  const file = readConfigFile(env, faults);
  faults.push(...unknownVariables(file, ''));
  const values = readValues({ ...file, ...withoutEmpty(env) }, faults);
  if (faults.length === 0) faults.push(...crossFaults(values));
  if (faults.length > 0) throw configInvalid(faults);
  return grouped(values);
}

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value));

/** In a file every unknown name is a fault; in the environment only names with our prefix are. */
function unknownVariables(env: Environment, ours: string): string[] {
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable));
  return Object.keys(env)
    .filter((name) => name.startsWith(ours) && !known.has(name) && !(name === fileVariable && ours !== ''))
    .map((name) => `${name} is not a setting of this program`);
}

/** The result is complete only if no fault was added. */
function readValues(env: Environment, faults: string[]): SettingValues {
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries<Setting<unknown>>(settings)) {
    const text = env[setting.variable] || setting.fallback;
    if (text === undefined) continue;
    const parsed = setting.parse.safeParse(text);
    if (parsed.success) values[key] = parsed.data;
    else faults.push(`${setting.variable} ${parsed.error.issues[0]?.message ?? 'is not valid'}`);
  }
  return values as unknown as SettingValues;
}

function grouped(values: SettingValues): Config {
  const { databasePassword, redisPassword, ...unlocked } = values;
  const { s3Endpoint, s3AccessKey, s3SecretKey, s3Bucket, s3Region, ...unstored } = unlocked;
  const { s3RootAccessKey, s3RootSecretKey, ...others } = unstored;
  const { tlsCertFile, tlsKeyFile, trustedProxies, ...further } = others;
  const { smtpUrl, mailFrom, webhookUrl, webhookSecret, ...some } = further;
  const { retentionFloorMs, shorteningDelayMs, ...limited } = some;
  const { emergencyUnreviewed, emergencyCameras, emergencyServedBytes, ...more } = limited;
  const { agencyName, agencySuperior, agencyPlace, ...rest } = more;
  return {
    ...rest,
    databaseUrl: withPassword(values.databaseUrl, databasePassword),
    redisUrl: withPassword(values.redisUrl, redisPassword),
    s3: s3Of(values),
    s3Root:
      s3RootAccessKey && s3RootSecretKey
        ? { accessKey: s3RootAccessKey, secretKey: s3RootSecretKey }
        : undefined,
    tls: tlsOf(values),
    retention: { floorMs: retentionFloorMs, delayMs: shorteningDelayMs },
    emergencyLimits: {
      unreviewed: emergencyUnreviewed,
      cameras: emergencyCameras,
      servedBytes: emergencyServedBytes,
    },
    mail: smtpUrl && mailFrom ? { url: smtpUrl, from: mailFrom } : undefined,
    webhook: webhookUrl && webhookSecret ? { url: webhookUrl, secret: webhookSecret } : undefined,
    agency: {
      ...(agencyName !== undefined && { name: agencyName }),
      ...(agencySuperior !== undefined && { superior: agencySuperior }),
      ...(agencyPlace !== undefined && { place: agencyPlace }),
    },
  };
}

function s3Of({
  s3Endpoint,
  s3AccessKey,
  s3SecretKey,
  s3Bucket,
  s3Region,
}: SettingValues): S3Config | undefined {
  if (!s3Endpoint || !s3AccessKey || !s3SecretKey) return undefined;
  return {
    endpoint: s3Endpoint,
    accessKey: s3AccessKey,
    secretKey: s3SecretKey,
    bucket: s3Bucket,
    region: s3Region,
  };
}

function tlsOf({ host, tlsCertFile, tlsKeyFile, trustedProxies }: SettingValues): TlsConfig | undefined {
  if (tlsCertFile && tlsKeyFile) return { kind: 'files', certFile: tlsCertFile, keyFile: tlsKeyFile };
  if (trustedProxies) return { kind: 'proxy', trusted: trustedProxies };
  return isLoopback(host) ? undefined : { kind: 'self-signed' };
}

const configInvalid = (faults: readonly string[]): AppError =>
  new AppError('invalid', 'config-invalid', `The configuration is not valid:\n- ${faults.join('\n- ')}`);
