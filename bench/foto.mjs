// foto.mjs BUILD: 64 residents at once report with a photo by HTTP, in the two steps of the form, on both engines. The program is
// killed after the last answer: whatever it said yes to must stand in the database once, with its photo.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Person, sleep } from '../scenarios/soket/alat.mjs';
import { family, folder, serve, verdict } from './alat.mjs';

// 40 s: nginx waits no longer
const CLIENTS = +(process.env.BENCH_CLIENTS ?? 64), EACH = 2, FILLING_MS = 4200, P99_MS = 40000, PAGES_MS = 1000;
const pg = process.env.PAMONG_TEST_PG;
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** As a phone sends it after the page's script made it smaller: 1600 by 1200, a JPEG of some hundred kilobytes. */
async function jpeg() {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    const page = await browser.newPage();
    const text = await page.evaluate(() => {
        const c = Object.assign(document.createElement('canvas'), { width: 1600, height: 1200 }), g = c.getContext('2d');
        for (let i = 0; i < 4000; i++) {
            g.fillStyle = `hsl(${i * 37 % 360} 60% ${20 + i * 13 % 60}%)`;
            g.fillRect(i * 7919 % 1600, i * 104729 % 1200, 40 + i % 60, 30 + i % 50);
        }
        return c.toDataURL('image/jpeg', 0.7).split(',')[1];
    });
    await browser.close();
    return new Blob([Buffer.from(text, 'base64')], { type: 'image/jpeg' });
}

/** One report, filled in and not sent yet; every resident is on a network of their own. */
async function fill(url, number, photo) {
    const who = new Person(url), from = { 'x-forwarded-for': `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` };
    const html = await (await who.ask('/lapor/lain', { headers: from })).text(), body = new FormData();
    for (const name of ['_token', '_kunci', 'cap'])
        body.set(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(html)[1]);
    body.set('isi', `Laporan ukur nomor ${number} dari warga, dengan satu foto.`);
    body.set('alamat', 'Jalan Ukur 1');
    body.set('kelurahan', /<select[^>]*name="kelurahan"[^]*?<option value="([^"]+)"/.exec(html)[1]);
    body.set('foto', photo, 'foto.jpg');
    return { who, from, body, number };
}

async function timed(took, what) {
    const began = performance.now(), answer = await what;
    took.push(performance.now() - began);
    return answer;
}

/** Both steps; true when both were answered with yes. */
async function send({ who, from, body }, took) {
    const kept = await timed(took.photo, who.ask('/lapor/lain', { method: 'POST', body, headers: from }));
    took.codes[kept.status] = (took.codes[kept.status] ?? 0) + 1;
    if (kept.status !== 303)
        return false;
    const to = kept.headers.get('location'), html = await (await who.ask(to, { headers: from })).text(), fields = {};
    for (const name of ['_token', '_kunci', 'cap'])
        fields[name] = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    const sent = await timed(took.last, who.post(to, { ...fields, tampak: 'publik' }, from));
    took.codes[sent.status] = (took.codes[sent.status] ?? 0) + 1;
    return sent.status === 303;
}

/** A page that no cache holds, asked while the others send. */
async function look(url, took, going) {
    for (let i = 0; going(); i++) {
        await (await timed(took, fetch(`${url}/musrenbang/2028?ukur=${i}`))).text();
        await sleep(20);
    }
}

/** Of each report that stands there: its words, and the files that belong to it. */
function standing(engine, data, schema) {
    const sql = "SELECT p.isi, b.sidik FROM perkara p LEFT JOIN berkas b ON b.milik_jenis = 'perkara' AND b.milik_id = p.id"
        + " WHERE p.alamat = 'Jalan Ukur 1'";
    const said = engine === 'postgres' ? spawnSync('psql', ['-Atq', '-F', '|', pg, '-c', `SET search_path = ${schema}`, '-c', sql], { encoding: 'utf8' })
        : spawnSync('python3', ['-c', 'import sqlite3, sys\nfor r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*r, sep="|")',
            join(data, 'pamong.db'), sql], { encoding: 'utf8' });
    if (said.status !== 0)
        throw new Error(said.stderr);
    return said.stdout.trim().split('\n').filter(Boolean).map(line => line.split('|'));
}

async function measure(engine, photo) {
    const data = folder(), schema = `foto_${process.pid}`;
    const server = await serve(data, engine === 'postgres' ? ['--postgres', pg, '--schema', schema] : []);
    const forms = [];
    for (let i = 0; i < CLIENTS * EACH; i++)
        forms.push(await fill(server.url, i, photo));
    await sleep(FILLING_MS);
    const took = { photo: [], last: [], pages: [], codes: {} }, accepted = [], began = performance.now();
    let going = true;
    const looking = look(server.url, took.pages, () => going);
    await Promise.all(Array.from({ length: CLIENTS }, async () => {
        for (let form; (form = forms.pop());)
            if (await send(form, took))
                accepted.push(form.number);
    }));
    const seconds = (performance.now() - began) / 1000;
    going = false;
    await looking;
    server.child.removeAllListeners('exit');
    const all = family(server.child.pid), gone = new Promise(ok => server.child.once('exit', ok));
    for (const pid of all)
        process.kill(pid, 'SIGKILL');
    await gone;
    const rows = standing(engine, data, schema), words = rows.map(r => +/nomor (\d+)/.exec(r[0])[1]);
    const lost = accepted.filter(n => !words.includes(n)).length, doubled = words.length - new Set(words).size;
    const bare = rows.filter(r => !r[1] || !existsSync(join(data, 'berkas', r[1].slice(0, 2), r[1].slice(2)))).length;
    console.log(`       ${engine}: ${accepted.length} of ${CLIENTS * EACH} reports with a photo of ${Math.round(photo.size / 1000)} KB in ${seconds.toFixed(1)} s,`
        + ` ${(accepted.length / seconds).toFixed(1)} a second; answers ${JSON.stringify(took.codes)}; the photo's answer p50 ${at(took.photo, 0.5).toFixed(0)} ms,`
        + ` p99 ${at(took.photo, 0.99).toFixed(0)} ms; the last step p50 ${at(took.last, 0.5).toFixed(0)} ms, p99 ${at(took.last, 0.99).toFixed(0)} ms;`
        + ` pages of others p99 ${at(took.pages, 0.99).toFixed(0)} ms; ${lost} lost, ${doubled} doubled, ${bare} without their photo`);
    verdict(`${engine}, reports said yes to and lost, doubled or without their photo after a kill`, lost + doubled + bare, 0, 'reports');
    verdict(`${engine}, reports not taken`, CLIENTS * EACH - accepted.length, 0, 'reports');
    verdict(`${engine}, a photo's answer among ${CLIENTS}, p99`, at(took.photo, 0.99), P99_MS, 'ms');
    verdict(`${engine}, pages of others meanwhile, p99`, at(took.pages, 0.99), PAGES_MS, 'ms');
}

const photo = await jpeg();
for (const engine of pg ? ['sqlite', 'postgres'] : ['sqlite'])
    await measure(engine, photo);
