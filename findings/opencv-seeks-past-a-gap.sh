#!/usr/bin/env bash
# Programs that look for people or plates in a video often take its frames by time from OpenCV (`CAP_PROP_POS_MSEC`). The video here
# has a gap from second 10 to 20.
#
# Guess before the first run: a time in the gap gives the first frame after it; any other time gives its own frame.
# Seen: OpenCV 5.0.0 counts frames from a keyframe before, as if there were no gap. Second 12 gives the picture of second 22, and
# second 20, which was recorded, that of second 30; at second 25 it is right again. `CAP_PROP_POS_MSEC` asked after the read tells
# the true time, if the program asks. So README.txt of a bundle says that the minutes count.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip -q install --disable-pip-version-check opencv-python-headless==5.0.0.93 numpy==2.4.6

ffmpeg -v error -f lavfi -i testsrc2=s=320x240:r=10 -t 40 -c:v libx264 -g 20 -sc_threshold 0 -bf 0 \
  -movflags +frag_keyframe+empty_moov+default_base_moof whole.mp4

cat > seek.py <<'PY'
import struct
import cv2

# Twenty fragments of 2 s; the sixth to the tenth are left out.
data, parts, at, fragments = open('whole.mp4', 'rb').read(), [], 0, 0
while at < len(data):
    size, kind = struct.unpack('>I4s', data[at:at + 8])
    fragments += kind == b'moof'
    if kind in (b'ftyp', b'moov') or kind in (b'moof', b'mdat') and not 5 < fragments <= 10:
        parts.append(data[at:at + size])
    at += size
open('clip.mp4', 'wb').write(b''.join(parts))

print('OpenCV', cv2.__version__)
in_turn = cv2.VideoCapture('clip.mp4')
pictures = {}
while True:
    is_read, picture = in_turn.read()
    if not is_read:
        break
    pictures[picture.tobytes()] = round(in_turn.get(cv2.CAP_PROP_POS_MSEC))
seen = []
for wanted in (9000, 12000, 20000, 21000, 25000):
    video = cv2.VideoCapture('clip.mp4')
    video.set(cv2.CAP_PROP_POS_MSEC, wanted)
    picture = video.read()[1]
    # The time that the same picture had in turn.
    seen.append(f"{wanted}: {pictures[picture.tobytes()]} told {round(video.get(cv2.CAP_PROP_POS_MSEC))}")
print(len(pictures), 'pictures; ' + '; '.join(seen))
PY
seen=$(venv/bin/python seek.py)
echo "$seen"
expected='OpenCV 5.0.0
300 pictures; 9000: 9000 told 9000; 12000: 22000 told 22000; 20000: 30000 told 30000; 21000: 31000 told 31000; 25000: 25000 told 25000'
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
