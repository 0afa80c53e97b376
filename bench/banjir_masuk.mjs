// banjir_masuk.mjs BUILD: a flood of logins from many addresses, and how long residents' pages and forms take meanwhile.
import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { Person, kunci, sleep } from '../scenarios/soket/alat.mjs';
import { folder, median, serve, stop, verdict } from './alat.mjs';

const FLOOD = 96, SECONDS = 4, PAUSE_MS = 15, ROUNDS = 3;
const p99 = list => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.99)];
let address = 0;

/** The whole answer, and how long it took. */
async function timed(asked) {
    const began = performance.now(), answer = await asked;
    await answer.arrayBuffer();
    return { status: answer.status, ms: performance.now() - began };
}

/** Every login has an address and a name of its own, so that no wait shields the passwords. */
async function flood(url, _token, cookies, counts, until, hash) {
    const guest = new Person(url);
    guest.cookies = new Map(cookies);
    while (performance.now() < until) {
        const n = ++address, from = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
        const { status } = await timed(hash ? guest.post('/masuk', { _token, _kunci: kunci(), masuk: `orang${n}`, sandi: 'bukan kata sandi', ke: '/' },
            { 'X-Forwarded-For': from }) : guest.ask('/healthz'));
        counts[status] = (counts[status] ?? 0) + 1;
        if (!hash || status === 503)
            await sleep(hash ? 50 : 200);
    }
}

/** A resident reads pages that no cache holds, and sends forms. */
async function residents(person, _token, until) {
    const pages = [], forms = [];
    while (performance.now() < until) {
        const page = await timed(person.ask('/musrenbang/2028')), sent = await timed(person.post('/kabar/baca', { _token, _kunci: kunci() }));
        if (page.status !== 200 || sent.status !== 303)
            throw new Error(`${page.status}, ${sent.status}`);
        pages.push(page.ms);
        forms.push(sent.ms);
        await sleep(PAUSE_MS);
    }
    return { pages, forms };
}

/** The flood comes from a process of its own that steps back: attackers have other machines. */
async function pour({ url, token, cookies, hash }) {
    const until = performance.now() + SECONDS * 1000, counts = {};
    setPriority(10);
    await Promise.all(Array.from({ length: FLOOD }, () => flood(url, token, cookies, counts, until, hash)));
    process.send(counts);
}

async function round(guest, person, hash) {
    const child = fork(import.meta.filename ?? new URL(import.meta.url).pathname, process.argv.slice(2));
    const counts = new Promise(ok => child.on('message', ok));
    child.send({ url: guest.url, token: guest.form, cookies: [...guest.cookies], hash });
    await sleep(500);
    const got = await residents(person, person.form, performance.now() + (SECONDS - 1) * 1000);
    const answer = { ...got, counts: await counts };
    child.disconnect();
    return answer;
}

async function measure() {
    const server = await serve(folder()), guest = new Person(server.url), person = new Person(server.url);
    guest.form = await guest.token();
    await person.login('rw04.iringmulyo');
    person.form = await person.token('/saya');
    await residents(person, person.form, performance.now() + 1000);         // warm
    const ratios = { pages: [], forms: [] };
    let done = 0, turnedAway = 0;
    for (let i = 0; i < ROUNDS; i++) {
        const calm = await round(guest, person, false), stormy = await round(guest, person, true);
        done += stormy.counts[303] ?? 0;
        turnedAway += stormy.counts[503] ?? 0;
        for (const what of ['pages', 'forms'])      // what is under 5 ms cannot be told from the noise of two cores
            ratios[what].push(p99(stormy[what]) / Math.max(p99(calm[what]), 5));
        console.log(`       ${JSON.stringify(stormy.counts)}; p99 of pages ${p99(calm.pages).toFixed(1)} and `
            + `${p99(stormy.pages).toFixed(1)} ms, of forms ${p99(calm.forms).toFixed(1)} and ${p99(stormy.forms).toFixed(1)} ms`);
    }
    const after = await timed(guest.ask('/masuk'));
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
