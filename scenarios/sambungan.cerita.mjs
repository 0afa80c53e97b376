// sambungan.cerita.mjs: two installations joined by Open311: handed over, answered, cut off, joined again; nothing twice.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { axe, foto, sebagai, tidakBergulir } from './alat.mjs';

/** The second Pamong: the same city under another roof, on the port that the first may talk to. */
class Tetangga {
    #anak = null;
    constructor(build, port) {
        this.url = `http://127.0.0.1:${port}`;
        this.data = mkdtempSync(join(tmpdir(), 'pamong-tetangga-'));
        this.perintah = [resolve(build, 'src/pamong'), ['demo', '--data', this.data, '--port', String(port)]];
    }

    nyala() {
        this.#anak = spawn(...this.perintah, { stdio: ['ignore', 'pipe', 'ignore'] });
        return new Promise((ok, no) => {
            const slow = setTimeout(() => no(new Error('tetangga tidak siap')), 60000);
            this.#anak.stdout.on('data', chunk => {
                if (String(chunk).includes('melayani di')) {
                    clearTimeout(slow);
                    ok();
                }
            });
        });
    }

    async mati() {
        const anak = this.#anak;
        if (!anak)
            return;
        this.#anak = null;
        const ended = new Promise(done => anak.once('exit', done));
        anak.kill('SIGTERM');
        await ended;
    }

    async buang() {
        await this.mati();
        rmSync(this.data, { recursive: true, force: true });
    }
}

async function periksaHalaman(page, periksa, nama) {
    await axe(page, periksa);
    await tidakBergulir(page, periksa);
    for (const [lebar, tinggi] of [[390, 844], [1280, 900]]) {
        await page.setViewportSize({ width: lebar, height: tinggi });
        await foto(page, `${nama}-${lebar}`);
    }
}

/** A report by word of mouth, and its number; `kata` is told nowhere else. */
async function catat(page, url, kata) {
    await page.goto(`${url}/meja/aduan/baru`);
    await page.selectOption('[name=kanal]', 'loket');
    await page.selectOption('[name=kategori]', { label: 'Sampah menumpuk' });
    await page.fill('[name=isi]', kata);
    await page.fill('[name=alamat]', 'Jalan Kenanga RT 04');
    await page.selectOption('[name=kelurahan]', { label: 'Iring Mulyo' });
    await page.fill('[name=telepon]', '0812-3456-7890');
    await page.check('[name=tampak][value=publik]');
    await page.click('button:has-text("Catat laporan")');
    await page.waitForLoadState();
    const kata2 = await page.textContent('body');
    return { alamat: page.url(), nomor: /[A-Z]{3}-\d\d-[A-Z0-9]{6}/.exec(kata2)[0],
        kode: /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(kata2)[0] };
}

async function bertindak(page, alamat, { aksi, ...isian }) {
    await page.goto(`${alamat}?aksi=${aksi}`);
    for (const [nama, nilai] of Object.entries(isian))
        if (['isi', 'perintah'].includes(nama))
            await page.fill(`#tulis [name=${nama}]`, nilai);
        else
            await page.selectOption(`#tulis select[name=${nama}]`, nilai);
    await page.click('#tulis form button[type=submit]');
    await page.waitForLoadState();
}

async function kunci(page, url) {
    await page.goto(`${url}/meja/aduan/kunci`);
    await page.fill('[name=nama]', 'Pamong sebelah');
    await page.click('button:has-text("Buat kunci")');
    await page.waitForLoadState();
    return /\b[0-9a-f]{40}\b/.exec(await page.textContent('body'))[0];
}

/** "Coba sekarang" until the page says it; at most some seconds. */
async function sampai(page, sambungan, alamat, kata) {
    for (const end = Date.now() + 20000; Date.now() < end;) {
        await page.goto(sambungan);
        await page.click('button:has-text("Coba sekarang")');
        await page.waitForTimeout(700);
        await page.goto(alamat);
        if ((await page.textContent('main')).includes(kata))
            return true;
    }
    return false;
}

/** Every request that the neighbour shows, in which these words stand. */
async function diSana(tetangga, kata) {
    const semua = await (await fetch(`${tetangga.url}/open311/v2/requests.json`)).json();
    return semua.filter(r => r.description?.includes(kata));
}

async function sambungkan(page, url, tetangga, key) {
    await page.goto(`${url}/meja/aduan/sambungan`);
    await page.fill('[name=nama]', 'Pamong sebelah');
    await page.fill('[name=alamat]', `${tetangga.url}/open311/v2`);
    await page.fill('[name=kunci]', key);
    await page.click('button:has-text("Simpan sambungan")');
    await page.waitForLoadState();
    const alamat = page.url();
    await page.fill('tr:has-text("Sampah menumpuk") input[type=text]', 'sampah');
    await page.click('button:has-text("Simpan padanan")');
    await page.waitForLoadState();
    return alamat;
}

/** The newest at the neighbour's desk, by its words. */
async function carikan(page, tetangga, kata) {
    await page.goto(`${tetangga.url}/meja/aduan`);
    await page.click(`a.judul-tautan:has-text("${kata}")`);
    await page.waitForLoadState();
    return page.url();
}

async function cerita({ page, browser, url, akun, periksa, tetangga }) {
    const meja = await sebagai(browser, url, akun, 'meja'), sana = await sebagai(browser, tetangga.url, akun, 'meja');
    const sambungan = await sambungkan(meja, url, tetangga, await kunci(sana, tetangga.url));
    const kata = 'Sampah menggunung di batas kota';
    const kasus = await catat(meja, url, `${kata}. Baunya sampai ke sekolah.`);
    await bertindak(meja, kasus.alamat, { aksi: 'verifikasi' });
    await meja.click('button:has-text("Teruskan ke luar")');
    await meja.waitForLoadState();
    periksa((await meja.textContent('main')).includes('Diteruskan ke instansi lain'), 'langkahnya tertulis');
    periksa(await sampai(meja, sambungan, kasus.alamat, 'nomornya di sana'), 'nomor di sana kembali');

    const disana = await carikan(sana, tetangga, kata);
    const terbaca = await sana.textContent('.rinci');
    periksa(terbaca.includes(kasus.nomor) && !terbaca.includes('4567890') && !terbaca.includes('****'),
        'nomor kami ikut, kontak tidak');
    await bertindak(sana, disana, { aksi: 'verifikasi' });
    await bertindak(sana, disana, { aksi: 'disposisi', opd: { label: 'Dinas Lingkungan Hidup' } });
    periksa(await sampai(meja, sambungan, kasus.alamat, 'Kabar dari instansi lain'), 'kabarnya sampai');

    await tetangga.mati();
    await meja.goto(sambungan);
    await meja.click('button:has-text("Coba sekarang")');
    for (let n = 0; n < 20 && !(await meja.textContent('main')).includes('terputus'); n++) {
        await meja.waitForTimeout(500);
        await meja.reload();
    }
    periksa((await meja.textContent('main')).includes('terputus'), 'putusnya tampak');
    await foto(meja, 'sambungan-terputus');
    await page.goto(`${url}/lacak`);
    await page.fill('[name=kode]', kasus.kode);
    await page.click('button:has-text("Buka laporan")');
    await page.waitForURL(/\/lacak\/./);
    await page.fill('[name=isi]', 'Sudah tiga hari belum diangkut.');
    await page.click('button[value=balas]');
    await page.waitForLoadState();

    await tetangga.nyala();
    for (let n = 0; n < 12 && !(await diSana(tetangga, kata)).length; n++)
        await page.waitForTimeout(250);
    periksa(await sampai(meja, sambungan, sambungan, 'tersambung'), 'tersambung lagi');
    const lagi = await sebagai(browser, tetangga.url, akun, 'meja');
    for (let n = 0; n < 20; n++) {
        await lagi.goto(disana);
        if ((await lagi.textContent('.rinci')).includes('belum diangkut'))
            break;
        await meja.goto(sambungan);
        await meja.click('button:has-text("Coba sekarang")');
        await lagi.waitForTimeout(500);
    }
    const rinci = await lagi.textContent('.rinci');
    periksa.sama(rinci.split('belum diangkut').length - 1, 1, 'balasan pelapor sampai, sekali');
    periksa.sama((await diSana(tetangga, kata)).length, 1, 'laporannya satu di sana');
    return { meja, lagi, sambungan, kasus, disana };
}

/** A file of SP4N-LAPOR! looked at before it is taken. */
async function sp4n(page, url, periksa) {
    await page.goto(`${url}/meja/aduan/sp4n`);
    await page.fill('[name=kata]', 'Drainase');
    await page.fill('[name=tujuan]', 'saluran');
    await page.click('button:has-text("Simpan padanan")');
    await page.waitForLoadState();
    await periksaHalaman(page, periksa, 'sp4n');
    const isi = 'tracking_id,isi,kategori\n1916449,Got mampet di depan sekolah,Drainase\n1916450,Harga beras naik terus,Pangan\n';
    await page.setInputFiles('[name=berkas]', { name: 'lapor.csv', mimeType: 'text/csv', buffer: Buffer.from(isi) });
    await page.click('button:has-text("Lihat isinya")');
    await page.waitForURL(/\/berkas\//);
    await periksaHalaman(page, periksa, 'sp4n-pratinjau');
    await page.click('button:has-text("Masukkan yang baru")');
    await page.waitForLoadState();
    periksa((await page.textContent('main')).includes('sudah ada, dilewati'), 'yang masuk tidak masuk lagi');
}

export default {
    nama: 'dua Pamong tersambung: laporan diserahkan, putus, tersambung lagi, tidak ada yang ganda',
    mesin: ['sqlite'],
    async jalan(peralatan) {
        const { build, tetangga: port, periksa, akun, browser, url, page } = peralatan;
        const tetangga = new Tetangga(build, port);
        try {
            await tetangga.nyala();
            const { meja, sambungan, kasus, disana } = await cerita({ ...peralatan, tetangga });
            const dinas = await sebagai(browser, tetangga.url, { ...akun, dlh: 'lapor.dlh' }, 'dlh').catch(() => null);
            periksa(dinas, 'penghubung DLH masuk');
            await bertindak(dinas, disana, { aksi: 'kerjakan' });
            await bertindak(dinas, disana, { aksi: 'tanggapi', hasil: 'ditangani', isi: 'Dua truk mengangkutnya pagi ini.' });
            periksa(await sampai(meja, sambungan, kasus.alamat, 'Dua truk mengangkutnya'), 'jawabannya sampai');
            await page.goto(`${url}/aduan/${kasus.nomor}`);
            const umum = await page.textContent('main');
            periksa(umum.includes('Dua truk') && umum.includes('Pamong sebelah'), 'umum membaca jawaban dan pemberinya');
            await meja.goto(`${url}/meja/aduan/sambungan`);
            await periksaHalaman(meja, periksa, 'sambungan-daftar');
            await sp4n(meja, url, periksa);
            await meja.goto(sambungan);
            await periksaHalaman(meja, periksa, 'sambungan-atur');
        } finally {
            await tetangga.buang();
        }
    },
};
