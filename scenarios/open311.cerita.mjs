// open311.cerita.mjs: our Open311 answers before the published client, JSON Schema (ajv) and xmllint: programs of others.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { sebagai } from './alat.mjs';

const Open311 = createRequire(import.meta.url)('open311');
const schema = JSON.parse(readFileSync(new URL('open311/georeport-v2.schema.json', import.meta.url), 'utf8'));
const ajv = addFormats(new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }));
ajv.addSchema(schema);

function cocok(periksa, bentuk, isi) {
    const benar = ajv.validate(`georeport-v2#/$defs/${bentuk}`, isi);
    periksa(benar, `${bentuk}: ${ajv.errorsText(ajv.errors)} dalam ${JSON.stringify(isi).slice(0, 300)}`);
    return isi;
}

/** xmllint reads it to its end, or says where it cannot. */
function xml(teks, periksa, nama) {
    return new Promise(done => {
        const child = execFile('xmllint', ['--noout', '--nonet', '-'], (error, _out, said) =>
            done({ error, said: said.split('\n')[0] }));
        child.stdin.end(teks);
    }).then(({ error, said }) => periksa(!error, `xmllint ${nama}: ${said}`));
}

/** The same question in both forms: the schema for one, xmllint for the other. */
async function tanya(alamat, periksa, bentuk, status = 200) {
    const json = await fetch(alamat.replace('{f}', 'json')), lain = await fetch(alamat.replace('{f}', 'xml'));
    periksa.sama(json.status, status, alamat);
    periksa.sama(lain.status, status, alamat);
    const polos = bentuk === 'discovery' ? '' : '; charset=utf-8';
    periksa.sama(json.headers.get('content-type'), `application/json${polos}`, `jenis isi ${alamat}`);
    periksa.sama(lain.headers.get('content-type'), `text/xml${polos}`, `jenis isi ${alamat}`);
    await xml(await lain.text(), periksa, alamat);
    return cocok(periksa, bentuk, await json.json());
}

async function kunci(page, url, nama, uji) {
    await page.goto(`${url}/meja/aduan/kunci`);
    await page.fill('[name=nama]', nama);
    if (uji)
        await page.check('[name=uji]');
    await page.click('button:has-text("Buat kunci")');
    await page.waitForLoadState();
    return /\b[0-9a-f]{40}\b/.exec(await page.textContent('body'))[0];
}

function kirim(alamat, isian) {
    return fetch(alamat, { method: 'POST', body: new URLSearchParams(isian) });
}

async function membaca(url, periksa) {
    const v2 = `${url}/open311/v2`, uji = `${url}/open311/uji/v2`;
    await tanya(`${url}/open311/discovery.{f}`, periksa, 'discovery');
    await tanya(`${v2}/services.{f}`, periksa, 'services');
    const layanan = await tanya(`${uji}/services.{f}`, periksa, 'services');
    periksa.sama(layanan.length, 14, 'layanan yurisdiksi uji');
    const satu = await tanya(`${uji}/services/${layanan[0].service_code}.{f}`, periksa, 'service_definition');
    periksa.sama(satu.attributes.length, 4, 'pertanyaan layanan pertama');
    const semua = await tanya(`${v2}/requests.{f}`, periksa, 'requests');
    periksa(semua.length > 3, `laporan contoh: ${semua.length}`);
    await tanya(`${v2}/requests.{f}?extensions=true&page_size=5`, periksa, 'requests');
    const nomor = semua[0].service_request_id;
    periksa.sama((await tanya(`${v2}/requests/${nomor}.{f}`, periksa, 'requests')).length, 1, nomor);
    periksa((await tanya(`${v2}/servicerequestupdates.{f}`, periksa, 'updates')).length > 0, 'ada kabar');
    await tanya(`${v2}//services.{f}`, periksa, 'services');
    await tanya(`${url}/open311//discovery.{f}`, periksa, 'discovery');
    await tanya(`${v2}/services/tidak-ada.{f}`, periksa, 'errors', 404);
    await tanya(`${v2}/requests/TIDAK-ADA.{f}`, periksa, 'errors', 404);
    await tanya(`${v2}/tokens/AAAA-BBBB-CCCC.{f}`, periksa, 'errors', 404);
    await tanya(`${v2}/requests.{f}?start_date=kemarin`, periksa, 'errors', 400);
    return semua;
}

async function menulis(url, periksa, key) {
    for (const f of ['json', 'xml']) {
        const alamat = `${url}/open311/uji/v2/requests.${f}`;
        const tanpa = await kirim(alamat, { service_code: '4ffa4c69601827691b000018' });
        periksa.sama(tanpa.status, 403, 'tanpa kunci');
        periksa.sama((await kirim(alamat.replace('/v2/', '/v2//'), {})).status, 403, 'alamat dengan garis miring ganda');
        const kurang = await kirim(alamat, { api_key: key, service_code: '4ffa4c69601827691b000018', lat: 41.9, long: -87.6 });
        periksa.sama(kurang.status, 400, 'pertanyaan wajib');
        const masuk = await kirim(alamat, { api_key: key, service_code: 'uji-alley-light', lat: 41.9, long: -87.6,
            description: `Gang <gelap> & "sepi" ${f}` });
        periksa.sama(masuk.status, 200, 'masuk');
        if (f === 'xml') {
            for (const answer of [tanpa, kurang, masuk])
                await xml(await answer.text(), periksa, alamat);
        } else {
            cocok(periksa, 'errors', await tanpa.json());
            cocok(periksa, 'errors', await kurang.json());
            const [{ token }] = cocok(periksa, 'sent', await masuk.json());
            await tanya(`${url}/open311/uji/v2/tokens/${token}.{f}`, periksa, 'token');
        }
    }
}

/** The npm client, unmodified: it finds the endpoint, lists, asks, sends, and follows what it sent. */
async function klien(url, periksa, key, nomor) {
    const api = new Open311({ discovery: `${url}/open311/discovery.json`, apiKey: key });
    const call = (name, ...args) => promisify(api[name].bind(api))(...args);
    await call('serviceDiscovery', { cache: true, type: 'production' });
    periksa.sama(api.endpoint, `${url}/open311/v2/`, 'titik akses yang ditemukan klien');
    const layanan = await call('serviceList');
    periksa(layanan.some(l => l.service_code === 'saluran'), 'klien membaca layanan');
    const satu = await call('serviceRequest', nomor, {});
    periksa.sama(satu[0].service_request_id, nomor, 'klien membaca satu laporan');
    periksa(!Number.isNaN(satu[0].requested_datetime.getTime()), 'klien memahami waktunya');
    periksa.sama((await call('serviceRequests', [nomor], {})).length, 1, 'klien membaca beberapa');
    await call('serviceDiscovery', { cache: true, type: 'test' });
    const kode = '4ffa4c69601827691b000018';
    periksa.sama((await call('serviceDefinition', kode)).service_code, kode, 'klien membaca pertanyaan');
    const [masuk] = await call('submitRequest', { service_code: kode, lat: 41.9, long: -87.6, description: 'Mobil',
        attributes: { HOWMANYD: '2', FQSKA3: 'BLK' } });
    periksa(masuk.token, 'klien mengirim');
    periksa((await call('token', masuk.token))[0].service_request_id, 'klien menukar tandanya');
}

export default {
    nama: 'jawaban Open311 diterima klien terbitan npm, JSON Schema, dan xmllint',
    async jalan({ browser, url, akun, periksa }) {
        const meja = await sebagai(browser, url, akun, 'meja');
        const key = await kunci(meja, url, 'Program uji', true);
        const semua = await membaca(url, periksa);
        await menulis(url, periksa, key);
        await klien(url, periksa, key, semua[0].service_request_id);
    },
};
