// jelajah_kerja.cerita.mjs: what each kind of account finds in its workspace opens and is right.
import { axe, foto, jelajah, login, tautan, tidakBergulir, tidy } from './alat.mjs';

const PAGES = 10;
const elsewhere = /^\/(bahasa|musrenbang|segel)/;       // what is public has its own story

export default {
    nama: 'setiap jabatan dapat membuka semua yang ditawarkan ruang kerjanya',
    mesin: ['sqlite'],
    async jalan({ browser, url, akun, periksa }) {
        const all = [];
        for (const masuk of [akun.rw, akun.lurah, akun.camat, akun.dinas, akun.bappeda, akun.tapd, akun.dprd, akun.admin]) {
            const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'id-ID' });
            const page = await context.newPage();
            await login(page, url, masuk, akun.sandi);
            const start = page.url();
            const visit = async address => {
                const answer = await page.goto(address);
                periksa.sama(answer.status(), 200, 'status');
                await tidy(await answer.text(), periksa);
                await tidakBergulir(page, periksa);
                await axe(page, periksa);
                await foto(page, `kerja-${masuk}${new URL(address).pathname.replace(/\W+/g, '-')}`);
                return (await tautan(page)).filter(href => new URL(href).pathname !== '/');
            };
            const { wrong } = await jelajah(start, { context, periksa, most: PAGES, alike: 1, skip: path => elsewhere.test(path), visit });
            all.push(...wrong.map(w => `${masuk} ${w}`));
            await context.close();
        }
        periksa(!all.length, `\n         ${all.join('\n         ')}`);
    },
};
