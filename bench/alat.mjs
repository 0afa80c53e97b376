// alat.mjs: what measurements share: the program on a free port, medians, and the verdict.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export { family } from '../scenarios/soket/alat.mjs';

export const build = process.argv[2] ?? 'build/demo';

const folders = [];
process.on('exit', () => folders.forEach(path => rmSync(path, { recursive: true, force: true })));

export function folder() {
    folders.push(mkdtempSync(join(tmpdir(), 'pamong-bench-')));
    return folders.at(-1);
}

/** Starts `pamong demo` on that data and waits for its first word. */
export function serve(data, more = []) {
    const child = spawn(resolve(build, 'src/pamong'), ['demo', '--data', data, '--port', '0', ...more],
        { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    return new Promise((ok, no) => {
        child.on('error', no);
        child.on('exit', code => no(new Error(`pamong ended (${code}): ${said}`)));
        child.stdout.on('data', chunk => {
            said += chunk;
            const at = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
            if (at)
                ok({ child, url: at[0] });
        });
    });
}

export function stop({ child }) {
    return new Promise(ok => {
        child.removeAllListeners('exit');
        child.once('exit', ok);
        child.kill('SIGTERM');
    });
}

/** What all threads of a process ran so far, in microseconds, as the scheduler counted it. */
export function cpu(pid) {
    return readdirSync(`/proc/${pid}/task`)
        .reduce((sum, task) => sum + +readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'latin1').split(' ')[0], 0) / 1000;
}

/** Whom we measure runs on one core, who asks (wrk) on the other. */
export const pin = pid => spawnSync('taskset', ['-acp', '0', String(pid)]);

/** CPU of the pinned process a request, in microseconds, while so many connections ask for a second without a pause. */
export function load(pid, url, headers, connections) {
    const before = cpu(pid), lines = headers.flatMap(line => ['-H', line]);
    const said = spawnSync('taskset', ['-c', '1', 'wrk', '-t1', `-c${connections}`, '-d1s', ...lines, url], { encoding: 'utf8' }).stdout;
    const requests = Number(/(\d+) requests in/.exec(said)?.[1]);
    if (!requests || /Non-2xx/.test(said))
        throw new Error(`wrk: ${said}`);
    return (cpu(pid) - before) / requests;
}

export const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

export function verdict(what, is, budget, unit, atLeast = false) {
    const kept = atLeast ? is >= budget : is <= budget;
    console.log(`${kept ? 'ok    ' : 'FAILED'} ${what}: ${is.toFixed(1)} ${unit}, ${atLeast ? 'at least' : 'at most'} ${budget}`);
    if (process.env.BENCH_ROWS)
        appendFileSync(process.env.BENCH_ROWS, `${JSON.stringify({ what, is: +is.toFixed(3), unit, budget, atLeast, kept })}\n`);
    process.exitCode ||= kept ? 0 : 1;
}
