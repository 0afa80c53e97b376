# surat.py [PORT]: a real SMTP server (aiosmtpd) for the stories: tells each letter as a line of JSON, obeys lines of its input.
"""Input: `tolak ADDRESS ANSWER` answers a recipient so, `terima ADDRESS` takes it again, `diam` accepts connections and
never says a word. First line of output: the port."""
import email
import email.policy
import json
import socket
import sys
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

refused = {}


def say(**what):
    print(json.dumps(what, ensure_ascii=False), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in refused:
            say(ditolak=address)
            return refused[address]
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        raw = envelope.content
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        say(dari=envelope.mail_from, untuk=envelope.rcpt_tos, judul=str(letter['Subject']), id=letter['Message-ID'],
            isi=letter.get_content(), kepala={k: str(v) for k, v in letter.items()},
            baris=max(len(line) for line in raw.split(b'\r\n')))
        return '250 diterima'


class Here(Controller):
    def factory(self):
        return SMTP(self.handler, hostname='surat.contoh.example', decode_data=False)


def silent(port):
    """Takes connections and says nothing, as a broken server does."""
    ear = socket.socket()
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    ear.bind(('127.0.0.1', port))
    ear.listen(8)
    kept = []
    while True:
        kept.append(ear.accept()[0])


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else free_port()
    here = Here(Handler(), hostname='127.0.0.1', port=port)
    here.start()
    say(port=port)
    for line in sys.stdin:
        word, _, rest = line.strip().partition(' ')
        if word == 'tolak':
            address, _, answer = rest.partition(' ')
            refused[address] = answer
        elif word == 'terima':
            refused.pop(rest, None)
        elif word == 'diam':
            here.stop()
            threading.Thread(target=silent, args=(port,), daemon=True).start()
            time.sleep(0.2)
        say(sudah=word)
    here.stop(no_assert=True)


main()
