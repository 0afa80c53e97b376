// langsung.js: an open page hears that something is new and asks for it; hidden pages hear nothing, and look when they come back.
import { $$ } from './dasar.js';

const bagian = $$('[data-langsung]').map(el => ({ el, kanal: el.dataset.langsung.split(' '), nanti: 0 }));
let aliran, lagi, pernah;

// many hear the same moment: they do not all ask in it
const tanya = b => b.nanti ||= setTimeout(async () => {
  b.nanti = 0;
  const r = await fetch(b.el.dataset.tanya, { redirect: 'error' }).catch(() => null);
  const isi = r?.ok ? await r.text() : null;
  if (isi !== null && isi !== b.el.innerHTML) b.el.innerHTML = isi;
}, 100 + Math.random() * 900);
const semua = () => bagian.forEach(tanya);

const tutup = () => { clearTimeout(lagi); aliran?.close(); aliran = null; };
const dengar = () => {
  tutup();
  if (document.hidden) return;
  if (pernah) semua();
  pernah = true;
  aliran = new EventSource(`/langsung?${bagian.flatMap(b => b.kanal).map(k => `kanal=${k}`).join('&')}`);
  bagian.forEach(b => b.kanal.forEach(k => aliran.addEventListener(k, () => tanya(b))));
  aliran.addEventListener('ulang', semua);
  let putus = false;
  aliran.onopen = () => { if (putus) semua(); putus = false; };
  // a browser comes again by itself unless it was refused: no room, no session, nothing to hear
  aliran.onerror = () => { putus = true; if (aliran?.readyState === EventSource.CLOSED) lagi = setTimeout(dengar, 60000 + Math.random() * 60000); };
};
if (bagian.length && window.EventSource) {
  dengar();
  // who wants to be seen as still here asks now and then; `tanya` on it: at once
  bagian.forEach(b => {
    if (b.el.dataset.detak) setInterval(() => document.hidden || tanya(b), b.el.dataset.detak * 1000);
    b.el.addEventListener('tanya', () => tanya(b));
  });
  document.addEventListener('visibilitychange', dengar);
  addEventListener('pagehide', tutup);
  addEventListener('pageshow', e => e.persisted && dengar());
}
