# Runs inside fresh user, network and mount namespaces: makes every address on earth local, points name look-ups at
# an address the catcher holds, closes the side doors to resolvers outside, then becomes the command it was given.
# Usage: sh walls.sh RESOLV_CONF [SOURCE TARGET]... -- COMMAND [ARGUMENT]...
set -eu

ip link set lo up
ip route add local 0.0.0.0/0 dev lo
ip -6 route add local ::/0 dev lo

mount --bind "$1" /etc/resolv.conf
shift
while [ "$1" != "--" ]; do
  mount --bind "$1" "$2"
  shift 2
done
shift

# These sockets are files, so a network namespace does not cut them off: a look-up through one would go unseen.
for socket in /run/nscd/socket /var/run/nscd/socket /run/systemd/resolve/io.systemd.Resolve \
  /run/avahi-daemon/socket /run/dbus/system_bus_socket; do
  if [ -S "$socket" ]; then mount --bind /dev/null "$socket"; fi
done

exec "$@"
