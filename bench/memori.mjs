// memori.mjs BUILD: anonymous memory of all our processes, 60 s after 10,000 requests to public pages and some lists as
// XLSX; then the same with 2,000 connections that rest.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { family, folder, serve, stop, verdict } from './alat.mjs';

const REQUESTS = 10000, AT_ONCE = 16, IDLE = 2000, HOLD_MS = 10000, XLSX_EACH = 1000;
const REST_MS = +(process.env.BENCH_REST_MS ?? 60000);
const paths = ['/', '/musrenbang', '/musrenbang/2028', '/musrenbang/2028/penolakan', '/segel', '/masuk', '/tidak-ada'];

const data = folder();
await stop(await serve(data));          // filling the city is not what is measured
const server = await serve(data);
let sent = 0;
async function client() {
    while (sent < REQUESTS) {
        const number = sent++;
        // a different query each time goes past the page cache
        const path = number % XLSX_EACH ? paths[number % paths.length] : '/musrenbang/2028/unduh/xlsx';
        const answer = await fetch(`${server.url}${path}?hal=${number % 997}`);
        await answer.arrayBuffer();
        if (answer.status >= 500)
            throw new Error(`${answer.status} from ${answer.url}`);
    }
}
await Promise.all(Array.from({ length: AT_ONCE }, client));

function weigh(what) {
    const kib = family(server.child.pid).map(pid =>
        +/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    console.log(`processes: ${kib.map(k => `${(k / 1024).toFixed(1)} MiB`).join(', ')}`);
    verdict(what, kib.reduce((a, b) => a + b, 0) / 1024, 40, 'MiB');
}

await wait(REST_MS);
weigh('anonymous memory');
// a connection that never spoke is cut after 10 s; one that has had an answer may rest for 75 s
const idle = await Promise.all(Array.from({ length: IDLE }, () => new Promise((ok, no) => {
    const socket = connect(new URL(server.url).port, '127.0.0.1',
        () => socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'));
    socket.on('error', no);
    socket.once('data', () => ok(socket));
})));
await wait(HOLD_MS);
const held = idle.filter(socket => !socket.destroyed && socket.readyState === 'open').length;
if (held !== IDLE)
    throw new Error(`only ${held} of ${IDLE} connections are still held`);
weigh('the same with 2,000 connections that rest');
idle.forEach(socket => socket.destroy());
await stop(server);
