#!/usr/bin/env bash
# Eight clients put different bytes under one new key, each on the condition that the key is free (`If-None-Match: *`).
#
# Guess before the first run: a server that honours the condition lets one of them win; the others get 412.
# Seen: S3Proxy on files honours it for one after the other. At once it tells several, mostly all eight, that they have
# won: it looks first and writes then. (VersityGW 1.8.0, MinIO and gofakes3 1.2.0 let one win; S3Mock 4.11.0 let three.)
set -euo pipefail

work=$(mktemp -d)
server=''
stop() {
  kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
cd "$work"
echo 'S3Proxy 3.1.0, minio 8.0.7 (the client)'
mvn -q dependency:copy -Dartifact=org.gaul:s3proxy:3.1.0:jar:jar-with-dependencies -DoutputDirectory="$work" >/dev/null
npm install --silent --no-audit --no-fund minio@8.0.7 2>/dev/null

mkdir data
cat > s3proxy.conf <<CONF
s3proxy.endpoint=http://127.0.0.1:21703
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=finding-key
s3proxy.credential=finding-secret
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$work/data
CONF
java -jar s3proxy-3.1.0-jar-with-dependencies.jar --properties s3proxy.conf >s3proxy.log 2>&1 &
server=$!

cat > put.cjs <<'JS'
const { setTimeout: pause } = require('node:timers/promises');
const { Client } = require('minio');

const keys = { accessKey: 'finding-key', secretKey: 'finding-secret', region: 'us-east-1' };
const client = new Client({ endPoint: '127.0.0.1', port: 21703, useSSL: false, ...keys });
const put = (name, byte) =>
  client.putObject('bucket', name, Buffer.alloc(100_000, byte), 100_000, { 'If-None-Match': '*' }).then(
    () => 'stored',
    (error) => error.code,
  );

(async () => {
  while (!(await client.listBuckets().catch(() => undefined))) await pause(200);
  await client.makeBucket('bucket');
  const inTurn = [await put('first', 1), await put('first', 2)];
  let most = 0;
  for (let round = 0; round < 10; round++) {
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, byte) => put(`round-${round}`, byte)));
    most = Math.max(most, outcomes.filter((outcome) => outcome === 'stored').length);
  }
  console.log(`in turn: ${inTurn.join(', ')}; at once: ${most > 1 ? 'several' : 'one'} stored`);
})();
JS
seen=$(timeout 120 node put.cjs)
expected='in turn: stored, PreconditionFailed; at once: several stored'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
