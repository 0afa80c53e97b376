// kirim.mjs BUILD: durable writes of clients that wait for each, in alternating rounds: on SQLite one COMMIT for all
// against one each, on this disk and on one whose flushes take 2 ms longer; on PostgreSQL against pgbench with the same
// statements. PostgreSQL is measured when PAMONG_TEST_PG says where it is (packaging/pg-temp run).
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, folder, median, verdict } from './alat.mjs';

const CROWDS = [1, 8, 64, 256], SECONDS = 1, ROUNDS = 3, JUDGED = 64;
const pg = process.env.PAMONG_TEST_PG, slow = { LD_PRELOAD: resolve(build, 'bench/liblambat.so') };
const psql = sql => execFileSync('psql', ['-qX', '-d', pg, '-c', sql], { stdio: ['ignore', 'ignore', 'ignore'] });

function rate(batch, clients, env = {}, more = []) {
    return +execFileSync(resolve(build, 'bench/kirim-bench'), [folder(), batch, clients, SECONDS, ...more].map(String),
        { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } }).toString();
}

function onPostgres(clients) {
    psql('DROP SCHEMA IF EXISTS kirim CASCADE');
    return rate(0, clients, {}, [pg]);
}

/** The same transaction, sent by pgbench over as many connections as there are clients. */
function pgbench(clients) {
    const script = join(folder(), 'kirim.sql');
    writeFileSync(script, `\\set n random(1, 9000000000000000000)
BEGIN ISOLATION LEVEL SERIALIZABLE;
INSERT INTO banding.kiriman (id, isi) VALUES (:n, 'Saluran di RT 03 tersumbat sejak banjir bulan lalu dan meluap setiap hujan.');
COMMIT;
`);
    psql('DROP SCHEMA IF EXISTS banding CASCADE; CREATE SCHEMA banding;'
        + ' CREATE TABLE banding.kiriman (id BIGINT PRIMARY KEY, isi TEXT NOT NULL)');
    const said = execFileSync('pgbench', ['-n', '-M', 'prepared', '-f', script, '-c', String(clients), '-j', '2',
        '-T', String(SECONDS), pg], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return +/tps = ([\d.]+)/.exec(said)[1];
}

function compare(what, budget, clients, plain, ours) {
    const ratios = [], rates = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
        const a = plain(clients), b = ours(clients);
        rates[0].push(a);
        rates[1].push(b);
        ratios.push(b / a);
    }
    const said = `${what}, ${clients} clients: ${Math.round(median(rates[0]))} and ${Math.round(median(rates[1]))} a second`;
    if (clients === JUDGED)
        verdict(said, median(ratios), budget, 'x', true);
    else
        console.log(`       ${said}: ${median(ratios).toFixed(1)} x`);
}

for (const clients of CROWDS) {
    compare('one COMMIT each, and for all', 2.5, clients, n => rate(1, n), n => rate(512, n));
    compare('the same with 2 ms more a flush', 8, clients, n => rate(1, n, slow), n => rate(512, n, slow));
    if (pg && clients <= 128)           // pg-temp allows 200 connections
        compare('pgbench, and PostgreSQL under us', 0.7, clients, pgbench, onPostgres);
}
if (!pg)
    console.log('       PostgreSQL was not measured: PAMONG_TEST_PG is not set');
