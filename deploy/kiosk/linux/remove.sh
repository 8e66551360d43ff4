#!/bin/sh
# Takes the session away again. Program and data stay in /var/lib/distance-education-terminal.
set -eu
[ "$(id -u)" -eq 0 ] || { echo "run this as root" >&2; exit 1; }
systemctl disable --now distance-education-terminal.service || true
systemctl unmask --quiet getty@tty1.service sleep.target suspend.target hibernate.target hybrid-sleep.target
rm -f /etc/systemd/system/distance-education-terminal.service /etc/X11/xorg.conf.d/90-distance-education.conf \
  /etc/udev/rules.d/90-distance-education-sticks.rules /etc/sysctl.d/60-distance-education.conf /etc/sysctl.d/61-distance-education.conf \
  /usr/local/lib/distance-education-supervise.sh /usr/local/lib/distance-education-session.sh
rm -rf /etc/distance-education-terminal
systemctl daemon-reload
echo "the session is gone; the data are still in /var/lib/distance-education-terminal"
