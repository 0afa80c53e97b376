// surat.mjs: the mail server that stories share: real SMTP on a free loopback port, which a story may stop and start.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const script = join(dirname(fileURLToPath(import.meta.url)), 'surat.py');
const START_MS = 15000;

/** `masuk` holds every letter that arrived, also from before a pause. */
export class Surat {
    masuk = [];
    ditolak = [];
    port = 0;
    #anak = null;
    #menunggu = [];

    async nyala() {
        this.#anak = spawn('/usr/bin/python3', [script, ...(this.port ? [String(this.port)] : [])],
            { stdio: ['pipe', 'pipe', 'inherit'] });
        const ready = new Promise((ok, no) => {
            const slow = setTimeout(() => no(new Error('server surat tidak siap')), START_MS);
            this.#anak.once('error', no);
            createInterface({ input: this.#anak.stdout }).on('line', line => {
                const said = JSON.parse(line);
                if (said.port) {
                    this.port = said.port;
                    clearTimeout(slow);
                    ok();
                } else if (said.sudah)
                    this.#menunggu.shift()?.();
                else if (said.ditolak)
                    this.ditolak.push(said.ditolak);
                else
                    this.masuk.push(said);
            });
        });
        await ready;
    }

    async mati() {
        const anak = this.#anak;
        if (!anak)
            return;
        this.#anak = null;
        const ended = new Promise(ok => anak.once('exit', ok));
        anak.kill('SIGKILL');
        await ended;
    }

    perintah(line) {
        return new Promise(ok => {
            this.#menunggu.push(ok);
            this.#anak.stdin.write(`${line}\n`);
        });
    }

    /** The first letter of which `benar` is true; undefined when none came in time. */
    async tunggu(benar, ms = 20000) {
        for (const end = Date.now() + ms; Date.now() < end; await new Promise(ok => setTimeout(ok, 100))) {
            const found = this.masuk.find(benar);
            if (found)
                return found;
        }
        return undefined;
    }
}
