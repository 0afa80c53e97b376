// aduan.mjs BUILD: pages over 1,000,000 complaints against the same pages over 10,000, CPU a request; then the signed-in
// list against its own SQL (the same statements with the same values, prepared, every column read), unpacked.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join, resolve } from 'node:path';
import { build, cpu, folder, median, serve, stop, verdict } from './alat.mjs';

const SMALL = 10000, LARGE = +(process.env.BENCH_ADUAN ?? 1000000), ROUNDS = 3, EACH = 40, LIST_EACH = 200, GROWTH = 2, LIST = 1.6;
const helper = resolve(build, 'bench/aduan-bench');

/** BENCH_ADUAN_DATA holds kecil/ and besar/ that were filled before: filling takes minutes. */
async function filled() {
    const kept = process.env.BENCH_ADUAN_DATA;
    if (kept)
        return [join(kept, 'kecil'), join(kept, 'besar')];
    const all = folder(), small = join(all, 'kecil'), large = join(all, 'besar');
    await stop(await serve(small));
    cpSync(small, large, { recursive: true });
    for (const [data, count] of [[small, SMALL], [large, LARGE]])
        if (spawnSync(helper, ['isi', join(data, 'pamong.db'), String(count)], { stdio: 'inherit' }).status !== 0)
            throw new Error('filling failed');
    return [small, large];
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
function ask(url, path, { headers = {}, body } = {}) {
    return new Promise((ok, no) => {
        const r = request(url + path, { agent, method: body ? 'POST' : 'GET', headers: body
            ? { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } : headers }, answer => {
            const parts = [];
            answer.on('data', part => parts.push(part));
            answer.on('end', () => ok({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }));
        });
        r.on('error', no);
        r.end(body);
    });
}
const cookies = answer => (answer.headers['set-cookie'] ?? []).map(c => c.split(';')[0]).join('; ');

async function signIn(url) {
    const page = await ask(url, '/masuk'), guest = cookies(page);
    const sent = await ask(url, '/masuk', { headers: { Cookie: guest }, body: new URLSearchParams({ masuk: 'aduan', sandi: 'contoh metro 2026',
        _token: /name="_token" value="([0-9a-f]+)"/.exec(page.body)[1], _kunci: randomBytes(16).toString('hex') }).toString() });
    if (sent.status !== 303)
        throw new Error(`signing in: ${sent.status}`);
    return { Cookie: cookies(sent) };
}

/** What stands in the database, for addresses: the same on both sides. */
function one(data, sql) {
    return spawnSync('python3', ['-c', 'import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())',
        join(data, 'pamong.db'), sql], { encoding: 'utf8' }).stdout.trim();
}

function addresses(data) {
    const nomor = one(data, "SELECT nomor FROM perkara WHERE tayang = 1 AND nomor NOT LIKE 'UJI%' ORDER BY id DESC LIMIT 1");
    const id = one(data, "SELECT id FROM perkara WHERE terbuka = 1 AND nomor LIKE 'UJI%' ORDER BY tenggat, id LIMIT 1");
    const middle = one(data, "SELECT id FROM perkara WHERE tayang = 1 ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM perkara)");
    const rare = one(data, "SELECT judul FROM perkara WHERE tayang = 1 AND nomor LIKE 'UJI%' ORDER BY id DESC LIMIT 1").split(' ')[0];
    const office = one(data, "SELECT id FROM opd WHERE jenis = 'dinas' ORDER BY id LIMIT 1");
    const kind = one(data, "SELECT id FROM perkara_kategori WHERE jenis = 'aduan' AND peka = 0 ORDER BY id LIMIT 1");
    const area = '18.72.01.1001';
    return [
        ['list', '/aduan?'], ['list, from the middle', `/aduan?sebelum=${middle}`],
        ['list, one area', `/aduan?kelurahan=${area}`], ['list, one kind', `/aduan?kategori=${kind}`],
        ['list, one office', `/aduan?opd=${office}`], ['list, one state', '/aduan?keadaan=diproses'],
        ['list, area and state', `/aduan?kelurahan=${area}&keadaan=diproses`],
        ['list, office and state', `/aduan?opd=${office}&keadaan=diproses`],
        ['list, area and kind', `/aduan?kelurahan=${area}&kategori=${kind}`],
        ['list, all four', `/aduan?kelurahan=${area}&kategori=${kind}&opd=${office}&keadaan=diproses`],
        ['map', '/aduan/peta?'], ['one complaint', `/aduan/${nomor}?`],
        ['search, frequent word', '/cari?q=jalan'], ['search, two words', '/cari?q=lampu+padam'],
        ['search, rare word', `/cari?q=${rare}`], ['search, a beginning', '/cari?q=dra'],
        ['search, nothing', '/cari?q=tidakadadisini'],
        ['queue', '/meja/aduan?', true], ['queue, one state', '/meja/aduan?keadaan=diproses', true],
        ['queue, late ones', '/meja/aduan?keadaan=lewat', true], ['queue, search', '/meja/aduan?q=lampu', true],
        ['queue, one case', `/meja/aduan/${id}?`, true],
    ];
}

let number = 0;
async function costs(side, path, signed, each) {
    const headers = signed ? side.person : {}, before = cpu(side.server.child.pid);
    for (let i = 0; i < each; i++) {
        const answer = await ask(side.server.url, `${path}&ukur=${number++}`, { headers });      // past the page cache
        if (answer.status !== 200)
            throw new Error(`${answer.status} from ${path}`);
    }
    return (cpu(side.server.child.pid) - before) / each;
}

async function growth(sides) {
    const [small, large] = sides.map(side => addresses(side.data));
    for (let i = 0; i < small.length; i++) {
        if (process.env.BENCH_ADUAN_ONLY && !small[i][0].includes(process.env.BENCH_ADUAN_ONLY))
            continue;
        const took = [[], []];
        for (let round = 0; round <= ROUNDS; round++)
            for (const [n, list] of [small, large].entries()) {
                const us = await costs(sides[n], list[i][1], list[i][2], round ? EACH : 5);
                if (round)              // the first turn only warms up
                    took[n].push(us);
            }
        const [a, b] = took.map(median);
        console.log(`       ${small[i][0]}: ${a.toFixed(0)} us with ${SMALL}, ${b.toFixed(0)} us with ${LARGE}`);
        verdict(`${small[i][0]}, growth`, b / a, GROWTH, 'x');
    }
}

/** The statements that one signed-in page runs, as its own process wrote them down. */
async function statements(data, path, file) {
    writeFileSync(file, '');
    const descriptor = openSync(file, 'a');
    const child = spawn(resolve(build, 'src/pamong'), ['demo', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore', descriptor],
        env: { ...process.env, LD_PRELOAD: resolve(build, 'bench/libcatat.so'), BENCH_CATAT: '3' } });
    const url = await new Promise(ok => child.stdout.on('data', chunk => {
        const at = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk);
        if (at)
            ok(at[0]);
    }));
    const headers = await signIn(url);
    await ask(url, path, { headers });
    truncateSync(file);
    await ask(url, path, { headers });
    const all = readFileSync(file, 'utf8').split('\n').filter(sql => /^(SELECT|WITH)/.test(sql));
    await stop({ child });
    writeFileSync(file, all.join('\n') + '\n');       // not before: the program went on writing
    return all.length;
}

async function againstOwnSql(side, path, what) {
    const file = join(folder(), 'sql'), page = [], sql = [];
    await stop(side.server);
    const count = await statements(side.data, path, file);
    if (!count)
        throw new Error('no statement was written down: ninja bench/libcatat.so');
    side.server = await serve(side.data);
    side.person = await signIn(side.server.url);
    for (let round = 0; round <= ROUNDS; round++) {
        const us = await costs(side, path, true, LIST_EACH);
        const said = spawnSync(helper, ['ulang', join(side.data, 'pamong.db'), file, String(LIST_EACH)], { encoding: 'utf8' });
        if (said.status !== 0)
            throw new Error(said.stderr);
        if (round) {
            page.push(us);
            sql.push(parseFloat(said.stdout));
        }
    }
    console.log(`       ${what}: ${median(page).toFixed(0)} us, its ${count} statements alone ${median(sql).toFixed(0)} us`);
    verdict(`${what} against its own SQL`, median(page) / median(sql), LIST, 'x');
}

const sides = [];
for (const data of await filled())
    sides.push({ data, server: await serve(data) });
try {
    for (const side of sides)
        side.person = await signIn(side.server.url);
    if (!process.env.BENCH_ADUAN_LIST)
        await growth(sides);
    await againstOwnSql(sides[1], '/meja/aduan?', 'signed-in queue');
    await againstOwnSql(sides[1], '/aduan?', 'signed-in list');
} finally {
    agent.destroy();
    await Promise.all(sides.map(side => stop(side.server)));
}
