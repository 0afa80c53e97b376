// surel.cerita.mjs: a returned proposal reaches the RW head by e-mail, over real SMTP, also when the server was away.
import { axe, foto, login, tidakBergulir } from './alat.mjs';

const alasan = 'Lampirkan foto dari dua sisi jalan: “sebelum” dan “sesudah” pengukuran.';

async function sebagai(browser, url, masuk, sandi) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: 'id-ID' });
    context.tanpaJavaScript = true;
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    await login(page, url, masuk, sandi);
    return page;
}

/** The lurah returns the first proposal of the queue; gives its code and the RW head's address. */
async function kembalikan(lurah, url) {
    await lurah.goto(`${url}/verifikasi`);
    await lurah.click('.antre .judul-tautan');
    const kode = await lurah.textContent('.rinci .kode');
    const pengusul = await lurah.textContent('.rinci .meta');
    await lurah.check('[name=keputusan][value=kembali]');
    await lurah.selectOption('[name=kode_alasan]', { index: 1 });
    await lurah.fill('[name=penjelasan]', alasan);
    await lurah.click('form[aria-labelledby=kp] button[type=submit]');
    await lurah.waitForURL(u => !/\/verifikasi\/\d/.test(u.pathname) || u.search);
    return { kode, alamat: `rw${/RW (\d+)/.exec(pengusul)[1]}.yosorejo@contoh.example` };
}

const untuk = ({ kode }) => surat => surat.isi.includes(kode);

/** Reloads the administrator's page until it says so. */
async function adminMembaca(admin, url, kalimat, periksa, ms = 20000) {
    let isi = '';
    for (const end = Date.now() + ms; Date.now() < end; await new Promise(ok => setTimeout(ok, 250))) {
        await admin.goto(`${url}/admin/surel`);
        isi = await admin.textContent('main');
        if (isi.includes(kalimat))
            return;
    }
    periksa(false, `halaman surel keluar tidak menyebut "${kalimat}": ${isi.slice(0, 600)}`);
}

async function sampai({ lurah, url, surat, page, periksa }) {
    const satu = await kembalikan(lurah, url);
    const surel = await surat.tunggu(untuk(satu));
    periksa(surel, `surel untuk ${satu.alamat} datang`);
    periksa.sama(surel.untuk.join(), satu.alamat, 'penerimanya pengusul');
    periksa(surel.judul.startsWith('Dikembalikan'), `judulnya menyebut keputusan: ${surel.judul}`);
    periksa(surel.isi.includes(alasan), `isinya memuat alasan, huruf demi huruf: ${surel.isi}`);
    periksa.sama(surel.dari, 'pamong@contoh.example', 'pengirim di amplop');
    periksa.sama(surel.kepala['Auto-Submitted'], 'auto-generated', 'Auto-Submitted');
    periksa(surel.baris <= 78, `baris terpanjang ${surel.baris}`);
    const tautan = /https?:\/\/localhost:\d+(\/usulan\/USL-\S+)/.exec(surel.isi)?.[1];
    periksa.sama(tautan, `/usulan/${satu.kode}`, 'tautan ke usulannya');
    periksa.sama((await page.goto(url + tautan)).status(), 200, 'tautan itu terbuka');
}

async function serverMati({ lurah, admin, url, surat, periksa }) {
    await surat.mati();
    const dua = await kembalikan(lurah, url);
    await adminMembaca(admin, url, 'Coba kirim sekarang', periksa);
    periksa((await admin.textContent('main')).includes('surel menunggu'), 'yang menunggu disebut');
    await foto(admin, 'surel-menunggu');
    await surat.nyala();
    await admin.click('form[action="/admin/surel/coba"] button');
    const surel = await surat.tunggu(untuk(dua));
    periksa(surel, 'surel datang setelah server hidup lagi');
}

async function ditolak({ lurah, admin, url, surat, periksa }) {
    await admin.goto(`${url}/verifikasi`).catch(() => {});
    for (let i = 2; i <= 9; i++)
        await surat.perintah(`tolak rw0${i}.yosorejo@contoh.example 550 5.1.1 kotak surat ini tidak ada`);
    const tiga = await kembalikan(lurah, url);
    await adminMembaca(admin, url, '550 5.1.1 kotak surat ini tidak ada', periksa);
    periksa(!(await admin.textContent('main')).includes(tiga.alamat), 'alamatnya ditutup sebagian');
    await axe(admin, periksa);
    await tidakBergulir(admin, periksa);
    await foto(admin, 'surel-gagal');
    for (let i = 2; i <= 9; i++)
        await surat.perintah(`terima rw0${i}.yosorejo@contoh.example`);
    await admin.click('form[action$="/kirim"] button');
    periksa(await surat.tunggu(untuk(tiga)), 'setelah "Kirim lagi" suratnya datang');
}

async function gantiAlamat({ rw, url, surat, periksa }) {
    await rw.goto(`${url}/saya/surel`);
    await axe(rw, periksa);
    await tidakBergulir(rw, periksa);
    await foto(rw, 'surel-saya');
    await rw.fill('[name=surel]', 'Ketua.Baru@contoh.example');
    await rw.click('form[action="/saya/surel"] button');
    const surel = await surat.tunggu(s => s.untuk.includes('ketua.baru@contoh.example'));
    const kode = /Kode Anda: (\w{8})/.exec(surel?.isi)?.[1];
    periksa(kode, 'kode datang ke alamat baru');
    await foto(rw, 'surel-kode');
    await rw.fill('[name=kode]', kode);
    await rw.click('form[action="/saya/surel/kode"] button');
    await rw.waitForLoadState();
    periksa((await rw.textContent('main')).includes('ketua.baru@contoh.example'), 'alamat baru dipakai');
    periksa(await surat.tunggu(s => s.untuk.includes('rw01.yosorejo@contoh.example') && s.judul.includes('diganti')),
        'alamat lama diberi tahu');
}

/** A mail program ends a subscription with one POST (RFC 8058): no cookie, no form, no page before. */
async function satuKlik({ page, url, surat, periksa }) {
    await page.goto(`${url}/aduan/langganan`);
    await page.selectOption('[name=kelurahan]', { index: 1 });
    await page.fill('[name=surel]', 'warga@contoh.example');
    await page.click('form[action="/aduan/langganan"] button[type=submit]');
    const surel = await surat.tunggu(s => s.untuk.includes('warga@contoh.example'));
    const alamat = /<(http\S+)>/.exec(surel?.kepala['List-Unsubscribe'] ?? '')?.[1];
    periksa(alamat?.endsWith('/berhenti'), `List-Unsubscribe menunjuk tempat berhenti: ${surel?.kepala['List-Unsubscribe']}`);
    periksa.sama(surel.kepala['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click', 'List-Unsubscribe-Post');
    const { pathname } = new URL(alamat);
    const jawaban = await fetch(url + pathname, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
    periksa.sama(jawaban.status, 200, 'satu klik diterima');
    periksa.sama((await fetch(url + pathname)).status, 404, 'langganannya tidak ada lagi');
}

/** A server that accepts and says nothing is left after ten seconds; nobody waits for it meanwhile. */
async function serverDiam({ lurah, admin, url, surat, periksa }) {
    await surat.perintah('diam');
    const began = Date.now();
    await kembalikan(lurah, url);
    await admin.goto(`${url}/admin`);
    periksa(Date.now() - began < 15000, 'keputusan dan halaman lain tidak menunggu server surat');
    await adminMembaca(admin, url, 'Coba kirim sekarang', periksa, 45000);
    periksa(Date.now() - began > 8000, 'server yang diam diberi waktu');
    await surat.mati();
    await surat.nyala();
    await admin.click('form[action="/admin/surel/coba"] button');
}

export default {
    nama: 'usulan yang dikembalikan sampai sebagai surel, juga setelah server surat mati, menolak, atau diam',
    tanpaJavaScript: true,
    async jalan({ page, browser, url, surat, akun, periksa, engine }) {
        const lurah = await sebagai(browser, url, 'lurah.yosorejo', akun.sandi);
        const admin = await sebagai(browser, url, akun.admin, akun.sandi);
        const rw = await sebagai(browser, url, 'rw01.yosorejo', akun.sandi);
        const all = { page, lurah, admin, rw, url, surat, periksa };
        await sampai(all);
        await serverMati(all);
        await ditolak(all);
        await gantiAlamat(all);
        await satuKlik(all);
        if (engine === 'sqlite')
            await serverDiam(all);
        const ids = surat.masuk.map(s => s.id);
        periksa.sama(new Set(ids).size, ids.length, 'tidak ada surel yang datang dua kali');
        for (const seorang of [lurah, admin, rw])
            await seorang.context().close();
    },
};
