// masuk.cerita.mjs: signing in and out without a script; a wrong password says so and keeps the name.
import { axe, login, tidakBergulir } from './alat.mjs';

export default {
    nama: 'orang masuk dan keluar tanpa JavaScript, dan kata sandi salah dijelaskan',
    tanpaJavaScript: true,
    async jalan({ page, url, akun, periksa }) {
        await page.goto(`${url}/masuk`);
        await page.fill('[name=masuk]', akun.lurah);
        await page.fill('[name=sandi]', 'bukan kata sandinya');
        await page.click('form[action^="/masuk"] button');
        await page.waitForLoadState();
        periksa(new URL(page.url()).pathname === '/masuk', 'kata sandi salah kembali ke halaman masuk');
        periksa(/salah|tidak cocok/i.test(await page.textContent('main')), 'kata sandi salah dikatakan salah');
        periksa.sama(await page.inputValue('[name=sandi]'), '', 'kata sandi tidak ditampilkan lagi');
        await axe(page, periksa);
        await tidakBergulir(page, periksa);

        await login(page, url, akun.lurah, akun.sandi);
        periksa(!page.url().includes('/masuk'), 'sesudah masuk ada di ruang kerja');
        await page.goto(`${url}/saya`);
        await Promise.all([page.waitForURL(`${url}/`), page.click('form[action="/keluar"] button')]);
        const closed = await page.goto(`${url}/saya`);
        periksa(closed.url().includes('/masuk'), 'sesudah keluar, halaman akun meminta masuk');
    },
};
