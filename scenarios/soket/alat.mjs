// alat.mjs: what the stories of sockets share: raw connections, the program on a free port, forms with their token.
import { webcrypto as crypto } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { connect as connectTls } from 'node:tls';

const START_MS = 300000;
export const sleep = ms => new Promise(ok => setTimeout(ok, ms));
export const bytes = (...parts) => Buffer.concat(parts.map(p => Buffer.isBuffer(p) ? p : Buffer.from(p, 'latin1')));

/** Starts `program demo`; `said` keeps its last words, `ended` is its exit code. */
export async function serve(build, { program = 'pamong', data, engine = 'sqlite' } = {}) {
    data ??= mkdtempSync(join(tmpdir(), 'pamong-soket-'));
    const schema = basename(data).toLowerCase().replace(/[^a-z0-9]/g, '_');
    const more = engine === 'postgres' ? ['--postgres', process.env.PAMONG_TEST_PG, '--schema', schema] : [];
    const child = spawn(resolve(build, 'src', program), ['demo', '--data', data, '--port', '0', ...more],
        { stdio: ['ignore', 'pipe', 'pipe'] });
    const server = { child, data, engine, said: '', port: 0, routes: new Map() };
    server.ended = new Promise(ok => child.once('exit', (code, signal) => ok(code ?? signal)));
    const hear = chunk => {
        server.said = (server.said + chunk).slice(-20000);
        for (const [, route] of String(chunk).matchAll(/"rute":"([^"]+)"/g))
            server.routes.set(route, (server.routes.get(route) ?? 0) + 1);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    for (let waited = 0; !server.port; waited += 50) {
        await sleep(50);
        server.port = +(/melayani di http:\/\/127\.0\.0\.1:(\d+)/.exec(server.said)?.[1] ?? 0);
        if (child.exitCode !== null || waited > START_MS)
            throw new Error(`pamong does not start: ${server.said.slice(-2000)}`);
    }
    server.url = `http://127.0.0.1:${server.port}`;
    return server;
}

/** The process and all it started. */
export function family(pid) {
    const all = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => {
        try {
            return { pid: +name, parent: +/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))[1] };
        } catch {
            return { pid: 0, parent: 0 };
        }
    });
    const found = [pid];
    for (let i = 0; i < found.length; i++)
        found.push(...all.filter(p => p.parent === found[i]).map(p => p.pid));
    return found;
}

/** How often a request was let through to that route. */
export const routed = (server, route) => server.routes.get(route) ?? 0;

export function freePort() {
    return new Promise(ok => {
        const listening = createServer().listen(0, '127.0.0.1', () => {
            const { port } = listening.address();
            listening.close(() => ok(port));
        });
    });
}

/** SIGTERM, and SIGKILL when that is not enough; the exit code, or the signal that was needed. */
export async function stop(server, keep = false) {
    const slow = setTimeout(() => server.child.kill('SIGKILL'), 12000);
    server.child.kill('SIGTERM');
    const code = await server.ended;
    clearTimeout(slow);
    if (!keep)
        rmSync(server.data, { recursive: true, force: true });
    return code;
}

/** One connection: what is written on it, and all that came back until it ended or stood still for `quiet` ms. */
export function talk(port, said, { quiet = 700, from = '127.0.0.1', tls = false } = {}) {
    return new Promise(ok => {
        const at = { port, host: '127.0.0.1', localAddress: from };
        const socket = tls ? connectTls({ ...at, servername: 'localhost', rejectUnauthorized: false }) : connect(at);
        let got = Buffer.alloc(0), timer;
        const end = how => {
            clearTimeout(timer);
            socket.destroy();
            const text = got.toString('latin1');
            ok({ got: text, how, codes: [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(m => +m[1]) });
        };
        const wait = () => { clearTimeout(timer); timer = setTimeout(() => end('open'), quiet); };
        socket.on(tls ? 'secureConnect' : 'connect', () => { socket.write(said); wait(); });
        socket.on('data', chunk => { got = Buffer.concat([got, chunk]); wait(); });
        socket.on('end', () => end('closed'));
        socket.on('error', error => end(error.code));
        wait();
    });
}

/** A connection that dies of thirst: `drop` once a second; how many seconds it lived. */
export function drip(port, first, drop, most = 60) {
    return new Promise(ok => {
        const began = performance.now(), socket = connect(port, '127.0.0.1');
        const timer = setInterval(() => { if (drop) socket.write(drop); }, 1000);
        const end = () => { clearInterval(timer); clearTimeout(late); socket.destroy(); ok((performance.now() - began) / 1000); };
        const late = setTimeout(end, most * 1000);
        socket.on('connect', () => socket.write(first));
        socket.on('error', end);
        socket.on('close', end);
        socket.on('end', end);
        socket.resume();
    });
}

/** A person with cookies, who fills in forms as a browser would. */
export class Person {
    constructor(url) { this.url = url; this.cookies = new Map(); }

    get cookie() { return [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '); }

    async ask(path, options = {}) {
        const { cookie } = this;
        const r = await fetch(this.url + path, { redirect: 'manual', ...options, headers: { ...(cookie && { cookie }), ...options.headers } });
        for (const line of r.headers.getSetCookie?.() ?? [r.headers.get('set-cookie')].filter(Boolean)) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
            this.cookies.set(name, value);
        }
        return r;
    }

    async token(path = '/masuk') {
        const html = await (await this.ask(path)).text();
        return /name="_token" value="([^"]+)"/.exec(html)?.[1];
    }

    post(path, fields, headers = {}) {
        return this.ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
    }

    async login(masuk, sandi = 'contoh metro 2026') {
        const _token = await this.token();
        return this.post('/masuk', { _token, _kunci: kunci(), masuk, sandi });
    }
}

export const kunci = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

/** A form with files: pairs of names and values, then [field, content, name of the file]. It has a key of its own unless one is given. */
export function multipart(fields, ...files) {
    const body = new FormData();
    body.set('_kunci', kunci());
    for (const [name, value] of fields)
        body.set(name, value);
    for (const [name, content, filename] of files)
        body.append(name, new Blob([content]), filename);
    return body;
}
