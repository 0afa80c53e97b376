// dua_langkah.cerita.mjs: a second step set up without a script, used to log in and to prove oneself, then given up.
import { createHmac } from 'node:crypto';
import { axe, foto, login, tidakBergulir } from './alat.mjs';

/** RFC 6238 by node's own means, as a telephone would. */
function kode(rahasia, langkah = Math.floor(Date.now() / 30000)) {
    const bits = [...rahasia.replace(/\s/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
    const kunci = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)));
    const hitung = Buffer.alloc(8);
    hitung.writeBigUInt64BE(BigInt(langkah));
    const mac = createHmac('sha1', kunci).update(hitung).digest(), at = mac[19] & 15;
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}

const lihat = async (page, periksa, nama) => {
    await axe(page, periksa);
    await tidakBergulir(page, periksa);
    await foto(page, `dua-${nama}-390`);
    const size = page.viewportSize();
    await page.setViewportSize({ width: 1280, height: 800 });
    await foto(page, `dua-${nama}-1280`);
    await page.setViewportSize(size);
};

export default {
    nama: 'masuk dua langkah disiapkan, dipakai dengan kode telepon dan kode cadangan, lalu dilepas, tanpa JavaScript',
    tanpaJavaScript: true,
    async jalan({ page, url, akun, periksa }) {
        const tekan = async (pilih, tujuan) => Promise.all([page.waitForURL(tujuan), page.click(pilih)]);
        await login(page, url, akun.bappeda, akun.sandi);
        await page.goto(`${url}/saya`);
        await lihat(page, periksa, 'saya');
        await page.goto(`${url}/saya/dua-langkah`);
        await lihat(page, periksa, 'kosong');
        await page.click('form[action$="/mulai"] button');
        await page.waitForSelector('svg.qr');
        const rahasia = await page.textContent('.langkah-dua .kode');
        await lihat(page, periksa, 'siap');
        await page.fill('[name=kode]', kode(rahasia));
        await tekan('.langkah-dua form button', u => u.pathname.startsWith('/saya/cadangan/'));
        const cadangan = await page.$$eval('.kode-cadangan .kode', all => all.map(e => e.textContent));
        periksa.sama(cadangan.length, 10, 'kode cadangan');
        await lihat(page, periksa, 'cadangan');

        await page.goto(`${url}/saya`);
        await tekan('form[action="/keluar"] button', `${url}/`);
        await page.goto(`${url}/masuk`);
        await page.fill('[name=masuk]', akun.bappeda);
        await page.fill('[name=sandi]', akun.sandi);
        await tekan('form[action^="/masuk"] button', `${url}/masuk/langkah-dua`);
        await lihat(page, periksa, 'langkah');
        const terbuka = await page.goto(`${url}/saya`);
        periksa(terbuka.url().includes('/masuk'), 'kata sandi saja belum membuka apa-apa');
        await page.goto(`${url}/masuk/langkah-dua?cadangan=1`);
        await page.fill('[name=kode]', cadangan[0].toLowerCase());
        await tekan('form[action="/masuk/langkah-dua"] button', u => !u.pathname.startsWith('/masuk'));

        await page.goto(`${url}/saya/dua-langkah`);
        await lihat(page, periksa, 'aktif');
        await page.click('form[action$="/lepas"] button');
        await page.waitForSelector('form[action$="/mulai"]');

        await login(page, url, akun.admin, akun.sandi);
        await page.goto(`${url}/admin/aturan-masuk`);
        await lihat(page, periksa, 'aturan');
    },
};
