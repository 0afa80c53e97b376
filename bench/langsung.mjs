// langsung.mjs BUILD: 1,000 and 10,000 pages that listen (/langsung) on one server: memory of each beside a connection that
// only rests, CPU while nothing happens, how soon the last one hears of a report, and what others wait meanwhile.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Person, kunci, sleep } from '../scenarios/soket/alat.mjs';
import { cpu, folder, median, serve, stop, verdict } from './alat.mjs';

const SIZES = (process.env.BENCH_LISTENERS ?? '1000,10000').split(',').map(Number);
const OF_ONE = 8, ADDRESSES = 4, REPORTS = 10, IDLE_MS = 30000, ASKED = 300, MORE_KIB = 4, DELAY_MS = 1000, OTHERS = 2;
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const data = folder();

/** Accounts at the city's desk with a session each: cookies, made in the database while nobody serves it. */
function sessions(count) {
    const said = spawnSync('python3', ['-c', `
import hashlib, sqlite3, sys, time
db, now = sqlite3.connect(sys.argv[1]), int(time.time())
for i in range(int(sys.argv[2])):
    cookie, akun = f'{i:064x}', 9000000 + i
    sidik = hashlib.blake2b(cookie.encode(), digest_size=32).hexdigest()
    db.execute("INSERT OR IGNORE INTO akun (id, masuk, nama, surel, sandi, kode_sekali, kode_habis, wajib_ganti, aktif, contoh,"
        " dibuat) VALUES (?, ?, 'Uji', x'', '', '', 0, 0, 1, 1, ?)", (akun, f'dengar{i}', now))
    db.execute("INSERT OR IGNORE INTO peran (id, akun, jabatan, wilayah, opd, mulai, selesai, penetapan, nomor_sk)"
        " VALUES (?, ?, 'admin_aduan', '', NULL, '2020-01-01', '', 'definitif', '')", (akun, akun))
    db.execute("INSERT OR REPLACE INTO sesi (sidik, akun, dibuat, terakhir, habis, agen, bukti) VALUES (?, ?, ?, ?, ?, '', 0)",
        (sidik, akun, now, now, now + 36000))
    print(cookie)
db.commit()`, join(data, 'pamong.db'), String(count)], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (said.status !== 0)
        throw new Error(said.stderr);
    return said.stdout.trim().split('\n');
}

const memory = pid => +/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];

/** So many connections, each of which has had the beginning of an answer; `heard` is called with what comes later. */
async function hold(port, count, ask, heard) {
    const sockets = [];
    for (let i = 0; i < count; i += 200)
        await Promise.all(Array.from({ length: Math.min(200, count - i) }, (_, k) => new Promise((ok, no) => {
            const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (i + k) % ADDRESSES}` },
                () => socket.write(ask(i + k)));
            socket.once('error', no);
            socket.once('data', first => {
                if (!String(first).startsWith('HTTP/1.1 200'))
                    no(new Error(String(first).slice(0, 200)));
                socket.on('data', heard ?? (() => {}));
                ok();
            });
            sockets.push(socket);
        })));
    await sleep(1000);
    return sockets;
}

async function othersWait(url) {
    const took = [];
    for (let i = 0; i < ASKED; i++) {
        const began = performance.now();
        await (await fetch(`${url}/musrenbang/2028?ukur=${i}`)).text();
        took.push(performance.now() - began);
    }
    return at(took, 0.99);
}

/** A report that an officer takes down; `leaves` is called just before it is sent. */
async function report(person, leaves = () => {}) {
    const html = await (await person.ask('/meja/aduan/baru')).text();
    const chosen = name => new RegExp(`<select[^>]*name="${name}"[^]*?<option value="([^"]+)"`).exec(html)[1];
    const fields = { _token: /name="_token" value="([^"]+)"/.exec(html)[1], _kunci: kunci(), kanal: chosen('kanal'), kategori: chosen('kategori'),
        isi: 'Ukuran: berapa lama sampai semua mendengar.', alamat: 'Jalan Uji 1', kelurahan: chosen('kelurahan'), tampak: 'publik' };
    leaves();
    const answer = await person.post('/meja/aduan/baru', fields);
    if (answer.status !== 303)
        throw new Error(`report: ${answer.status} ${(await answer.text()).replace(/<[^>]*>/g, ' ').slice(-600)}`);
}

/** What one connection costs that only rests after an answer. */
async function resting(count) {
    const server = await serve(data), before = memory(server.child.pid);
    const sockets = await hold(+new URL(server.url).port, count, () => 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    const each = (memory(server.child.pid) - before) / count;
    sockets.forEach(s => s.destroy());
    await stop(server);
    return each;
}

async function listening(count, cookies) {
    const server = await serve(data), { pid } = server.child, person = new Person(server.url);
    await person.login('aduan');
    await report(person);
    const without = median([await othersWait(server.url), await othersWait(server.url)]), before = memory(pid);
    const gaps = [], each = [];
    let began = 0, heard = 0, all = null;
    const sockets = await hold(+new URL(server.url).port, count, i => `GET /langsung?kanal=aduan HTTP/1.1\r\nHost: 127.0.0.1\r\n`
        + `Cookie: pamong_sesi=${cookies[Math.floor(i / OF_ONE)]}\r\n\r\n`, chunk => {
        if (!String(chunk).includes('event: aduan'))
            return;
        each.push(performance.now() - began);
        if (++heard === count)
            all(performance.now() - began);
    });
    const grown = (memory(pid) - before) / count, spent = cpu(pid);
    await sleep(IDLE_MS);
    const idle = (cpu(pid) - spent) / IDLE_MS / 10;
    for (let i = 0; i < REPORTS; i++) {
        heard = 0;
        const last = new Promise(ok => { all = ok; });
        await report(person, () => { began = performance.now(); });
        gaps.push(await Promise.race([last, sleep(20000).then(() => { throw new Error(`only ${heard} of ${count} heard`); })]));
    }
    const during = await othersWait(server.url), stopping = performance.now();
    await stop(server);
    return { grown, idle, gaps, each, without, during, stopped: performance.now() - stopping, ended: sockets.filter(s => s.readableEnded || s.destroyed).length };
}

await stop(await serve(data));
const cookies = sessions(Math.ceil(Math.max(...SIZES) / OF_ONE));
for (const count of SIZES) {
    const rest = await resting(count), l = await listening(count, cookies), n = count.toLocaleString('en');
    console.log(`       ${n} listeners: ${l.grown.toFixed(1)} KiB each, ${rest.toFixed(1)} KiB a connection that rests; ${l.idle.toFixed(2)} % of a core`
        + ` while nothing happens; all heard after ${median(l.gaps).toFixed(0)} ms (half of them after ${at(l.each, 0.5).toFixed(0)} ms); p99 of`
        + ` others ${l.without.toFixed(1)} ms without them, ${l.during.toFixed(1)} ms with; stopped in ${l.stopped.toFixed(0)} ms`);
    verdict(`${n} listeners, memory of one more than a connection that rests`, l.grown - rest, MORE_KIB, 'KiB');
    verdict(`${n} listeners, from sending a report to the last who heard, slowest of ${REPORTS}`, Math.max(...l.gaps), DELAY_MS, 'ms');
    verdict(`${n} listeners, p99 of others against without`, l.during / Math.max(l.without, 5), OTHERS, 'x');
}
