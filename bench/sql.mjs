// sql.mjs BUILD: signed-in pages over 1,000,000 complaints against their own SQL: the same statements with the same values,
// prepared, every column read; CPU a request, unpacked, on SQLite; one, a few and many connections that ask on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Person } from '../scenarios/soket/alat.mjs';
import { build, folder, load, median, pin, serve, stop, verdict } from './alat.mjs';

const SIZE = +(process.env.BENCH_SIZE ?? 1000000), ROUNDS = 5, EACH = 200, CONNECTIONS = [1, 4, 16], TOLD = 4, BUDGET = 1.6;
const data = process.env.BENCH_SQL_DATA ?? join(folder(), 'data');      // what is filled there stays for the next time
const base = join(data, 'pamong.db'), plain = { headers: { 'accept-encoding': 'identity' } };

function command(program, ...args) {
    const said = spawnSync('taskset', ['-c', '0', resolve(build, 'bench', program), ...args.map(String)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    if (said.status !== 0)
        throw new Error(`${program}: ${said.status}`);
    return said.stdout;
}

async function fill() {
    if (existsSync(base))
        return;
    mkdirSync(data, { recursive: true });
    await stop(await serve(data));
    command('isi-bench', 'sqlite', base, SIZE);
}

async function signIn(url) {
    const person = new Person(url), { status } = await person.login('aduan');
    if (status !== 303)
        throw new Error(`signing in: ${status}`);
    return person;
}

async function ask(person, path) {
    const answer = await person.ask(path, plain);
    await answer.arrayBuffer();
    if (answer.status !== 200)
        throw new Error(`${answer.status} from ${path}`);
}

/** The statements that one signed-in page runs, as its own process wrote them down. */
async function statements(path, file) {
    writeFileSync(file, '');
    const child = spawn(resolve(build, 'src/pamong'), ['demo', '--data', data, '--port', '0'], {
        stdio: ['ignore', 'pipe', 'ignore', openSync(file, 'a')],
        env: { ...process.env, LD_PRELOAD: resolve(build, 'bench/libcatat.so'), BENCH_CATAT: '3' } });
    const url = await new Promise(ok => child.stdout.on('data', chunk => {
        const at = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk);
        if (at)
            ok(at[0]);
    }));
    const person = await signIn(url);
    await ask(person, path);
    truncateSync(file);
    await ask(person, path);
    const all = readFileSync(file, 'utf8').split('\n').filter(sql => /^(SELECT|WITH)/.test(sql));
    await stop({ child });
    writeFileSync(file, all.join('\n') + '\n');       // not before: the program went on writing
    if (!all.length)
        throw new Error('no statement was written down');
    return all.length;
}

async function againstOwnSql(what, path) {
    const file = join(folder(), 'sql'), sql = [], pages = Object.fromEntries(CONNECTIONS.map(count => [count, []]));
    const count = await statements(path, file), server = await serve(data);
    try {
        const person = await signIn(server.url), pid = server.child.pid;
        const headers = [`Cookie: ${person.cookie}`, 'Accept-Encoding: identity'];
        pin(pid);
        for (let round = 0; round <= ROUNDS; round++) {
            const turn = CONNECTIONS.map(many => [many, load(pid, server.url + path, headers, many)]);
            const own = parseFloat(command('sql-bench', base, file, EACH));
            if (round) {            // the first turn only warms up
                turn.forEach(([many, us]) => pages[many].push(us));
                sql.push(own);
            }
        }
    } finally {
        await stop(server);
    }
    const said = CONNECTIONS.map(many => `${many}: ${median(pages[many]).toFixed(0)} us`).join(', ');
    console.log(`       ${what}, by connections ${said}; its ${count} statements alone ${median(sql).toFixed(0)} us`);
    verdict(`${what} over ${SIZE} against its own SQL, ${TOLD} connections`, median(pages[TOLD]) / median(sql), BUDGET, 'x');
}

await fill();
await againstOwnSql('signed-in queue', '/meja/aduan');
await againstOwnSql('signed-in list', '/aduan');
