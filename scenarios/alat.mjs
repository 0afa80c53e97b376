// alat.mjs: what stories share: signing in, and the checks that every page must pass.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SCENARIO_SHOTS;
const REQUEST_MS = 15000;

export class TidakBenar extends Error {}

/** Counts what was held true; the first untruth ends the story, unless they are being gathered. */
export function pemeriksa() {
    const periksa = (benar, kalimat) => {
        if (!benar && !periksa.salah)
            throw new TidakBenar(kalimat);
        if (!benar)
            periksa.salah.push(kalimat);
        periksa.jumlah++;
    };
    periksa.jumlah = 0;
    periksa.sama = (ada, harus, kalimat) => periksa(ada === harus, `${kalimat}: ${ada}, bukan ${harus}`);
    return periksa;
}

export async function login(page, url, masuk, sandi) {
    await page.goto(`${url}/masuk`);
    await page.fill('[name=masuk]', masuk);
    await page.fill('[name=sandi]', sandi);
    await Promise.all([page.waitForURL(u => !u.pathname.startsWith('/masuk')), page.click('form[action^="/masuk"] button')]);
}

/** Where scripts are off axe cannot run either: the same HTML is shown once more with them on. */
async function denganSkrip(page, look) {
    const context = page.context();
    if (!context.tanpaJavaScript)
        return look(page);
    const html = await page.content();
    const twin = await context.browser().newContext({ viewport: page.viewportSize(), locale: 'id-ID', ignoreHTTPSErrors: true });
    try {
        const copy = await twin.newPage();
        await copy.route(page.url(), route => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
        await copy.goto(page.url());
        return await look(copy);
    } finally {
        await twin.close();
    }
}

/** No rule of WCAG 2.2 A and AA, nor of axe's best practices, is broken. */
export async function axe(page, periksa) {
    const broken = await denganSkrip(page, async shown => {
        await shown.evaluate(axeSource);
        return shown.evaluate(() => globalThis.axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }).then(result => result.violations.map(v => `${v.id}: ${v.nodes[0].target.join(' ')} (${v.nodes.length})`)));
    });
    periksa(broken.length === 0, `axe: ${broken.join('; ')}`);
}

/** The page itself does not scroll sideways; tables may, inside `.gulir`. */
export async function tidakBergulir(page, periksa, widths = [320, 390, 1280]) {
    const before = page.viewportSize();
    for (const width of widths) {
        await page.setViewportSize({ width, height: before.height });
        const [have, room] = await page.evaluate(() =>
            [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        periksa(have <= room, `bergulir ke samping pada ${width}: ${have} > ${room}`);
    }
    await page.setViewportSize(before);
}

/** tidy finds no error in the HTML as it came over the wire. */
export function tidy(html, periksa) {
    return new Promise((resolve, reject) => {
        const child = execFile('tidy', ['-quiet', '-errors', '-utf8', '--show-warnings', 'no',
            '--drop-empty-elements', 'no', '--new-blocklevel-tags', 'search,dialog,menu'], (error, _out, said) => {
            try {
                periksa(!error || error.code < 2, `tidy: ${said.trim().split('\n')[0]}`);
                resolve();
            } catch (untrue) {
                reject(untrue);
            }
        });
        child.stdin.end(html);
    });
}

export async function foto(page, nama) {
    if (!shots)
        return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${nama}.png`), fullPage: true });
}

/** Bytes over the wire and requests of the first visit; photos are not counted. */
export async function timbang(context, address) {
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    const photos = new Set();
    const weight = { page, bytes: 0, requests: 0, status: 0, html: '' };
    await wire.send('Network.enable');
    wire.on('Network.responseReceived', e => {
        if (/\/berkas\//.test(e.response.url))
            photos.add(e.requestId);
        else if (e.response.url.startsWith('http'))
            weight.requests++;
    });
    wire.on('Network.loadingFinished', e => {
        if (!photos.has(e.requestId))
            weight.bytes += e.encodedDataLength;
    });
    const answer = await page.goto(address, { waitUntil: 'load', timeout: REQUEST_MS });
    weight.status = answer.status();
    weight.html = await answer.text();
    return weight;
}

/** Links of this page to pages of the same site, without fragments. */
export async function tautan(page) {
    const found = await page.$$eval('a[href]', list =>
        list.filter(a => !a.hasAttribute('download')).map(a => new URL(a.getAttribute('href'), document.baseURI).href));
    const here = new URL(page.url()).origin;
    return [...new Set(found.map(href => href.split('#')[0]))].filter(href => new URL(href).origin === here);
}

const notPages = /\.(csv|xlsx|json|geojson|pdf)$|\/unduh\/|^\/berkas\//;

/** A file that a page offers is there. */
async function unduh(context, address, periksa) {
    const answer = await context.request.get(address, { timeout: REQUEST_MS });
    periksa.sama(answer.status(), 200, 'status');
    return [];
}

/** All that is wrong with one page, with its address before it. */
async function kumpulkan(address, wrong, periksa, look) {
    periksa.salah = [];
    try {
        return await look();
    } catch (error) {
        periksa.salah.push(error.message.split('\n')[0]);
        return [];
    } finally {
        wrong.push(...periksa.salah.map(w => `${new URL(address).pathname}: ${w}`));
        periksa.salah = null;
    }
}

/** Pages reached by links from `start`; at most `most`, and `alike` of each shape of address. Files are only fetched.
 *  Tells how many there were, and all that was wrong with them. */
export async function jelajah(start, { context, periksa, most, alike = 2, skip, visit }) {
    const queue = [start], seen = new Set(queue), shapes = new Map(), wrong = [];
    let visited = 0;
    while (queue.length && visited < most) {
        const address = queue.shift();
        const { pathname, searchParams } = new URL(address);
        const shape = pathname.replace(/\d[\d.]*/g, '#') + [...searchParams.keys()].sort().join();
        const times = shapes.get(shape) ?? 0;
        if (times >= alike || skip?.(pathname))
            continue;
        shapes.set(shape, times + 1);
        visited++;
        const next = await kumpulkan(address, wrong, periksa,
            () => notPages.test(pathname) ? unduh(context, address, periksa) : visit(address));
        for (const link of next.filter(n => !seen.has(n))) {
            seen.add(link);
            queue.push(link);
        }
    }
    return { visited, wrong };
}

/** A small JPEG of the browser's own making, with a place and a name hidden in its EXIF. */
export async function fotoBerlokasi(page) {
    const jpeg = await page.screenshot({ type: 'jpeg' });
    const tiff = Buffer.concat([Buffer.from('4d4d002a00000008', 'hex'), Buffer.from('0001', 'hex'),
        Buffer.from('8825000400000001', 'hex'), Buffer.from('0000001a00000000', 'hex'), Buffer.from('0004', 'hex'),
        Buffer.from('0001000200000002', 'hex'), Buffer.from('53000000', 'hex'),
        Buffer.from('000200050000000300000050', 'hex'), Buffer.from('0003000200000002', 'hex'), Buffer.from('45000000', 'hex'),
        Buffer.from('000400050000000300000068', 'hex'), Buffer.from('00000000', 'hex'),
        Buffer.from('000000050000000100000007000000010000054000000064', 'hex'),
        Buffer.from('000000690000000100000013000000010000022600000064', 'hex'), Buffer.from('RAHASIA PEMILIK')]);
    const app1 = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
    const head = Buffer.from([0xff, 0xe1, (app1.length + 2) >> 8, (app1.length + 2) & 255]);
    return Buffer.concat([jpeg.subarray(0, 2), head, app1, jpeg.subarray(2)]);
}

/** What the summary of errors says. */
export const galat = page => page.$$eval('.ringkasan-galat li', list => list.map(e => e.textContent).join(' | '));

/** Signed in on a phone, as a rule without scripts. */
export async function sebagai(browser, url, akun, nama, denganSkrip = false) {
    const context = await browser.newContext({ javaScriptEnabled: denganSkrip, viewport: { width: 390, height: 844 }, locale: 'id-ID',
        ignoreHTTPSErrors: true });
    context.tanpaJavaScript = !denganSkrip;
    const page = await context.newPage();
    await login(page, url, akun[nama], akun.sandi);
    return page;
}
