// bom.soket.mjs: what unfolds, pretends or counts up when it is uploaded is refused with words or made harmless, and nothing else is touched.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Person, bytes, family, kunci, multipart } from './alat.mjs';
import { frames, gif, heic, jpeg, png, profile, scans, text, webp, zeros, zip } from './gambar.mjs';

const MOST_MIB = 256, GB = 1e9;
const rusak = /rusak, tidak lengkap, atau terlalu besar/, bukan = /bukan foto/;
const script = '<html><script>alert(1)</script>', pdf = `%PDF-1.7\n1 0 obj <</JS (alert(1))>> endobj\n%%EOF\n`;

/** What is sent as a photo, and the words that refuse it; without words it is kept, as another picture. */
const pictures = [
    ['PNG that claims 900 megapixels', png(30000, 30000, { data: zeros(1000) }), rusak],
    ['PNG of 474 MB unpacked', png(7700, 7700, { depth: 16, colour: 6 }), rusak],
    ['the same, interlaced', png(7700, 7700, { depth: 16, colour: 6, interlace: 1, data: zeros(480e6) }), rusak],
    ['PNG one pixel wide', png(1, 59e6), rusak],
    ['PNG with a text of 1 GB', png(10, 10, { more: [text(GB)] })],
    ['PNG with texts of 400 MB', png(10, 10, { more: Array(100).fill(text(4e6)) }), rusak],
    ['PNG with a profile of 1 GB', png(10, 10, { more: [profile(GB)] })],
    ['JPEG that claims 4,290 megapixels', jpeg(64, 64, { claim: [65500, 65500] }), rusak],
    ['JPEG that claims more than it holds', jpeg(64, 64, { claim: [5000, 5000] }), /sampai selesai/],
    ['JPEG of 5,000 scans', scans(7700, 7700, 5000), rusak],
    ['WebP of 268 megapixels in 32 bytes', webp(16383, 16383), rusak],
    ['WebP of 5,000 frames', frames(16383, 16383, 5000), rusak],
    ['HEIC that claims 4,294 megapixels', heic(65535, 65535), rusak],
    ['GIF', gif(65535, 65535), bukan],
    ['PDF', bytes(pdf), bukan],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), bukan],
    ['zip', zip(GB), bukan],
    ['JPEG that is HTML as well', bytes(jpeg(64, 64, { comment: script }), script)],
    ['JPEG that is a zip as well', bytes(jpeg(64, 64), zip(GB))],
    ['JPEG that is a PDF as well', bytes(jpeg(64, 64, { comment: pdf }), pdf)],
];

/** Pages whose form takes a file that is no photo, and who may send it. */
const doors = [['admin', '/admin/akun/impor'], ['admin', '/admin/kalender'], ['admin', '/admin/wilayah'], ['admin', '/admin/tampilan'],
    ['bappeda', '/rencana/2028/kamus/impor'], ['bappeda', '/rencana/2028/pagu/impor'], ['aduan', '/meja/aduan/sp4n']];

/** Most anonymous memory that all processes of the program had at once, in MiB, looked at again and again. */
function watch(pid) {
    let most = 0;
    const timer = setInterval(() => {
        let sum = 0;
        for (const one of family(pid))
            try {
                sum += +/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'))[1] / 1024;
            } catch { /* it has ended meanwhile */ }
        most = Math.max(most, sum);
    }, 25).unref();
    return () => { clearInterval(timer); return Math.round(most); };
}

/** The words beside the fields, and those of an error page. */
const words = html => [...html.matchAll(/<p class="galat-teks">(.*?)<\/p>|role="alert">(.*?)<\/ul>|<h1[^>]*>(.*?)<\/h1>/gs)]
    .map(m => (m[1] ?? m[2] ?? m[3]).replace(/<[^>]*>/g, ' ').trim()).join(' | ');

async function sent(person, path, body, headers) {
    const answer = await person.ask(path, { method: 'POST', body, headers });
    return { status: answer.status, html: await answer.text() };
}

/** A form's hidden fields. */
const hidden = html => [...html.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)" value="([^"]*)"/g)].map(m => [m[1], m[2]])
    .filter(([name]) => name !== '_kunci');

/** Everything in the data folder but the uploads and the database. */
function outside(data) {
    return readdirSync(data, { recursive: true }).filter(name => !/^(berkas(\/|$)|pamong\.db)/.test(name)).sort().join();
}

/** Names of uploads: a hash, cut after two letters. */
const strange = data => readdirSync(join(data, 'berkas'), { recursive: true }).filter(name => !/^([0-9a-f]{2}(\/[0-9a-f]{62})?|\.kunci)$/.test(name));

async function proposer(server) {
    const person = new Person(server.url);
    await person.login('rw04.iringmulyo');
    const html = await (await person.ask('/rw/baru')).text();
    return { person, fields: hidden(html).filter(([name]) => name !== 'aksi') };
}

export default [
    {
        nama: 'a picture that claims or unfolds to gigabytes, or is something else as well, is refused with its words or kept as a new JPEG',
        async jalan({ server, holds }) {
            const { person, fields } = await proposer(server), most = watch(server.child.pid);
            let kept = 0, slowest = ['', 0];
            for (const [name, picture, why] of pictures) {
                const began = performance.now(), { status, html } = await sent(person, '/rw/baru', multipart(fields, ['foto', picture, 'foto.jpg']));
                const token = /name="foto_ada" value="([0-9a-f]{64})\|/.exec(html)?.[1], took = performance.now() - began;
                holds(status === 422 && (why ? why.test(words(html)) && !token : token), `${name}: ${status} ${words(html)}`);
                slowest = took > slowest[1] ? [name, took] : slowest;
                if (!token)
                    continue;
                const stored = readFileSync(join(server.data, 'berkas', token.slice(0, 2), token.slice(2))).toString('latin1');
                holds(stored.startsWith('\xff\xd8\xff') && !/script|alert|PK\x03|%PDF/.test(stored), `${name} is kept as it came`);
                kept++;
            }
            const mib = most();
            holds(mib < MOST_MIB, `${mib} MiB`);
            holds((await person.ask('/rw')).status === 200, 'the next page');
            return `${pictures.length - kept} refused, ${kept} made anew; at most ${mib} MiB; slowest: ${slowest[0]}, ${(slowest[1] / 1000).toFixed(1)} s`;
        },
    },
    {
        nama: 'a spreadsheet, a zip, a picture or one endless line where a list is wanted is refused with words at every door',
        async jalan({ server, holds }) {
            const most = watch(server.child.pid), people = new Map(), seen = new Set();
            for (const [who, page] of doors) {
                if (!people.has(who)) {
                    people.set(who, new Person(server.url));
                    await people.get(who).login(who);
                }
                const person = people.get(who), html = await (await person.ask(page)).text();
                const forms = [...html.matchAll(/<form[^>]*enctype="multipart\/form-data"[^]*?<\/form>/g)].map(m => m[0]);
                holds(forms.length, `${page}: no form takes a file`);
                for (const form of forms) {
                    const to = /action="([^"]+)"/.exec(form)[1], field = /type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"/.exec(form);
                    for (const [what, content] of [['xlsx', zip(40e6)], ['png', png(30000, 30000, { data: zeros(1000) })], ['line', bytes('"', 'a;'.repeat(20000))],
                        ['columns', bytes('a;'.repeat(20000), '\n', 'b;'.repeat(10000))], ['NUL', Buffer.alloc(40000)]]) {
                        const said = await sent(person, to, multipart(hidden(form), [field[1] ?? field[2], content, 'daftar.csv']));
                        holds([400, 413, 422].includes(said.status) && words(said.html).length > 20, `${to}, ${what}: ${said.status} ${words(said.html)}`);
                        seen.add(`${to} ${what}`);
                    }
                }
            }
            const mib = most();
            holds(mib < MOST_MIB, `${mib} MiB`);
            return `${seen.size} refused; at most ${mib} MiB`;
        },
    },
    {
        nama: 'a file\'s name leads nowhere, and parts without name, end or number are answered 400: nothing is written outside the uploads',
        async jalan({ server, holds }) {
            const { person, fields } = await proposer(server), before = outside(server.data), mark = `jejak${kunci()}`;
            for (const name of [`../../${mark}`, `/tmp/${mark}`, `..\\..\\${mark}`, `../${mark}.jpg`, `berkas/../../${mark}`, `${'x'.repeat(3000)}${mark}`]) {
                const { status, html } = await sent(person, '/rw/baru', multipart(fields, ['foto', jpeg(64, 64), name]));
                holds(status === 422 && /name="foto_ada"/.test(html), `${name.slice(0, 40)}: ${status} ${words(html)}`);
            }
            const part = (head, value) => `--x\r\nContent-Disposition: form-data${head}\r\n\r\n${value}\r\n`;
            const whole = [...fields, ['_kunci', kunci()]].map(([name, value]) => part(`; name="${name}"`, value)).join(''), end = '--x--\r\n';
            const post = (type, body) => sent(person, '/rw/baru', body, { 'Content-Type': type });
            for (const [why, body] of [['a NUL in a name', part(`; name="foto"; filename="a\0.jpg"`, 'x')], ['no name', part('', 'x')],
                ['10,000 parts', part('; name="a"', 'x').repeat(10000)], ['10,000 files', part('; name="foto"; filename="a.jpg"', 'x').repeat(10000)],
                ['no end', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'], ['a head of 64 KB', part(`; name="${'a'.repeat(65536)}"`, 'x')]]) {
                const said = await post('multipart/form-data; boundary=x', Buffer.from(`${whole}${body}${end}`, 'latin1'));
                holds(said.status === 400 && words(said.html).length > 20, `${why}: ${said.status} ${words(said.html)}`);
            }
            const many = await post('application/x-www-form-urlencoded', fields.map(([n, v]) => `${n}=${v}`).join('&') + '&a=1'.repeat(10000));
            holds(many.status === 400, `10,000 fields: ${many.status}`);
            const nested = await post('multipart/form-data; boundary=x', Buffer.from(`${whole}--x\r\nContent-Disposition: form-data; name="foto"; filename="a.jpg"\r\n`
                + `Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Disposition: file; filename="../${mark}"\r\n\r\nx\r\n--y--\r\n${end}`));
            holds(nested.status === 422 && bukan.test(words(nested.html)), `nested: ${nested.status} ${words(nested.html)}`);
            holds(outside(server.data) === before, `written: ${outside(server.data)}`);
            holds(!strange(server.data).length, `among the uploads: ${strange(server.data)}`);
            for (const folder of ['/tmp', '/', dirname(server.data), process.cwd()])
                holds(!existsSync(join(folder, mark)), `${folder}/${mark}`);
            holds((await person.ask('/rw')).status === 200, 'the next page');
        },
    },
];
