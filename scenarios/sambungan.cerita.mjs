// sambungan.cerita.mjs: two installations joined by Open311, both ways with photos; cut off, joined again, nothing twice.
// On SQLite over HTTPS, photos by their address (media_url); on PostgreSQL plainly, with their bytes (media[]).
import { createServer } from 'node:http';
import { axe, foto, fotoBerlokasi, sebagai, tidakBergulir } from './alat.mjs';
import { Tetangga } from './tetangga.mjs';

async function periksaHalaman(page, periksa, nama) {
    await axe(page, periksa);
    await tidakBergulir(page, periksa);
    for (const [lebar, tinggi] of [[390, 844], [1280, 900]]) {
        await page.setViewportSize({ width: lebar, height: tinggi });
        await foto(page, `${nama}-${lebar}`);
    }
}

async function bertindak(page, alamat, { aksi, ...isian }) {
    await page.goto(`${alamat}?aksi=${aksi}`);
    for (const [nama, nilai] of Object.entries(isian))
        if (nama === 'foto')
            await page.setInputFiles('#tulis [name=foto]', { name: 'sesudah.jpg', mimeType: 'image/jpeg', buffer: nilai });
        else if (['isi', 'perintah'].includes(nama))
            await page.fill(`#tulis [name=${nama}]`, nilai);
        else
            await page.selectOption(`#tulis select[name=${nama}]`, nilai);
    await page.click('#tulis form button[type=submit]');
    await page.waitForLoadState();
}

/** A resident's report with a photo; the form was opened some seconds ago, as a person's would be. */
async function laporkan(page, kata, jpeg) {
    await page.fill('[name=isi]', kata);
    await page.fill('[name=alamat]', 'Jalan Kenanga RT 04');
    await page.selectOption('[name=kelurahan]', { label: 'Iring Mulyo' });
    await page.setInputFiles('[name=foto]', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: jpeg });
    await page.click('button:has-text("Lanjut")');
    await page.waitForURL(/\/lapor\/kirim\//);
    await page.fill('[name=telepon]', '0812-3456-7890');
    await page.click('button:has-text("Kirim laporan")');
    await page.waitForURL(/\/lapor\/selesai\//);
    return { kode: (await page.textContent('.besar')).trim(), nomor: (await page.textContent('.kode')).trim() };
}

async function lacak(page, url, kode) {
    await page.goto(`${url}/lacak`);
    await page.fill('[name=kode]', kode);
    await page.click('button:has-text("Buka laporan")');
    await page.waitForURL(/\/lacak\/./);
}

async function balas(page, tombol, kata) {
    await page.reload();
    await page.fill('[name=isi]', kata);
    await page.click(`button[value=${tombol}]`);
    await page.waitForLoadState();
}

/** A photo stands on that page beside the answer. */
function gambarSesudah(page, alamat) {
    return async () => /Keadaan sesudah dikerjakan/.test(await (await page.request.get(alamat)).text());
}

/** The photo that the desk sees of a case, once it is there; what was hidden in it when it was taken is not. */
async function tanpaRahasia(page, periksa, dari) {
    const alamatnya = page.url();
    periksa(await menunggu(async () => /class="[^"]*sensor/.test(await (await page.request.get(alamatnya)).text()), 10000), `foto ${dari} datang`);
    await page.goto(alamatnya);
    const alamat = await page.getAttribute('.sensor img', 'src');
    const bytes = await (await page.request.get(new URL(alamat, page.url()).href)).body();
    periksa(bytes.length > 500 && bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xd8])), `foto ${dari} sampai`);
    periksa(!bytes.includes('RAHASIA PEMILIK') && !bytes.includes('Exif'), `foto ${dari} tanpa lokasi dan nama`);
}

async function kunci(page, url) {
    await page.goto(`${url}/meja/aduan/kunci`);
    await page.fill('[name=nama]', 'Pamong sebelah');
    await page.check('[name=mitra]');
    await page.click('button:has-text("Buat kunci")');
    await page.waitForLoadState();
    return /\b[0-9a-f]{40}\b/.exec(await page.textContent('body'))[0];
}

/** What is written on a page, as the server gives it: nothing is drawn. */
async function naskah(page, alamat) {
    const html = await (await page.request.get(alamat)).text();
    return /<main[^]*<\/main>/.exec(html)?.[0].replace(/<[^>]*>/g, ' ') ?? '';
}

/** These words stand there. */
function tertulis(page, alamat, kata) {
    return async () => (await naskah(page, alamat)).includes(kata);
}

/** "Coba sekarang", as its button sends it. */
async function cobaSekarang(page, sambungan) {
    const html = await (await page.request.get(sambungan)).text();
    const isian = Object.fromEntries([.../action="[^"]*\/coba"[^]*?<\/form>/.exec(html)[0]
        .matchAll(/name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, nama, nilai]) => [nama, nilai]));
    await page.request.post(`${sambungan}/coba`, { form: isian, headers: { origin: new URL(sambungan).origin }, maxRedirects: 0 });
}

async function menunggu(ada, ms, jeda = 100) {
    for (const end = Date.now() + ms; Date.now() < end; await new Promise(ok => setTimeout(ok, jeda)))
        if (await ada())
            return true;
    return false;
}

/** Tried until it is so; at most some seconds. */
async function sampai(page, sambungan, ada) {
    for (const end = Date.now() + 20000; Date.now() < end;) {
        await cobaSekarang(page, sambungan);
        if (await menunggu(ada, 2500))
            return true;
    }
    return false;
}

/** Every request that an installation shows, in which these words stand. */
async function diSana(page, url, kata) {
    const semua = await (await page.request.get(`${url}/open311/v2/requests.json`)).json();
    return semua.filter(r => r.description?.includes(kata));
}

async function sambungkan(page, url, { tetangga, key, foto }) {
    await page.goto(`${url}/meja/aduan/sambungan`);
    await page.fill('[name=nama]', 'Pamong sebelah');
    await page.fill('[name=alamat]', `${tetangga.url}/open311/v2`);
    await page.fill('[name=kunci]', key);
    await page.check(`[name=foto][value=${foto}]`);
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

async function cerita({ page, browser, url, akun, periksa, tetangga, jpeg, mulai, aman }) {
    const [meja, sana] = await Promise.all([sebagai(browser, url, akun, 'meja'), sebagai(browser, tetangga.url, akun, 'meja')]);
    const key = await kunci(sana, tetangga.url);
    const sambungan = await sambungkan(meja, url, { tetangga, key, foto: aman ? 'alamat' : 'berkas' });
    const kata = 'Sampah menggunung di batas kota';
    await page.waitForTimeout(Math.max(0, mulai + 4300 - Date.now()));
    const kasus = await laporkan(page, `${kata}. Baunya sampai ke sekolah.`, jpeg);
    kasus.alamat = await carikan(meja, { url }, kata);
    await bertindak(meja, kasus.alamat, { aksi: 'verifikasi' });
    await meja.click('button:has-text("Teruskan ke luar")');
    await meja.waitForLoadState();
    periksa((await meja.textContent('main')).includes('Diteruskan ke instansi lain'), 'langkahnya tertulis');
    periksa(await sampai(meja, sambungan, tertulis(meja, kasus.alamat, 'nomornya di sana')), 'nomor di sana kembali');

    const disana = await carikan(sana, tetangga, kata);
    const terbaca = await sana.textContent('.rinci');
    periksa(terbaca.includes(kasus.nomor) && !terbaca.includes('4567890') && !terbaca.includes('****'),
        'nomor kami ikut, kontak tidak');
    await tanpaRahasia(sana, periksa, 'kita');
    await bertindak(sana, disana, { aksi: 'verifikasi' });
    await bertindak(sana, disana, { aksi: 'disposisi', opd: { label: 'Dinas Lingkungan Hidup' } });
    periksa(await sampai(meja, sambungan, tertulis(meja, kasus.alamat, 'Kabar dari instansi lain')), 'kabarnya sampai');

    await tetangga.mati();
    await meja.goto(sambungan);
    await meja.click('button:has-text("Coba sekarang")');
    periksa(await menunggu(tertulis(meja, sambungan, 'terputus'), 10000), 'putusnya tampak');
    await meja.goto(sambungan);
    await foto(meja, 'sambungan-terputus');
    await lacak(page, url, kasus.kode);
    await balas(page, 'balas', 'Sudah tiga hari belum diangkut.');

    await tetangga.nyala();
    periksa(await sampai(meja, sambungan, tertulis(meja, sambungan, 'tersambung')), 'tersambung lagi');
    const lagi = await sebagai(browser, tetangga.url, akun, 'meja');
    periksa(await sampai(meja, sambungan, tertulis(lagi, disana, 'belum diangkut')), 'balasan pelapor sampai');
    periksa.sama((await naskah(lagi, disana)).split('belum diangkut').length - 1, 1, 'sekali');
    periksa.sama((await diSana(lagi, tetangga.url, kata)).length, 1, 'laporannya satu di sana');
    return { meja, lagi, sambungan, kasus, disana };
}

/** The other way: their resident reports there, we take it, ask, answer; what is said here is read there. */
async function tarik({ meja, lagi, warga, sambungan, periksa, tetangga, jpeg, browser, url, akun, engine }) {
    const kata = 'Tumpukan sampah di seberang batas', ambil = `${sambungan}/ambil`;
    const kasus = await laporkan(warga, `${kata}. Sudah seminggu.`, jpeg);
    const disana = await carikan(lagi, tetangga, kata);
    await bertindak(lagi, disana, { aksi: 'verifikasi' });
    await meja.goto(ambil);
    await meja.check('[name=aktif]');
    await meja.click('button:has-text("Simpan")');
    await meja.waitForLoadState();
    periksa(await sampai(meja, sambungan, tertulis(meja, ambil, 'jalan-lubang')), 'jenis di sana terbaca');
    await meja.goto(ambil);
    await meja.selectOption('[name=layanan_sampah]', { label: 'Sampah menumpuk' });
    await meja.check('[name=ulang]');
    await meja.click('button:has-text("Simpan")');
    await meja.waitForLoadState();
    if (engine === 'sqlite')
        await periksaHalaman(meja, periksa, 'sambungan-ambil');
    periksa(await sampai(meja, sambungan, tertulis(meja, `${url}/meja/aduan`, kata)), 'laporan mereka ada di sini');
    const disini = await carikan(meja, { url }, kata);
    periksa.sama((await meja.textContent('.rinci')).includes('4567890'), false, 'kontaknya tetap di sana');
    await bertindak(meja, disini, { aksi: 'lengkapi', isi: 'Di seberang rumah nomor berapa?' });
    await lacak(warga, tetangga.url, kasus.kode);
    const punya = warga.url();
    periksa(await sampai(meja, sambungan, tertulis(warga, punya, 'nomor berapa?')), 'pertanyaan kita sampai kepada pelapornya');
    await balas(warga, 'balas', 'Seberang nomor tujuh belas.');
    periksa(await sampai(meja, sambungan, tertulis(meja, disini, 'nomor tujuh belas')), 'jawabannya sampai di sini');
    await tanpaRahasia(meja, periksa, 'mereka');
    await bertindak(meja, disini, { aksi: 'disposisi', opd: { label: 'Dinas Lingkungan Hidup' } });
    const dinas = await sebagai(browser, url, { ...akun, dlh: 'lapor.dlh' }, 'dlh');
    await bertindak(dinas, disini, { aksi: 'tanggapi', hasil: 'ditangani', isi: 'Diangkut dua truk dari kota kita.', foto: jpeg });
    periksa(await sampai(meja, sambungan, tertulis(warga, punya, 'Diangkut dua truk')), 'jawaban kita terbaca di sana');
    periksa(await menunggu(gambarSesudah(warga, punya), 10000), 'foto jawaban kita tampil di sana');
    await balas(warga, 'buka', 'Masih ada separuhnya.');
    periksa(await sampai(meja, sambungan, tertulis(meja, disini, 'Masih ada separuhnya')), 'dibuka lagi di sana, dibuka lagi di sini');
    periksa.sama((await diSana(meja, url, kata)).length, 1, 'diambil sekali');
    periksa.sama((await diSana(lagi, tetangga.url, kata)).length, 1, 'dan tidak dikirim kembali');
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

/** An installation that speaks the standard alone stands in their place: nothing is broken, and it is said. */
async function tanpaKabar({ periksa, meja, sambungan, tetangga, port }) {
    const ditanya = [];
    await tetangga.mati();
    const polos = createServer((q, a) => {
        const apa = new URL(q.url, tetangga.url).pathname.split('/').pop();
        ditanya.push(apa);
        a.writeHead(apa === 'servicerequestupdates.json' ? 404 : 200, { 'content-type': 'application/json; charset=utf-8', connection: 'close' }).end('[]');
    }).listen(port, '127.0.0.1');
    try {
        periksa(await sampai(meja, sambungan, tertulis(meja, sambungan, 'tidak memberi kabar')), 'tanpa kabar tertulis');
        periksa(await menunggu(tertulis(meja, sambungan, 'tersambung'), 5000), 'dan tidak terputus');
        periksa(ditanya.includes('requests.json'), 'statusnya dibaca dari daftar laporannya');
        for (const width of [390, 1280]) {
            await meja.setViewportSize({ width, height: 844 });
            await meja.goto(sambungan);
            await foto(meja, `sambungan-tanpa-kabar-${width}`);
        }
    } finally {
        await new Promise(ok => polos.close(ok));
    }
}

/** Their address, opened before it is needed: a form that comes back at once is taken for a machine's. */
async function bukaFormulir(browser, alamat) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: 'id-ID',
        ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`${alamat}/lapor/sampah`);
    return page;
}

export default {
    nama: 'dua Pamong tersambung dua arah, dengan foto: putus, tersambung lagi, tidak ada yang ganda',
    bertetangga: true,
    async jalan(peralatan) {
        const { build, letak, contoh, periksa, akun, browser } = peralatan;
        const tetangga = new Tetangga(build, letak, await contoh.salin('tetangga')), url = letak.url[0];
        try {
            await tetangga.nyala();
            const jpeg = await fotoBerlokasi(peralatan.page), mulai = Date.now();
            const [page, warga] = await Promise.all([bukaFormulir(browser, url), bukaFormulir(browser, tetangga.url)]);
            const semua = { ...peralatan, url, page, tetangga, jpeg, mulai, aman: letak.aman };
            const { meja, lagi, sambungan, kasus, disana } = await cerita(semua);
            const dinas = await sebagai(browser, tetangga.url, { ...akun, dlh: 'lapor.dlh' }, 'dlh').catch(() => null);
            periksa(dinas, 'penghubung DLH masuk');
            await bertindak(dinas, disana, { aksi: 'kerjakan' });
            await bertindak(dinas, disana, { aksi: 'tanggapi', hasil: 'ditangani', isi: 'Dua truk mengangkutnya pagi ini.', foto: jpeg });
            periksa(await sampai(meja, sambungan, tertulis(meja, kasus.alamat, 'Dua truk mengangkutnya')), 'jawabannya sampai');
            await page.goto(`${url}/aduan/${kasus.nomor}`);
            periksa(await menunggu(gambarSesudah(page, page.url()), 10000), 'foto jawaban mereka tampil di sini');
            const umum = await page.textContent('main');
            periksa(umum.includes('Dua truk') && umum.includes('Pamong sebelah'), 'umum membaca jawaban dan pemberinya');
            await tarik({ ...semua, meja, lagi, warga, sambungan });
            if (peralatan.engine !== 'sqlite')
                return await tanpaKabar({ periksa, meja, sambungan, tetangga, port: letak.port[1] });       // the pages are the same
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
