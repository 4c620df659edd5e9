#!/usr/bin/env bash
# A camera offers digest authentication by MD5, by SHA-256, or by both (RFC 7616 section 3.7 allows several challenges).
#
# Guess before the first run: ffmpeg answers every offer that has MD5 in it, in either order.
# Seen: ffmpeg keeps the last challenge only. It has no SHA-256, so an offer that ends with SHA-256 gets no answer.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ffmpeg -version | head -1

cat > camera.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';

const challenge = (algorithm) =>
  `WWW-Authenticate: Digest realm="camera", nonce="for-${algorithm}", algorithm=${algorithm}, qop="auth"\r\n`;

/** What a camera with these challenges, in this order, is answered with. */
async function answerTo(algorithms) {
  let answer = 'nothing';
  const camera = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const request = String(data);
      const [, cseq] = /CSeq: (\d+)/.exec(request);
      const [, nonce] = /nonce="for-([^"]+)"/.exec(request) ?? [];
      if (nonce) answer = nonce;
      const reply = (status, headers = '') => socket.write(`RTSP/1.0 ${status}\r\nCSeq: ${cseq}\r\n${headers}\r\n`);
      if (request.startsWith('OPTIONS')) reply('200 OK');
      else if (nonce) reply('404 Not Found');
      else reply('401 Unauthorized', algorithms.map(challenge).join(''));
    });
  });
  await new Promise((resolve) => camera.listen(0, '127.0.0.1', resolve));
  const url = `rtsp://user:secret@127.0.0.1:${camera.address().port}/live`;
  await new Promise((resolve) => execFile('ffprobe', ['-v', 'quiet', '-rtsp_transport', 'tcp', url], resolve));
  camera.close();
  return answer;
}

for (const offer of [['MD5'], ['SHA-256'], ['MD5', 'SHA-256'], ['SHA-256', 'MD5']])
  console.log(`${offer.join(' then ')}: ${await answerTo(offer)}`);
JS
seen=$(node camera.mjs)
expected='MD5: MD5
SHA-256: nothing
MD5 then SHA-256: nothing
SHA-256 then MD5: MD5'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
