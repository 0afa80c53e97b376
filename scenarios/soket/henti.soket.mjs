// henti.soket.mjs: what a stop and a crash leave behind: nothing acknowledged is lost, nothing refused is there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person, kunci, serve, sleep, stop } from './alat.mjs';

/** A form that is simply repeated; what it leaves is counted in the audit trail by the key it was sent with. */
async function postUntilEnd(server, ledger, person, _token) {
    for (;;) {
        const _kunci = kunci();
        ledger.set(_kunci, 'sent');
        try {
            const r = await person.post('/uji/catat', { _token, _kunci });
            await r.arrayBuffer();
            ledger.set(_kunci, r.status === 303 ? 'acknowledged' : 'refused');
            if (r.status !== 303 && r.status !== 503)
                ledger.set(_kunci, `refused ${r.status}`);
        } catch {
            return;                     // ambiguous: it may be there or not
        }
    }
}

async function kept(server, keys) {
    const person = new Person(server.url);
    const _token = await person.token();
    const there = new Set();
    for (let i = 0; i < keys.length; i += 32)
        await Promise.all(keys.slice(i, i + 32).map(async _kunci => {
            let r;                              // only an answer is a verdict: a busy engine may say 503 first
            for (let kali = 0; kali < 20 && r?.status !== 303; kali++)
                r = await person.post('/uji/ada', { _token, _kunci: kunci(), dicari: _kunci });
            if (r.status !== 303)
                throw new Error(`looking a key up was answered ${r.status}`);
            if (r.headers.get('location') === '/?ada')
                there.add(_kunci);
        }));
    return there;
}

export default [
    {
        nama: 'stopped while 64 clients post: nothing acknowledged is lost, nothing refused is there, exit code 0',
        async jalan({ build, engine, holds }) {
            const data = mkdtempSync(join(tmpdir(), 'pamong-soket-'));
            try {
                let server = await serve(build, { program: 'pamong-jatuh', data, engine });
                const ledger = new Map();
                const clients = await Promise.all(Array.from({ length: 64 }, async () => {
                    const person = new Person(server.url);
                    return [person, await person.token()];
                }));
                const posting = clients.map(([person, _token]) => postUntilEnd(server, ledger, person, _token));
                await sleep(1500);
                const began = performance.now(), code = await stop(server, true);
                const took = (performance.now() - began) / 1000;
                await Promise.all(posting);
                holds(code === 0 && took < 10, `exit ${code} after ${took.toFixed(1)} s`);
                server = await serve(build, { program: 'pamong-jatuh', data, engine });
                const there = await kept(server, [...ledger.keys()]);
                await stop(server, true);
                const of = how => [...ledger].filter(([, h]) => h === how).map(([k]) => k);
                const lost = of('acknowledged').filter(k => !there.has(k)), ghosts = of('refused').filter(k => there.has(k));
                holds(of('acknowledged').length > 200, `only ${of('acknowledged').length} acknowledged`);
                holds(lost.length === 0 && ghosts.length === 0, `${lost.length} lost, ${ghosts.length} refused but there`);
                return `${of('acknowledged').length} acknowledged, ${of('refused').length} refused, ${of('sent').length} unknown; `
                    + `stopped in ${took.toFixed(1)} s`;
            } finally {
                rmSync(data, { recursive: true, force: true });
            }
        },
    },
    {
        nama: 'a form that ended the program is answered 500 after the restart, and no other is',
        async jalan({ build, engine, holds }) {
            const data = mkdtempSync(join(tmpdir(), 'pamong-soket-'));
            try {
                for (const di of ['read', 'must', 'apply']) {
                    let server = await serve(build, { program: 'pamong-jatuh', data, engine });
                    let person = new Person(server.url);
                    const guilty = kunci();
                    const sent = await person.post('/uji/jatuh', { _token: await person.token(), _kunci: guilty, di }).catch(() => null);
                    holds(sent === null, `${di}: the program did not end`);
                    await server.ended;
                    server = await serve(build, { program: 'pamong-jatuh', data, engine });
                    person = new Person(server.url);
                    const _token = await person.token();
                    const again = await person.post('/uji/jatuh', { _token, _kunci: guilty, di });
                    const other = await person.post('/uji/jatuh', { _token, _kunci: kunci(), di: 'tidak' });
                    holds(again.status === 500 && /membuat sistem berhenti/.test(await again.text()), `${di} again: ${again.status}`);
                    holds(other.status === 303, `another form: ${other.status}`);
                    holds(await stop(server, true) === 0, 'the second program ends badly');
                }
            } finally {
                rmSync(data, { recursive: true, force: true });
            }
        },
    },
];
