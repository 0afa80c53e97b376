// memori.mjs BUILD: anonymous memory of all our processes, 60 s after 10,000 requests to public pages, among them lists as
// XLSX, reports with a photo of 12 megapixels, and minutes as PDF; then the same with 2,000 connections that rest.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Person } from '../scenarios/soket/alat.mjs';
import { photo } from '../scenarios/soket/gambar.mjs';
import { family, folder, serve, stop, verdict } from './alat.mjs';

const REQUESTS = 10000, AT_ONCE = 16, IDLE = 2000, HOLD_MS = 60000, XLSX_EACH = 1000, PHOTO_EACH = 2000, PDF_EACH = 2000, FILLING_MS = 4000;
const REST_MS = +(process.env.BENCH_REST_MS ?? 60000);
const paths = ['/', '/musrenbang', '/musrenbang/2028', '/musrenbang/2028/penolakan', '/segel', '/masuk', '/tidak-ada'];

const data = folder();
await stop(await serve(data));          // filling the city is not what is measured
const server = await serve(data);

/** A photo as large as a phone takes them; PNG, which node can write by itself. */
const large = () => photo(4000, 3000, (x, y) => [x >> 4, y >> 4, (x * y) >> 12]);

const image = new Blob([large()], { type: 'image/png' }), lurah = new Person(server.url);

/** A resident's report up to the page that shows it with its photo in small. */
async function report() {
    const guest = new Person(server.url), html = await (await guest.ask('/lapor/lain')).text(), body = new FormData();
    for (const name of ['_token', '_kunci', 'cap'])
        body.set(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(html)[1]);
    body.set('isi', 'Ukuran memori: laporan dengan foto besar dari telepon genggam.');
    body.set('alamat', 'Jalan Contoh 1');
    body.set('kelurahan', /<select[^>]*name="kelurahan"[^]*?<option value="([^"]+)"/.exec(html)[1]);
    body.set('foto', image, 'foto.png');
    await wait(FILLING_MS);
    const kept = await guest.ask('/lapor/lain', { method: 'POST', body });
    if (kept.status !== 303)
        throw new Error(`report: ${kept.status} ${(await kept.text()).replace(/<[^>]*>/g, ' ').slice(-1500)}`);
    const shown = await (await guest.ask(kept.headers.get('location'))).text();
    if (!/\/berkas\/\d+\/320/.test(shown))
        throw new Error('the report shows no photo');
}

async function minutes() {
    const list = await (await lurah.ask('/verifikasi/berita-acara')).text();
    const pdf = Buffer.from(await (await lurah.ask(`${/\/berita-acara\/\d+/.exec(list)[0]}/pdf`)).arrayBuffer());
    if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))
        throw new Error('the minutes are no PDF');
}

await lurah.login('lurah.iringmulyo');
let sent = 0;
async function client() {
    while (sent < REQUESTS) {
        const number = sent++;
        if (number % PHOTO_EACH === 0)
            await report();
        if (number % PDF_EACH === 0)
            await minutes();
        // a different query each time goes past the page cache
        const path = number % XLSX_EACH ? paths[number % paths.length] : '/musrenbang/2028/unduh/xlsx';
        const answer = await fetch(`${server.url}${path}?hal=${number % 997}`);
        await answer.arrayBuffer();
        if (answer.status >= 500)
            throw new Error(`${answer.status} from ${answer.url}`);
    }
}
await Promise.all(Array.from({ length: AT_ONCE }, client));

function weight() {
    const kib = family(server.child.pid).map(pid =>
        +/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    console.log(`processes: ${kib.map(k => `${(k / 1024).toFixed(1)} MiB`).join(', ')}`);
    return kib.reduce((a, b) => a + b, 0) / 1024;
}

const weigh = what => verdict(what, weight(), 40, 'MiB');

await wait(REST_MS);
weigh('anonymous memory');
// a connection that never spoke is cut after 10 s; one that has had an answer may rest for 75 s
const idle = await Promise.all(Array.from({ length: IDLE }, () => new Promise((ok, no) => {
    const socket = connect(new URL(server.url).port, '127.0.0.1',
        () => socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'));
    socket.on('error', no);
    socket.once('data', () => ok(socket));
})));
console.log(`2,000 connections that have just had an answer: ${weight().toFixed(1)} MiB`);
await wait(HOLD_MS);
console.log(`${idle.filter(socket => !socket.destroyed && socket.readyState === 'open').length} of them are still held`);
weigh('the same after they rested for a minute');
idle.forEach(socket => socket.destroy());
await stop(server);
