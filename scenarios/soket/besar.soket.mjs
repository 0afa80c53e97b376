// besar.soket.mjs: what is too big or no text is refused at once and kept nowhere, and the server goes on.
import { connect } from 'node:net';
import { Person, kunci } from './alat.mjs';

const MB = 1024 * 1024, SIZE = 40 * MB;

/** Sends `head`, then up to 40 MB until an answer with another code than 100 has come; what came, and how much had gone. */
function pour(port, head, { wait = false } = {}) {
    return new Promise(ok => {
        const socket = connect(port, '127.0.0.1'), began = performance.now(), piece = Buffer.alloc(MB, 0x61);
        let got = '', sent = 0, gone = false;
        const end = () => {
            clearTimeout(late);
            socket.destroy();
            ok({ code: +/HTTP\/1\.1 ([2-5]\d\d)/.exec(got)?.[1], got, sent, seconds: (performance.now() - began) / 1000 });
        };
        const late = setTimeout(end, 20000);
        const more = () => {
            while (!gone && sent < SIZE) {
                sent += MB;
                if (!socket.write(piece))
                    return;
            }
        };
        socket.on('connect', () => { socket.write(head); if (!wait) more(); });
        socket.on('drain', () => { if (!wait) more(); });
        socket.on('data', chunk => {
            got += chunk.toString('latin1');
            if (/HTTP\/1\.1 [2-5]\d\d/.test(got)) { gone = true; end(); }
        });
        socket.on('error', end);
        socket.on('close', end);
    });
}

async function reporter(server) {
    const person = new Person(server.url);
    const html = await (await person.ask('/lapor')).text();
    const path = /href="(\/lapor\/[^"?]+)"/.exec(html)?.[1];
    return { path, cookie: [...person.cookies].map(([k, v]) => `${k}=${v}`).join('; ') };
}

const head = ({ path, cookie }, more) => `POST ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie || 'a=1'}\r\n`
    + `Content-Type: multipart/form-data; boundary=x\r\n${more}\r\n`;

export default [
    {
        nama: 'a photo of 40 MB is answered 413, at once where its sender asks first, and the server goes on',
        async jalan({ server, holds }) {
            const who = await reporter(server);
            holds(who.path, 'no page to report on');
            const asked = await pour(server.port, head(who, `Content-Length: ${SIZE}\r\nExpect: 100-continue\r\n`), { wait: true });
            holds(asked.code === 413 && asked.sent === 0 && asked.seconds < 2 && !/ 100 /.test(asked.got),
                `asked: ${asked.code} after ${asked.seconds.toFixed(1)} s`);
            const poured = await pour(server.port, head(who, `Content-Length: ${SIZE}\r\n`));
            holds(poured.code === 413 && poured.seconds < 10, `poured: ${poured.code} after ${poured.seconds.toFixed(1)} s`);
            const many = await Promise.all(Array.from({ length: 8 }, () => pour(server.port, head(who, `Content-Length: ${SIZE}\r\n`))));
            holds(many.every(m => m.code === 413), `eight at once: ${many.map(m => m.code)}`);
            holds((await fetch(`${server.url}/segel`)).status === 200, 'the next page');
            return `${asked.seconds.toFixed(2)} s asked, ${poured.seconds.toFixed(2)} s poured`;
        },
    },
    {
        nama: 'a body that is no text or not whole is answered 400, and a browser that is no text may log in',
        async jalan({ server, holds }) {
            const person = new Person(server.url), _token = await person.token();
            const ask = (type, body) => person.ask('/masuk', { method: 'POST', headers: { 'Content-Type': type }, body });
            const form = `_token=${_token}&_kunci=${kunci()}&masuk=admin&sandi=`, urlencoded = 'application/x-www-form-urlencoded';
            for (const bad of ['%ff', '%00', '%C0%AF', '%zz'])
                holds((await ask(urlencoded, form + bad)).status === 400, bad);
            const part = (name, value) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
            const whole = part('_token', _token) + part('_kunci', kunci()) + part('masuk', 'admin');
            for (const [why, body] of [['no end', whole], ['no boundary', 'a=1'], ['NUL', `${whole}${part('sandi', '\0')}--x--\r\n`],
                ['no text', Buffer.from(`${whole}${part('sandi', '\xff')}--x--\r\n`, 'latin1')]])
                holds((await ask('multipart/form-data; boundary=x', body)).status === 400, why);
            holds((await ask('application/json', '{}')).status === 400, 'JSON');
            const agent = await person.ask('/masuk', { method: 'POST', body: new URLSearchParams({ _token: await person.token(),
                _kunci: kunci(), masuk: 'admin', sandi: 'contoh metro 2026' }), headers: { 'User-Agent': `\xff${'\xc3\x97'.repeat(80)}` } });
            holds(agent.status === 303 && person.cookies.get('pamong_sesi')?.length === 64, `login: ${agent.status}`);
            const planted = await fetch(`${server.url}/masuk`, { headers: { cookie: `pamong_tamu=${'\xff'.repeat(32)}; pamong_sesi=\xff` } });
            holds(planted.status === 200 && /pamong_tamu=[0-9a-f]{32};/.test(planted.headers.get('set-cookie')), 'a planted cookie');
        },
    },
];
