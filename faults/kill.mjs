// kill.mjs BUILD ROUNDS [ENGINE...]: kill -9 of the real server under 24 clients who post real proposals; the ledger is ours.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Person, kunci, serve, sleep } from '../scenarios/soket/alat.mjs';

const [build, rounds = '10', ...engines] = process.argv.slice(2);
const CLIENTS = 24;
const UP_MS = 20_000; // up by itself, however busy the machine; how fast is said by bench/mulai.mjs
const fields = { volume: '40', masalah: 'Air meluap setiap hujan lebih dari satu jam.', manfaat: '34',
    alamat: 'Samping musala', rembuk_tanggal: '2026-11-14', hadir_laki: '20', hadir_perempuan: '21', aksi: 'simpan' };

/** What was asked: title to key and verdict; it lives in this process, which nobody kills. */
class Ledger {
    entries = new Map();

    judge(titles) {
        const times = new Map();
        for (const title of titles)
            times.set(title, (times.get(title) ?? 0) + 1);
        const sum = { acknowledged: 0, refused: 0, ambiguous: 0, lost: 0, doubled: 0, undead: 0 };
        for (const [title, { verdict }] of this.entries) {
            const found = times.get(title) ?? 0;
            sum[verdict]++;
            sum.lost += verdict === 'acknowledged' && found === 0;
            sum.undead += verdict === 'refused' && found > 0;
            sum.doubled += found > 1;
        }
        return sum;
    }
}

function titlesOf(server) {
    const schema = basename(server.data).toLowerCase().replace(/[^a-z0-9]/g, '_');
    const more = server.engine === 'postgres' ? [process.env.PAMONG_TEST_PG, schema] : [];
    return execFileSync(resolve(build, 'faults/titles'), [server.data, ...more], { maxBuffer: 1 << 28 })
        .toString().split('\n');
}

async function post(person, entry) {
    const answer = await person.post('/rw/baru', { ...entry.form, _token: entry.token, _kunci: entry.key });
    await answer.arrayBuffer();
    return answer.status;
}

/** One form after another until the server is gone; every fifth is wrong and must be refused. */
async function client(person, form, ledger, number) {
    for (let i = 0; ; i++) {
        const wrong = i % 5 === 4;
        const judul = `Uji ${number} ${kunci()}${wrong ? 'x'.repeat(120) : ''}`;
        const entry = { form: { ...form, judul }, token: person.form_token, key: kunci(), verdict: 'ambiguous' };
        ledger.entries.set(judul, entry);
        try {
            const status = await post(person, entry);
            if (status === 303)
                entry.verdict = 'acknowledged';
            else if (status === 422)
                entry.verdict = 'refused';
            else if (status < 500)
                throw new TypeError(`status ${status}`);
        } catch (error) {
            if (/^status/.test(error.message))
                throw error;
            return;
        }
    }
}

/** Whoever got no answer sends the same form once more, and it is there once. */
async function again(person, ledger) {
    for (const entry of ledger.entries.values()) {
        if (entry.verdict !== 'ambiguous')
            continue;
        const status = await post(person, entry);
        if (status !== 303 && status !== 422)
            throw new Error(`a form sent again was answered ${status}`);
        entry.verdict = status === 303 ? 'acknowledged' : 'refused';
    }
}

async function killed(engine) {
    const ledger = new Ledger();
    let server = await serve(build, { engine }), slowest = 0, people;
    const person = new Person(server.url);
    await person.login('rw04.iringmulyo');
    const html = await (await person.ask('/rw/baru')).text();
    person.form_token = /name="_token" value="([^"]+)"/.exec(html)[1];
    const kamus = /<option value="(\d+)"[^>]*>Saluran/.exec(html)[1];
    for (let round = 0; round < +rounds; round++) {
        people = Array.from({ length: CLIENTS }, (_, i) => client(person, { ...fields, kamus }, ledger, i));
        await sleep(150 + Math.random() * 500);
        server.child.kill('SIGKILL');
        await Promise.all(people);
        await server.ended;
        const sum = ledger.judge(titlesOf(server));
        if (sum.lost || sum.doubled || sum.undead)
            return { round, ...sum };
        const began = performance.now();
        server = await serve(build, { engine, data: server.data });
        person.url = server.url;
        await person.ask('/musrenbang');
        slowest = Math.max(slowest, performance.now() - began);
        await again(person, ledger);
    }
    server.child.kill('SIGKILL');
    await server.ended;
    const sum = ledger.judge(titlesOf(server));
    rmSync(server.data, { recursive: true, force: true });
    return { rounds: +rounds, ...sum, slowest: Math.round(slowest) };
}

let failed = 0, passed = 0;
for (const engine of engines.length ? engines : ['sqlite', 'postgres']) {
    const sum = await killed(engine).catch(error => ({ lost: error.stack }));
    const right = sum.lost === 0 && sum.doubled === 0 && sum.undead === 0 && sum.ambiguous === 0
        && sum.acknowledged > +rounds && sum.slowest <= UP_MS;
    console.log(`${right ? 'ok    ' : 'FAILED'} kill -9 under ${CLIENTS} clients, ${engine}: ${JSON.stringify(sum)}`);
    failed += !right;
    passed += right;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
