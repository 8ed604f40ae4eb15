#!/usr/bin/python3
"""An SMTP server that misbehaves on request, for tests of the sender.

fake_smtp.py DIR    certificates into DIR/certs; prints one line of ports
                    "starttls=N smtps=N greet554=N" and serves until its
                    standard input closes.

The client picks the misbehaviour by its EHLO name: STAGE-ACTION, with
  stage   starttls auth mail rcpt data body dot next quit
  action  a reply code (rcpt-450), close, reset, hang, none (not offered),
          inject (more bytes behind the STARTTLS reply)
"next" acts on the connection after its first mail. Any other name: a good
server. For each name it writes DIR/NAME.talk (a line per connection and
command, secrets left out), DIR/NAME.N.wire (the bytes of the N-th mail as
they came, with the dot line) and DIR/NAME.N.mail (with dots unstuffed).
"""
import base64
import itertools
import os
import pathlib
import socket
import ssl
import struct
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import servers  # noqa: E402

PASSWORD = "rahasia-1"
TOKEN = "tanda-1"
END = b"\r\n.\r\n"


class Gone(Exception):
    """The conversation is over, one way or another."""


class Conversation:
    def __init__(self, sock, world, tls, greeting):
        self.sock, self.world, self.tls = sock, world, tls
        self.greeting = greeting
        self.rest, self.name, self.mails = b"", "", 0
        self.pending = ["CONNECT"]
        self.user = None

    # -- bytes --

    def read_some(self):
        got = self.sock.recv(65536)
        if not got:
            raise Gone
        self.rest += got

    def read_line(self):
        while b"\r\n" not in self.rest:
            self.read_some()
        line, self.rest = self.rest.split(b"\r\n", 1)
        return line.decode("latin-1")

    def read_mail(self):
        """Everything to the end mark; only CRLF . CRLF ends a mail."""
        start = 0
        while True:
            at = (b"\r\n" + self.rest).find(END, start)
            if at >= 0:
                break
            start = max(0, len(self.rest) - len(END))
            self.read_some()
        end = at + len(END) - 2
        data, self.rest = self.rest[:end], self.rest[end:]
        return data

    def say(self, *lines):
        self.sock.sendall(("\r\n".join(lines) + "\r\n").encode())

    def note(self, line):
        """Into NAME.talk, as soon as the name is known."""
        self.pending.append(line)
        if self.name:
            with open(self.world.dir / (self.name + ".talk"), "a") as out:
                out.writelines(line + "\n" for line in self.pending)
            self.pending = []

    # -- misbehaviour --

    def action(self, stage):
        mine, _, action = self.name.partition("-")
        return action if mine == stage else ""

    def misbehave(self, stage):
        """False: nothing special here."""
        action = self.action(stage)
        if action == "close":
            raise Gone
        if action == "reset":
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                 struct.pack("ii", 1, 0))
            raise Gone
        if action == "hang":
            while True:  # until the client loses patience
                self.read_some()
        if action.isdigit():
            self.say("%s-5.9.9 diatur oleh" % action,
                     "%s 5.9.9 uji %s" % (action, stage))
            if action == "421":
                raise Gone
            return True
        return False

    # -- commands --

    def hello(self, verb, argument):
        self.name = argument.strip().lower()
        self.note(verb + " " + argument)
        offers = ["fake.example"]
        secure = isinstance(self.sock, ssl.SSLSocket)
        if not secure and self.action("starttls") != "none":
            offers.append("STARTTLS")
        if secure and self.action("auth") != "none":
            offers.append("AUTH GSSAPI NTLM DIGEST-MD5 PLAIN LOGIN XOAUTH2")
        offers += ["SIZE 40000000", "8BITMIME", "PIPELINING"]
        self.say(*["250-" + o for o in offers[:-1]], "250 " + offers[-1])

    def starttls(self):
        if self.misbehave("starttls"):
            return
        inject = b"250 disisipkan\r\n" \
            if self.action("starttls") == "inject" else b""
        self.sock.sendall(b"220 silakan\r\n" + inject)
        self.sock = self.tls.wrap_socket(self.sock, server_side=True)
        self.rest = b""

    def auth(self, argument):
        if self.misbehave("auth"):
            return
        way, _, first = argument.partition(" ")
        if not first:
            self.say("334 ")
            first = self.read_line()
        blob = base64.b64decode(first).decode()
        if way == "PLAIN":
            _, self.user, secret = blob.split("\0")
            good = secret == PASSWORD
        else:
            self.user = blob.split("\1")[0].partition("=")[2]
            good = "\1auth=Bearer %s\1" % TOKEN in blob
        if not good and way == "XOAUTH2":
            self.say("334 " + base64.b64encode(b'{"status":"401"}').decode())
            self.read_line()
        self.say("235 2.7.0 masuk" if good else "535 5.7.8 sandi salah")

    def data(self):
        if self.misbehave("data"):
            return
        self.say("354 silakan")
        if self.action("body"):
            self.read_some()
            self.misbehave("body")
        wire = self.read_mail()
        self.mails += 1
        number = self.world.keep(self.name, wire)
        if not self.misbehave("dot"):
            self.say("250-2.0.0 baik", "250 2.0.0 queued as F%04d" % number)
            if self.action("next"):
                self.misbehave("next")

    def command(self, line):
        verb, _, argument = line.partition(" ")
        verb = verb.upper()
        if verb in ("EHLO", "HELO"):
            self.hello(verb, argument)
            return
        secret = verb == "AUTH"
        self.note("AUTH " + argument.split(" ")[0] if secret else line)
        if verb == "STARTTLS":
            self.starttls()
        elif secret:
            self.auth(argument)
            self.note("USER %s" % self.user)
        elif verb == "DATA":
            self.data()
        elif verb == "QUIT":
            if not self.misbehave("quit"):
                self.say("221 sampai jumpa")
            raise Gone
        elif verb in ("MAIL", "RCPT"):
            if not self.misbehave(verb.lower()):
                self.say("250 2.1.0 baik")
        else:
            self.say("250 2.0.0 baik")

    def run(self):
        try:
            if self.greeting.startswith("TLS"):
                self.sock = self.tls.wrap_socket(self.sock, server_side=True)
                self.greeting = self.greeting[3:]
            self.say(self.greeting)
            while True:
                self.command(self.read_line())
        except (Gone, OSError, ValueError):
            pass
        finally:
            self.sock.close()


class World:
    def __init__(self, folder):
        self.dir = folder
        self.lock = threading.Lock()
        self.counts = {}

    def keep(self, name, wire):
        with self.lock:
            number = self.counts[name] = self.counts.get(name, 0) + 1
        lines = wire[:-3].split(b"\r\n")
        mail = b"\r\n".join(line[1:] if line.startswith(b".") else line
                            for line in lines)
        base = "%s.%d" % (name, number)
        (self.dir / (base + ".wire")).write_bytes(wire)
        (self.dir / (base + ".mail")).write_bytes(mail)
        return number


def listen(host, port, world, tls, greeting):
    server = socket.create_server((host, port))

    def accept():
        while True:
            sock, _ = server.accept()
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            talk = Conversation(sock, world, tls, greeting)
            threading.Thread(target=talk.run, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return server.getsockname()[1]


def main():
    folder = pathlib.Path(sys.argv[1]).absolute()
    servers.make_certificates(folder / "certs")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / "certs/server.pem",
                        folder / "certs/server.key")
    world = World(folder)
    good = "220 fake.example ESMTP"
    ports = {
        "starttls": listen("127.0.0.1", 0, world, tls, good),
        "smtps": listen("127.0.0.1", 0, world, tls, "TLS" + good),
        "greet554": listen("127.0.0.1", 0, world, tls,
                           "TLS554 5.7.1 tidak melayani"),
    }
    for _ in itertools.repeat(None, 20):
        try:  # the certificate does not name this address
            listen("127.0.0.2", ports["smtps"], world, tls, "TLS" + good)
            break
        except OSError:
            ports["smtps"] = listen("127.0.0.1", 0, world, tls, "TLS" + good)
    print(" ".join("%s=%d" % row for row in ports.items()), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
