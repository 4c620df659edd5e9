import { Client } from 'minio';
import { invalid } from '../../core/index.ts';
import { keepAliveAgent, limitedTransport, type RequestLimits } from './s3-transport.ts';

export interface S3ClientOptions {
  /** `http://host:9000` or `https://host`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly limits: RequestLimits;
}

/** A client that asks for no region, retries nothing by itself (the caller's queue does), and ends every request. */
export function openS3Client({ endpoint, limits, ...options }: S3ClientOptions): Client {
  const url = parseEndpoint(endpoint);
  const secure = url.protocol === 'https:';
  const client = new Client({
    ...options,
    endPoint: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    useSSL: secure,
    transport: limitedTransport(secure, limits),
    transportAgent: keepAliveAgent(secure),
    retryOptions: { disableRetry: true },
  });
  // Otherwise it hashes every body with SHA-256 over plain HTTP. Bodies are bound by a signed Content-MD5 on either.
  client.enableSHA256 = false;
  return client;
}

/** Errors: `invalid` `bad-s3-endpoint`, whose message does not repeat the input: it may hold a password. */
export function parseEndpoint(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isOrigin = url !== undefined && (endpoint === url.origin || endpoint === `${url.origin}/`);
  if (isOrigin && ['http:', 'https:'].includes(url.protocol)) return url;
  throw invalid(
    'bad-s3-endpoint',
    'the S3 endpoint must be http(s)://host[:port], without credentials or path',
  );
}
