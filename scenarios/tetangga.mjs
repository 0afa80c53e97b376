// tetangga.mjs: a second Pamong for the first to talk to: plainly, or each behind the shipped nginx.conf over HTTPS.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const START_MS = 120000, FRONT_S = 1800;
const running = new Set();
export const folder = name => mkdtempSync(join(tmpdir(), `pamong-${name}-`));

/** A port that nobody listens on. */
function portKosong() {
    return new Promise(done => {
        const probe = createServer().listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => done(port));
        });
    });
}

/** A program that ends with this one. */
function begin(program, words) {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
}

export function hentikan() {
    for (const child of running)
        child.kill('SIGTERM');
}

/** What it said, once these words are among it. */
function hear(child, words) {
    let said = '';
    return new Promise((ok, no) => {
        const slow = setTimeout(() => no(new Error(`tidak siap dalam ${START_MS / 1000} detik: ${said}`)), START_MS);
        child.stdout.on('data', chunk => {
            said += chunk;
            const found = words.exec(said);
            if (found) {
                clearTimeout(slow);
                ok(found);
            }
        });
        child.once('exit', code => {
            clearTimeout(slow);
            no(new Error(`berhenti (${code}): ${said}`));
        });
    });
}

async function end(child) {
    const ended = new Promise(done => child.once('exit', done));
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    child.kill('SIGTERM');
    await ended;
}

/** The sample city, filled once; each one that is needed is a copy. */
export class Contoh {
    #isi = null;
    constructor(build) {
        this.build = build;
        this.data = folder('contoh');
    }

    async #fill() {
        const child = begin(resolve(this.build, 'src/pamong'), ['demo', '--data', this.data, '--port', '0']);
        await hear(child, /melayani di/);
        await end(child);
    }

    async salin(name) {
        this.#isi ??= this.#fill();
        await this.#isi;
        const to = folder(name);
        cpSync(this.data, to, { recursive: true });
        return to;
    }

    buang() {
        rmSync(this.data, { recursive: true, force: true });
    }
}

/** packaging/nginx-temp before that port, until `buang`; it makes a certificate of its own. */
async function depan(port) {
    const tls = await portKosong(), plain = await portKosong();
    const child = begin('packaging/nginx-temp', ['run', String(port), String(tls), String(plain), 'sh', '-c',
        `echo "siap $PAMONG_NGINX_CA"; exec sleep ${FRONT_S}`]);
    const [, sertifikat] = await hear(child, /siap (.*)\n/);
    return { child, url: `https://localhost:${tls}`, sertifikat };
}

/** Where the two installations of a run are, and what each must be told of the other. */
export class Letak {
    #fronts = [];

    static async cari(aman) {
        const it = new Letak();
        it.port = [await portKosong(), await portKosong()];
        it.url = it.port.map(port => `http://127.0.0.1:${port}`);
        it.aman = aman;
        it.opsi = [['--sambungan', it.url[1]], ['--sambungan', it.url[0]]];
        if (aman)
            await it.#behind();
        return it;
    }

    /** Both certificates are believed by both. */
    async #behind() {
        this.#fronts = await Promise.all(this.port.map(depan));
        this.url = this.#fronts.map(f => f.url);
        this.folder = folder('akar');
        const akar = join(this.folder, 'akar.pem');
        writeFileSync(akar, this.#fronts.map(f => readFileSync(f.sertifikat, 'utf8')).join(''));
        this.opsi = [0, 1].map(own => ['--alamat', this.url[own], '--sambungan', this.url[1 - own], '--akar', akar]);
    }

    async buang() {
        await Promise.all(this.#fronts.map(f => end(f.child)));
        if (this.folder)
            rmSync(this.folder, { recursive: true, force: true });
    }
}

/** The second Pamong: the same city under another roof, on the port that the first may talk to. */
export class Tetangga {
    #anak = null;
    constructor(build, letak, data) {
        this.url = letak.url[1];
        this.data = data;
        this.perintah = [resolve(build, 'src/pamong'), ['demo', '--data', data, '--port', String(letak.port[1]), ...letak.opsi[1]]];
    }

    async nyala() {
        this.#anak = begin(...this.perintah);
        await hear(this.#anak, /melayani di/);
    }

    async mati() {
        const anak = this.#anak;
        this.#anak = null;
        if (anak)
            await end(anak);
    }

    async buang() {
        await this.mati();
        rmSync(this.data, { recursive: true, force: true });
    }
}
