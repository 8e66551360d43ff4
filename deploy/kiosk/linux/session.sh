#!/bin/sh
# The X session: a window manager that has no keys and no menu, and the terminal. It ends when the terminal is quit.
xset s off -dpms s noblank
unclutter --timeout 5 &
openbox --config-file /etc/distance-education-terminal/openbox.xml &
export TERMINAL_DATA=/var/lib/distance-education-terminal/data
export TERMINAL_KIOSK=1
exec /usr/local/lib/distance-education-supervise.sh /var/lib/distance-education-terminal/program
