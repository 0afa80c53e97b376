// run.mjs BUILD [KILLS]: two nodes on one PostgreSQL by TLS, behind the shipped nginx.conf and haproxy.cfg: nothing stale, lost or twice.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Person, freePort, kunci, sleep } from '../soket/alat.mjs';
import { Surat } from '../surat.mjs';

const build = process.argv[2] ?? 'build/gcc', kills = +(process.argv[3] ?? 1);
const SCHEMA = 'simpul', SANDI = 'perahu kertas biru tua', START_MS = 60000, CLIENTS = 8;
const dir = mkdtempSync(join(tmpdir(), 'pamong-simpul-'));
const running = new Set();
let passed = 0, failed = 0;

function holds(so, sentence, said = '') {
    console.log(`${so ? 'ok    ' : 'FAILED'} ${sentence}${so ? '' : `\n       ${said}`}`);
    if (so)
        passed++;
    else
        failed++;
}

function start(program, words, env = {}) {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    const it = { child, said: '', ended: new Promise(ok => child.once('exit', (code, signal) => ok(code ?? signal))) };
    const hear = chunk => { it.said = (it.said + chunk).slice(-200000); };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    running.add(it);
    it.ended.then(() => running.delete(it));
    return it;
}

async function until(truth, ms, what) {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
        const found = await truth();
        if (found)
            return found;
    }
    throw new Error(`not within ${ms} ms: ${what()}`);
}

const said = (it, words) => until(() => words.exec(it.said), START_MS, () => it.said.slice(-3000));
const sql = text => execFileSync('psql', [process.env.PAMONG_TEST_PG, '-qAtc', `SET search_path = ${SCHEMA}; ${text}`]).toString().trim();

// ---- the set-up: each node has a folder of its own for what it alone remembers, and the files of all are in one ------------------

function node(name, port, surat) {
    const own = join(dir, name), conf = join(dir, `${name}.conf`);
    mkdirSync(own);
    writeFileSync(conf, `data = ${own}\nport = ${port}\nkurung = wajib\nsurel.server = 127.0.0.1\nsurel.port = ${surat.port}\nsurel.tls = tidak
surel.dari = pamong@contoh.example\n[region ${SCHEMA}]\nkode = 18.72\nnama = Kota Simpul\njenis = kota\nprovinsi = Lampung\nzona = WIB
hosts = 127.0.0.1 localhost\nbase_url = https://localhost\nfolder = ${join(dir, 'bersama')}\npostgres = ${process.env.PAMONG_TEST_PG_TLS}\n`);
    const url = `http://127.0.0.1:${port}`;
    const it = { name, port, url, conf, begin: () => { it.run = start(resolve(build, 'src/pamong-jatuh'), ['serve', '--config', conf]); },
        ready: () => said(it.run, /melayani di/) };
    return it;
}

/** One of the shipped set-ups on free ports, which lives until the end. */
async function front(program, words, env) {
    const it = start(program, [...words, 'sh', '-c', 'echo "siap $PAMONG_NGINX_CA"; exec sleep 600'], env);
    return (await said(it, /siap (.*)/))[1];
}

async function fronts(a, b) {
    const ports = await Promise.all(Array.from({ length: 6 }, freePort));
    const [tlsA, plainA, tlsB, plainB, https, http] = ports.map(String);
    const env = { PAMONG_HAPROXY: '1', PAMONG_PUBLIC_PORT: https };
    const cas = await Promise.all([front('packaging/nginx-temp', ['run', String(a.port), tlsA, plainA], env),
        front('packaging/nginx-temp', ['run', String(b.port), tlsB, plainB], env)]);
    const ca = join(dir, 'akar.pem');
    writeFileSync(ca, cas.map(path => readFileSync(path, 'utf8')).join(''));
    await front('packaging/haproxy-temp', ['run', tlsA, tlsB, ca, https, http], {});
    return { url: `https://localhost:${https}`, ca };
}

// ---- what people do --------------------------------------------------------------------------------------------------------------

const hidden = text => Object.fromEntries([...text.matchAll(/<(?:input|textarea)[^>]*name="([^"]+)"[^>]*>/g)]
    .map(([tag, name]) => [name, /value="([^"]*)"/.exec(tag)?.[1] ?? '']));

/** The form of a page, filled in by a browser, sent to `there`. */
async function fill(person, path, fields, there = path) {
    const html = await (await person.ask(path)).text();
    return person.post(there, { ...hidden(html), _kunci: kunci(), ...fields });
}

async function administrator(a, kode) {
    const admin = new Person(a.url);
    await admin.login('admin', kode);
    const set = await fill(admin, '/sandi', { sandi: SANDI, ulang: SANDI });
    holds(set.status === 303, 'the first administrator sets a password on node A', `${set.status} ${await set.text()}`);
    return admin;
}

async function sessions(a, b, kode) {
    const admin = await administrator(a, kode);
    admin.url = b.url;
    const page = await admin.ask('/admin');
    holds(page.status === 200, 'whoever logged in on A is known on B', `${page.status} ${page.headers.get('location')}`);
    return admin;
}

const hits = async at => +/^pamong_cache_hits_total (\d+)/m.exec(await (await fetch(`${at.url}/metrics`)).text())[1];
const home = async (at, words) => (await (await fetch(at.url)).text()).includes(words);

/** A stranger's page, kept by B, is not shown any more once A changed what it shows. */
async function caches(a, b, admin) {
    const colours = { merek: '#0b5a54', merek_tua: '#073f3b', merek_lembut: '#e2f0ed', aksen: '#e0a72e' };
    for (const [here, there, motto] of [[a, b, 'Satu Simpul'], [b, a, 'Dua Simpul']]) {
        const before = await hits(there);
        await until(async () => { await (await fetch(there.url)).text(); return await hits(there) > before; }, 5000, () => 'nothing is kept');
        admin.url = a.url;
        const html = await (await admin.ask('/admin/tampilan')).text();
        admin.url = here.url;
        const r = await admin.post('/admin/tampilan', { ...hidden(html), _kunci: kunci(), ...colours, motto });
        const began = Date.now();
        await until(() => home(there, motto), 5000, () => 'still the old page');
        const took = Date.now() - began;
        holds(r.status === 303, `a form of a page of A, sent to ${here.name}: the page that ${there.name} kept is`
            + ` forgotten after ${took} ms`, `${r.status}`);
    }
}

/** A picture of 64 by 64 points. */
function picture() {
    const chunk = (name, bytes) => {
        const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]), out = Buffer.alloc(body.length + 8);
        out.writeUInt32BE(bytes.length, 0);
        body.copy(out, 4);
        out.writeUInt32BE(crc(body), body.length + 4);
        return out;
    };
    const bit = x => (x >>> 1) ^ (x & 1 ? 0xEDB88320 : 0);
    const crc = bytes => ~bytes.reduce((c, b) => [1, 2, 3, 4, 5, 6, 7, 8].reduce(bit, c ^ b), ~0) >>> 0;
    const rows = Buffer.concat(Array.from({ length: 64 }, (_, y) => Buffer.from([0, ...Array.from({ length: 192 }, (_, x) => x * y & 255)])));
    return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.from('00000040000000400802000000', 'hex')),
        chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A form that a stranger opens on A; what he sends with it B gives out: the files of all nodes are in one folder. */
async function openReport(a) {
    sql(`INSERT INTO wilayah (kode, induk, tingkat, jenis, nama, lat_e6, lon_e6, mulai, selesai) VALUES
        ('18.72', '', 2, 'kota', 'Kota Simpul', 0, 0, '2000-01-01', ''), ('18.72.01', '18.72', 3, 'kecamatan', 'Timur', 0, 0, '2000-01-01', ''),
        ('18.72.01.1001', '18.72.01', 4, 'kelurahan', 'Ujung', 0, 0, '2000-01-01', '')`);
    const guest = new Person(a.url);
    const about = /\/lapor\/[a-z0-9_-]+/.exec(await (await guest.ask('/lapor')).text())[0];
    return { guest, about, html: await (await guest.ask(about)).text(), opened: Date.now() };
}

async function files(a, b, { guest, about, html, opened }) {
    await sleep(Math.max(0, opened + 4200 - Date.now()));       // a form that comes back within seconds is a program's
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...hidden(html), _kunci: kunci(), isi: 'Lampu mati sejak Senin.', alamat: 'Jalan Kenanga',
        kelurahan: '18.72.01.1001' }))
        if (!['foto', 'cari'].includes(name))
            form.append(name, value);
    form.append('foto', new Blob([picture()], { type: 'image/png' }), 'lampu.png');
    const sent = await guest.ask(about, { method: 'POST', body: form });
    const next = sent.headers.get('location');
    guest.url = b.url;
    const page = next ? await (await guest.ask(next)).text() : await sent.text();
    const photo = /\/berkas\/[^"\s]+/.exec(page)?.[0];
    const got = photo ? await guest.ask(photo) : undefined;
    const bytes = Buffer.from(await (got?.arrayBuffer() ?? Buffer.alloc(0)));
    holds(got?.status === 200 && bytes.subarray(0, 2).toString('hex') === 'ffd8', `a photo that A took in is given out by B (${bytes.length} bytes)`,
        `${sent.status} ${next} ${photo} ${got?.status} ${/role="alert"[^]*?<\/div>/.exec(page)?.[0]}`);
}

/** Sixty e-mails and two nodes that look for them every two seconds. Where they go is sealed, so the address comes by the page. */
async function emails(surat, admin) {
    const asked = await fill(admin, '/saya/surel', { surel: 'admin@contoh.example' });
    const code = await surat.tunggu(s => /Kode Anda: \w{8}/.test(s.isi));
    const told = await fill(admin, '/saya/surel', { kode: /Kode Anda: (\w{8})/.exec(code?.isi)?.[1] }, '/saya/surel/kode');
    holds(asked.status === 303 && told.status === 303, 'an address is confirmed by the code that came to it', `${asked.status} ${told.status}`);
    sql(`INSERT INTO surel_keluar (id, akun, kepada, judul, isi, tautan, waktu, status, coba, berikut, galat, sekali)
        SELECT (((extract(epoch FROM now()) * 1000)::BIGINT - 1577836800000) << 22) + i, a.id, '', 'Surat ' || i, 'Isi', '',
        extract(epoch FROM now())::BIGINT, 'menunggu', 0, extract(epoch FROM now())::BIGINT, '', 0 FROM akun a, generate_series(1, 60) i
        WHERE a.masuk = 'admin'`);
    const letters = () => surat.masuk.filter(s => s.judul.startsWith('Surat '));
    await until(() => letters().length >= 60, 30000, () => `${letters().length} came; `
        + sql('SELECT status, galat, count(*) FROM surel_keluar GROUP BY 1, 2'));
    await sleep(2500);
    holds(letters().length === 60 && new Set(letters().map(s => s.id)).size === 60, `60 e-mails leave once each: ${letters().length} came`);
}

/** Each client sends a form again and again by its key until it is acknowledged, as a phone's outbox does. */
async function post(person, state) {
    let _token;
    while (!state.over || state.open.size) {
        const _kunci = kunci(), began = performance.now();
        state.open.add(_kunci);
        for (;;) {
            const r = await (_token ? person.post('/uji/catat', { _token, _kunci }) : person.ask('/masuk')).catch(() => null);
            const text = await r?.text().catch(() => null);
            if (!_token && r?.status === 200)
                _token = /name="_token" value="([^"]+)"/.exec(text)?.[1];
            else if (r?.status === 303)
                break;
            else {
                state.troubled.add(r?.status ?? 'cut');
                await sleep(100);
            }
        }
        state.longest = Math.max(state.longest, performance.now() - began);
        state.done.push(_kunci);
        state.open.delete(_kunci);
        if (state.over)
            return;
    }
}

async function killed(a, b, front) {
    const state = { done: [], open: new Set(), troubled: new Set(), longest: 0, over: false };
    const posting = Array.from({ length: CLIENTS }, () => post(new Person(front.url), state));
    await sleep(1500);
    for (let i = 0; i < kills; i++) {
        const victim = i % 2 ? b : a, before = state.done.length;
        victim.run.child.kill('SIGKILL');
        await victim.run.ended;
        await until(() => state.done.length > before + 200, 30000, () => `${state.done.length} after ${before}`);
        victim.begin();
        await victim.ready();
        await sleep(i + 1 < kills ? 6000 : 0);  // HAProxy takes it back after two good answers
    }
    state.over = true;
    await Promise.all(posting);
    const there = new Set(sql('SELECT kunci FROM kunci_kirim').split('\n'));
    const lost = state.done.filter(k => !there.has(k)).length;
    holds(state.done.length > 200 && lost === 0, `${kills} times a node is killed with -9 under ${CLIENTS} clients through HAProxy: ${state.done.length} forms`
        + ` acknowledged, ${lost} lost; the longest took ${(state.longest / 1000).toFixed(1)} s; on the way: ${[...state.troubled].join(', ') || 'nothing'}`,
    `${state.done.length} done, ${lost} lost`);
}

function numbers() {
    const used = sql('SELECT DISTINCT (id >> 16) & 63 FROM peristiwa').split('\n');
    holds(used.length >= 2, `ids carry the numbers of ${used.length} nodes, and none came twice`, used.join());
}

/** Complaints of a node, but for that it remembers being killed. */
const unexpected = it => it.run.said.split('\n').filter(l => l.includes('"l":"error"') && !l.includes('the program ended while it worked'));

async function whole(a, b) {
    const verify = start(resolve(build, 'src/pamong'), ['verify', '--config', a.conf]);
    holds(await verify.ended === 0, 'every event of both nodes is sealed in one tree', verify.said.slice(-1500));
    for (const it of [a, b]) {
        it.run.child.kill('SIGTERM');
        holds(await it.run.ended === 0 && !unexpected(it).length, `node ${it.name} ends well and complained of nothing`,
            unexpected(it).slice(0, 5).join('\n'));
    }
}

async function main() {
    const surat = new Surat();
    await surat.nyala();
    const [pa, pb] = await Promise.all([freePort(), freePort()]);
    const a = node('A', pa, surat), b = node('B', pb, surat);
    a.begin();
    await sleep(100);
    b.begin();                                  // both are new: one migrates and seeds, the other waits for it
    await Promise.all([a.ready(), b.ready()]);
    const caged = it => /serve: Landlock ABI \d+ and seccomp hold/.test(it.run.said);
    holds(caged(a) && caged(b), 'two nodes start at once in their cages, on PostgreSQL by TCP and TLS, certificate verified');
    const kode = /kode sekali pakai (\S+)/.exec(a.run.said + b.run.said)[1];
    const front = await fronts(a, b);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';      // haproxy-temp saw the certificates; fetch knows no other authority
    const admin = await sessions(a, b, kode);
    const report = await openReport(a);
    await caches(a, b, admin);
    await emails(surat, admin);
    await files(a, b, report);
    await killed(a, b, front);
    numbers();
    await whole(a, b);
    await surat.mati();
}

let code = 1;
try {
    await main();
    code = failed || !passed ? 1 : 0;
} catch (error) {
    holds(false, 'the story goes to its end', error.stack);
} finally {
    await Promise.all([...running].map(it => { it.child.kill('SIGTERM'); return it.ended; }));
    rmSync(dir, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(code);
