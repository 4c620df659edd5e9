#!/usr/bin/env bash
# A camera pauses for 60 s, and its timestamps say so. ffmpeg cuts the stream into files of 10 s without re-encoding.
#
# Guess before the first run: files of 10 s before the pause, and files of 10 s after it.
# Seen: after the pause one file for every keyframe, here every second, until the count of files has caught up with
# the clock. The segment muxer ends file n at n times the length, not at a length after its beginning.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ffmpeg -version | head -1

# 40 s of pictures with a keyframe every second; from second 20 on, timestamps are 60 s later.
ffmpeg -v error -f lavfi -i testsrc2=size=128x72:rate=5:duration=40 -vf 'setpts=PTS+gte(T\,20)*60/TB' -fps_mode passthrough \
  -c:v libx264 -preset ultrafast -g 5 -bf 0 in.mp4
ffmpeg -v error -i in.mp4 -c copy -f segment -segment_time 10 -segment_list list.csv out%03d.mp4

seen=$(awk -F, '{ printf "%.0f ", $3 - $2 }' list.csv)
expected='10 70 1 1 1 1 1 1 4 10 '
echo "from the beginning of each file to its end, s: $seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
