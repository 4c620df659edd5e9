#!/usr/bin/env bash
# A bucket keeps no versions. A client lists the versions of its one object, and deletes the version "null".
#
# Guess before the first run: VersityGW without a folder for versions makes no bucket with object lock; gofakes3 deletes.
# Seen: both answer a list with the version "null". VersityGW refuses to delete it: InvalidArgument. gofakes3 names its list
# ListBucketVersionsResult, which the client reads as empty; it says that "null" is deleted, and keeps the object. Both delete
# the object by its key alone.
set -euo pipefail

work=$(mktemp -d)
servers=()
stop() {
  kill "${servers[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
cd "$work"
echo 'VersityGW 1.8.0, gofakes3 1.2.0, minio 8.0.7 (the client)'
GOBIN="$work" go install github.com/versity/versitygw/cmd/versitygw@v1.8.0 2>/dev/null
GOBIN="$work" go install github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0 2>/dev/null
npm install --silent --no-audit --no-fund minio@8.0.7 2>/dev/null

mkdir data
ROOT_ACCESS_KEY=finding-key ROOT_SECRET_KEY=finding-secret ./versitygw --port 127.0.0.1:21701 posix data >versitygw.log 2>&1 &
servers+=($!)
./gofakes3 -host 127.0.0.1:21702 -backend memory >gofakes3.log 2>&1 &
servers+=($!)

cat > delete.cjs <<'JS'
const { setTimeout: pause } = require('node:timers/promises');
const { Client } = require('minio');

const keys = { accessKey: 'finding-key', secretKey: 'finding-secret', region: 'us-east-1' };

async function outcomeOf(name, port) {
  const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, ...keys });
  while (!(await client.listBuckets().catch(() => undefined))) await pause(200);
  await client.makeBucket('bucket', 'us-east-1', { ObjectLocking: true });
  await client.putObject('bucket', 'file', Buffer.from('text'));
  const listed = await client.listObjects('bucket', '', true, { IncludeVersion: true }).toArray();
  const [refusal] = await client.removeObjects('bucket', [{ name: 'file', versionId: 'null' }]);
  const isThere = () => client.statObject('bucket', 'file').then(() => 'there', () => 'gone');
  const after = await isThere();
  await client.removeObjects('bucket', [{ name: 'file' }]);
  return `${name}: ${listed[0]?.versionId ?? 'nothing'} read, ${refusal?.Code ?? 'deleted'}, ${after}; by its key: ${await isThere()}`;
}

(async () => {
  console.log(await outcomeOf('VersityGW', 21701));
  console.log(await outcomeOf('gofakes3', 21702));
})();
JS
seen=$(timeout 60 node delete.cjs)
expected='VersityGW: null read, InvalidArgument, there; by its key: gone
gofakes3: nothing read, deleted, there; by its key: gone'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
