#!/usr/bin/env bash
# Speaks payback-trap.txt with two synthetic voices:  bash www/demo/media/make-podcast.sh
# Needs ffmpeg built with libflite (Debian's is). Voices: CMU Arctic "rms" and "slt".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
list="$work/list.txt"

silence() { ffmpeg -nostdin -v error -y -f lavfi -i "anullsrc=r=16000:cl=mono" -t "$1" "$work/$2.wav"; echo "file '$work/$2.wav'" >>"$list"; }

# The sign, as a sound: three short pulses, on for two thirds of their time.
ffmpeg -nostdin -v error -y -f lavfi -i "aevalsrc='0.16*lt(mod(t,0.36),0.24)*sin(2*PI*330*t)*exp(-4*mod(t,0.36)):s=16000:d=1.08'" "$work/pulse.wav"
echo "file '$work/pulse.wav'" >>"$list"
silence 0.5 lead

n=0
while IFS= read -r row; do
  n=$((n + 1))
  voice=$([ "${row:0:1}" = D ] && echo rms || echo slt)
  printf '%s' "${row:3}" >"$work/$n.txt"
  ffmpeg -nostdin -v error -y -f lavfi -i "flite=textfile=$work/$n.txt:voice=$voice" -ar 16000 "$work/$n.wav"
  echo "file '$work/$n.wav'" >>"$list"
  silence 0.35 "gap$n"
done <"$here/payback-trap.txt"
echo "file '$work/pulse.wav'" >>"$list"

ffmpeg -nostdin -v error -y -f concat -safe 0 -i "$list" \
  -af "highpass=f=70,acompressor=threshold=-20dB:ratio=3,loudnorm=I=-17:TP=-1.5,aresample=32000" \
  -ac 1 -c:a libmp3lame -b:a 56k -map_metadata -1 \
  -metadata title="The payback trap" -metadata artist="Duty Cycle" \
  "$here/../assets/media/payback-trap.mp3"
