// daerah.cerita.mjs: one process serves three regions in their own colours; each page is legible (axe), a pale colour is not.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { axe, foto } from './alat.mjs';

const program = resolve(process.argv[2], 'src/pamong');
const daerah = [
    { nama: 'metro', kode: '18.72', judul: 'Kota Metro', jenis: 'kota', zona: 'WIB',
        merek: '#0b5a54', tua: '#073f3b', lembut: '#e2f0ed', aksen: '#e0a72e' },
    { nama: 'sumbawa', kode: '52.04', judul: 'Kabupaten Sumbawa', jenis: 'kabupaten', zona: 'WITA',
        merek: '#9b1c1c', tua: '#5c0f14', lembut: '#fbe9e7', aksen: '#e0a72e' },
    { nama: 'sorong', kode: '96.71', judul: 'Kota Sorong', jenis: 'kota-distrik', zona: 'WIT',
        merek: '#14538f', tua: '#0b2f57', lembut: '#e3eefa', aksen: '#f2b33d' },
];

/** A port that was free a moment ago; the cage of serve wants to know it beforehand. */
const bebas = () => new Promise(ok => {
    const s = createServer().listen(0, '127.0.0.1', () => {
        const { port } = s.address();
        s.close(() => ok(port));
    });
});

function konfigurasi(data, port) {
    const bagian = daerah.map(d => `[region ${d.nama}]\nkode = ${d.kode}\nnama = ${d.judul}\njenis = ${d.jenis}\n`
        + `provinsi = Contoh\nzona = ${d.zona}\nhosts = ${d.nama}.test\nwarna.merek = ${d.merek}\nwarna.merek_tua = ${d.tua}\n`
        + `warna.merek_lembut = ${d.lembut}\nwarna.aksen = ${d.aksen}\n`);
    const berkas = join(data, 'pamong.conf');
    writeFileSync(berkas, `port = ${port}\ndata = ${data}\n${bagian.join('')}`);
    return berkas;
}

async function melayani(berkas) {
    const server = spawn(program, ['serve', '--config', berkas], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((ok, no) => {
        const slow = setTimeout(() => no(new Error('tidak siap dalam 20 detik')), 20000);
        server.stdout.on('data', chunk => /melayani di/.test(chunk) && (clearTimeout(slow), ok()));
        server.on('exit', code => no(new Error(`pamong berhenti (${code})`)));
    });
    return server;
}

/** Chromium resolves no name but 127.0.0.1: the region is told by the Host header, as nginx passes it on. */
async function lihat(browser, port, d, periksa) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await context.route('**/*', async route => {
        const answer = await route.fetch({ headers: { ...route.request().headers(), host: `${d.nama}.test` } });
        await route.fulfill({ response: answer });
    });
    const page = await context.newPage();
    for (const path of ['/', '/musrenbang', '/segel', '/masuk', '/tidak/ada']) {
        await page.goto(`http://127.0.0.1:${port}${path}`);
        await axe(page, periksa);
    }
    await page.goto(`http://127.0.0.1:${port}/masuk`);
    periksa((await page.content()).includes(d.judul), `${d.nama}: nama daerahnya tidak ada`);
    const merek = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim());
    periksa.sama(merek, d.merek, `${d.nama}: warna merek`);
    await foto(page, `daerah-${d.nama}`);
    await context.close();
}

export default {
    nama: 'tiga daerah dalam satu proses, masing-masing dengan warna, nama, dan akunnya sendiri, lolos axe',
    mesin: ['sqlite'],
    async jalan({ browser, periksa }) {
        const data = mkdtempSync(join(tmpdir(), 'pamong-daerah-')), port = await bebas();
        const berkas = konfigurasi(data, port), run = promisify(execFile);
        let server;
        try {
            server = await melayani(berkas);
            for (const d of daerah)
                await lihat(browser, port, d, periksa);
            await run(program, ['user', 'add', 'bu.ani', 'Bu Ani', 'tapd', '--config', berkas, '--region', 'metro']);
            const list = async nama => (await run(program, ['user', 'list', '--config', berkas, '--region', nama])).stdout;
            periksa((await list('metro')).includes('bu.ani'), 'akun baru tidak ada');
            periksa(!(await list('sorong')).includes('bu.ani'), 'akun satu daerah terlihat di daerah lain');
        } finally {
            server?.removeAllListeners('exit');
            server?.kill('SIGTERM');
            rmSync(data, { recursive: true, force: true });
        }
    },
};
