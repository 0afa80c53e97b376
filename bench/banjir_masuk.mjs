// banjir_masuk.mjs BUILD: a flood of logins from many addresses, and how long residents' pages and forms take meanwhile.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setPriority } from 'node:os';
import { folder, median, serve, stop, verdict } from './alat.mjs';

const FLOOD = 96, SECONDS = 4, PAUSE_MS = 15, ROUNDS = 3;

function ask(url, path, { agent, method = 'GET', headers = {}, body } = {}) {
    const began = performance.now();
    return new Promise((ok, no) => {
        const r = request(url + path, { agent, method, headers: body
            ? { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } : headers }, answer => {
            const parts = [];
            answer.on('data', part => parts.push(part));
            answer.on('end', () => ok({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString(),
                ms: performance.now() - began }));
        });
        r.on('error', no);
        r.end(body);
    });
}

const cookies = answer => (answer.headers['set-cookie'] ?? []).map(c => c.split(';')[0]).join('; ');
const token = answer => /name="_token" value="([0-9a-f]+)"/.exec(answer.body)[1];
const form = values => new URLSearchParams({ _kunci: randomBytes(16).toString('hex'), ...values }).toString();
const wait = ms => new Promise(ok => setTimeout(ok, ms));
const p99 = list => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.99)];
let address = 0;

/** Every login has an address and a name of its own, so that no wait shields the passwords. */
async function flood(url, guest, counts, until, hash) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < until) {
        const n = ++address, from = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
        const answer = hash ? await ask(url, '/masuk', { agent, method: 'POST', headers: { Cookie: guest.cookie, 'X-Forwarded-For': from },
            body: form({ _token: guest.token, masuk: `orang${n}`, sandi: 'bukan kata sandi', ke: '/' }) })
            : await ask(url, '/healthz', { agent });
        counts[answer.status] = (counts[answer.status] ?? 0) + 1;
        if (!hash || answer.status === 503)
            await wait(hash ? 50 : 200);
    }
    agent.destroy();
}

/** A resident reads pages that no cache holds, and sends forms. */
async function residents(url, person, until) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 }), pages = [], forms = [];
    const headers = { Cookie: person.cookie };
    while (performance.now() < until) {
        const page = await ask(url, '/musrenbang/2028', { agent, headers });
        const sent = await ask(url, '/kabar/baca', { agent, headers, method: 'POST', body: form({ _token: person.token }) });
        if (page.status !== 200 || sent.status !== 303)
            throw new Error(`${page.status}, ${sent.status}`);
        pages.push(page.ms);
        forms.push(sent.ms);
        await wait(PAUSE_MS);
    }
    agent.destroy();
    return { pages, forms };
}

/** The flood comes from a process of its own that steps back: attackers have other machines. */
async function pour({ url, guest, hash }) {
    const until = performance.now() + SECONDS * 1000, counts = {};
    setPriority(10);
    await Promise.all(Array.from({ length: FLOOD }, () => flood(url, guest, counts, until, hash)));
    process.send(counts);
}

async function round(url, guest, person, hash) {
    const child = fork(import.meta.filename ?? new URL(import.meta.url).pathname, process.argv.slice(2));
    const counts = new Promise(ok => child.on('message', ok));
    child.send({ url, guest, hash });
    await wait(500);
    const got = await residents(url, person, performance.now() + (SECONDS - 1) * 1000);
    const answer = { ...got, counts: await counts };
    child.disconnect();
    return answer;
}

async function measure() {
    const server = await serve(folder()), { url } = server;
    const login = await ask(url, '/masuk');
    const guest = { cookie: cookies(login), token: token(login) };
    const entered = await ask(url, '/masuk', { method: 'POST', headers: { Cookie: guest.cookie },
        body: form({ _token: guest.token, masuk: 'rw04.iringmulyo', sandi: 'contoh metro 2026', ke: '/kabar' }) });
    const person = { cookie: cookies(entered) };
    person.token = token(await ask(url, '/saya', { headers: { Cookie: person.cookie } }));
    await residents(url, person, performance.now() + 1000);         // warm
    const ratios = { pages: [], forms: [] };
    let done = 0, turnedAway = 0;
    for (let i = 0; i < ROUNDS; i++) {
        const calm = await round(url, guest, person, false), stormy = await round(url, guest, person, true);
        done += stormy.counts[303] ?? 0;
        turnedAway += stormy.counts[503] ?? 0;
        for (const what of ['pages', 'forms'])      // what is under 5 ms cannot be told from the noise of two cores
            ratios[what].push(p99(stormy[what]) / Math.max(p99(calm[what]), 5));
        console.log(`       ${JSON.stringify(stormy.counts)}; p99 of pages ${p99(calm.pages).toFixed(1)} and `
            + `${p99(stormy.pages).toFixed(1)} ms, of forms ${p99(calm.forms).toFixed(1)} and ${p99(stormy.forms).toFixed(1)} ms`);
    }
    const after = await ask(url, '/masuk');
    await stop(server);
    if (after.status !== 200 || !done || !turnedAway)
        throw new Error('the flood was none, or it was not told to come back');
    verdict('residents\' pages during a flood of logins, p99', median(ratios.pages), 2, 'x');
    verdict('residents\' forms during a flood of logins, p99', median(ratios.forms), 2, 'x');
}

if (process.send)
    process.once('message', pour);
else
    await measure();
