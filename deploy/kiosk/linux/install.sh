#!/bin/sh
# Makes this machine a terminal: a user, the program, and a session that starts with the machine. Run as root; may be run again.
set -eu

SOURCE=${1:?usage: install.sh FOLDER (the packed terminal)}
HERE=$(cd "$(dirname "$0")" && pwd)
HOME_FOLDER=/var/lib/distance-education-terminal
PROGRAM=$HOME_FOLDER/program

[ "$(id -u)" -eq 0 ] || { echo "run this as root" >&2; exit 1; }
[ -x "$SOURCE/distance-education-terminal" ] || { echo "$SOURCE is no packed terminal" >&2; exit 1; }
VERSION=$(sed -n 's/.*"version": *"\([0-9A-Za-z.-]*\)".*/\1/p' "$SOURCE/release.json" | head -n 1)
[ -n "$VERSION" ] || { echo "$SOURCE/release.json names no version" >&2; exit 1; }

if command -v apt-get >/dev/null; then
  apt-get install -y --no-install-recommends xserver-xorg xinit openbox unclutter fonts-noto-cjk \
    libgtk-3-0 libnss3 libasound2 libgbm1 libxss1
fi

id terminal >/dev/null 2>&1 || useradd --system --create-home --home-dir "$HOME_FOLDER" --shell /usr/sbin/nologin terminal
for group in video audio input tty plugdev; do getent group "$group" >/dev/null && usermod -aG "$group" terminal; done
passwd --lock terminal >/dev/null

# The program is the terminal user's own, so that it can put a newer version beside the old one.
mkdir -p "$PROGRAM/versions" "$HOME_FOLDER/data"
if [ ! -d "$PROGRAM/versions/$VERSION" ]; then
  cp -R "$SOURCE" "$PROGRAM/versions/.new-$VERSION"
  mv "$PROGRAM/versions/.new-$VERSION" "$PROGRAM/versions/$VERSION"
fi
[ -f "$PROGRAM/current" ] || echo "$VERSION" > "$PROGRAM/current"
install -m 755 "$SOURCE/kiosk/supervise.sh" /usr/local/lib/distance-education-supervise.sh
install -m 755 "$HERE/session.sh" /usr/local/lib/distance-education-session.sh
chown -R terminal:terminal "$HOME_FOLDER"
chmod 700 "$HOME_FOLDER" "$HOME_FOLDER/data"
# Chromium's sandbox needs one helper that root owns, or user namespaces; the second is asked for.
if [ -f /proc/sys/kernel/unprivileged_userns_clone ]; then echo 'kernel.unprivileged_userns_clone=1' > /etc/sysctl.d/60-distance-education.conf; fi
echo 'kernel.sysrq=0' > /etc/sysctl.d/61-distance-education.conf

install -D -m 644 "$HERE/xorg.conf" /etc/X11/xorg.conf.d/90-distance-education.conf
install -D -m 644 "$HERE/openbox.xml" /etc/distance-education-terminal/openbox.xml
install -D -m 644 "$HERE/sticks.rules" /etc/udev/rules.d/90-distance-education-sticks.rules
install -D -m 644 "$HERE/distance-education-terminal.service" /etc/systemd/system/distance-education-terminal.service
printf 'allowed_users=anybody\nneeds_root_rights=yes\n' > /etc/X11/Xwrapper.config
systemctl daemon-reload
systemctl mask --quiet getty@tty1.service sleep.target suspend.target hibernate.target hybrid-sleep.target
systemctl enable distance-education-terminal.service
echo "version $VERSION is set up; it starts with the machine, or now: systemctl start distance-education-terminal"
