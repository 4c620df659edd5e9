#!/usr/bin/env bash
# A camera uses intra refresh: after the first picture no whole keyframe comes, only recovery points, from which the
# picture builds up over some frames. ffmpeg cuts the stream at keyframes, without re-encoding.
#
# Guess before the first run: one file, because no keyframe comes to cut at.
# Seen: ffmpeg takes recovery points for keyframes, marks them so in the MP4, and cuts at them. Every file but the first
# loses its first pictures by itself, because ffmpeg's decoder shows none until the recovery is complete.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ffmpeg -version | head -1

ffmpeg -v error -f lavfi -i testsrc2=size=320x180:rate=25:duration=10 -c:v libx264 -bf 0 -threads 1 \
  -x264-params intra-refresh=1:keyint=50 in.mp4
ffmpeg -v error -i in.mp4 -c copy -f segment -segment_time 4 out%03d.mp4

seen=''
for file in out*.mp4; do
  keyframes=$(ffprobe -v error -show_entries packet=flags -of csv=p=0 "$file" | grep -c K)
  counts=$(ffprobe -v error -count_frames -count_packets -show_entries stream=nb_read_frames,nb_read_packets \
    -of csv=p=0 "$file")
  seen+="$keyframes keyframes, ${counts/,/ of } pictures decoded; "
done
expected='2 keyframes, 100 of 100 pictures decoded; 2 keyframes, 82 of 100 pictures decoded; '
expected+='1 keyframes, 32 of 50 pictures decoded; '
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
