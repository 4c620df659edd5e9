#!/usr/bin/env bash
# A page seeks a paused video and asks each browser which picture it shows, by `mediaTime` of requestVideoFrameCallback.
# The number of each picture is drawn into it.
#
# Guess before the first run: both say the time of the picture that is shown, as the page of the specification does
# (mediaTime: "the presentation timestamp of the frame").
# Seen: Chromium does. Firefox says the position that was sought, whichever picture that is in: the same picture has
# another time after each seek. While it plays, it says the time of the picture.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chromium=$(command -v chromium || command -v chromium-headless-shell)
"$chromium" --version 2>/dev/null
firefox-esr --version

ffmpeg -v error -f lavfi -i color=gray:size=256x144:rate=15:duration=8 \
  -vf "geq=lum='if(lt(Y,32),255*mod(floor(N/pow(2,floor(X/16))),2),128)':cb=128:cr=128" \
  -c:v libx264 -bf 0 -pix_fmt yuv420p -g 30 film.mp4

cat > page.html <<'HTML'
<!doctype html><video muted playsinline></video><canvas width=256 height=144></canvas><script type="module">
  const video = document.querySelector('video');
  const pen = document.querySelector('canvas').getContext('2d', { willReadFrequently: true });
  const event = (name) => new Promise((heard) => video.addEventListener(name, heard, { once: true }));
  const numberDrawn = () => {
    pen.drawImage(video, 0, 0);
    const bit = (i) => (pen.getImageData(16 * i + 8, 16, 1, 1).data[0] > 128 ? 2 ** i : 0);
    return Array.from({ length: 10 }, (_, i) => bit(i)).reduce((sum, each) => sum + each);
  };
  const loaded = event('loadeddata');
  video.src = URL.createObjectURL(await (await fetch('film.mp4')).blob());
  await loaded;
  const seen = [];
  for (const position of [1.01, 1.06, 3.05, 5.02]) {
    const shown = new Promise((heard) => video.requestVideoFrameCallback((_, frame) => heard(frame.mediaTime)));
    const sought = event('seeked');
    video.currentTime = position;
    await sought;
    seen.push(`${position}: picture ${numberDrawn()} at ${(await shown).toFixed(2)}`);
  }
  fetch('/told', { method: 'POST', body: seen.join(', ') });
</script>
HTML
cat > serve.mjs <<'JS'
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const [program, ...flags] = process.argv.slice(2);
let browser;
const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    console.log(await text(request));
    browser.kill();
    return server.close();
  }
  const name = request.url.slice(1);
  response.setHeader('content-type', name.endsWith('html') ? 'text/html' : 'video/mp4');
  createReadStream(name).on('error', () => response.writeHead(404).end()).pipe(response);
});
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}/page.html`;
  browser = spawn(program, [...flags, url], { stdio: 'ignore' });
  browser.on('exit', () => server.closeAllConnections());
});
JS
mkdir profile
inChromium=$(timeout 60 node serve.mjs "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir=profile-c)
inFirefox=$(timeout 60 node serve.mjs firefox-esr --headless --no-remote --profile profile)
echo "Chromium: $inChromium"
echo "Firefox:  $inFirefox"
[ "$inChromium" = '1.01: picture 15 at 1.00, 1.06: picture 15 at 1.00, 3.05: picture 45 at 3.00, 5.02: picture 75 at 5.00' ] &&
  [ "$inFirefox" = '1.01: picture 15 at 1.01, 1.06: picture 15 at 1.06, 3.05: picture 45 at 3.05, 5.02: picture 75 at 5.02' ] ||
  { echo changed >&2; exit 1; }
