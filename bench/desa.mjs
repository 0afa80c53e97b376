// desa.mjs BUILD: all 83,763 villages imported while 8 clients submit: under 10 s, and their p99 at most 3x of without.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Person, kunci } from '../scenarios/soket/alat.mjs';
import { build, folder, median, serve, stop, verdict } from './alat.mjs';

const CLIENTS = 8, ALONE_MS = 4000, ROUNDS = 3, LONGEST_MS = 60000;
const data = folder(), server = await serve(data), rw = new Person(server.url);
await rw.login('rw04.iringmulyo');
const blank = await (await rw.ask('/rw/baru')).text();
const token = /name="_token" value="([^"]+)"/.exec(blank)[1];
const kamus = /<select[^>]*name="kamus"[^]*?<option value="(\d+)"/.exec(blank)[1];
let drafts = 0;

/** One draft of a proposal: durable before its answer; how many ms that took. */
async function submit() {
    const began = performance.now();
    const answer = await rw.post('/rw/baru', { _token: token, _kunci: kunci(), kamus, judul: `Ukuran ${++drafts}`,
        volume: '3', masalah: 'Air meluap ke rumah warga setiap hujan.', manfaat: '34', aksi: 'simpan' });
    if (answer.status !== 303)
        throw new Error(`${answer.status}: ${(await answer.text()).replace(/<[^>]*>/g, ' ').slice(0, 2000)}`);
    return performance.now() - began;
}

/** Submissions by all clients until `over` settles. */
async function submissions(over) {
    const took = [], late = performance.now() + LONGEST_MS;
    let on = true;
    over.finally(() => { on = false; }).catch(() => {});
    await Promise.all(Array.from({ length: CLIENTS }, async () => {
        while (on && performance.now() < late)
            took.push(await submit());
    }));
    return { count: took.length, p99: took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] };
}

function villages() {
    const began = performance.now();
    const child = spawn(resolve(build, 'src/pamong'), ['import', 'acuan', 'node_modules/idn-area-data/data', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
    return new Promise((ok, no) => {
        child.on('error', no);
        child.on('exit', code => code === 0 ? ok((performance.now() - began) / 1000) : no(new Error(`import: ${code}`)));
    });
}

const ratios = [], seconds = [];
try {
    await submissions(new Promise(ok => setTimeout(ok, 1000)));                 // warm
    for (let round = 0; round < ROUNDS; round++) {
        const alone = await submissions(new Promise(ok => setTimeout(ok, ALONE_MS))), importing = villages();
        const beside = await submissions(importing);
        seconds.push(await importing);
        ratios.push(beside.p99 / alone.p99);
        console.log(`alone ${alone.count} submissions, p99 ${alone.p99.toFixed(1)} ms; beside ${beside.count}, p99 ${beside.p99.toFixed(1)} ms; `
            + `import ${seconds.at(-1).toFixed(1)} s`);
    }
    verdict('villages of the country imported beside submissions', median(seconds), 10, 's');
    verdict('p99 of submissions beside the import', median(ratios), 3, 'times');
} finally {
    await stop(server);
}
