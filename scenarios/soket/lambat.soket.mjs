// lambat.soket.mjs: who drips is cut by an absolute deadline; who only holds connections disturbs nobody.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { Person, drip, sleep, talk } from './alat.mjs';

const H = 'Host: localhost\r\n';
const form = length => `POST /masuk HTTP/1.1\r\n${H}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`;

/** The p99 of so many pages in ms; each must be answered whole. */
async function p99(server, times = 200) {
    const took = [];
    for (let i = 0; i < times; i++) {
        const began = performance.now();
        const r = await fetch(`${server.url}/masuk?ke=%2F${i}`);
        if (r.status !== 200 || !(await r.text()).includes('</html>'))
            throw new Error(`page ${i}: ${r.status}`);
        took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b)[Math.floor(times * 0.99)];
}

/** Many connections from a few loopback addresses: `said` on each, and they stay. */
async function hold(port, count, said) {
    const sockets = [];
    for (let i = 0; i < count; i++) {
        const s = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + i % 4}` });
        s.on('error', () => {});
        s.on('connect', () => { if (said) s.write(said); });
        sockets.push(s);
        if (i % 500 === 499)
            await sleep(20);
    }
    await sleep(300);
    return sockets;
}

export default [
    {
        nama: 'a header that comes a byte a second is cut at 10 s, on a used connection too',
        menunggu: true,
        async jalan({ server, holds }) {
            const lives = await Promise.all([drip(server.port, 'GET / HTTP/1.1\r\nX: ', 'a'),
                drip(server.port, `GET /healthz HTTP/1.1\r\n${H}\r\nGET / HTTP/1.1\r\nX: `, 'a'),
                drip(server.port, '', '')]);
            holds(lives.every(s => s > 8 && s < 20), `${lives.map(s => s.toFixed(1))} s`);
        },
    },
    {
        nama: 'a body that drips is cut by its deadline, that of a refused form too',
        menunggu: true,
        async jalan({ server, holds }) {
            const refused = form(60000).replace('/masuk', '/rw/baru');
            const lives = await Promise.all([drip(server.port, form(60000), 'a'), drip(server.port, refused, 'a'),
                drip(server.port, form(60000).replace('Content-Length: 60000', 'Transfer-Encoding: chunked'), '1\r\na\r\n')]);
            holds(lives.every(s => s > 25 && s < 50), `${lives.map(s => s.toFixed(1))} s`);
        },
    },
    {
        nama: 'who does not read the answers is cut',
        menunggu: true,
        async jalan({ server, holds }) {
            const ask = `GET / HTTP/1.1\r\n${H}\r\n`.repeat(3000);
            const socket = connect(server.port, '127.0.0.1');
            socket.pause();
            socket.on('error', () => {});
            socket.write(ask);
            const began = performance.now();
            // a socket that is not read does not learn of its end; a write does
            const life = await new Promise(ok => {
                const timer = setInterval(() => {
                    if (socket.destroyed || performance.now() - began > 100000) {
                        clearInterval(timer);
                        ok((performance.now() - began) / 1000);
                    } else
                        socket.write('G');
                }, 500);
            });
            socket.destroy();
            holds(life > 25 && life < 60, `${life.toFixed(1)} s`);
            return `${life.toFixed(1)} s`;
        },
    },
    {
        nama: '10,000 connections that say nothing, and 2,000 that drip, leave the others their answers',
        mesin: ['sqlite'],
        async jalan({ server, holds }) {
            await p99(server);
            const before = Math.max(await p99(server), await p99(server));
            const idle = await hold(server.port, 8000, '');
            const slow = await hold(server.port, 2000, 'GET / HTTP/1.1\r\nX: ');
            const during = await p99(server);
            const alive = [...idle, ...slow].filter(s => !s.destroyed && s.readyState === 'open').length;
            for (const s of [...idle, ...slow])
                s.destroy();
            holds(alive > 9000, `only ${alive} connections were held`);
            // how much slower is a figure of docs/kinerja.md; here nobody waits for those who drip, who are cut after 10 s
            holds(during < 5000, `p99 ${during.toFixed(1)} ms, ${before.toFixed(1)} ms without them`);
            return `${alive} held; p99 ${before.toFixed(1)} -> ${during.toFixed(1)} ms`;
        },
    },
    {
        nama: 'of many connections that rest those above the bound are ended, and none that has just asked goes without its answer',
        menunggu: true,
        mesin: ['sqlite'],
        async jalan({ server, holds }) {
            const ask = `GET /healthz HTTP/1.1\r\n${H}\r\n`, sockets = await hold(server.port, 900, ask), busy = sockets.slice(0, 8);
            const answers = new Map(sockets.map(s => [s, 0])), ended = new Set(), began = performance.now();
            for (const s of sockets) {
                s.on('data', chunk => answers.set(s, answers.get(s) + String(chunk).split('HTTP/1.1 200').length - 1));
                s.on('close', () => ended.add(s));
            }
            let asked = 1;
            for (; !ended.size && performance.now() - began < 90000; asked++) {
                busy.forEach(s => s.write(ask));
                await sleep(1000);
            }
            const lasted = (performance.now() - began) / 1000, just = sockets.slice(8).filter(s => !ended.has(s));
            just.forEach(s => s.write(ask));
            await sleep(3000);
            holds(ended.size > 300 && ended.size <= 420, `${ended.size} of 900 were ended after ${lasted.toFixed(1)} s`);
            holds(just.every(s => ended.has(s) || answers.get(s) === 2), 'who asked just then has no answer');
            holds(busy.every(s => !ended.has(s) && answers.get(s) === asked), `those who ask every second: ${busy.map(s => answers.get(s))} of ${asked}`);
            sockets.forEach(s => s.destroy());
            return `${ended.size} of 900 ended after ${lasted.toFixed(1)} s`;
        },
    },
    {
        nama: 'what keeps the writer waiting does not keep /healthz, files and pages waiting',
        mesin: ['sqlite'],
        async jalan({ server, holds }) {
            const lock = spawn('python3', ['-c', 'import sqlite3,sys\nc=sqlite3.connect(sys.argv[1],isolation_level=None)\n'
                + 'c.execute("BEGIN IMMEDIATE")\nprint("held",flush=True)\nsys.stdin.read()\nc.execute("ROLLBACK")', `${server.data}/pamong.db`]);
            await new Promise(ok => lock.stdout.once('data', ok));
            let answered = 0;
            const people = Array.from({ length: 8 }, () => new Person(server.url).login('admin').finally(() => answered++));
            await sleep(300);
            for (const path of ['/healthz', '/segel', '/musrenbang', '/healthz'])
                holds((await fetch(server.url + path)).status === 200, path);
            const html = await (await fetch(`${server.url}/`)).text();
            holds((await fetch(server.url + /\/aset\/[^"]+/.exec(html)[0])).status === 200, 'a file');
            const waited = answered === 0;
            lock.stdin.end();
            const codes = (await Promise.all(people)).map(r => r.status);
            holds(waited, 'the writer waited for nobody');
            holds(codes.every(c => c === 303 || c === 503), `those who waited: ${codes}`);
        },
    },
    {
        nama: 'a request that stops in the middle of its body costs nobody else anything',
        async jalan({ server, holds }) {
            const halves = await hold(server.port, 200, form(1000) + 'masuk=');
            const { codes } = await talk(server.port, `GET /segel HTTP/1.1\r\n${H}\r\n`);
            halves.forEach(s => s.destroy());
            holds(`${codes}` === '200', `${codes}`);
        },
    },
];
