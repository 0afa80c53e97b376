// semua.mjs BUILD [NAME...]: each measurement in its turn; one table at the end, and the same in build/bench.json.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const [build, ...names] = process.argv.slice(2), rows = 'build/bench.rows';
const list = names.length ? names : ['mulai', 'cache', 'kirim', 'memori', 'desa', 'banjir_masuk', 'sql', 'tumbuh', 'langsung', 'foto'];
rmSync(rows, { force: true });
const failed = list.filter(name => {
    console.log(`== ${name}`);
    return spawnSync(process.execPath, [`bench/${name}.mjs`, build],
        { stdio: 'inherit', env: { ...process.env, BENCH_ROWS: rows } }).status !== 0;
});
const told = existsSync(rows) ? readFileSync(rows, 'utf8').trim().split('\n').map(row => JSON.parse(row)) : [];
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim();
writeFileSync('build/bench.json', JSON.stringify({ commit, at: new Date().toISOString(), rows: told }, null, 1));
rmSync(rows, { force: true });
console.log('');
for (const r of told)
    console.log(`${r.kept ? 'ok    ' : 'FAILED'} ${r.is.toFixed(2).padStart(8)} ${r.unit.padEnd(6)} ${r.atLeast ? '>=' : '<='} `
        + `${String(r.budget).padEnd(5)} ${r.what}`);
console.log(`${list.length - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed.join(' ')}` : ''}`);
process.exitCode = failed.length ? 1 : 0;
