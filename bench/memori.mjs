// memori.mjs BUILD: anonymous memory of all our processes, 60 s after 10,000 requests to public pages.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { family, folder, serve, stop, verdict } from './alat.mjs';

const REQUESTS = 10000, AT_ONCE = 16, REST_MS = +(process.env.BENCH_REST_MS ?? 60000);
const paths = ['/', '/musrenbang', '/musrenbang/2028', '/musrenbang/2028/penolakan', '/segel', '/masuk', '/tidak-ada'];

const data = folder();
await stop(await serve(data));          // filling the city is not what is measured
const server = await serve(data);
let sent = 0;
async function client() {
    while (sent < REQUESTS) {
        const number = sent++;
        // a different query each time goes past the page cache
        const answer = await fetch(`${server.url}${paths[number % paths.length]}?hal=${number % 997}`);
        await answer.arrayBuffer();
        if (answer.status >= 500)
            throw new Error(`${answer.status} from ${answer.url}`);
    }
}
await Promise.all(Array.from({ length: AT_ONCE }, client));
await wait(REST_MS);
const kib = family(server.child.pid).map(pid =>
    +/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
console.log(`processes: ${kib.map(k => `${(k / 1024).toFixed(1)} MiB`).join(', ')}`);
verdict('anonymous memory', kib.reduce((a, b) => a + b, 0) / 1024, 40, 'MiB');
await stop(server);
