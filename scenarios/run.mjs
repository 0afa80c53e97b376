// run.mjs BUILD [NAME...]: every story of this folder against the real program, on SQLite and on PostgreSQL.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { TidakBenar, foto, pemeriksa } from './alat.mjs';
import { Surat } from './surat.mjs';
import { Contoh, Letak, folder, hentikan } from './tetangga.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [build, ...names] = process.argv.slice(2);
const START_MS = 120000, STORY_MS = 240000, STOP_MS = 10000;
const akun = {
    sandi: 'contoh metro 2026', rw: 'rw04.iringmulyo', lurah: 'lurah.iringmulyo', camat: 'camat.metrotimur',
    dinas: 'pd.dinasputr', bappeda: 'bappeda', tapd: 'tapd', dprd: 'dprd', admin: 'admin',
    meja: 'aduan', penghubung: 'lapor.dinasputr',
};
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--proxy-server=direct://', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'];
const running = new Set();

/** The sample city on a free port; its last words are kept for the case that it dies. */
function serve(engine, { surat, letak, data }) {
    const more = engine === 'postgres' ? ['--postgres', process.env.PAMONG_TEST_PG, '--schema', 'cerita'] : [];
    const child = spawn(resolve(build, 'src/pamong'), ['demo', '--data', data, '--port', String(letak.port[0]),
        '--smtp', `127.0.0.1:${surat.port}`, ...letak.opsi[0], ...more],
        { stdio: ['ignore', 'pipe', 'pipe'] });
    const server = { child, data, said: '', url: '', code: null };
    running.add(server);
    const ready = new Promise((ok, no) => {
        const slow = setTimeout(() => no(new Error(`tidak siap dalam ${START_MS / 1000} detik`)), START_MS);
        const hear = chunk => {
            server.said = (server.said + chunk).slice(-20000);
            const at = /melayani di (http:\/\/127\.0\.0\.1:\d+)/.exec(server.said);
            if (at && !server.url) {
                server.url = at[1];
                clearTimeout(slow);
                ok(server);
            }
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('error', error => {
            server.code = error.code;
            clearTimeout(slow);
            no(error);
        });
        child.on('exit', (code, signal) => {
            server.code = code ?? signal;
            clearTimeout(slow);
            no(new Error(`pamong berhenti (${server.code}): ${server.said.slice(-2000)}`));
        });
    });
    ready.catch(() => {});
    return ready;
}

/** A clean end is part of every run: code 0 within ten seconds. */
async function stop(server) {
    running.delete(server);
    if (server.code === null) {
        const ended = new Promise(ok => server.child.once('exit', ok));
        const slow = setTimeout(() => server.child.kill('SIGKILL'), STOP_MS);
        server.child.kill('SIGTERM');
        await ended;
        clearTimeout(slow);
    }
    rmSync(server.data, { recursive: true, force: true });
    return server.code;
}

/** Scripts that fail, blocked parts and answers from 500 on spoil a story, whatever it looked at. */
function listen(context, complaints) {
    context.on('page', page => {
        page.on('pageerror', error => complaints.push(`skrip: ${error.message}`));
        page.on('console', m => {
            if (m.type() === 'error' && !/status of 4\d\d|net::ERR_INTERNET_DISCONNECTED/.test(m.text()))
                complaints.push(`konsol: ${m.text()}`);
        });
    });
    context.on('response', r => {
        if (r.status() >= 500)
            complaints.push(`${r.status()} dari ${r.url()}`);
    });
}

async function tell(story, { browser, server, surat, engine, letak, contoh }) {
    const complaints = [], periksa = pemeriksa();
    const context = await browser.newContext({ javaScriptEnabled: !story.tanpaJavaScript, locale: 'id-ID',
        timezoneId: 'Asia/Jakarta', viewport: { width: 390, height: 844 } });
    context.tanpaJavaScript = story.tanpaJavaScript;
    listen(context, complaints);
    let timer;
    const late = new Promise((_, no) => {
        timer = setTimeout(() => no(new Error(`lebih dari ${STORY_MS / 1000} detik`)), STORY_MS);
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    try {
        await Promise.race([late, story.jalan({ browser, context, page, url: server.url, surat, akun, periksa, engine,
            build, letak, contoh })]);
        periksa(complaints.length === 0, complaints.join('; '));
        periksa(server.code === null, `pamong berhenti (${server.code})`);
    } catch (error) {
        await foto(context.pages().at(-1) ?? page, `gagal-${story.berkas}-${engine}`).catch(() => {});
        throw error;
    } finally {
        clearTimeout(timer);
        await context.close();
    }
    return periksa.jumlah;
}

async function stories() {
    const files = readdirSync(here).filter(f => f.endsWith('.cerita.mjs')).sort();
    const chosen = files.filter(f => !names.length || names.some(n => f.startsWith(n)));
    return Promise.all(chosen.map(async f =>
        ({ berkas: f.replace('.cerita.mjs', ''), ...(await import(join(here, f))).default })));
}

/** All stories of one engine, one after the other, against one server. */
async function walk(engine, { list, browser, note, contoh }) {
    const surat = new Surat(), aman = engine === 'sqlite' && list.some(s => s.bertetangga);
    let server, letak;
    const leave = () => Promise.all([surat.mati(), letak?.buang()]);
    try {
        await surat.nyala();
        letak = await Letak.cari(aman);
        server = await serve(engine, { surat, letak, data: aman ? await contoh.salin('cerita') : folder('cerita') });
    } catch (error) {
        note(false, `${engine}: ${error.message}`);
        return leave();
    }
    for (const story of list.filter(s => !s.mesin || s.mesin.includes(engine))) {
        const began = Date.now();
        const took = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
        try {
            const held = await tell(story, { browser, server, surat, engine, letak, contoh });
            note(true, `${engine}: ${story.nama} (${held} benar, ${took()})`);
        } catch (error) {
            const why = error instanceof TidakBenar ? error.message : error.stack;
            note(false, `${engine}: ${story.nama} (${took()})\n       ${why}`);
            if (server.code !== null)
                break;
        }
    }
    note(await stop(server) === 0, `${engine}: pamong berhenti dengan baik`);
    return leave();
}

/** The two engines walk beside each other: a server waits for its browser most of the time. */
async function main() {
    const list = await stories();
    const engines = process.env.PAMONG_TEST_PG ? ['sqlite', 'postgres'] : ['sqlite'];
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
    const contoh = new Contoh(build);
    let passed = 0, failed = 0;
    const note = (ok, text) => {
        console.log(`${ok ? 'ok    ' : 'FAILED'} ${text}`);
        if (ok)
            passed++;
        else
            failed++;
    };
    await Promise.all(engines.map(engine => walk(engine, { list, browser, note, contoh })));
    await browser.close();
    contoh.buang();
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed || !list.length ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
        for (const server of running)
            server.child.kill('SIGKILL');
        hentikan();
        process.exit(1);
    });
await main();
