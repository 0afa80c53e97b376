// kotak_keluar.cerita.mjs: an RW head without a signal loses nothing, and sends each proposal exactly once.
import { axe, foto, fotoBerlokasi, login, tidakBergulir } from './alat.mjs';

const status = page => page.locator('.aksi-bawah [role=status]');

async function isi(page, judul, volume = '3') {
    const kamus = await page.$eval('[name=kamus]', s => s.options[1].value);
    await page.selectOption('[name=kamus]', kamus);
    await page.fill('[name=judul]', judul);
    await page.fill('[name=volume]', volume);
    await page.fill('[name=masalah]', 'Air meluap ke rumah warga setiap hujan.');
    await page.fill('[name=manfaat]', '34');
}

const tersimpan = page => page.evaluate(() => new Promise((ok, no) => {
    const r = indexedDB.open('pamong', 1);
    r.onerror = no;
    r.onsuccess = () => {
        const all = r.result.transaction('kiriman').objectStore('kiriman').getAll();
        all.onsuccess = () => { r.result.close(); ok(all.result.map(e => `${e.keadaan}:${new Map(e.isi).get('judul')}`)); };
    };
}));

/** The draft stands where the next person's own would stand. */
const milikLain = page => page.evaluate(() => new Promise(ok => {
    const r = indexedDB.open('pamong', 1);
    r.onsuccess = () => {
        const store = r.result.transaction('kiriman', 'readwrite').objectStore('kiriman'), all = store.getAll();
        all.onsuccess = () => {
            all.result.forEach(e => store.put({ ...e, aksi: '/pokir/baru' }));
            store.transaction.oncomplete = () => { r.result.close(); ok(); };
        };
    };
}));

const kali = async (page, url, judul) => {
    await page.goto(`${url}/rw`);
    return page.locator('section[aria-labelledby=us] .judul-tautan', { hasText: judul }).count();
};

const halamanTersimpan = page => page.waitForFunction(async () =>
    await (await caches.open('pamong-halaman')).match('/rw/baru') && await caches.match('/luring'));

export default {
    nama: 'tanpa sinyal formulir RW tetap terbuka, draf aman, dan setiap usulan terkirim tepat sekali',
    async jalan({ page, context, url, akun, periksa }) {
        await login(page, url, akun.rw, akun.sandi);

        // a draft survives the closed window, also one that is closed right after the last letter
        await page.goto(`${url}/rw/baru`);
        await isi(page, 'Talud');
        await status(page).filter({ hasText: 'Draf di HP ini' }).waitFor();
        await page.waitForFunction(() => document.querySelector('[data-total]').textContent.startsWith('Rp'));
        const biaya = await page.textContent('[data-total]');
        await page.setInputFiles('#i-foto', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await fotoBerlokasi(page) });
        await page.locator('.mini-foto img').waitFor();
        await page.fill('[name=judul]', 'Talud Gang Kenari');
        await page.goto(`${url}/rw/baru`);
        await status(page).filter({ hasText: 'Draf di HP ini' }).waitFor();
        periksa.sama(await page.inputValue('[name=judul]'), 'Talud Gang Kenari', 'judul dari draf');
        periksa.sama(await page.textContent('[data-total]'), biaya, 'biaya dari draf');
        periksa.sama(await page.locator('.mini-foto img').count(), 1, 'foto dari draf terlihat');
        await page.click('.mini-foto button');
        periksa.sama(await page.$eval('#i-foto', i => i.files.length), 0, 'foto yang dibuang tidak ikut');
        const kunci = await page.inputValue('[name=_kunci]');

        // without a signal: the form opens, and waits to be sent
        await halamanTersimpan(page);
        await context.setOffline(true);
        await page.goto(`${url}/rw/baru`);
        await page.waitForFunction(() => document.querySelector('[name=judul]').value === 'Talud Gang Kenari');
        periksa.sama(await page.inputValue('[name=_kunci]'), kunci, 'kunci kirim tetap');
        await page.click('button[value=simpan]');
        await page.locator('.luring', { hasText: 'Usulan tersimpan di HP ini' }).waitFor();
        await foto(page, 'kotak-luring-390');
        await page.goto(`${url}/rw`);
        await page.locator('#di-hp').waitFor();
        await page.locator('[aria-labelledby=di-hp] .status', { hasText: 'Menunggu sinyal' }).waitFor();
        await foto(page, 'kotak-menunggu-390');
        await page.goto(`${url}/musrenbang`);
        periksa(/belum tersimpan di perangkat/.test(await page.textContent('main')), 'halaman luring tidak tampil');

        // the kept form opens as often as one likes: each proposal has a key of its own
        const kunciLuring = async () => {
            await page.goto('about:blank');
            await page.goto(`${url}/rw/baru`);
            await status(page).waitFor({ state: 'attached' });
            await page.waitForTimeout(700);               // an open page listens: the network is never idle
            periksa.sama(await page.inputValue('[name=judul]'), '', 'judul di formulir baru');
            return page.inputValue('[name=_kunci]');
        };
        const ketiganya = [kunci, await kunciLuring(), await kunciLuring()];
        periksa.sama(new Set(ketiganya.filter(k => /^[0-9a-f]{32}$/.test(k))).size, 3, 'kunci kirim yang berlainan');

        // the signal comes back after the session has ended: signing in again is enough
        await page.goto(`${url}/rw`);
        await page.locator('#di-hp').waitFor();
        await axe(page, periksa);
        await tidakBergulir(page, periksa);
        await context.clearCookies();
        await context.setOffline(false);
        await page.locator('[aria-labelledby=di-hp] li', { hasText: 'Masuk lagi ke akun Anda' }).waitFor();
        await login(page, url, akun.rw, akun.sandi);
        if (new URL(page.url()).pathname !== '/rw')         // where an RW head lands, the outbox sends at once
            await page.goto(`${url}/rw`);
        await page.locator('[aria-labelledby=di-hp] .status', { hasText: 'Terkirim' }).waitFor();
        periksa.sama(await kali(page, url, 'Talud Gang Kenari'), 1, 'usulan di server');
        periksa.sama((await tersimpan(page)).length, 0, 'sisa di HP');

        // an answer that is lost on the way back: sent again, stored once
        let hilang = 0;
        await context.route('**/rw/baru', async route => {
            if (route.request().method() !== 'POST' || hilang++)
                return route.continue();
            await route.fetch({ maxRedirects: 0 });
            return route.abort('internetdisconnected');
        });
        await page.goto(`${url}/rw/baru`);
        await isi(page, 'Sumur resapan RT 03');
        await page.click('button[value=simpan]');
        await page.locator('.luring').waitFor();
        await page.goto(`${url}/rw`);
        await page.locator('[aria-labelledby=di-hp] .status', { hasText: 'Terkirim' }).waitFor();
        periksa.sama(hilang, 2, 'pengiriman');
        periksa.sama(await kali(page, url, 'Sumur resapan RT 03'), 1, 'usulan di server setelah dua pengiriman');
        await context.unroute('**/rw/baru');

        // what the server refuses comes back with its reason, and nothing typed is gone
        await page.goto(`${url}/rw/baru`);
        await isi(page, 'Volume yang keliru', 'dua belas');
        await page.click('button[value=simpan]');
        await page.locator('.ringkasan-galat').waitFor();
        periksa(await page.evaluate(() => document.activeElement.matches('.ringkasan-galat')), 'ringkasan tanpa fokus');
        periksa.sama(await page.inputValue('[name=judul]'), 'Volume yang keliru', 'judul setelah ditolak');
        await axe(page, periksa);
        await page.goto(`${url}/rw`);
        const baris = page.locator('[aria-labelledby=di-hp] li', { hasText: 'Volume yang keliru' });
        periksa(/Perlu Anda perbaiki/.test(await baris.textContent()), 'yang ditolak tidak disebut');
        await foto(page, 'kotak-perbaiki-390');
        await baris.locator('a').click();
        await page.waitForFunction(() => document.querySelector('[name=judul]')?.value === 'Volume yang keliru');
        await page.fill('[name=volume]', '3');
        await page.click('button[value=simpan]');
        await page.waitForURL(u => u.pathname === '/rw');
        periksa(/Draf tersimpan/.test(await page.textContent('main')), 'kabar terkirim tidak tampil');
        periksa.sama(await kali(page, url, 'Volume yang keliru'), 1, 'usulan setelah diperbaiki');
        periksa.sama((await tersimpan(page)).length, 0, 'sisa di HP setelah diperbaiki');

        // a phone that changes hands: the next person sees neither drafts nor kept pages
        await page.goto(`${url}/rw/baru`);
        await isi(page, 'Draf milik RW 04');
        await status(page).filter({ hasText: 'Draf di HP ini' }).waitFor();
        await page.goto(`${url}/saya`);
        await Promise.all([page.waitForURL(u => u.pathname !== '/saya'), page.click('form[action="/keluar"] button')]);
        await milikLain(page);
        periksa(!await page.evaluate(() => caches.has('pamong-halaman')), 'halaman orang sebelumnya masih tersimpan');
        await login(page, url, akun.dprd, akun.sandi);
        await page.goto(`${url}/pokir`);
        await page.waitForTimeout(700);               // an open page listens: the network is never idle
        periksa(!/Draf milik RW 04/.test(await page.textContent('body')), 'draf orang lain terlihat');
        await page.goto(`${url}/pokir/baru`);
        await page.waitForTimeout(700);               // an open page listens: the network is never idle
        periksa.sama(await page.inputValue('[name=judul]'), '', 'isian orang lain terlihat');
        periksa.sama((await tersimpan(page)).join(), 'draf:Draf milik RW 04', 'draf pemiliknya');
    },
};
