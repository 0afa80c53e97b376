// tumbuh.mjs BUILD: pages over 10,000, 100,000, 1 and 10 million complaints and as many proposals on both engines: CPU a request, of
// the program and of PostgreSQL, against the smallest; and the bytes of a view of the map. SQLite alone without PAMONG_TEST_PG.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Person } from '../scenarios/soket/alat.mjs';
import { build, cpu, family, folder, median, serve, stop, verdict } from './alat.mjs';
import { pages } from './halaman.mjs';

const SIZES = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
const ROUNDS = 3, EACH = +(process.env.BENCH_EACH ?? 30), GROWTH = 2, MAP_BYTES = 60000;
const pg = process.env.PAMONG_TEST_PG, ENGINES = (process.env.BENCH_ENGINES ?? (pg ? 'sqlite,postgres' : 'sqlite')).split(',');
const helper = resolve(build, 'bench/isi-bench');
const root = process.env.BENCH_TUMBUH_DATA ?? folder();         // what is filled there stays for the next time
const proposals = readFileSync(new URL('isi_usulan.sql', import.meta.url), 'utf8');
const plain = { headers: { 'accept-encoding': 'identity' } };

function command(program, ...args) {
    const said = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    if (said.status !== 0)
        throw new Error(`${program} ${args[0]}: ${said.status}`);
    return said.stdout.trim();
}

/** One region with so many complaints, filled once. */
class Side {
    constructor(engine, size) {
        this.engine = engine;
        this.size = size;
        this.data = join(root, `${engine}-${size}`);
        this.schema = `tumbuh_${size}`;
    }

    async fill() {
        const filled = join(this.data, 'terisi');
        if (existsSync(filled))
            return;
        rmSync(this.data, { recursive: true, force: true });    // what was filled in part
        if (this.engine === 'postgres')
            command('psql', '-q', pg, '-c', `SET client_min_messages = error; DROP SCHEMA IF EXISTS ${this.schema} CASCADE`);
        mkdirSync(this.data);
        await stop(await this.serve());
        const where = this.engine === 'sqlite' ? ['sqlite', join(this.data, 'pamong.db')] : ['postgres', pg, this.schema];
        command(helper, ...where, String(this.size));
        // newer than every row that is there, as complaints are older: at any size no two of `cari` meet
        const base = 1000 + +this.one('SELECT max(id) FROM (SELECT id FROM cari UNION ALL SELECT id FROM usulan_keputusan) s');
        this.run(proposals.replaceAll(':count', this.size).replaceAll(':base', base));
        writeFileSync(filled, '');
    }

    serve() {
        return serve(this.data, this.engine === 'sqlite' ? [] : ['--postgres', pg, '--schema', this.schema]);
    }

    async start() {
        this.server = await this.serve();
        this.people = new Map();
        this.pages = pages(sql => this.one(sql));
    }

    /** Signed in once. */
    async person(who) {
        if (!this.people.has(who)) {
            const person = new Person(this.server.url), answer = who && await person.login(who);
            if (who && answer.status !== 303)
                throw new Error(`signing in as ${who}: ${answer.status}`);
            this.people.set(who, person);
        }
        return this.people.get(who);
    }

    run(sql) {
        if (this.engine === 'postgres')
            command('psql', '-q', '-v', 'ON_ERROR_STOP=1', pg, '-c', `SET search_path = ${this.schema}; ${sql} ANALYZE`);
        else
            command('python3', '-c', 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])',      // no ANALYZE, as installed
                join(this.data, 'pamong.db'), sql);
    }

    one(sql) {
        return this.engine === 'postgres' ? command('psql', '-At', pg, '-c', `SET search_path = ${this.schema}`, '-c', sql).split('\n').at(-1)
            : command('python3', '-c', 'import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())',
                join(this.data, 'pamong.db'), sql);
    }

    /** So far, of the program and of the whole PostgreSQL. */
    spent() {
        return this.pids.reduce((sum, pid) => { try { return sum + cpu(pid); } catch { return sum; } }, 0);
    }

    async costs(name, times) {
        const [who, path] = this.pages[name], person = await this.person(who);
        this.pids = [this.server.child.pid, ...this.engine === 'postgres' ? family(postmaster()) : []];
        const before = this.spent();
        for (let i = 0; i < times; i++) {
            const answer = await person.ask(`${path}&ukur=${Side.number++}`, plain);      // past the page cache
            const text = await answer.text();
            if (answer.status !== 200)
                throw new Error(`${answer.status} from ${path}: ${text.replace(/<[^>]*>/g, ' ').slice(-300)}`);
        }
        return (this.spent() - before) / times;
    }
}
Side.number = 0;

const postmaster = () => +readFileSync(join(/host=(\S+)/.exec(pg)[1], 'data/postmaster.pid'), 'utf8').split('\n')[0];
const words = n => n >= 1e6 ? `${n / 1e6} million` : n.toLocaleString('en');

async function measure(sides, rows) {
    for (const name of Object.keys(sides[0].pages)) {
        if (process.env.BENCH_ONLY && !name.includes(process.env.BENCH_ONLY))
            continue;
        const took = sides.map(() => []);
        for (let round = 0; round <= ROUNDS; round++)
            for (const [n, side] of sides.entries()) {
                const us = await side.costs(name, round ? EACH : 5);
                if (round)              // the first turn only warms up
                    took[n].push(us);
            }
        const us = took.map(median);
        rows.push({ engine: sides[0].engine, page: name, us: us.map(Math.round), ratio: +(us.at(-1) / us[0]).toFixed(2) });
        console.log(`       ${sides[0].engine}, ${name}: ${us.map((t, n) => `${t.toFixed(0)} us with ${words(sides[n].size)}`).join(', ')}`);
        verdict(`${sides[0].engine}, ${name}, growth`, Math.max(...us.slice(1)) / us[0], GROWTH, 'x');
    }
}

/** What a view of the map weighs where every square is full. */
async function mapBytes(side) {
    for (const name of ['map', 'map, near']) {
        const answer = await (await side.person('')).ask(`${side.pages[name][1]}&ukur=${Side.number++}`, plain), bytes = (await answer.text()).length;
        verdict(`${side.engine}, ${name}, bytes of a view over ${words(side.size)}`, bytes, MAP_BYTES, 'bytes');
    }
}

const rows = [];
for (const engine of ENGINES) {
    const sides = SIZES.map(size => new Side(engine, size));
    for (const side of sides)
        await side.fill();
    try {
        for (const side of sides)
            await side.start();
        await measure(sides, rows);
        await mapBytes(sides.at(-1));
    } finally {
        await Promise.all(sides.filter(s => s.server).map(s => stop(s.server)));
    }
}
console.log(`\n${'engine'.padEnd(9)}${'page'.padEnd(26)}${SIZES.map(s => words(s).padStart(12)).join('')}   ratio`);
for (const r of rows)
    console.log(r.engine.padEnd(9) + r.page.padEnd(26) + r.us.map(us => `${us} us`.padStart(12)).join('') + `${r.ratio.toFixed(2)}x`.padStart(8));
writeFileSync('build/tumbuh.json', JSON.stringify({ at: new Date().toISOString(), sizes: SIZES, rows }, null, 1));
