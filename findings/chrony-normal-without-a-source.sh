#!/usr/bin/env bash
# chronyd is asked whether it is synchronised (`chronyc tracking`, leap status) in two states in which nothing corrects the
# clock: it serves its own clock (`local`), and its only server has fallen silent.
#
# Guess before the first run: "Normal" for its own clock, and "Normal" for hours after the last answer.
# Seen: so. While it logs "Can't synchronise: no selectable sources", chronyc still says "Normal". Only the reference
# (127.127.1.1, 7F7F0101) and the time of the last answer tell.
set -euo pipefail

version=4.3-2+deb12u3
work=$(mktemp -d)
daemons=()
stop() {
  kill "${daemons[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
cd "$work"
apt-get download -qq "chrony=$version" 2>/dev/null
dpkg -x chrony_*.deb .
echo "chrony $version"

# -x: neither daemon touches the clock of this host.
start() {
  ./usr/sbin/chronyd -d -x -U -u "$(id -un)" -l "$work/$1.log" -f "$1.conf" &
  daemons+=($!)
}
ask() { ./usr/bin/chronyc -c -n -h 127.0.0.1 -p "$1" tracking; }
status() { ask "$1" | awk -F, '{ print $1, $NF }'; }

cat > server.conf <<CONF
local stratum 1
allow 127.0.0.1
port 21123
cmdport 21323
bindaddress 127.0.0.1
bindcmdaddress 127.0.0.1
bindcmdaddress /
pidfile $work/server.pid
CONF
cat > client.conf <<CONF
server 127.0.0.1 port 21123 iburst minpoll 0 maxpoll 0
port 0
cmdport 21324
bindcmdaddress 127.0.0.1
bindcmdaddress /
pidfile $work/client.pid
CONF

start server
start client
for _ in $(seq 30); do
  sleep 1
  case "$(status 21324 || true)" in *Normal) break ;; esac
done
own=$(status 21323)
kill "${daemons[0]}"
# chronyd gives a server up after eight questions without an answer, a second apart.
for _ in $(seq 60); do
  sleep 1
  if grep -q 'no selectable sources' client.log; then break; fi
done
grep -q 'no selectable sources' client.log
silent=$(status 21324)

seen="its own clock: $own; a silent server: $silent"
expected='its own clock: 7F7F0101 Normal; a silent server: 7F000001 Normal'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
