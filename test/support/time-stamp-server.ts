import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Type of what a token says (RFC 3161). */
const tokenInfo = '1.2.840.113549.1.9.16.1.4';
const newKeys = {
  'P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
  'P-521': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-nodes'],
  RSA: ['-newkey', 'rsa:2048', '-nodes'],
} as const;

/** Of who signs. */
export interface StampKey {
  readonly key: keyof typeof newKeys;
  readonly digest: 'sha256' | 'sha384' | 'sha512';
}

type OpenSsl = (...words: string[]) => Promise<unknown>;

const authority = `[tsa]
default_tsa = here
[here]
serial = ./serial
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
tsa_name = yes
`;

/** A time stamp authority on loopback that `openssl ts` answers for. */
export interface TimeStampServer {
  readonly url: string;
  /** PEM of the root that its certificate leads to. */
  readonly ca: string;
  /** What it does to a reply before it sends it. */
  alter: (reply: Buffer) => Buffer;
  /** The digests that it takes. */
  takes(digest: 'sha256' | 'sha512'): Promise<void>;
  /** What signs the content of a token again, with another certificate under the same root. `usage`: as OpenSSL writes it. */
  signer(usage: string, by?: StampKey): Promise<(content: Uint8Array) => Promise<Uint8Array>>;
  /** Whether `openssl ts -verify` takes the token. */
  verifies(token: Uint8Array, bytes: Uint8Array): Promise<boolean>;
  close(): Promise<void>;
}

export async function startTimeStampServer(): Promise<TimeStampServer> {
  const folder = await mkdtemp(join(tmpdir(), 'time-stamps-'));
  const openssl = (...words: string[]) => run('openssl', words, { cwd: folder });
  await makeRoot(folder, openssl);
  await certify(folder, openssl, { name: 'tsa', usage: 'critical,timeStamping' });
  const replyTo = async (query: Buffer): Promise<Buffer> => {
    const [asked, answered] = [`${randomUUID()}.tsq`, `${randomUUID()}.tsr`];
    await writeFile(join(folder, asked), query);
    await openssl(
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-section',
      'here',
      '-queryfile',
      asked,
      '-out',
      answered,
    );
    return readFile(join(folder, answered));
  };
  const server = createServer((request, response) => {
    bytesOf(request)
      .then(replyTo)
      .then((reply) =>
        response.setHeader('content-type', 'application/timestamp-reply').end(started.alter(reply)),
      )
      .catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const started: TimeStampServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    ca: await readFile(join(folder, 'ca.pem'), 'utf8'),
    alter: (reply) => reply,
    takes: (digest) =>
      writeFile(join(folder, 'tsa.cnf'), authority.replace('digests = sha256', `digests = ${digest}`)),
    signer: async (usage, { key, digest } = { key: 'P-256', digest: 'sha256' }) => {
      const name = randomUUID();
      await certify(folder, openssl, { name, usage, key });
      const as = [
        '-binary',
        '-nodetach',
        '-cades',
        '-md',
        digest,
        '-outform',
        'DER',
        '-econtent_type',
        tokenInfo,
      ];
      const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
      return async (content) => {
        await writeFile(join(folder, 'content'), content);
        await openssl('cms', '-sign', ...as, ...signer, '-in', 'content', '-out', 'signed');
        return readFile(join(folder, 'signed'));
      };
    },
    verifies: async (token, bytes) => {
      await writeFile(join(folder, 'token'), token);
      await writeFile(join(folder, 'data'), bytes);
      const words = ['ts', '-verify', '-token_in', '-in', 'token', '-data', 'data', '-CAfile', 'ca.pem'];
      return openssl(...words).then(
        () => true,
        () => false,
      );
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
  return started;
}

async function makeRoot(folder: string, openssl: OpenSsl): Promise<void> {
  await writeFile(join(folder, 'tsa.cnf'), authority);
  await writeFile(join(folder, 'serial'), '01\n');
  const root = ['-subj', '/CN=Root of tests', '-addext', 'basicConstraints=critical,CA:TRUE'];
  await openssl('req', '-x509', ...newKeys['P-256'], '-keyout', 'ca.key', '-out', 'ca.pem', ...root);
}

/** Makes `<name>.key` and `<name>.pem` under the root. */
async function certify(
  folder: string,
  openssl: OpenSsl,
  { name, usage, key = 'P-256' }: { name: string; usage: string; key?: StampKey['key'] },
) {
  const [request, extensions] = [`${name}.csr`, `${name}.ext`];
  await writeFile(join(folder, extensions), `extendedKeyUsage=${usage}\nbasicConstraints=CA:FALSE\n`);
  await openssl(
    'req',
    ...newKeys[key],
    '-keyout',
    `${name}.key`,
    '-out',
    request,
    '-subj',
    `/CN=${name} of tests`,
  );
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', extensions];
  await openssl('x509', '-req', '-in', request, ...signing, '-out', `${name}.pem`, '-days', '30');
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
