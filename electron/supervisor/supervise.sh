#!/bin/sh
# Keeps the terminal running: starts the current version, starts it again when it ends by a fault, and goes back to the
# version before when a new one does not come up well. Plain sh, so that it has nothing of its own that could break.
#
#   supervise.sh ROOT [WORDS…]     ROOT: see electron/supervisor/versions.ts; WORDS go to the program
#
# Ends with 0 when the operator quits. The program ends with 75 when it wants to be started anew.

ROOT=${1:?usage: supervise.sh ROOT [WORDS…]}
shift
EXECUTABLE=distance-education-terminal
HEALTHY_WITHIN=${TERMINAL_HEALTHY_WITHIN:-300}   # seconds that a version on trial has to come up well
MOST_TRIALS=3
export TERMINAL_PROGRAM_ROOT="$ROOT"

child=
watch=
ending=
# The program is asked to end, and this script waits for it.
trap 'ending=1; [ -n "$child" ] && kill -TERM "$child" 2>/dev/null' TERM INT HUP

say() { echo "supervise: $*" >&2; }
# A pointer is written beside its place and renamed: it is the old one or the new one, whatever happens.
point() { printf '%s\n' "$2" > "$ROOT/$1.new" && sync "$ROOT/$1.new" 2>/dev/null; mv "$ROOT/$1.new" "$ROOT/$1"; sync "$ROOT" 2>/dev/null; }
first_line() { [ -f "$1" ] && head -n 1 "$1" || true; }

roll_back() {
  previous=$(first_line "$ROOT/previous")
  if [ -z "$previous" ] || [ "$previous" = "$version" ] || [ ! -x "$ROOT/versions/$previous/$EXECUTABLE" ]; then
    say "$version does not come up well, and there is no other"
    rm -f "$ROOT/trial"
    return
  fi
  say "$version does not come up well: back to $previous"
  point given-up "$version"
  point rolled-back "$version"
  point current "$previous"
  rm -f "$ROOT/trial"
}

pause=1
while [ -z "$ending" ]; do
  version=$(first_line "$ROOT/current")
  if [ -f "$ROOT/trial" ]; then
    trials=$(first_line "$ROOT/trial")
    case $trials in '' | *[!0-9]*) trials=$MOST_TRIALS ;; esac
    if [ "$trials" -ge "$MOST_TRIALS" ] || [ ! -x "$ROOT/versions/$version/$EXECUTABLE" ]; then
      roll_back
      continue
    fi
    point trial $((trials + 1))
  fi

  began=$(date +%s)
  "$ROOT/versions/$version/$EXECUTABLE" "$@" &
  child=$!
  if [ -f "$ROOT/trial" ]; then
    # One that neither comes up nor ends is ended.
    (
      left=$HEALTHY_WITHIN
      while [ "$left" -gt 0 ] && [ -f "$ROOT/trial" ] && kill -0 "$child" 2>/dev/null; do sleep 1; left=$((left - 1)); done
      [ "$left" -eq 0 ] && [ -f "$ROOT/trial" ] && kill -KILL "$child" 2>/dev/null
    ) &
    watch=$!
  fi
  wait "$child"
  code=$?
  # A signal to this script breaks the wait off: the program is still ending.
  while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
  child=
  [ -n "$watch" ] && kill "$watch" 2>/dev/null
  watch=

  [ -n "$ending" ] && exit 0
  case $code in
    0) exit 0 ;;
    75) pause=1; continue ;;
  esac
  say "$version ended with $code"
  # On trial it has three starts in all: no need to wait between them.
  [ -f "$ROOT/trial" ] && continue
  # One that lived for a while is started at once; one that dies again and again waits longer each time.
  if [ $(($(date +%s) - began)) -ge 60 ]; then pause=1; fi
  sleep "$pause" &
  wait $!
  [ "$pause" -lt 4 ] && pause=$((pause * 2))
done
exit 0
