// gaya.cerita.mjs: the component sheet: every part in every state is readable, reachable and right as HTML.
import { axe, foto, tidakBergulir, tidy } from './alat.mjs';

/** Each stop of the Tab key shows a ring and lies inside the window (WCAG 2.4.7, 2.4.11). */
async function berjalan(page, periksa) {
    await page.evaluate(() => document.activeElement?.blur());
    const stops = await page.evaluate(() => document.querySelectorAll('a[href], button, input, select, textarea').length);
    for (let i = 0; i < stops; i++) {
        await page.keyboard.press('Tab');
        const wrong = await page.evaluate(() => {
            const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
            if (at === document.body)
                return '';
            const covered = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2)),
                Math.min(innerHeight - 1, Math.max(0, box.y + box.height / 2)));
            const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            const seen = covered && (covered === at || at.contains(covered) || covered.contains(at));
            return ring && seen ? '' : `${at.outerHTML.slice(0, 90)} ${ring ? 'tertutup' : 'tanpa cincin'}`;
        });
        periksa(!wrong, `tabulasi ke-${i + 1}: ${wrong}`);
    }
}

export default {
    nama: 'semua komponen dalam semua keadaan lolos axe, tidy, dan jalan papan tik',
    mesin: ['sqlite'],
    async jalan({ page, url, periksa }) {
        for (const path of ['/gaya', '/gaya/salah', '/gaya/konfirmasi', '/luring', '/tidak/ada']) {
            for (const [width, height] of [[390, 844], [1280, 900]]) {
                await page.setViewportSize({ width, height });
                const answer = await page.goto(url + path);
                await axe(page, periksa);
                await foto(page, `gaya${path.replace(/\W+/g, '-')}-${width}`);
                if (width === 390)
                    await tidy(await answer.text(), periksa);
            }
            await tidakBergulir(page, periksa, [320, 360, 390, 640, 1024, 1280]);
        }
        await page.goto(`${url}/gaya/salah`);
        periksa(await page.evaluate(() => document.activeElement.matches('.ringkasan-galat')),
            'ringkasan galat tidak mendapat fokus');
        await page.click('.ringkasan-galat a[href="#i-putusan"]');
        periksa(await page.evaluate(() => document.activeElement.id === 'i-putusan'), 'tautan galat tidak membawa ke isian');
        await page.goto(`${url}/gaya`);
        await berjalan(page, periksa);
    },
};
