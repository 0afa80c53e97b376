// rencana.cerita.mjs: Bappeda prepares a year from nothing, an RW head proposes in it, and it is closed again.
import { axe, foto, fotoBerlokasi, galat, sebagai, tidakBergulir } from './alat.mjs';

const hari = n => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10);
const kepala = 'kode,nama,kelompok,fisik,perangkat_daerah,sub_kegiatan,sub_kegiatan_nama,satuan,harga,maks,pengguna,pembayar,aktif';
const butir = opd => `${kepala}\nU01,Pelatihan uji rencana,manusia,tidak,${opd},,,orang,500000,40,rw,opd,ya\n`;

const kirimForm = async (page, tombol = 'main form[method=post] button[type=submit]') => {
    await page.click(tombol);
    await page.waitForLoadState();
};

const TELITI = ['belum-siap', 'impor-galat'];

async function lihat(page, periksa, nama) {
    if (TELITI.includes(nama))
        await axe(page, periksa);
    await tidakBergulir(page, periksa, [390]);
    await foto(page, `rencana-${nama}-390`);
    await page.setViewportSize({ width: 1280, height: 900 });
    await foto(page, `rencana-${nama}-1280`);
    await page.setViewportSize({ width: 390, height: 844 });
}

async function jadwal(page, tahun, periksa) {
    await kirimForm(page, `form[action="${tahun.pathname}/buka"] button`);
    periksa(/Jadwal tahap .* belum ada/.test(await galat(page)), `tahun tanpa jadwal tidak dibuka: ${await galat(page)}`);
    await lihat(page, periksa, 'belum-siap');
    const tahap = await page.$$eval('.tabel a[href*="/jadwal/"]', all => all.map(a => a.href));
    for (const [i, alamat] of tahap.entries()) {
        await page.goto(alamat);
        await page.fill('[name=mulai]', hari(i - 20));
        await page.fill('[name=selesai]', hari(i + 30));
        await kirimForm(page);
    }
    periksa.sama(new URL(page.url()).pathname, tahun.pathname, 'jadwal tersimpan satu demi satu');
    await lihat(page, periksa, 'jadwal');
}

async function jalurDanKriteria(page, tahun, periksa) {
    await page.goto(`${tahun}/jalur`);
    await page.uncheck('[name=pakai][value=tapd]');
    await lihat(page, periksa, 'jalur');
    await kirimForm(page);
    await page.goto(`${tahun}/kriteria`);
    const bobot = page.locator('[name=bobot]').first(), semula = await bobot.inputValue();
    await bobot.fill('99');
    await kirimForm(page);
    periksa((await galat(page)).includes('dari 100%'), `bobot yang tidak genap ditolak: ${await galat(page)}`);
    await lihat(page, periksa, 'kriteria-galat');
    await page.locator('[name=bobot]').first().fill(semula);
    await kirimForm(page);
}

async function kamus(page, tahun, periksa) {
    await page.goto(`${tahun}/kamus`);
    await lihat(page, periksa, 'kamus-kosong');
    const muat = async isi => {
        await page.goto(`${tahun}/kamus/impor`);
        await page.setInputFiles('[type=file]', { name: 'kamus.csv', mimeType: 'text/csv', buffer: Buffer.from(isi) });
        await kirimForm(page);
    };
    await muat(butir('Dinas Tidak Ada'));
    periksa((await galat(page)).includes('Baris 2'), `baris yang salah disebut: ${await galat(page)}`);
    await lihat(page, periksa, 'impor-galat');
    await muat(butir('DLH'));
    periksa((await page.textContent('main')).includes('Pelatihan uji rencana'), 'isi berkas ditunjukkan dulu');
    await lihat(page, periksa, 'impor-pratinjau');
    await kirimForm(page);
    await page.goto(`${tahun}/kamus`);
    periksa((await page.textContent('main')).includes('U01'), 'butirnya masuk kamus');
}

async function pagu(page, tahun, periksa) {
    await page.goto(`${tahun}/pagu`);
    for (const nama of ['Metro Timur', 'Iring Mulyo'])
        await Promise.all([page.waitForLoadState(), page.click(`.tabel a:has-text("${nama}")`)]);
    await page.fill('[name=rata_jumlah]', '50000000');
    await page.fill('[name=rata_kuota]', '3');
    await kirimForm(page, 'form[action$="/pagu/rata"] button');
    await lihat(page, periksa, 'pagu');
}

async function usul(rw, url, periksa) {
    await rw.goto(`${url}/rw/baru`);
    const pilihan = await rw.$$eval('#i-kamus option', all => all.map(o => [o.value, o.textContent]));
    await rw.selectOption('#i-kamus', pilihan.find(o => o[1].startsWith('Pelatihan uji rencana'))[0]);
    const isi = { judul: 'Pelatihan warga uji rencana', volume: '10', masalah: 'Banyak warga belum punya keterampilan.',
        manfaat: '20', alamat: 'Balai RW', rembuk_tanggal: hari(-2), hadir_laki: '11', hadir_perempuan: '12' };
    for (const [nama, nilai] of Object.entries(isi))
        await rw.fill(`[name=${nama}]`, nilai);
    await rw.setInputFiles('[name=berita_acara]', { name: 'ba.jpg', mimeType: 'image/jpeg', buffer: await fotoBerlokasi(rw) });
    await kirimForm(rw, 'button[value=kirim]');
    periksa(/\/usulan\/USL-/.test(rw.url()), `usulan terkirim pada tahun baru: ${await galat(rw)}`);
}

/** The year goes as it came, so that the other stories find theirs. */
async function tutup(page, { browser, url, akun }, tahun, periksa) {
    await page.goto(`${tahun}/tutup`);
    await kirimForm(page);
    periksa((await galat(page)).includes('menunggu keputusan'), `tahun dengan usulan tidak ditutup: ${await galat(page)}`);
    await lihat(page, periksa, 'tutup-galat');
    const lurah = await sebagai(browser, url, akun, 'lurah');
    await lurah.goto(`${url}/verifikasi`);
    await Promise.all([lurah.waitForURL(/\/verifikasi\/\d+/), lurah.click('a:has-text("Pelatihan warga uji rencana")')]);
    await lurah.check('[name=keputusan][value=tolak]');
    await lurah.selectOption('[name=kode_alasan]', 'R10');
    await lurah.fill('[name=penjelasan]', 'Belum menjadi prioritas kelurahan tahun ini.');
    await kirimForm(lurah, 'form:has([name=keputusan]) button[type=submit]');
    await lurah.context().close();
    await page.goto(`${tahun}/tutup`);
    await kirimForm(page);
    periksa((await page.textContent('.kepala-kerja')).includes('Selesai'), `tahun ditutup: ${await galat(page)}`);
}

export default {
    nama: 'Bappeda menyiapkan tahun dari kosong, RW mengusul di dalamnya, lalu tahun itu ditutup, tanpa JavaScript',
    tanpaJavaScript: true,
    async jalan({ browser, url, akun, periksa }) {
        const page = await sebagai(browser, url, akun, 'bappeda');
        await page.goto(`${url}/rencana`);
        const baru = Number(await page.inputValue('[name=tahun]'));
        await page.selectOption('[name=dari]', '');
        await lihat(page, periksa, 'daftar');
        await kirimForm(page);
        const tahun = new URL(`${url}/rencana/${baru}`);
        periksa.sama(page.url(), tahun.href, 'tahun disiapkan');
        await jadwal(page, tahun, periksa);
        await jalurDanKriteria(page, tahun, periksa);
        await kamus(page, tahun, periksa);
        await pagu(page, tahun, periksa);
        await page.goto(tahun.href);
        await kirimForm(page, `form[action="${tahun.pathname}/buka"] button`);
        periksa((await page.textContent('.kepala-kerja')).includes('Berjalan'), `tahun dibuka: ${await galat(page)}`);
        const rw = await sebagai(browser, url, akun, 'rw');
        await usul(rw, url, periksa);
        await tutup(page, { browser, url, akun }, tahun, periksa);
        await rw.context().close();
        await page.context().close();
    },
};
