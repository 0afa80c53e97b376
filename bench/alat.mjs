// alat.mjs: what measurements share: the program on a free port, medians, and the verdict.
import { spawn } from 'node:child_process';
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

export const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

export function verdict(what, is, budget, unit, atLeast = false) {
    const kept = atLeast ? is >= budget : is <= budget;
    console.log(`${kept ? 'ok    ' : 'FAILED'} ${what}: ${is.toFixed(1)} ${unit}, ${atLeast ? 'at least' : 'at most'} ${budget}`);
    if (process.env.BENCH_ROWS)
        appendFileSync(process.env.BENCH_ROWS, `${JSON.stringify({ what, is: +is.toFixed(3), unit, budget, atLeast, kept })}\n`);
    process.exitCode ||= kept ? 0 : 1;
}
