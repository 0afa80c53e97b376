// papan_tombol.cerita.mjs: by keyboard alone: every stop shows its ring, none hides behind a bar, none is a trap.
import { axe, foto, login, tidakBergulir } from './alat.mjs';

const STOPS = 90;

/** Where the focus is now, and whether a person sees it. */
const keadaan = page => page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body)
        return null;
    const r = e.getBoundingClientRect(), style = getComputedStyle(e), x = r.left + Math.min(r.width, innerWidth) / 2;
    const y = r.top + Math.min(r.height / 2, 20), top = document.elementFromPoint(x, y);
    const mark = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || e.closest('label')?.matches(':has(:focus-visible)')
        || e.matches('svg a');
    globalThis.langkah = globalThis.langkah ?? new Map();
    globalThis.langkah.set(e, (globalThis.langkah.get(e) ?? 0) + 1);
    return { nama: `${e.tagName.toLowerCase()} ${(e.getAttribute('aria-label') ?? e.textContent ?? e.name ?? '').trim().slice(0, 40)}`,
        tampak: !!mark, kali: globalThis.langkah.get(e),
        tertutup: r.width > 0 && y >= 0 && y < innerHeight && !!top && !e.contains(top) && !top.contains(e)
            && ['fixed', 'sticky'].includes(getComputedStyle(top.closest('.aksi-bawah, .massal, .atas, .pagu-lengket, header') ?? top).position) };
});

async function jalanKaki(page, address, periksa) {
    await page.goto(address);
    for (let n = 0; n < STOPS; n++) {
        await page.keyboard.press('Tab');
        const k = await keadaan(page);
        if (!k)
            break;                              // round the document; a date has four stops of its own
        const path = new URL(address).pathname;
        periksa(k.tampak, `${path}: fokus tidak terlihat di ${k.nama}`);
        periksa(!k.tertutup, `${path}: ${k.nama} tertutup bilah`);
        periksa(k.kali < 6, `${path}: terjebak di ${k.nama}`);
    }
}

/** The interactive map comes by a click, is moved and enlarged, and sets the point of a report, without a mouse. */
async function petaHidup(page, url, periksa) {
    await page.goto(`${url}/aduan/peta`);
    const tombol = page.locator('[data-peta]');
    await tombol.press('Enter');
    const lingkaran = page.locator('.tanda-l.banyak').first();
    await lingkaran.waitFor();
    periksa(await page.evaluate(() => document.activeElement.matches('.peta.leaflet-container')), 'peta yang dibuka mendapat fokus');
    periksa((await lingkaran.getAttribute('aria-label')).includes('laporan di '), 'lingkaran menyebut jumlah dan tempatnya');
    await axe(page, periksa);
    await tidakBergulir(page, periksa);
    await foto(page, `peta-hidup-${page.viewportSize().width}`);
    const sebelum = await page.textContent('#daftar h2');
    await lingkaran.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(lama => document.querySelector('#daftar h2').textContent !== lama, sebelum);
    periksa(page.url().includes('kotak='), 'daftar dan alamat mengikuti peta');
    periksa(await page.evaluate(() => document.activeElement.matches('.leaflet-container')), 'fokus tidak hilang waktu mendekat');

    await page.goto(`${url}/lapor/saluran`);
    await page.locator('[data-peta]').press('Enter');
    await page.waitForSelector('.pilih-l');
    await page.keyboard.press('Enter');
    const [lat, lon] = [+await page.inputValue('[name=lat]'), +await page.inputValue('[name=lon]')];
    periksa(lat < -5 && lat > -5.3 && lon > 105 && lon < 105.5, `Enter menandai tengah peta: ${lat}, ${lon}`);
    const kotak = await page.locator('.leaflet-container').boundingBox();
    await page.mouse.click(kotak.x + kotak.width / 2 + 40, kotak.y + 200);
    periksa(+await page.inputValue('[name=lon]') > lon, 'ketukan memindahkan titiknya');
    await axe(page, periksa);
    await foto(page, `lapor-peta-${page.viewportSize().width}`);
}

export default {
    nama: 'dengan papan tombol saja semua terlihat, tidak tertutup bilah, dan tidak menjebak',
    mesin: ['sqlite'],
    async jalan({ browser, url, akun, periksa }) {
        for (const [width, height] of [[320, 640], [1280, 900]]) {
            const context = await browser.newContext({ viewport: { width, height }, locale: 'id-ID' });
            const page = await context.newPage();
            for (const path of ['/', '/musrenbang', '/masuk', '/wilayah'])
                await jalanKaki(page, url + path, periksa);
            await petaHidup(page, url, periksa);
            await login(page, url, akun.rw, akun.sandi);
            for (const path of ['/rw', '/rw/baru'])
                await jalanKaki(page, url + path, periksa);
            await page.goto(`${url}/rw`);
            await page.keyboard.press('?');
            periksa.sama(await page.locator('#pintasan').evaluate(d => d.open), true, 'bantuan pintasan terbuka');
            await page.keyboard.press('Escape');
            await context.close();
        }
    },
};
