// jelajah_umum.cerita.mjs: every public page that links lead to: readable, light, and right on a phone and a desk.
import { axe, foto, jelajah, tautan, tidakBergulir, tidy, timbang } from './alat.mjs';

const BYTES = 50 * 1024, REQUESTS = 5, PAGES = 60;
const elsewhere = /^\/(masuk|bahasa)/;

export default {
    nama: 'semua halaman umum dapat dibaca di ponsel dan meja, ringan, dan HTML-nya benar',
    mesin: ['sqlite'],
    async jalan({ browser, context: own, url, periksa }) {
        const visit = async address => {
            const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'id-ID' });
            try {
                const { page, bytes, requests, status, html } = await timbang(context, address);
                periksa.sama(status, 200, 'status');
                periksa(bytes <= BYTES, `beratnya ${bytes} byte, paling banyak ${BYTES}`);
                periksa(requests <= REQUESTS, `meminta ${requests} kali, paling banyak ${REQUESTS}`);
                await tidy(html, periksa);
                await tidakBergulir(page, periksa);
                await axe(page, periksa);
                const name = `umum${new URL(address).pathname.replace(/\W+/g, '-')}`;
                await foto(page, `${name}-390`);
                await page.setViewportSize({ width: 1280, height: 900 });
                await axe(page, periksa);
                await foto(page, `${name}-1280`);
                return await tautan(page);
            } finally {
                await context.close();
            }
        };
        const { visited, wrong } = await jelajah(`${url}/`, {
            context: own, periksa, most: PAGES, skip: path => elsewhere.test(path), visit });
        periksa(!wrong.length, `\n         ${wrong.join('\n         ')}`);
        periksa(visited >= 5, `hanya ${visited} halaman yang tercapai dari beranda`);
    },
};
