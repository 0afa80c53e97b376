// cache.mjs BUILD: CPU a request of a cached public page, against nginx serving the same bytes; median of five turns.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, median, serve, stop, verdict } from './alat.mjs';

const NGINX_PORT = 18399, PAGE = '/musrenbang/2028', SECONDS = 3, ROUNDS = 5;
const pin = (pid, core) => spawnSync('taskset', ['-acp', core, pid].map(String));

/** User and system time of one process, in microseconds; the kernel counts in hundredths of a second. */
function cpu(pid) {
    const f = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
    return (Number(f[11]) + Number(f[12])) * 10000;
}

function load(pid, url) {
    const before = cpu(pid);
    const said = spawnSync('taskset', ['-c', '1', 'wrk', '-t1', '-c64', `-d${SECONDS}s`, url], { encoding: 'utf8' }).stdout;
    const requests = Number(/(\d+) requests in/.exec(said)?.[1]);
    if (!requests || /Non-2xx/.test(said))
        throw new Error(`wrk: ${said}`);
    return (cpu(pid) - before) / requests;
}

const pamong = await serve(folder()), www = folder();
const answer = await fetch(pamong.url + PAGE, { headers: { 'accept-encoding': 'identity' } });
writeFileSync(join(www, 'halaman'), Buffer.from(await answer.arrayBuffer()));
writeFileSync(join(www, 'nginx.conf'), readFileSync(new URL('cache.conf', import.meta.url), 'utf8')
    .replaceAll('FOLDER', www).replaceAll('PORT', NGINX_PORT));
const binary = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';
const nginx = spawn(binary, ['-e', join(www, 'error.log'), '-p', www, '-c', join(www, 'nginx.conf')], { stdio: 'ignore' });
try {
    await new Promise(ok => setTimeout(ok, 500));
    for (const pid of [pamong.child.pid, nginx.pid])
        pin(pid, 0);
    const sides = { nginx: [], pamong: [] };
    for (let round = 0; round <= ROUNDS; round++) {
        const took = { nginx: load(nginx.pid, `http://127.0.0.1:${NGINX_PORT}/halaman`), pamong: load(pamong.child.pid, pamong.url + PAGE) };
        if (round)                      // the first one only warms up
            for (const side of Object.keys(sides))
                sides[side].push(took[side]);
    }
    console.log(`${answer.headers.get('content-type')}, ${readFileSync(join(www, 'halaman')).length} bytes; us a request: `
        + `nginx ${median(sides.nginx).toFixed(1)}, pamong ${median(sides.pamong).toFixed(1)}`);
    verdict('cached page, CPU against nginx', median(sides.pamong) / median(sides.nginx), 1.4, 'times');
} finally {
    nginx.kill('SIGTERM');
    await stop(pamong);
}
