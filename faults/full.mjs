// full.mjs BUILD: the disk of the data folder is full under the real program, a file system of its own: forms are told so, reading goes on, and
// once there is room again everything does, by itself. SQLite is full with its database, PostgreSQL with its uploads, and once with its
// tables. And who starts on a full disk says so, leaves nothing half, and starts when there is room.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, rmdirSync, statSync, truncateSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person, kunci, multipart, serve, stop } from '../scenarios/soket/alat.mjs';
import { photo } from '../scenarios/soket/gambar.mjs';

const [build, disk] = process.argv.slice(2);
const SIZE_MB = 160, NO_MOUNT = 77, MOST = 60;
let passed = 0, failed = 0;

function hold(truth, sentence) {
    console.log(`${truth ? 'ok    ' : 'FAILED'} ${sentence}`);
    passed += !!truth;
    failed += !truth;
}

/** Writes until not one byte more goes in but `left`; the file whose end makes room. */
function fill(left = 0) {
    const path = join(disk, 'penuh'), fd = openSync(path, 'w');
    for (let size = 1 << 20; size >= 1; size >>= 1)
        try {
            for (;;)
                writeSync(fd, Buffer.alloc(size));
        } catch (error) {
            if (error.code !== 'ENOSPC')
                throw error;
        }
    closeSync(fd);
    truncateSync(path, statSync(path).size - left);
    return path;
}

const schemaOf = data => basename(data).toLowerCase().replace(/[^a-z0-9]/g, '_');

function titlesOf(server) {
    const more = server.engine === 'postgres' ? [process.env.PAMONG_TEST_PG, schemaOf(server.data)] : [];
    return execFileSync(resolve(build, 'faults/titles'), [server.data, ...more], { maxBuffer: 1 << 28 }).toString().split('\n');
}

/** A command of the program on that region, to its end. */
function command(word, engine, data, ...rest) {
    const more = engine === 'postgres' ? ['--postgres', process.env.PAMONG_TEST_PG, '--schema', schemaOf(data)] : [];
    return spawnSync(resolve(build, 'src/pamong'), [word, '--data', data, ...more, ...rest], { encoding: 'utf8', timeout: 30000 });
}

function clean(engine, data) {
    const verified = command('verify', engine, data);
    hold(verified.status === 0, `${engine}: verify says: ${verified.stdout.trim() || verified.stderr.trim()}`);
}

const halves = data => readdirSync(join(data, 'berkas'), { recursive: true }).filter(name => /(^|\/)\.(?!kunci$)[^/]*$/.test(name));
const words = html => html.replace(/<(script|style)[^]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ');

async function read(person, path) {
    const answer = await person.ask(path), body = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, body, text: body.toString() };
}

/** Every page that reads, and a file: all there, none says that something broke. */
async function reading(person, stranger, file, when) {
    const pages = [];
    for (const [who, path] of [[person, '/rw'], [person, '/kabar'], [stranger, '/musrenbang/2028?x=1'], [stranger, '/aduan'], [stranger, '/healthz'], [person, file]])
        pages.push(`${path.replace(/\d{6,}/, 'N')} ${(await read(who, path)).status}`);
    hold(pages.every(p => p.endsWith(' 200')), `${when}: pages, /healthz and files are read (${pages.join(', ')})`);
}

/** `place`: where the disk is that gets full, if not in the name of the engine. */
async function full(engine, place = '') {
    const data = mkdtempSync(join(disk, 'kota-'));
    await stop(await serve(build, { engine, data }), true);            // the log of the filling is gone: each form wants new room
    const server = await serve(build, { engine, data });
    const person = new Person(server.url), stranger = new Person(server.url), said = new Map(), at = `${engine}${place}, full`;
    await person.login('rw04.iringmulyo');
    const html = (await read(person, '/rw/baru')).text, picture = n => photo(320, 240, (x, y) => [x + n, y * n, x * y]);
    const fields = { _token: /name="_token" value="([^"]+)"/.exec(html)[1], kamus: /<option value="(\d+)"[^>]*>Saluran/.exec(html)[1], volume: '40',
        masalah: 'Air meluap setiap hujan lebih dari satu jam.', manfaat: '34', aksi: 'simpan' };
    const form = () => ({ ...fields, _kunci: kunci(), judul: `Penuh ${kunci()}` });
    const post = async (sent, ...files) => {
        const answer = await person.ask('/rw/baru', { method: 'POST', body: multipart(Object.entries(sent), ...files) });
        said.set(sent.judul, answer.status);
        return { status: answer.status, text: await answer.text() };
    };
    const before = await post(form(), ['foto', picture(1), 'a.png']);
    const list = (await read(person, '/rw')).text;
    const file = /\/berkas\/\d+/.exec((await read(person, /\/rw\/\d{4,}/.exec(list)[0])).text)?.[0];
    hold(before.status === 303 && file, `${engine}: a draft with its photo is saved before`);

    const room = fill(), refused = form(), withPhoto = form();
    const photoSaid = await post(withPhoto, ['foto', picture(2), 'b.png']);
    hold(photoSaid.status === 507 && /penuh/.test(words(photoSaid.text)) && /tekan Kembali/.test(words(photoSaid.text)),
        `${at}: a photo is told 507 and the way out (${photoSaid.status}: ${/Penyimpanan[^<]*/.exec(photoSaid.text)?.[0]})`);
    hold(!halves(server.data).length, `${at}: no half of it is left behind ${halves(server.data)}`);
    let last = 303, sent = 0;
    for (; last === 303 && sent < MOST; sent++)
        last = (await post(sent ? form() : refused)).status;
    if (engine === 'sqlite' || place)
        hold(last === 507, `${at}: forms are refused with 507 (${last}, after ${sent - 1} that still found room)`);
    else
        hold(last === 303, `${at}: forms without a file go on (${sent} of ${MOST})`);
    await reading(person, stranger, file, at);
    const login = await stranger.login('lurah.iringmulyo');
    hold((place ? [303, 507] : [engine === 'sqlite' ? 507 : 303]).includes(login.status), `${at}: a login is taken, or told the same (${login.status})`);
    hold(server.child.exitCode === null && !/"l":"fatal"/.test(server.said), `${at}: the program is the same`);

    unlinkSync(room);
    const again = await post(refused), photoAgain = await post(withPhoto, ['foto', picture(2), 'b.png']);
    hold(again.status === 303 && photoAgain.status === 303, `${engine}, room again: the same forms are saved (${again.status}, ${photoAgain.status})`);
    await reading(person, stranger, file, `${engine}, room again`);
    hold(await stop(server, true) === 0, `${engine}: the end is clean`);
    const titles = titlesOf(server), times = title => titles.filter(t => t === title).length;
    const wrong = [...said].filter(([title, status]) => times(title) !== (status === 303 ? 1 : 0));
    hold(!wrong.length, `${engine}: of ${said.size} forms each that was saved is there once, no other (${wrong.map(w => w.join(' '))})`);
    clean(engine, data);
    return data;
}

/** Starts with `left` bytes of room: it says what is wrong and ends; with room again it begins or goes on, and the region is whole. A
    sample city of which some steps were done is not gone on with, and says that. */
async function starting(engine, data, left, what) {
    const room = fill(left), run = command('demo', engine, data, '--port', '0'), at = `${engine}, ${what} with ${left} bytes of room`;
    hold(run.status === 1 && /the disk of \S+ is full: make room/.test(run.stderr) && !/"l":"fatal"/.test(run.stderr), `${at}: it says so and ends (${run.status})`);
    unlinkSync(room);
    if (/Mengisi kota contoh/.test(run.stdout)) {
        const half = command('demo', engine, data, '--port', '0');
        hold(half.status === 1 && /setengah terisi/.test(half.stderr), `${at}, then room: the sample city is half filled, which is said (${half.status})`);
        clean(engine, data);
        return;
    }
    const server = await serve(build, { engine, data }), person = new Person(server.url);
    const login = await person.login('rw04.iringmulyo'), list = await read(person, '/rw');
    hold(login.status === 303 && list.status === 200, `${at}, then room: it starts, and a person logs in (${login.status}, ${list.status})`);
    await stop(server, true);
    clean(engine, data);
}

const remove = data => rmSync(data, { recursive: true, force: true });

/** In a mount namespace of its own the folder is a small file system; where that is not allowed, only the store's own test is left. */
function inside() {
    const folder = mkdtempSync(join(tmpdir(), 'pamong-penuh-'));
    const run = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-c', `mount -t tmpfs -o size=${SIZE_MB}m,mode=1777 none "$0" || exit ${NO_MOUNT}
        exec "$@"`, folder, process.execPath, fileURLToPath(import.meta.url), build, folder], { stdio: 'inherit' });
    rmdirSync(folder);
    if (!run.error && run.status !== NO_MOUNT && run.status !== 1 + NO_MOUNT && !(run.status === 1 && process.getuid() !== 0))
        return run.status ?? 1;
    const store = spawnSync(resolve(build, 'src/pamong-test'), ['away_tests'], { encoding: 'utf8' });
    console.log(`SKIPPED: no file system may be mounted here: a full disk only by the store's own test\n${store.stdout.split('\n').filter(l => /passed|FAILED/.test(l)).join('\n')}`);
    return store.status;
}

if (!disk)
    process.exit(inside());
/** PostgreSQL's own tables are on the full disk, the log it writes ahead beside them has its segment already. */
async function fullPostgres() {
    const temp = fileURLToPath(new URL('../packaging/pg-temp', import.meta.url)), before = process.env.PAMONG_TEST_PG;
    const [folder, conninfo] = execFileSync(temp, ['start'], { env: { ...process.env, PG_UNDER: disk } }).toString().trim().split('\n');
    process.env.PAMONG_TEST_PG = conninfo;
    try {
        remove(await full('postgres', ', its own tables'));
    } finally {
        execFileSync(temp, ['stop', folder]);
        process.env.PAMONG_TEST_PG = before;
    }
}

const soaked = !!process.env.PAMONG_TEST_PG;
for (const engine of soaked ? ['sqlite', 'postgres'] : ['sqlite']) {
    const data = await full(engine);
    if (engine === 'sqlite')
        await starting(engine, data, 0, 'an old region');
    remove(data);
}
if (soaked)
    await fullPostgres();
for (const left of soaked ? [0, 4096, 100000, 500000, 1500000, 4000000, 8000000] : [1500000]) {
    const data = join(disk, `baru-${left}`);
    await starting('sqlite', data, left, 'a new region');
    remove(data);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
