#!/usr/bin/env bash
# A page asks Debian's Chromium whether it plays HLS by itself, and lets it play a playlist whose pictures have a date
# (EXT-X-PROGRAM-DATE-TIME).
#
# Guess before the first run: it does not; pages need hls.js there.
# Seen: it does, and says "maybe" like Safari. But it has no `getStartDate`, with which a page reads the date in Safari,
# so a page that prefers the browser's own HLS to hls.js does not learn when a picture was taken.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chromium --version 2>/dev/null

ffmpeg -v error -f lavfi -i testsrc2=size=320x180:rate=10:duration=4 -c:v libx264 -pix_fmt yuv420p -g 10 \
  -hls_segment_type fmp4 -hls_time 1 -hls_playlist_type vod -hls_flags program_date_time list.m3u8

cat > page.html <<'HTML'
<!doctype html><video muted></video><script>
  const video = document.querySelector('video');
  const tell = (outcome) => {
    const says = video.canPlayType('application/vnd.apple.mpegurl') || 'no';
    const body = `${says}; ${outcome}; getStartDate: ${'getStartDate' in video}`;
    fetch('/told', { method: 'POST', body });
  };
  video.onloadeddata = () => tell(`${video.videoWidth}x${video.videoHeight}, ${Math.round(video.duration)} s`);
  video.onerror = () => tell(`error ${video.error.code}`);
  video.src = 'list.m3u8';
</script>
HTML
cat > serve.mjs <<'JS'
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const types = { html: 'text/html', m3u8: 'application/vnd.apple.mpegurl', mp4: 'video/mp4', m4s: 'video/iso.segment' };
let browser;
const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    console.log(await text(request));
    browser.kill();
    return server.close();
  }
  const name = request.url.slice(1);
  response.setHeader('content-type', types[name.split('.').pop()] ?? 'text/plain');
  createReadStream(name).on('error', () => response.writeHead(404).end()).pipe(response);
});
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}/page.html`;
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--user-data-dir=profile'];
  browser = spawn('chromium', [...flags, url], { stdio: 'ignore' });
  browser.on('exit', () => server.closeAllConnections());
});
JS
seen=$(timeout 60 node serve.mjs)
expected='maybe; 320x180, 4 s; getStartDate: false'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
