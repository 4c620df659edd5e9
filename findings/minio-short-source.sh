#!/usr/bin/env bash
# A program uploads a stream and says how long it is: 5,000 bytes. The stream ends in good order after 1,000.
#
# Guess before the first run: the minio client refuses, or the server does, because the length is wrong.
# Seen: success, and an object of 1,000 bytes. The client collects the stream and sends what came, with that length.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund minio@8.0.7 s3rver@3.7.1 2>/dev/null
echo 'minio 8.0.7 (the client), s3rver 3.7.1'

cat > upload.cjs <<'JS'
const { Readable } = require('node:stream');
const { Client } = require('minio');
const S3rver = require('s3rver');

(async () => {
  const configureBuckets = [{ name: 'bucket' }];
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: '.', configureBuckets });
  const { port } = await server.run();
  const keys = { accessKey: 'S3RVER', secretKey: 'S3RVER' };
  const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, ...keys });
  const source = Readable.from([Buffer.alloc(1_000)]);
  const outcome = await client.putObject('bucket', 'file', source, 5_000).then(
    () => 'success',
    (error) => error.message,
  );
  const { size } = await client.statObject('bucket', 'file').catch(() => ({ size: 'no' }));
  console.log(`${outcome}, ${size} bytes stored`);
  await server.close();
})();
JS
seen=$(node upload.cjs 2>/dev/null)
expected='success, 1000 bytes stored'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
