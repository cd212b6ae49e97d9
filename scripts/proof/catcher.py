"""The catcher: sees every packet whose destination is not loopback, while the command it starts runs.

Runs inside the walls (walls.sh), where every address on earth is local, so a contact meant for the internet arrives
here. It writes what it sees to a log of JSON lines and interprets nothing: scripts/proof/ does that.

    {"kind": "ready", "python": "3.11.7"}
    {"kind": "packet", "time": 1700000000.1, "device": "lo", "ethertype": 2048, "bytes": "4500...", "pid": 7, ...}
    {"kind": "mark", "time": 1700000000.2, "text": "..."}
    {"kind": "end", "exit": 0, "late": false, "packets": 12, "dropped": 0, "left": []}

A mark is a datagram the command sends to 127.0.0.1:$DRAWBRIDGE_PROOF_MARKS. It travels through the same queue as every
packet, so it divides the log exactly; the answer to it means that everything sent before is in the log.

The listeners exist so that a contact goes on to say more (a name look-up is answered, so the connection follows and its
first bytes name the server). What is on no listener's port is seen all the same.
"""

import argparse
import ctypes
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import time

ETH_P_ALL, IPV4, IPV6 = 0x0003, 0x0800, 0x86DD
PACKET_OUTGOING = 4
SOL_PACKET, PACKET_STATISTICS = 263, 6
SO_ATTACH_FILTER, SO_TIMESTAMPNS = 26, 35
IP_PKTINFO, IPV6_FREEBIND = 8, 78
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
ANSWER = "198.51.100.53"
LINGER_SECONDS = 1.0


def assemble(*program):
    """Turns labels and (code, value, if true, if false) tuples into the kernel's packet filter instructions."""
    places, instructions = {}, []
    for line in program:
        if isinstance(line, str):
            places[line] = len(instructions)
        else:
            instructions.append(line)

    def distance(label, here):
        return 0 if label is None else places[label] - here - 1

    return b"".join(
        struct.pack("=HBBI", code, distance(yes, here), distance(no, here), value)
        for here, (code, value, yes, no) in enumerate(instructions)
    )


def off_loopback(marks_port):
    """The filter: each packet once, as it is sent, if its destination is not loopback or it is a mark."""
    word, half, byte, equals, leave = 0x20, 0x28, 0x30, 0x15, 0x06
    packet_type, ethertype = 0xFFFFF004, 0xFFFFF000
    return assemble(
        (word, packet_type, None, None),
        (equals, PACKET_OUTGOING, None, "drop"),
        (word, ethertype, None, None),
        (equals, IPV4, "v4", None),
        (equals, IPV6, "v6", "keep"),
        "v4",
        (byte, 16, None, None),
        (equals, 127, None, "keep"),
        (byte, 9, None, None),
        (equals, socket.IPPROTO_UDP, None, "drop"),
        (half, 22, None, None),
        (equals, marks_port, "keep", "drop"),
        "v6",
        (word, 24, None, None),
        (equals, 0, None, "keep"),
        (word, 28, None, None),
        (equals, 0, None, "keep"),
        (word, 32, None, None),
        (equals, 0, None, "keep"),
        (word, 36, None, None),
        (equals, 1, "drop", "keep"),
        "keep",
        (leave, 0xFFFF, None, None),
        "drop",
        (leave, 0, None, None),
    )


def open_packets(marks_port):
    """A raw socket on every device. Nothing else runs in here yet, so nothing is missed or too much."""
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
    program = off_loopback(marks_port)
    memory = ctypes.create_string_buffer(program)
    packets.setsockopt(
        socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(program) // 8, ctypes.addressof(memory))
    )
    packets.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
    packets.setblocking(False)
    return packets


def wildcard(family, kind, port):
    """A socket on `port` of every address there is."""
    opened = socket.socket(family, kind)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    opened.setblocking(False)
    opened.bind(("", port))
    return opened


def dns_answer(query):
    """The same address for every name; no other kind of record exists."""
    end = 12
    while query[end]:
        end += query[end] + 1
    question = query[12 : end + 5]
    is_address = question[-4:] == b"\x00\x01\x00\x01"
    header = query[:2] + struct.pack("!HHHHH", 0x8180, 1, 1 if is_address else 0, 0, 0)
    record = b"\xc0\x0c\x00\x01\x00\x01" + struct.pack("!IH", 1, 4) + socket.inet_aton(ANSWER)
    return header + question + (record if is_address else b"")


def answer_look_up(listener):
    """Answers one datagram from the address it was sent to."""
    query, information, _, client = listener.recvmsg(4096, 256)
    try:
        answer = dns_answer(query)
    except IndexError:
        return
    if listener.family == socket.AF_INET6:
        held = [(level, kind, data) for level, kind, data in information if kind == socket.IPV6_PKTINFO]
    else:
        # The kernel tells (device, local address, destination) and wants (device, source, nothing).
        held = [
            (level, kind, data[:4] + data[8:12] + bytes(4)) for level, kind, data in information if kind == IP_PKTINFO
        ]
    listener.sendmsg([answer], held, 0, client)


def owner_of(ethertype, packet):
    """Best effort: which process sent this TCP or UDP packet, while its socket is still open."""
    if ethertype == IPV4:
        protocol, start = packet[9], (packet[0] & 15) * 4
    elif ethertype == IPV6:
        protocol, start = packet[6], 40
    else:
        return {}
    table = {socket.IPPROTO_TCP: "tcp", socket.IPPROTO_UDP: "udp"}.get(protocol)
    opens = protocol != socket.IPPROTO_TCP or packet[start + 13] & 0x12 == 0x02
    if table is None or not opens:
        return {}
    port = packet[start : start + 2].hex().upper()
    inodes = set()
    for name in (table, table + "6"):
        with open("/proc/net/" + name, encoding="ascii") as sockets:
            next(sockets)
            for fields in map(str.split, sockets):
                if fields[1].endswith(":" + port) and fields[9] != "0":
                    inodes.add("socket:[" + fields[9] + "]")
    for pid in filter(str.isdigit, os.listdir("/proc")) if inodes else ():
        if int(pid) == os.getpid():
            continue
        try:
            folder = f"/proc/{pid}/fd/"
            if any(os.readlink(folder + handle) in inodes for handle in os.listdir(folder)):
                return {"pid": int(pid), "command": command_of(pid)}
        except OSError:
            continue
    return {}


def command_of(pid):
    """The command line of a process, as it was typed."""
    with open(f"/proc/{pid}/cmdline", "rb") as line:
        return line.read().replace(b"\0", b" ").decode("utf8", "replace").strip()


def children_of(parent):
    """The processes whose parent is `parent`."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf8", errors="replace") as line:
                state, its_parent = line.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(its_parent) == parent and state != "Z":
            found.append(int(pid))
    return found


class Catcher:
    """Watches while a command runs, and until nothing that it started is left."""

    def __init__(self, log, ports):
        self.log = log
        self.selector = selectors.DefaultSelector()
        self.marks = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.marks.bind(("127.0.0.1", 0))
        self.marks.setblocking(False)
        self.marks_port = self.marks.getsockname()[1]
        self.packets = open_packets(self.marks_port)
        self.selector.register(self.packets, selectors.EVENT_READ, lambda: None)
        self.selector.register(self.marks, selectors.EVENT_READ, lambda: self.marks.recv(65535))
        for port in ports:
            for family in (socket.AF_INET, socket.AF_INET6):
                self.listen(family, port)
        self.write(kind="ready", python=sys.version.split()[0])

    def listen(self, family, port):
        if port == 53:
            look_ups = wildcard(family, socket.SOCK_DGRAM, port)
            if family == socket.AF_INET6:
                look_ups.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
                look_ups.setsockopt(socket.IPPROTO_IPV6, IPV6_FREEBIND, 1)
            else:
                look_ups.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
            self.selector.register(look_ups, selectors.EVENT_READ, lambda: answer_look_up(look_ups))
        listener = wildcard(family, socket.SOCK_STREAM, port)
        listener.listen(64)
        self.selector.register(listener, selectors.EVENT_READ, lambda: self.accept(listener))

    def accept(self, listener):
        connection, _ = listener.accept()
        connection.setblocking(False)
        self.selector.register(connection, selectors.EVENT_READ, lambda: self.hang_up(connection))

    def hang_up(self, connection):
        """The first bytes are in the log by now; nobody here has an answer to them."""
        self.selector.unregister(connection)
        connection.close()

    def write(self, **line):
        self.log.write(json.dumps(line) + "\n")
        self.log.flush()

    def drain(self):
        """Logs every packet that waits."""
        while True:
            try:
                packet, information, _, (device, ethertype, *_) = self.packets.recvmsg(65535, 256)
            except BlockingIOError:
                return
            seconds, nanoseconds = next(
                struct.unpack("ll", data) for level, kind, data in information if kind == SO_TIMESTAMPNS
            )
            self.see(seconds + nanoseconds / 1e9, device, ethertype, packet)

    def see(self, when, device, ethertype, packet):
        if ethertype == IPV4 and packet[16] == 127:
            start = (packet[0] & 15) * 4
            self.write(kind="mark", time=when, text=packet[start + 8 :].decode("utf8"))
            client = socket.inet_ntoa(packet[12:16]), int.from_bytes(packet[start : start + 2], "big")
            self.marks.sendto(b"seen", client)
            return
        owner = owner_of(ethertype, packet)
        self.write(kind="packet", time=when, device=device, ethertype=ethertype, bytes=packet.hex(), **owner)

    def watch(self, command, deadline):
        """Runs the command to its end, waits for what it left behind, and says how complete the log is."""
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        child = subprocess.Popen(
            command,
            env={**os.environ, "DRAWBRIDGE_PROOF_MARKS": str(self.marks_port)},
            stdin=subprocess.DEVNULL,
            # Without the catcher nobody would see what the command does, or end it.
            preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0),
        )
        try:
            late, left = self.serve_until_all_ended(child, deadline)
        finally:
            while self.reap(child):
                self.end_children(child)
                time.sleep(0.01)
        self.drain()
        seen, dropped = struct.unpack("II", self.packets.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))
        self.write(kind="end", exit=child.returncode, late=late, packets=seen, dropped=dropped, left=left)
        return child.returncode

    def serve_until_all_ended(self, child, deadline):
        """Ends the command at the deadline, and soon after the command whatever it left running."""
        late, left = False, {}
        until = time.monotonic() + deadline
        while True:
            self.serve()
            was_running = child.returncode is None
            if not self.reap(child):
                return late, list(left.values())
            if was_running and child.returncode is not None:
                until = time.monotonic() + LINGER_SECONDS
            if time.monotonic() > until:
                late = late or child.returncode is None
                left.update(self.end_children(child))

    def serve(self):
        """Waits a moment for packets and callers, and sees to them."""
        ready = self.selector.select(0.05)
        # Packets first: a listener that hangs up would close the socket that tells whose packet it was.
        self.drain()
        for key, _ in ready:
            try:
                key.data()
            except (BlockingIOError, ConnectionError):
                continue

    def reap(self, child):
        """Collects the processes that ended; False when none is left."""
        try:
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return True
                if pid == child.pid:
                    child.returncode = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
        except ChildProcessError:
            return False

    def end_children(self, child):
        """Ends what is still running past its time, and names what was not the command itself."""
        left = {}
        for pid in children_of(os.getpid()):
            try:
                if pid != child.pid:
                    left[pid] = command_of(pid)
                os.kill(pid, signal.SIGKILL)
            except OSError:
                continue
        return left


def main():
    parser = argparse.ArgumentParser(description="Runs a command and logs every packet that leaves loopback.")
    parser.add_argument("--log", required=True, help="the file for the log")
    parser.add_argument("--deadline", type=float, default=60, help="seconds after which the command is ended")
    parser.add_argument("--ports", default="53,80,443", help="where to listen, on every address")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    settings = parser.parse_args()
    command = settings.command[1:] if settings.command[:1] == ["--"] else settings.command
    with open(settings.log, "w", encoding="utf8") as log:
        catcher = Catcher(log, [int(port) for port in settings.ports.split(",") if port])
        return catcher.watch(command, settings.deadline)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
