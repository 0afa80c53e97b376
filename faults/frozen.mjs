// frozen.mjs BUILD: PostgreSQL stands still, then dies and comes back: clear answers meanwhile, and recovery by itself.
import { readFileSync, readdirSync } from 'node:fs';
import { Person, kunci, serve, sleep, stop } from '../scenarios/soket/alat.mjs';

const [build] = process.argv.slice(2);
const folder = /host=(\S+)/.exec(process.env.PAMONG_TEST_PG)[1];
const postmaster = +readFileSync(`${folder}/data/postmaster.pid`, 'utf8').split('\n')[0];
let passed = 0, failed = 0;

function hold(truth, sentence) {
    console.log(`${truth ? 'ok    ' : 'FAILED'} ${sentence}`);
    passed += !!truth;
    failed += !truth;
}

const children = () => readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(pid => {
    try {
        return +/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1] === postmaster;
    } catch {
        return false;
    }
}).map(Number);

const everybody = signal => [postmaster, ...children()].forEach(pid => process.kill(pid, signal));

async function timed(person, path) {
    const began = performance.now();
    const answer = await person.ask(path, { signal: AbortSignal.timeout(60000) });
    await answer.arrayBuffer();
    return { status: answer.status, after: answer.headers.get('retry-after'), ms: performance.now() - began };
}

/** Until a page that asks the database is there again. */
async function recovered(person, within) {
    const began = performance.now();
    while (performance.now() - began < within)
        if ((await timed(person, `/rw?x=${kunci()}`)).status === 200)
            return true;
        else
            await sleep(200);
    return false;
}

const server = await serve(build, { engine: 'postgres' });
const person = new Person(server.url), stranger = new Person(server.url);
await person.login('rw04.iringmulyo');
const html = await (await person.ask('/rw/baru')).text();
const form = { _token: /name="_token" value="([^"]+)"/.exec(html)[1], _kunci: kunci(), judul: `Beku ${kunci()}`,
    kamus: /<option value="(\d+)"[^>]*>Saluran/.exec(html)[1], volume: '40', masalah: 'Air meluap setiap hujan.',
    manfaat: '34', aksi: 'simpan' };
hold((await timed(person, '/rw')).status === 200, 'a page is read before');

everybody('SIGSTOP');
try {
    const many = Array.from({ length: 12 }, () => timed(person, '/rw'));
    await sleep(300);
    const health = await timed(stranger, '/healthz');
    hold(health.status === 200 && health.ms < 1000, `frozen: /healthz answers in ${Math.round(health.ms)} ms`);
    const answers = await Promise.all(many), slowest = Math.round(Math.max(...answers.map(a => a.ms)));
    hold(answers.every(a => a.status === 503 && a.after), `frozen: twelve pages are told 503 with Retry-After (${
        [...new Set(answers.map(a => a.status))]}), the slowest after ${slowest} ms`);
    hold(slowest < 20000, 'frozen: no page thread is held longer than 20 s');
    const sent = await person.post('/rw/baru', form);
    hold(sent.status === 503, `frozen: a form is told 503 (${sent.status}), not refused`);
} finally {
    everybody('SIGCONT');
}
hold(await recovered(person, 15000), 'thawed: pages are back within 15 s without a restart');
const again = await person.post('/rw/baru', form), twice = await person.post('/rw/baru', form);
hold(again.status === 303 && twice.headers.get('location') === again.headers.get('location'),
    'thawed: the same form sent again is saved, and once');

process.kill(children().find(pid => /postgres: pamong /.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))), 'SIGKILL');
await sleep(500);                       // the postmaster ends all the others, and recovers
hold(await recovered(person, 20000), 'a backend killed with -9 (all connections die): pages are back within 20 s');
const last = await person.post('/rw/baru', { ...form, _kunci: kunci(), judul: `Sesudah ${kunci()}` });
hold(last.status === 303, `and a form is saved (${last.status})`);
hold(await stop(server) === 0, 'the end is clean');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
