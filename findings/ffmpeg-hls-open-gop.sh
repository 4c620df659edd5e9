#!/usr/bin/env bash
# ffmpeg copies a film with open GOPs (x264 `open-gop=1`) into fragments of HLS (fMP4), and into one fragmented MP4.
#
# Guess before the first run: each picture has the same time in both, up to one offset for all.
# Seen: in the fragments of HLS the keyframe of every GOP but the first is a picture too early, at the time of the
# picture that leads it: two pictures have one time. In the one MP4 every time is there once, and in HLS, too, with
# `-hls_segment_options movflags=+skip_sidx`, which pull request 17501 of jellyfin/jellyfin found.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ffmpeg -version | head -1

ffmpeg -v error -f lavfi -i testsrc2=size=320x180:rate=15:duration=8 -pix_fmt yuv420p -c:v libx264 \
  -x264-params keyint=30:min-keyint=30:scenecut=0:bframes=3:b-adapt=0:open-gop=1 film.mp4
ffmpeg -v error -i film.mp4 -c copy -movflags frag_keyframe+empty_moov+default_base_moof one.mp4
hls() {
  ffmpeg -v error -i film.mp4 -c copy -f hls -hls_time 2 -hls_playlist_type vod -hls_segment_type fmp4 \
    -hls_fmp4_init_filename "$1.init" -hls_segment_filename "$1.%d" "${@:2}" "$1.m3u8"
  cat "$1.init" "$1.0" "$1.1" "$1.2" "$1.3" > "$1.mp4"
}
hls plain
hls skipped -hls_segment_options movflags=+skip_sidx

# How many times two pictures share.
shared() { ffprobe -v error -show_entries packet=pts -of csv=p=0 "$1" | sort -n | uniq -d | wc -l; }
seen="one MP4: $(shared one.mp4), HLS: $(shared plain.mp4), HLS without sidx: $(shared skipped.mp4)"
expected='one MP4: 0, HLS: 3, HLS without sidx: 0'
echo "times that two pictures share in 4 GOPs: $seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
