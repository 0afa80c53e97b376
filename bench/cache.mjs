// cache.mjs BUILD: CPU a request of a cached public page, against nginx serving the same bytes; median of five turns.
// Beside both: libmicrohttpd alone with the same bytes, the floor below what we can reach.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build, folder, load, median, pin, serve, stop, verdict } from './alat.mjs';

const NGINX_PORT = 18399, FLOOR_PORT = 18400, PAGE = '/musrenbang/2028', CONNECTIONS = 64, ROUNDS = 5;
const asked = { packed: ['Accept-Encoding: gzip'], plain: [] };

/** The bytes as they go over the wire: fetch would unpack them. */
function page(url, headers) {
    const said = spawnSync('curl', ['-s', ...headers.flatMap(line => ['-H', line]), url], { maxBuffer: 1 << 24 });
    if (said.status !== 0 || !said.stdout.length)
        throw new Error(`curl: ${said.status}`);
    return said.stdout;
}

const pamong = await serve(folder()), www = folder();
const plain = page(pamong.url + PAGE, asked.plain), packed = page(pamong.url + PAGE, asked.packed);
if (!gunzipSync(packed).equals(plain))
    throw new Error('the packed page is another one');
writeFileSync(join(www, 'halaman'), plain);
writeFileSync(join(www, 'halaman.gz'), packed);
writeFileSync(join(www, 'nginx.conf'), readFileSync(new URL('cache.conf', import.meta.url), 'utf8')
    .replaceAll('FOLDER', www).replaceAll('PORT', NGINX_PORT));
const binary = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';
const nginx = spawn(binary, ['-e', join(www, 'error.log'), '-p', www, '-c', join(www, 'nginx.conf')], { stdio: 'ignore' });
const floors = Object.fromEntries(['packed', 'plain'].map((form, i) => [form, spawn(resolve(build, 'bench/lantai-bench'),
    [join(www, form === 'plain' ? 'halaman' : 'halaman.gz'), String(FLOOR_PORT + i)], { stdio: ['pipe', 'ignore', 'ignore'] })]));
try {
    await new Promise(ok => setTimeout(ok, 500));
    for (const pid of [pamong.child.pid, nginx.pid, floors.plain.pid, floors.packed.pid])
        pin(pid);
    for (const [form, headers] of Object.entries(asked)) {
        const of = {
            nginx: [nginx.pid, `http://127.0.0.1:${NGINX_PORT}/halaman`],
            libmicrohttpd: [floors[form].pid, `http://127.0.0.1:${FLOOR_PORT + (form === 'plain' ? 1 : 0)}/`],
            pamong: [pamong.child.pid, pamong.url + PAGE],
        };
        const took = Object.fromEntries(Object.keys(of).map(side => [side, []]));
        for (let round = 0; round <= ROUNDS; round++)
            for (const [side, [pid, url]] of Object.entries(of)) {
                const one = load(pid, url, headers, CONNECTIONS);
                if (round)              // the first turn only warms up
                    took[side].push(one);
            }
        console.log(`${form}, ${(form === 'plain' ? plain : packed).length} bytes; us a request: `
            + Object.entries(took).map(([side, list]) => `${side} ${median(list).toFixed(1)}`).join(', '));
        verdict(`cached page, ${form}, CPU against nginx`, median(took.pamong) / median(took.nginx), 1.4, 'times');
    }
} finally {
    nginx.kill('SIGTERM');
    Object.values(floors).forEach(floor => floor.stdin.end());
    await stop(pamong);
}
