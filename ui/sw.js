// sw.js: styles and scripts from the phone, and the RW's pages when there is no signal. Nothing else is kept.
const ASET = 'pamong-aset-@versi', HALAMAN = 'pamong-halaman', LURING = '/luring', SABAR = 8000;
const jalur = /^\/(rw|pokir|kertas)(\/|$)/;

// A page is worth keeping only with what it loads.
const simpan = async (nama, alamat, pilihan) => {
  const r = await fetch(alamat, pilihan);
  if (!r.ok || r.redirected) return;
  const aset = [...new Set((await r.clone().text()).match(/\/aset\/[\w.-]+/g))], c = await caches.open(ASET);
  await (await caches.open(nama)).put(alamat, r);
  await Promise.all(aset.map(async a => await c.match(a) || c.add(a)));
};

self.addEventListener('install', e => e.waitUntil(
  simpan(ASET, LURING, { credentials: 'omit', cache: 'no-cache' }).then(() => self.skipWaiting())));

self.addEventListener('activate', e => e.waitUntil((async () => {
  for (const nama of await caches.keys()) if (nama !== ASET) await caches.delete(nama);
  await self.clients.claim();
})()));

self.addEventListener('message', e => e.data?.simpan && e.waitUntil(
  Promise.all(e.data.simpan.filter(a => jalur.test(a)).map(a => simpan(HALAMAN, a))).catch(() => {})));

const aset = async permintaan => {
  const ada = await caches.match(permintaan);
  if (ada) return ada;
  const r = await fetch(permintaan);
  if (r.ok) (await caches.open(ASET)).put(permintaan, r.clone());
  return r;
};

// The network first; a kept page when it is silent or too slow.
const halaman = async (permintaan, jalan) => {
  const ada = jalur.test(jalan) && await (await caches.open(HALAMAN)).match(jalan);
  const jaring = fetch(permintaan);
  try {
    return await (ada ? Promise.race([jaring, new Promise((_, lambat) => setTimeout(lambat, SABAR))]) : jaring);
  } catch {
    return ada || await caches.match(LURING) || Response.error();
  }
};

self.addEventListener('fetch', e => {
  const p = e.request, u = new URL(p.url);
  if (u.origin !== location.origin) return;
  // another person may hold the phone now
  if (p.method === 'POST' && /^\/(masuk|keluar)$/.test(u.pathname)) e.waitUntil(caches.delete(HALAMAN));
  if (p.method !== 'GET') return;
  if (u.pathname.startsWith('/aset/')) e.respondWith(aset(p));
  else if (p.mode === 'navigate') e.respondWith(halaman(p, u.pathname));
});
