// cacat.soket.mjs: bad requests are refused, and what hides behind them is never executed.
import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort, routed, sleep, talk } from './alat.mjs';
import { DIRECT, cacat } from './cacat.mjs';

const packaging = fileURLToPath(new URL('../../packaging/', import.meta.url));

/** Names of what was taken although it must be refused; everything else that is wrong is a complaint. */
async function probe(server, port, options) {
    const taken = [], wrong = [];
    for (const [name, said, refuse] of cacat) {
        const before = routed(server, '/saya');
        const { codes } = await talk(port, said, { quiet: 350, ...options });
        if ((refuse === true || (refuse === DIRECT && !options?.tls)) && codes.some(c => c >= 200 && c < 300))
            taken.push(name);
        if (codes.some(c => c >= 500 && c !== 501 && c !== 505))
            wrong.push(`${name}: ${codes}`);
        if (routed(server, '/saya') !== before)
            wrong.push(`${name}: the hidden request was executed`);
    }
    return { taken, wrong };
}

export default [
    {
        nama: 'of all bad requests at most 3 are taken directly, and nothing that hides in one is executed',
        async jalan({ server, holds }) {
            const { taken, wrong } = await probe(server, server.port);
            holds(wrong.length === 0, wrong.join('; '));
            holds(taken.length <= 3, `taken: ${taken.join(', ')}`);
            return `${cacat.length} requests, taken: ${taken.join(', ')}`;
        },
    },
    {
        nama: 'behind nginx as shipped at most 3 are taken, and nothing that hides in one is executed',
        async jalan({ server, holds }) {
            holds(existsSync('/usr/sbin/nginx'), 'nginx is missing');
            const tls = await freePort(), plain = await freePort();
            const nginx = spawn(`${packaging}nginx-temp`, ['run', server.port, tls, plain, 'sleep', '120'].map(String),
                { stdio: 'ignore' });
            const ended = new Promise(ok => nginx.once('exit', ok));
            try {
                for (let tries = 0; (await talk(tls, '', { tls: true, quiet: 100 })).how === 'ECONNREFUSED'; tries++) {
                    holds(tries < 100, 'nginx does not start');
                    await sleep(100);
                }
                const { taken, wrong } = await probe(server, tls, { tls: true });
                holds(wrong.length === 0, wrong.join('; '));
                holds(taken.length <= 3, `taken: ${taken.join(', ')}`);
                return `taken: ${taken.join(', ')}`;
            } finally {
                nginx.kill('SIGTERM');
                await ended;
            }
        },
    },
    {
        nama: 'good requests on one connection are all answered, in their order',
        async jalan({ server, holds }) {
            const one = path => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
            const { codes } = await talk(server.port, one('/segel').repeat(25) + one('/tidak/ada') + one('/healthz').repeat(24));
            holds(codes.length === 50 && codes[25] === 404 && codes.filter(c => c === 200).length === 49, `${codes}`);
            const { codes: odd } = await talk(server.port, `POST /masuk HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n`
                + `Content-Type: application/x-www-form-urlencoded\r\n\r\n3;a=b\r\na=1\r\n0\r\nX: y\r\n\r\n${one('/healthz')}`);
            holds(`${odd}` === '403,200', `chunked, then another: ${odd}`);
        },
    },
];
