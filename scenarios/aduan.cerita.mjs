// aduan.cerita.mjs: a report from a phone to its answer, without an account and without a script.
import { axe, foto, fotoBerlokasi, galat, sebagai, tidakBergulir } from './alat.mjs';

async function periksaHalaman(page, periksa, nama) {
    await axe(page, periksa);
    await tidakBergulir(page, periksa);
    await foto(page, nama);
}

async function lapor(page, url, periksa) {
    await page.goto(`${url}/lapor`);
    await periksaHalaman(page, periksa, 'lapor-1');
    await page.fill('[name=cari]', 'banjir');
    await page.click('form[role=search] button');
    await page.click('a[href="/lapor/saluran"]');
    await page.fill('[name=isi]', 'Saluran di depan rumah penuh lumpur. Air masuk setiap hujan.');
    await page.fill('[name=alamat]', 'Jalan Kenanga RT 04');
    await page.click('button:has-text("Lanjut")');
    await page.waitForLoadState();
    periksa((await galat(page)).includes('terlalu cepat'), 'yang dikirim seperti mesin dikembalikan');
    periksa((await page.inputValue('[name=isi]')).startsWith('Saluran di depan'), 'yang diketik tetap ada');

    await page.waitForTimeout(4200);
    await page.click('button:has-text("Lanjut")');
    await page.waitForLoadState();
    periksa((await galat(page)).includes('Pilih kelurahan'), `tanpa tempat ditolak: ${await galat(page)}`);
    await periksaHalaman(page, periksa, 'lapor-2-galat');
    await page.selectOption('[name=kelurahan]', { label: 'Iring Mulyo' });
    await page.setInputFiles('[name=foto]', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await fotoBerlokasi(page) });
    await page.click('button:has-text("Lanjut")');
    await page.waitForURL(/\/lapor\/kirim\//);
    await periksaHalaman(page, periksa, 'lapor-3');
    await page.fill('[name=surel]', 'bukan alamat');
    await page.click('button:has-text("Kirim laporan")');
    await page.waitForLoadState();
    periksa((await galat(page)).includes('alamat email'), 'alamat yang salah disebut');
    await page.fill('[name=surel]', 'siti@contoh.example');
    await page.click('button:has-text("Kirim laporan")');
    await page.waitForURL(/\/lapor\/selesai\//);
    await periksaHalaman(page, periksa, 'lapor-selesai');
    return { kode: (await page.textContent('.besar')).trim(), nomor: (await page.textContent('.kode')).trim() };
}

/** How bright a point per mille of a JPEG is, 0 to 255. */
async function terang(browser, jpeg, x, y) {
    const page = await browser.newPage();
    try {
        return await page.evaluate(async ([data, kx, ky]) => {
            const gambar = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${data}`)).blob());
            const kanvas = Object.assign(document.createElement('canvas'), { width: gambar.width, height: gambar.height });
            kanvas.getContext('2d').drawImage(gambar, 0, 0);
            return Math.max(...kanvas.getContext('2d').getImageData(kx * gambar.width / 1000, ky * gambar.height / 1000, 1, 1)
                .data.slice(0, 3));
        }, [jpeg.toString('base64'), x, y]);
    } finally {
        await page.close();
    }
}

/** Covers a part of the one photo by numbers; the old address answers nobody, the new one is black there in every width. */
async function tutup(meja, umum, browser, url, periksa) {
    const lama = await meja.getAttribute('.sensor > a', 'href');
    await meja.click('a:has-text("Sensor foto")');
    await meja.waitForLoadState();
    await periksaHalaman(meja, periksa, 'meja-sensor');
    for (const [nama, nilai] of Object.entries({ kiri: 100, atas: 100, lebar: 300, tinggi: 300 }))
        await meja.fill(`[name=${nama}_1]`, String(nilai));
    await meja.click('button:has-text("Tutup bagian ini")');
    await meja.waitForLoadState();
    const baru = await meja.getAttribute('.sensor > a', 'href');
    for (const lebar of ['', '/1600', '/800', '/320']) {
        periksa.sama((await umum.request.get(url + lama + lebar)).status(), 404, `foto asli ${lebar} tertutup`);
        const foto = await umum.request.get(url + baru + lebar);
        periksa.sama(foto.status(), 200, `foto ${lebar} tampil`);
        periksa(await terang(browser, await foto.body(), 250, 250) < 24, `bagian yang ditutup hitam ${lebar}`);
    }
}

async function bertindak(page, url, nomor, isian) {
    await page.goto(`${url}/meja/aduan`);
    await page.click(`li:has-text("${nomor}") a.judul-tautan`);
    await page.waitForLoadState();
    await page.goto(`${page.url()}?aksi=${isian.aksi}`);
    for (const [nama, nilai] of Object.entries(isian))
        if (nama === 'foto')
            await page.setInputFiles('#tulis [name=foto]', { name: 'sesudah.jpg', mimeType: 'image/jpeg', buffer: nilai });
        else if (['opd', 'hasil', 'golongan', 'kode_alasan'].includes(nama))
            await page.selectOption(`#tulis [name=${nama}]`, nilai);
        else if (nama !== 'aksi')
            await page.fill(`#tulis [name=${nama}]`, nilai);
    await page.click('#tulis form button[type=submit]');
    await page.waitForLoadState();
}

export default {
    nama: 'laporan warga dari HP sampai dijawab dan dinilai, tanpa akun dan tanpa skrip',
    tanpaJavaScript: true,
    async jalan({ page, browser, url, akun, periksa }) {
        const terbuka = await sebagai(browser, url, akun, 'meja', true), meja = await sebagai(browser, url, akun, 'meja');
        await terbuka.goto(`${url}/meja/aduan`);
        const { kode, nomor } = await lapor(page, url, periksa);
        periksa(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(kode), `kode pelacakan: ${kode}`);
        periksa.sama((await page.goto(`${url}/aduan/${nomor}`)).status(), 404, 'sebelum diverifikasi tidak tampil');

        // the desk's page was open all the time, and heard of it
        await terbuka.waitForSelector('[role=status] .masuk-baru', { timeout: 10000 });
        periksa((await terbuka.textContent('.masuk-baru')).includes('1 laporan baru masuk'), 'halaman meja mendengar laporan baru');
        await periksaHalaman(terbuka, periksa, 'meja-masuk');
        await terbuka.click('.masuk-baru a');
        await terbuka.waitForLoadState();
        periksa((await terbuka.textContent('main')).includes(nomor) && !await terbuka.$('.masuk-baru'), 'dimuat ulang, laporannya ada');
        await terbuka.context().close();
        await meja.goto(`${url}/meja/aduan`);
        await periksaHalaman(meja, periksa, 'meja-antrean');
        await bertindak(meja, url, nomor, { aksi: 'disposisi', opd: { label: 'Dinas Pekerjaan Umum dan Tata Ruang' },
            perintah: 'Keruk saluran' });
        await periksaHalaman(meja, periksa, 'meja-kasus');
        await tutup(meja, page, browser, url, periksa);

        const dinas = await sebagai(browser, url, akun, 'penghubung');
        await bertindak(dinas, url, nomor, { aksi: 'kerjakan' });
        await bertindak(dinas, url, nomor, { aksi: 'tanggapi', isi: 'Saluran 60 meter sudah dikeruk hari ini.' });
        periksa((await galat(dinas)).includes('hasil'), 'tanpa hasil ditolak');
        await bertindak(dinas, url, nomor, { aksi: 'tanggapi', hasil: 'ditangani', isi: 'Saluran 60 meter sudah dikeruk hari ini.',
            foto: await fotoBerlokasi(page) });

        await page.goto(`${url}/lacak`);
        await page.fill('[name=kode]', kode.toLowerCase().replaceAll('-', ' '));
        await page.click('button:has-text("Buka laporan")');
        await page.waitForURL(/\/lacak\/./);
        periksa((await page.textContent('main')).includes('Saluran 60 meter sudah dikeruk'), 'jawaban terbaca dengan kode');
        await periksaHalaman(page, periksa, 'lacak');
        await page.check('[name=nilai][value="5"]');
        await page.click('button[value=nilai]');
        await page.waitForLoadState();

        await page.goto(`${url}/aduan/${nomor}`);
        const terbaca = await page.textContent('main');
        periksa(terbaca.includes('Selesai') && terbaca.includes('Saluran 60 meter'), 'semua orang membaca hasilnya');
        periksa(terbaca.includes('Sebelum dan sesudah'), 'foto sebelum dan sesudah berdampingan');
        periksa(!terbaca.includes('siti'), 'pelapor tidak disebut');
        await periksaHalaman(page, periksa, 'aduan-satu');
        await page.goto(`${url}/aduan`);
        await periksaHalaman(page, periksa, 'aduan-daftar');
        await page.goto(`${url}/aduan/kinerja`);
        await periksaHalaman(page, periksa, 'aduan-kinerja');
    },
};
