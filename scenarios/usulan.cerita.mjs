// usulan.cerita.mjs: from the RW's phone to accepted, each level in turn, without a script; then read by everybody.
import { axe, foto, fotoBerlokasi, galat, sebagai, tidakBergulir } from './alat.mjs';

async function kirim(page, url, periksa) {
    await page.goto(`${url}/rw/baru`);
    const pilihan = await page.$$eval('#i-kamus option', all => all.map(o => [o.value, o.textContent]));
    await page.selectOption('#i-kamus', pilihan.find(o => o[1].startsWith('Saluran'))[0]);
    const isi = { judul: 'Drainase Gang Uji RT 02', volume: '40', masalah: 'Air meluap setiap hujan lebih dari satu jam.',
        manfaat: '34', alamat: 'Samping musala', rembuk_tanggal: '2026-11-14', hadir_laki: '20', hadir_perempuan: '21' };
    for (const [nama, nilai] of Object.entries(isi))
        await page.fill(`[name=${nama}]`, nilai);

    await page.setInputFiles('[name=foto]', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('ini bukan foto') });
    await page.click('button[value=kirim]');
    await page.waitForLoadState();
    periksa((await galat(page)).includes('Berkas ini bukan foto'), `berkas yang berbohong ditolak: ${await galat(page)}`);
    periksa.sama(await page.inputValue('[name=judul]'), isi.judul, 'yang diketik tetap ada');
    await axe(page, periksa);
    await tidakBergulir(page, periksa);
    await foto(page, 'usulan-galat');

    const gambar = await fotoBerlokasi(page);
    await page.setInputFiles('[name=foto]', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: gambar });
    await page.click('button[value=kirim]');
    await page.waitForLoadState();
    periksa((await galat(page)).includes('berita acara rembuk'), `tanpa berita acara ditolak: ${await galat(page)}`);
    periksa(await page.textContent('main').then(t => t.includes('1 berkas sudah terunggah')), 'foto yang sudah terunggah tidak hilang');

    await page.setInputFiles('[name=berita_acara]', { name: 'ba.jpg', mimeType: 'image/jpeg', buffer: gambar });
    await page.click('button[value=kirim]');
    await page.waitForURL(/\/usulan\/USL-/);
    return page.url();
}

async function fotoTanpaLokasi(page, periksa) {
    const src = await page.getAttribute('.mini-foto img', 'src');
    for (const alamat of [src, src.replace('/320', ''), src.replace('/320', '/800')]) {
        const isi = await (await page.request.get(new URL(alamat, page.url()).href)).body();
        periksa(isi.subarray(0, 2).equals(Buffer.from([0xff, 0xd8])), `${alamat} adalah JPEG`);
        periksa(!isi.includes('Exif') && !isi.includes('RAHASIA PEMILIK'), `${alamat} tidak membawa lokasi pemotret`);
    }
    const kecil = await (await page.request.get(new URL(src, page.url()).href)).body();
    periksa(kecil.length <= 12 * 1024, `foto kecil ${kecil.length} byte, paling banyak 12 KB`);
}

async function setujuiSemua(page, url, periksa) {
    await page.goto(`${url}/verifikasi`);
    for (const kotak of await page.$$('.antre input[type=checkbox]'))
        await kotak.check();
    await page.click('button[value=setuju]');
    await page.waitForLoadState();
    periksa(/^Setujui \d+ usulan$/.test((await page.textContent('h1')).trim()), 'halaman yang menyebut apa yang akan berubah');
    await page.click('form[action="/verifikasi/massal/simpan"] button');
    await page.waitForURL(`${url}/verifikasi`);
    periksa((await page.textContent('.pesan.baik')).includes('tersimpan'), 'semua tersimpan');
}

async function sahkan(page, url, periksa) {
    await page.goto(`${url}/verifikasi/peringkat`);
    await axe(page, periksa);
    await page.click('main form button[type=submit]');
    await page.waitForURL(`${url}/verifikasi/berita-acara`);
    const isi = { tempat: 'Balai', hadir_laki: '10', hadir_perempuan: '9', penandatangan: 'Lurah, Ketua LPMK' };
    for (const [nama, nilai] of Object.entries(isi))
        await page.fill(`[name=${nama}]`, nilai);
    if (await page.$('[name=sebab]'))
        await page.fill('[name=sebab]', 'Ada usulan yang datang sesudah berita acara pertama.');
    await page.click('form[action="/verifikasi/berita-acara"] button');
    await page.waitForURL(/\/berita-acara\/\d+$/);
    await foto(page, 'berita-acara');
    const pdf = await (await page.request.get(`${page.url()}/pdf`)).body();
    periksa(pdf.subarray(0, 5).toString() === '%PDF-', 'berita acara dapat dicetak');
    await page.setInputFiles('[name=pindaian]', { name: 'ba.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.click('form[enctype] button');
    await page.waitForURL(/\/berita-acara\/\d+$/);
    periksa((await page.textContent('.kepala-kerja')).includes('Sah sejak'), `sah dengan pindaian: ${await galat(page)}`);
}

export default {
    nama: 'usulan RW berjalan lewat lima tingkat sampai diterima dan dapat dibaca semua orang, tanpa JavaScript',
    tanpaJavaScript: true,
    async jalan({ page, browser, url, akun, periksa }) {
        const rw = await sebagai(browser, url, akun, 'rw');
        const alamat = await kirim(rw, url, periksa);
        await fotoTanpaLokasi(rw, periksa);
        for (const tingkat of ['lurah', 'camat', 'dinas', 'bappeda', 'tapd']) {
            const pejabat = await sebagai(browser, url, akun, tingkat);
            await setujuiSemua(pejabat, url, periksa);
            if (tingkat === 'lurah' || tingkat === 'camat')
                await sahkan(pejabat, url, periksa);
            await pejabat.context().close();
        }
        await page.goto(alamat);
        periksa((await page.textContent('.kepala-rinci')).includes('Diterima'), 'semua orang membaca: diterima');
        periksa.sama(await page.$$eval('.jejak > li', list => list.length), 6, 'langkah pada jejak');
        await axe(page, periksa);
        await foto(page, 'usulan-diterima');
        await rw.goto(`${url}/kabar`);
        periksa((await rw.textContent('main')).includes('Drainase Gang Uji RT 02'), 'pengusul mendapat kabar');
        await rw.context().close();
    },
};
