#!/usr/bin/env bash
# fluent-ffmpeg reads from a camera, and a program listens to its `progress` events.
#
# Guess before the first run: one connection to the camera, with or without the listener.
# Seen: with the listener two. fluent-ffmpeg starts an ffprobe on the same address, to learn the duration. A camera that
# allows one or two sessions refuses somebody then.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund fluent-ffmpeg@2.1.3 2>/dev/null
echo "fluent-ffmpeg 2.1.3, $(ffmpeg -version | head -1)"

cat > connections.cjs <<'JS'
const { once } = require('node:events');
const { createServer } = require('node:net');
const ffmpeg = require('fluent-ffmpeg');

/** How often a camera is connected to, one that answers to everything that it has no such stream. */
async function connections(...events) {
  let count = 0;
  const camera = createServer((socket) => {
    count += 1;
    socket.on('error', () => {});
    socket.on('data', (request) => {
      const [, cseq] = /CSeq: (\d+)/.exec(request) ?? [];
      socket.end(`RTSP/1.0 404 Not Found\r\nCSeq: ${cseq}\r\n\r\n`);
    });
  });
  await once(camera.listen(0, '127.0.0.1'), 'listening');
  const command = ffmpeg(`rtsp://127.0.0.1:${camera.address().port}/live`).output('out.mp4');
  for (const event of events) command.on(event, () => {});
  await new Promise((resolve) => command.on('error', resolve).on('end', resolve).run());
  // What else was started may come a little later.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  camera.close();
  return count;
}

(async () => console.log(`${await connections()} without the listener, ${await connections('progress')} with it`))();
JS
seen=$(node connections.cjs)
expected='1 without the listener, 2 with it'
echo "connections: $seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
