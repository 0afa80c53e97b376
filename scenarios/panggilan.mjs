// panggilan.mjs BUILD FOLDER: the sample city under strace, and a bit of everything asked of it (tools/panggilan reads it).
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [build, folder] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'pamong-panggilan-data-'));
const child = spawn('strace', ['-ff', '-qq', '-o', join(folder, 'jejak'), resolve(build, 'src/pamong'),
    'demo', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = new Promise(ok => child.on('exit', ok));
const slow = setTimeout(() => process.exit(1), 90000);
let url = '', said = '';
await new Promise((ok, no) => {
    child.stdout.on('data', chunk => {
        said += chunk;
        url = /melayani di (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1] ?? '';
        if (url)
            ok();
    });
    child.on('exit', code => no(new Error(`pamong berhenti: ${code} ${said}`)));
});

const cookies = new Map();
async function ask(path, form) {
    const answer = await fetch(url + path, { method: form ? 'POST' : 'GET', body: form, redirect: 'manual',
        headers: { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '), origin: url } });
    for (const set of answer.headers.getSetCookie?.() ?? [answer.headers.get('set-cookie')].filter(Boolean)) {
        const [k, v] = set.split(';')[0].split('=');
        cookies.set(k, v);
    }
    const text = await answer.text();
    if (answer.status >= 500)
        throw new Error(`${answer.status} dari ${path}: ${text.slice(0, 300)}`);
    return { text, status: answer.status };
}

const hidden = text => Object.fromEntries([...text.matchAll(/<input[^>]*type="?hidden"?[^>]*>/g)]
    .map(([tag]) => [/name="([^"]*)"/.exec(tag)?.[1], /value="([^"]*)"/.exec(tag)?.[1] ?? '']));
await ask('/musrenbang/2028');                         // a stranger's page, which is kept
const { text } = await ask('/masuk');
await ask('/masuk', new URLSearchParams({ ...hidden(text), masuk: 'lurah.iringmulyo', sandi: 'contoh metro 2026' }));
const year = /\/musrenbang\/(\d{4})/.exec((await ask('/musrenbang')).text)?.[1] ?? '2028';
for (const path of ['/', '/wilayah', '/segel', '/segel.txt', '/verifikasi', '/kabar', '/saya', '/verifikasi/berita-acara',
    '/aset/tidak-ada', '/metrics', ...['csv', 'xlsx', 'json', 'geojson'].map(f => `/musrenbang/${year}/unduh/${f}`)])
    await ask(path);
const image = /\/berkas\/\d+[^"\s]*/.exec((await ask('/musrenbang')).text)?.[0];
if (image)
    await ask(image);
await new Promise(ok => setTimeout(ok, 11000));         // the sealer's turn
// strace's own child is serve: it is asked to stop, and strace ends after it
const pid = execFileSync('pgrep', ['-P', String(child.pid)]).toString().trim().split('\n')[0];
process.kill(Number(pid), 'SIGTERM');
await ended;
clearTimeout(slow);
rmSync(data, { recursive: true, force: true });
