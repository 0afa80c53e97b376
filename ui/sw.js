// sw.js: keeps stylesheets, scripts and the last pages of the RW on the phone, so that they open without a signal.
const SIMPAN = 'pamong-1';
self.addEventListener('install', e => e.waitUntil(self.skipWaiting()));
self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', e => {
  const u = new URL(e.request.url);
  if (e.request.method !== 'GET' || u.origin !== location.origin) return;
  if (u.pathname.startsWith('/aset/'))
    e.respondWith(caches.open(SIMPAN).then(async c => (await c.match(e.request)) ?? fetch(e.request).then(r => { c.put(e.request, r.clone()); return r; })));
});
