#!/usr/bin/env bash
# A fragment of an MP4 says when it begins (`tfdt`), so that a gap is a jump to the next fragment. ffmpeg, GStreamer and VLC keep it.
# Offices that join or cut videos often use MKVToolNix.
#
# Guess before the first run: mkvmerge moves the first frame to 0, and keeps the gap.
# Seen: mkvmerge 74.0.0 reads `tfhd` and `trun`, and no `tfdt`: frames of after the gap follow the ones before at once, without
# a warning, and all later times are wrong by its length. ffmpeg's own MKV of the same file has the gap. So README.txt of
# a bundle says that minutes and gaps.csv count.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkvmerge --version
ffmpeg -version | sed -n 1p

ffmpeg -v error -f lavfi -i testsrc2=s=320x240:r=10 -t 40 -c:v libx264 -g 20 -sc_threshold 0 -bf 0 \
  -movflags +frag_keyframe+empty_moov+default_base_moof whole.mp4

# Twenty fragments of 2 s; the sixth to the tenth are left out.
cat > cut.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';

const bytes = readFileSync('whole.mp4');
const parts = [];
let fragments = 0;
for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
  const type = bytes.toString('latin1', at + 4, at + 8);
  if (type === 'moof') fragments++;
  const isCut = ['moof', 'mdat'].includes(type) && fragments > 5 && fragments <= 10;
  if (!isCut && type !== 'mfra') parts.push(bytes.subarray(at, at + bytes.readUInt32BE(at)));
}
writeFileSync('clip.mp4', Buffer.concat(parts));
JS
node cut.mjs
mkvmerge -q -o mkvmerge.mkv clip.mp4
ffmpeg -v error -i clip.mp4 -c copy ffmpeg.mkv

# Frames, and the time (ms) of the first one after the gap and of the last one.
for file in clip.mp4 ffmpeg.mkv mkvmerge.mkv; do
  seen+="$file: $(ffprobe -v error -select_streams v -show_entries packet=pts_time -of csv=p=0 "$file" |
    awk -F, '{ t[NR] = int($1 * 1000 + 0.5) } END { print NR, t[101], t[NR] }')
"
done
echo "$seen"
expected='clip.mp4: 300 20000 39900
ffmpeg.mkv: 300 20000 39900
mkvmerge.mkv: 300 10000 29900
'
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
