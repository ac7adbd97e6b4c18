#!/bin/bash
# test-in-clean-debian.sh DEB PICTURE: installs the package into a Debian that has nothing but apt, uses command line and window
# as a user does, removes it, and finds the user's vault as it was. Needs root, mmdebstrap, Xvfb and ImageMagick; the first run
# fetches about 200 MB, which stay in the user's cache folder. The picture shows the window.
set -euo pipefail

# A namespace of its own: whatever is mounted and started here ends with this script.
if [ "${IN_NAMESPACE:-}" = '' ]; then
  IN_NAMESPACE=1 exec unshare --mount --pid --fork --kill-child "$0" "$@"
fi

deb=$(realpath "$1")
picture=$(realpath -m "$2")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/halfminute
base=$cache/clean-debian
archives=$cache/clean-debian-archives
work=$(mktemp --directory "$cache/clean-debian-run.XXXXXX")
root=$work/root

step() { echo "--- $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
finish() {
  kill $(jobs -p) 2>/dev/null || true
  umount --recursive --lazy "$root" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap finish EXIT

if [ ! -d "$base" ]; then
  step 'A clean Debian (once)'
  rm -rf "$base.draft"
  mmdebstrap --quiet --variant=apt bookworm "$base.draft"
  mv "$base.draft" "$base"
fi

step 'A copy of it, for this run'
mkdir -p "$root" "$work/changes" "$work/index" "$archives/partial"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/changes,workdir=$work/index" "$root"
mount --bind "$archives" "$root/var/cache/apt/archives"
mount -t proc proc "$root/proc"
mount --rbind --make-rslave /dev "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$deb" "$root/root/"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
as_ada() { inside setpriv --reuid=ada --regid=ada --init-groups env HOME=/home/ada "$@"; }

inside sh -c 'command -v node' && fail 'this Debian has a Node of its own'
inside useradd --create-home ada

# The five commands of the guide, as they stand there. By root, in the folder of the package.
mapfile -t commands < <(sed -n '/^## From a clean Debian/,/^## Quiet/{/^```/,/^```/{/^```/!p}}' "$(dirname "$0")/../docs/guides/for-it.md")
[ ${#commands[@]} = 5 ] || fail "docs/guides/for-it.md has ${#commands[@]} commands from a clean Debian"
as_the_guide_says() { inside ${display:+DISPLAY="$display"} sh -c "cd /root && ${commands[$1]}"; }
# What is only recommended would be fetched for nothing.
echo 'APT::Install-Recommends "false";' >"$root/etc/apt/apt.conf.d/90no-recommends"

step 'Install'
{ as_the_guide_says 0 && as_the_guide_says 1; } >"$work/apt.log" 2>&1 || { tail -30 "$work/apt.log"; fail 'apt-get install'; }
inside dpkg --verify halfminute
for program in usr/bin/halfminute-desktop usr/lib/halfminute/halfminute usr/lib/halfminute/argon2.node; do
  inside ldd "/$program" | grep 'not found' && fail "$program lacks a library"
done

step 'A policy in force'
as_the_guide_says 2
# The command asks at the terminal, twice.
types_at_init() {
  { sleep 2; printf '%s\r' "$1"; sleep 2; printf '%s\r' "$1"; sleep 3; } |
    inside script --quiet --return --command "${commands[3]}" /dev/null >"$work/init" 2>&1
}
types_at_init 'short one' && fail 'halfminute init took a password that the policy forbids'
grep -q 12 "$work/init" || { cat "$work/init"; fail 'the refusal names no length'; }
cat "$work/init"

step 'The command line, as a user'
password='correct horse battery staple 9'
types_at_init "$password" || { cat "$work/init"; fail 'halfminute init'; }
printf '%s\n%s\n' "$password" 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq' |
  as_ada halfminute add --service Cases --user ada --password-stdin >/dev/null
code=$(printf '%s\n' "$password" | as_ada halfminute code cases --password-stdin)
[[ $code =~ ^[0-9]{6}$ ]] || fail "halfminute code printed: $code"
vault_sums() { (cd "$root/home/ada/.local/share" && find halfminute -type f -exec sha256sum {} + | sort); }
before=$(vault_sums)
if printf '%s\n' "$password" | as_ada halfminute export --password-stdin >"$work/export" 2>"$work/refusal"; then
  fail 'halfminute export ran although the policy forbids it'
fi
[ -s "$work/export" ] && fail 'halfminute export printed something'
cat "$work/refusal"
[ "$(vault_sums)" = "$before" ] || fail "the refused export changed the vault"

step 'The window, as a user'
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
chmod 1777 /tmp/.X11-unix
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
Xvfb -displayfd 3 -ac -screen 0 900x800x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
display=:$(cat "$work/display")
as_the_guide_says 4 >"$work/window.log" 2>&1 &
window=$!
painted=0
for _ in $(seq 120); do
  kill -0 $window 2>/dev/null || { cat "$work/window.log"; fail 'the window ended by itself'; }
  # A page that is painted has letters, whose edges have many shades.
  DISPLAY=$display import -window root "$picture" && painted=$(identify -format '%k' "$picture")
  [ "$painted" -gt 40 ] && break
  sleep 0.5
done
[ "$painted" -gt 40 ] || { cat "$work/window.log"; fail "the window shows nothing ($painted colours)"; }
# Of the process that the guide's command leads to; /proc here is that of the processes outside.
inside sh -c 'for at in /proc/[0-9]*; do [ "$(cat "$at/comm" 2>/dev/null)" = halfminute-desk ] && kill "${at#/proc/}"; done; true'
wait $window 2>/dev/null || true

step 'A policy that cannot be read'
echo '{ "plainExport": fals }' >"$root/etc/halfminute/policy.json"
if printf '%s\n' "$password" | as_ada halfminute code cases --password-stdin >"$work/code" 2>"$work/refusal"; then
  fail 'halfminute code ran under a policy that cannot be read'
fi
[ -s "$work/code" ] && fail 'halfminute code printed something'
grep -q /etc/halfminute/policy.json "$work/refusal" || fail 'the refusal does not name the file'
cat "$work/refusal"

step 'Remove'
inside dpkg --listfiles halfminute | while read -r path; do [ -d "$root$path" ] || echo "$path"; done >"$work/files"
inside apt-get -qq purge --yes halfminute >/dev/null 2>&1
while read -r path; do [ -e "$root$path" ] && fail "$path is still there"; done <"$work/files"
[ "$(vault_sums)" = "$before" ] || fail "the vault is another one than before"
echo "passed: installed, used, removed; the vault is untouched"
