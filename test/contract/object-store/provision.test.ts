import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedMinio, findMinio } from '../../../scripts/minio/provision.ts';

const credentials = { S3_ACCESS_KEY: 'access', S3_SECRET_KEY: 'secret' };

describe('when an S3 server is looked for', () => {
  let cacheDirectory: string;
  beforeEach(async () => {
    cacheDirectory = await mkdtemp(join(tmpdir(), 'minio-cache-'));
    await mkdir(dirname(cached()), { recursive: true });
  });
  afterEach(() => rm(cacheDirectory, { recursive: true }));

  const cached = () => cachedMinio(cacheDirectory);
  async function program(version: string): Promise<void> {
    await writeFile(cached(), `#!/bin/sh\necho "${version}"\n`);
    await chmod(cached(), 0o700);
  }
  const find = (environment: NodeJS.ProcessEnv) =>
    findMinio({ environment: { PATH: '/nonexistent', ...environment }, cacheDirectory });

  it('takes the one that is named', async () => {
    await program('minio version RELEASE');
    const found = await find({ S3_ENDPOINT: 'http://127.0.0.1:9000', ...credentials });
    expect(found).toEqual({
      kind: 'endpoint',
      endpoint: 'http://127.0.0.1:9000',
      accessKey: 'access',
      secretKey: 'secret',
    });
  });

  it('says what is missing when it is named without credentials', async () => {
    const found = await find({ S3_ENDPOINT: 'http://127.0.0.1:9000' });
    expect(found.kind === 'none' && found.remedy).toContain('S3_ACCESS_KEY');
  });

  it('takes the one that was built', async () => {
    await program('minio version RELEASE');
    expect(await find({})).toEqual({ kind: 'binary', binary: cached() });
  });

  it('does not take another program of that name, or one that does not run', async () => {
    await program('mc version RELEASE');
    expect(await find({})).toMatchObject({ kind: 'none' });
    await writeFile(cached(), 'not a program');
    const found = await find({});
    expect(found.kind === 'none' && found.reason).toContain('Go');
  });
});
