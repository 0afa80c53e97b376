#!/usr/bin/python3 -Wignore
# kirim.py BUILD: pamong-kirim itself, in its cage, against mail and web servers with good, wrong and no certificates.
"""Speaks the frames of core/pembantu to the real helper, as serve does; the servers are real ones (aiosmtpd, http.server), their certificates
are of a certification authority made here. Ends with `N passed, N failed`."""
import asyncio
import fcntl
import http.server
import logging
import os
import pathlib
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading

from aiosmtpd.smtp import SMTP, AuthResult

BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else 'build/gcc')
ATUR, SUREL, LUAR, OK = 3, 4, 5, 0
HEAD = struct.Struct('<II8I')
DEADLINE_S = 20
PASSWORD = 'rahasia sekali'
tally = {True: 0, False: 0}


def holds(truth, sentence, said=''):
    tally[bool(truth)] += 1
    print(f'{"ok    " if truth else "FAILED"} {sentence}' + ('' if truth else f'\n       {said}'), flush=True)


# ---- certificates ----------------------------------------------------------------------------------------------------------

class Authority:
    """A certification authority with an openssl of this machine."""

    def __init__(self, folder, name):
        self.folder, self.root = folder, folder / f'{name}.pem'
        self.key = folder / f'{name}.key'
        self.openssl('req', '-x509', '-new', *EC, '-nodes', '-days', '2', '-subj', f'/CN={name}', '-keyout', self.key, '-out', self.root)

    @staticmethod
    def openssl(*words):
        subprocess.run(['openssl', *map(str, words)], check=True, capture_output=True)

    def context(self, name, days=2, newest=None):
        """A server's TLS with a certificate for that name, from now (or `days` ago) on."""
        stem = self.folder / f'{name}{days}'
        request, key, certificate, names = (stem.with_suffix(s) for s in ('.csr', '.key', '.crt', '.ext'))
        names.write_text(f'subjectAltName=DNS:{name}\n', encoding='ascii')
        self.openssl('req', '-new', *EC, '-nodes', '-subj', f'/CN={name}', '-keyout', key, '-out', request)
        self.openssl('x509', '-req', '-in', request, '-CA', self.root, '-CAkey', self.key, '-CAcreateserial', '-days', days,
                     '-extfile', names, '-out', certificate)
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if newest:
            made.set_ciphers('DEFAULT:@SECLEVEL=0')
            made.minimum_version = made.maximum_version = newest
        made.load_cert_chain(certificate, key)
        return made


EC = ('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256')


# ---- servers ---------------------------------------------------------------------------------------------------------------

class Letters:
    """What arrived, and over what."""

    def __init__(self):
        self.came, self.passwords = [], []

    async def handle_DATA(self, server, session, envelope):
        self.came.append((session.ssl is not None or server.transport.get_extra_info('sslcontext') is not None,
                          session.authenticated, envelope.rcpt_tos))
        return '250 diterima'

    def authenticate(self, server, session, envelope, mechanism, data):
        self.passwords.append(data.password.decode())
        good = data.login == b'pamong' and data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=False, auth_data='pamong' if good else None)


LOOP = asyncio.new_event_loop()


class Mail:
    """A mail server for one `with`: starttls, smtps or tidak, which asks for a password unless told otherwise."""

    def __init__(self, tls, context=None, asks=True):
        self.letters, self.tls = Letters(), context if tls == 'smtps' else None
        self.options = {'tls_context': context, 'require_starttls': True} if context and tls == 'starttls' else {}
        if asks:
            self.options |= {'authenticator': self.letters.authenticate, 'auth_required': True,
                             'auth_require_tls': tls == 'starttls'}

    async def listen(self):
        return await LOOP.create_server(lambda: SMTP(self.letters, hostname='localhost', loop=LOOP, **self.options),
                                        '127.0.0.1', 0, ssl=self.tls)

    def __enter__(self):
        self.server = asyncio.run_coroutine_threadsafe(self.listen(), LOOP).result(DEADLINE_S)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        LOOP.call_soon_threadsafe(self.server.close)


def elsewhere(to):
    to.send_response(302)
    to.send_header('Location', f'https://localhost:{to.server.server_port}/open311/v2/services.json')
    to.send_header('Content-Length', '0')
    to.end_headers()


def endless(to):
    """Ten megabytes of JSON that never closes."""
    to.send_response(200)
    to.end_headers()
    try:
        for _ in range(160):
            to.wfile.write(b'[1,' + b'2,' * 32768)
    except OSError:
        pass


def drip(to):
    """A byte now and then, for as long as somebody listens."""
    to.send_response(200)
    to.send_header('Content-Length', '1000')
    to.end_headers()
    try:
        for _ in range(60):
            to.wfile.write(b' ')
            threading.Event().wait(0.5)
    except OSError:
        pass


HOSTILE = {'/pindah': elsewhere, '/besar': endless, '/tetes': drip}


class Web:
    """An HTTPS server for one `with`, which answers every question with []."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hostile = HOSTILE.get(self.path)
            if hostile:
                hostile(self)
                return
            self.send_response(200)
            self.send_header('Content-Length', '2')
            self.end_headers()
            self.wfile.write(b'[]')

        def log_message(self, *_):
            pass

    def __init__(self, context):
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), self.Answer)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.server.handle_error = lambda *_: None
        self.port = self.server.server_port

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


# ---- the helper ------------------------------------------------------------------------------------------------------------

class Kirim:
    """One pamong-kirim, caged or not at all, for one `with`."""

    def __init__(self, *config):
        self.config = config

    def __enter__(self):
        ours, theirs = socket.socketpair()
        ours.settimeout(DEADLINE_S)
        self.wire = ours
        self.child = subprocess.Popen([BUILD / 'src/pamong-kirim'], stdin=theirs, stdout=theirs,
                                      env={'PATH': '', 'PAMONG_KURUNG_WAJIB': '1'}, stderr=subprocess.PIPE, text=True)
        theirs.close()
        self.begun, self.wrong = self.ask(ATUR, *self.config)
        return self

    def __exit__(self, *_):
        self.wire.close()
        self.child.wait(DEADLINE_S)
        self.child.stderr.close()

    def read(self, count):
        got = b''
        while len(got) < count:
            piece = self.wire.recv(count - len(got))
            if not piece:
                raise EOFError(f'pamong-kirim ended: {self.child.stderr.read()[-400:]}')
            got += piece
        return got

    def ask(self, kind, *parts):
        parts = [p.encode() for p in parts]
        lengths = [len(p) for p in parts] + [0] * (8 - len(parts))
        self.wire.sendall(HEAD.pack(kind, len(parts), *lengths) + b''.join(parts))
        outcome, count, *lengths = HEAD.unpack(self.read(HEAD.size))
        return outcome, [self.read(n).decode() for n in lengths[:count]]

    def letter(self):
        return self.ask(SUREL, '18.72.1', 'rw@contoh.example', 'Pamong', 'Judul', 'Isi.', '1772503200', '')[1]


def sent(mail, tls, akar, name='localhost', password=PASSWORD, login='pamong'):
    """What became of one letter: (dikirim, nanti, gagal or putus; what the administrator reads)."""
    with Kirim(name, str(mail.port), tls, login, password, 'pamong@contoh.example', str(akar)) as kirim:
        return kirim.letter()


def asked(port, akar, listed=None, path='/open311/v2/services.json', name='localhost', inside=''):
    url = f'https://{name}:{port}'
    with Kirim(listed or url, str(akar), inside) as kirim:
        return kirim.ask(LUAR, 'GET', f'{url}{path}', '', '', '')[1]


# ---- e-mail ----------------------------------------------------------------------------------------------------------------

def good_certificates(ours):
    for tls in 'starttls', 'smtps':
        with Mail(tls, ours.context('localhost')) as mail:
            how = sent(mail, tls, ours.root)
            holds(how[0] == 'dikirim' and mail.letters.came == [(True, True, ['rw@contoh.example'])],
                  f'{tls}: sent once, over TLS, after logging in, to a server whose certificate is right', (how, mail.letters.came))


def wrong_certificates(ours, strange):
    cases = (('of another name', ours.context('lain.example'), ours.root), ('of an unknown issuer', strange.context('localhost'), ours.root),
             ('of our issuer, whom nobody named', ours.context('localhost'), ''), ('that has run out', ours.context('localhost', -1), ours.root))
    for what, context, akar in cases:
        for tls in 'starttls', 'smtps':
            with Mail(tls, context) as mail:
                kata, jawaban = sent(mail, tls, akar)
                holds(kata == 'putus' and 'sertifikat server surel tidak dipercaya' in jawaban and not mail.letters.passwords
                      and not mail.letters.came, f'{tls}: a certificate {what} is refused before the password is told', (kata, jawaban))


def no_tls(ours):
    with Mail('tidak', asks=False) as mail:
        kata, jawaban = sent(mail, 'starttls', ours.root)
        holds(kata == 'putus' and 'tidak menawarkan STARTTLS' in jawaban and not mail.letters.came,
              'a server that offers no STARTTLS though it is wanted gets nothing', (kata, jawaban))
        kata, jawaban = sent(mail, 'smtps', ours.root)
        holds(kata == 'putus' and 'cocokkan surel.tls dengan surel.port' in jawaban and not mail.letters.came,
              'SMTPS at a port without TLS ends at once and says which keys to look at', (kata, jawaban))
    with Mail('smtps', ours.context('localhost', newest=ssl.TLSVersion.TLSv1_1)) as mail:
        kata, jawaban = sent(mail, 'smtps', ours.root)
        holds(kata == 'putus' and not mail.letters.came, 'TLS 1.1 is not spoken', (kata, jawaban))


def passwords(ours):
    with Mail('starttls', ours.context('localhost')) as mail:
        kata, jawaban = sent(mail, 'starttls', ours.root, password='salah')
        holds(kata == 'putus' and 'menolak surel.masuk atau surel.sandi (535' in jawaban and not mail.letters.came,
              'a wrong password is told as such, and the e-mail waits', (kata, jawaban))
        kata, jawaban = sent(mail, 'starttls', ours.root, login='', password='')
        holds(kata == 'putus' and 'isi surel.masuk' in jawaban and not mail.letters.came, 'a password that is wanted is asked for by its key',
              (kata, jawaban))
        holds(sent(mail, 'starttls', ours.root)[0] == 'dikirim', 'with the right one it goes')


def unreadable(ours, folder):
    (folder / 'bukan.pem').write_text('bukan sertifikat', encoding='ascii')
    with Mail('starttls', ours.context('localhost')) as mail:
        kata, jawaban = sent(mail, 'starttls', folder / 'bukan.pem')
        holds(kata == 'putus' and not mail.letters.passwords, 'a file of roots that holds none makes nobody trusted', (kata, jawaban))


# ---- servers of others -----------------------------------------------------------------------------------------------------

def others(ours, strange):
    with Web(ours.context('localhost')) as web:
        answer = asked(web.port, ours.root)
        holds(answer == ['dijawab', '200', '[]'], 'a connection over HTTPS is answered when its certificate is right', answer)
        answer = asked(web.port, '')
        holds(answer[0] == 'putus', 'and cut when nobody named its issuer', answer)
        answer = asked(web.port, ours.root, listed='https://localhost:1')
        holds(answer[0] == 'ditolak', 'a port that is not listed is not asked', answer)
    for what, context in (('an unknown issuer', strange.context('localhost')), ('another name', ours.context('lain.example')),
                          ('a certificate that has run out', ours.context('localhost', -1))):
        with Web(context) as web:
            answer = asked(web.port, ours.root)
            holds(answer == ['putus', '0', 'sertifikatnya tidak dipercaya'], f'{what} is cut and named', answer)


def hostile_others(ours):
    with Web(ours.context('localhost')) as web:
        answer = asked(web.port, ours.root, path='/pindah')
        holds(answer[:2] == ['dijawab', '302'], 'a redirect is not followed', answer)
        answer = asked(web.port, ours.root, path='/besar')
        holds(answer == ['putus', '0', 'jawabannya terlalu besar'], 'an answer without end is cut', answer)
        answer = asked(web.port, ours.root, path='/tetes')
        holds(answer == ['putus', '0', 'jawabannya terlalu lambat'], 'an answer that drips is cut', answer)


# ---- names, in a network and among files of their own ----------------------------------------------------------------------

NAME = 'smtp.kota.example'


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        fcntl.ioctl(s, 0x8914, struct.pack('16sh14x', b'lo', 0x1 | 0x40))      # SIOCSIFFLAGS: IFF_UP, IFF_RUNNING


def answer_names():
    """The name server of this network: NAME is this machine, and nothing else is anywhere."""
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind(('127.0.0.1', 53))
    wire = b''.join(bytes([len(p)]) + p.encode() for p in NAME.split('.')) + b'\0'
    while True:
        said, who = ear.recvfrom(512)
        end = said.index(b'\0', 12) + 5
        known = said[12:end - 4].lower() == wire
        here = known and said[end - 4:end - 2] == b'\0\1'
        record = b'\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1' if here else b''
        ear.sendto(said[:2] + (b'\x81\x80' if known else b'\x81\x83') + b'\0\1' + (b'\0\1' if here else b'\0\0') + b'\0' * 4
                   + said[12:end] + record, who)


def names():
    """Run by `unshare`: asks a name server of its own, as in production."""
    loopback_up()
    with tempfile.TemporaryDirectory(prefix='pamong-kirim-') as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        for path, text in ('/etc/resolv.conf', 'nameserver 127.0.0.1\n'), ('/etc/nsswitch.conf', 'hosts: files dns\n'):
            (folder / 'own').write_text(text, encoding='ascii')
            os.rename(folder / 'own', folder / path[5:])
            subprocess.run(['mount', '--bind', folder / path[5:], path], check=True)
        threading.Thread(target=answer_names, daemon=True).start()
        ours = Authority(folder, 'kota')
        with Mail('starttls', ours.context(NAME)) as mail:
            how = sent(mail, 'starttls', ours.root, NAME)
            holds(how[0] == 'dikirim' and mail.letters.came, 'a mail server is found by its name', how)
            how = sent(mail, 'starttls', ours.root, 'tidak.kota.example')
            holds(how == ['putus', 'nama server surel tidak ditemukan; periksa surel.server dan DNS'], 'a name that is not is told as such', how)
        how = sent(mail, 'starttls', ours.root, NAME)
        holds(how[0] == 'putus' and 'tidak dapat dihubungi' in how[1], 'and so is a server that is away', how)
        with Web(ours.context(NAME)) as web:
            answer = asked(web.port, ours.root, name=NAME)
            holds(answer[0] == 'putus' and 'jaringan dalam' in answer[2], 'a name that leads into a private network is not talked to', answer)
            answer = asked(web.port, ours.root, name=NAME, inside='ya')
            holds(answer == ['dijawab', '200', '[]'], 'unless the configuration says so', answer)


def in_own_network():
    """In the calling process's place; False where the kernel gives no such thing (a container without user namespaces)."""
    if subprocess.run(['unshare', '-rmn', 'true'], capture_output=True, check=False).returncode:
        print('not tried: this machine gives no network of its own to unshare; names were not asked for')
        return
    run = subprocess.run(['unshare', '-rmn', sys.executable, '-Wignore', __file__, str(BUILD), 'nama'], capture_output=True, text=True,
                         check=False)
    *said, last = run.stdout.splitlines() or ['']
    print('\n'.join(said), run.stderr, sep='\n' if run.stderr else '')
    passed, _, failed = last.partition(' passed, ')
    tally[True] += int(passed or 0)
    tally[False] += int(failed.removesuffix(' failed') or 0) if passed else 1


def tls():
    with tempfile.TemporaryDirectory(prefix='pamong-kirim-') as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        ours, strange = Authority(folder, 'kota'), Authority(folder, 'asing')
        good_certificates(ours)
        wrong_certificates(ours, strange)
        no_tls(ours)
        passwords(ours)
        unreadable(ours, folder)
        others(ours, strange)
        hostile_others(ours)
    in_own_network()


def main():
    logging.disable(logging.CRITICAL)   # what asyncio thinks of peers that leave is not asked
    threading.Thread(target=LOOP.run_forever, daemon=True).start()
    if sys.argv[2:] == ['nama']:
        names()
    else:
        tls()
    print(f'{tally[True]} passed, {tally[False]} failed')
    return 1 if tally[False] or not tally[True] else 0


if __name__ == '__main__':
    sys.exit(main())
